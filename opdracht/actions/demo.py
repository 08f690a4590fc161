"""The demo: a folder with a filled register, its region file and the documents of the sound agreements."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from opdracht.actions.imports import Imported, import_region
from opdracht.actions.render import Rendered, paths_of, render_documents
from opdracht.agreed.freezing import freeze
from opdracht.checks import Ernst, Finding, run
from opdracht.documents.templates import Material, chosen_templates
from opdracht.errors import OpdrachtError
from opdracht.files import write_file
from opdracht.model import Opdracht
from opdracht.paths import HERE
from opdracht.proof.printed import announced
from opdracht.region import Regio
from opdracht.store import Register

PEILDATUM = date(2026, 11, 23)
"""The day on which the demo region stands; its dates are written for it."""


@dataclass(frozen=True)
class Demo:
    """What the demo made."""

    register: Register
    changes: Imported
    regio: Regio
    found: list[Finding]
    sound: list[str]
    folder: Path


def fill(folder: Path, *, force: bool, example: str = "regio") -> Demo:
    """Make the register of an example (regio or zwak) in a folder and check it; refused when something stands there."""
    content = (HERE / "demo" / f"{example}.yaml").read_bytes()
    occupied = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    if occupied and force and not _is_a_demo(folder):
        raise OpdrachtError(
            f"De map {folder} is niet van de demo.", "Kies een andere map; daarin staat misschien uw werk."
        )
    if occupied and not force:
        raise OpdrachtError(
            f"De map {folder} bestaat al.", "Voeg --force toe om de demo opnieuw te maken, of kies een andere map."
        )
    write_file(folder / "regio.yaml", content, force=True)
    register = Register.at(str(folder / "register.db"))
    register.path.unlink(missing_ok=True)
    register.create()
    changes = import_region(register, content, "regio.yaml", year=PEILDATUM.year, as_history=True)
    with register.writing() as writer:
        for opdracht in writer.rows(Opdracht):
            if opdracht.status.is_agreed:
                freeze(writer, opdracht.nummer, PEILDATUM)
    with register.reading() as reader:
        regio = reader.region(texts=True)
    found = run(regio, PEILDATUM)
    faulty = {finding.opdracht for finding in found if finding.ernst == Ernst.FOUT}
    sound = [nummer for nummer in regio.opdrachten if nummer not in faulty]
    return Demo(register, changes, regio, found, sound, folder)


def _is_a_demo(folder: Path) -> bool:
    """Whether a demo made this folder: its region file is one of ours."""
    try:
        found = (folder / "regio.yaml").read_bytes()
    except OSError:
        return False
    return any(path.read_bytes() == found for path in (HERE / "demo").glob("*.yaml"))


def render_sound(demo: Demo, done: Callable[[], None]) -> Rendered:
    """Write the documents of the agreements without faults."""
    folder = demo.folder / "documenten"
    material, templates = Material(demo.regio, PEILDATUM), chosen_templates([])
    with announced(demo.register, paths_of(material, demo.sound, templates, folder), PEILDATUM) as printed:
        result = render_documents(material, demo.sound, templates, folder, force=True, done=done)
        printed += result.printed
    return result
