"""Hours asked and hours offered per organisatie, profiel, niveau and month. Nothing here knows of a database or a clock.

`lines` holds inzet and aanbod as numbers, `balance` lays them beside each other, `fit` asks whether one opdracht fits,
`overview` says all of a row of `months`, with the `shares` of gemeenten, and `sentences` puts it in Dutch.
What rules, gates and documents of an opdracht use of it stands here.
"""

from opdracht.capacity.balance import NOTHING, Shortage
from opdracht.capacity.fit import all_unfit, unfit
from opdracht.capacity.lines import inzet_hours, offered_and_promised, profiel_key
from opdracht.capacity.months import Months, in_months
from opdracht.capacity.sentences import causes_sentence, shortage_sentence
from opdracht.capacity.shares import percentage, shares_of

__all__ = [
    "NOTHING",
    "Months",
    "Shortage",
    "all_unfit",
    "causes_sentence",
    "in_months",
    "inzet_hours",
    "offered_and_promised",
    "percentage",
    "profiel_key",
    "shares_of",
    "shortage_sentence",
    "unfit",
]
