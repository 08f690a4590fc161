"""Render agreements to Word files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from opdracht.actions.printed import Printed
from opdracht.documents.amendment import Amendment, amendment
from opdracht.documents.context import agreement_context
from opdracht.documents.files import file_name, write_file
from opdracht.documents.render import render, template_names, title_of
from opdracht.errors import OpdrachtError
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
    failed: list[OpdrachtError] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    """What the register is to know of the files, also of the unchanged ones (actions/printed.py)."""


def chosen_templates(names: Sequence[str]) -> list[str]:
    """The templates to use, all of the agreement when none is named. Raises OpdrachtError for an unknown one."""
    known = [name for name in (*AGREEMENTS, AMENDMENT) if name in template_names()]
    for name in names:
        if name not in known:
            hint = f"De sjablonen zijn: {', '.join(known)}."
            raise OpdrachtError(f"Er is geen sjabloon '{name}'. {did_you_mean(name, known)}".rstrip(), hint)
    return list(names or AGREEMENTS)


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
    versie: int | None
    change: Amendment | None = None

    @classmethod
    def of(cls, regio: Regio, nummer: str, template: str, folder: Path) -> Sheet:
        """The document that a template makes of an agreement. The region must hold the texts of the versions."""
        change = amendment(regio, nummer) if template == AMENDMENT else None
        agreed = change.after if change else as_agreed(regio, nummer)
        label = f"{template} {change.number}" if change else template
        path = folder / file_name(nummer, agreed.opdrachten[nummer].titel, label)
        versie = agreed.versie.nr if agreed.versie else None
        return cls(template, nummer, agreed, path, versie, change)

    def content(self, today: date) -> bytes:
        """The bytes of the file."""
        titel, soort = self.regio.opdrachten[self.nummer].titel, title_of(self.template)
        context = agreement_context(self.regio, self.nummer, soort, today)
        if self.change:
            context = self.change.context(context, self.nummer, today)
        return render(template_names()[self.template], context, f"{soort} {self.nummer}: {titel}", self.nummer)

    def printed(self, content: bytes) -> Printed:
        """What the register is to know of the file."""
        return Printed.of(self.path, content, self.template, self.nummer, self.versie)


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
    nummers: Iterable[str],
    templates: Sequence[str],
    folder: Path,
    today: date,
    *,
    force: bool = False,
    done: Callable[[], None] = lambda: None,
) -> Rendered:
    """Write the documents of opdrachten to a folder; `done` is called after each. One that fails stops no other."""
    result = Rendered()
    for nummer in nummers:
        for template in templates:
            try:
                sheet = Sheet.of(regio, nummer, template, folder)
                content = sheet.content(today)
                is_new = write_file(sheet.path, content, force=force)
                (result.written if is_new else result.same).append(sheet.path)
                result.printed.append(sheet.printed(content))
            except OpdrachtError as error:
                result.failed.append(error)
            done()
    return result
