"""What the template `capaciteitsoverzicht` sees: the hours of a region as sentences, a picture and tables."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from opdracht.capacity import (
    LEGEND,
    Overview,
    Period,
    Row,
    fitting_step,
    percentage,
    periods,
    shortage_sentence,
    signed,
    told,
    written_months,
)
from opdracht.choices import Status
from opdracht.documents.charts import CAPTION, MOST_COLUMNS
from opdracht.documents.pictures import Picture

MOST_SENTENCES = 5
MOST_SHORTAGES = 40
SOORT = "Capaciteitsoverzicht"


def overview_context(
    seen: Overview, statuses: Collection[Status], peildatum: date, picture: Picture | None = None
) -> dict[str, Any]:
    """The names for the template: `overzicht`, `zinnen`, `plaatje`, the tables, and `document`, `regio` and `nvt`."""
    columns = periods(seen.months, fitting_step(seen.months, MOST_COLUMNS))
    total = seen.total
    return {
        "document": {"soort": SOORT, "datum": peildatum, "versie": peildatum.isoformat()},
        "regio": {"naam": seen.regio.settings.regionaam},
        "nvt": "n.v.t.",
        "overzicht": {
            "periode": written_months(seen.months.first_day(0), seen.months.last_day(seen.months.count - 1)),
            "gevraagd": round(total.asked),
            "aangeboden": round(total.offered),
            "tekort": round(total.short),
            "procent": _percent(total.percent),
            "meegeteld": _listed([status for status in Status if status in statuses]),
        },
        "zinnen": told(seen, MOST_SENTENCES),
        "plaatje": picture,
        "plaatje_uitleg": CAPTION,
        "perioden": [_head(column) for column in columns],
        "organisaties": [_row(row, columns) for row in seen.organisaties],
        "profielen": [_row(row, columns) for row in seen.profielen],
        "legenda": LEGEND,
        "tekorten": [
            {
                "zin": shortage_sentence(seen.regio, shortage),
                "organisatie": seen.regio.organisaties[shortage.organisatie].naam,
                "profiel": shortage.profiel,
                "niveau": "" if shortage.any_niveau else f"{shortage.niveau} of hoger",
                "periode": written_months(shortage.van, shortage.tot),
                "gevraagd": round(shortage.asked),
                "aangeboden": round(shortage.offered),
                "tekort": round(shortage.short),
                "oorzaken": [
                    {
                        "nummer": cause.nummer,
                        "titel": seen.regio.opdrachten[cause.nummer].titel,
                        "uren": round(cause.uren),
                    }
                    for cause in shortage.causes
                ],
            }
            for shortage in seen.shortages[:MOST_SHORTAGES]
        ],
        "tekorten_meer": max(len(seen.shortages) - MOST_SHORTAGES, 0),
        "aandelen": [
            {
                "gemeente": share.naam,
                "uren": round(share.uren),
                "deel_uren": percentage(share.of_uren),
                "inwoners": share.inwoners,
                "deel_inwoners": percentage(share.of_inwoners),
                "scheef": share.is_too_much(seen.regio.settings.grootste_aandeel),
            }
            for share in seen.shares
        ],
        "zonder_periode": [{"nummer": nummer, "titel": seen.regio.opdrachten[nummer].titel} for nummer in seen.undated],
    }


def _row(row: Row, columns: list[Period]) -> dict[str, Any]:
    whole = row.over(Period("", 0, columns[-1].last))
    cells = [row.over(column) for column in columns]
    return {
        "naam": row.naam,
        "gevraagd": round(whole.asked),
        "aangeboden": round(whole.offered),
        "tekort": round(whole.short),
        "procent": _percent(whole.percent),
        "cellen": [{"tekst": signed(cell), "te_veel": cell.is_short} for cell in cells],
    }


def _percent(percent: int | None) -> str:
    return "–" if percent is None else f"{percent}%"


def _head(period: Period) -> str:
    """'kw 1 2027' and '3-2027' for what a label writes as '2027-K1' and '2027-03'."""
    year, _, part = period.label.partition("-")
    if part.startswith("K"):
        return f"kw {part[1:]} {year}"
    return f"{int(part)}-{year}" if len(part) == 2 else period.label


def _listed(statuses: list[Status]) -> str:
    words = [str(status) for status in statuses]
    return " en ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
