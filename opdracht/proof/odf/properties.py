"""What the properties of a style may be without a reader seeing anything else than the text says: an allow-list.

It holds what LibreOffice writes for a document of the register. What is not named may hide or show something; what is
named may have the values that its test takes. What two properties do together is looked at elsewhere (layout.py).
"""

import re
from collections.abc import Callable, Mapping

from opdracht.proof.seen.fonts import is_for_text
from opdracht.proof.seen.measures import INCH, is_within

Test = Callable[[str], bool]


def one_of(*values: str) -> Test:
    """One of these values."""
    return frozenset(values).__contains__


def matching(pattern: str) -> Test:
    """A value that a pattern describes whole."""
    return lambda value: re.fullmatch(pattern, value, re.ASCII) is not None


def length(low: float, high: float, *others: str) -> Test:
    """A length between two bounds, in inches, or another value."""
    return lambda value: value in others or (_HAS_UNIT(value) and is_within(value, low * INCH, high * INCH))


def percent(low: float, high: float) -> Test:
    """A percentage between two bounds."""
    return lambda value: _PERCENT(value) and low <= float(value[:-1]) <= high


def either(*tests: Test) -> Test:
    """A value that one of the tests takes."""
    return lambda value: any(test(value) for test in tests)


def each(test: Test, *names: str) -> dict[str, Test]:
    """One test for all these names."""
    return dict.fromkeys(names, test)


_HAS_UNIT = either(one_of("0"), matching(r"-?\d*\.?\d+(in|cm|mm|pt|pc)"))
_PERCENT = matching(r"\d+(\.\d+)?%")
SWITCH = one_of("true", "false")
NUMBER_OF_TIMES = matching(r"\d{1,3}")
_OFF = one_of("none", "false", "normal", "0", "0%", "auto", "")
_ON = one_of("true", "auto", "always")
_KEPT = one_of("auto", "always")
_LEFT_TO_RIGHT = one_of("lr-tb", "lr", "page")
_BESIDE = length(-0.5, 3)
_ABOVE = length(0, 2)
_SMALL = length(0, 0.6, "none")
_FONT_SIZE = length(7 / 72, 40 / 72)
_COLOUR = matching("#[0-9a-fA-F]{6}")
_PAPER = either(_COLOUR, one_of("transparent"))
_WHITE = one_of("transparent", "#ffffff")
_LANGUAGE = matching(r"[A-Za-z0-9-]{0,40}")
_LINE = one_of("none", "solid", "dotted", "dash", "long-dash", "dot-dash", "dot-dot-dash", "wave")
_MIDDLE = one_of("top", "middle", "bottom", "auto", "automatic", "baseline")
_SIDE = one_of("start", "end", "left", "right", "center")
_BREAK = one_of("auto", "page")
_BORDER_LINES = one_of("solid", "dotted", "dashed", "double", "double-thin", "fine-dashed", "dash-dot", "dash-dot-dot")


def _border(most: float) -> Test:
    """No border, or one that is so many points thick at most: a thicker one covers the text beside it."""

    def is_thin(value: str) -> bool:
        parts = value.split()
        if len(parts) != 3:
            return value in ("none", "hidden")
        return length(0, most / 72)(parts[0]) and _BORDER_LINES(parts[1]) and _COLOUR(parts[2])

    return is_thin


def _typeface(value: str) -> bool:
    return is_for_text(value.strip("'\""))


def _sides(name: str, test: Test) -> dict[str, Test]:
    return each(test, name, *(f"{name}-{side}" for side in ("top", "bottom", "left", "right")))


def _scripts(test: Test, *names: str) -> dict[str, Test]:
    """For names that there are three of: of western, Asian and complex scripts."""
    plain = [f"{prefix}:{name}" for name in names for prefix in ("fo", "style")]
    return each(test, *plain, *(f"style:{name}-{script}" for name in names for script in ("asian", "complex")))


