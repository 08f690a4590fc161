"""Hours asked and hours offered per organisatie, profiel, niveau and month. Nothing here knows of a database or a clock.

`lines` holds inzet and aanbod as numbers, `balance` lays them beside each other, `fit` asks whether one opdracht fits,
`overview` says all of a row of `months`, with the `shares` of gemeenten, and `sentences` puts it in Dutch.
What other folders use of it stands here.
"""

from opdracht.capacity.balance import (
    NOTHING,
    Shortage,
    ledger,
    shortages,
    span,
)
from opdracht.capacity.fit import all_unfit, unfit
from opdracht.capacity.lines import inzet_hours, offered_and_promised, profiel_key, spelled
from opdracht.capacity.months import Months, Period, in_months, written_months
from opdracht.capacity.overview import Balance, Overview, Row, overview_of
from opdracht.capacity.sentences import (
    LEGEND,
    causes_sentence,
    in_sentences,
    shortage_sentence,
    signed,
    summary,
)
from opdracht.capacity.shares import Share, percentage, shares_of

__all__ = [
    "LEGEND",
    "NOTHING",
    "Balance",
    "Months",
    "Overview",
    "Period",
    "Row",
    "Share",
    "Shortage",
    "all_unfit",
    "causes_sentence",
    "in_months",
    "in_sentences",
    "inzet_hours",
    "ledger",
    "offered_and_promised",
    "overview_of",
    "percentage",
    "profiel_key",
    "shares_of",
    "shortage_sentence",
    "shortages",
    "signed",
    "span",
    "spelled",
    "summary",
    "unfit",
    "written_months",
]
