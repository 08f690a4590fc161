"""What the hours say, in sentences: the totals, and each shortage with who, of what, when and because of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from opdracht.capacity.balance import NOTHING, Cause, Shortage
from opdracht.capacity.months import in_months
from opdracht.capacity.overview import Cell, Overview
from opdracht.dutch import written
from opdracht.region import Regio

MOST_CAUSES = 3


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


def causes_sentence(causes: Sequence[Cause], titles: Mapping[str, str] | None = None) -> str:
    """'Door 2027-001 (60 uur), 2027-002 (30 uur) en 4 andere.'; with `titles` each by its title too."""
    few = causes[:] if len(causes) <= MOST_CAUSES + 1 else causes[:MOST_CAUSES]
    called = [f"{cause.nummer} {titles[cause.nummer]}" if titles else cause.nummer for cause in few]
    hours = [written(max(round(cause.uren), 1)) for cause in few]
    named = [f"{name} ({uren} uur)" for name, uren in zip(called, hours, strict=True)]
    if len(causes) > len(few):
        named.append(f"{len(causes) - len(few)} andere")
    together = " en ".join((", ".join(named[:-1]), named[-1])) if named[1:] else "".join(named)
    return f"Door {together}."


def summary(seen: Overview) -> list[str]:
    """The totals, and whether it fits: 'De opdrachten vragen 9.200 uur; er is 6.800 uur.'"""
    total = seen.total
    asked, offered = written(round(total.asked)), written(round(total.offered))
    if not seen.nummers:
        return [f"Er zijn geen opdrachten die meetellen; er is {offered} uur."]
    if not round(total.asked):
        return [f"De opdrachten vragen in deze periode geen uren; er is {offered} uur."]
    sentences = [f"De opdrachten vragen {asked} uur; er is {offered} uur."]
    if not round(total.offered):
        return [*sentences, "In deze periode is geen aanbod van uren vastgelegd."]
    if not seen.shortages:
        return [*sentences, "Alles wat de opdrachten vragen, past."]
    places = len({shortage.organisatie for shortage in seen.shortages})
    where = "1 organisatie" if places == 1 else f"{places} organisaties"
    return [*sentences, f"Bij {where} is te weinig: samen {written(round(total.short))} uur."]


def told(seen: Overview, most: int) -> list[str]:
    """The summary and the largest shortages, each with what causes it."""
    titles = {nummer: opdracht.titel for nummer, opdracht in seen.regio.opdrachten.items()}
    largest = [f"{shortage_sentence(seen.regio, s)} {causes_sentence(s.causes, titles)}" for s in seen.shortages[:most]]
    more = len(seen.shortages) - most
    return [
        *summary(seen),
        *largest,
        *([f"En {more} {'tekort' if more == 1 else 'tekorten'} meer."] if more > 0 else []),
    ]


def signed(cell: Cell) -> str:
    """A cell in four signs at most: procent asked of offered, with '!' for too few hours and '+' for just enough."""
    if cell.asked < NOTHING and cell.offered < NOTHING:
        return ""
    if cell.percent is None:
        return "geen"
    return f"{min(cell.percent, 999)}{'!' if cell.is_short else '+' if cell.is_nearly_full else ''}"


LEGEND = (
    "Procent gevraagd van de uren die er zijn. ! te weinig, soms alleen van één profiel of niveau; + bijna vol; "
    "geen: wel gevraagd, niet aanwezig."
)
