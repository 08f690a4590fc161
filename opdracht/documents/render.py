"""Fill a Word template: escaped, sandboxed, and strict about names that do not exist."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from opdracht.dates import long_date
from opdracht.errors import OpdrachtError
from opdracht.numbers import written
from opdracht.paths import shipped

_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)  # in the archive, so that the same agreement gives the same bytes


def template_names() -> dict[str, Path]:
    """The templates that ship with the program, by name."""
    return {path.stem: path for path in sorted(shipped("templates").glob("*.docx"))}


def title_of(name: str) -> str:
    """What a template makes, as it stands on the paper: 'Bestuurlijke opdracht'."""
    return name.replace("-", " ").capitalize()


def render(
    template: Path, context: dict[str, Any], title: str, keywords: str, docxtpl: DocxTemplate | None = None
) -> bytes:
    """The document as the bytes of a .docx. Raises OpdrachtError when the template has a fault.

    A context with pictures comes with the `docxtpl` that they were made for.
    """
    document = docxtpl or DocxTemplate(template)
    try:
        document.render(context, jinja_env=_environment())
    except TemplateError as error:
        raise OpdrachtError(
            f"Het sjabloon {template.name} klopt niet: {error.message}",
            "Herstel het sjabloon in Word en probeer het opnieuw.",
        ) from error
    properties = document.docx.core_properties
    properties.title, properties.subject, properties.keywords = title[:255], "Opdracht", keywords
    properties.language, properties.author, properties.last_modified_by = "nl-NL", "opdracht", "opdracht"
    written_by_docx = io.BytesIO()
    document.docx.save(written_by_docx)
    return _with_fixed_times(written_by_docx)


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_as_dutch)


def _as_dutch(value: Any) -> Any:
    """Dates and numbers as Dutch readers write them; what is not there prints nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return written(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return value


def _with_fixed_times(archive: io.BytesIO) -> bytes:
    fixed = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, _SAME_MOMENT)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, member.external_attr
            target.writestr(info, source.read(member))
    return fixed.getvalue()
