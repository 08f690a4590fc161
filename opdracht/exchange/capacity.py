"""Capacity for other programs: JSON of everything, and a table of the hours per organisatie, profiel and month."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from opdracht.capacity.balance import Shortage
from opdracht.capacity.overview import Overview, Row
from opdracht.capacity.sentences import summary
from opdracht.capacity.shares import Share
from opdracht.choices import Status

_HOURS = ("gevraagd", "aangeboden", "tekort")
COLUMNS = ("organisatie", "profiel", "maand", *_HOURS)
"""Of the table."""


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


def overview_rows(overview: Overview) -> Iterator[dict[str, object]]:
    """A row per organisatie, profiel and month with hours."""
    for row in sorted(overview.cells, key=lambda row: (row.code, row.naam)):
        for month, *of_month in zip(_months(overview), *_row(row).values(), strict=True):
            if any(of_month):
                yield dict(zip(COLUMNS, (row.code, row.naam, month, *of_month), strict=True))


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
