"""Hours of one organisatie for documents: per profiel what is asked of it, what it offers and what is too little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np
import numpy.typing as npt

from opdracht.capacity import LEVELS, Key, Months, demand, demand_lines, or_higher, profiel_key, supply, unmet
from opdracht.region import Regio

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Balance:
    """Whole hours of a profiel. `tekort` counts per month: spare hours in May do not help in April."""

    profiel: str
    gevraagd: int
    geboden: int
    tekort: int


def balances(regio: Regio, organisatie: str, months: Months) -> list[Balance]:
    """The hours of an organisatie in some months, of each profiel that is asked of it or that it offers."""
    asked, offered = (_of_one(hours, organisatie) for hours in (demand(regio, months), supply(regio, months)))
    nothing = np.zeros((len(LEVELS), months.count))
    return [
        Balance(
            _spelled(regio, profiel),
            round(asked.get(profiel, nothing)[-1].sum()),
            round(offered.get(profiel, nothing)[-1].sum()),
            round(unmet(asked.get(profiel, nothing), offered.get(profiel, nothing))[0].sum()),
        )
        for profiel in sorted({*asked, *offered})
    ]


def asked_by(regio: Regio, nummer: str, organisatie: str, months: Months) -> int:
    """The whole hours that one opdracht asks of an organisatie in some months."""
    lines = demand_lines(regio, nummer, months)
    return round(sum(float(hours.sum()) for key, hours in lines if key.organisatie == organisatie))


def year(number: int) -> Months:
    """The months of a calendar year."""
    return Months.of(date(number, 1, 1), date(number, 12, 31))


def _of_one(hours: Mapping[Key, Floats], organisatie: str) -> dict[str, Floats]:
    """Hours at each niveau or higher per profiel, of one organisatie; the last niveau is all of them."""
    pairs = or_higher({key: of_key for key, of_key in hours.items() if key.organisatie == organisatie})
    return {profiel: of_profiel for (_, profiel), of_profiel in pairs.items() if of_profiel[-1].any()}


def _spelled(regio: Regio, profiel: str) -> str:
    """A profiel as it is written where it is first asked or offered."""
    asked = (line.profiel for lines in regio.inzet.values() for line in lines)
    offered = (line.profiel for line in regio.aanbod)
    return next(written.strip() for written in chain(asked, offered) if profiel_key(written) == profiel)
