"""The opdracht and all that is in it: roles, milestones, preconditions, hours, interests, conversations."""

import hashlib
from typing import Annotated, Self

from pydantic import model_validator
from sqlalchemy import JSON, CheckConstraint

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
    Bewaard,
    Code,
    Datum,
    Getal,
    Lijst,
    Naam,
    Nummer,
    Prioriteit,
    Regel,
    Tekst,
    Volgnummer,
)
from opdracht.model.base import Record, choice, field, period_in_order, refers, text_field, word_field


class Opdracht(Record, table=True):
    """An assignment between a principal and a contractor. A draft needs only a titel; `check` names the rest."""

    meervoud = "opdrachten"
    sleutel = ("nummer",)
    known_by = ("titel",)
    __table_args__ = (
        refers("ambitie", "ambitie.code"),
        refers("besluit", "besluit.kenmerk"),
    )

    nummer: Nummer = field(key=True, listed=True)
    titel: Naam = field(prose=True, agreed=True, listed=True, example="Stroomkaart bedrijventerreinen")
    status: Annotated[Status, choice(Status)] = word_field(Status, default=Status.CONCEPT, listed=True, proof=True)
    van: Datum | None = field("Begindatum", None, agreed=True, listed=True, example="1 januari 2027")
    tot: Datum | None = field("Einddatum", None, agreed=True, listed=True, example="15 december 2027")
    uiterlijk: Datum | None = field("Uiterste einddatum", None, agreed=True)
    prioriteit: Prioriteit | None = field(default=None, agreed=True, listed=True, example="1 (hoogst) tot en met 5")
    ambitie: Code | None = field(default=None, agreed=True)
    themas: Lijst = field("Thema’s", column=JSON, agreed=True, prose=True, default_factory=list)
    besluit: Naam | None = field(default=None, agreed=True)
    aanleiding: Tekst = text_field(agreed=True, example="Op tien bedrijventerreinen is het stroomnet vol.")
    doel: Tekst = text_field(agreed=True, example="Bedrijven weten waar zij kunnen groeien.")
    beoogd_resultaat: Tekst = text_field(
        agreed=True, example="Op 15-12-2027 staat op één kaart waar het stroomnet vol is."
    )
    afbakening_wel: Tekst = text_field(
        "Afbakening, wel", agreed=True, example="Alle bedrijventerreinen groter dan 5 hectare."
    )
    afbakening_niet: Tekst = text_field("Afbakening, niet", agreed=True, example="Woonwijken.")
    samenhang: Tekst = text_field(agreed=True)
    waarde: Aantal | None = field(default=None)
    budget: Getal | None = field(default=None, agreed=True, unit="€", example="25000")
    dekking: Annotated[Dekking, choice(Dekking)] | None = word_field(Dekking, default=None, agreed=True)
    mandaat: Annotated[Mandaat, choice(Mandaat)] | None = word_field(Mandaat, default=None)
    mandaat_kenmerk: Regel = field("Kenmerk van het mandaat", "", prose=True, proof=True)
    risicos: Tekst = text_field("Risico’s en aannames", agreed=True, example="De netbeheerder levert te laat.")
    besluitvorming: Tekst = text_field(agreed=True, example="Het algemeen bestuur besluit op 15-12-2027.")
    communicatie: Tekst = text_field("Betrokkenheid en communicatie", agreed=True)
    verantwoording: Tekst = text_field(agreed=True, example="Elk kwartaal een bladzijde aan de secretarissenkring.")
    wijzigen: Tekst = text_field(agreed=True)
    escalatie: Tekst = text_field(agreed=True, example="Eerst de twee secretarissen, dan de twee bestuurders.")
    afronding: Tekst = text_field(agreed=True)
    openbaar: Annotated[Openbaar, choice(Openbaar)] | None = word_field(Openbaar, default=None)
    openbaar_reden: Tekst = text_field("Reden voor openbaar of niet")
    selectielijst: Regel = field(default="", prose=True)


class Volgorde(Record, table=True):
    """`opdracht` can start only after `na` has ended; in files the list `na` of an opdracht."""

    meervoud = "volgorde"
    sleutel = ("opdracht", "na")
    is_part = True
    after = "samenhang"
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("na", "opdracht.nummer"),
        CheckConstraint("opdracht <> na", name="zichzelf"),
    )

    opdracht: Nummer = field(key=True, listed=True)
    na: Nummer = field("Wacht op", key=True, listed=True, agreed=True)

    @model_validator(mode="after")
    def _not_itself(self) -> Self:
        if self.opdracht == self.na:
            raise ValueError("Een opdracht kan niet op zichzelf wachten.")
        return self


