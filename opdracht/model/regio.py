"""The region: who takes part, what it wants, what was decided, which hours are offered, and the settings."""

from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator
from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from opdracht.choices import Eenheid, Niveau, Soort, Zwaarte
from opdracht.fields import (
    Aantal,
    Code,
    Datum,
    GeenAantal,
    GeenCode,
    GeenGetal,
    GeenNaam,
    Naam,
    Prioriteit,
    Regel,
    Tekst,
    Volgnummer,
    whole,
)
from opdracht.model.base import Record, choice, choice_or_empty, long_text, period_in_order, refers, within, word


class Organisatie(Record, table=True):
    """A gemeente, the regional body or another partner."""

    meervoud = "organisaties"
    sleutel = ("code",)
    __table_args__ = (within("soort", Soort), CheckConstraint("inwoners >= 0", name="inwoners"))

    code: Code = Field(primary_key=True)
    naam: Naam
    soort: Annotated[Soort, choice(Soort)] = word()
    cbs_code: GeenNaam = None
    inwoners: GeenGetal = None


class Persoon(Record, table=True):
    """Somebody in a function. The function comes first; the name is optional and stands only here."""

    meervoud = "personen"
    sleutel = ("code",)
    __table_args__ = (refers("organisatie", "organisatie.code"), within("niveau", Niveau))

    code: Code = Field(primary_key=True)
    functie: Naam
    organisatie: Code
    niveau: Annotated[Niveau, choice(Niveau)] = word()
    naam: Regel = ""
    email: Regel = ""


class Ambitie(Record, table=True):
    """What the region wants: a line of the regional agenda."""

    meervoud = "ambities"
    sleutel = ("code",)
    __table_args__ = (CheckConstraint("prioriteit BETWEEN 1 AND 5", name="prioriteit"),)

    code: Code = Field(primary_key=True)
    titel: Naam
    thema: Naam
    prioriteit: Prioriteit
    omschrijving: Tekst = long_text()


class Besluit(Record, table=True):
    """What a body decided, kept apart from who signed."""

    meervoud = "besluiten"
    sleutel = ("kenmerk",)
    __table_args__ = (refers("ambitie", "ambitie.code"),)

    kenmerk: Naam = Field(primary_key=True)
    orgaan: Naam
    datum: Datum
    tekst: Tekst = Field(sa_type=Text)
    ambitie: GeenCode = None


class Aanbod(Record, table=True):
    """Hours that an organisatie offers over a period; `al_toegezegd` is in hours a year, promised elsewhere."""

    meervoud = "aanbod"
    sleutel = ("organisatie", "nr")
    __table_args__ = (
        refers("organisatie", "organisatie.code", owner=True),
        within("niveau", Zwaarte),
        within("eenheid", Eenheid),
        CheckConstraint("hoeveelheid >= 0", name="hoeveelheid"),
        CheckConstraint("al_toegezegd >= 0", name="al_toegezegd"),
        CheckConstraint("van <= tot", name="periode"),
    )

    organisatie: Code = Field(primary_key=True)
    nr: Volgnummer = Field(primary_key=True)
    profiel: Naam
    niveau: Annotated[Zwaarte | None, choice_or_empty(Zwaarte)] = word(None)
    hoeveelheid: Aantal
    eenheid: Annotated[Eenheid, choice(Eenheid)] = word()
    van: Datum
    tot: Datum
    al_toegezegd: GeenAantal = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        return period_in_order(self, self.van, self.tot)


class Instelling(Record, table=True):
    """A setting of this register that differs from its default; the settings themselves stand in settings.py."""

    meervoud = "instellingen"
    sleutel = ("naam",)

    naam: Naam = Field(primary_key=True)
    waarde: Regel


class Plan(Record, table=True):
    """A plan that was kept under a name, as the JSON that `opdracht plan --json` prints."""

    meervoud = "plannen"
    sleutel = ("naam",)

    naam: Naam = Field(primary_key=True)
    datum: Datum
    inhoud: str = Field(sa_type=Text)


class Foto(Record, table=True):
    """How many findings a rule had in the regiofoto of a day, to tell what changed since."""

    meervoud = "fotos"
    sleutel = ("datum", "code")
    __table_args__ = (CheckConstraint("aantal >= 0", name="aantal"),)

    datum: Datum = Field(primary_key=True)
    code: Naam = Field(primary_key=True)
    aantal: Annotated[int, BeforeValidator(whole)]
