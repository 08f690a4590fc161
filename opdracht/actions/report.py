"""The regiofoto: make it, write it as a Word document, and keep its counts."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from opdracht.actions.render import print_region
from opdracht.checks import RULES, run, without_set_aside
from opdracht.checks.foto import Regiofoto, foto_of
from opdracht.documents import Context
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


def foto_context(foto: Regiofoto) -> Context:
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
    path = print_region(register, "regiofoto", foto_context(foto), folder, force=force)
    may_write = register.may_write()
    if may_write:
        keep_foto(register, foto)
    return Filed(path, may_write)
