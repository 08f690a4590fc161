"""Records as the cells of a sheet, with the names behind their codes."""

from __future__ import annotations

from collections.abc import Mapping

from opdracht.codec import Fields
from opdracht.exchange.workbook.columns import KINDS, as_cell, columns
from opdracht.exchange.workbook.content import with_name
from opdracht.exchange.workbook.grid import Cell
from opdracht.exchange.workbook.keys import Standing
from opdracht.model import CODED, Record, references


def cells_of(kind: type[Record], fields: Fields, names: Mapping[str, Mapping[str, str]]) -> dict[str, Cell]:
    """The cells of a record by field, with the names behind its codes."""
    return {
        column.name: as_cell(column, fields[column.name], names.get(column.target.enkelvoud) if column.target else None)
        for column in columns(kind)
    }


def names_behind(standing: Standing) -> dict[str, dict[str, str]]:
    """Each code with the name behind it, as a drop-down shows it, by the singular name of its kind."""
    targets = {reference.target for kind in KINDS for reference in references(kind)}
    return {
        kind.enkelvoud: {
            str(key[0]): with_name(str(key[0]), next((str(fields[name]) for name in kind.known_by if fields[name]), ""))
            for key, fields in standing[kind].items()
        }
        for kind in CODED
        if kind.enkelvoud in targets
    }
