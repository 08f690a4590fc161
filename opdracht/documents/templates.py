"""The templates that ship with the program: what a document of each is about, and which context fills it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from opdracht.checks import Finding
from opdracht.documents.contexts.agreement import agreement_context
from opdracht.documents.contexts.gemeenteblad import gemeente_context
from opdracht.documents.contexts.gespreksagenda import agenda_context
from opdracht.documents.contexts.wijziging import Amendment
from opdracht.documents.engine.render import title_of
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
    bevindingen: Sequence[Finding] = ()
    names: bool = True
    """Whether persons' names may be printed; their functions always are."""
    change: Amendment | None = None
    """For an addendum: what differs between two texts of its opdracht."""


@dataclass(frozen=True)
class Template:
    """A shipped template. `context` gives its names for one key: the nummer of an opdracht, the code of an organisatie."""

    name: str
    about: About
    context: Callable[[Material, str], dict[str, Any]]
    of_whole_region: bool = False
    """Whether it shows all of the region as it stands now, and not its own opdracht as agreed."""

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
    assert material.change is not None  # an addendum comes with what it is about
    agreement = agreement_context(material.regio, nummer, "Wijziging", material.today)
    return material.change.context(agreement, nummer, material.today)


def of_agreement(name: str) -> Template:
    """A template that prints one opdracht by itself, as the user's own templates with a new name do."""
    return Template(name, About.OPDRACHT, _agreement(title_of(name)))


AMENDMENT = "wijziging"

TEMPLATES: dict[str, Template] = {
    template.name: template
    for template in (
        of_agreement("bestuurlijke-opdracht"),
        of_agreement("ambtelijke-opdracht"),
        Template(AMENDMENT, About.OPDRACHT, _change),
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
