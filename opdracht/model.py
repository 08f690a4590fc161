"""The register's tables: one class per kind of record, with the Dutch names that templates, files and JSON show too.

Keys are the codes that people type. Records inside an opdracht (mijlpaal, inzet, ...) and the offers of an
organisatie are numbered within their owner: 2027-001/2. Every way in goes through `model_validate` (records.py);
the database repeats what it can as constraints.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BeforeValidator, ConfigDict, model_validator
from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, MetaData, String, Text
from sqlmodel import Field, SQLModel

from opdracht.choices import (
    Categorie,
    Deelname,
    Dekking,
    Eenheid,
    Mandaat,
    Niveau,
    Openbaar,
    Rolnaam,
    Soort,
    Stand,
    Status,
    Zwaarte,
)
from opdracht.dates import long_date
from opdracht.fields import (
    Aantal,
    Code,
    Datum,
    GeenAantal,
    GeenCode,
    GeenDatum,
    GeenGetal,
    GeenNaam,
    GeenPrioriteit,
    Lijst,
    Naam,
    Nummer,
    Prioriteit,
    Regel,
    Tekst,
    empty_or,
    one_of,
)

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
    model_config = ConfigDict(extra="forbid")  # type: ignore[assignment]

    meervoud: ClassVar[str]
    sleutel: ClassVar[tuple[str, ...]]


R = TypeVar("R", bound=Record)


def _choice(choices: type[StrEnum]) -> BeforeValidator:
    return BeforeValidator(one_of(choices))


def _choice_or_empty(choices: type[StrEnum]) -> BeforeValidator:
    return BeforeValidator(empty_or(one_of(choices)))


def _word(default: Any = ...) -> Any:
    return Field(default=default, sa_type=String)


def _text() -> Any:
    return Field(default="", sa_type=Text)


def _within(field: str, choices: type[StrEnum]) -> CheckConstraint:
    words = ", ".join(f"'{choice.value}'" for choice in choices)
    return CheckConstraint(f"{field} IN ({words})", name=field)


def _refers(field: str, to: str, *, owner: bool = False) -> ForeignKeyConstraint:
    """A reference by code. What an owner holds goes with it; anything else must be gone before its target can go."""
    return ForeignKeyConstraint([field], [to], onupdate="CASCADE", ondelete="CASCADE" if owner else "RESTRICT")


def _period_in_order(record: R, van: date | None, tot: date | None) -> R:
    if van and tot and van > tot:
        raise ValueError(f"De periode loopt van {long_date(van)} tot {long_date(tot)}: het einde ligt voor het begin.")
    return record


class Organisatie(Record, table=True):
    """A gemeente, the regional body or another partner."""

    meervoud: ClassVar[str] = "organisaties"
    sleutel: ClassVar[tuple[str, ...]] = ("code",)
    __table_args__ = (_within("soort", Soort), CheckConstraint("inwoners >= 0", name="inwoners"))

    code: Code = Field(primary_key=True)
    naam: Naam
    soort: Annotated[Soort, _choice(Soort)] = _word()
    cbs_code: GeenNaam = None
    inwoners: GeenGetal = None


class Persoon(Record, table=True):
    """Somebody in a function. The function comes first; the name is optional and stands only here."""

    meervoud: ClassVar[str] = "personen"
    sleutel: ClassVar[tuple[str, ...]] = ("code",)
    __table_args__ = (_refers("organisatie", "organisatie.code"), _within("niveau", Niveau))

    code: Code = Field(primary_key=True)
    functie: Naam
    organisatie: Code
    niveau: Annotated[Niveau, _choice(Niveau)] = _word()
    naam: Regel = ""
    email: Regel = ""


class Ambitie(Record, table=True):
    """What the region wants: a line of the regional agenda."""

    meervoud: ClassVar[str] = "ambities"
    sleutel: ClassVar[tuple[str, ...]] = ("code",)
    __table_args__ = (CheckConstraint("prioriteit BETWEEN 1 AND 5", name="prioriteit"),)

    code: Code = Field(primary_key=True)
    titel: Naam
    thema: Naam
    prioriteit: Prioriteit
    omschrijving: Tekst = _text()


class Besluit(Record, table=True):
    """What a body decided, kept apart from who signed."""

    meervoud: ClassVar[str] = "besluiten"
    sleutel: ClassVar[tuple[str, ...]] = ("kenmerk",)
    __table_args__ = (_refers("ambitie", "ambitie.code"),)

    kenmerk: Naam = Field(primary_key=True)
    orgaan: Naam
    datum: Datum
    tekst: Tekst = Field(sa_type=Text)
    ambitie: GeenCode = None


class Aanbod(Record, table=True):
    """Hours that an organisatie offers over a period; `al_toegezegd` is in hours a year, promised elsewhere."""

    meervoud: ClassVar[str] = "aanbod"
    sleutel: ClassVar[tuple[str, ...]] = ("organisatie", "nr")
    __table_args__ = (
        _refers("organisatie", "organisatie.code", owner=True),
        _within("niveau", Zwaarte),
        _within("eenheid", Eenheid),
        CheckConstraint("hoeveelheid >= 0", name="hoeveelheid"),
        CheckConstraint("al_toegezegd >= 0", name="al_toegezegd"),
        CheckConstraint("van <= tot", name="periode"),
    )

    organisatie: Code = Field(primary_key=True)
    nr: int = Field(primary_key=True)
    profiel: Naam
    niveau: Annotated[Zwaarte | None, _choice_or_empty(Zwaarte)] = _word(None)
    hoeveelheid: Aantal
    eenheid: Annotated[Eenheid, _choice(Eenheid)] = _word()
    van: Datum
    tot: Datum
    al_toegezegd: GeenAantal = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        return _period_in_order(self, self.van, self.tot)


class Opdracht(Record, table=True):
    """An assignment between a principal and a contractor. A draft needs only a titel; `check` names the rest."""

    meervoud: ClassVar[str] = "opdrachten"
    sleutel: ClassVar[tuple[str, ...]] = ("nummer",)
    __table_args__ = (
        _refers("ambitie", "ambitie.code"),
        _refers("besluit", "besluit.kenmerk"),
        _within("status", Status),
        _within("dekking", Dekking),
        _within("mandaat", Mandaat),
        _within("openbaar", Openbaar),
        CheckConstraint("prioriteit BETWEEN 1 AND 5", name="prioriteit"),
        CheckConstraint("budget >= 0", name="budget"),
        CheckConstraint("titel <> ''", name="titel"),
    )

    nummer: Nummer = Field(primary_key=True)
    titel: Naam
    status: Annotated[Status, _choice(Status)] = _word(Status.CONCEPT)
    van: GeenDatum = None
    tot: GeenDatum = None
    prioriteit: GeenPrioriteit = None
    ambitie: GeenCode = None
    themas: Lijst = Field(default_factory=list, sa_type=JSON)
    besluit: GeenNaam = None
    aanleiding: Tekst = _text()
    doel: Tekst = _text()
    beoogd_resultaat: Tekst = _text()
    afbakening_wel: Tekst = _text()
    afbakening_niet: Tekst = _text()
    samenhang: Tekst = _text()
    uiterlijk: GeenDatum = None
    budget: GeenGetal = None
    dekking: Annotated[Dekking | None, _choice_or_empty(Dekking)] = _word(None)
    mandaat: Annotated[Mandaat | None, _choice_or_empty(Mandaat)] = _word(None)
    mandaat_kenmerk: Regel = ""
    risicos: Tekst = _text()
    besluitvorming: Tekst = _text()
    communicatie: Tekst = _text()
    verantwoording: Tekst = _text()
    wijzigen: Tekst = _text()
    escalatie: Tekst = _text()
    afronding: Tekst = _text()
    openbaar: Annotated[Openbaar | None, _choice_or_empty(Openbaar)] = _word(None)
    openbaar_reden: Tekst = _text()
    selectielijst: Regel = ""


class Volgorde(Record, table=True):
    """`opdracht` can start only after `na` has ended; in files the list `na` of an opdracht."""

    meervoud: ClassVar[str] = "volgorde"
    sleutel: ClassVar[tuple[str, ...]] = ("opdracht", "na")
    __table_args__ = (
        _refers("opdracht", "opdracht.nummer", owner=True),
        _refers("na", "opdracht.nummer"),
        CheckConstraint("opdracht <> na", name="zichzelf"),
    )

    opdracht: Nummer = Field(primary_key=True)
    na: Nummer = Field(primary_key=True)

    @model_validator(mode="after")
    def _not_itself(self) -> Self:
        if self.opdracht == self.na:
            raise ValueError("Een opdracht kan niet op zichzelf wachten.")
        return self


class Rol(Record, table=True):
    """Who does what in an opdracht; `reden` says why one person may stand on both sides."""

    meervoud: ClassVar[str] = "rollen"
    sleutel: ClassVar[tuple[str, ...]] = ("opdracht", "rol", "persoon")
    __table_args__ = (
        _refers("opdracht", "opdracht.nummer", owner=True),
        _refers("persoon", "persoon.code"),
        _within("rol", Rolnaam),
    )

    opdracht: Nummer = Field(primary_key=True)
    rol: Annotated[Rolnaam, _choice(Rolnaam)] = Field(primary_key=True, sa_type=String)
    persoon: Code = Field(primary_key=True)
    reden: Tekst = _text()


class Mijlpaal(Record, table=True):
    """An interim result with its date."""

    meervoud: ClassVar[str] = "mijlpalen"
    sleutel: ClassVar[tuple[str, ...]] = ("opdracht", "nr")
    __table_args__ = (_refers("opdracht", "opdracht.nummer", owner=True), _refers("eigenaar", "persoon.code"))

    opdracht: Nummer = Field(primary_key=True)
    nr: int = Field(primary_key=True)
    datum: Datum
    resultaat: Tekst = Field(sa_type=Text)
    besluit_door: Regel = ""
    eigenaar: GeenCode = None
    gehaald_op: GeenDatum = None


class Randvoorwaarde(Record, table=True):
    """What must be arranged for the opdracht to succeed, by whom, by when, and what happens if it is not."""

    meervoud: ClassVar[str] = "randvoorwaarden"
    sleutel: ClassVar[tuple[str, ...]] = ("opdracht", "nr")
    __table_args__ = (
        _refers("opdracht", "opdracht.nummer", owner=True),
        _refers("eigenaar", "persoon.code"),
        _within("categorie", Categorie),
        _within("status", Stand),
    )

    opdracht: Nummer = Field(primary_key=True)
    nr: int = Field(primary_key=True)
    categorie: Annotated[Categorie, _choice(Categorie)] = _word()
    tekst: Tekst = Field(sa_type=Text)
    eigenaar: GeenCode = None
    uiterlijk: GeenDatum = None
    gevolg: Tekst = _text()
    status: Annotated[Stand, _choice(Stand)] = _word(Stand.OPEN)
    bewijs: Tekst = _text()


class Inzet(Record, table=True):
    """Hours asked of an organisatie. Unit 'uren' is the total over the period; without dates that of the opdracht."""

    meervoud: ClassVar[str] = "inzet"
    sleutel: ClassVar[tuple[str, ...]] = ("opdracht", "nr")
    __table_args__ = (
        _refers("opdracht", "opdracht.nummer", owner=True),
        _refers("organisatie", "organisatie.code"),
        _within("niveau", Zwaarte),
        _within("eenheid", Eenheid),
        CheckConstraint("hoeveelheid >= 0", name="hoeveelheid"),
        CheckConstraint("van <= tot", name="periode"),
    )

    opdracht: Nummer = Field(primary_key=True)
    nr: int = Field(primary_key=True)
    organisatie: Code
    profiel: Naam
    niveau: Annotated[Zwaarte | None, _choice_or_empty(Zwaarte)] = _word(None)
    hoeveelheid: Aantal
    eenheid: Annotated[Eenheid, _choice(Eenheid)] = _word()
    van: GeenDatum = None
    tot: GeenDatum = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        return _period_in_order(self, self.van, self.tot)


class Belang(Record, table=True):
    """What an organisatie gains from an opdracht, wishes of it and needs for it."""

    meervoud: ClassVar[str] = "belangen"
    sleutel: ClassVar[tuple[str, ...]] = ("opdracht", "organisatie")
    __table_args__ = (
        _refers("opdracht", "opdracht.nummer", owner=True),
        _refers("organisatie", "organisatie.code"),
        _refers("contactpersoon", "persoon.code"),
        _within("deelname", Deelname),
    )

    opdracht: Nummer = Field(primary_key=True)
    organisatie: Code = Field(primary_key=True)
    deelname: Annotated[Deelname, _choice(Deelname)] = _word(Deelname.ONBEKEND)
    belang: Tekst = _text()
    wens: Tekst = _text()
    nodig: Tekst = _text()
    contactpersoon: GeenCode = None
    besluit: Regel = ""


class Gesprek(Record, table=True):
    """A conversation about an opdracht: what was agreed, which tension was named. It records, it measures no trust."""

    meervoud: ClassVar[str] = "gesprekken"
    sleutel: ClassVar[tuple[str, ...]] = ("opdracht", "nr")
    __table_args__ = (_refers("opdracht", "opdracht.nummer", owner=True),)

    opdracht: Nummer = Field(primary_key=True)
    nr: int = Field(primary_key=True)
    datum: Datum
    deelnemers: Lijst = Field(default_factory=list, sa_type=JSON)
    afspraken: Tekst = _text()
    spanning: Tekst = _text()
    opgelost_op: GeenDatum = None


class Instelling(Record, table=True):
    """A setting of this register that differs from its default; the settings themselves stand in settings.py."""

    meervoud: ClassVar[str] = "instellingen"
    sleutel: ClassVar[tuple[str, ...]] = ("naam",)

    naam: Naam = Field(primary_key=True)
    waarde: Regel


TABLES: tuple[type[Record], ...] = (
    Organisatie, Persoon, Ambitie, Besluit, Aanbod, Opdracht, Volgorde,
    Rol, Mijlpaal, Randvoorwaarde, Inzet, Belang, Gesprek, Instelling,
)  # fmt: skip
"""Every table, each after the ones it refers to."""


def key_of(record: Record) -> tuple[str | int, ...]:
    """The values of the key, in the order of `sleutel`."""
    return tuple(getattr(record, field) for field in record.sleutel)
