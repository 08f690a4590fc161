"""What the cells of a stored record must be: the one door for what comes back from a register, a frozen text or the journal.

Others write in a database too. The types of fields.py say what a value may be; here stands in which form it is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import cast

from sqlalchemy import JSON, Date, Float, Integer, Text

from opdracht.errors import OpdrachtError
from opdracht.fields import are_texts, kept, parsed_json, text
from opdracht.model import METADATA, TABLES, Mutatie, Record
from opdracht.model.base import declarations, validators
from opdracht.records import read_key

_KINDS = {kind.enkelvoud: kind for kind in TABLES}
_KEPT = 50_000
"""So many different values of a field are remembered."""
_LONGEST_KEY = 80
_SHOWN = 200
"""So many signs of a reason are told: it may quote the value."""


class StoredField(dict[object, object]):
    """The values of one field by the form in which they are stored: each that differs is looked at once."""

    def __init__(self, model: type[Record], name: str) -> None:
        super().__init__()
        column = METADATA.tables[model.enkelvoud].columns[name]
        self._may_be_empty = bool(column.nullable)
        self._is_list = isinstance(column.type, JSON)
        self._form = next((form for kind, form in _FORMS if isinstance(column.type, kind)), _text)
        self._steps: list[Callable[[object], object]] = [
            cast("Callable[[object], object]", step.func) for step in validators(model, name)
        ]
        self._is_long = isinstance(column.type, Text) and self._steps in ([text], [kept])

    def __missing__(self, stored: object) -> object:
        value = self.value(stored)
        if len(self) < _KEPT and not self._is_long:
            self[stored] = value
        return value

    def value(self, stored: object) -> object:
        """The value of a stored one. Raises ValueError with a Dutch sentence when no writer could have written that."""
        if stored is None and self._may_be_empty:
            return None
        form = value = self._form(stored)
        for step in self._steps:
            value = step(value)
        if value != form:
            raise ValueError("Zo schrijft het programma dit niet.")
        return value

    def of(self, stored: object) -> object:
        """The same for a value as it stands in JSON, where a list is one."""
        return self.value(stored) if isinstance(stored, list | dict) else self[stored]

    def column(self, stored: Sequence[object]) -> Iterable[object]:
        """The values of many stored ones."""
        if self._is_long and are_texts([some for some in stored if some is not None] if self._may_be_empty else stored):
            return stored
        values = map(self.__getitem__, stored)
        return (
            (list(cast("list[object]", value)) for value in values) if self._is_list else values
        )  # each record its own list


@cache
def cell(model: type[Record], name: str) -> StoredField:
    """What reads the field of a kind."""
    return StoredField(model, name)


def judged(model: type[Record], row: Mapping[str, object]) -> tuple[dict[str, object], dict[str, str]]:
    """The values of a stored row, and why no writer could have written it: a Dutch sentence by field, or of all by ''."""
    values: dict[str, object] = {}
    faults: dict[str, str] = {}
    for name, stored in row.items():
        try:
            values[name] = cell(model, name).value(stored)
        except ValueError as error:
            faults[name] = _short(str(error))
    if not faults and len(row) == len(model.model_fields):
        try:
            for rule in rules(model):
                rule(SimpleNamespace(**values))
        except ValueError as error:
            faults[""] = _short(str(error))
    return values, faults


def _short(reason: str) -> str:
    return reason if len(reason) <= _SHOWN else f"{reason[:_SHOWN]}…"


@cache
def rules(model: type[Record]) -> list[Callable[[object], object]]:
    """What the fields of a row are to one another: each raises ValueError with a Dutch sentence.

    A frozen text has none here: whether it is what was frozen is asked where it is read (agreed/versions.py).
    """
    if any(told.holds_json for told in declarations(model).values()):
        return []
    own = [
        cast("Callable[[object], object]", rule.func)
        for rule in model.__pydantic_decorators__.model_validators.values()
    ]
    return [*own, cast("Callable[[object], object]", _fits_its_kind)] if model is Mutatie else own


def _fits_its_kind(row: Mutatie) -> None:
    """Whether a row of the journal is about a record that can be, with fields that it can have."""
    kind = _KINDS.get(row.soort)
    if kind is None:
        raise ValueError(f"Er is geen soort '{shown(row.soort)}'.")
    for field, key, written in (("voor", row.eerder or row.gegeven, row.voor), ("na", row.gegeven, row.na)):
        if written is None:
            continue
        named = _named(kind, key)
        try:
            for name, value in _object(written).items():
                reader = _readers(kind).get(name)  # a field of an older version has none
                if reader and value is not None and (read := reader(value)) != named.get(name, read):
                    raise ValueError("de sleutel erin is een andere.")
        except ValueError as error:
            raise ValueError(f"{field}: {error}") from None


@cache
def _readers(kind: type[Record]) -> dict[str, Callable[[object], object]]:
    """What reads each field of a kind as it stands in JSON."""
    return {name: cell(kind, name).of for name in kind.model_fields}


def _named(kind: type[Record], key: str) -> dict[str, object]:
    """The fields of a key as people type it."""
    try:
        named: dict[str, object] = dict(zip(kind.sleutel, read_key(kind, key), strict=True))
    except OpdrachtError as error:
        raise ValueError(error.message) from None
    return {name: _readers(kind)[name](part) for name, part in named.items()}


def _object(written: str) -> dict[str, object]:
    fields = parsed_json(written)
    if not isinstance(fields, dict):
        raise ValueError("Hier horen velden.")
    return fields


def misfit(model: type[Record], row: Mapping[str, object], faults: Mapping[str, str]) -> OpdrachtError:
    """The refusal of a stored row with such faults; it tells the first."""
    field, reason = next(iter(faults.items()))
    return OpdrachtError(
        misplaced(model, stored_key(model, row), field, reason), "Kijk wat eraan scheelt met: opdracht doctor"
    )


def misplaced(model: type[Record], key: str, field: str, reason: str) -> str:
    """The sentence that names table, key and field of what no writer could have written."""
    in_field = f" in het veld {field}" if field else ""
    return f"In de tabel {model.enkelvoud} staat bij {shown(key)}{in_field} wat daar niet hoort. {reason}"


def stored_key(model: type[Record], row: Mapping[str, object]) -> str:
    """The key of a stored row, whatever stands in it, fit for a screen."""
    return shown("/".join(str(row.get(name, "?")) for name in model.sleutel))


def shown(key: str) -> str:
    """A key that may be long or damaged, fit for a screen."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in key[:_LONGEST_KEY])
    return clean if len(key) < _LONGEST_KEY else f"{clean[:-1]}…"


