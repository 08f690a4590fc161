"""What may stand in a LibreOffice document without a reader seeing anything else than the text says: an allow-list.

It holds what LibreOffice writes for a document of the register. What is not named may hide or show something; what is
named may have the values that its test takes.
"""

import re
from collections.abc import Callable, Mapping

Test = Callable[[str], bool]
_PER_INCH = {"in": 1.0, "cm": 2.54, "mm": 25.4, "pt": 72.0, "pc": 6.0, "px": 96.0}


def _any(value: str) -> bool:
    return True


def _one_of(*values: str) -> Test:
    return frozenset(values).__contains__


def _length(low: float, high: float, *others: str) -> Test:
    """A length between two bounds, in inches."""

    def is_within(value: str) -> bool:
        match = re.fullmatch(r"(-?\d*\.?\d+)(in|cm|mm|pt|pc|px)", value, re.ASCII)
        return value in others or (match is not None and low <= float(match[1]) / _PER_INCH[match[2]] <= high)

    return is_within


def _percent(low: float, high: float, *others: str) -> Test:
    def is_within(value: str) -> bool:
        match = re.fullmatch(r"(\d+(?:\.\d+)?)%", value, re.ASCII)
        return value in others or (match is not None and low <= float(match[1]) <= high)

    return is_within


def _either(*tests: Test) -> Test:
    return lambda value: any(test(value) for test in tests)


def _matching(pattern: str) -> Test:
    return lambda value: re.fullmatch(pattern, value, re.ASCII) is not None


_OFF = _one_of("none", "false", "normal", "0", "0%", "auto", "")
_ON = _one_of("true", "auto", "always")
_LEFT_TO_RIGHT = _one_of("lr-tb", "lr", "page")
_MARGIN = _length(-0.5, 3, "0")
_SMALL = _length(0, 0.6, "0", "none")
_FONT_SIZE = _length(6 / 72, 40 / 72)
_FONTS = _matching(
    r"'?(Aptos|Arial|Calibri|Cambria|Carlito|Caladea|Courier|DejaVu|Georgia|Gill Sans|Helvetica|Liberation|Lohit|Noto|"
    r"Open Sans|Roboto|Segoe UI|Tahoma|Times|Trebuchet|Ubuntu|Verdana|Lucida)[\w ]*\d?'?"
)
"""Families of letters in which every sign looks like itself."""


def _set(test: Test, *names: str) -> dict[str, Test]:
    return dict.fromkeys(names, test)


def _scripts(test: Test, *names: str) -> dict[str, Test]:
    """For names that there are three of: of western, Asian and complex scripts."""
    written = [f"{prefix}:{name}" for name in names for prefix in ("fo", "style")]
    return _set(test, *written, *(f"style:{name}-{script}" for name in names for script in ("asian", "complex")))


_BORDERS = _set(_any, *(f"fo:border{side}" for side in ("", "-top", "-bottom", "-left", "-right"))) | _set(
    _SMALL, *(f"fo:padding{side}" for side in ("", "-top", "-bottom", "-left", "-right"))
)
_COLOURS = _set(_any, "fo:background-color", "style:join-border")
"""Backgrounds are looked at beside the letters on them."""

_GRID = (
    "base-height", "base-width", "color", "display", "lines", "mode", "print", "ruby-below", "ruby-height", "snap-to",
    "standard-mode",
)  # fmt: skip

