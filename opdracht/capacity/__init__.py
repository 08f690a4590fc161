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
from opdracht.capacity.lines import LEVELS, Key, inzet_hours, profiel_key
from opdracht.capacity.months import Months, written_months

__all__ = [
    "LEVELS",
    "NOTHING",
    "Cause",
    "Key",
    "Months",
    "Shortage",
    "demand",
    "demand_lines",
    "inzet_hours",
    "or_higher",
    "profiel_key",
    "shortages",
    "span",
    "supply",
    "unfit",
    "unmet",
    "written_months",
]
