"""Whether everybody can read what a template makes: title, language, headings, alternative texts, contrast."""

import re
from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.oxml.ns import qn

from opdracht.documents.contrast import contrast
from opdracht.documents.lint.places import WARNING, WHOLE, Paragraph, TemplateFault
from opdracht.documents.word.ooxml import Element
from opdracht.dutch import written

LEAST_CONTRAST = 4.5  # WCAG 2.1, level AA

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


class _Styles:
    """What paragraphs, runs and tables look like: by themselves, or by their style and those it is based on."""

    def __init__(self, document: Document) -> None:
        styles: list[Element] = document.styles.element.findall(qn("w:style"))
        self._by_id = {style.get(qn("w:styleId")): style for style in styles}
        self._known: dict[Element, list[Element]] = {}

    def _style(self, element: Element) -> Element | None:
        """The style of a paragraph (p), a run (r) or a table (tbl)."""
        kind = element.tag.rpartition("}")[2]
        named = element.find(f"{qn(f'w:{kind}Pr')}/{qn(f'w:{kind}Style')}")
        return None if named is None else self._by_id.get(named.get(qn("w:val")))

    def name_of(self, paragraph: Element) -> str:
        """The name of the style of a paragraph: 'heading 1'."""
        style = self._style(paragraph)
        name = None if style is None else style.find(qn("w:name"))
        return "" if name is None else str(name.get(qn("w:val")))

    def _looks(self, element: Element) -> list[Element]:
        """What says how an element looks, the nearest first: the element, its style, those that it is based on."""
        if element in self._known:
            return self._known[element]
        looks, style = [element], self._style(element)
        while style is not None and style not in looks:
            looks.append(style)
            based = style.find(qn("w:basedOn"))
            style = None if based is None else self._by_id.get(based.get(qn("w:val")))
        if not element.tag.endswith("}r"):  # a paragraph or a table is asked for each of its runs
            self._known[element] = looks
        return looks

    def colour(self, run: Element, paragraph: Paragraph) -> str | None:
        """The colour of the letters of a run; None when Word chooses it."""
        looks = [*self._looks(run), *self._looks(paragraph.element)[1:]]
        colours = (look.find(f"{qn('w:rPr')}/{qn('w:color')}") for look in looks)
        value = next((str(colour.get(qn("w:val"))) for colour in colours if colour is not None), "")
        return value.upper() if _HEX.fullmatch(value) else None

    def ground(self, run: Element, paragraph: Paragraph) -> str:
        """The colour behind a run: of itself, its paragraph, its cell, the header row of its table; or white."""
        shades = [look.find(f"{qn('w:rPr')}/{qn('w:shd')}") for look in self._looks(run)]
        shades += [look.find(f"{qn('w:pPr')}/{qn('w:shd')}") for look in self._looks(paragraph.element)]
        cell, row, table = (paragraph.inside(kind) for kind in ("tc", "tr", "tbl"))
        if cell is not None and table is not None:
            shades.append(cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}"))
            for look in self._looks(table):
                if row is table.find(qn("w:tr")):
                    first_row = f"{qn('w:tblStylePr')}[@{qn('w:type')}='firstRow']"
                    shades += look.findall(f"{first_row}/{qn('w:tcPr')}/{qn('w:shd')}")
                shades.append(look.find(f"{qn('w:tcPr')}/{qn('w:shd')}"))
        fills = (shade.get(qn("w:fill")) or "" for shade in shades if shade is not None)
        return next((fill.upper() for fill in fills if _HEX.fullmatch(fill)), "FFFFFF")


def accessibility_faults(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[TemplateFault]:
    """What keeps some people from reading the documents."""
    styles = _Styles(document)
    yield from _properties(document)
    yield from _headings(styles, paragraphs)
    yield from _pictures(paragraphs)
    yield from _contrast(styles, paragraphs)


def _properties(document: Document) -> Iterator[TemplateFault]:
    if not document.core_properties.title.strip():
        hint = "Vul in Word onder Bestand, Info, Eigenschappen een titel in."
        yield TemplateFault(WHOLE, "", "Het sjabloon heeft geen titel.", hint, WARNING)
    languages = document.styles.element.xpath("w:docDefaults//w:lang/@w:val | w:style[@w:default='1']//w:lang/@w:val")
    if not any(language.lower().startswith("nl") for language in languages):
        text = f"De taal is {languages[0]}, geen Nederlands." if languages else "Het sjabloon heeft geen taal."
        hint = "Selecteer in Word alles en kies bij Controleren, Taal het Nederlands, als standaard."
        yield TemplateFault(WHOLE, "", text, hint, WARNING)


def _headings(styles: _Styles, paragraphs: Sequence[Paragraph]) -> Iterator[TemplateFault]:
    before = 0
    for paragraph in paragraphs:
        match = re.fullmatch(r"[Hh]eading (\d)", styles.name_of(paragraph.element))
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


def _contrast(styles: _Styles, paragraphs: Sequence[Paragraph]) -> Iterator[TemplateFault]:
    seen: set[tuple[str, str]] = set()
    for paragraph in paragraphs:
        for run in paragraph.element.iter(qn("w:r")):
            colour = styles.colour(run, paragraph) if "".join(run.itertext()).strip() else None
            pair = (colour, styles.ground(run, paragraph)) if colour else None
            if pair is None or pair in seen:
                continue
            seen.add(pair)
            if (ratio := contrast_of_codes(*pair)) < LEAST_CONTRAST:
                yield paragraph.fault(
                    f"De letters (#{pair[0]}) steken te weinig af tegen de achtergrond (#{pair[1]}): "
                    f"{written(ratio)} waar {written(LEAST_CONTRAST)} nodig is.",
                    "Kies donkerder letters, of een lichtere achtergrond.",
                    ernst=WARNING,
                )


def contrast_of_codes(letters: str, ground: str) -> float:
    """The contrast of two colours written as RRGGBB."""
    return contrast(*([int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)] for colour in (letters, ground)))
