"""The regiofoto: make it, write it as a Word document, and keep its counts."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from opdracht.actions.render import print_region
from opdracht.checks import RULES, run, without_set_aside
from opdracht.checks.foto import Regiofoto, foto_of
from opdracht.documents.engine.printing import Job
from opdracht.documents.engine.render import template_names
from opdracht.documents.templates import own_folder
from opdracht.model import Foto
from opdracht.records import make
from opdracht.store import Register


def take_foto(register: Register, peildatum: date) -> Regiofoto:
    """The regiofoto of a day; nothing is kept of it yet."""
    with register.reading() as reader:
        regio = reader.region()
    findings, aside = without_set_aside(regio, run(regio, peildatum))
    return foto_of(regio, RULES, findings, len(aside), peildatum)


def keep_foto(register: Register, foto: Regiofoto) -> None:
    """Keep how often each rule was broken on the day of a foto, to compare the next one with."""
    counts = {broken.code: broken.aantal for angle in foto.invalshoeken for broken in angle.regels}
    rows = [make(Foto, {"datum": foto.datum, "code": rule.code, "aantal": counts.get(rule.code, 0)}) for rule in RULES]
    with register.writing() as writer:
        writer.delete(*writer.rows(Foto, datum=foto.datum))
        writer.insert(rows)


def foto_context(foto: Regiofoto) -> dict[str, object]:
    """The names for the template of a foto."""
    document = {"soort": "Regiofoto", "datum": foto.datum, "versie": foto.datum.isoformat()}
    return {**foto.names(), "document": document, "nvt": "n.v.t."}


@dataclass(frozen=True)
class Filed:
    """Where the document of a foto stands, and whether its counts are kept."""

    path: Path
    is_kept: bool


def file_foto(register: Register, foto: Regiofoto, folder: Path, *, force: bool) -> Filed:
    """Write a foto as a Word document and keep its counts, unless the register may only be read."""
    path = write_foto(register, foto, folder, force=force, own=own_folder(register))
    may_write = register.may_write()
    if may_write:
        keep_foto(register, foto)
    return Filed(path, may_write)


def write_foto(register: Register, foto: Regiofoto, folder: Path, *, force: bool, own: Path | None = None) -> Path:
    """Write a foto as a Word document, with the template in the user's `own` folder if there is one; its path."""
    path = folder / f"regiofoto {foto.datum.isoformat()}.docx"
    job = Job(template_names(own)["regiofoto"], foto_context(foto), f"Regiofoto {foto.regio}", "regiofoto", path)
    return print_region(register, job, foto.datum, force=force)
