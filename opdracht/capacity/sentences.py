"""What the hours say, in sentences: the totals, and each shortage with who, of what, when and because of what."""

from __future__ import annotations

from collections.abc import Sequence

from opdracht.capacity.balance import NOTHING, Cause, Shortage
from opdracht.capacity.months import in_months
from opdracht.capacity.overview import Balance, Overview
from opdracht.dutch import counted, joined, written
from opdracht.region import Regio

MOST_CAUSES = 3


def shortage_sentence(regio: Regio, shortage: Shortage) -> str:
    """'Moerdijk komt 15 uur jurist tekort van maart tot en met mei 2027 (gevraagd 90, aanwezig 75).'"""
    name = regio.organisaties[shortage.organisatie].naam
    short, asked, offered = (written(round(hours)) for hours in (shortage.short, shortage.asked, shortage.offered))
    there = f"gevraagd {asked}, aanwezig {offered}" if round(shortage.offered) else f"gevraagd {asked}, niets aanwezig"
    period = in_months(shortage.van, shortage.tot)
    return f"{name} komt {short} uur {what(shortage)} tekort {period} ({there})."


def what(shortage: Shortage) -> str:
    """The profiel, and the niveau when that is what is short: 'jurist op niveau II of hoger'."""
    return shortage.profiel if shortage.any_niveau else f"{shortage.profiel} op niveau {shortage.niveau} of hoger"


def causes_sentence(causes: Sequence[Cause], regio: Regio | None = None) -> str:
    """'Door 2027-001 (60 uur), 2027-002 (30 uur) en 4 andere.'; with its `regio` each by its title too."""
    few = causes[:] if len(causes) <= MOST_CAUSES + 1 else causes[:MOST_CAUSES]
    called = [f"{cause.nummer} {regio.opdrachten[cause.nummer].titel}" if regio else cause.nummer for cause in few]
    named = [f"{name} ({written(max(round(cause.uren), 1))} uur)" for name, cause in zip(called, few, strict=True)]
    others = [f"{len(causes) - len(few)} andere"] if len(causes) > len(few) else []
    return f"Door {joined([*named, *others])}."


def summary(overview: Overview) -> list[str]:
    """The totals, and whether it fits: 'De opdrachten vragen 9.200 uur; er is 6.800 uur.'"""
    total = overview.total
    asked, offered = written(round(total.asked)), written(round(total.offered))
    if not overview.nummers:
        return [f"Er zijn geen opdrachten die meetellen; er is {offered} uur."]
    if not round(total.asked):
        return [f"De opdrachten vragen in deze periode geen uren; er is {offered} uur."]
    sentences = [f"De opdrachten vragen {asked} uur; er is {offered} uur."]
    if not round(total.offered):
        return [*sentences, "In deze periode is geen aanbod van uren vastgelegd."]
    if not overview.shortages:
        return [*sentences, "Alles wat de opdrachten vragen, past."]
    where = counted(len({shortage.organisatie for shortage in overview.shortages}), "organisatie", "organisaties")
    return [*sentences, f"Bij {where} is te weinig: samen {written(round(total.short))} uur."]


def in_sentences(overview: Overview, most: int) -> list[str]:
    """The summary and the largest shortages, each with what causes it."""
    regio = overview.regio
    largest = [f"{shortage_sentence(regio, s)} {causes_sentence(s.causes, regio)}" for s in overview.shortages[:most]]
    more = len(overview.shortages) - most
    rest = [f"En {counted(more, 'tekort', 'tekorten')} meer."] if more > 0 else []
    return [*summary(overview), *largest, *rest]


def signed(balance: Balance) -> str:
    """A balance in four signs at most: procent asked of offered, with '!' for too few hours and '+' for just enough."""
    if balance.asked < NOTHING and balance.offered < NOTHING:
        return ""
    if balance.percent is None:
        return "geen"
    return f"{min(balance.percent, 999)}{'!' if balance.is_short else '+' if balance.is_nearly_full else ''}"


LEGEND = (
    "Procent gevraagd van de uren die er zijn. ! te weinig, soms alleen van één profiel of niveau; + bijna vol; "
    "geen: wel gevraagd, niet aanwezig."
)
