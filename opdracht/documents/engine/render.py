"""Fill a Word template: which templates there are, what is refused, and each compiled once."""

import io
import zipfile
from datetime import date
from functools import lru_cache
from pathlib import Path

from lxml import etree

from opdracht.documents import Context, day_of
from opdracht.documents.engine.compiled import CORE, BrokenTemplate, CompiledTemplate
from opdracht.documents.engine.sandbox import in_dutch
from opdracht.documents.pictures import has_pictures
from opdracht.documents.word.outside import leaks
from opdracht.documents.word.package import TemplateFile, opened_package
from opdracht.errors import OpdrachtError
from opdracht.paths import shipped

_CREATED = "{http://purl.org/dc/terms/}created"


def template_names(own: Path | None = None) -> dict[str, Path]:
    """The templates by name: those that ship with the program, and before them those in the user's `own` folder."""
    paths = {path.stem: path for path in sorted(shipped("templates").glob("*.docx"))}
    if own is not None and own.is_dir():
        files = (path for ending in ("*.dotx", "*.docx") for path in sorted(own.glob(ending)))
        paths |= {path.stem: path for path in files if not path.name.startswith((".", "~$"))}
    return paths


def is_shipped(template: Path) -> bool:
    """Whether a template came with the program; any other comes from outside and is not to be trusted."""
    return template.parent == shipped("templates")


def title_of(name: str) -> str:
    """What a template makes, as it stands on the paper: 'Bestuurlijke opdracht'."""
    return name.replace("-", " ").capitalize()


def render(template: Path, context: Context, title: str, keywords: str) -> bytes:
    """The document as the bytes of a .docx; the same for the same context, whose `document.datum` is its day.

    Raises OpdrachtError when the template has a fault.
    """
    try:
        ready = opened_template(template) if has_pictures(context) else _compiled(template)
        return ready.render(context, title[:255], keywords, day_of(context))
    except BrokenTemplate as broken:
        raise template_fault(template, broken) from broken


def template_fault(template: Path, broken: BrokenTemplate) -> OpdrachtError:
    """What is wrong with a template, and where, for who has to mend it."""
    where = f" bij '{broken.near}'" if broken.near else ""
    return OpdrachtError(
        f"Het sjabloon {template.name} klopt niet{where}: {in_dutch(broken.error)}",
        f'Bekijk alle fouten met: opdracht template check "{template}"',
    )


def made_on(document: bytes) -> date | None:
    """The day that a document says it was made, if it says so."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            created = etree.fromstring(archive.read(CORE)).findtext(_CREATED)
        return date.fromisoformat((created or "")[:10])
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError):
        return None


def _compiled(template: Path) -> CompiledTemplate:
    try:
        stamp = template.stat()
    except OSError:
        return opened_template(template)  # which says what is wrong
    return _remembered(template, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=16)
def _remembered(template: Path, changed: int, size: int) -> CompiledTemplate:
    return opened_template(template)


def opened_template(template: Path) -> CompiledTemplate:
    """A template, opened and compiled.

    Raises OpdrachtError when it is no template or reaches outside itself, BrokenTemplate for a fault in its codes.
    """
    if is_shipped(template):
        return CompiledTemplate(template.read_bytes())
    package = opened_package(template)
    refuse_leaks(template.name, package, f'Bekijk alle fouten met: opdracht template check "{template}"')
    return compiled_template(template.name, package.packed())


def refuse_leaks(name: str, package: TemplateFile, hint: str) -> None:
    """Raise OpdrachtError when a template reaches outside itself."""
    for leak in leaks(package)[:1]:
        raise OpdrachtError(
            f"Het sjabloon {name} is geweigerd. {leak.place}: {leak.text}", hint, [leak.near] if leak.near else []
        )


def compiled_template(name: str, content: bytes) -> CompiledTemplate:
    """A template from outside, compiled, given its name and bytes. Raises OpdrachtError, and BrokenTemplate for its codes."""
    try:
        return CompiledTemplate(content, trusted=False)
    except (BrokenTemplate, MemoryError):
        raise
    except Exception as error:  # the libraries raise anything for a file that no program of theirs would write
        raise OpdrachtError(
            f"{name} is beschadigd.", "Open het in Word, sla het opnieuw op en probeer het nog eens."
        ) from error
