"""Which documents there are to make, and what each is made of: a template, what it is about, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from opdracht.agreed.versions import as_agreed
from opdracht.documents.contexts.names import without_names
from opdracht.documents.contexts.wijziging import Amendment, amendment
from opdracht.documents.engine.printing import Job
from opdracht.documents.engine.render import template_names
from opdracht.documents.templates import AMENDMENT, TEMPLATES, About, Material, Template, of_agreement
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.files import file_name
from opdracht.paths import own_templates
from opdracht.store import Register
from opdracht.suggest import did_you_mean

AGREEMENTS = ("bestuurlijke-opdracht", "ambtelijke-opdracht")
"""The two documents of an agreement: one for each level."""


def own_folder(register: Register) -> Path:
    """Where the user's own templates of a register stand."""
    return own_templates(None if register.on_server else register.path)


def chosen_templates(names: Sequence[str], own: Path | None = None) -> list[Template]:
    """The templates to use, the two of the agreement when none is named; those in the user's `own` folder have new names.

    Raises OpdrachtError for an unknown one, and UsageFault when they are not about the same kind of record.
    """
    new = [name for name in template_names(own) if name not in template_names()]
    known = {**TEMPLATES, **{name: of_agreement(name) for name in new}}
    for name in names:
        if name not in known:
            hint = f"De sjablonen zijn: {', '.join(known)}."
            raise OpdrachtError(f"Er is geen sjabloon '{name}'. {did_you_mean(name, known)}".rstrip(), hint)
    chosen = [known[name] for name in names or AGREEMENTS]
    if len({template.about for template in chosen}) > 1:
        raise UsageFault(
            "Deze sjablonen gaan niet over hetzelfde: het ene over een opdracht, het andere over een gemeente.",
            "Maak de documenten in twee keer.",
        )
    return chosen


@dataclass(frozen=True)
class Printed:
    """A file that is written: by which template, of which opdracht, and of which version when its text was agreed."""

    path: Path
    sha256: str
    template: str
    opdracht: str | None = None
    versie: int | None = None


@dataclass(frozen=True)
class Sheet:
    """One document: what it is made of (its opdracht as agreed, when it was), what it is about and where it goes."""

    template: Template
    key: str
    material: Material
    path: Path

    @classmethod
    def of(cls, material: Material, key: str, template: Template, folder: Path) -> Sheet:
        """The document that a template makes. The region must hold the texts of the versions."""
        change: Amendment | None = None
        regio = material.regio
        if template.name == AMENDMENT:
            change = amendment(regio, key)
            change = change if material.names else change.without_names()
            regio = change.after
        elif not template.of_whole_region:
            regio = as_agreed(regio, key)
        regio = regio if material.names else without_names(regio)
        label = f"{template.name} {change.number}" if change else template.name
        nummer, name = template.subject(regio, key)
        shown = replace(material, regio=regio, change=change)
        return cls(template, key, shown, folder / file_name(nummer, name, label))

    def job(self, template: Path) -> Job:
        """What is to be rendered."""
        context = self.template.context(self.material, self.key)
        return Job(template, context, self.template.title(self.material.regio, self.key), self.key, self.path)

    def printed(self, sha256: str) -> Printed:
        """What the register is to know of the file."""
        versie = self.material.regio.versie
        agreed = versie.nr if versie and not self.template.of_whole_region else None
        return Printed(self.path, sha256, self.template.name, self.nummer, agreed)

    @property
    def nummer(self) -> str | None:
        """The opdracht that it is about, if it is about one."""
        return self.key if self.template.about == About.OPDRACHT else None
