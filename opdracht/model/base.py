"""What the tables share: their metadata, and how a kind and its fields are declared, once, for all that read them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar, cast, get_args, get_origin

from pydantic import BeforeValidator, ConfigDict
from sqlalchemy import CheckConstraint, Dialect, ForeignKeyConstraint, MetaData, String, Text, TypeDecorator
from sqlmodel import Field, SQLModel

from opdracht.dutch import long_date
from opdracht.fields import Held, among, one_of

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
    """What every kind says of itself. What its fields are to people stands on the fields (`field`)."""

    metadata = METADATA
    model_config = ConfigDict(extra="forbid", defer_build=True)  # type: ignore[assignment] # SQLModel narrows it to a private type

    enkelvoud: ClassVar[str] = ""
    """One of them, as people name it and as the table is called."""
    meervoud: ClassVar[str]
    written_plural: ClassVar[str] = ""
    """The plural as people write it, where that is no name in Python."""
    sleutel: ClassVar[tuple[str, ...]]
    """The fields of its key: the first is the code or the owner, `nr` a place within the owner."""
    is_named: ClassVar[bool] = True
    """Whether people name this kind on the command line; False for what commands keep for themselves."""
    comes_by: ClassVar[str] = ""
    """How it gets there, of a kind that only the program writes; empty when people may add, change and remove it."""
    is_past: ClassVar[bool] = False
    """Whether it says what happened: a command of its own makes it, or a file that is believed as history."""
    of_organisation: ClassVar[str] = ""
    """The field with the organisatie whose own it is on a server; empty when it is of everybody."""
    known_by: ClassVar[tuple[str, ...]] = ()
    """The fields that tell people which one it is, besides its key; the first that is filled in counts."""
    is_part: ClassVar[bool] = False
    """Whether it is part of an opdracht: printed, changed and frozen with it."""
    after: ClassVar[str] = ""
    """The field of the opdracht after which what is agreed of this part is told."""
    in_files: ClassVar[bool] = True
    """Whether it stands in region files."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls.enkelvoud = cls.__name__.lower()
        constraints = getattr(cls, "__table_args__", ())
        cls.__table_args__ = (*constraints, *_checks(cls, constraints))


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Declaration:
    """What a field is to people."""

    label: str
    prose: bool
    """Whether people write it freely: then somebody's name may stand in it."""
    agreed: bool
    """Whether it belongs to what was agreed: a change of it is a change of the agreement."""
    listed: bool
    """Whether it is a column of `list`."""
    private: bool
    """Whether it stays out of documents and frozen texts."""
    holds_json: bool
    """Whether it holds records or texts as JSON."""
    proof: bool
    """Whether it shows that something was done or decided: that of one opdracht says nothing of another."""
    fingerprint: bool
    """Whether it only tells the program if something is still what it was."""
    example: str
    unit: str
    """What stands before an amount: '€'."""


def field(
    label: str = "",
    default: object = ...,
    *,
    key: bool = False,
    column: object = None,
    prose: bool = False,
    agreed: bool = False,
    listed: bool = False,
    private: bool = False,
    holds_json: bool = False,
    proof: bool = False,
    fingerprint: bool = False,
    example: str = "",
    unit: str = "",
    default_factory: Callable[[], object] | None = None,
) -> Any:
    """A field of a kind, with its declaration; without a label its own name is one. `column` is its type in the database."""
    told = Declaration(label, prose, agreed, listed, private, holds_json, proof, fingerprint, example, unit)
    given: dict[str, Any] = {"default": default} if default_factory is None else {"default_factory": default_factory}
    if column is not None:
        given["sa_type"] = column
    return Field(**given, primary_key=key, schema_extra={"json_schema_extra": {"declaration": told}})


def text_field(label: str = "", default: object = "", *, prose: bool = True, **told: Any) -> Any:
    """A field for text over any number of lines, free text unless told otherwise; without a default it is needed."""
    return field(label, default, column=Text, prose=prose, **told)


