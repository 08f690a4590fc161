"""Make a new register, bring an older one up to date, and give one on a server its roles."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from opdracht.choices import Soort
from opdracht.errors import OpdrachtError
from opdracht.model import Instelling, Organisatie
from opdracht.records import make
from opdracht.safety.backup import keep_copy
from opdracht.store import Register, Writer, head
from opdracht.store.roles import place_of, roles_sql


def create_register(register: Register, regionaam: str = "", lichaam: str = "", gemeenten: Sequence[str] = ()) -> int:
    """Make a register; the number of organisaties in it. `lichaam` is the body that works for the region."""
    organisations = [
        make(Organisatie, {"code": code_of(name), "naam": name, "soort": soort})
        for name, soort in [
            *((name, Soort.GEMEENTE) for name in gemeenten),
            *([(lichaam, Soort.REGIO)] if lichaam else []),
        ]
    ]
    unique = list({organisation.code: organisation for organisation in organisations}.values())
    setting = [make(Instelling, {"naam": "regionaam", "waarde": regionaam})] if regionaam else []

    def fill(writer: Writer) -> None:
        writer.insert(setting)
        writer.insert(unique)

    register.create(fill)
    return len(unique)


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


def code_of(name: str) -> str:
    """A code for a name: 'Bergen op Zoom' is bergen-op-zoom."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
