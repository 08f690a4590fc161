"""How records look in a list: the forms that `list` has, each one entry, and the columns of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from opdracht.cli.session import SCREEN, write_csv, write_json
from opdracht.cli.terminal import say, show, table

if TYPE_CHECKING:
    from opdracht.actions.listing import Listing
    from opdracht.model import Record


def columns(kind: type[Record]) -> tuple[str, ...]:
    """What a list of a kind shows: the fields declared so, after the key that set, show and remove take."""
    from opdracht.model import Document, fields_that

    listed = fields_that(kind, lambda field: field.listed)
    if kind is Document:
        return (listed[0], "staat", *listed[1:])
    return ("sleutel", *listed) if "nr" in kind.sleutel else listed


def cells(record: Record, columns: Iterable[str]) -> list[str]:
    """The fields of a record as texts; `sleutel` is its key."""
    from opdracht.fields import in_words

    return [in_words(value) for value in _values(record, columns).values()]


def _values(record: Record, columns: Iterable[str]) -> dict[str, object]:
    from opdracht.model import key_of
    from opdracht.records import written_key

    return {
        column: written_key(key_of(record)) if column == "sleutel" else getattr(record, column) for column in columns
    }


def _on_screen(listing: Listing) -> None:
    shown = columns(listing.kind)
    if listing.rows:
        table(shown, [cells(row, shown) for row in listing.rows])
        return
    name = listing.kind.meervoud
    is_one = name == listing.kind.enkelvoud
    limits = (" dat hieraan voldoet" if is_one else " die hieraan voldoen") if listing.chosen else " in dit register"
    say(f"Er {'is' if is_one else 'zijn'} geen {name}{limits}.")


def _plain(listing: Listing) -> None:
    for row in listing.rows:
        show("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells(row, columns(listing.kind))))


def _csv(listing: Listing) -> None:
    """All fields but what the program keeps as JSON, after the key; of a document also whether it is still there."""
    from opdracht.model import fields_that

    key = ("sleutel",) if "nr" in listing.kind.sleutel else ()
    fields = fields_that(listing.kind, lambda field: not field.holds_json)
    write_csv(
        (*key, *fields, *listing.beside), (_values(row, (*key, *fields, *listing.beside)) for row in listing.rows)
    )


FORMS: Mapping[str, Callable[[Listing], None]] = {
    SCREEN: _on_screen,
    "plain": _plain,
    "json": lambda listing: write_json(listing.data()),
    "csv": _csv,
}
"""What prints a list in each form; a form more is one entry more, if options.FORMS has it."""
