"""The whole check of a template: everything that can be read from it, and then a trial with examples."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx

from opdracht.documents import Context, day_of
from opdracht.documents.engine.compiled import AUTHOR, BrokenTemplate, CompiledTemplate
from opdracht.documents.engine.render import compiled_template
from opdracht.documents.engine.sandbox import Sandbox, in_dutch
from opdracht.documents.lint.accessibility import accessibility_faults
from opdracht.documents.lint.blocks import as_text, tables_without_rows, unmatched
from opdracht.documents.lint.names import Shape, name_faults, shape_of
from opdracht.documents.lint.places import ERROR, WARNING, WHOLE, Paragraph, TemplateFault, paragraphs
from opdracht.documents.lint.tags import Tag, placed_wrong, tags_in, unreadable
from opdracht.documents.word.ooxml import Element
from opdracht.documents.word.outside import FILLED, NOTES, leaks
from opdracht.documents.word.package import TemplateFile, opened_package
from opdracht.errors import OpdrachtError


def check_template(path: Path, examples: Sequence[Context]) -> list[TemplateFault]:
    """All faults of a template that would be filled with contexts like the examples; fouten first, as on the page.

    Raises OpdrachtError when the file is no Word document at all.
    """
    package = opened_package(path)
    faults = [TemplateFault(leak.place, leak.near[:200], leak.text, leak.hint) for leak in leaks(package)]
    try:
        content = package.packed()
        compiled = _compiled(path.name, content)
        document = docx.Document(io.BytesIO(content))
    except OpdrachtError:
        if faults:  # what is missing in it is named already
            return faults
        raise
    known = shape_of(examples)
    everything: list[Paragraph] = []
    for root, label in _roots(package):
        of_part = list(paragraphs(root, label))
        everything += of_part
        faults += _faults_of_part(root, of_part, known)
    faults += accessibility_faults(document, everything)
    faults += _without_codes(document.core_properties.author, everything)
    if not any(fault.ernst == ERROR for fault in faults):
        faults += _trial(compiled, everything, examples)
    return sorted(dict.fromkeys(faults), key=lambda fault: fault.ernst != ERROR)


def _compiled(name: str, content: bytes) -> CompiledTemplate | BrokenTemplate:
    try:
        return compiled_template(name, content)
    except BrokenTemplate as broken:
        return broken


def _roots(package: TemplateFile) -> Iterator[tuple[Element, str]]:
    """The parts in which tags are filled in, with what their places are called."""
    (body,) = package.root(package.main).iterchildren("{*}body")
    yield body, ""
    parts = {relation.part: relation.kind for relation in package.relations[package.main] if relation.kind in FILLED}
    for part, kind in parts.items():
        if part is not None:
            root = package.root(part)
            for story in root.iterchildren("{*}*") if kind in NOTES else [root]:
                yield story, FILLED[kind]


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


def _without_codes(author: str, everything: Sequence[Paragraph]) -> Iterator[TemplateFault]:
    """That it makes the same document every time: it is one that was made, or all that is filled in is yet to be written."""
    if any("{{" in paragraph.text or "{%" in paragraph.text for paragraph in everything):
        return
    is_made = author == AUTHOR
    text = "Dit is een gemaakt document, geen sjabloon." if is_made else "Er staat geen enkele code in dit sjabloon."
    yield TemplateFault(WHOLE, "", text, "Begin met een kopie van een sjabloon: opdracht template copy", WARNING)


def _names(tags: Sequence[Tag], faulty: set[int], environment: Sandbox, known: Shape) -> Iterator[TemplateFault]:
    used = list(dict.fromkeys(tag.paragraph for tag in tags))
    for fault in name_faults(as_text(tags, faulty), environment, known):
        paragraph = used[fault.line - 1]
        at = next((m for t in tags if t.paragraph is paragraph and (m := _span(t, fault.word))), (0, 0))
        yield paragraph.fault(fault.text, fault.hint, at)


def _span(tag: Tag, word: str) -> tuple[int, int] | None:
    return tag.span if word and re.search(rf"\b{re.escape(word)}\b", tag.code) else None


def _trial(
    compiled: CompiledTemplate | BrokenTemplate, everything: Sequence[Paragraph], examples: Sequence[Context]
) -> Iterator[TemplateFault]:
    """Fill the template with every example: what the code only shows when it runs."""
    try:
        if isinstance(compiled, BrokenTemplate):
            raise compiled
        for context in examples:
            content = compiled.render(context, "", "", day_of(context))
            if b"<w:tblGrid/></w:tbl>" in zipfile.ZipFile(io.BytesIO(content)).read(compiled.body):
                yield TemplateFault(
                    WHOLE, "", "Met een lege lijst heeft een tabel geen rijen.", "Geef elke tabel een koprij."
                )
    except BrokenTemplate as broken:
        near = _bare(broken.near)
        same = [paragraph for paragraph in everything if near and _bare(paragraph.text) == near]
        containing = [paragraph for paragraph in everything if near and near in _bare(paragraph.text)]
        where = next((paragraph.place for paragraph in (*same, *containing)), WHOLE)
        yield TemplateFault(
            where, broken.near[:200], in_dutch(broken.error), "Kijk welke code hier staat, en haal haar weg."
        )


def _bare(text: str) -> str:
    return re.sub(r"\s|\{\{|\}\}|\{%(tr|tc|p|r)?|%\}", "", text)
