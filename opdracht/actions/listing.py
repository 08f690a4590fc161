"""The records of a kind. What only some lists need is loaded for those: this is what people do most, and it must be there at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from opdracht.codec import Fields
from opdracht.errors import UsageFault
from opdracht.model import Document, Record
from opdracht.records import field_value, kind_named
from opdracht.store import Register


@dataclass(frozen=True)
class Listing:
    """The records of a kind that somebody asked for; `chosen` says whether there may be others."""

    kind: type[Record]
    rows: Sequence[Record]
    chosen: bool

    @property
    def beside(self) -> tuple[str, ...]:
        """What is told of each record beside its fields: of a document whether it is still there."""
        return ("staat",) if self.kind is Document else ()

    def data(self) -> list[Fields]:
        """All fields of each record, and what is told beside them."""
        from opdracht.exchange.export import record_data

        return [
            {**record_data(self.kind, row), **{name: getattr(row, name) for name in self.beside}} for row in self.rows
        ]


def listing(register: Register, soort: str, filters: Mapping[str, str]) -> Listing:
    """The records of a kind, or those of it in which fields have the values of `filters`."""
    kind = kind_named(soort)
    where = {name: field_value(kind, name, text) for name, text in filters.items()}
    if lists := [name for name, value in where.items() if isinstance(value, list)]:
        raise UsageFault(f"Op {lists[0]} kunt u niet kiezen.")
    with register.reading() as reader:
        rows: Sequence[Record] = reader.rows(kind, **where) if kind is not Document else ()
        if kind is Document:
            from opdracht.proof.printed import with_state

            rows = [with_state(row) for row in reader.rows(Document, **where)]
    return Listing(kind, rows, bool(where))
