"""The settings of a register: their defaults, their meaning and how their texts are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from opdracht.errors import OpdrachtError
from opdracht.fields import amount, filled_line
from opdracht.suggest import did_you_mean


@dataclass(frozen=True)
class Settings:
    """What holds for one register. Hours are productive hours."""

    regionaam: str = "Onze regio"
    uren_per_fte: float = 1400.0
    werkweken: float = 38.9
    uren_per_dagdeel: float = 4.0
    max_lopende_opdrachten: float = 10.0
    max_opdrachten_per_organisatie: float = 8.0
    max_rollen_per_persoon: float = 4.0
    maanden_tussen_mijlpalen: float = 6.0
    dagen_voor_start: float = 30.0
    dagen_spanning: float = 60.0
    dagen_tot_gesprek: float = 30.0
    dagen_tussen_gesprekken: float = 92.0
    dagen_tot_ondertekening: float = 30.0
    minste_uren_per_week: float = 2.0
    grootste_aandeel: float = 3.0
    punten_prioriteit_1: float = 10.0
    punten_prioriteit_2: float = 7.0
    punten_prioriteit_3: float = 5.0
    punten_prioriteit_4: float = 3.0
    punten_prioriteit_5: float = 1.0

    @classmethod
    def of(cls, stored: Mapping[str, str]) -> Settings:
        """The settings with the stored texts in place of the defaults; a name that this version lacks is passed over."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {name: parsed(name, text) for name, text in stored.items() if name in known}
        return cls(**values)


MEANING = {
    "regionaam": "de naam van de regio, boven elk document",
    "uren_per_fte": "werkbare uren van een voltijdbaan per jaar",
    "werkweken": "weken waarin iemand werkt: maakt van uren per week uren per jaar",
    "uren_per_dagdeel": "uren in een dagdeel",
    "max_lopende_opdrachten": "zoveel opdrachten lopen er in de regio tegelijk",
    "max_opdrachten_per_organisatie": "aan zoveel opdrachten werkt een organisatie tegelijk",
    "max_rollen_per_persoon": "zoveel rollen heeft één persoon tegelijk",
    "maanden_tussen_mijlpalen": "zoveel maanden liggen er hooguit tussen twee mijlpalen",
    "dagen_voor_start": "zoveel dagen voor het begin is het mandaat, de capaciteit en het geld geregeld",
    "dagen_spanning": "zoveel dagen mag een spanning openstaan",
    "dagen_tot_gesprek": "binnen zoveel dagen na het begin, of zo kort daarvoor, is er een gesprek",
    "dagen_tussen_gesprekken": "zoveel dagen zitten er hooguit tussen twee gesprekken",
    "dagen_tot_ondertekening": "binnen zoveel dagen na het besluit is een opdracht getekend",
    "minste_uren_per_week": "minder uren per week dan dit is snipperwerk",
    "grootste_aandeel": "zoveel keer groter dan zijn deel van de inwoners mag het deel van een gemeente in de uren zijn",
    **{
        f"punten_prioriteit_{prioriteit}": f"zoveel punten is een opdracht met prioriteit {prioriteit} waard in een plan"
        for prioriteit in range(1, 6)
    },
}


def parsed(name: str, text: str) -> str | float:
    """The value that `text` gives setting `name`. Raises OpdrachtError for an unknown name or an unfit value."""
    if name not in MEANING:
        raise OpdrachtError(
            f"Er is geen instelling '{name}'. {did_you_mean(name, MEANING)}".rstrip(),
            f"De instellingen zijn: {', '.join(MEANING)}.",
        )
    try:
        if name == "regionaam":
            return filled_line(text)
        if (number := amount(text)) == 0:
            raise ValueError("Het getal moet hoger zijn dan 0.")
        return number
    except ValueError as error:
        raise OpdrachtError(f"{name}: {error}") from None
