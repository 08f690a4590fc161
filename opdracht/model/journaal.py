"""The journal: every change of the register, by whom and when, and what it did to each record."""

from sqlalchemy import ForeignKeyConstraint, Text
from sqlmodel import Field

from opdracht.fields import GeenGetal, Regel, Tekst, Volgnummer
from opdracht.model.base import Record


class Wijziging(Record, table=True):
    """One change: all that one transaction did, by one command. Changes are only ever added.

    `wanneer` is the moment in UTC (2026-11-24T10:32:05Z). `wie` is the name that somebody gave, `rekening` the account
    of the machine or of the server. `ongedaan` is the number of the change that this one takes back. `sha256` is over
    the one before, this change and what it did to each record, so that a change in the past shows.
    """

    meervoud = "wijzigingen"
    sleutel = ("nr",)

    nr: Volgnummer = Field(primary_key=True)
    wanneer: Regel
    wie: Regel
    rekening: Regel
    commando: Regel
    ongedaan: GeenGetal = None
    sha256: Regel


class Mutatie(Record, table=True):
    """What a change did to one record: the fields before and after, as JSON without the empty ones.

    `gegeven` is the key of the record, as people type it. A record that is new has no `voor`, one that is gone no `na`;
    of one that changed both hold the fields that did.
    """

    meervoud = "mutaties"
    sleutel = ("wijziging", "nr")
    __table_args__ = (ForeignKeyConstraint(["wijziging"], ["wijziging.nr"]),)

    wijziging: Volgnummer = Field(primary_key=True)
    nr: Volgnummer = Field(primary_key=True)
    soort: Regel
    gegeven: Tekst = Field(sa_type=Text)
    voor: str | None = Field(default=None, sa_type=Text)
    na: str | None = Field(default=None, sa_type=Text)
