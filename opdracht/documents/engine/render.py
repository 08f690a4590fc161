"""Fill a Word template: which templates there are, the quick way for most, and docxtpl itself where pictures make parts."""

import io
import zipfile
from datetime import date
from functools import lru_cache
from pathlib import Path

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from lxml import etree

from opdracht.documents import Context, day_of
from opdracht.documents.engine.compiled import (
    CORE,
    BrokenTemplate,
    CompiledTemplate,
    archive_of,
    set_properties,
)
from opdracht.documents.engine.sandbox import TEMPLATE_FAULTS, Sandbox, said
from opdracht.documents.pictures import has_pictures, with_pictures
from opdracht.documents.word.package import opened_package
from opdracht.errors import OpdrachtError
from opdracht.paths import shipped

_CREATED = "{http://purl.org/dc/terms/}created"


def template_names(own: Path | None = None) -> dict[str, Path]:
    """The templates by name: those that ship with the program, and before them those in the user's `own` folder."""
    found = {path.stem: path for path in sorted(shipped("templates").glob("*.docx"))}
    if own is not None and own.is_dir():
        found |= {path.stem: path for path in sorted(own.glob("*.docx")) if not path.name.startswith((".", "~$"))}
    return found


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
        if has_pictures(context):
            return _by_docxtpl(template, context, title[:255], keywords)
        return _compiled(template).render(context, title[:255], keywords, day_of(context))
    except BrokenTemplate as broken:
        raise template_fault(template, broken) from broken


def template_fault(template: Path, broken: BrokenTemplate) -> OpdrachtError:
    """What is wrong with a template, and where, for who has to mend it."""
    where = f" bij '{broken.near}'" if broken.near else ""
    return OpdrachtError(
        f"Het sjabloon {template.name} klopt niet{where}: {said(broken.error)}",
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
    """A template, opened and compiled. Raises OpdrachtError when it is no template, BrokenTemplate for a fault in it."""
    content = opened_package(template)
    try:
        return CompiledTemplate(content)
    except (AttributeError, KeyError, OpcError, etree.XMLSyntaxError) as error:
        raise OpdrachtError(
            f"{template.name} is beschadigd.", "Open het in Word, sla het opnieuw op en probeer het nog eens."
        ) from error


def _by_docxtpl(template: Path, context: Context, title: str, keywords: str) -> bytes:
    docxtpl = DocxTemplate(io.BytesIO(opened_package(template)))
    try:
        docxtpl.render(with_pictures(context, docxtpl), Sandbox())
    except TEMPLATE_FAULTS as error:
        raise BrokenTemplate(error, "") from error
    set_properties(docxtpl.docx.core_properties, title, keywords, day_of(context))
    written = io.BytesIO()
    docxtpl.docx.save(written)
    return archive_of(written)
