"""What was set aside follows the record it is about: under a new code, and away when that goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from opdracht.codec import values
from opdracht.model import METADATA, Record, Terzijde, key_of
from opdracht.records import KINDS, make, written_key
from opdracht.store.writing import Writer


def forget(writer: Writer, records: Sequence[Record]) -> None:
    """What was set aside about records goes with them; a number that comes free begins anew."""
    gone = {(record.enkelvoud, written_key(key_of(record))) for record in records}
    about = [
        row
        for row in writer.rows(Terzijde)
        if gone & {("opdracht", row.opdracht), tuple(row.plaats.split(" ", 1)), *_named_in(row.plaats)}
    ]
    writer.delete(*about)


def follow(writer: Writer, kind: str, old: str, new: str) -> None:
    """What was set aside about a record stays aside under its new code."""
    for row in writer.rows(Terzijde):
        if (kind, old) not in {("opdracht", row.opdracht), *_named_in(row.plaats)}:
            continue
        plaats = with_keys(row.plaats, lambda of, key: new if (of, key) == (kind, old) else key)
        opdracht = new if (kind, old) == ("opdracht", row.opdracht) else row.opdracht
        writer.delete(row)
        writer.insert([make(Terzijde, {**values(row), "plaats": plaats, "opdracht": opdracht})])


def with_keys(plaats: str, key: Callable[[str, str], str]) -> str:
    """A place in which each part of the key is what `key` makes of it and of the kind of record that it names."""
    named = _named_in(plaats)
    return f"{plaats.split(' ')[0]} {'/'.join(key(*one) for one in named)}" if named else plaats


def _named_in(plaats: str) -> list[tuple[str, str]]:
    """The parts of the key in a place, each with the kind of record it names: ('opdracht', '2027-001'), ('', '2')."""
    kind, _, key = plaats.partition(" ")
    if kind not in KINDS:
        return []
    table, sleutel = METADATA.tables[kind], KINDS[kind].sleutel
    owners = {reference.parent.name: reference.column.table.name for reference in table.foreign_keys}
    own = {sleutel[0]: kind} if len(sleutel) == 1 else {}
    named = [{**owners, **own}.get(field, "") for field in sleutel]
    return list(zip(named, key.split("/", len(sleutel) - 1), strict=False))
