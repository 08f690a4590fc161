"""Numbers and signs before paragraphs: they are no text of the paragraph, and a reader reads them all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from opdracht.documents.word.ooxml import Element, Package, W
from opdracht.proof.seen.look import Layer, StyleSheet
from opdracht.proof.seen.names import short_name, words

_LEVEL = words("start numFmt pStyle suff lvlText lvlJc pPr rPr")
_ORDINARY = re.compile(r"\(?%\d(?:\.%\d)*[.)]?|[•▪◦○■●·–\-o§\uf000-\uf0ff]|")
_FORMATS = words("decimal lowerLetter upperLetter lowerRoman upperRoman bullet none")

Format = tuple[str, str, str]
"""Which level it is, how it counts and what stands round the number: ('0', 'decimal', '%1')."""


class Label(Protocol):
    """The number or sign before a paragraph, in whatever kind of document."""

    @property
    def format(self) -> Format:
        """Which level it is, how it counts, and its text."""

    @property
    def is_plain(self) -> bool:
        """Whether nothing makes it start elsewhere, look otherwise or say more than the level itself does."""


@dataclass(frozen=True)
class Level:
    """The number or sign that a paragraph gets."""

    key: str
    node: Element
    is_plain: bool
    """Whether nothing makes it start elsewhere, look otherwise, say more, or be another level than that of the style."""

    @property
    def format(self) -> Format:
        """How it counts, and its text."""
        return (self.node.get(f"{W}ilvl", ""), _value(self.node, "numFmt", "decimal"), self.text)

    @property
    def text(self) -> str:
        """What stands round the number, or the sign itself."""
        return _value(self.node, "lvlText")

    @property
    def is_shown(self) -> bool:
        """Whether it puts anything before a text."""
        return self.format[1] != "none"

    @property
    def is_sign(self) -> bool:
        """Whether it is a sign, that may come from a typeface of symbols."""
        return self.format[1] == "bullet"

    @property
    def letters(self) -> Layer | None:
        """How the number itself looks."""
        return self.node.find(f"{W}rPr")

    @property
    def lines(self) -> Layer | None:
        """Where it makes lines begin."""
        return self.node.find(f"{W}pPr")


class Lists:
    """The lists of a document."""

    def __init__(self, package: Package, sheet: StyleSheet) -> None:
        root = package.part_of("numbering")
        self._sheet = sheet
        self._numbers = {} if root is None else {of.get(f"{W}numId", ""): of for of in root.iterfind(f"{W}num")}
        self._abstract = (
            {} if root is None else {of.get(f"{W}abstractNumId", ""): of for of in root.iterfind(f"{W}abstractNum")}
        )

    def level_of(self, paragraph: Element) -> Level | None:
        """The number of a paragraph, by itself or by its style; None when it has none. Raises KeyError when unknown."""
        style = self._sheet.paragraph_style(paragraph)
        of_style = [layer for layer in self._sheet.layers(style, "pPr") if layer is not None]
        key = level = ""
        for properties in (*of_style, paragraph.find(f"{W}pPr")):
            if properties is not None and (numbering := properties.find(f"{W}numPr")) is not None:
                key, level = _value(numbering, "numId", key), _value(numbering, "ilvl", level)
        return None if key in ("", "0") else self._level(key, level, style or "")

    def _level(self, key: str, level: str, style: str) -> Level:
        """A level of a list: the one that is asked for, else the one that is linked to the style, else the first."""
        number = self._numbers[key]
        abstract = self._abstract[_value(number, "abstractNumId")]
        levels = {of.get(f"{W}ilvl", ""): of for of in abstract.iterfind(f"{W}lvl")}
        linked = [of for of, node in levels.items() if _value(node, "pStyle") == style]
        node = levels[level or next(iter(linked), "0")]
        names = {short_name(child.tag) for child in node}
        is_plain = (
            names <= _LEVEL
            and all(len(child.attrib) <= 1 for child in node if short_name(child.tag) in ("lvlText", "numFmt"))
            and number.find(f"{W}lvlOverride") is None
            and _value(node, "start") == "1"
            and _value(node, "suff", "tab") in ("tab", "space")
            and abstract.find(f"{W}numStyleLink") is None
            and {*linked} <= {node.get(f"{W}ilvl")}
        )
        return Level(key, node, is_plain)

    def of_styles(self) -> dict[str, Format]:
        """How the paragraphs of each style are numbered, by the name of the style."""
        formats = {}
        for key in self._sheet.styles:
            paragraph = self._sheet.styles[key].makeelement(f"{W}p")
            properties = paragraph.makeelement(f"{W}pPr")
            style = properties.makeelement(f"{W}pStyle", {f"{W}val": key})
            paragraph.append(properties)
            properties.append(style)
            if (level := self.level_of(paragraph)) is not None:
                formats[self._sheet.name_of(key)] = level.format
        return formats


def label_faults(level: Label | None, expected: Format | None = None, *, is_of_shipped: bool = False) -> Iterator[str]:
    """What is wrong with the number of a paragraph. Without a shipped template any ordinary number or sign is right."""
    if level is None:
        if expected is not None:
            yield "een nummer dat ontbreekt"
    elif is_of_shipped and (level.format != expected or not level.is_plain):
        yield f"een ander nummer of teken voor de tekst ({level.format[2][:40]})"
    elif not _is_ordinary(level.format) or not level.is_plain:
        yield f"een vreemd nummer of teken voor de tekst ({level.format[2][:40]})"


def _is_ordinary(form: Format) -> bool:
    """Whether a level says nothing but a number or the sign of a list."""
    _, kind, text = form
    return kind in _FORMATS and _ORDINARY.fullmatch(text) is not None


def _value(node: Element, name: str, otherwise: str = "") -> str:
    child = node.find(f"{W}{name}")
    return otherwise if child is None else str(child.get(f"{W}val", otherwise))