class Rol(Record, table=True):
    """Who does what in an opdracht; `reden` says why one person may stand on both sides."""

    meervoud = "rollen"
    sleutel = ("opdracht", "rol", "persoon")
    is_part = True
    after = "samenhang"
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("persoon", "persoon.code"),
    )

    opdracht: Nummer = field(key=True, listed=True)
    rol: Annotated[Rolnaam, choice(Rolnaam)] = word_field(Rolnaam, key=True, listed=True, agreed=True)
    persoon: Code = field(key=True, listed=True, agreed=True)
    reden: Tekst = text_field(listed=True, agreed=True)


class Mijlpaal(Record, table=True):
    """An interim result with its date."""

    meervoud = "mijlpalen"
    sleutel = ("opdracht", "nr")
    is_part = True
    known_by = ("resultaat",)
    after = "samenhang"
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True), refers("eigenaar", "persoon.code"))

    opdracht: Nummer = field(key=True)
    nr: Volgnummer = field(key=True)
    datum: Datum = field(agreed=True, listed=True, example="1 april 2027")
    resultaat: Tekst = text_field(
        default=..., agreed=True, listed=True, example="Gegevens van 16 gemeenten zijn binnen."
    )
    besluit_door: Regel = field(default="", agreed=True, listed=True, prose=True, example="algemeen bestuur")
    eigenaar: Code | None = field(default=None, agreed=True, listed=True)
    gehaald_op: Datum | None = field(default=None, listed=True, proof=True)


class Randvoorwaarde(Record, table=True):
    """What must be arranged for the opdracht to succeed, by whom, by when, and what happens if it is not."""

    meervoud = "randvoorwaarden"
    sleutel = ("opdracht", "nr")
    is_part = True
    known_by = ("tekst",)
    after = "samenhang"
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("eigenaar", "persoon.code"),
    )

    opdracht: Nummer = field(key=True)
    nr: Volgnummer = field(key=True)
    categorie: Annotated[Categorie, choice(Categorie)] = word_field(Categorie, agreed=True, listed=True)
    tekst: Tekst = text_field(default=..., agreed=True, listed=True, example="De netbeheerder levert de gegevens.")
    eigenaar: Code | None = field(default=None, agreed=True, listed=True)
    uiterlijk: Datum | None = field(default=None, agreed=True, listed=True, example="1 februari 2027")
    gevolg: Tekst = text_field(agreed=True, example="schuift de kaart een kwartaal op")
    status: Annotated[Stand, choice(Stand)] = word_field(Stand, default=Stand.OPEN, listed=True, proof=True)
    bewijs: Tekst = text_field(proof=True)


class Inzet(Record, table=True):
    """Hours asked of an organisatie. Unit 'uren' is the total over the period; without dates that of the opdracht."""

    meervoud = "inzet"
    sleutel = ("opdracht", "nr")
    is_part = True
    known_by = ("organisatie",)
    after = "samenhang"
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("organisatie", "organisatie.code"),
        CheckConstraint("van <= tot", name="periode"),
    )

    opdracht: Nummer = field(key=True)
    nr: Volgnummer = field(key=True)
    organisatie: Code = field(agreed=True, listed=True)
    profiel: Naam = field(agreed=True, listed=True, example="projectleider")
    niveau: Annotated[Zwaarte, choice(Zwaarte)] | None = word_field(Zwaarte, default=None, agreed=True, listed=True)
    hoeveelheid: Aantal = field(agreed=True, listed=True, unit="eenheid", example="300")
    eenheid: Annotated[Eenheid, choice(Eenheid)] = word_field(Eenheid, listed=True)
    van: Datum | None = field(default=None, agreed=True)
    tot: Datum | None = field("Tot en met", None, agreed=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        return period_in_order(self, self.van, self.tot)


class Belang(Record, table=True):
    """What an organisatie gains from an opdracht, wishes of it and needs for it."""

    meervoud = "belangen"
    sleutel = ("opdracht", "organisatie")
    is_part = True
    known_by = ("organisatie",)
    of_organisation = "organisatie"
    after = "communicatie"
    __table_args__ = (
        refers("opdracht", "opdracht.nummer", owner=True),
        refers("organisatie", "organisatie.code"),
        refers("contactpersoon", "persoon.code"),
    )

    opdracht: Nummer = field(key=True, listed=True)
    organisatie: Code = field(key=True, listed=True, agreed=True)
    deelname: Annotated[Deelname, choice(Deelname)] = word_field(
        Deelname, "Doet mee", Deelname.ONBEKEND, listed=True, agreed=True
    )
    belang: Tekst = text_field(listed=True, agreed=True)
    wens: Tekst = text_field(agreed=True)
    nodig: Tekst = text_field(agreed=True)
    contactpersoon: Code | None = field(default=None)
    besluit: Regel = field(default="", prose=True, proof=True)


class Gesprek(Record, table=True):
    """A conversation about an opdracht: what was agreed, which tension was named. It records, it measures no trust."""

    meervoud = "gesprekken"
    sleutel = ("opdracht", "nr")
    is_part = True
    known_by = ("afspraken",)
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True),)

    opdracht: Nummer = field(key=True)
    nr: Volgnummer = field(key=True)
    datum: Datum = field(listed=True, example="1 april 2027")
    deelnemers: Lijst = field(column=JSON, prose=True, default_factory=list)
    afspraken: Tekst = text_field(listed=True)
    spanning: Tekst = text_field(listed=True)
    opgelost_op: Datum | None = field(default=None, listed=True, proof=True)


