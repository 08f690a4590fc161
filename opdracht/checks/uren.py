"""Angle P, the hours: are there enough, does everybody say who works on it, and are they promised once?

Whether the profiel and the niveau that are asked are offered at all, structuur.py says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from opdracht.capacity import NOTHING, Shortage, inzet_hours, profiel_key, unfit, written_months
from opdracht.checks import structuur
from opdracht.checks.finding import BEFORE_THE_END, UNDER_WAY, Ernst, Found, rule, together
from opdracht.model import Opdracht
from opdracht.numbers import written
from opdracht.region import Regio


@rule("P101", Ernst.FOUT)
def hours_fit_supply(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P101: de uren passen naast wat al is vastgesteld of loopt (secretarissen: ambities hoger dan de capaciteit).

    Keten: capaciteit
    Fout: Baarle-Nassau zegt 400 uur toe en heeft 150 uur.
    Goed: Baarle-Nassau zegt 150 uur toe en Breda de andere 250.
    Herstel: Vraag minder uren met 'opdracht set inzet', of leg meer aanbod vast met 'opdracht add aanbod'.
    """
    for worst in _agreed_too_much(regio, opdracht, peildatum).values():
        others = _others(opdracht, worst)
        beside = f", samen met {others}," if others else ""
        yield Found(
            f"{regio.organisaties[worst.organisatie].naam} zegt in {written_months(worst.van, worst.tot)}{beside} "
            f"{_hours(worst)} toe en heeft {written(round(worst.offered))} uur.",
            f"organisatie {worst.organisatie}",
            _repair(regio, opdracht, worst),
        )


