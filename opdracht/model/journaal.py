"""The journal: every change of the register, by whom and when, and what it did to each record."""

from sqlalchemy import ForeignKeyConstraint

from opdracht.fields import Bewaard, Moment, Regel, Tekst, Volgnummer
from opdracht.model.base import Record, field, text_field


class Wijziging(Record, table=True):
    """One change: all that one transaction did, by one command. Changes are only ever added.

    `wanneer` is the moment in UTC (2026-11-24T10:32:05Z). `wie` is the name that somebody gave, `rekening` the account
    of the machine or of the server. `ongedaan` is the number of the change that this one takes back. `sha256` is over
    the one before, this change and what it did to each record, so that a change in the past shows.
    """

    meervoud = "wijzigingen"
    sleutel = ("nr",)

    nr: Volgnummer = field(key=True)
    wanneer: Moment = field()
    wie: Regel = field()
    rekening: Regel = field()
    commando: Regel = field()
    ongedaan: Volgnummer | None = field(default=None)
    sha256: Regel = field(fingerprint=True)


class Mutatie(Record, table=True):
    """What a change did to one record: the fields before and after, as JSON without the empty ones.

    `gegeven` is the key of the record, as people type it. A record that is new has no `voor`, one that is gone no `na`;
    of one that changed both hold the fields that did. A record that got another key has that in `gegeven`, and in
    `eerder` the one it had; what changed are then the fields of its key, with any others that did. What has the code of
    such a record in its own key got another key too, and has a row of its own for that. Of all else `eerder` is empty.
    """

    meervoud = "mutaties"
    sleutel = ("wijziging", "nr")
    __table_args__ = (ForeignKeyConstraint(["wijziging"], ["wijziging.nr"]),)

    wijziging: Volgnummer = field(key=True)
    nr: Volgnummer = field(key=True)
    soort: Regel = field()
    gegeven: Tekst = text_field(default=..., prose=False)
    eerder: Tekst | None = text_field(default=None, prose=False)
    voor: Bewaard | None = text_field(default=None, prose=False)
    na: Bewaard | None = text_field(default=None, prose=False)
