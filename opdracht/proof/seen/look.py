"""How text looks: what a run, a paragraph and a table come to, with all styles that they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from opdracht.documents.word.ooxml import Element, Package, W, based_on, is_on
from opdracht.proof.seen.colour import theme_colours
from opdracht.proof.seen.names import attributes, short_name, words

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ADDED_UP = frozenset(("rFonts", "ind", "spacing", "lang"))
"""Properties of which a later layer changes only the attributes that it names."""

SIDES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}
"""Two names for one thing: the standard gave some attributes and elements another one later."""
_FIRST_LINE = frozenset(("firstLine", "hanging"))
"""Of these only the last one counts."""

KINDS_OF_STYLE = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
"""The kind of the style that each of these may name."""
NEVER_NAMED = {"paragraph": "normal", "character": "default paragraph font", "table": "normal table"}
"""How programs call the style of what names none."""

CONDITIONS = words(
    "wholeTable firstRow lastRow firstCol lastCol band1Vert band2Vert band1Horz band2Horz neCell nwCell seCell swCell"
)
"""What a table style may say of some cells only."""

Layer = Element
"""Properties as they stand in one place: w:rPr, w:pPr, w:tblPr."""


@dataclass(frozen=True)
class Appearance:
    """Properties as they come out after all layers, each with its attributes."""

    values: dict[str, dict[str, str]] = field(default_factory=dict)
    ever_on: frozenset[str] = frozenset()
    """The switches that some layer puts on: programs do not agree on what two layers make together."""
    nodes: dict[str, Element] = field(default_factory=dict)
    """The element of each property, for those that hold others."""

    @classmethod
    def of(cls, layers: Iterable[Layer | None]) -> Appearance:
        """What layers come to, the last one going before."""
        values: dict[str, dict[str, str]] = {}
        nodes: dict[str, Element] = {}
        on: set[str] = set()
        for layer in layers:
            for node in () if layer is None else layer:
                name = short_name(node.tag)
                given = {SIDES.get(key, key): value for key, value in attributes(node).items()}
                kept = values.get(name, {}) if name in _ADDED_UP else {}
                if given.keys() & _FIRST_LINE:
                    kept = {key: value for key, value in kept.items() if key not in _FIRST_LINE}
                values[name] = {**kept, **given}
                nodes[name] = node
                if is_on(node):
                    on.add(name)
        return cls(values, frozenset(on), nodes)

    def get(self, name: str, attribute: str = "val") -> str | None:
        """An attribute of a property, None when it is not there."""
        return self.values.get(name, {}).get(attribute)


@dataclass(frozen=True)
class TableLook:
    """What a table style may do to one cell: whole table, first row, odd row ..."""

    run: tuple[Layer, ...] = ()
    paragraph: tuple[Layer, ...] = ()
    cell: tuple[Layer, ...] = ()
    row: tuple[Layer, ...] = ()
    table: tuple[Layer, ...] = ()

    def and_also(self, other: TableLook) -> TableLook:
        """This look with another one over it."""
        return TableLook(
            self.run + other.run,
            self.paragraph + other.paragraph,
            self.cell + other.cell,
            self.row + other.row,
            self.table + other.table,
        )


class StyleSheet:
    """The styles of a document, and the theme that they take colours and letters from."""

    def __init__(self, package: Package) -> None:
        root = package.part_of("styles")
        self.styles = {} if root is None else {of.get(f"{W}styleId", ""): of for of in root.iter(f"{W}style")}
        self.kinds = {key: kind_of(style) for key, style in self.styles.items()}
        unnamed = {self.kinds[key]: key for key in self.styles if self.name_of(key) == NEVER_NAMED.get(self.kinds[key])}
        marked = {self.kinds[key]: key for key, style in self.styles.items() if is_default(style)}
        self.defaults = {**unnamed, **marked}
        """The style of what names none, by kind; of two the last, as the standard has it."""
        self.of_all = {
            kind: None if root is None else root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")
            for kind in ("rPr", "pPr")
        }
        self._theme = package.part_of("theme")
        self._of_tables: dict[str | None, Sequence[TableLook]] = {None: (TableLook(),)}

    @cached_property
    def colours(self) -> dict[str, tuple[float, float, float]]:
        """The colours of the theme."""
        return theme_colours(self._theme)

    def typeface(self, name: str) -> str | None:
        """The letter that the theme gives under a name such as 'minorHAnsi'."""
        kind = name[:5]
        slot = {"EastAsia": "ea", "Bidi": "cs"}.get(name[5:], "latin")
        path = f"{_DRAWING}themeElements/{_DRAWING}fontScheme/{_DRAWING}{kind}Font/{_DRAWING}{slot}"
        typefaces = [] if self._theme is None else self._theme.findall(path)
        return " of ".join(str(typeface.get("typeface")) for typeface in typefaces) if typefaces else None

    def chain(self, key: str | None) -> list[Element]:
        """A style and those it is based on, the most general one first."""
        return list(based_on(self.styles, key or ""))[::-1]

    def name_of(self, key: str | None) -> str:
        """The name of a style, which stays the same in another language."""
        name = self.styles[key].find(f"{W}name") if key in self.styles else None
        return "" if name is None else str(name.get(f"{W}val", "")).lower()

    def named(self, kind: str, name: Element | None) -> str | None:
        """The style that w:pStyle and the like name; that of what names none when it is missing or of another kind."""
        key = None if name is None else name.get(f"{W}val", "")
        return key if key is not None and self.kinds.get(key) == kind else self.defaults.get(kind)

    def misnamed(self, properties: Element) -> Iterator[str]:
        """Names of styles among properties that are of no style, or of one of another kind."""
        for node in properties.iter(*(f"{W}{name}" for name in KINDS_OF_STYLE)):
            kind, key = KINDS_OF_STYLE[short_name(node.tag)], node.get(f"{W}val", "")
            if key not in self.kinds:
                yield f"een stijl die er niet is ({key[:40]})"
            elif self.kinds[key] != kind:
                yield f"een stijl van een andere soort ({key[:40]})"

    def paragraph_style(self, paragraph: Element) -> str | None:
        """The style of a paragraph."""
        return self.named("paragraph", paragraph.find(f"{W}pPr/{W}pStyle"))

    def of_run(self, own: Layer | None) -> list[Layer | None]:
        """What the properties of a run come to, with the style of letters that they name."""
        key = self.named("character", None if own is None else own.find(f"{W}rStyle"))
        return [*self.layers(key, "rPr"), own]

    def layers(self, key: str | None, kind: str) -> list[Layer | None]:
        """What a style and those under it say of runs (rPr) or paragraphs (pPr)."""
        return [style.find(f"{W}{kind}") for style in self.chain(key)]

    def orders(self, key: str | None, kind: str, of_table: Sequence[Layer]) -> list[list[Layer | None]]:
        """The layers under a run or paragraph; programs do not agree whether a style or the table goes before."""
        base, of_style = [self.of_all[kind]], self.layers(key, kind)
        return [[*base, *of_table, *of_style], [*base, *of_style, *of_table]] if of_table else [[*base, *of_style]]

    def table_looks(self, table: Element | None) -> Sequence[TableLook]:
        """What the style of a table may do to a cell: by itself, and in each of its conditions."""
        if table is None:
            return self._of_tables[None]
        return self._table_looks(self.named("table", table.find(f"{W}tblPr/{W}tblStyle")))

    def _table_looks(self, key: str | None) -> Sequence[TableLook]:
        if key in self._of_tables:
            return self._of_tables[key]
        base, conditions = TableLook(), dict[str, TableLook]()
        for style in self.chain(key):
            base = base.and_also(_table_look(style))
            for condition in style.iter(f"{W}tblStylePr"):
                kind = condition.get(f"{W}type", "")
                if kind not in CONDITIONS:
                    continue
                conditions[kind] = conditions.get(kind, TableLook()).and_also(_table_look(condition))
        self._of_tables[key] = (base, *(base.and_also(condition) for condition in conditions.values()))
        return self._of_tables[key]


def kind_of(style: Element) -> str:
    """What a style is for: one that does not say it is for paragraphs."""
    return str(style.get(f"{W}type", "paragraph"))


def is_default(style: Element) -> bool:
    """Whether a style is meant for what names none."""
    return style.get(f"{W}default", "0") in ("1", "true", "on")


def _table_look(style: Element) -> TableLook:
    def layer(kind: str) -> tuple[Layer, ...]:
        return tuple(style.findall(f"{W}{kind}"))

    return TableLook(layer("rPr"), layer("pPr"), layer("tcPr"), layer("trPr"), layer("tblPr"))
