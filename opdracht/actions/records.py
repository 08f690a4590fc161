"""Add, change and remove single records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from opdracht.errors import OpdrachtError
from opdracht.fields import day
from opdracht.model import METADATA, Instelling, Opdracht, Record, Versie, key_of
from opdracht.records import changeable, kind_named, make, next_nummer, read_key, written_key
from opdracht.settings import parsed
from opdracht.store import Reader, Register, Writer, values
from opdracht.suggest import did_you_mean


def add(register: Register, kind: str, fields: Mapping[str, object], year: int) -> Record:
    """Add a record. What the register numbers itself (nr, and the nummer of an opdracht) may be left out."""
    model = changeable(kind)
    with register.writing() as writer:
        filled = dict(fields)
        if "nr" in filled:
            raise OpdrachtError("Het register geeft het volgnummer zelf.", "Laat nr weg.")
        if "nr" in model.sleutel:
            filled["nr"] = _next_nr(writer, model, filled.get(model.sleutel[0]))
        if model is Opdracht and not filled.get("nummer"):
            filled["nummer"] = next_nummer(_year(filled, year), {row.nummer for row in writer.rows(Opdracht)})
        record = make(model, filled)
        if writer.get(model, key_of(record)):
            name = f"{model.enkelvoud} '{written_key(key_of(record))}'"
            raise OpdrachtError(f"{name} bestaat al.", f"Verander het met: opdracht set {name.replace(chr(39), '')}")
        check_references(writer, record)
        writer.insert([record])
    return record


def change(register: Register, kind: str, key: str, fields: Mapping[str, object]) -> tuple[Record, Record]:
    """Give fields of a record other values; the record before and after. A new code is followed everywhere."""
    model = changeable(kind)
    with register.writing() as writer:
        before = writer.need(model, read_key(model, key))
        after = make(model, {**values(before), **fields})
        check_references(writer, after)
        if model is Opdracht and values(before)["status"] != values(after)["status"]:
            step = f"opdracht status {key} {values(after)['status']}"
            raise OpdrachtError("De status verandert stap voor stap.", f"Gebruik: {step}")
        if key_of(after) != key_of(before):
            if len(model.sleutel) > 1:
                raise OpdrachtError(
                    f"De sleutel van {model.enkelvoud} kan niet veranderen.",
                    "Verwijder het en voeg het opnieuw toe.",
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


def remove(register: Register, kind: str, key: str) -> Record:
    """Take a record away, with what it owns. Refused while other records refer to it."""
    model = changeable(kind)
    with register.writing() as writer:
        record = writer.need(model, read_key(model, key))
        if model is Opdracht and writer.rows(Versie, opdracht=key):
            hint = f"Trek haar in met: opdracht status {key} ingetrokken"
            raise OpdrachtError(f"Opdracht {key} is vastgesteld; wat vastgesteld is, blijft bewaard.", hint)
        writer.delete(record)
    return record


def configure(register: Register, name: str, value: str) -> None:
    """Give a setting of the register a value."""
    parsed(name, value)
    with register.writing() as writer:
        setting = make(Instelling, {"naam": name, "waarde": value})
        if writer.get(Instelling, [name]):
            writer.update(setting)
        else:
            writer.insert([setting])


def referred(register: Register, model: type[Record]) -> dict[str, list[tuple[str, str]]]:
    """Per field that refers to other records: their codes, each with the words people know it by."""
    found: dict[str, list[tuple[str, str]]] = {}
    with register.reading() as reader:
        for reference in METADATA.tables[model.enkelvoud].foreign_keys:
            rows = reader.rows(kind_named(reference.column.table.name))
            found[reference.parent.name] = [(str(key_of(row)[0]), _known_as(row)) for row in rows]
    return found


def _known_as(record: Record) -> str:
    said = next(
        (getattr(record, name) for name in ("functie", "naam", "titel", "tekst") if getattr(record, name, "")), ""
    )
    return f"{key_of(record)[0]}: {said[:60]}"


def check_references(reader: Reader, record: Record) -> None:
    """Raise OpdrachtError when a record points to something that is not there."""
    for reference in METADATA.tables[record.enkelvoud].foreign_keys:
        code = getattr(record, reference.parent.name)
        target = reference.column.table.name
        if code is not None and reader.get(kind_named(target), [code]) is None:
            known: Iterable[Any] = (key_of(row)[0] for row in reader.rows(kind_named(target)))
            raise OpdrachtError(
                f"Er is geen {target} '{code}'. {did_you_mean(code, known)}".rstrip(),
                f"Bekijk wat er is met: opdracht list {kind_named(target).meervoud}",
            )


def _next_nr(writer: Writer, model: type[Record], owner: object) -> int:
    rows: list[Any] = writer.rows(model, **{model.sleutel[0]: owner})
    return max((row.nr for row in rows), default=0) + 1


def _year(fields: Mapping[str, object], year: int) -> int:
    try:
        return day(fields.get("van")).year
    except ValueError:
        return year
