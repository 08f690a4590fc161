"""Hours of one organisatie for documents: per profiel what is asked of it, what it offers and what is too little."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from opdracht.capacity.balance import ledger
from opdracht.capacity.lines import asked_lines, spelled
from opdracht.capacity.months import Months
from opdracht.region import Regio

_ledger = lru_cache(maxsize=16)(ledger)  # one region is asked about every gemeente


@dataclass(frozen=True)
class ProfielUren:
    """Whole hours of a profiel, as documents show them. `tekort` counts per month: spare hours in May do not help in April."""

    profiel: str
    gevraagd: int
    geboden: int
    tekort: int


def balances(regio: Regio, organisatie: str, months: Months) -> list[ProfielUren]:
    """The hours of an organisatie in some months, of each profiel that is asked of it or that it offers, by name."""
    hours, names = _ledger(regio, months), spelled(regio)
    short, _ = hours.unmet
    rows = {profiel: row for row, (code, profiel) in enumerate(hours.pairs) if code == organisatie}
    return [
        ProfielUren(names[profiel], *(round(float(of_one.sum())) for of_one in of_profiel))
        for profiel, row in sorted(rows.items())
        for of_profiel in ((hours.asked[row, -1], hours.offered[row, -1], short[row]),)
        if of_profiel[0].any() or of_profiel[1].any()
    ]


def asked_by(regio: Regio, nummer: str, organisatie: str, months: Months) -> int:
    """The whole hours that one opdracht asks of an organisatie in some months."""
    lines = asked_lines(regio).of_one(nummer)
    is_asked = np.array([key.organisatie == organisatie for key in lines.keys], dtype=np.bool_)[lines.key]
    return round(float(lines.within(months.van, months.tot)[is_asked].sum()))


def year(number: int) -> Months:
    """The months of a calendar year."""
    return Months.of(date(number, 1, 1), date(number, 12, 31))
