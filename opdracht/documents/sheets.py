"""One document to make: what it is made of, what it is about and where it goes; and what is known of it afterwards."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from opdracht.agreed.versions import as_agreed
from opdracht.documents.contexts.wijziging import Amendment, amendment
from opdracht.documents.engine.printing import Job
from opdracht.documents.templates import AMENDMENT, About, Material, Template
from opdracht.files import file_name


@dataclass(frozen=True)
class Printed:
    """A file that is written: by which template, of which opdracht, and of which version when its text was agreed."""

    path: Path
    sha256: str
    template: str
    opdracht: str | None = None
    versie: int | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is the Word document itself, and not what was made of that."""
        return self.path.suffix == ".docx"


@dataclass(frozen=True)
class Sheet:
    """One document: what it is made of (its opdracht as agreed, when it was), what it is about and where it goes."""

    template: Template
    key: str
    material: Material
    path: Path

    @classmethod
    def of(cls, material: Material, key: str, template: Template, folder: Path) -> Self:
        """The document that a template makes. The region must hold the texts of the versions."""
        change: Amendment | None = None
        regio = material.regio
        if template.name == AMENDMENT:
            change = amendment(regio, key)
            change = change.without(material.hidden) if material.hidden else change
            regio = change.after
        elif not template.of_whole_region:
            regio = as_agreed(regio, key)
        findings = material.bevindingen
        if material.hidden:
            regio = material.hidden.regio(regio)
            findings = [finding._replace(text=material.hidden.text(finding.text)) for finding in findings]
        label = f"{template.name} {change.number}" if change else template.name
        nummer, name = template.subject(regio, key)
        shown = replace(material, regio=regio, change=change, bevindingen=findings)
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
