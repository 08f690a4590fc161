"""Capacity for other programs: JSON of everything, and a CSV of the hours per organisatie, profiel and month."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from typing import Any

from opdracht.capacity import Overview, Row, periods, summary
from opdracht.choices import Status


def overview_data(seen: Overview, statuses: Collection[Status]) -> dict[str, Any]:
    """An overview as the data of a JSON document. `tekort` is what nobody can do; hours have two decimals at most."""
    total = seen.total
    return {
        "van": seen.months.first_day(0),
        "tot": seen.months.last_day(seen.months.count - 1),
        "statussen": [str(status) for status in Status if status in statuses],
        "zinnen": summary(seen),
        "gevraagd": _hours(total.asked),
        "aangeboden": _hours(total.offered),
        "tekort": _hours(total.short),
        "maanden": [month.label for month in periods(seen.months, 1)],
        "organisaties": [{"organisatie": row.code, "naam": row.naam, **_row(row)} for row in seen.organisaties],
        "profielen": [{"profiel": row.naam, **_row(row)} for row in seen.profielen],
        "tekorten": [
            {
                "organisatie": shortage.organisatie,
                "profiel": shortage.profiel,
                "niveau": None if shortage.any_niveau else str(shortage.niveau),
                "van": shortage.van,
                "tot": shortage.tot,
                "gevraagd": _hours(shortage.asked),
                "aangeboden": _hours(shortage.offered),
                "tekort": _hours(shortage.short),
                "oorzaken": [{"opdracht": cause.nummer, "uren": _hours(cause.uren)} for cause in shortage.causes],
            }
            for shortage in seen.shortages
        ],
        "aandelen": [
            {
                "organisatie": share.organisatie,
                "uren": _hours(share.uren),
                "inwoners": share.inwoners,
                "deel_uren": round(share.of_uren, 4),
                "deel_inwoners": round(share.of_inwoners, 4),
            }
            for share in seen.shares
        ],
        "zonder_periode": seen.undated,
    }


def overview_csv(seen: Overview) -> str:
    """A line per organisatie, profiel and month with hours, as a Dutch spreadsheet reads it: ';' and decimal commas."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow(("organisatie", "profiel", "maand", "gevraagd", "aangeboden", "tekort"))
    months = [month.label for month in periods(seen.months, 1)]
    for row in sorted(seen.cells, key=lambda row: (row.code, row.naam)):
        for place, month in enumerate(months):
            hours = [_hours(float(of_row[place])) for of_row in row.hours]
            if any(hours):
                writer.writerow((row.code, row.naam, month, *(f"{one:.2f}".replace(".", ",") for one in hours)))
    return table.getvalue()


def _row(row: Row) -> dict[str, list[float]]:
    names = ("gevraagd", "aangeboden", "tekort")
    return {name: [_hours(one) for one in of_row.tolist()] for name, of_row in zip(names, row.hours, strict=True)}


def _hours(hours: float) -> float:
    return round(hours, 2)
