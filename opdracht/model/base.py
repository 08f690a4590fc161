"""What the tables share: their metadata, and short words for columns and constraints."""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from pydantic import BeforeValidator, ConfigDict
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, MetaData, String, Text
from sqlmodel import Field, SQLModel

from opdracht.dates import long_date
from opdracht.fields import empty_or, one_of

METADATA = MetaData(
    naming_convention={
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


class Record(SQLModel):
    """What every table has: its own name in the plural, and which fields are its key."""

    metadata = METADATA
    model_config = ConfigDict(extra="forbid", defer_build=True)  # type: ignore[assignment] # SQLModel narrows it to a private type

    meervoud: ClassVar[str]
    sleutel: ClassVar[tuple[str, ...]]


R = TypeVar("R", bound=Record)


def choice(choices: type[StrEnum]) -> BeforeValidator:
    return BeforeValidator(one_of(choices))


def choice_or_empty(choices: type[StrEnum]) -> BeforeValidator:
    return BeforeValidator(empty_or(one_of(choices)))


def word(default: Any = ...) -> Any:
    return Field(default=default, sa_type=String)


def long_text() -> Any:
    return Field(default="", sa_type=Text)


def within(field: str, choices: type[StrEnum]) -> CheckConstraint:
    words = ", ".join(f"'{choice.value}'" for choice in choices)
    return CheckConstraint(f"{field} IN ({words})", name=field)


def refers(field: str, to: str, *, owner: bool = False) -> ForeignKeyConstraint:
    """A reference by code. What an owner holds goes with it; anything else must be gone before its target can go."""
    return ForeignKeyConstraint([field], [to], onupdate="CASCADE", ondelete="CASCADE" if owner else "RESTRICT")


def period_in_order(record: R, van: date | None, tot: date | None) -> R:
    if van and tot and van > tot:
        raise ValueError(f"De periode loopt van {long_date(van)} tot {long_date(tot)}: het einde ligt voor het begin.")
    return record


def key_of(record: Record) -> tuple[str | int, ...]:
    """The values of the key, in the order of `sleutel`."""
    return tuple(getattr(record, field) for field in record.sleutel)
