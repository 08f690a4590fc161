"""The dates of a region as appointments of whole days: milestones, preconditions, begin and end, talks and decisions.

What an appointment is known by stays the same as long as its record has its key, so that a calendar knows it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from dateutil.rrule import DAILY, rrule

from opdracht.dutch import joined, long_date
from opdracht.model import (
    Besluit,
    Gesprek,
    Instelling,
    Mijlpaal,
    Opdracht,
    Organisatie,
    Persoon,
    Randvoorwaarde,
)  # fmt: skip
from opdracht.records import Place
from opdracht.region import Regio

SHOWN = (Opdracht, Mijlpaal, Randvoorwaarde, Gesprek, Besluit, Persoon, Organisatie, Instelling)
"""The kinds of record that can change what an appointment shows."""
_TITLE = 70
"""So many signs of a text stand in the title of an appointment."""


@dataclass(frozen=True)
class Appointment:
    """A day in the calendar. `key` tells it from all others of the register; `lines` are what there is to read.

    `repeats` is the rule by which it comes again, as RFC 5545 writes it; empty for one that does not.
    """

    key: str
    day: date
    title: str
    lines: tuple[str, ...]
    soort: str
    repeats: str = ""


@dataclass(frozen=True)
class Concerning:
    """Whose appointments are wanted: what all that is named have in common; without anything, all."""

    nummers: Sequence[str] = ()
    persoon: str | None = None
    organisatie: str | None = None

    def __str__(self) -> str:
        return " ".join([*sorted(self.nummers), self.persoon or "", self.organisatie or ""]).strip() or "alles"

    def owns(self, regio: Regio, nummer: str, eigenaar: str | None = None) -> bool:
        """Whether an opdracht, or something in it that has an eigenaar, is of all that were named.

        Of the persoon is what has that eigenaar, and every opdracht in which the persoon has a rol; of the organisatie
        what has an eigenaar of it, and every opdracht in which it has a part.
        """
        return (
            (not self.nummers or nummer in self.nummers)
            and (not self.persoon or self._is_of_persoon(regio, nummer, eigenaar))
            and (not self.organisatie or self._is_of_organisatie(regio, nummer, eigenaar))
        )

    def _is_of_persoon(self, regio: Regio, nummer: str, eigenaar: str | None) -> bool:
        return self.persoon in {eigenaar, *(rol.persoon for rol in regio.rollen[nummer])}

    def _is_of_organisatie(self, regio: Regio, nummer: str, eigenaar: str | None) -> bool:
        persons = {*([eigenaar] if eigenaar else []), *(rol.persoon for rol in regio.rollen[nummer])}
        working = {line.organisatie for line in regio.inzet[nummer]}
        interested = {belang.organisatie for belang in regio.belangen[nummer]}
        return self.organisatie in working | interested | {regio.personen[code].organisatie for code in persons}

    @property
    def is_everybody(self) -> bool:
        return not (self.nummers or self.persoon or self.organisatie)


def appointments(regio: Regio, concerning: Concerning) -> list[Appointment]:
    """The appointments of a region, by day: of every opdracht but the withdrawn ones, and of the decisions for all."""
    days = [
        appointment
        for opdracht in regio.opdrachten.values()
        if opdracht.status.asks_hours or opdracht.status.is_agreed
        for appointment in _of_opdracht(regio, opdracht, concerning)
    ]
    if concerning.is_everybody:
        days += _decisions(regio)
    return sorted(days, key=lambda appointment: (appointment.day, appointment.key))


def _of_opdracht(regio: Regio, opdracht: Opdracht, concerning: Concerning) -> Iterator[Appointment]:
    nummer = opdracht.nummer
    for mijlpaal in regio.mijlpalen[nummer]:
        if concerning.owns(regio, nummer, mijlpaal.eigenaar):
            yield _milestone(regio, opdracht, mijlpaal)
    for voorwaarde in regio.randvoorwaarden[nummer]:
        if (
            voorwaarde.uiterlijk
            and voorwaarde.status.is_waiting
            and concerning.owns(regio, nummer, voorwaarde.eigenaar)
        ):
            yield _precondition(regio, opdracht, voorwaarde, voorwaarde.uiterlijk)
    if concerning.owns(regio, nummer):
        yield from _begin_and_end(regio, opdracht)
        yield from _talks(regio, opdracht)


def _milestone(regio: Regio, opdracht: Opdracht, mijlpaal: Mijlpaal) -> Appointment:
    reached = f"Gehaald op {long_date(mijlpaal.gehaald_op)}." if mijlpaal.gehaald_op else ""
    decided = f"Besluit door: {mijlpaal.besluit_door}." if mijlpaal.besluit_door else ""
    lines = (
        mijlpaal.resultaat,
        reached,
        decided,
        _owner(regio, mijlpaal.eigenaar),
        _next(regio, opdracht, mijlpaal.datum),
    )
    return _appointment(str(Place.of(mijlpaal)), mijlpaal.datum, opdracht, "Mijlpaal", lines, mijlpaal.resultaat)


def _precondition(regio: Regio, opdracht: Opdracht, voorwaarde: Randvoorwaarde, day: date) -> Appointment:
    otherwise = f"Lukt dit niet: {voorwaarde.gevolg}" if voorwaarde.gevolg else ""
    lines = (
        voorwaarde.tekst,
        f"{voorwaarde.categorie.capitalize()}: {voorwaarde.status}.",
        _owner(regio, voorwaarde.eigenaar),
        otherwise,
    )
    return _appointment(str(Place.of(voorwaarde)), day, opdracht, "Randvoorwaarde", lines, voorwaarde.tekst)


def _begin_and_end(regio: Regio, opdracht: Opdracht) -> Iterator[Appointment]:
    for soort, day in (("Begin", opdracht.van), ("Einde", opdracht.tot)):
        if day is not None:
            text = opdracht.doel if soort == "Begin" else opdracht.beoogd_resultaat
            key = f"{soort.lower()} {opdracht.nummer}"
            yield _appointment(key, day, opdracht, soort, (text, _next(regio, opdracht, day)))


def _talks(regio: Regio, opdracht: Opdracht) -> Iterator[Appointment]:
    """The talks that the settings ask for: the next one so many days after the last, and again until the end."""
    if opdracht.van is None or opdracht.tot is None or not opdracht.status.is_under_way:
        return
    limit = max(int(regio.settings.dagen_tussen_gesprekken), 1)
    last = max((gesprek.datum for gesprek in regio.gesprekken[opdracht.nummer]), default=opdracht.van)
    coming = max(last, opdracht.van) + timedelta(limit)
    if coming > opdracht.tot:
        return
    times = (opdracht.tot - coming).days // limit + 1
    rule = str(rrule(DAILY, interval=limit, count=times)).rpartition("RRULE:")[2] if times > 1 else ""
    lines = (
        "Hoe gaat het samen? Leg het gesprek daarna vast in het register.",
        _next(regio, opdracht, coming),
    )
    yield _appointment(f"gesprekken {opdracht.nummer}", coming, opdracht, "Gesprek", lines, repeats=rule)


def _decisions(regio: Regio) -> Iterator[Appointment]:
    for besluit in regio.besluiten.values():
        follow = [opdracht.nummer for opdracht in regio.opdrachten.values() if opdracht.besluit == besluit.kenmerk]
        carried = f"Opdracht: {joined(follow)}." if follow else "Er is nog geen opdracht voor."
        title = f"Besluit {besluit.orgaan}: {besluit.kenmerk}"
        yield Appointment(str(Place.of(besluit)), besluit.datum, title, (besluit.tekst, carried), "Besluit")


def _appointment(
    key: str, day: date, opdracht: Opdracht, soort: str, lines: Sequence[str], what: str = "", repeats: str = ""
) -> Appointment:
    """One of an opdracht; its title says `what`, or else the title of the opdracht."""
    about = f"Opdracht {opdracht.nummer} {opdracht.titel}"
    filled = tuple(line for line in (about, *lines) if line)
    title = shorten(what or opdracht.titel, _TITLE, placeholder=" ...")
    return Appointment(key, day, f"{soort}: {title} ({opdracht.nummer})", filled, soort, repeats)


def _owner(regio: Regio, code: str | None) -> str:
    if not code:
        return ""
    persoon: Persoon = regio.personen[code]
    name = f", {persoon.naam}" if persoon.naam else ""
    return f"Eigenaar: {persoon.functie}, {regio.organisaties[persoon.organisatie].naam}{name}."


def _next(regio: Regio, opdracht: Opdracht, day: date) -> str:
    """What comes after a day: the next milestone that has yet to come."""
    coming = [
        mijlpaal for mijlpaal in regio.mijlpalen[opdracht.nummer] if mijlpaal.datum > day and not mijlpaal.gehaald_op
    ]
    step = min(coming, key=lambda mijlpaal: mijlpaal.datum, default=None)
    return f"Daarna, op {long_date(step.datum)}: {step.resultaat}" if step else ""