_MARGINS = each(_ABOVE, "fo:margin-top", "fo:margin-bottom") | each(_BESIDE, "fo:margin-left", "fo:margin-right")
_OF_LETTERS = {
    **_scripts(_FONT_SIZE, "font-size"),
    **_scripts(one_of("normal", "italic", "oblique"), "font-style"),
    **_scripts(matching("normal|bold|[1-9]00"), "font-weight"),
    **_scripts(one_of("roman", "swiss", "modern", "decorative", "script", "system"), "font-family-generic"),
    **_scripts(one_of("fixed", "variable"), "font-pitch"),
    **_scripts(matching(r"(Regular|Normal|Roman|Book|Medium|Semibold|Bold|Italic|Oblique| )*"), "font-style-name"),
    **_scripts(matching(r"(?!x-symbol)[a-zA-Z0-9-]+"), "font-charset"),
    **_scripts(_LANGUAGE, "language", "country", "script", "rfc-language-tag"),
    **_scripts(_typeface, "font-family", "font-name"),
    **each(_OFF, "fo:text-transform", "fo:font-variant", "fo:text-shadow", "style:text-outline", "style:font-relief"),
    **each(_OFF, "style:text-line-through-style", "style:text-line-through-type", "style:text-emphasize"),
    **each(_OFF, "style:text-blinking", "style:text-combine", "style:text-rotation-angle", "style:text-overline-style"),
    **each(_OFF, "style:text-overline-type"),
    "style:text-overline-color": either(_COLOUR, one_of("font-color")),
    "fo:color": _COLOUR,
    "fo:background-color": _PAPER,
    "style:use-window-font-color": SWITCH,
    **each(
        SWITCH, "loext:hyphenation-no-caps", "loext:hyphenation-no-last-word", "fo:hyphenate", "style:letter-kerning"
    ),
    **each(NUMBER_OF_TIMES, "fo:hyphenation-push-char-count", "fo:hyphenation-remain-char-count"),
    "loext:hyphenation-word-char-count": either(NUMBER_OF_TIMES, one_of("no-limit")),
    "loext:hyphenation-zone": length(0, 2, "no-limit"),
    "style:text-underline-style": _LINE,
    "style:text-underline-type": one_of("none", "single", "double"),
    "style:text-underline-width": one_of("auto", "normal", "bold", "thin", "medium", "thick"),
    "style:text-underline-color": either(_COLOUR, one_of("font-color")),
    "style:text-underline-mode": one_of("continuous", "skip-white-space"),
    "fo:letter-spacing": length(-0.01, 0.05, "normal"),
    "loext:color-lum-mod": one_of("100%"),
    "loext:color-lum-off": one_of("0%"),
    "loext:opacity": one_of("100%"),
    "style:text-position": one_of("0% 100%"),
    "style:text-scale": percent(80, 150),
    "text:display": one_of("true"),
}
_OF_PARAGRAPHS = {
    **_sides("fo:border", _border(6)),
    **_sides("fo:padding", _SMALL),
    **_MARGINS,
    "fo:text-indent": _BESIDE,
    "fo:background-color": _PAPER,
    "style:join-border": SWITCH,
    "fo:text-align": either(_SIDE, one_of("justify")),
    "fo:text-align-last": _SIDE,
    "style:justify-single-word": one_of("false"),
    **each(_KEPT, "fo:keep-together", "fo:keep-with-next"),
    **each(matching(r"\d"), "fo:orphans", "fo:widows"),
    "fo:hyphenation-ladder-count": either(NUMBER_OF_TIMES, one_of("no-limit")),
    **each(one_of("auto", "column", "page", "spread"), "fo:hyphenation-keep", "loext:hyphenation-keep-type"),
    "loext:hyphenation-keep-line": SWITCH,
    **each(SWITCH, "style:contextual-spacing", "style:font-independent-line-spacing", "style:snap-to-layout-grid"),
    **each(one_of("false"), "style:auto-text-indent", "style:register-true"),
    "style:line-break": one_of("normal", "strict"),
    "style:punctuation-wrap": one_of("simple", "hanging"),
    "style:text-autospace": one_of("none", "ideograph-alpha"),
    "style:tab-stop-distance": length(0.05, 2.1),
    "style:vertical-align": _MIDDLE,
    **each(_BREAK, "fo:break-before", "fo:break-after"),
    **each(_OFF, "style:page-number", "text:number-lines", "text:line-number", "style:shadow"),
    "fo:line-height": either(percent(80, 300), length(0.1, 1.4, "normal")),
    "style:line-height-at-least": length(0, 1.4),
    "style:writing-mode": _LEFT_TO_RIGHT,
}
_OF_TABLES = {
    **_MARGINS,
    "fo:background-color": _PAPER,
    "table:align": one_of("left", "right", "center", "margins"),
    "table:border-model": one_of("collapsing", "separating"),
    "fo:keep-with-next": _KEPT,
    **each(_BREAK, "fo:break-before", "fo:break-after"),
    **each(_ON, "table:display", "style:may-break-between-rows"),
    "style:rel-width": percent(50, 100),
    **each(_OFF, "style:shadow", "style:page-number"),
    "style:width": length(3, 9),
    "style:writing-mode": _LEFT_TO_RIGHT,
}
_OF_PAGES = {
    **_sides("fo:margin", length(200 / INCH, 3)),
    **each(length(5, 24), "fo:page-width", "fo:page-height"),
    "style:num-format": one_of("1"),
    "style:print-orientation": one_of("portrait", "landscape"),
    "style:footnote-max-height": length(0, 10),
    "loext:margin-gutter": length(0, 1),
    "style:layout-grid-mode": one_of("none"),
    "style:layout-grid-color": _COLOUR,
    "style:layout-grid-lines": matching(r"\d{1,6}"),
    **each(length(0, 2), *(f"style:layout-grid-{name}" for name in ("base-height", "base-width", "ruby-height"))),
    **each(SWITCH, *(f"style:layout-grid-{name}" for name in ("display", "print", "ruby-below", "snap-to"))),
    "style:layout-grid-standard-mode": SWITCH,
    "fo:background-color": _WHITE,
    "style:writing-mode": _LEFT_TO_RIGHT,
}
_OF_TABS = {
    "style:position": length(-2, 9),
    "style:type": one_of("left", "right", "center", "char"),
    "style:char": matching("[.,]"),
    "style:leader-style": one_of("none", "dotted", "dash", "solid"),
    "style:leader-text": one_of(".", " ", "_", "-", "·"),
}