@rule("P102", Ernst.FOUT)
def hours_are_asked(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P102: een opdracht zegt wie er hoeveel uren aan werkt (secretarissen: stem de agenda af op de capaciteit).

    Keten: capaciteit
    Fout: De gemeenten leveren naar vermogen.
    Goed: Moerdijk: een projectleider, 280 uur per jaar. Breda: een data-analist, 200 uur.
    Herstel: Leg per organisatie de uren vast met 'opdracht add inzet'.
    """
    if not regio.inzet[opdracht.nummer]:
        repair = f"opdracht add inzet opdracht={opdracht.nummer} organisatie=CODE profiel=projectleider"
        text = "Er is geen inzet: wie werkt hier hoeveel uur aan?"
        yield Found(text, repair=f'{repair} hoeveelheid=100 eenheid="uren per jaar"')


@rule("P103", Ernst.HINT)
def hours_are_no_slivers(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P103: wie meewerkt, heeft daar elke week genoeg uren voor (secretarissen: onvoldoende capaciteit bij kleine gemeenten).

    Keten: capaciteit
    Fout: Alle 16 gemeenten leveren een medewerker voor een half uur per week.
    Goed: Drie gemeenten leveren een medewerker voor een dag per week; de andere lezen mee.
    Herstel: Voeg uren samen bij minder organisaties met 'opdracht set inzet' en 'opdracht remove inzet'.
    """
    periods: dict[str, list[tuple[float, date, date]]] = {}
    for inzet in regio.inzet[opdracht.nummer]:
        hours = inzet_hours(inzet, opdracht, regio.settings)
        van, tot = inzet.van or opdracht.van, inzet.tot or opdracht.tot
        if hours and van is not None and tot is not None and van <= tot:
            periods.setdefault(inzet.organisatie, []).append((hours, van, tot))
    for code, lines in periods.items():
        days = (max(tot for _, _, tot in lines) - min(van for _, van, _ in lines)).days + 1
        weeks = days / 365.25 * regio.settings.werkweken
        a_week = round(sum(hours for hours, _, _ in lines) / weeks, 1)
        if a_week < regio.settings.minste_uren_per_week:
            yield Found(
                f"{regio.organisaties[code].naam} werkt hier {written(a_week)} uur per week aan; "
                f"minder dan {written(regio.settings.minste_uren_per_week)} uur is snipperwerk.",
                record=f"organisatie {code}",
                repair=f"opdracht list inzet opdracht={opdracht.nummer} organisatie={code}",
            )


@rule("P104", Ernst.WAARSCHUWING)
def ambitions_fit_supply(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P104: alle plannen samen passen bij de uren die er zijn (secretarissen: ambities hoger dan de capaciteit).

    Keten: capaciteit
    Fout: Drie opdrachten die nog niet zijn vastgesteld, rekenen op dezelfde projectleider van Breda.
    Goed: De drie volgen elkaar op, of de regio kiest er twee.
    Herstel: Bekijk met 'opdracht capacity' waar het knelt; kies, schuif, of leg meer aanbod vast.
    """
    said = _agreed_too_much(regio, opdracht, peildatum)
    worst_of_each = _worst(regio, opdracht, peildatum, unfit(regio, opdracht.nummer, BEFORE_THE_END))
    for code, worst in worst_of_each.items():
        if code not in said:
            name = regio.organisaties[code].naam
            yield Found(
                f"Samen met {_others(opdracht, worst)} vraagt deze opdracht van {name} in "
                f"{written_months(worst.van, worst.tot)} {_hours(worst)}; {name} heeft {written(round(worst.offered))} uur.",
                f"organisatie {code}",
                f"opdracht capacity --organisatie {code}",
            )


def _agreed_too_much(regio: Regio, opdracht: Opdracht, peildatum: date) -> dict[str, Shortage]:
    return _worst(regio, opdracht, peildatum, unfit(regio, opdracht.nummer, UNDER_WAY))


def _worst(regio: Regio, opdracht: Opdracht, peildatum: date, shortages: Iterable[Shortage]) -> dict[str, Shortage]:
    """The largest shortage of each organisatie, without what S103 and S104 say: that nothing of the kind is offered."""
    worst: dict[str, Shortage] = {}
    unoffered: set[tuple[str, str]] | None = None
    for shortage in shortages:
        if shortage.offered < NOTHING:
            unoffered = _unoffered(regio, opdracht, peildatum) if unoffered is None else unoffered
            if (shortage.organisatie, profiel_key(shortage.profiel)) in unoffered:
                continue
        worst.setdefault(shortage.organisatie, shortage)
    return worst


def _unoffered(regio: Regio, opdracht: Opdracht, peildatum: date) -> set[tuple[str, str]]:
    """The organisaties and profielen of which S103 or S104 says that they are not offered."""
    records = {
        found.record
        for one in (structuur.asked_level_is_offered, structuur.asked_profile_is_offered)
        if one.check
        for found in one.check(regio, opdracht, peildatum)
    }
    return {
        (inzet.organisatie, profiel_key(inzet.profiel))
        for inzet in regio.inzet[opdracht.nummer]
        if f"inzet {opdracht.nummer}/{inzet.nr}" in records
    }


def _hours(shortage: Shortage) -> str:
    level = "" if shortage.any_niveau else f" op niveau {shortage.niveau} of hoger"
    return f"{written(round(shortage.asked))} uur {shortage.profiel}{level}"


def _others(opdracht: Opdracht, shortage: Shortage) -> str:
    """The other opdrachten that ask these hours: 'A, B en C', 'A, B, C en 4 andere'."""
    others = [cause.nummer for cause in shortage.causes if cause.nummer != opdracht.nummer]
    more = [f"{len(others) - 3} andere"] if others[4:] else others[3:4]
    return together([*others[:3], *more]) if others else ""


def _repair(regio: Regio, opdracht: Opdracht, shortage: Shortage) -> str:
    line = next(
        inzet
        for inzet in regio.inzet[opdracht.nummer]
        if (inzet.organisatie, profiel_key(inzet.profiel)) == (shortage.organisatie, profiel_key(shortage.profiel))
    )
    return f"opdracht set inzet {opdracht.nummer}/{line.nr} hoeveelheid=UREN"
