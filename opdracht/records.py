"""Records by name: which kinds there are, the keys people type for them, and validation with Dutch faults."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, Self, TypeVar, cast, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy import Text

from opdracht.errors import OpdrachtError, UsageFault
from opdracht.fields import LONGEST_CODE, foreign_sign
from opdracht.model import JOURNAL, METADATA, TABLES, Opdracht, Record, key_of, references
from opdracht.model.base import validators
from opdracht.signs import looks
from opdracht.suggest import did_you_mean

R = TypeVar("R", bound=Record)

KINDS: dict[str, type[Record]] = {kind.enkelvoud: kind for kind in TABLES if kind.is_named}
"""Every kind of record that people name on the command line, by its singular name; not what commands keep themselves."""


_BY_NAME: dict[str, type[Record]] = {kind.enkelvoud: kind for kind in (*TABLES, *JOURNAL)}


@dataclass(frozen=True)
class FieldFault:
    """What is wrong with one field of a record."""

    field: str
    text: str


class Invalid(OpdrachtError):
    """The values do not make a record; `faults` names every field at fault."""

    def __init__(self, kind: str, faults: list[FieldFault]) -> None:
        self.faults = faults
        texts = " ".join(
            fault.text if not fault.field or f"'{fault.field}'" in fault.text else f"{fault.field}: {fault.text}"
            for fault in faults
        )
        super().__init__(f"Dit past niet in {kind}. {texts}", "Verbeter de waarde en probeer het opnieuw.")


def kind_named(name: str) -> type[Record]:
    """The table that a user means by its singular or plural name."""
    for table in KINDS.values():
        if name.lower() in (table.enkelvoud, table.meervoud):
            return table
    known = [*KINDS, *(table.meervoud for table in KINDS.values())]
    raise UsageFault(
        f"Er is geen soort '{name}'. {did_you_mean(name, known)}".rstrip(), f"De soorten zijn: {', '.join(KINDS)}."
    )


def kind_of(record: Record) -> type[Record]:
    """The kind of a record, also of a light one that was read."""
    return _BY_NAME[record.enkelvoud]


def changeable(name: str) -> type[Record]:
    """The same, of a kind that people may add, change and remove themselves."""
    table = kind_named(name)
    if table.comes_by:
        raise OpdrachtError(f"{table.meervoud.capitalize()} schrijft het register zelf.", table.comes_by)
    return table


def is_kind(name: str) -> bool:
    """Whether a word is the name of a kind, singular or plural."""
    return any(name.lower() in (table.enkelvoud, table.meervoud) for table in KINDS.values())


def make(model: type[R], values: Mapping[str, object]) -> R:
    """A record of `values`, texts or typed. Raises Invalid with every fault at once."""
    try:
        empty = {name: None for name in _may_be_empty(model) if values.get(name) == ""}
        return model.model_validate({**values, **empty})
    except ValidationError as error:
        faults = [_dutch(model, fault) for fault in error.errors(include_url=False)]
        raise Invalid(model.enkelvoud, faults) from None


def _dutch(model: type[Record], fault: ErrorDetails) -> FieldFault:
    field = str(fault["loc"][0]) if fault["loc"] else ""
    if fault["type"] == "value_error":
        return FieldFault(field, str(fault["ctx"]["error"]))
    if fault["type"] == "missing":
        return FieldFault(field, f"Het veld '{field}' ontbreekt.")
    if fault["type"] == "extra_forbidden":
        return FieldFault(field, f"Het veld '{field}' bestaat niet. {did_you_mean(field, model.model_fields)}".rstrip())
    return FieldFault(field, f"De waarde {fault['input']!r} past niet in '{field}'.")


@cache
def _may_be_empty(model: type[Record]) -> frozenset[str]:
    """The fields that an empty text makes empty."""
    return frozenset(name for name, info in model.model_fields.items() if NoneType in get_args(info.annotation))


def may_be_empty(model: type[Record], name: str) -> bool:
    """Whether an empty text makes a field empty."""
    return name in _may_be_empty(model)


def is_long(model: type[Record], name: str) -> bool:
    """Whether a field may run over several lines."""
    return isinstance(METADATA.tables[model.enkelvoud].columns[name].type, Text)


def field_value(model: type[Record], name: str, text: str) -> Any:
    """The value that `text` gives one field. Raises UsageFault with a Dutch sentence when it cannot."""
    if name not in model.model_fields:
        raise no_field(model, name)
    try:
        return validated(model, name, text)
    except ValueError as error:
        raise UsageFault(f"{name}: {error}") from None


def validated(model: type[Record], name: str, value: object) -> object:
    """The value of a field for what was given, a text or typed. Raises ValueError with a Dutch sentence when it is none."""
    if value == "" and name in _may_be_empty(model):
        return None
    for step in validators(model, name):
        validate = cast("Callable[[object], object]", step.func)  # those of fields.py take one
        value = validate(value)
    return value


def no_field(model: type[Record], name: str) -> UsageFault:
    """The fault that a kind has no field of this name."""
    return UsageFault(
        f"{model.enkelvoud} heeft geen veld '{name}'. {did_you_mean(name, model.model_fields)}".rstrip(),
        f"De velden zijn: {', '.join(model.model_fields)}.",
    )


def required_fields(model: type[Record]) -> list[str]:
    """The fields that a person must give: without a default, and not numbered by the register."""
    return [name for name, field in model.model_fields.items() if field.is_required() and name not in ("nr", "nummer")]


def written_key(key: Sequence[object]) -> str:
    """A key as people type it: 2027-001/2."""
    return "/".join(str(part) for part in key)


def read_key(model: type[Record], written: str) -> tuple[str | int, ...]:
    """The key that people typed; raises UsageFault when it has too few parts or a part of the wrong form."""
    parts = written.split("/", len(model.sleutel) - 1)
    form = "/".join(model.sleutel)
    if len(parts) != len(model.sleutel):
        raise UsageFault(f"'{written}' is geen sleutel van {model.enkelvoud}.", f"Schrijf die als {form}.")
    key: list[str | int] = []
    for field, part in zip(model.sleutel, parts, strict=True):
        if model.model_fields[field].annotation is not int:
            key.append(part)
        elif part.isascii() and part.isdigit() and len(part) < 8:
            key.append(int(part))
        else:
            raise UsageFault(f"'{part}' is geen volgnummer.", f"Schrijf de sleutel als {form}.")
    return tuple(key)


def refused_codes(model: type[Record], new: Sequence[str], known: Sequence[str]) -> list[str]:
    """Why codes cannot be new ones of a kind beside the `known` ones: people would take them for others. A sentence each."""
    codes = SeenCodes(model, known)
    sentences: list[str] = []
    for code in new:
        sentences += filter(None, [codes.refusal(code)])
        codes.add(code)
    return sentences


class SeenCodes:
    """The codes of a kind by what people take them for."""

    def __init__(self, model: type[Record], codes: Iterable[str]) -> None:
        self.model = model
        self._alike: dict[str, set[str]] = {}
        for code in codes:
            self.add(code)

    def add(self, code: str) -> None:
        """A code that is in use from now on."""
        self._alike.setdefault(_seen_as(self.model, code), set()).add(code)

    def discard(self, code: str) -> None:
        """A code that nobody has any more."""
        self._alike.get(_seen_as(self.model, code), set()).discard(code)

    def refusal(self, code: str) -> str | None:
        """Why a code cannot be a new one beside the others, as a Dutch sentence; None when it can."""
        called = f"{self.model.enkelvoud} '{code}'"
        if others := self._alike.get(_seen_as(self.model, code), set()) - {code}:
            return f"{called} lijkt te veel op {self.model.enkelvoud} '{min(others)}'."
        sign = foreign_sign(code)
        return f"{called} kan zo niet heten: {sign} is makkelijk voor iets anders te houden." if sign else None


def _seen_as(model: type[Record], code: str) -> str:
    """What people take a code for; in the number of an opdracht leading zeros make no difference."""
    year, _, number = code.partition("-")
    return f"{year}-{int(number)}" if model is Opdracht and number.isdecimal() else looks(code)


def next_nummer(year: int, taken: set[str] | frozenset[str]) -> str:
    """The number after the highest that is taken in a year."""
    used = [int(nummer[5:]) for nummer in taken if nummer.startswith(f"{year}-") and nummer[5:].isdigit()]
    return f"{year}-{max(used, default=0) + 1:03d}"


class NewNummers:
    """The numbers of new opdrachten, each after the last one of its year; `taken` may grow meanwhile."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self._last: dict[int, str] = {}

    def after(self, year: int) -> str:
        """The next number of a year."""
        known = {self._last[year]} if year in self._last else self.taken
        nummer = next_nummer(year, known)
        while nummer in self.taken:
            nummer = next_nummer(year, {nummer})
        self._last[year] = nummer
        return nummer


