"""The opdracht and all that is in it: roles, milestones, preconditions, hours, interests, conversations."""

import hashlib
from typing import Annotated, Self

from pydantic import model_validator
from sqlalchemy import JSON, CheckConstraint, String, Text
from sqlmodel import Field

from opdracht.choices import (
    Categorie,
    Deelname,
    Dekking,
    Eenheid,
    Mandaat,
    Ondertekenniveau,
    Openbaar,
    Rolnaam,
    Stand,
    Status,
    Zwaarte,
)
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
    Regel,
    Tekst,
    Volgnummer,
)
from opdracht.model.base import Record, choice, choice_or_empty, long_text, period_in_order, refers, within, word


class Opdracht(Record, table=True):
    """An assignment between a principal and a contractor. A draft needs only a titel; `check` names the rest."""

    meervoud = "opdrachten"
    sleutel = ("nummer",)
    __table_args__ = (
        refers("ambitie", "ambitie.code"),
        refers("besluit", "besluit.kenmerk"),
        within("status", Status),
        within("dekking", Dekking),
        within("mandaat", Mandaat),
        within("openbaar", Openbaar),
        CheckConstraint("prioriteit BETWEEN 1 AND 5", name="prioriteit"),
        CheckConstraint("budget >= 0", name="budget"),
        CheckConstraint("waarde >= 0", name="waarde"),
        CheckConstraint("titel <> ''", name="titel"),
    )

    nummer: Nummer = Field(primary_key=True)
    titel: Naam
    status: Annotated[Status, choice(Status)] = word(Status.CONCEPT)
    van: GeenDatum = None
    tot: GeenDatum = None
    prioriteit: GeenPrioriteit = None
    ambitie: GeenCode = None
    themas: Lijst = Field(default_factory=list, sa_type=JSON)
    besluit: GeenNaam = None
    aanleiding: Tekst = long_text()
    doel: Tekst = long_text()
    beoogd_resultaat: Tekst = long_text()
    afbakening_wel: Tekst = long_text()
    afbakening_niet: Tekst = long_text()
    samenhang: Tekst = long_text()
    uiterlijk: GeenDatum = None
    waarde: GeenAantal = None
    budget: GeenGetal = None
    dekking: Annotated[Dekking | None, choice_or_empty(Dekking)] = word(None)
    mandaat: Annotated[Mandaat | None, choice_or_empty(Mandaat)] = word(None)
    mandaat_kenmerk: Regel = ""
    risicos: Tekst = long_text()
    besluitvorming: Tekst = long_text()
    communicatie: Tekst = long_text()
    verantwoording: Tekst = long_text()
    wijzigen: Tekst = long_text()
    escalatie: Tekst = long_text()
    afronding: Tekst = long_text()
    openbaar: Annotated[Openbaar | None, choice_or_empty(Openbaar)] = word(None)
    openbaar_reden: Tekst = long_text()
    selectielijst: Regel = ""


class Volgorde(Record, table=True):
    """`opdracht` can start only after `na` has ended; in files the list `na` of an opdracht."""

    meervoud = "volgorde"
    sleutel = ("opdracht", "na")
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("na", "opdracht.nummer"),
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

    meervoud = "rollen"
    sleutel = ("opdracht", "rol", "persoon")
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("persoon", "persoon.code"),
        within("rol", Rolnaam),
    )

    opdracht: Nummer = Field(primary_key=True)
    rol: Annotated[Rolnaam, choice(Rolnaam)] = Field(primary_key=True, sa_type=String)
    persoon: Code = Field(primary_key=True)
    reden: Tekst = long_text()


class Mijlpaal(Record, table=True):
    """An interim result with its date."""

    meervoud = "mijlpalen"
    sleutel = ("opdracht", "nr")
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True), refers("eigenaar", "persoon.code"))

    opdracht: Nummer = Field(primary_key=True)
    nr: Volgnummer = Field(primary_key=True)
    datum: Datum
    resultaat: Tekst = Field(sa_type=Text)
    besluit_door: Regel = ""
    eigenaar: GeenCode = None
    gehaald_op: GeenDatum = None


class Randvoorwaarde(Record, table=True):
    """What must be arranged for the opdracht to succeed, by whom, by when, and what happens if it is not."""

    meervoud = "randvoorwaarden"
    sleutel = ("opdracht", "nr")
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("eigenaar", "persoon.code"),
        within("categorie", Categorie),
        within("status", Stand),
    )

    opdracht: Nummer = Field(primary_key=True)
    nr: Volgnummer = Field(primary_key=True)
    categorie: Annotated[Categorie, choice(Categorie)] = word()
    tekst: Tekst = Field(sa_type=Text)
    eigenaar: GeenCode = None
    uiterlijk: GeenDatum = None
    gevolg: Tekst = long_text()
    status: Annotated[Stand, choice(Stand)] = word(Stand.OPEN)
    bewijs: Tekst = long_text()