PROPERTIES: Mapping[str, Mapping[str, Test]] = {
    "style:text-properties": {
        **_scripts(_FONT_SIZE, "font-size"),
        **_scripts(
            _any, "font-style", "font-weight", "font-style-name", "font-pitch", "font-family-generic", "font-charset"
        ),
        **_scripts(_any, "language", "country", "script", "rfc-language-tag"),
        **_scripts(_FONTS, "font-family", "font-name"),
        **_set(
            _OFF, "fo:text-transform", "fo:font-variant", "fo:text-shadow", "style:text-outline", "style:font-relief"
        ),
        **_set(_OFF, "style:text-line-through-style", "style:text-line-through-type", "style:text-emphasize"),
        **_set(
            _OFF, "style:text-blinking", "style:text-combine", "style:text-rotation-angle", "style:text-overline-style"
        ),
        **_set(_OFF, "loext:hyphenation-no-caps", "loext:hyphenation-no-last-word", "style:text-overline-type"),
        **_set(_any, "fo:color", "fo:background-color", "style:use-window-font-color"),
        **_set(_any, "fo:hyphenate", "fo:hyphenation-push-char-count", "fo:hyphenation-remain-char-count"),
        **_set(_any, "loext:hyphenation-word-char-count", "loext:hyphenation-zone", "style:letter-kerning"),
        **_set(_any, "style:text-underline-style", "style:text-underline-type", "style:text-underline-width"),
        **_set(_any, "style:text-underline-color", "style:text-underline-mode", "style:text-overline-color"),
        "fo:letter-spacing": _length(-0.01, 0.05, "normal"),
        "loext:color-lum-mod": _one_of("100%"),
        "loext:color-lum-off": _one_of("0%"),
        "loext:opacity": _one_of("100%"),
        "style:text-position": _one_of("0% 100%"),
        "style:text-scale": _percent(80, 150),
        "text:display": _one_of("true"),
    },
    "style:paragraph-properties": {
        **_BORDERS,
        **_COLOURS,
        **_set(
            _MARGIN,
            "fo:margin",
            "fo:margin-top",
            "fo:margin-bottom",
            "fo:margin-left",
            "fo:margin-right",
            "fo:text-indent",
        ),
        **_set(
            _any,
            "fo:text-align",
            "fo:text-align-last",
            "style:justify-single-word",
            "fo:keep-together",
            "fo:keep-with-next",
        ),
        **_set(
            _any,
            "fo:orphans",
            "fo:widows",
            "fo:hyphenation-ladder-count",
            "fo:hyphenation-keep",
            "style:auto-text-indent",
        ),
        **_set(_any, "style:contextual-spacing", "style:font-independent-line-spacing", "style:line-break"),
        **_set(
            _any, "style:punctuation-wrap", "style:tab-stop-distance", "style:text-autospace", "style:vertical-align"
        ),
        **_set(_any, "style:snap-to-layout-grid", "fo:break-before", "fo:break-after", "style:register-true"),
        **_set(_any, "loext:hyphenation-keep-type", "loext:hyphenation-keep-line"),
        **_set(_OFF, "style:page-number", "text:number-lines", "text:line-number", "style:shadow"),
        "fo:line-height": _either(_percent(80, 300), _length(0.1, 1, "normal")),
        "style:line-height-at-least": _length(0, 1),
        "style:writing-mode": _LEFT_TO_RIGHT,
    },
    "style:table-properties": {
        **_COLOURS,
        **_set(_MARGIN, "fo:margin", "fo:margin-top", "fo:margin-bottom", "fo:margin-left", "fo:margin-right"),
        **_set(_any, "table:align", "table:border-model", "fo:keep-with-next", "fo:break-before", "fo:break-after"),
        **_set(_ON, "table:display", "style:may-break-between-rows"),
        "style:rel-width": _percent(50, 100),
        "style:shadow": _OFF,
        "style:page-number": _OFF,
        "style:width": _length(3, 9),
        "style:writing-mode": _LEFT_TO_RIGHT,
    },
    "style:table-column-properties": {
        "style:column-width": _length(0.3, 9),
        "style:rel-column-width": _any,
        "style:use-optimal-column-width": _any,
    },
    "style:table-row-properties": {
        **_COLOURS,
        "fo:keep-together": _any,
        "style:min-row-height": _length(0, 3),
        "style:use-optimal-row-height": _ON,
    },
    "style:table-cell-properties": {
        **_BORDERS,
        **_COLOURS,
        "style:rotation-angle": _OFF,
        "style:vertical-align": _any,
        "style:writing-mode": _LEFT_TO_RIGHT,
        "fo:wrap-option": _one_of("wrap"),
    },
    "style:page-layout-properties": {
        **_set(_length(0, 3), "fo:margin", "fo:margin-top", "fo:margin-bottom", "fo:margin-left", "fo:margin-right"),
        **_set(_length(5, 20), "fo:page-width", "fo:page-height"),
        **_set(_any, "style:num-format", "style:print-orientation", "style:footnote-max-height", "loext:margin-gutter"),
        **_set(_any, *(f"style:layout-grid-{name}" for name in _GRID)),
        "fo:background-color": _one_of("transparent", "#ffffff"),
        "style:writing-mode": _LEFT_TO_RIGHT,
    },
    "style:header-footer-properties": {
        **_set(_MARGIN, "fo:margin", "fo:margin-top", "fo:margin-bottom", "fo:margin-left", "fo:margin-right"),
        "fo:background-color": _one_of("transparent", "#ffffff"),
        "fo:min-height": _length(0, 3),
        "style:dynamic-spacing": _any,
    },
    "style:list-level-properties": _set(
        _any, "text:list-level-position-and-space-mode", "text:space-before", "text:min-label-width", "fo:text-align"
    ),
    "style:list-level-label-alignment": {
        **_set(_any, "text:label-followed-by", "text:list-tab-stop-position"),
        **_set(_MARGIN, "fo:margin-left", "fo:text-indent"),
    },
    "style:tab-stop": {
        **_set(_any, "style:position", "style:type", "style:leader-style", "style:char"),
        "style:leader-text": _one_of(".", " ", "_", "-", "·"),
    },
}
"""The properties that a style may have, each with what its value may be."""

