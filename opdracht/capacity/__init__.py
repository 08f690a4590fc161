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
from opdracht.capacity.fit import unfit
from opdracht.capacity.lines import LEVELS, Key, inzet_hours, offered_and_promised, profiel_key
from opdracht.capacity.months import Months, in_months, written_months
from opdracht.capacity.sentences import causes_sentence, shortage_sentence, totals_sentence, what

__all__ = [
    "LEVELS",
    "NOTHING",
    "Cause",
    "Key",
    "Months",
    "Shortage",
    "causes_sentence",
    "demand",
    "demand_lines",
    "in_months",
    "inzet_hours",
    "offered_and_promised",
    "or_higher",
    "profiel_key",
    "shortage_sentence",
    "shortages",
    "span",
    "supply",
    "totals_sentence",
    "unfit",
    "unmet",
    "what",
    "written_months",
]
