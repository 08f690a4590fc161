"""Records by name: which kinds there are, the keys people type for them, and validation with Dutch faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from opdracht.errors import OpdrachtError
from opdracht.fields import did_you_mean
from opdracht.model import TABLES, Instelling, Record

R = TypeVar("R", bound=Record)

KINDS: dict[str, type[Record]] = {str(table.__tablename__): table for table in TABLES if table is not Instelling}
"""Every kind of record that people name on the command line, by its singular name."""


@dataclass(frozen=True)
class FieldFault:
    """What is wrong with one field of a record."""

    field: str
    text: str


class Invalid(OpdrachtError):
    """The values do not make a record; `faults` names every field at fault."""

    def __init__(self, kind: str, faults: list[FieldFault]) -> None:
        self.faults = faults
        texts = " ".join(f"{fault.field}: {fault.text}" if fault.field else fault.text for fault in faults)
        super().__init__(f"Dit past niet in {kind}. {texts}", "Verbeter de waarde en probeer het opnieuw.")


def kind_named(name: str) -> type[Record]:
    """The table that a user means by its singular or plural name."""
    for table in KINDS.values():
        if name.lower() in (table.__tablename__, table.meervoud):
            return table
    known = [*KINDS, *(table.meervoud for table in KINDS.values())]
    raise OpdrachtError(
        f"Er is geen soort '{name}'. {did_you_mean(name, known)}".rstrip(), f"De soorten zijn: {', '.join(KINDS)}."
    )


def make(model: type[R], values: Mapping[str, object]) -> R:
    """A record of `values`, texts or typed. Raises Invalid with every fault at once."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        faults = [_dutch(model, dict(fault)) for fault in error.errors(include_url=False)]
        raise Invalid(str(model.__tablename__), faults) from None


def _dutch(model: type[Record], fault: Mapping[str, Any]) -> FieldFault:
    field = str(fault["loc"][0]) if fault["loc"] else ""
    if fault["type"] == "value_error":
        return FieldFault(field, str(fault["ctx"]["error"]))
    if fault["type"] == "missing":
        return FieldFault(field, f"Het veld '{field}' ontbreekt.")
    if fault["type"] == "extra_forbidden":
        return FieldFault(field, f"Het veld '{field}' bestaat niet. {did_you_mean(field, model.model_fields)}".rstrip())
    return FieldFault(field, f"De waarde {fault['input']!r} past niet in '{field}'.")


def written_key(key: tuple[str | int, ...]) -> str:
    """A key as people type it: 2027-001/2."""
    return "/".join(str(part) for part in key)


def read_key(model: type[Record], written: str) -> tuple[str | int, ...]:
    """The key that people typed; raises OpdrachtError when it has too few parts or a part of the wrong form."""
    parts = written.split("/", len(model.sleutel) - 1)
    form = "/".join(model.sleutel)
    if len(parts) != len(model.sleutel):
        raise OpdrachtError(f"'{written}' is geen sleutel van {model.__tablename__}.", f"Schrijf die als {form}.")
    key: list[str | int] = []
    for field, part in zip(model.sleutel, parts, strict=True):
        if field != "nr":
            key.append(part)
        elif part.isascii() and part.isdigit() and len(part) < 8:
            key.append(int(part))
        else:
            raise OpdrachtError(f"'{part}' is geen volgnummer.", f"Schrijf de sleutel als {form}.")
    return tuple(key)
