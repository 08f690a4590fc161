"""The texts that an agreement has on paper: each of its frozen versions through a template.

What is agreed is a frozen version through a template that came with the program. Templates of the user's own are rendered
too, by a helper, to tell where a document comes from; they agree nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from opdracht.agreed.versions import thawed
from opdracht.documents.contexts.names import HiddenNames
from opdracht.documents.contexts.wijziging import Amendment, amendment
from opdracht.documents.engine.printing import Job, print_documents
from opdracht.documents.engine.render import is_shipped, render, template_names
from opdracht.documents.templates import AGREEMENTS, AMENDMENT, TEMPLATES, Material, Template, of_agreement
from opdracht.errors import OpdrachtError
from opdracht.model import Versie
from opdracht.proof.text import Part, parts_of
from opdracht.region import Regio

ABOUT_ONE = (*AGREEMENTS, AMENDMENT)
"""The templates whose text can be agreed."""


@dataclass(frozen=True)
class KnownText:
    """A text that an agreement has on paper; without `versie` that of a concept."""

    opdracht: str
    versie: Versie | None
    template: str
    parts: Sequence[Part]
    is_shipped: bool = True
    """Whether its template came with the program: only such a text can be agreed."""


@dataclass(frozen=True)
class _Source:
    """An agreement in one text, frozen or that of the register, for a template."""

    opdracht: str
    material: Material
    template: Template
    versie: Versie | None
    """The frozen version as the register has it, with all its names."""

    def job(self, template: Path, target: Path = Path()) -> Job:
        """What is to be rendered; of the properties of the file nothing is read."""
        return Job(template, self.template.context(self.material, self.opdracht), "", "", target)

    def text(self, document: bytes, *, is_shipped: bool) -> KnownText:
        """What became of it."""
        return KnownText(self.opdracht, self.versie, self.template.name, parts_of(document), is_shipped=is_shipped)


def shipped_texts(
    regio: Regio, nummer: str, versies: Sequence[Versie], today: date, names: Sequence[str] = ABOUT_ONE
) -> Iterator[KnownText]:
    """What templates of the program make of these versions of an agreement, or of its concept when it has none."""
    paths = template_names()
    for source in _sources(regio, nummer, versies, [TEMPLATES[name] for name in names], today):
        job = source.job(paths[source.template.name])
        yield source.text(render(job.template, job.context, job.title, job.keywords), is_shipped=True)


def own_texts(regio: Regio, nummer: str, versies: Sequence[Versie], today: date, own: Path) -> list[KnownText]:
    """What the templates in the user's own folder make of these versions; one that does not work has no text."""
    paths = {name: path for name, path in template_names(own).items() if not is_shipped(path)}
    templates = [
        TEMPLATES.get(name) or of_agreement(name) for name in paths if name in ABOUT_ONE or name not in template_names()
    ]
    sources = list(_sources(regio, nummer, versies, templates, today))
    with TemporaryDirectory() as folder:
        targets = {Path(folder, f"{number}.docx"): source for number, source in enumerate(sources)}
        jobs = [source.job(paths[source.template.name], target) for target, source in targets.items()]
        return [
            targets[result.path].text(result.path.read_bytes(), is_shipped=False)
            for result in print_documents(jobs, paths.values(), len(jobs), force=True)
            if result.fault is None
        ]


def _sources(
    regio: Regio, nummer: str, versies: Sequence[Versie], templates: Sequence[Template], today: date
) -> Iterator[_Source]:
    """What fills each template: every version as it was and without names; the concept of a change last."""
    texts: list[tuple[Regio, Amendment | None]] = []
    for versie in versies:
        before = next((other for other in regio.versies[nummer] if other.nr == versie.nr - 1), None)
        after = thawed(versie)
        texts.append((after, Amendment(thawed(before), after, draft=False) if before else None))
    hidden = HiddenNames.of(regio.personen.values(), regio.organisaties.values())
    for of_text, change in texts or [(regio, None)]:
        for template in templates:
            if template.name != AMENDMENT or change:
                material = Material(of_text, today, change=change)
                yield from _with_and_without_names(nummer, template, material, hidden)
    if versies and any(template.name == AMENDMENT for template in templates):
        for change in _draft(regio, nummer):
            material = Material(regio, today, change=change)
            yield from _with_and_without_names(nummer, TEMPLATES[AMENDMENT], material, hidden)


def _with_and_without_names(
    nummer: str, template: Template, material: Material, hidden: HiddenNames
) -> Iterator[_Source]:
    versie = material.regio.versie
    yield _Source(nummer, material, template, versie)
    nameless = hidden.regio(material.regio)
    if nameless is not material.regio:
        change = material.change.without(hidden) if material.change else None
        yield _Source(nummer, replace(material, regio=nameless, change=change), template, versie)


def _draft(regio: Regio, nummer: str) -> Iterator[Amendment]:
    """The change that is not vastgesteld yet, if there is one."""
    with suppress(OpdrachtError):
        if (change := amendment(regio, nummer)).draft:
            yield change
