"""Hours of a part of a region, for documents: of one organisatie, one profiel or one opdracht."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from opdracht.capacity import asked_hours, offered_hours
from opdracht.region import Grouped, Regio


def part_of(regio: Regio, organisatie: str, *, profiel: str | None = None, nummer: str | None = None) -> Regio:
    """The region with the inzet and aanbod of one organisatie only: all of it, of a profiel, or of an opdracht."""
    inzet = (
        line
        for owner, lines in regio.inzet.items()
        for line in lines
        if line.organisatie == organisatie and profiel in (None, line.profiel) and nummer in (None, owner)
    )
    aanbod = [line for line in regio.aanbod if line.organisatie == organisatie and profiel in (None, line.profiel)]
    return replace(regio, inzet=Grouped(inzet, "opdracht"), aanbod=aanbod)


def in_year(part: Regio, organisatie: str, year: int) -> tuple[int, int]:
    """The whole hours asked of an organisatie and offered by it in a calendar year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return round(asked_hours(part, organisatie, first, last)), round(offered_hours(part, organisatie, first, last))
