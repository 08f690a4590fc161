"""Add, change and remove single records."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from opdracht.actions.past import KINDS
from opdracht.choices import Status
from opdracht.errors import OpdrachtError
from opdracht.fields import day
from opdracht.model import Instelling, Opdracht, Record, Versie, key_of, references
from opdracht.records import (
    changeable,
    kind_named,
    kind_of,
    make,
    next_nummer,
    no_field,
    read_key,
    required_fields,
    written_key,
)
from opdracht.settings import parsed
from opdracht.store import Reader, Register, Writer, values
from opdracht.suggest import did_you_mean

_BY_A_STEP = (
    "Een stap zet u met 'opdracht status', een handtekening legt u vast met 'opdracht sign', en een bevinding legt u "
    "terzijde met 'opdracht check --set-aside'."
)


def add(register: Register, kind: str, fields: Mapping[str, object], year: int) -> Record:
    """Add a record. What the register numbers itself (nr, and the nummer of an opdracht) may be left out."""
    model = with_fields(changeable(kind), fields)
    if model in KINDS:
        raise OpdrachtError(f"{model.enkelvoud.capitalize()} voegt u niet los toe.", _BY_A_STEP)
    with register.writing() as writer:
        filled = dict(fields)
        if "nr" in filled:
            raise OpdrachtError("Het register geeft het volgnummer zelf.", "Laat nr weg.")
        if "nr" in model.sleutel:
            filled["nr"] = _next_nr(writer, model, filled.get(model.sleutel[0]))
        if model is Opdracht and not filled.get("nummer"):
            filled["nummer"] = next_nummer(_year(filled, year), {row.nummer for row in writer.rows(Opdracht)})
        record = make(model, filled)
        if isinstance(record, Opdracht) and record.status != Status.CONCEPT:
            raise OpdrachtError("Een opdracht begint als concept.", "Laat status weg. Daarna: opdracht status NUMMER")
        if writer.get(model, key_of(record)):
            name = f"{model.enkelvoud} '{written_key(key_of(record))}'"
            raise OpdrachtError(f"{name} bestaat al.", f"Verander het met: opdracht set {name.replace(chr(39), '')}")
        check_references(writer, record)
        writer.insert([record])
    return record


def change(register: Register, kind: str, key: str, fields: Mapping[str, object]) -> tuple[Record, Record]:
    """Give fields of a record other values; the record before and after. A new code is followed everywhere."""
    model = with_fields(changeable(kind), fields)
    with register.writing() as writer:
        return change_in(writer, model, key, fields)


def change_in(writer: Writer, model: type[Record], key: str, fields: Mapping[str, object]) -> tuple[Record, Record]:
    """The same in a transaction that is open."""
    before = writer.need(model, read_key(model, key))
    after = make(model, {**values(before), **fields})
    check_references(writer, after)
    if model is Opdracht and values(before)["status"] != values(after)["status"]:
        step = f"opdracht status {key} {values(after)['status']}"
        raise OpdrachtError("De status verandert stap voor stap.", f"Gebruik: {step}")
    if key_of(after) != key_of(before):
        if len(model.sleutel) > 1:
            raise OpdrachtError(
                f"De sleutel van {model.enkelvoud} kan niet veranderen.", "Verwijder het en voeg het opnieuw toe."
            )
        if model is Opdracht and writer.rows(Versie, opdracht=key_of(before)[0]):
            raise OpdrachtError(
                f"Het nummer van opdracht {key} staat in een vastgestelde tekst en verandert niet meer."
            )
        if writer.get(model, key_of(after)):
            raise OpdrachtError(f"{model.enkelvoud} '{written_key(key_of(after))}' bestaat al.")
        writer.rename(model, str(key_of(before)[0]), str(key_of(after)[0]))
    writer.update(after)
    return before, after


def with_fields(model: type[Record], names: Collection[str]) -> type[Record]:
    """The kind, when it has all these fields."""
    for name in names:
        if name not in model.model_fields:
            raise no_field(model, name)
    return model


def remove(register: Register, kind: str, key: str) -> Record:
    """Take a record away, with what it owns. Refused while other records refer to it."""
    model = changeable(kind)
    with register.writing() as writer:
        record = writer.need(model, read_key(model, key))
        need_not_agreed(writer, model, key)
        writer.delete(record)
    return record


def need_not_agreed(reader: Reader, model: type[Record], key: str) -> None:
    """Raise OpdrachtError when this is an opdracht that was ever vastgesteld: it stays."""
    if model is Opdracht and reader.rows(Versie, opdracht=key):
        hint = f"Trek haar in met: opdracht status {key} ingetrokken"
        raise OpdrachtError(f"Opdracht {key} is vastgesteld; wat vastgesteld is, blijft bewaard.", hint)


def configure(register: Register, name: str, value: str) -> str | float:
    """Give a setting of the register a value; what that value is now."""
    now = parsed(name, value)
    with register.writing() as writer:
        setting = make(Instelling, {"naam": name, "waarde": value})
        if writer.get(Instelling, [name]):
            writer.update(setting)
        else:
            writer.insert([setting])
    return now


@dataclass(frozen=True)
class Missing:
    """A field that must be given, and the records it may refer to: their codes, each with what people know it by."""

    kind: type[Record]
    name: str
    codes: Sequence[tuple[str, str]] = ()


def missing(register: Register, kind: str, given: Collection[str]) -> list[Missing]:
    """What must still be given to add a record."""
    model = kind_named(kind)
    names = [name for name in required_fields(model) if name not in given]
    targets = {reference.field: kind_named(reference.target) for reference in references(model)}
    with register.reading() as reader:
        codes = {name: [_known_as(row) for row in reader.rows(targets[name])] for name in names if name in targets}
    return [Missing(model, name, codes.get(name, ())) for name in names]


def _known_as(record: Record) -> tuple[str, str]:
    code = str(key_of(record)[0])
    words = next((text for name in kind_of(record).known_by if (text := getattr(record, name))), "")
    return code, f"{code}: {words[:60]}"


def check_references(reader: Reader, record: Record) -> None:
    """Raise OpdrachtError when a record points to something that is not there."""
    for name, target, _ in references(kind_of(record)):
        code = getattr(record, name)
        kind = kind_named(target)
        if code is not None and reader.get(kind, [code]) is None:
            known = (str(key_of(row)[0]) for row in reader.rows(kind))
            raise OpdrachtError(
                f"Er is geen {target} '{code}'. {did_you_mean(code, known)}".rstrip(),
                f"Bekijk wat er is met: opdracht list {kind.meervoud}",
            )


def _next_nr(writer: Writer, model: type[Record], owner: object) -> int:
    rows = writer.rows(model, **{model.sleutel[0]: owner})
    return max((int(key_of(row)[-1]) for row in rows), default=0) + 1


def _year(fields: Mapping[str, object], year: int) -> int:
    try:
        return day(fields.get("van")).year
    except ValueError:
        return year