def _text(stored: object) -> str:
    if not isinstance(stored, str):
        raise ValueError(_absent(stored) or "Hier hoort tekst.")
    return stored


def _number(stored: object) -> float:
    if isinstance(stored, bool) or not isinstance(stored, int | float):
        raise ValueError(_absent(stored) or "Hier hoort een getal.")
    return stored


def _whole(stored: object) -> int:
    if isinstance(stored, bool) or not isinstance(stored, int):
        raise ValueError(_absent(stored) or "Hier hoort een heel getal.")
    return stored


def _day(stored: object) -> date:
    try:
        day = date.fromisoformat(_text(stored))
    except ValueError:
        day = None
    if day is None or day.isoformat() != stored:
        raise ValueError(_absent(stored) or "Hier hoort een datum die bestaat, als 2027-03-01.")
    return day


def _list(stored: object) -> list[object]:
    items = parsed_json(stored) if isinstance(stored, str) else stored
    if not isinstance(items, list):
        raise ValueError(_absent(stored) or "Hier hoort een lijst.")
    return items


def _absent(stored: object) -> str:
    return "Hier ontbreekt een waarde." if stored is None else ""


_FORMS: tuple[tuple[type, Callable[[object], object]], ...] = (
    (JSON, _list), (Date, _day), (Float, _number), (Integer, _whole),
)  # fmt: skip
"""What makes the value of a stored one, by the type of its column; of any other it is text."""