class Inzet(Record, table=True):
    """Hours asked of an organisatie. Unit 'uren' is the total over the period; without dates that of the opdracht."""

    meervoud = "inzet"
    sleutel = ("opdracht", "nr")
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("organisatie", "organisatie.code"),
        within("niveau", Zwaarte),
        within("eenheid", Eenheid),
        CheckConstraint("hoeveelheid >= 0", name="hoeveelheid"),
        CheckConstraint("van <= tot", name="periode"),
    )

    opdracht: Nummer = Field(primary_key=True)
    nr: Volgnummer = Field(primary_key=True)
    organisatie: Code
    profiel: Naam
    niveau: Annotated[Zwaarte | None, choice_or_empty(Zwaarte)] = word(None)
    hoeveelheid: Aantal
    eenheid: Annotated[Eenheid, choice(Eenheid)] = word()
    van: GeenDatum = None
    tot: GeenDatum = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        return period_in_order(self, self.van, self.tot)


class Belang(Record, table=True):
    """What an organisatie gains from an opdracht, wishes of it and needs for it."""

    meervoud = "belangen"
    sleutel = ("opdracht", "organisatie")
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("organisatie", "organisatie.code"),
        refers("contactpersoon", "persoon.code"),
        within("deelname", Deelname),
    )

    opdracht: Nummer = Field(primary_key=True)
    organisatie: Code = Field(primary_key=True)
    deelname: Annotated[Deelname, choice(Deelname)] = word(Deelname.ONBEKEND)
    belang: Tekst = long_text()
    wens: Tekst = long_text()
    nodig: Tekst = long_text()
    contactpersoon: GeenCode = None
    besluit: Regel = ""


class Gesprek(Record, table=True):
    """A conversation about an opdracht: what was agreed, which tension was named. It records, it measures no trust."""

    meervoud = "gesprekken"
    sleutel = ("opdracht", "nr")
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True),)

    opdracht: Nummer = Field(primary_key=True)
    nr: Volgnummer = Field(primary_key=True)
    datum: Datum
    deelnemers: Lijst = Field(default_factory=list, sa_type=JSON)
    afspraken: Tekst = long_text()
    spanning: Tekst = long_text()
    opgelost_op: GeenDatum = None


class Versie(Record, table=True):
    """The text of an opdracht as it was vastgesteld: frozen, with its hash. Nothing changes it afterwards (versions.py).

    `reden` says why the agreement changed since the version before; `ondanks` why it was vastgesteld in spite of fouten.
    `geschoond` is the sha256 of `inhoud` since a person was forgotten in it; `sha256` stays that of what was agreed.
    """

    meervoud = "versies"
    sleutel = ("opdracht", "nr")
    __table_args__ = (refers("opdracht", "opdracht.nummer"),)

    opdracht: Nummer = Field(primary_key=True)
    nr: Volgnummer = Field(primary_key=True)
    datum: Datum
    sha256: Regel
    inhoud: str = Field(sa_type=Text)
    reden: Tekst = long_text()
    ondanks: Tekst = long_text()
    door: Regel = ""
    geschoond: GeenNaam = None

    @model_validator(mode="after")
    def _is_what_was_frozen(self) -> Self:
        if hashlib.sha256(self.inhoud.encode()).hexdigest() != (self.geschoond or self.sha256):
            raise ValueError("De tekst van deze versie is veranderd: zij past niet bij haar sha256.")
        return self


class Ondertekening(Record, table=True):
    """Who signed a version of an opdracht, in which role and on what ground; kept apart from the besluit."""

    meervoud = "ondertekeningen"
    sleutel = ("opdracht", "versie", "rol")
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        within("rol", Rolnaam),
        within("niveau", Ondertekenniveau),
    )

    opdracht: Nummer = Field(primary_key=True)
    versie: Volgnummer = Field(default=1, primary_key=True)
    rol: Annotated[Rolnaam, choice(Rolnaam)] = Field(primary_key=True, sa_type=String)
    functie: Naam
    datum: Datum
    niveau: Annotated[Ondertekenniveau, choice(Ondertekenniveau)] = word(Ondertekenniveau.GEWOON)
    grondslag: Regel = ""


class Statuswissel(Record, table=True):
    """A step in the life of an opdracht; `ondanks` is the reason when it was taken in spite of what the checks found."""

    meervoud = "statuswissels"
    sleutel = ("opdracht", "nr")
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True), within("van", Status), within("naar", Status))

    opdracht: Nummer = Field(primary_key=True)
    nr: int = Field(primary_key=True)
    van: Annotated[Status, choice(Status)] = word()
    naar: Annotated[Status, choice(Status)] = word()
    datum: Datum
    door: Regel = ""
    ondanks: Tekst = long_text()


class Terzijde(Record, table=True):
    """A finding that was set aside with a reason. `meting` is what it was measured on; when that changes it is back."""

    meervoud = "terzijde"
    sleutel = ("code", "opdracht", "plaats")

    code: Naam = Field(primary_key=True)
    opdracht: Regel = Field(default="", primary_key=True)
    plaats: Regel = Field(default="", primary_key=True)
    reden: Tekst = Field(sa_type=Text)
    door: Regel = ""
    datum: Datum
    meting: Regel
