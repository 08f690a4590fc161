"""The records of a kind. What only some lists need is loaded for those: this is what people do most, and it must be there at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from opdracht.codec import Fields
from opdracht.filters import Filter, in_order_of
from opdracht.model import Document, Record
from opdracht.records import kind_named
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


def listing(register: Register, soort: str, words: Sequence[str], today: date, sort: str = "") -> Listing:
    """The records of a kind, or those of it of which the conditions hold (filters.py), by key or by the field `sort`."""
    kind = kind_named(soort)
    keeps = Filter(kind, words, today)
    with register.reading() as reader:
        rows: Sequence[Record] = reader.rows(kind, **keeps.stored)
        if kind is Document:
            from opdracht.proof.printed import with_state

            rows = [with_state(row) for row in reader.rows(Document, **keeps.stored)]
    rows = [row for row in rows if keeps(row)]
    return Listing(kind, in_order_of(kind, sort, rows) if sort else rows, bool(words))
