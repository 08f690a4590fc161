"""Render agreements to Word files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from opdracht.actions.printed import Printed
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
    for name in names:
        if name not in AGREEMENTS:
            hint = f"De sjablonen zijn: {', '.join(AGREEMENTS)}."
            raise OpdrachtError(f"Er is geen sjabloon '{name}'. {did_you_mean(name, AGREEMENTS)}".rstrip(), hint)
    return list(names or AGREEMENTS)


def open_region(register: Register, nummers: Sequence[str]) -> Regio:
    """The region with the named opdrachten, or all of them when none is named."""
    with register.reading() as reader:
        for nummer in nummers:
            reader.need(Opdracht, [nummer])
        return reader.region(nummers or None, texts=True)


def paths_of(
    regio: Regio, nummers: Iterable[str], templates: Sequence[str], folder: Path
) -> Iterator[tuple[Path, str, str]]:
    """The files that a rendering is about to write: path, template, opdracht."""
    for nummer in nummers:
        titel = as_agreed(regio, nummer).opdrachten[nummer].titel
        for template in templates:
            yield folder / file_name(nummer, titel, template), template, nummer


def print_agreement(regio: Regio, nummer: str, template: str, folder: Path, today: date) -> tuple[Printed, bytes]:
    """One document of an agreement, as it was agreed when it was: what is printed, and the bytes of the file."""
    agreed = as_agreed(regio, nummer)
    titel, soort = agreed.opdrachten[nummer].titel, title_of(template)
    context = agreement_context(agreed, nummer, soort, today)
    content = render(template_names()[template], context, f"{soort} {nummer}: {titel}", nummer)
    path = folder / file_name(nummer, titel, template)
    return Printed.of(path, content, template, nummer, agreed.versie.nr if agreed.versie else None), content


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
                printed, content = print_agreement(regio, nummer, template, folder, today)
                is_new = write_file(printed.path, content, force=force)
                (result.written if is_new else result.same).append(printed.path)
                result.printed.append(printed)
            except OpdrachtError as error:
                result.failed.append(error)
            done()
    return result
