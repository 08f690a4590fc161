"""Which templates there are: what a document of each is about, and which context fills it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from opdracht.checks import Finding
from opdracht.documents import Context
from opdracht.documents.contexts.agreement import agreement_context
from opdracht.documents.contexts.gemeenteblad import gemeente_context
from opdracht.documents.contexts.gespreksagenda import agenda_context
from opdracht.documents.contexts.names import HiddenNames
from opdracht.documents.contexts.wijziging import Amendment, amendment
from opdracht.documents.engine.render import template_names, title_of
from opdracht.errors import UsageFault
from opdracht.files import as_one_name, file_name
from opdracht.region import Regio
from opdracht.store import Register
from opdracht.suggest import did_you_mean

AGREEMENTS = ("bestuurlijke-opdracht", "ambtelijke-opdracht")
"""The two documents of an agreement: one for each level."""
AMENDMENT = "wijziging"


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
    hidden: HiddenNames | None = None
    """The names of persons that may not be printed; their functions always are."""
    change: Amendment | None = None
    """For an addendum: what differs between two texts of its opdracht, if not what the register itself says."""


@dataclass(frozen=True)
class Template:
    """A template. `context` gives its names for one key: the nummer of an opdracht, the code of an organisatie."""

    name: str
    about: About
    context: Callable[[Material, str], Context]
    of_whole_region: bool = False
    """Whether it shows all of the region as it stands now, and not its own opdracht as agreed."""

    @property
    def soort(self) -> str:
        """What it makes, as it stands on the paper: 'Bestuurlijke opdracht'."""
        return title_of(self.name)

    def subject(self, regio: Regio, key: str) -> tuple[str, str]:
        """The nummer of an opdracht, or the code of an organisatie when others have its name too; and the name it has."""
        if self.about == About.OPDRACHT:
            return key, regio.opdrachten[key].titel
        naam = regio.organisaties[key].naam
        files = [as_one_name(file_name("", other.naam, self.name)) for other in regio.organisaties.values()]
        return key if files.count(as_one_name(file_name("", naam, self.name))) > 1 else "", naam

    def title(self, regio: Regio, key: str) -> str:
        """The title in the properties of a document: 'Gespreksagenda 2027-001: Stroomkaart'."""
        nummer, name = self.subject(regio, key)
        return f"{self.soort} {nummer}: {name}" if nummer else f"{self.soort} {name}"


def of_agreement(name: str) -> Template:
    """A template that prints one opdracht by itself, as the user's own templates with a new name do."""
    soort = title_of(name)
    return Template(
        name, About.OPDRACHT, lambda material, nummer: agreement_context(material.regio, nummer, soort, material.today)
    )


def _change(material: Material, nummer: str) -> Context:
    return (material.change or amendment(material.regio, nummer)).context(nummer, material.today)


def _agenda(material: Material, nummer: str) -> Context:
    return agenda_context(material.regio, nummer, material.bevindingen, material.today)


def _gemeente(material: Material, code: str) -> Context:
    return gemeente_context(material.regio, code, material.today)


TEMPLATES: dict[str, Template] = {
    template.name: template
    for template in (
        *map(of_agreement, AGREEMENTS),
        Template(AMENDMENT, About.OPDRACHT, _change),
        Template("gespreksagenda", About.OPDRACHT, _agenda, of_whole_region=True),
        Template("gemeenteblad", About.ORGANISATIE, _gemeente, of_whole_region=True),
    )
}
"""Those that ship with the program, by name. What is about the region as a whole is none: commands of their own make it."""


def own_folder(register: Register) -> Path:
    """Where the user's own templates of a register stand."""
    return register.own_templates


def chosen_templates(names: Sequence[str], own: Path | None = None) -> list[Template]:
    """The templates to use, the two of the agreement when none is named; those in the user's `own` folder have new names.

    Raises UsageFault for an unknown one, and when they are not about the same kind of record or give the same files.
    """
    new = [name for name in template_names(own) if name not in template_names()]
    known = {**TEMPLATES, **{name: of_agreement(name) for name in new}}
    for name in names:
        if name not in known:
            hint = f"De sjablonen zijn: {', '.join(known)}."
            raise UsageFault(f"Er is geen sjabloon '{name}'. {did_you_mean(name, known)}".rstrip(), hint)
    chosen = [known[name] for name in names or AGREEMENTS]
    if len({template.about for template in chosen}) > 1:
        raise UsageFault(
            "Deze sjablonen gaan niet over hetzelfde: het ene over een opdracht, het andere over een gemeente.",
            "Maak de documenten in twee keer.",
        )
    if len({as_one_name(file_name("", "", template.name)) for template in chosen}) < len(chosen):
        raise UsageFault(
            "Twee van deze sjablonen geven bestanden met dezelfde naam.", "Geef een ervan een andere naam."
        )
    return chosen
