"""The settings of a register: their defaults, their meaning and how their texts are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from opdracht.errors import OpdrachtError, UsageFault
from opdracht.fields import amount, filled_line
from opdracht.suggest import did_you_mean


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """What holds for one register. Hours are productive hours."""

    regionaam: str = _setting("Onze regio", "de naam van de regio, boven elk document")
    uren_per_fte: float = _setting(1400.0, "werkbare uren van een voltijdbaan per jaar")
    werkweken: float = _setting(38.9, "weken waarin iemand werkt: maakt van uren per week uren per jaar")
    uren_per_dagdeel: float = _setting(4.0, "uren in een dagdeel")
    max_lopende_opdrachten: float = _setting(10.0, "zoveel opdrachten lopen er in de regio tegelijk")
    max_opdrachten_per_organisatie: float = _setting(8.0, "aan zoveel opdrachten werkt een organisatie tegelijk")
    max_rollen_per_persoon: float = _setting(4.0, "zoveel rollen heeft één persoon tegelijk")
    maanden_tussen_mijlpalen: float = _setting(6.0, "zoveel maanden liggen er hooguit tussen twee mijlpalen")
    dagen_voor_start: float = _setting(
        30.0, "zoveel dagen voor het begin is het mandaat, de capaciteit en het geld geregeld"
    )
    dagen_spanning: float = _setting(60.0, "zoveel dagen mag een spanning openstaan")
    dagen_tot_gesprek: float = _setting(
        30.0, "binnen zoveel dagen na het begin, of zo kort daarvoor, is er een gesprek"
    )
    dagen_tussen_gesprekken: float = _setting(92.0, "zoveel dagen zitten er hooguit tussen twee gesprekken")
    dagen_tot_ondertekening: float = _setting(30.0, "binnen zoveel dagen na het besluit is een opdracht getekend")
    minste_uren_per_week: float = _setting(2.0, "minder uren per week dan dit is snipperwerk")
    grootste_aandeel: float = _setting(
        3.0, "zoveel keer groter dan zijn deel van de inwoners mag het deel van een gemeente in de uren zijn"
    )
    punten_prioriteit_1: float = _setting(10.0, "zoveel punten is een opdracht met prioriteit 1 waard in een plan")
    punten_prioriteit_2: float = _setting(7.0, "zoveel punten is een opdracht met prioriteit 2 waard in een plan")
    punten_prioriteit_3: float = _setting(5.0, "zoveel punten is een opdracht met prioriteit 3 waard in een plan")
    punten_prioriteit_4: float = _setting(3.0, "zoveel punten is een opdracht met prioriteit 4 waard in een plan")
    punten_prioriteit_5: float = _setting(1.0, "zoveel punten is een opdracht met prioriteit 5 waard in een plan")

    @classmethod
    def of(cls, stored: Mapping[str, object]) -> Settings:
        """The settings with what is stored in place of the defaults; a name that this version lacks is passed over.

        Raises OpdrachtError for an unfit value.
        """
        values: dict[str, Any] = {name: parsed(name, value) for name, value in stored.items() if name in MEANING}
        return cls(**values)


MEANING: Mapping[str, str] = {setting.name: setting.metadata["meaning"] for setting in fields(Settings)}
"""What each setting means, by its name."""


def parsed(name: str, value: object) -> str | float:
    """The value that a text or number gives setting `name`. Raises UsageFault for an unknown name, OpdrachtError for an
    unfit value."""
    if name not in MEANING:
        raise UsageFault(
            f"Er is geen instelling '{name}'. {did_you_mean(name, MEANING)}".rstrip(),
            f"De instellingen zijn: {', '.join(MEANING)}.",
        )
    try:
        if name == "regionaam":
            return filled_line(value)
        if (number := amount(value)) == 0:
            raise ValueError("Het getal moet hoger zijn dan 0.")
        return number
    except ValueError as error:
        raise OpdrachtError(f"{name}: {error}") from None