_NUMBER_OF_A_LIST = {
    **_set(_any, "text:level", "text:style-name", "text:display-levels", "style:num-letter-sync"),
    "text:start-value": _one_of("1"),
    "style:num-format": _one_of("", "1", "a", "A", "i", "I"),
    "style:num-prefix": _one_of("", "(", " "),
    "style:num-suffix": _one_of("", ".", ")", " "),
    "loext:num-list-format": _matching(r"\(?(%\d+%[.)]?)*\s?"),
}
LEVELS: Mapping[str, Mapping[str, Test]] = {
    "text:outline-level-style": _NUMBER_OF_A_LIST,
    "text:list-level-style-number": _NUMBER_OF_A_LIST,
    "text:list-level-style-bullet": {
        **_NUMBER_OF_A_LIST,
        "text:bullet-relative-size": _percent(40, 150),
        "text:bullet-char": lambda value: value in "•▪◦o–-●○■✓➢\uf0b7\uf0a7",
    },
}
"""How the items of a list may be numbered or marked."""

INSIDE_STYLES = {
    "style:tab-stops", "style:tab-stop", "style:list-level-properties", "style:list-level-label-alignment",
    "style:footnote-sep", "style:header-style", "style:footer-style",
}  # fmt: skip
"""What may stand in the properties of a style, or in a level of a list."""

_STYLED = _set(_any, "text:style-name", "xml:id")
_SPANNING = {"table:number-columns-spanned": _any, "table:number-rows-spanned": _one_of("1")}
ELEMENTS: Mapping[str, Mapping[str, Test]] = {
    "office:text": {"text:use-soft-page-breaks": _any},
    "office:forms": _set(_any, "form:automatic-focus", "form:apply-design-mode"),
    "text:sequence-decls": {},
    "text:sequence-decl": _set(_any, "text:display-outline-level", "text:name"),
    "text:p": _STYLED,
    "text:h": {**_STYLED, "text:outline-level": _any},
    "text:span": _set(_any, "text:style-name"),
    "text:s": {"text:c": _matching(r"\d{1,3}")},
    "text:tab": {},
    "text:line-break": {},
    "text:soft-page-break": {},
    "text:page-number": {"text:select-page": _one_of("current"), "style:num-format": _one_of("1")},
    "text:page-count": {"style:num-format": _one_of("1")},
    "text:bookmark": _set(_any, "text:name", "xml:id"),
    "text:bookmark-start": _set(_any, "text:name", "xml:id"),
    "text:bookmark-end": _set(_any, "text:name"),
    "text:list": _set(_any, "text:style-name", "xml:id", "text:continue-numbering", "text:continue-list"),
    "text:list-item": {"xml:id": _any},
    "table:table": _set(_any, "table:name", "table:style-name", "xml:id"),
    "table:table-column": _set(_any, "table:style-name", "table:number-columns-repeated"),
    "table:table-columns": {},
    "table:table-header-rows": {},
    "table:table-rows": {},
    "table:table-row": _set(_any, "table:style-name"),
    "table:table-cell": {"office:value-type": _one_of("string"), "table:style-name": _any, **_SPANNING},
    "table:covered-table-cell": {"table:style-name": _any},
    "style:header": {},
    "style:footer": {},
}
"""The elements that text may stand in, each with its attributes."""

MEMBERS = re.compile(
    r"mimetype|(content|styles|meta|settings)\.xml|manifest\.rdf|META-INF/(manifest|documentsignatures)\.xml|layout-cache"
    r"|Thumbnails/(thumbnail\.(png|pdf))?|Configurations2/([a-z]+/)*(accelerator/current\.xml|images/Bitmaps/)?"
)
"""What may be in the file."""
