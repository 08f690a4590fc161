"""What the template `capaciteitsoverzicht` sees: the hours of a region as sentences, a picture and tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from opdracht.capacity.balance import Shortage
from opdracht.capacity.months import Period, written_months
from opdracht.capacity.overview import Balance, Overview, Row
from opdracht.capacity.sentences import LEGEND, in_sentences, shortage_sentence, signed
from opdracht.capacity.shares import Share, percentage
from opdracht.choices import Status
from opdracht.documents.charts import CAPTION, MOST_COLUMNS
from opdracht.documents.pictures import Picture
from opdracht.dutch import joined
from opdracht.region import Regio

MOST_SENTENCES = 5
MOST_SHORTAGES = 40
SOORT = "Capaciteitsoverzicht"


def overview_context(
    overview: Overview, statuses: Collection[Status], peildatum: date, picture: Picture | None = None
) -> dict[str, object]:
    """The names for the template: `overzicht`, `zinnen`, `plaatje`, the tables, and `document`, `regio` and `nvt`."""
    columns, regio = overview.months.at_most(MOST_COLUMNS), overview.regio
    return {
        "document": {"soort": SOORT, "datum": peildatum, "versie": peildatum.isoformat()},
        "regio": {"naam": regio.settings.regionaam},
        "nvt": "n.v.t.",
        "overzicht": {
            "periode": overview.months.written,
            **_hours(overview.total),
            "procent": _percent(overview.total),
            "meegeteld": joined(str(status) for status in Status if status in statuses),
        },
        "zinnen": in_sentences(overview, MOST_SENTENCES),
        "plaatje": picture,
        "plaatje_uitleg": CAPTION,
        "perioden": [column.name for column in columns],
        "organisaties": [_row(row, columns) for row in overview.organisaties],
        "profielen": [_row(row, columns) for row in overview.profielen],
        "legenda": LEGEND,
        "tekorten": [_shortage(regio, shortage) for shortage in overview.shortages[:MOST_SHORTAGES]],
        "tekorten_meer": max(len(overview.shortages) - MOST_SHORTAGES, 0),
        "aandelen": [_share(share, regio.settings.grootste_aandeel) for share in overview.shares],
        "zonder_periode": [_opdracht(regio, nummer) for nummer in overview.undated],
    }


def _row(row: Row, columns: Sequence[Period]) -> dict[str, object]:
    return {
        "naam": row.naam,
        **_hours(row.whole),
        "procent": _percent(row.whole),
        "cellen": [
            {"tekst": signed(cell), "te_veel": cell.is_short} for cell in (row.over(column) for column in columns)
        ],
    }


def _shortage(regio: Regio, shortage: Shortage) -> dict[str, object]:
    return {
        "zin": shortage_sentence(regio, shortage),
        "organisatie": regio.organisaties[shortage.organisatie].naam,
        "profiel": shortage.profiel,
        "niveau": "" if shortage.any_niveau else f"{shortage.niveau} of hoger",
        "periode": written_months(shortage.van, shortage.tot),
        **_hours(shortage),
        "oorzaken": [{**_opdracht(regio, cause.nummer), "uren": round(cause.uren)} for cause in shortage.causes],
    }


def _share(share: Share, limit: float) -> dict[str, object]:
    return {
        "gemeente": share.naam,
        "uren": round(share.uren),
        "deel_uren": percentage(share.of_uren),
        "inwoners": share.inwoners,
        "deel_inwoners": percentage(share.of_inwoners),
        "scheef": share.is_too_much(limit),
    }


def _opdracht(regio: Regio, nummer: str) -> dict[str, object]:
    return {"nummer": nummer, "titel": regio.opdrachten[nummer].titel}


def _hours(hours: Balance | Shortage) -> dict[str, int]:
    return {"gevraagd": round(hours.asked), "aangeboden": round(hours.offered), "tekort": round(hours.short)}


def _percent(balance: Balance) -> str:
    return "–" if balance.percent is None else f"{balance.percent}%"
