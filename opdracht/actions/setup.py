"""Make a new register, bring an older one up to date, and give one on a server its roles."""

from collections.abc import Sequence
from pathlib import Path

from opdracht.choices import Soort
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.fields import LONGEST_CODE
from opdracht.model import Instelling, Organisatie
from opdracht.records import code_of, make
from opdracht.safety.backup import keep_copy
from opdracht.store import Register, Writer, head
from opdracht.store.roles import place_of, roles_sql

_REGION = "-regio"


def create_register(register: Register, regionaam: str = "", lichaam: str = "", gemeenten: Sequence[str] = ()) -> int:
    """Make a register; the number of organisaties in it. `lichaam` is the body that works for the region.

    Raises UsageFault before anything is made when a name cannot be one, or stands there twice.
    """
    codes = codes_of(gemeenten)
    organisations = [make(Organisatie, {"code": codes[n], "naam": n, "soort": Soort.GEMEENTE}) for n in gemeenten]
    if lichaam:
        code = _needed_code(lichaam)  # a region may be called as one of its gemeenten
        code = f"{code[: LONGEST_CODE - len(_REGION)]}{_REGION}" if code in codes.values() else code
        organisations.append(make(Organisatie, {"code": code, "naam": lichaam, "soort": Soort.REGIO}))
    setting = [make(Instelling, {"naam": "regionaam", "waarde": regionaam})] if regionaam else []

    def fill(writer: Writer) -> None:
        writer.insert(setting)
        writer.insert(organisations)

    register.create(fill)
    return len(organisations)


def codes_of(names: Sequence[str]) -> dict[str, str]:
    """The code of each of these organisaties by its name. Raises UsageFault when two would have one code, or one has none."""
    names_by_code: dict[str, str] = {}
    for name in names:
        code = _needed_code(name)
        if code in names_by_code:
            other = names_by_code[code]
            twice = (
                f"U noemt {name} twee keer."
                if other == name
                else f"{other} en {name} krijgen allebei de code '{code}'."
            )
            raise UsageFault(twice, "Noem elke gemeente één keer.")
        names_by_code[code] = name
    return {name: code for code, name in names_by_code.items()}


def _needed_code(name: str) -> str:
    if code := code_of(name):
        return code
    raise UsageFault(f"'{name}' is geen naam van een organisatie.", "Een naam heeft letters of cijfers.")


def need_none(register: Register) -> None:
    """Raise OpdrachtError where a register stands already."""
    if register.exists():
        raise OpdrachtError(f"Er staat al een register op {register.name}.", "Kies met --register een andere plaats.")


def roles(register: Register) -> str:
    """The SQL that makes the roles of a register on a server, for the owner of the database to run."""
    if not register.on_server:
        raise OpdrachtError(
            f"{register.name} is een bestand; rollen zijn er alleen in PostgreSQL.",
            "Zet het register over met: opdracht migrate --to postgresql://server/naam",
        )
    with register.reading() as reader:
        codes = [row.code for row in reader.rows(Organisatie)]
        return roles_sql(*place_of(reader.connection), codes)


def migrate(register: Register, *, keep: bool) -> tuple[str, Path | None]:
    """Bring a register up to date, or with `keep` off only try it; the version it had, and the copy that was kept."""
    copy = keep_copy(register) if keep and register.version() != head() else None
    return register.migrate(keep=keep), copy
