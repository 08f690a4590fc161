"""What every document must be, by program: valid, nothing of a template left over, and accessible.

`faults_of(path)` gives what is wrong as sentences; a sound document gives none.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

LEAST_CONTRAST = 4.5
WHITE = "FFFFFF"
LEFTOVERS = ("{{", "}}", "{%", "%}", "{#")
NAMES_OF_NOTHING = re.compile(r"\bNone\b|&amp;|&lt;|Undefined")


def faults_of(path: Path, *, plain_text: bool = True) -> list[str]:
    """Everything that is wrong with a .docx. Texts of users that look like a template are passed over with `plain_text` off."""
    document = docx.Document(str(path))
    parts = list(_parts(path))
    return [
        *(str(error) for error in OpenXmlValidator().validate(str(path)).errors),
        *_of_properties(document),
        *(fault for root in parts for fault in _of_text(root) if plain_text),
        *(fault for root in parts for fault in _of_tables(root)),
        *(fault for root in parts for fault in _of_pictures(root)),
        *_of_paragraphs(document.element.body),
        *_of_headings(document),
        *_of_styles(document.styles.element),
    ]


def _parts(path: Path) -> Iterator[Any]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name):
                yield etree.fromstring(archive.read(name))


def text_of(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def _of_properties(document: Any) -> Iterator[str]:
    if not document.core_properties.title:
        yield "geen titel in de eigenschappen"
    if document.core_properties.language != "nl-NL":
        yield f"taal in de eigenschappen: {document.core_properties.language}"
    default = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    if default is None or default.get(qn("w:val")) != "nl-NL":
        yield "de stijlen zijn niet nl-NL"


def _of_text(root: Any) -> Iterator[str]:
    text = "\n".join(text_of(paragraph) for paragraph in root.iter(qn("w:p")))
    yield from (f"overblijfsel {leftover}" for leftover in LEFTOVERS if leftover in text)
    yield from (f"overblijfsel {found}" for found in NAMES_OF_NOTHING.findall(text))


def _of_tables(root: Any) -> Iterator[str]:
    for table in root.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        name = _caption(table)
        if not rows:
            yield f"tabel {name} zonder rijen"
            continue
        if table.find(f".//{qn('w:tbl')}") is not None:
            yield f"tabel in tabel {name}"
        if not name:
            yield "tabel zonder naam"
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        has_header = rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        if look.get(qn("w:firstRow")) == "1" and not has_header:
            yield f"de koprij van tabel {name} herhaalt niet"
        if has_header and len(rows) < 2:
            yield f"tabel {name} heeft alleen een koprij"
        if not has_header and look.get(qn("w:firstColumn")) != "1":
            yield f"tabel {name} heeft geen koppen"
        headings = list(rows[0]) if has_header else [row.find(qn("w:tc")) for row in rows]
        if any(not text_of(cell).strip() for cell in headings if cell.tag == qn("w:tc")):
            yield f"lege kop in tabel {name}"
        for row in rows:
            if row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None:
                yield f"een rij van tabel {name} mag over twee bladzijden"


def _caption(table: Any) -> str:
    caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
    return "" if caption is None else str(caption.get(qn("w:val")))


def _of_pictures(root: Any) -> Iterator[str]:
    for drawing in root.iter(qn("wp:docPr")):
        if not (drawing.get("descr") or "").strip():
            yield f"plaatje {drawing.get('name')} zonder tekst"


def _of_paragraphs(body: Any) -> Iterator[str]:
    """No paragraph is empty, but the one that a cell to fill in must have."""
    for paragraph in body.iter(qn("w:p")):
        is_cell_to_fill_in = (
            paragraph.getparent().tag == qn("w:tc") and len(paragraph.getparent().findall(qn("w:p"))) == 1
        )
        if (
            not text_of(paragraph).strip()
            and paragraph.find(f".//{qn('w:drawing')}") is None
            and not is_cell_to_fill_in
        ):
            yield f"lege alinea na '{_text_before(paragraph)}'"
    if body.findall("*")[-2].tag != qn("w:p"):
        yield "het document eindigt niet met een alinea"


def _text_before(paragraph: Any) -> str:
    before = paragraph.getprevious()
    return "" if before is None else text_of(before)[-40:]


def _of_headings(document: Any) -> Iterator[str]:
    found = [
        (int(paragraph.style.name[-1]), paragraph)
        for paragraph in document.paragraphs
        if paragraph.style and re.fullmatch(r"Heading \d", paragraph.style.name)
    ]
    levels = [level for level, _ in found]
    if not levels or levels[0] != 1:
        yield "het eerste kopje is niet van niveau 1"
    yield from (f"kopje springt van {before} naar {after}" for before, after in pairwise(levels) if after > before + 1)
    for _, paragraph in found:
        following = paragraph._p.getnext()
        if following is None or following.tag == qn("w:sectPr"):
            yield f"kopje '{paragraph.text}' zonder tekst"


def _of_styles(styles: Any) -> Iterator[str]:
    """Text stands out from its ground, which is white unless the style says otherwise; a heading stays with its text."""
    for style in styles.iter(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if name.startswith("heading") and style.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is None:
            yield f"stijl {name} laat de tekst los"
        color = style.find(f"{qn('w:rPr')}/{qn('w:color')}")
        ground = style.find(f"{qn('w:rPr')}/{qn('w:shd')}")
        if color is not None and color.get(qn("w:val")) != "auto":
            behind = WHITE if ground is None else ground.get(qn("w:fill"))
            if (found := contrast(color.get(qn("w:val")), behind)) < LEAST_CONTRAST:
                yield f"stijl {name}: contrast {found:.2f}"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2)."""
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