def code_of(name: str) -> str:
    """A code for a name: 'Bergen op Zoom' is bergen-op-zoom; empty for a name without letters or digits."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_CODE].rstrip("-")


def free_code(code: str, taken: Collection[str]) -> str:
    """A code that nobody has: the one wanted, or that with a number."""
    free = code = code or "nieuw"
    number = 2
    while free in taken:
        free, number = f"{code[: LONGEST_CODE - len(str(number)) - 1]}-{number}", number + 1
    return free


class Place(NamedTuple):
    """Which record it is about: its kind, and its key as people type it. As text: 'mijlpaal 2027-001/2'."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind} {self.key}" if self.key else self.kind

    @classmethod
    def of(cls, record: Record) -> Self:
        """Where a record stands."""
        return cls(record.enkelvoud, written_key(key_of(record)))

    @classmethod
    def read(cls, text: str) -> Self:
        """The place that `str` wrote; an empty text is no place, and has neither kind nor key."""
        kind, _, key = text.partition(" ")
        return cls(kind, key)

    def parts(self) -> list[Place]:
        """The parts of the key, each as the place of the record that it names; a number within its owner names none."""
        if (kind := _BY_NAME.get(self.kind)) is None:
            return []
        sleutel = kind.sleutel
        named = {reference.field: reference.target for reference in references(kind)}
        if len(sleutel) == 1:
            named[sleutel[0]] = self.kind
        parts = self.key.split("/", len(sleutel) - 1)
        return [Place(named.get(field, ""), part) for field, part in zip(sleutel, parts, strict=False)]

    def with_codes(self, code: Callable[[Place], str]) -> Place:
        """The same record, with in each part of its key the code that `code` gives for it."""
        parts = self.parts()
        return Place(self.kind, "/".join(map(code, parts))) if parts else self
