"""Capacity for other programs: JSON of everything, and a CSV of the hours per organisatie, profiel and month."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection

from opdracht.capacity.balance import Shortage
from opdracht.capacity.overview import Overview, Row
from opdracht.capacity.sentences import summary
from opdracht.capacity.shares import Share
from opdracht.choices import Status
from opdracht.signs import visible

_BEGINS_FORMULA = (*"=+-@＝＋－＠﹢﹣﹦﹫",)
_HOURS = ("gevraagd", "aangeboden", "tekort")


def overview_data(overview: Overview, statuses: Collection[Status]) -> dict[str, object]:
    """An overview as the data of a JSON document. `tekort` is what nobody can do; hours have two decimals at most."""
    total = overview.total
    return {
        "van": overview.months.van,
        "tot": overview.months.tot,
        "statussen": [str(status) for status in Status if status in statuses],
        "zinnen": summary(overview),
        **_named(total.asked, total.offered, total.short),
        "maanden": _months(overview),
        "organisaties": [{"organisatie": row.code, "naam": row.naam, **_row(row)} for row in overview.organisaties],
        "profielen": [{"profiel": row.naam, **_row(row)} for row in overview.profielen],
        "tekorten": [_shortage(shortage) for shortage in overview.shortages],
        "aandelen": [_share(share) for share in overview.shares],
        "zonder_periode": overview.undated,
    }


def overview_csv(overview: Overview) -> str:
    """A line per organisatie, profiel and month with hours, as a Dutch spreadsheet reads it: ';' and decimal commas.

    No cell runs, and none hides a sign.
    """
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow(("organisatie", "profiel", "maand", *_HOURS))
    for row in sorted(overview.cells, key=lambda row: (row.code, row.naam)):
        for month, *of_month in zip(_months(overview), *_row(row).values(), strict=True):
            if any(of_month):
                writer.writerow(
                    (_cell(row.code), _cell(row.naam), month, *(f"{hours:.2f}".replace(".", ",") for hours in of_month))
                )
    return table.getvalue()


def _cell(text: str) -> str:
    """A text that a spreadsheet takes for text: one that would begin a formula gets an apostrophe before it, as OWASP advises."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip()[:1] in _BEGINS_FORMULA else shown


def _months(overview: Overview) -> list[str]:
    """'2027-01' and so on."""
    return [month.van.isoformat()[:7] for month in overview.months.periods()]


def _row(row: Row) -> dict[str, list[float]]:
    return {name: [_hours(hours) for hours in of_row.tolist()] for name, of_row in zip(_HOURS, row.hours, strict=True)}


def _shortage(shortage: Shortage) -> dict[str, object]:
    return {
        "organisatie": shortage.organisatie,
        "profiel": shortage.profiel,
        "niveau": None if shortage.any_niveau else str(shortage.niveau),
        "van": shortage.van,
        "tot": shortage.tot,
        **_named(shortage.asked, shortage.offered, shortage.short),
        "oorzaken": [{"opdracht": cause.nummer, "uren": _hours(cause.uren)} for cause in shortage.causes],
    }


def _share(share: Share) -> dict[str, object]:
    return {
        "organisatie": share.organisatie,
        "uren": _hours(share.uren),
        "inwoners": share.inwoners,
        "deel_uren": round(share.of_uren, 4),
        "deel_inwoners": round(share.of_inwoners, 4),
    }


def _named(*hours: float) -> dict[str, float]:
    return dict(zip(_HOURS, map(_hours, hours), strict=True))


def _hours(hours: float) -> float:
    return round(hours, 2)
