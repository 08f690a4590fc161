"""The whole check of a template: everything that can be read from it, and then a trial with examples."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml

from opdracht.documents import Context, day_of
from opdracht.documents.engine.compiled import FOOTNOTES, BrokenTemplate, CompiledTemplate
from opdracht.documents.engine.render import opened_template
from opdracht.documents.engine.sandbox import Sandbox, said
from opdracht.documents.lint.accessibility import accessibility_faults
from opdracht.documents.lint.blocks import as_text, tables_without_rows, unmatched
from opdracht.documents.lint.names import Shape, name_faults, shape_of
from opdracht.documents.lint.places import ERROR, WHOLE, Paragraph, TemplateFault, paragraphs
from opdracht.documents.lint.tags import Tag, placed_wrong, tags_in, unreadable
from opdracht.documents.word.ooxml import Element
from opdracht.documents.word.package import opened_package

_PARTS = {"header": "koptekst", "footer": "voettekst", "footnotes": "voetnoot"}


def check_template(path: Path, examples: Sequence[Context]) -> list[TemplateFault]:
    """All faults of a template that would be filled with contexts like the examples; fouten first, as on the page.

    Raises OpdrachtError when the file is no Word document at all.
    """
    content = opened_package(path)
    compiled = _compiled(path)
    document = docx.Document(io.BytesIO(content))
    known = shape_of(examples)
    faults: list[TemplateFault] = []
    everything: list[Paragraph] = []
    for root, place in _roots(document):
        of_part = list(paragraphs(root, place))
        everything += of_part
        faults += _faults_of_part(root, of_part, known)
    faults += accessibility_faults(document, everything)
    if not any(fault.ernst == ERROR for fault in faults):
        faults += _trial(compiled, everything, examples)
    return sorted(dict.fromkeys(faults), key=lambda fault: fault.ernst != ERROR)


def _compiled(path: Path) -> CompiledTemplate | BrokenTemplate:
    try:
        return opened_template(path)
    except BrokenTemplate as broken:
        return broken


def _roots(document: Document) -> Iterator[tuple[Element, str]]:
    """The parts in which docxtpl looks for tags, with what their places are called."""
    yield document.element.body, ""
    for part in document.part.package.iter_parts():
        kind = part.content_type.rpartition(".")[2].removesuffix("+xml")
        if kind in ("header", "footer"):
            yield parse_xml(part.blob), _PARTS[kind]
        elif part.content_type == FOOTNOTES:
            for note in parse_xml(part.blob):
                yield note, _PARTS[kind]


def _faults_of_part(root: Element, of_part: Sequence[Paragraph], known: Shape) -> Iterator[TemplateFault]:
    environment = Sandbox()
    faults: list[TemplateFault] = []
    tags: list[Tag] = []
    for paragraph in of_part:
        tags += tags_in(paragraph, faults)
    faulty: set[int] = set()
    for number, tag in enumerate(tags):
        faults += placed_wrong(tag, tags)
        if problem := unreadable(tag, environment):
            faults.append(problem)
            faulty.add(number)
    faults += unmatched(tags)
    faults += tables_without_rows(root, of_part, tags)
    faults += _names(tags, faulty, environment, known)
    order = {paragraph.place: number for number, paragraph in enumerate(of_part)}
    yield from sorted(faults, key=lambda fault: order[fault.place])


def _names(tags: Sequence[Tag], faulty: set[int], environment: Sandbox, known: Shape) -> Iterator[TemplateFault]:
    used = list(dict.fromkeys(tag.paragraph for tag in tags))
    for fault in name_faults(as_text(tags, faulty), environment, known):
        paragraph = used[fault.line - 1]
        at = next((m for t in tags if t.paragraph is paragraph and (m := _span(t, fault.word))), (0, 0))
        yield paragraph.fault(fault.text, fault.hint, at)


def _span(tag: Tag, word: str) -> tuple[int, int] | None:
    return tag.span if word and re.search(rf"\b{re.escape(word)}\b", tag.code) else None


def _trial(
    compiled: CompiledTemplate | BrokenTemplate, places: Sequence[Paragraph], examples: Sequence[Context]
) -> Iterator[TemplateFault]:
    """Fill the template with every example: what the code only shows when it runs."""
    try:
        if isinstance(compiled, BrokenTemplate):
            raise compiled
        for context in examples:
            content = compiled.render(context, "", "", day_of(context))
            if b"<w:tblGrid/></w:tbl>" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"):
                yield TemplateFault(
                    WHOLE, "", "Met een lege lijst heeft een tabel geen rijen.", "Geef elke tabel een koprij."
                )
    except BrokenTemplate as broken:
        texts = [place for place in places if broken.near and _bare(broken.near) in _bare(place.text)]
        where = texts[0].place if texts else WHOLE
        yield TemplateFault(
            where, broken.near[:200], said(broken.error), "Kijk welke code hier staat, en haal haar weg."
        )


def _bare(text: str) -> str:
    return re.sub(r"\s|\{\{|\}\}|\{%(tr|tc|p|r)?|%\}", "", text)