PROPERTIES: Mapping[str, Mapping[str, Test]] = {
    "style:text-properties": _OF_LETTERS,
    "style:paragraph-properties": _OF_PARAGRAPHS,
    "style:table-properties": _OF_TABLES,
    "style:table-column-properties": {
        "style:column-width": length(0.3, 9),
        "style:rel-column-width": matching(r"[1-9]\d{0,6}\*"),
        "style:use-optimal-column-width": SWITCH,
    },
    "style:table-row-properties": {
        "fo:background-color": _PAPER,
        "fo:keep-together": _KEPT,
        "style:min-row-height": length(0, 3),
        "style:use-optimal-row-height": _ON,
    },
    "style:table-cell-properties": {
        **_sides("fo:border", _border(3)),
        **_sides("fo:padding", _SMALL),
        "fo:background-color": _PAPER,
        "style:rotation-angle": _OFF,
        "style:vertical-align": _MIDDLE,
        "style:writing-mode": _LEFT_TO_RIGHT,
        "fo:wrap-option": one_of("wrap"),
    },
    "style:page-layout-properties": _OF_PAGES,
    "style:header-footer-properties": {
        **each(_ABOVE, "fo:margin-top", "fo:margin-bottom"),
        **each(length(-0.5, 0.5), "fo:margin-left", "fo:margin-right"),
        "fo:background-color": _WHITE,
        "fo:min-height": length(0, 2),
        "style:dynamic-spacing": SWITCH,
    },
    "style:drawing-page-properties": {"draw:background-size": one_of("full", "border"), "draw:fill": one_of("none")},
    "style:list-level-properties": {
        "text:list-level-position-and-space-mode": one_of("label-alignment"),
        "fo:text-align": _SIDE,
    },
    "style:list-level-label-alignment": {
        "text:label-followed-by": one_of("listtab", "space", "nothing"),
        "text:list-tab-stop-position": length(-2, 9),
        **each(_BESIDE, "fo:margin-left", "fo:text-indent"),
    },
    "style:tab-stop": _OF_TABS,
    "style:tab-stops": {},
    "style:header-style": {},
    "style:footer-style": {},
}
"""The properties that a style may have, each with what its value may be."""

IN_ONE_WORD = ("fo:margin", "fo:padding", "fo:border")
"""Properties that say of all four sides what others say of one."""

_NUMBER_OF_A_LIST = {
    "text:level": matching("[1-9]|10"),
    "text:display-levels": matching("[1-9]|10"),
    "text:start-value": one_of("1"),
    "style:num-letter-sync": SWITCH,
    "style:num-format": one_of("", "1", "a", "A", "i", "I"),
    "style:num-prefix": one_of("", "(", " "),
    "style:num-suffix": one_of("", ".", ")", " "),
    "loext:num-list-format": matching(r"\(?(%\d+%[.)]?)*\s?"),
}
LEVELS: Mapping[str, Mapping[str, Test]] = {
    "text:outline-level-style": _NUMBER_OF_A_LIST,
    "text:list-level-style-number": _NUMBER_OF_A_LIST,
    "text:list-level-style-bullet": {
        **_NUMBER_OF_A_LIST,
        "text:bullet-relative-size": percent(40, 150),
        "text:bullet-char": one_of(*"•▪◦o–-●○■✓➢\uf0b7\uf0a7"),
    },
}
"""How the items of a list may be numbered or marked; 'text:style-name' is looked at as a style."""
