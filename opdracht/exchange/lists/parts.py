"""Columns that hold one thing in parts: the parts of a name of a person become one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from opdracht.exchange.lists.headings import plain_words
from opdracht.exchange.lists.table import ListColumn, ListTable

_FIRST = ("voornaam", "voornamen", "roepnaam", "voorletters", "voorletter", "initialen")
_BETWEEN = ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "tv")
_LAST = ("achternaam", "familienaam")
WHOLE = "voornaam achternaam"
"""What is called the column with the whole name, as `plain_words`."""


def with_whole_names(table: ListTable) -> ListTable:
    """The table with 'Voornaam', 'Tussenvoegsel' and 'Achternaam' as one column; itself when it has no first and last names."""
    parts = [_called(table.columns, words) for words in (_FIRST, _BETWEEN, _LAST)]
    first, _, last = parts
    if first is None or last is None:
        return table
    named = [column for column in parts if column is not None]
    goes = {column.place for column in named if column is not last}
    columns = [
        replace(column, heading=WHOLE.capitalize()) if column is last else column
        for column in table.columns
        if column.place not in goes
    ]
    rows = []
    for row in table.rows:
        cells = list(row.cells)
        cells[last.place] = " ".join(filter(None, (str(cells[column.place]).strip() for column in named)))
        rows.append(replace(row, cells=cells))
    return replace(table, columns=columns, rows=rows)


def _called(columns: Sequence[ListColumn], words: Sequence[str]) -> ListColumn | None:
    return next((column for column in columns if plain_words(column.heading) in words), None)
