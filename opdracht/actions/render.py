"""Render documents to Word files, and make PDF and ODT of those: of agreements, and of the organisaties that take part."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from opdracht.checks import run, without_set_aside
from opdracht.choices import Soort, Status
from opdracht.documents import Context, day_of, names_under
from opdracht.documents.contexts.names import HiddenNames
from opdracht.documents.engine.printing import Job, print_documents
from opdracht.documents.engine.render import template_names
from opdracht.documents.libreoffice import Conversion, Converted, convert
from opdracht.documents.sheets import Printed, Sheet
from opdracht.documents.templates import About, Material, Template, chosen_templates, own_folder
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.fields import one_of
from opdracht.files import file_name, remove_leftovers
from opdracht.model import Opdracht, Organisatie, Persoon
from opdracht.proof.printed import Staat, announced, document_at, state_of
from opdracht.region import Regio
from opdracht.store import Register


@dataclass
class Rendered:
    """The files of one rendering: new or changed, unchanged, and what went wrong with the rest."""

    written: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)
    failed: dict[Path, OpdrachtError] = field(default_factory=dict)
    printed: list[Printed] = field(default_factory=list)
    """What the register is to know of the files, also of the unchanged ones (proof/printed.py)."""
    like_names: dict[str, list[str]] = field(default_factory=dict)
    """What looks like a name in documents that should have none, each with the documents in which it stands."""


@dataclass(frozen=True)
class Wanted:
    """Which documents somebody wants: the records by key, all of them or those with a status, and the templates.

    Without `names` the documents show functions only.
    """

    keys: Sequence[str] = ()
    templates: Sequence[str] = ()
    everything: bool = False
    status: str | None = None
    names: bool = True

    def need_one_choice(self, templates: Sequence[Template]) -> None:
        """Raise UsageFault unless it is told in one way what the documents are about."""
        of_gemeenten = templates[0].about == About.ORGANISATIE
        ways = [bool(self.keys), self.everything, self.status is not None].count(True)
        if ways == 1 and not (of_gemeenten and self.status is not None):
            return
        if of_gemeenten:
            raise UsageFault(
                "Zeg welke gemeenten: een of meer codes, of --all.",
                f"Bijvoorbeeld: opdracht render breda --template {templates[0].name}",
            )
        raise UsageFault(
            "Zeg welke opdrachten: een of meer nummers, --all of --status.", "Bijvoorbeeld: opdracht render 2027-001"
        )


Steps = Callable[[str, int], AbstractContextManager[Callable[[], None]]]
"""What shows how far long work is: given a label and a number of steps, it gives what is called after each."""


def render(register: Register, wanted: Wanted, folder: Path, today: date, *, force: bool, steps: Steps) -> Rendered:
    """Make the documents that are wanted in a folder, and note them in the register."""
    own = own_folder(register)
    templates = chosen_templates(list(dict.fromkeys(wanted.templates)), own)
    wanted.need_one_choice(templates)
    keys = list(dict.fromkeys(wanted.keys))
    material, chosen = material_for(register, templates, keys, today, status=wanted.status, names=wanted.names)
    with (
        announced(register, paths_of(material, chosen, templates, folder), today) as printed,
        steps("Documenten maken", len(chosen) * len(templates)) as done,
    ):
        result = render_documents(material, chosen, templates, folder, force=force, own=own, done=done)
        printed += result.printed
    return result


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
        hidden = None if names else HiddenNames.of(reader.rows(Persoon), reader.rows(Organisatie))
    chosen = list(keys) or (_all(regio, about) if status is None else _with_status(regio, status))
    if not any(template.name == "gespreksagenda" for template in templates):
        return Material(regio, today, hidden=hidden), chosen
    found, _ = without_set_aside(regio, run(regio, today, chosen))
    return Material(regio, today, bevindingen=found, hidden=hidden), chosen


def _all(regio: Regio, about: About) -> list[str]:
    if about == About.OPDRACHT:
        return list(regio.opdrachten)
    return [code for code, organisatie in regio.organisaties.items() if organisatie.soort == Soort.GEMEENTE]


def _with_status(regio: Regio, status: str) -> list[str]:
    """The numbers of the opdrachten in a status, as people write it. Raises UsageFault for an unknown one."""
    try:
        wanted = one_of(Status)(status)
    except ValueError as error:
        raise UsageFault(str(error)) from None
    return [nummer for nummer, opdracht in regio.opdrachten.items() if opdracht.status == wanted]


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
                    job = sheet.job(paths[template.name])
                    if material.hidden:
                        material.hidden.note_left(sheet.path.stem, _texts(job.context), result.like_names)
                    yield job

    chosen = [paths[template.name] for template in templates]
    for made in print_documents(jobs(), chosen, len(keys) * len(templates), force=force):
        if made.fault:
            result.failed[made.path] = made.fault
        else:
            (result.same if made.same else result.written).append(made.path)
            result.printed.append(replace(printed[made.path], sha256=made.sha256))
        done()
    result.written.sort()
    result.same.sort()
    return result


def convert_documents(
    register: Register, documents: Sequence[Path], conversion: Conversion, today: date, *, force: bool
) -> Converted:
    """Make another form of Word documents beside them, and note what was written as they are noted in the register.

    What stood there already may have been worked in: of that the register knows what it knew. Raises OpdrachtError
    without LibreOffice.
    """
    with register.reading() as reader:
        known = {conversion.target(path): document_at(reader, path) for path in documents}
        rows = [document_at(reader, target) for target in known]
    changed = {Path(row.pad) for row in rows if row and state_of(row) == Staat.CHANGED}
    of = {target: row for target, row in known.items() if row}
    coming = [(target, row.sjabloon, row.opdracht) for target, row in of.items()]
    with announced(register, coming, today) as printed:
        converted = convert(documents, conversion, force=force, changed=changed)
        for target in of.keys() & {*converted.written}:
            sha256 = hashlib.sha256(target.read_bytes()).hexdigest()
            printed.append(Printed(target, sha256, of[target].sjabloon, of[target].opdracht, of[target].versie))
    return converted


def _texts(shown: object) -> Iterator[str]:
    """Every text that a template is given."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, Mapping | list | tuple):
        for part in shown.values() if isinstance(shown, Mapping) else shown:
            yield from _texts(part)


def print_region(
    register: Register,
    name: str,
    context: Context,
    folder: Path,
    *,
    force: bool,
    keywords: str = "",
    template: Path | None = None,
) -> Path:
    """Make the document about the region as a whole that a template makes of a context, and note it; its path.

    The template is the user's own of that name, or else that of the program. Raises OpdrachtError when it has a fault.
    """
    template, day = template or template_names(own_folder(register))[name], day_of(context)
    title = f"{names_under(context, 'document')['soort']} {names_under(context, 'regio')['naam']}"
    job = Job(template, context, title, keywords or name, folder / f"{name} {day.isoformat()}.docx")
    with announced(register, [(job.path, name, None)], day) as printed:
        for result in print_documents([job], [template], 1, force=force):
            if result.fault:
                raise result.fault
            printed.append(Printed(job.path, result.sha256, name))
    return job.path
