"""Numbers and signs before the paragraphs of a LibreOffice document: no text, and a reader reads them all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from opdracht.documents.word.ooxml import Element
from opdracht.proof.odf.names import name_of, named
from opdracht.proof.odf.properties import LEVELS
from opdracht.proof.odf.styles import OUTLINE, OdfStyles, attribute_faults, property_faults
from opdracht.proof.seen.lists import Format

_COUNTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_LIST = "text:list-style"
_ALIGNMENT = f"{named('style:list-level-properties')}/{named('style:list-level-label-alignment')}"


@dataclass(frozen=True)
class OdfLabel:
    """The number or sign that a paragraph gets."""

    key: str
    """The list that it counts on in."""
    node: Element
    """The level of that list as it is described."""
    is_first: bool = True
    """Whether the paragraph begins its item; only that one gets the number."""

    @property
    def is_shown(self) -> bool:
        """Whether a reader sees anything of it."""
        return self.is_first and self.format[1:] != ("none", "")

    @property
    def format(self) -> Format:
        """Which level it is, how it counts, and its text with a % before each level: ('0', 'decimal', '%1.')."""
        level = str(self._level - 1)
        if name_of(self.node.tag) == "text:list-level-style-bullet":
            return level, "bullet", self._of("text:bullet-char")
        kind = _COUNTS.get(self._of("style:num-format"), "")
        around = self._of("style:num-prefix") + self._of("style:num-suffix")
        return level, kind, "" if kind == "none" and not around else self._text

    @property
    def is_plain(self) -> bool:
        """Whether it stands apart from the text, and says the same in both ways that the standard has."""
        properties = self.node.find(named("style:list-level-properties"))
        mode = None if properties is None else properties.get(named("text:list-level-position-and-space-mode"))
        alignment = self.node.find(_ALIGNMENT) if mode == "label-alignment" else None
        follows = "" if alignment is None else alignment.get(named("text:label-followed-by"), "listtab")
        whole = self._of("loext:num-list-format")
        return follows in ("listtab", "space") and (not whole or re.sub(r"%(\d+)%", r"%\1", whole) == self._text)

    @property
    def style(self) -> str:
        """The style of its letters."""
        return self._of("text:style-name")

    @property
    def lines(self) -> dict[str, str]:
        """Where it makes lines begin."""
        alignment = self.node.find(_ALIGNMENT)
        attributes = {} if alignment is None else alignment.attrib
        return {name_of(name): str(value) for name, value in attributes.items()}

    @property
    def _text(self) -> str:
        last = self._level
        first = last + 1 - min(int(self._of("text:display-levels") or "1"), last)
        numbers = ".".join(f"%{level}" for level in range(first, last + 1))
        return f"{self._of('style:num-prefix')}{numbers}{self._of('style:num-suffix')}"

    @property
    def _level(self) -> int:
        return int(self._of("text:level") or "1")

    def _of(self, name: str) -> str:
        return str(self.node.get(named(name), ""))


class OdfLists:
    """The lists of a document, and where each goes on; to be asked about the paragraphs in their order."""

    def __init__(self, styles: OdfStyles) -> None:
        self._styles = styles
        self._keys: dict[Element, str] = {}
        self._of_style: dict[str, str] = {}
        self._by_id: dict[str, str] = {}

    def label_of(self, paragraph: Element) -> OdfLabel | None:
        """The number of a paragraph; None when it is in no list. Raises KeyError for one that is not described."""
        around = [above for above in paragraph.iterancestors() if name_of(above.tag) == "text:list"]
        style = paragraph.get(named("text:style-name"), "")
        of_style = self._styles.own("paragraph", style, "style:list-style-name")
        is_first = True
        if around:
            before = (name_of(node.tag) for node in paragraph.itersiblings(preceding=True))
            is_first = set(before) <= {"text:soft-page-break"}
            level, key = str(len(around)), self._key(around[-1])
            names = (of.get(named("text:style-name")) for of in around)
            name = next((str(name) for name in names if name), of_style or "")
            described = self._styles.named(_LIST, name)
        elif of_style is not None:
            level, key = paragraph.get(named("text:outline-level"), "1"), of_style
            described = self._styles.named(_LIST, of_style) if of_style else None
        else:
            outline = self._styles.own("paragraph", style, "style:default-outline-level")
            level, key = paragraph.get(named("text:outline-level"), outline or ""), OUTLINE
            described = self._styles.named(OUTLINE, "") if level else None
        if described is None:
            if key and key != OUTLINE:
                raise KeyError(key)
            return None
        nodes = [of for of in described if of.get(named("text:level")) == level]
        if not nodes:
            raise KeyError(level)
        return OdfLabel(key, nodes[0], is_first)

    def _key(self, root: Element) -> str:
        """What tells the list that an outermost list goes on with from others."""
        if root not in self._keys:
            style = root.get(named("text:style-name"), "")
            own = f"{len(self._keys)}"
            if continued := root.get(named("text:continue-list")):
                own = self._by_id.get(continued, own)
            elif root.get(named("text:continue-numbering")) == "true":
                own = self._of_style.get(style, own)
            self._keys[root] = self._of_style[style] = own
            if name := root.get(named("xml:id")):
                self._by_id[name] = own
        return self._keys[root]


def heading_faults(paragraph: Element, styles: OdfStyles) -> Iterator[str]:
    """Where a paragraph is a heading by its element and not by its style, or of another level: programs do not agree."""
    of_style = styles.own("paragraph", paragraph.get(named("text:style-name"), ""), "style:default-outline-level")
    if (paragraph.get(named("text:outline-level")) or "") != (of_style or ""):
        yield "een kop die niet overal een kop is"


def level_faults(style: Element, styles: OdfStyles) -> Iterator[str]:
    """What is not allowed in the levels of a list."""
    numbers = [level.get(named("text:level"), "") for level in style]
    if len(set(numbers)) < len(numbers):
        yield "een nummering die twee keer is beschreven"
    for level in style:
        allowed = LEVELS.get(name_of(level.tag))
        if allowed is None:
            yield f"'{name_of(level.tag)}'"
            continue
        letters = level.get(named("text:style-name"))
        yield from attribute_faults(level, {**allowed, "text:style-name": lambda name: True})
        yield from property_faults(level, styles.fonts)
        yield from () if letters is None else styles.faults("text", letters)
