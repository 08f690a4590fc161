"""Render documents to Word files: of agreements, and of the organisaties that take part in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from opdracht.actions.printed import Printed, announced
from opdracht.checks import run, without_set_aside
from opdracht.choices import Soort, Status
from opdracht.documents.amendment import Amendment, amendment
from opdracht.documents.files import file_name, remove_leftovers
from opdracht.documents.names import without_names
from opdracht.documents.printing import Job, print_documents
from opdracht.documents.render import template_names
from opdracht.documents.templates import AMENDMENT, TEMPLATES, About, Material, Template, of_agreement
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.fields import one_of
from opdracht.model import Opdracht, Organisatie
from opdracht.region import Regio
from opdracht.store import Register
from opdracht.suggest import did_you_mean
from opdracht.versions import as_agreed

AGREEMENTS = ("bestuurlijke-opdracht", "ambtelijke-opdracht")
"""The two documents of an agreement: one for each level."""
"""The addendum: what changed since the version before."""


@dataclass
class Rendered:
    """The files of one rendering: new or changed, unchanged, and what went wrong with the rest."""

    written: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)
    failed: dict[Path, OpdrachtError] = field(default_factory=dict)
    printed: list[Printed] = field(default_factory=list)
    """What the register is to know of the files, also of the unchanged ones (actions/printed.py)."""


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


def open_region(register: Register, nummers: Sequence[str]) -> Regio:
    """The region with these opdrachten and the texts of their versions."""
    with register.reading() as reader:
        for nummer in nummers:
            reader.need(Opdracht, [nummer])
        return reader.region(nummers, texts=True)


def material_for(
    register: Register,
    templates: Sequence[Template],
    keys: Sequence[str],
    today: date,
    *,
    status: str | None = None,
    names: bool = True,
) -> tuple[Material, list[str]]:
    """What documents are made of, and what they are about: the records named, those with a status, or all of them.

    Without `names` the documents show functions only. Raises OpdrachtError for a key that is not in the register.
    """
    about = templates[0].about
    whole = any(template.of_whole_region for template in templates)
    with register.reading() as reader:
        for key in keys:
            reader.need(Opdracht if about == About.OPDRACHT else Organisatie, [key])
        regio = reader.region(None if whole or not keys else keys, texts=True)
    chosen = list(keys) or (_all(regio, about) if status is None else _with_status(regio, status))
    if not any(template.name == "gespreksagenda" for template in templates):
        return Material(regio, today, names=names), chosen
    found, _ = without_set_aside(regio, run(regio, today, chosen))
    return Material(regio, today, bevindingen=found, names=names), chosen


def _all(regio: Regio, about: About) -> list[str]:
    if about == About.OPDRACHT:
        return list(regio.opdrachten)
    return [code for code, organisatie in regio.organisaties.items() if organisatie.soort == Soort.GEMEENTE]


def _with_status(regio: Regio, status: str) -> list[str]:
    """The numbers of the opdrachten in a status, as people write it. Raises OpdrachtError for an unknown one."""
    try:
        wanted = one_of(Status)(status)
    except ValueError as error:
        raise OpdrachtError(str(error)) from None
    return [nummer for nummer, opdracht in regio.opdrachten.items() if opdracht.status == wanted]


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


def paths_of(
    material: Material, keys: Iterable[str], templates: Sequence[Template], folder: Path
) -> Iterator[tuple[Path, str, str | None]]:
    """The files that a rendering is about to write: path, template, opdracht."""
    for key in keys:
        for template in templates:
            with suppress(OpdrachtError):  # reported where it is rendered
                sheet = Sheet.of(material, key, template, folder)
                yield sheet.path, template.name, sheet.nummer


def render_documents(
    material: Material,
    keys: Sequence[str],
    templates: Sequence[Template],
    folder: Path,
    *,
    force: bool = False,
    own: Path | None = None,
    done: Callable[[], None] = lambda: None,
) -> Rendered:
    """Write the documents of some records to a folder; `done` is called after each. One that fails stops no other.

    Templates in the user's `own` folder go before those of the program.
    """
    paths = template_names(own)
    result = Rendered()
    remove_leftovers(folder)
    printed: dict[Path, Printed] = {}

    def jobs() -> Iterator[Job]:
        for key in keys:
            for template in templates:
                try:
                    sheet = Sheet.of(material, key, template, folder)
                except OpdrachtError as fault:
                    result.failed[folder / file_name(*template.subject(material.regio, key), template.name)] = fault
                    done()
                else:
                    printed[sheet.path] = sheet.printed("")
                    yield sheet.job(paths[template.name])

    chosen = [paths[template.name] for template in templates]
    for outcome in print_documents(jobs(), chosen, len(keys) * len(templates), force=force):
        if outcome.fault:
            result.failed[outcome.path] = outcome.fault
        else:
            (result.same if outcome.same else result.written).append(outcome.path)
            result.printed.append(replace(printed[outcome.path], sha256=outcome.sha256))
        done()
    result.written.sort()
    result.same.sort()
    return result


def print_region(register: Register, job: Job, day: date, *, force: bool) -> Path:
    """Make one document about the region as a whole, and note it; its path."""
    name = job.template.stem
    with announced(register, [(job.path, name, None)], day) as printed:
        for outcome in print_documents([job], [job.template], 1, force=force):
            if outcome.fault:
                raise outcome.fault
            printed.append(Printed(job.path, outcome.sha256, name))
    return job.path
