"""Hours asked and hours offered per organisatie, profiel, niveau and month. Nothing here knows of a database or a clock."""

from opdracht.capacity.balance import (
    NOTHING,
    Cause,
    Shortage,
    demand,
    demand_lines,
    or_higher,
    shortages,
    span,
    supply,
    unmet,
)
from opdracht.capacity.fit import all_unfit, unfit
from opdracht.capacity.lines import LEVELS, Key, inzet_hours, offered_and_promised, profiel_key
from opdracht.capacity.months import Months, in_months, written_months
from opdracht.capacity.overview import Cell, Overview, Period, Row, fitting_step, overview, periods
from opdracht.capacity.sentences import (
    LEGEND,
    causes_sentence,
    shortage_sentence,
    signed,
    summary,
    told,
    what,
)
from opdracht.capacity.shares import Share, percentage, shares

__all__ = [
    "LEGEND",
    "LEVELS",
    "NOTHING",
    "Cause",
    "Cell",
    "Key",
    "Months",
    "Overview",
    "Period",
    "Row",
    "Share",
    "Shortage",
    "all_unfit",
    "causes_sentence",
    "demand",
    "demand_lines",
    "fitting_step",
    "in_months",
    "inzet_hours",
    "offered_and_promised",
    "or_higher",
    "overview",
    "percentage",
    "periods",
    "profiel_key",
    "shares",
    "shortage_sentence",
    "shortages",
    "signed",
    "span",
    "summary",
    "supply",
    "told",
    "unfit",
    "unmet",
    "what",
    "written_months",
]
