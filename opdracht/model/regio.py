"""The region: who takes part, what it wants, what was decided, which hours are offered, and the settings."""

from typing import Annotated, Self

from pydantic import model_validator
from sqlalchemy import CheckConstraint

from opdracht.choices import Eenheid, Niveau, Soort, Zwaarte
from opdracht.fields import Aantal, Bewaard, Code, Datum, Getal, Naam, Prioriteit, Regel, Tekst, Volgnummer
from opdracht.model.base import Record, choice, field, period_in_order, refers, text_field, word_field


class Organisatie(Record, table=True):
    """A gemeente, the regional body or another partner."""

    meervoud = "organisaties"
    sleutel = ("code",)
    known_by = ("naam",)
    of_organisation = "code"

    code: Code = field(key=True, listed=True, example="moerdijk")
    naam: Naam = field(listed=True, example="Moerdijk")
    soort: Annotated[Soort, choice(Soort)] = word_field(Soort, listed=True)
    cbs_code: Naam | None = field("CBS-code", None)
    inwoners: Getal | None = field(default=None, listed=True)


class Persoon(Record, table=True):
    """Somebody in a function. The function comes first; the name is optional and stands only here."""

    meervoud = "personen"
    sleutel = ("code",)
    known_by = ("naam", "functie")
    of_organisation = "organisatie"
    __table_args__ = (refers("organisatie", "organisatie.code"),)

    code: Code = field(key=True, listed=True, example="wethouder-moerdijk")
    functie: Naam = field(listed=True, example="wethouder Economie")
    organisatie: Code = field(listed=True)
    niveau: Annotated[Niveau, choice(Niveau)] = word_field(Niveau, listed=True)
    naam: Regel = field(default="", listed=True)
    email: Regel = field("E-mailadres", "", private=True)


class Ambitie(Record, table=True):
    """What the region wants: a line of the regional agenda."""

    meervoud = "ambities"
    sleutel = ("code",)
    known_by = ("titel",)

    code: Code = field(key=True, listed=True, example="stroom")
    titel: Naam = field(listed=True, prose=True, example="Ruimte op het stroomnet")
    thema: Naam = field(listed=True, example="Bereikbare regio")
    prioriteit: Prioriteit = field(listed=True, example="1 (hoogst) tot en met 5")
    omschrijving: Tekst = text_field()


class Besluit(Record, table=True):
    """What a body decided, kept apart from who signed."""

    meervoud = "besluiten"
    sleutel = ("kenmerk",)
    known_by = ("tekst",)
    __table_args__ = (refers("ambitie", "ambitie.code"),)

    kenmerk: Naam = field(key=True, listed=True, example="AB-2026-11-04-07")
    orgaan: Naam = field(listed=True, example="algemeen bestuur")
    datum: Datum = field(listed=True, example="1 april 2027")
    tekst: Tekst = text_field(default=..., listed=True)
    ambitie: Code | None = field(default=None)


class Aanbod(Record, table=True):
    """Hours that an organisatie offers over a period; `al_toegezegd` is in hours a year, promised elsewhere."""

    meervoud = "aanbod"
    sleutel = ("organisatie", "nr")
    known_by = ("profiel",)
    of_organisation = "organisatie"
    __table_args__ = (
        refers("organisatie", "organisatie.code", owner=True),
        CheckConstraint("van <= tot", name="periode"),
    )

    organisatie: Code = field(key=True)
    nr: Volgnummer = field(key=True)
    profiel: Naam = field(listed=True, example="projectleider")
    niveau: Annotated[Zwaarte, choice(Zwaarte)] | None = word_field(Zwaarte, default=None, listed=True)
    hoeveelheid: Aantal = field(listed=True, unit="eenheid", example="300")
    eenheid: Annotated[Eenheid, choice(Eenheid)] = word_field(Eenheid, listed=True)
    van: Datum = field(listed=True, example="1 januari 2027")
    tot: Datum = field("Tot en met", listed=True, example="31 december 2027")
    al_toegezegd: Aantal | None = field("Al elders toegezegd", None, listed=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        return period_in_order(self, self.van, self.tot)


class Instelling(Record, table=True):
    """A setting of this register that differs from its default; the settings themselves stand in settings.py."""

    meervoud = "instellingen"
    sleutel = ("naam",)
    is_named = False
    known_by = ("waarde",)
    __table_args__ = (
        CheckConstraint(
            "naam = 'regionaam' OR waarde ~ '^([0-9]{1,9}|[0-9]{0,9}[.,][0-9]{1,20})$' AND waarde ~ '[1-9]'"
            " AND waarde !~ '^[1-9][0-9]{0,2}[.][0-9]{3}$'",
            name="getal_op_server",
        ).ddl_if(dialect="postgresql"),
    )

    naam: Naam = field(key=True)
    waarde: Regel = field()


class Plan(Record, table=True):
    """A plan that was kept under a name, as the JSON that `opdracht plan --json` prints."""

    meervoud = "plannen"
    sleutel = ("naam",)
    is_named = False

    naam: Naam = field(key=True)
    datum: Datum = field()
    inhoud: Bewaard = text_field(default=..., prose=False, holds_json=True)


class Foto(Record, table=True):
    """How many findings a rule had in the regiofoto of a day, to tell what changed since."""

    meervoud = "fotos"
    written_plural = "foto's"
    sleutel = ("datum", "code")
    is_named = False

    datum: Datum = field(key=True)
    code: Naam = field(key=True)
    aantal: Getal = field()
