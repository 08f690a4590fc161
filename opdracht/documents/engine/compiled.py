"""A template compiled once, for any number of documents; the outcome is docxtpl's own, many times faster.

docxtpl's functions prepare the XML and repair what a loop did to it; Jinja compiles each part once. Per document only the
parts with tags are rendered, parsed strictly, and appended to an archive in which all else is compressed already.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Template, nodes
from lxml import etree

from opdracht.documents import Context
from opdracht.documents.engine.sandbox import TEMPLATE_FAULTS, Refused, Sandbox, bounded_text, line_of
from opdracht.documents.pictures import has_pictures, with_pictures
from opdracht.documents.word.ooxml import Element
from opdracht.documents.word.outside import FILLED, NOTES, Whereabouts, leaks_of_part

CORE = "docProps/core.xml"
AUTHOR = "opdracht"
"""Who made a document, in its properties: the program."""
_BODY = "word/document.xml"

_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)  # in the archive, so that the same agreement gives the same bytes
_LEVEL = 4  # of compression: 6, the usual, takes half as long again and makes a document 7 percent smaller
_SMALL = 1000  # bytes of a part that stays as it is: to set up its compression takes as long as to render it
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TAG = re.compile(r"\{[{%#]")
_BREAKS = b"\n\t\a\f"  # what docxtpl makes into a line break, a tab, a paragraph and a page break
_MADE = date(1601, 2, 3)  # stands for the day of the document until that is known
_ESCAPED_TAGS = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))  # what docxtpl's manual has users write
_WHOLE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_WIDTH_OF_COLUMN = 2000  # twentieths of a point: 3.5 cm, for what does not say it
_HERE_IS_THE_BODY = "opdracht-body"
_HERE_WAS_A_TAG = "\ue000"
_GRIDS_MAY_CHANGE = etree.XPath(
    # A table within another, one that may lose all its rows, a row that does not fill its grid, or a tag among cells.
    "boolean(//w:tbl[.//w:tbl] | //w:tbl[not(w:tr[not(preceding-sibling::text())])]"
    " | //w:tr[count(w:tc) - count(w:tc/w:tcPr/w:gridSpan) + sum(w:tc/w:tcPr/w:gridSpan/@w:val)"
    " != count(../w:tblGrid/w:gridCol)]"
    f" | //w:tblGrid//text() | //w:tr/text() | //w:tcPr//@*[contains(., '{_HERE_WAS_A_TAG}')])",
    namespaces={"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
)


class BrokenTemplate(Exception):
    """What a template did that makes no document: the error, and the text of the paragraph where it arose."""

    def __init__(self, error: BaseException, near: str) -> None:
        super().__init__(str(error))
        self.error = error
        self.near = near


class _Part:
    """One XML part of a template: what stands around the tags, and the tags compiled."""

    def __init__(self, docxtpl: DocxTemplate, part: Any, xml: str, head: str = "", tail: str = "") -> None:
        self._docxtpl = docxtpl
        self._part = part
        self._outside: Collection[str] | None = None
        self._head, self._tail = f"{_DECLARATION}{head}".encode(), tail.encode()
        self._source = docxtpl.patch_xml(xml)
        self._template = _compiled(self._source)
        self._to_mend = bool(head) and self._may_need_mending()

    @property
    def has_tags(self) -> bool:
        return _TAG.search(self._source) is not None

    def render(self, context: Context) -> bytes:
        """The XML of this part of one document. Raises BrokenTemplate."""
        self._docxtpl.current_rendering_part = self._part
        try:
            xml = bounded_text(self._template.root_render_func(self._template.new_context(context)))
            inside = xml.encode()
            if any(sign in inside for sign in _BREAKS):
                xml = self._with_breaks(xml)
                inside = xml.encode()
            content = b"".join((self._head, inside, self._tail))
            expat.ParserCreate().Parse(content, True)
            content = self._mended(xml) if self._to_mend or has_pictures(context) else content
        except (*TEMPLATE_FAULTS, expat.ExpatError) as error:
            raise self._located(error, context) from error
        self._refuse_leaks(content)
        return content

    def keep_inside(self) -> None:
        """From now on refuse what reaches outside the template: it is not to be trusted."""
        self._outside = {key for key, relation in self._part.rels.items() if relation.is_external}

    def _refuse_leaks(self, content: bytes) -> None:
        if self._outside is None:
            return
        root = etree.fromstring(content, _PARSER)
        for leak in leaks_of_part(root, self._outside, Whereabouts(root, "")):
            raise BrokenTemplate(Refused(leak.text), leak.near)

    def _with_breaks(self, xml: str) -> str:
        """Line breaks and tabs in values made into those of Word, in the paragraphs where there are any."""
        end = "</w:p>"
        pieces = xml.split(end)
        for number, piece in enumerate(pieces[:-1]):
            if any(sign in piece for sign in _BREAKS.decode()):
                pieces[number] = self._docxtpl.resolve_listing(piece + end).removesuffix(end)
        return end.join(pieces)

    def _may_need_mending(self) -> bool:
        """Whether a document of this template can have drawings to number or tables to mend; in most it cannot."""
        without_tags = _WHOLE_TAG.sub(_HERE_WAS_A_TAG, self._source).encode()
        try:
            tree = etree.fromstring(b"".join((self._head, without_tags, self._tail)))
        except etree.XMLSyntaxError:
            return True
        return "docPr " in self._source or bool(_GRIDS_MAY_CHANGE(tree))

    def _mended(self, xml: str) -> bytes:
        body = self._docxtpl.fix_tables(xml)
        self._docxtpl.docx_ids_index = 1000
        self._docxtpl.fix_docpr_ids(body)
        return b"".join((self._head, etree.tostring(body, encoding="UTF-8", xml_declaration=False), self._tail))

    def _located(self, error: Exception, context: Context) -> BrokenTemplate:
        """Render once more with every paragraph on a line of its own, to learn in which one it goes wrong."""
        lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", self._source)
        try:
            bounded_text(_compiled(lines).generate(context))
        except TEMPLATE_FAULTS as again:
            return BrokenTemplate(error, _text_of_line(lines, again))
        return BrokenTemplate(error, "")


class CompiledTemplate:
    """A template that was opened and compiled; `render` gives the bytes of one document.

    Unless it is trusted, what its code writes is looked at before it becomes a document. Pictures become parts of the
    template itself, so one that was given pictures makes no other document.
    """

    def __init__(self, source: bytes, *, trusted: bool = True) -> None:
        self._docxtpl = opened_docx(source)
        core = _core_part(self._docxtpl)
        parts = dict(_parts(self._docxtpl, core))
        if not trusted:
            for part in parts.values():
                part.keep_inside()
        self._with_tags = {name: part for name, part in parts.items() if part.has_tags}
        self._fixed = {name: part.render({}) for name, part in parts.items() if not part.has_tags}
        self._base = self._saved()
        self.body: str = self._docxtpl.docx.part.partname.membername
        """The name of the member with the text of a document."""

    def _saved(self) -> bytes:
        """All that stays the same in each document."""
        saved = io.BytesIO()
        self._docxtpl.docx.save(saved)
        return archive_of(saved, self._fixed, self._with_tags)

    def render(self, context: Context, title: str, keywords: str, made: date) -> bytes:
        """One document. Raises BrokenTemplate."""
        filled = with_pictures(context, self._docxtpl)
        properties = {"title": title, "keywords": keywords, "made": made.isoformat()}
        contents = {
            name: part.render({**filled, "eigenschappen": properties} if name == CORE else filled)
            for name, part in self._with_tags.items()
        }
        document = io.BytesIO(self._saved() if has_pictures(context) else self._base)
        with zipfile.ZipFile(document, "a") as archive:
            for name, content in contents.items():
                small = len(content) < _SMALL
                archive.writestr(_member(name), content, zipfile.ZIP_STORED if small else None, compresslevel=_LEVEL)
        return document.getvalue()


def set_properties(properties: Any, title: str, keywords: str, made: date) -> None:
    """The core properties of a document, as python-docx has them."""
    properties.title, properties.keywords = title, keywords
    properties.subject, properties.language = "Opdracht", "nl-NL"
    properties.author = properties.last_modified_by = AUTHOR
    properties.created = properties.modified = datetime.combine(made, time.min)


def opened_docx(source: bytes) -> DocxTemplate:
    """A template as docxtpl has it; its parts where Word keeps them, whatever program wrote it, and its tables whole."""
    docxtpl = DocxTemplate(io.BytesIO(source))
    docxtpl.render_init()
    document = docxtpl.docx.part
    if document.partname.baseURI == "/word":
        document.partname = PackURI(f"/{_BODY}")
    _ = docxtpl.docx.core_properties  # asking for them makes them where there are none
    document.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).partname = PackURI(f"/{CORE}")
    for span in list(document.element.iter(qn("w:gridSpan"))):
        if not (span.get(qn("w:val")) or "").isdecimal():
            span.getparent().remove(span)
    for column in document.element.iter(qn("w:gridCol")):
        if not (column.get(qn("w:w")) or "").isdecimal():
            column.set(qn("w:w"), str(_WIDTH_OF_COLUMN))
    for table in document.element.iter(qn("w:tbl")):
        if table.find(qn("w:tblGrid")) is None:
            _give_grid(table)
    return docxtpl


def _give_grid(table: Element) -> None:
    """The columns of a table that does not say them, which Word reads from its rows; docxtpl does not."""
    rows = table.findall(qn("w:tr"))
    number = max((len(row.findall(qn("w:tc"))) for row in rows), default=1)
    grid = OxmlElement("w:tblGrid")
    for _ in range(number):
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(_WIDTH_OF_COLUMN))
        grid.append(column)
    properties = table.find(qn("w:tblPr"))
    table.insert(0 if properties is None else table.index(properties) + 1, grid)


def _core_part(docxtpl: DocxTemplate) -> Any:
    """The part with the core properties, filled with tags of our own for each document to render."""
    properties = docxtpl.docx.core_properties
    set_properties(properties, "{{ eigenschappen.title }}", "{{ eigenschappen.keywords }}", _MADE)
    return docxtpl.docx.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)


def _parts(docxtpl: DocxTemplate, core: Any) -> Iterator[tuple[str, _Part]]:
    """The parts in which tags are filled in, by the name of their member: those of docxtpl, and other notes and remarks."""
    document = docxtpl.docx.part
    try:
        head, tail = _around_body(document.element)
        yield document.partname.membername, _Part(docxtpl, document, docxtpl.get_xml(), head, tail)
        for relation in document.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind in FILLED and not relation.is_external:
                part = relation.target_part
                xml = docxtpl.get_part_xml(part) if kind not in NOTES else _as_it_is(part)
                yield part.partname.membername, _Part(docxtpl, part, xml)
        xml = docxtpl.get_part_xml(core).replace(_MADE.isoformat(), "{{ eigenschappen.made }}")
        yield CORE, _Part(docxtpl, core, xml)
    except TEMPLATE_FAULTS as error:
        context = getattr(error, "docx_context", ())
        raise BrokenTemplate(error, " ".join(context)) from error


def _as_it_is(part: Any) -> str:
    xml: str = etree.tostring(etree.fromstring(part.blob, _PARSER), encoding="unicode")
    return xml


def _around_body(root: Element) -> tuple[str, str]:
    """What stands before and after the body in the main part of a document."""
    empty = deepcopy(root)
    here = etree.ProcessingInstruction(_HERE_IS_THE_BODY)
    empty.replace(empty.body, here)
    xml: str = etree.tostring(empty, encoding="unicode")
    head, _, tail = xml.partition(etree.tostring(here, encoding="unicode", with_tail=False))
    return head, tail


def _compiled(source: str) -> Template:
    """A template with docxtpl's way to print braces; in its texts only, so that values stay as they are."""
    environment = Sandbox()
    tree = environment.parse(source)
    if tree.find(nodes.EvalContextModifier):
        raise Refused("'autoescape' is niet toegestaan in een sjabloon.")
    for text in tree.find_all(nodes.TemplateData):
        for written, meant in _ESCAPED_TAGS:
            text.data = text.data.replace(written, meant)
    return environment.from_string(tree)


def _text_of_line(source: str, error: BaseException) -> str:
    """The text of a line of XML, or else the tags in it: of a picture's words."""
    if not (line := line_of(error)):
        return ""
    xml = source.splitlines()[line - 1]
    return re.sub(r"<[^>]+>", "", xml).strip() or " ".join(_WHOLE_TAG.findall(xml))


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _SAME_MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def archive_of(saved: io.BytesIO, replaced: Mapping[str, bytes] | None = None, left_out: Collection[str] = ()) -> bytes:
    """The members of a saved document, each with the same moment; some replaced, some left out."""
    archive, replaced = io.BytesIO(), replaced or {}
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(archive, "w") as target:
        for name in source.namelist():
            if name not in left_out:
                target.writestr(_member(name), replaced[name] if name in replaced else source.read(name))
    return archive.getvalue()
