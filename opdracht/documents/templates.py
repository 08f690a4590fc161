"""The templates that ship with the program: what a document of each is about, and which context fills it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from opdracht.documents.agenda import Bevinding, agenda_context
from opdracht.documents.change import wijziging_context
from opdracht.documents.context import agreement_context
from opdracht.documents.gemeente import gemeente_context
from opdracht.documents.render import title_of
from opdracht.errors import OpdrachtError
from opdracht.region import Regio


class About(StrEnum):
    """What one document is about, in the word that users know it by."""

    OPDRACHT = "opdracht"
    ORGANISATIE = "organisatie"


@dataclass(frozen=True)
class Material:
    """What documents are made of: the region on a day, and what other parts of the program worked out of it."""

    regio: Regio
    today: date
    bevindingen: Sequence[Bevinding] = ()
    wijzigingen: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By nummer: what differs between its last two versions."""


@dataclass(frozen=True)
class Template:
    """A shipped template. `context` gives its names for one key: the nummer of an opdracht, the code of an organisatie."""

    name: str
    about: About
    context: Callable[[Material, str], dict[str, Any]]
    of_whole_region: bool = False
    """Whether one document needs all of the region, and not its own opdracht alone."""

    @property
    def soort(self) -> str:
        """What it makes, as it stands on the paper: 'Bestuurlijke opdracht'."""
        return title_of(self.name)

    def subject(self, regio: Regio, key: str) -> tuple[str, str]:
        """The nummer (empty for anything but an opdracht) and the name of what a document is about."""
        if self.about == About.OPDRACHT:
            return key, regio.opdrachten[key].titel
        return "", regio.organisaties[key].naam

    def title(self, regio: Regio, key: str) -> str:
        """The title in the properties of a document: 'Gespreksagenda 2027-001: Stroomkaart'."""
        nummer, name = self.subject(regio, key)
        return f"{self.soort} {nummer}: {name}" if nummer else f"{self.soort} {name}"


def _agreement(soort: str) -> Callable[[Material, str], dict[str, Any]]:
    return lambda material, nummer: agreement_context(material.regio, nummer, soort, material.today)


def _change(material: Material, nummer: str) -> dict[str, Any]:
    if nummer not in material.wijzigingen:
        raise OpdrachtError(
            f"Opdracht {nummer} heeft nog geen twee versies om te vergelijken.",
            "Een wijziging kan zodra een vastgestelde opdracht een volgende versie heeft.",
        )
    agreement = agreement_context(material.regio, nummer, "Wijziging", material.today)
    return wijziging_context(agreement, material.wijzigingen[nummer], material.today)


TEMPLATES: dict[str, Template] = {
    template.name: template
    for template in (
        Template("bestuurlijke-opdracht", About.OPDRACHT, _agreement("Bestuurlijke opdracht")),
        Template("ambtelijke-opdracht", About.OPDRACHT, _agreement("Ambtelijke opdracht")),
        Template("wijziging", About.OPDRACHT, _change),
        Template(
            "gespreksagenda",
            About.OPDRACHT,
            lambda material, nummer: agenda_context(material.regio, nummer, material.bevindingen, material.today),
            of_whole_region=True,
        ),
        Template(
            "gemeenteblad",
            About.ORGANISATIE,
            lambda material, code: gemeente_context(material.regio, code, material.today),
            of_whole_region=True,
        ),
    )
}
"""By name. The regiofoto is no part of it: `report` makes that one of its own values."""