def validators(model: type[Record], name: str) -> list[BeforeValidator]:
    """What reads a value of a field, in order."""
    return [step for step in _told_by_type(model, name) if isinstance(step, BeforeValidator)]


def _told_by_type(model: type[Record], name: str) -> Iterator[object]:
    """What the type of a field carries along, also where it is one of more."""
    info = model.model_fields[name]
    yield from info.metadata
    for part in get_args(info.annotation):
        yield from getattr(part, "__metadata__", ())


def word_list(model: type[Record], name: str) -> type[StrEnum] | None:
    """The closed list that a field takes its words from, if it does."""
    kind = model.model_fields[name].annotation
    for part in (kind, *get_args(kind)):
        part = get_args(part)[0] if get_origin(part) is Annotated else part
        if isinstance(part, type) and issubclass(part, StrEnum):
            return part
    return None


def _checks(model: type[Record], constraints: tuple[object, ...]) -> Iterator[CheckConstraint]:
    """What the database holds the fields of a kind to because of their types; a reference is what it refers to."""
    referring = {name for key in constraints if isinstance(key, ForeignKeyConstraint) for name in key.column_keys}
    for name in (name for name in model.model_fields if name not in referring):
        words = word_list(model, name)
        told = [among(words)] if words else _told_by_type(model, name)
        for held in (part for part in told if isinstance(part, Held)):
            if held.check:
                yield CheckConstraint(held.check.replace("{}", name), name=name)
            if held.on_server:
                on_server = CheckConstraint(held.on_server.replace("{}", name), name=f"{name}_op_server")
                yield on_server.ddl_if(dialect="postgresql")


class ClosedList(TypeDecorator[StrEnum]):
    """A column that holds a word of a closed list, and gives it back as a member of that list."""

    impl = String
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices
        self.member: Callable[[Any], StrEnum] = _Members((word.value, word) for word in choices).__getitem__

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], StrEnum | None]:
        return self.member


class _Members(dict[Any, Any]):
    """The members of a closed list by their words; what is no word of it stays what it is."""

    def __missing__(self, word: object) -> object:
        return word


def word_field(choices: type[StrEnum], label: str = "", default: object = ..., **told: Any) -> Any:
    """A field for a word of a closed list."""
    return field(label, default, column=ClosedList(choices), **told)


def choice(choices: type[StrEnum]) -> BeforeValidator:
    return BeforeValidator(one_of(choices))


@cache
def declarations(kind: type[Record]) -> dict[str, Declaration]:
    """What each field of a kind is to people, in the order in which they read them."""
    found = {}
    for name, info in kind.model_fields.items():
        extra = cast("dict[str, Any]", info.json_schema_extra or {})
        told: Declaration = extra["declaration"]
        label = told.label or name.replace("_", " ").capitalize()
        found[name] = Declaration(**{**vars(told), "label": label})
    return found


def fields_that(kind: type[Record], has: Callable[[Declaration], bool]) -> tuple[str, ...]:
    """The fields of a kind whose declaration has something, in their order."""
    return tuple(name for name, told in declarations(kind).items() if has(told))


class Reference(NamedTuple):
    """A field that holds the code of a record of another kind; `owned`: that record takes this one with it when it goes."""

    field: str
    target: str
    """The kind it refers to, by its singular name."""
    owned: bool


@cache
def references(kind: type[Record]) -> tuple[Reference, ...]:
    """The fields of a kind that refer to other records."""
    keys = METADATA.tables[kind.enkelvoud].foreign_keys
    found = {
        key.parent.name: Reference(key.parent.name, key.column.table.name, key.ondelete == "CASCADE") for key in keys
    }
    return tuple(found[name] for name in kind.model_fields if name in found)


def referring(kind: type[Record], kinds: tuple[type[Record], ...]) -> Iterator[tuple[type[Record], Reference]]:
    """The references from these kinds to records of this kind."""
    for other in kinds:
        yield from ((other, reference) for reference in references(other) if reference.target == kind.enkelvoud)


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
