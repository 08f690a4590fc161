"""The one form in which a record stands in JSON: its filled fields by name, dates as 2027-03-01, whole numbers whole.

The journal, frozen versions, files, reserve copies and the rescue of a damaged register all write and read it so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import JSON, Column

from opdracht.cells import cell
from opdracht.model import JOURNAL, METADATA, TABLES, Record

Fields: TypeAlias = dict[str, Any]
"""The filled fields of a record by name, as they come back from JSON."""
Values: TypeAlias = Mapping[str, Any]
"""The fields of a record by name, with the types of its table."""
_BY_TABLE = {model.enkelvoud: model for model in (*TABLES, *JOURNAL)}
_Read: TypeAlias = Callable[[Any], object]


def values(record: Record) -> Fields:
    """The fields of a record by name, in the order of the table."""
    return {name: getattr(record, name) for name in _columns(record.enkelvoud)}


def is_empty(value: object) -> bool:
    """Whether a field holds nothing: such a field does not stand in JSON."""
    return value is None or value == "" or value == []


def plain(value: object) -> object:
    """A value as JSON has it: without enum classes."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def filled(values: Values) -> Fields:
    """The filled fields of a record, as they come back from JSON."""
    return {name: plain(value) for name, value in values.items() if not is_empty(value)}


def typed(model: type[Record], fields: Values) -> Fields:
    """All fields of a record from its filled ones; a field that the table does not have is passed over.

    Raises ValueError with a Dutch sentence when a value is none that the field can have.
    """
    return {
        name: read(fields[name]) if fields.get(name) is not None else list(empty) if empty == [] else empty
        for name, (read, empty) in _columns(model.enkelvoud).items()
    }


def as_text(data: object) -> str:
    """JSON on one line, in the order of what is given, without spaces; dates as text."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=plain)


def canonical(data: object) -> str:
    """The same with its names sorted: what says the same is the same text, so that it can be hashed."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)


@cache
def _columns(kind: str) -> dict[str, tuple[_Read, object]]:
    """Per column what makes its value of the one in JSON, and the value of an empty field."""
    return {
        column.name: (cell(_BY_TABLE[kind], column.name).of, _empty(column)) for column in METADATA.tables[kind].columns
    }


def _empty(column: Column[object]) -> object:
    return [] if isinstance(column.type, JSON) else None if column.nullable else ""
