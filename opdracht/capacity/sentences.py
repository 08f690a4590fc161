"""What the hours say, in sentences: the totals, and each shortage with who, of what, when and because of what."""

from __future__ import annotations

from opdracht.capacity.balance import Cause, Shortage
from opdracht.capacity.months import in_months
from opdracht.numbers import written
from opdracht.region import Regio

MOST_CAUSES = 3


def totals_sentence(asked: float, offered: float) -> str:
    """'De opdrachten vragen 9.200 uur; er is 6.800 uur.'"""
    if round(asked) == 0:
        return f"De opdrachten vragen geen uren; er is {written(round(offered))} uur."
    return f"De opdrachten vragen {written(round(asked))} uur; er is {written(round(offered))} uur."


def shortage_sentence(regio: Regio, shortage: Shortage) -> str:
    """'Moerdijk komt 14 uur jurist tekort van maart tot en met mei 2027 (gevraagd 90, aanwezig 76).'"""
    name = regio.organisaties[shortage.organisatie].naam
    short, asked, offered = (written(round(hours)) for hours in (shortage.short, shortage.asked, shortage.offered))
    there = f"gevraagd {asked}, aanwezig {offered}" if round(shortage.offered) else f"gevraagd {asked}, niets aanwezig"
    period = in_months(shortage.van, shortage.tot)
    return f"{name} komt {short} uur {what(shortage)} tekort {period} ({there})."


def what(shortage: Shortage) -> str:
    """The profiel, and the niveau when that is what is short: 'jurist op niveau II of hoger'."""
    return shortage.profiel if shortage.any_niveau else f"{shortage.profiel} op niveau {shortage.niveau} of hoger"


def causes_sentence(causes: tuple[Cause, ...]) -> str:
    """'Door 2027-001 (60 uur), 2027-002 (30 uur) en 4 andere.'"""
    named = [f"{cause.nummer} ({written(max(round(cause.uren), 1))} uur)" for cause in causes]
    if len(named) > MOST_CAUSES + 1:
        named = [*named[:MOST_CAUSES], f"{len(named) - MOST_CAUSES} andere"]
    together = " en ".join((", ".join(named[:-1]), named[-1])) if named[1:] else "".join(named)
    return f"Door {together}."
