"""Whether everybody can read what a template makes: title, language, headings, alternative texts, contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.oxml.ns import qn

from opdracht.documents.lint.places import WARNING, WHOLE, Paragraph, TemplateFault
from opdracht.documents.word.ooxml import Element
from opdracht.dutch import written

LEAST_CONTRAST = 4.5  # WCAG 2.1, level AA

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


def accessibility_faults(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[TemplateFault]:
    """What keeps some people from reading the documents."""
    yield from _properties(document)
    yield from _headings(document, paragraphs)
    yield from _pictures(paragraphs)
    yield from _contrast(document, paragraphs)


def _properties(document: Document) -> Iterator[TemplateFault]:
    if not document.core_properties.title.strip():
        hint = "Vul in Word onder Bestand, Info, Eigenschappen een titel in."
        yield TemplateFault(WHOLE, "", "Het sjabloon heeft geen titel.", hint, WARNING)
    languages = document.styles.element.xpath("w:docDefaults//w:lang/@w:val | w:style[@w:default='1']//w:lang/@w:val")
    if not any(language.lower().startswith("nl") for language in languages):
        found = f"De taal is {languages[0]}, geen Nederlands." if languages else "Het sjabloon heeft geen taal."
        hint = "Selecteer in Word alles en kies bij Controleren, Taal het Nederlands, als standaard."
        yield TemplateFault(WHOLE, "", found, hint, WARNING)


def _headings(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[TemplateFault]:
    before = 0
    names = {style.style_id: style.name or "" for style in document.styles}
    for paragraph in paragraphs:
        match = re.fullmatch(r"[Hh]eading (\d)", names.get(_style_of(paragraph.element), ""))
        if match is None:
            continue
        level = int(match[1])
        if level > before + 1:
            text = f"Na kop {before} komt kop {level}: er is een niveau overgeslagen."
            first = f"De eerste kop is kop {level}." if before == 0 else text
            yield paragraph.fault(first, f"Maak er kop {before + 1} van.", ernst=WARNING)
        before = level


def _pictures(paragraphs: Sequence[Paragraph]) -> Iterator[TemplateFault]:
    for paragraph in paragraphs:
        for drawing in paragraph.element.iter(qn("wp:docPr")):
            is_decorative = any(mark.get("val") in ("1", "true") for mark in drawing.iter(_DECORATIVE))
            if not (drawing.get("descr") or "").strip() and not is_decorative:
                yield paragraph.fault(
                    f"Het plaatje '{drawing.get('name') or ''}' heeft geen alternatieve tekst.",
                    "Klik in Word met rechts op het plaatje en kies Alternatieve tekst weergeven.",
                    ernst=WARNING,
                )


def _contrast(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[TemplateFault]:
    styles = {style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))}
    seen: set[tuple[str, str]] = set()
    for paragraph in paragraphs:
        behind = _ground(paragraph, styles)
        for run in paragraph.element.iter(qn("w:r")):
            ground = _shade_of(run, styles) or behind
            colour = _colour(run, paragraph.element, styles)
            if not "".join(run.itertext()).strip() or colour is None or (colour, ground) in seen:
                continue
            seen.add((colour, ground))
            if (found := contrast(colour, ground)) < LEAST_CONTRAST:
                yield paragraph.fault(
                    f"De letters (#{colour}) steken te weinig af tegen de achtergrond (#{ground}): "
                    f"{written(found)} waar {written(LEAST_CONTRAST)} nodig is.",
                    "Kies donkerder letters, of een lichtere achtergrond.",
                    ernst=WARNING,
                )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG measures it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colour(run: Element, paragraph: Element, styles: dict[str, Element]) -> str | None:
    """The colour of a run: its own, or of its style, or of the style of the paragraph; None for Word's own choice."""
    of_run = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    chains = [
        _chain(of_run.get(qn("w:val")) if of_run is not None else None, styles),
        _chain(_style_of(paragraph), styles),
    ]
    for holder in (run, *chains[0], *chains[1]):
        found = holder.find(f"{qn('w:rPr')}/{qn('w:color')}")
        if found is not None:
            value: str = found.get(qn("w:val"))
            return value.upper() if _HEX.fullmatch(value) else None
    return None


def _shade_of(run: Element, styles: dict[str, Element]) -> str:
    """The colour behind the letters of a run itself, if it has one."""
    of_run = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    for holder in (run, *_chain(of_run.get(qn("w:val")) if of_run is not None else None, styles)):
        shade = holder.find(f"{qn('w:rPr')}/{qn('w:shd')}")
        if shade is not None and _HEX.fullmatch(shade.get(qn("w:fill")) or ""):
            return str(shade.get(qn("w:fill"))).upper()
    return ""


def _ground(paragraph: Paragraph, styles: dict[str, Element]) -> str:
    """The colour behind a paragraph: its own, of its style, of its cell, of the header row of its table; or white."""
    shades = [
        holder.find(f"{qn('w:pPr')}/{qn('w:shd')}")
        for holder in (paragraph.element, *_chain(_style_of(paragraph.element), styles))
    ]
    cell, row, table = (paragraph.inside(kind) for kind in ("tc", "tr", "tbl"))
    if cell is not None and table is not None:
        shades.append(cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}"))
        style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        for holder in _chain(style.get(qn("w:val")) if style is not None else None, styles):
            if row is table.find(qn("w:tr")):
                shades += holder.xpath("w:tblStylePr[@w:type='firstRow']/w:tcPr/w:shd")
            shades.append(holder.find(f"{qn('w:tcPr')}/{qn('w:shd')}"))
    fills = [shade.get(qn("w:fill")) or "" for shade in shades if shade is not None]
    return next((fill.upper() for fill in fills if _HEX.fullmatch(fill)), "FFFFFF")


def _style_of(paragraph: Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(style.get(qn("w:val"))) if style is not None else ""


def _chain(name: str | None, styles: dict[str, Element]) -> list[Element]:
    """A style and those it is based on."""
    found: list[Element] = []
    while name in styles and styles[name] not in found:
        found.append(styles[name])
        based = styles[name].find(qn("w:basedOn"))
        name = based.get(qn("w:val")) if based is not None else None
    return found
