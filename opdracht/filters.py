"""Which records somebody means: conditions on their fields as people type them, and the order to see them in.

A condition is one word: veld=waarde, veld=a,b (one of these), veld!=waarde, veld~woord (these words stand in it, as `find`
reads them), veld<waarde, veld<=waarde, veld>waarde and veld>=waarde (days and numbers). What is empty is neither less nor
more than anything, and comes last in an order.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from sqlalchemy import JSON, Date, Float, Integer

from opdracht.dutch import day_by_name
from opdracht.errors import UsageFault
from opdracht.fields import in_words
from opdracht.model import METADATA, Record
from opdracht.model.base import word_list
from opdracht.passages import Sought, bare
from opdracht.records import field_value, no_field, validated

_WORD = re.compile(r"([^=~<>!]+)(!=|<=|>=|=|~|<|>)(.*)", re.DOTALL)
_COMPARE: Mapping[str, Callable[..., bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip

Keeps: TypeAlias = Callable[[Record], bool]
"""Whether a record is one of those that are meant."""


def is_condition(word: str) -> bool:
    """Whether a word has the form of one."""
    return _WORD.fullmatch(word) is not None


class Condition(NamedTuple):
    """What a word asks of a field."""

    field: str
    operator: str
    text: str

    @classmethod
    def read(cls, word: str) -> Condition:
        """The condition that a word is. Raises UsageFault when it has not the form of one."""
        if (parts := _WORD.fullmatch(word)) is None:
            raise UsageFault(
                f"'{word}' is geen veld=waarde.", 'Zet tekst met spaties tussen aanhalingstekens: doel="..."'
            )
        if parts[3] in ("...", "…"):
            raise UsageFault(f"Zet uw eigen tekst op de plaats van de puntjes: {parts[1]}{parts[2]}...")
        return cls(parts[1], parts[2], parts[3])


class Filter:
    """The records of a kind of which all conditions hold."""

    def __init__(self, kind: type[Record], words: Sequence[str], today: date) -> None:
        """Raises UsageFault with a Dutch sentence for a word that is no condition on a field of this kind."""
        conditions = [Condition.read(word) for word in words]
        fields = [condition.field for condition in conditions if condition.operator == "="]
        if double := next((name for name in fields if fields.count(name) > 1), None):
            raise UsageFault(f"U noemt het veld '{double}' twee keer.", f"Schrijf de waarden bij elkaar: {double}=a,b")
        self._keeps: list[Keeps] = []
        self.stored: dict[str, Sequence[object]] = {}
        """The values that fields must have one of, as far as a database can choose by them."""
        for condition in conditions:
            column = _column(kind, condition.field)
            self._keeps.append(_keeps(kind, condition, today))
            if condition.operator == "=" and not isinstance(column, JSON):
                values = _alternatives(kind, condition, today)
                if None not in values:
                    self.stored[condition.field] = values

    def __call__(self, record: Record) -> bool:
        return all(keeps(record) for keeps in self._keeps)


def _column(kind: type[Record], name: str) -> object:
    """The type of the column of a field. Raises UsageFault when the kind has no such field."""
    if name not in kind.model_fields:
        raise no_field(kind, name)
    return METADATA.tables[kind.enkelvoud].columns[name].type


def _keeps(kind: type[Record], condition: Condition, today: date) -> Keeps:
    name, sign, text = condition
    value_of = operator.attrgetter(name)
    if sign == "~":
        sought = Sought([text])
        if not sought.words:
            raise UsageFault(f"Zeg na {name}~ welk woord erin staat.", f"Leeg is: {name}=")
        return lambda record: sought.all_in(in_words(value_of(record)))
    if compare := _COMPARE.get(sign):
        if not isinstance(_column(kind, name), Date | Integer | Float):
            raise UsageFault(
                f"{name} is geen datum en geen getal: kleiner of groter dan {text or 'iets'} kan daar niet.",
                f"Kies met {name}=waarde of {name}~woord.",
            )
        if (bound := _value(kind, name, text, today)) is None:
            raise UsageFault(f"Zeg na {name}{sign} met welke waarde u vergelijkt.")
        return lambda record: (value := value_of(record)) is not None and compare(value, bound)
    values = _alternatives(kind, condition, today)
    if isinstance(_column(kind, name), JSON):
        return lambda record: _has_one(value_of(record), values) == (sign == "=")
    return lambda record: (value_of(record) in values) == (sign == "=")


def _has_one(items: Sequence[object], values: Sequence[object]) -> bool:
    return any(item in values for item in items) if items else "" in values


def _alternatives(kind: type[Record], condition: Condition, today: date) -> list[object]:
    """The values that a field may have. A text with commas is also meant whole; amounts stand between semicolons,
    because a comma is part of them."""
    name, _, text = condition
    column = _column(kind, name)
    if isinstance(column, JSON):
        return [text, *(part.strip() for part in text.split(","))]
    parts = [part.strip() for part in text.split(";" if isinstance(column, Float) else ",")]
    if len(parts) == 1:
        return [_value(kind, name, text, today)]
    values = []
    for part in (text, *parts):
        try:
            values.append(_value(kind, name, part, today))
        except UsageFault:
            if part is not text:
                raise
    return values


def _value(kind: type[Record], name: str, text: str, today: date) -> object:
    """The value that a text is for a field; a day may have a name."""
    if not isinstance(_column(kind, name), Date):
        return field_value(kind, name, text)
    try:
        return day_by_name(text, today) or validated(kind, name, text)
    except ValueError as error:
        raise UsageFault(f"{name}: {error}", "Ook goed: vandaag, begin 2027, eind maart 2027.") from None


def in_order_of(kind: type[Record], name: str, records: Sequence[Record]) -> list[Record]:
    """The records in the order of a field, those in which it is empty last. Raises UsageFault for what is no field."""
    _column(kind, name)
    words = [*(word_list(kind, name) or ())]

    def place(record: Record) -> tuple[bool, float, str]:
        value = getattr(record, name)
        if value in (None, "", []):
            return True, 0, ""
        if isinstance(value, date):
            return False, value.toordinal(), ""
        if isinstance(value, int | float):
            return False, value, ""
        return False, words.index(value) if words else 0, bare(in_words(value))

    return sorted(records, key=place)