class Ondertekening(Record, table=True):
    """Who signed a version of an opdracht, in which role and on what ground; kept apart from the besluit."""

    meervoud = "ondertekeningen"
    is_past = True
    sleutel = ("opdracht", "versie", "rol")
    known_by = ("functie",)
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True),)

    opdracht: Nummer = field(key=True, listed=True)
    versie: Volgnummer = field(default=1, key=True, listed=True)
    rol: Annotated[Rolnaam, choice(Rolnaam)] = word_field(Rolnaam, key=True, listed=True)
    functie: Naam = field(listed=True, prose=True, example="wethouder Economie")
    datum: Datum = field(listed=True)
    niveau: Annotated[Ondertekenniveau, choice(Ondertekenniveau)] = word_field(
        Ondertekenniveau, default=Ondertekenniveau.GEWOON, listed=True
    )
    grondslag: Regel = field(default="", listed=True, prose=True)


class Statuswissel(Record, table=True):
    """A step in the life of an opdracht; `ondanks` is the reason when it was taken in spite of what the checks found."""

    meervoud = "statuswissels"
    is_past = True
    sleutel = ("opdracht", "nr")
    known_by = ("naar",)
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True),)

    opdracht: Nummer = field(key=True)
    nr: Volgnummer = field(key=True)
    van: Annotated[Status, choice(Status)] = word_field(Status, listed=True)
    naar: Annotated[Status, choice(Status)] = word_field(Status, listed=True)
    datum: Datum = field(listed=True)
    door: Regel = field(default="", listed=True, prose=True)
    ondanks: Tekst = text_field(listed=True)


class Versie(Record, table=True):
    """The text of an opdracht as it was vastgesteld: frozen, with its hash. Nothing changes it afterwards (agreed/).

    `reden` says why the agreement changed since the version before; `ondanks` why it was vastgesteld in spite of fouten.
    `geschoond` is the sha256 of `inhoud` since a person was forgotten in it; `sha256` stays that of what was agreed.
    """

    meervoud = "versies"
    is_past = True
    sleutel = ("opdracht", "nr")
    comes_by = "Een versie komt er met: opdracht status NUMMER vastgesteld"
    known_by = ("reden",)
    __table_args__ = (refers("opdracht", "opdracht.nummer"),)

    opdracht: Nummer = field(key=True)
    nr: Volgnummer = field(key=True)
    datum: Datum = field(listed=True)
    sha256: Regel = field(fingerprint=True)
    inhoud: Bewaard = text_field(default=..., prose=False, holds_json=True)
    reden: Tekst = text_field(listed=True)
    ondanks: Tekst = text_field(listed=True)
    door: Regel = field(default="", listed=True, prose=True)
    geschoond: Naam | None = field(default=None, fingerprint=True)

    @model_validator(mode="after")
    def _is_what_was_frozen(self) -> Self:
        if hashlib.sha256(self.inhoud.encode()).hexdigest() != (self.geschoond or self.sha256):
            raise ValueError("De tekst van deze versie is veranderd: zij past niet bij haar sha256.")
        return self


class Terzijde(Record, table=True):
    """A finding that was set aside with a reason. `meting` is what it was measured on; when that changes it is back."""

    meervoud = "terzijde"
    is_past = True
    sleutel = ("code", "opdracht", "plaats")
    known_by = ("reden",)

    code: Naam = field(key=True, listed=True)
    opdracht: Regel = field(default="", key=True, listed=True)
    plaats: Regel = field(default="", key=True, listed=True)
    reden: Tekst = text_field(default=..., listed=True)
    door: Regel = field(default="", listed=True, prose=True)
    datum: Datum = field(listed=True)
    meting: Regel = field(fingerprint=True)
