"""Render agreements to Word files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from opdracht.choices import Status
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

AGREEMENTS = ("bestuurlijke-opdracht", "ambtelijke-opdracht")
"""The two documents of an agreement: one for each level."""


@dataclass
class Rendered:
    """The files of one rendering: new or changed, unchanged, and what went wrong with the rest."""

    written: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)
    failed: dict[Path, OpdrachtError] = field(default_factory=dict)


def chosen_templates(names: Sequence[str], own: Path | None = None) -> list[str]:
    """The templates to use, those of the agreement when none is named. Raises OpdrachtError for an unknown one."""
    known = [*AGREEMENTS, *(name for name in template_names(own) if name not in template_names())]
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
        return reader.region(nummers or None)


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
    jobs = (
        Job(
            paths[template],
            agreement_context(regio, nummer, title_of(template), today),
            f"{title_of(template)} {nummer}: {regio.opdrachten[nummer].titel}",
            nummer,
            folder / file_name(nummer, regio.opdrachten[nummer].titel, template),
        )
        for nummer in nummers
        for template in templates
    )
    chosen = [paths[template] for template in templates]
    for outcome in print_documents(jobs, chosen, len(nummers) * len(templates), force=force):
        if outcome.fault:
            result.failed[outcome.path] = outcome.fault
        else:
            (result.same if outcome.same else result.written).append(outcome.path)
        done()
    result.written.sort()
    result.same.sort()
    return result
