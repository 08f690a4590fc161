"""Render agreements to Word files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from opdracht.actions.printed import Printed
from opdracht.choices import Status
from opdracht.documents.amendment import Amendment, amendment
from opdracht.documents.context import agreement_context
from opdracht.documents.files import file_name, remove_leftovers
from opdracht.documents.printing import Job, print_documents
from opdracht.documents.render import template_names, title_of
from opdracht.errors import OpdrachtError
from opdracht.fields import one_of
from opdracht.model import Opdracht
from opdracht.region import Regio
from opdracht.store import Register
from opdracht.suggest import did_you_mean
from opdracht.versions import as_agreed

AGREEMENTS = ("bestuurlijke-opdracht", "ambtelijke-opdracht")
"""The two documents of an agreement: one for each level."""
AMENDMENT = "wijziging"
"""The addendum: what changed since the version before."""


@dataclass
class Rendered:
    """The files of one rendering: new or changed, unchanged, and what went wrong with the rest."""

    written: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)
    failed: dict[Path, OpdrachtError] = field(default_factory=dict)
    printed: list[Printed] = field(default_factory=list)
    """What the register is to know of the files, also of the unchanged ones (actions/printed.py)."""


def chosen_templates(names: Sequence[str], own: Path | None = None) -> list[str]:
    """The templates to use, those of the agreement when none is named. Raises OpdrachtError for an unknown one."""
    of_agreements = [name for name in (*AGREEMENTS, AMENDMENT) if name in template_names(own)]
    known = [*of_agreements, *(name for name in template_names(own) if name not in {*template_names(), AMENDMENT})]
    for name in names:
        if name not in known:
            hint = f"De sjablonen zijn: {', '.join(known)}."
            raise OpdrachtError(f"Er is geen sjabloon '{name}'. {did_you_mean(name, known)}".rstrip(), hint)
    return list(names or AGREEMENTS)


def with_status(regio: Regio, status: str) -> list[str]:
    """The numbers of the opdrachten in a status, as people write it. Raises OpdrachtError for an unknown one."""
    try:
        wanted = one_of(Status)(status)
    except ValueError as error:
        raise OpdrachtError(str(error)) from None
    return [nummer for nummer, opdracht in regio.opdrachten.items() if opdracht.status == wanted]


def open_region(register: Register, nummers: Sequence[str]) -> Regio:
    """The region with the named opdrachten, or all of them when none is named."""
    with register.reading() as reader:
        for nummer in nummers:
            reader.need(Opdracht, [nummer])
        return reader.region(nummers or None, texts=True)


@dataclass(frozen=True)
class Sheet:
    """One document of an agreement: the region it is printed from, as agreed when it was, and where it goes."""

    template: str
    nummer: str
    regio: Regio
    path: Path
    change: Amendment | None = None

    @classmethod
    def of(cls, regio: Regio, nummer: str, template: str, folder: Path) -> Sheet:
        """The document that a template makes of an agreement. The region must hold the texts of the versions."""
        change = amendment(regio, nummer) if template == AMENDMENT else None
        agreed = change.after if change else as_agreed(regio, nummer)
        label = f"{template} {change.number}" if change else template
        return cls(template, nummer, agreed, folder / file_name(nummer, agreed.opdrachten[nummer].titel, label), change)

    def job(self, template: Path, today: date) -> Job:
        """What is to be rendered."""
        titel, soort = self.regio.opdrachten[self.nummer].titel, title_of(self.template)
        context = agreement_context(self.regio, self.nummer, soort, today)
        if self.change:
            context = self.change.context(context, self.nummer, today)
        return Job(template, context, f"{soort} {self.nummer}: {titel}", self.nummer, self.path)

    def printed(self, sha256: str) -> Printed:
        """What the register is to know of the file."""
        versie = self.regio.versie.nr if self.regio.versie else None
        return Printed(self.path, sha256, self.template, self.nummer, versie)


def paths_of(
    regio: Regio, nummers: Iterable[str], templates: Sequence[str], folder: Path
) -> Iterator[tuple[Path, str, str]]:
    """The files that a rendering is about to write: path, template, opdracht."""
    for nummer in nummers:
        for template in templates:
            with suppress(OpdrachtError):  # reported where it is rendered
                yield Sheet.of(regio, nummer, template, folder).path, template, nummer


def render_agreements(
    regio: Regio,
    nummers: Sequence[str],
    templates: Sequence[str],
    folder: Path,
    today: date,
    *,
    force: bool = False,
    own: Path | None = None,
    done: Callable[[], None] = lambda: None,
) -> Rendered:
    """Write the documents of opdrachten to a folder; `done` is called after each. One that fails stops no other.

    Templates in the user's `own` folder go before those of the program.
    """
    paths = template_names(own)
    result = Rendered()
    remove_leftovers(folder)
    printed: dict[Path, Printed] = {}

    def jobs() -> Iterator[Job]:
        for nummer in nummers:
            for template in templates:
                try:
                    sheet = Sheet.of(regio, nummer, template, folder)
                except OpdrachtError as fault:
                    result.failed[folder / file_name(nummer, regio.opdrachten[nummer].titel, template)] = fault
                    done()
                else:
                    printed[sheet.path] = sheet.printed("")
                    yield sheet.job(paths[template], today)

    chosen = [paths[template] for template in templates]
    for outcome in print_documents(jobs(), chosen, len(nummers) * len(templates), force=force):
        if outcome.fault:
            result.failed[outcome.path] = outcome.fault
        else:
            (result.same if outcome.same else result.written).append(outcome.path)
            result.printed.append(replace(printed[outcome.path], sha256=outcome.sha256))
        done()
    result.written.sort()
    result.same.sort()
    return result
