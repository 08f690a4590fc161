"""Colours of letters and of what stands behind them: whether the one stands out from the other."""

import colorsys
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from opdracht.documents.word.ooxml import Element

Rgb = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

BLACK: Rgb = (0.0, 0.0, 0.0)
WHITE: Rgb = (1.0, 1.0, 1.0)
LEAST_CONTRAST = 3.0
"""Between letters and their ground, as WCAG reckons it, from 1 to 21; the templates have 7 and more."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_IN_THEME = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1", "dark2": "dk2", "text2": "dk2",
    "light2": "lt2", "background2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}  # fmt: skip
_OF_SYSTEM = {"windowText": "000000", "window": "FFFFFF"}
"""The colours of the system that themes name; any other one is what somebody's screen makes of it."""
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


class UnknownColour(ValueError):
    """A colour that cannot be told."""


def highlighted(look: Mapping[str, str]) -> Rgb | None:
    """The colour of a highlight; None when there is none."""
    name = look.get("val", "none")
    return None if name == "none" else _rgb(_HIGHLIGHTS.get(name, name))


def theme_colours(theme: Element | None) -> dict[str, Rgb]:
    """The colours that a theme names; not one that it names twice or in more than one way."""
    schemes = [] if theme is None else theme.findall(f"{_DRAWING}themeElements/{_DRAWING}clrScheme")
    values: dict[str, set[str]] = {}
    for entry in chain.from_iterable(schemes):
        values.setdefault(str(entry.tag).removeprefix(_DRAWING), set()).update(map(_value_of, entry))
    named = {name: next(iter(of)) for name, of in values.items() if len(of) == 1}
    return {name: _rgb(value) for name, value in named.items() if _HEX.fullmatch(value)}


def _value_of(colour: Element) -> str:
    """What a theme says of a colour; empty when it makes another one of it, or calls that of the system what it is not."""
    value, last = colour.get("val", ""), colour.get("lastClr")
    if colour.tag == f"{_DRAWING}sysClr":
        value = _OF_SYSTEM.get(value, "")
        return value if last is None or last.upper() == value else ""
    return "" if len(colour) else value


def colours(look: Mapping[str, str], value: str, theme: str, named: Mapping[str, Rgb]) -> Iterator[Rgb]:
    """The colours that programs give to something: the plain one, and that of the theme. Nothing for an automatic one.

    `value` and `theme` are the names of its attributes ('fill', 'themeFill'). Raises UnknownColour.
    """
    plain = look.get(value, "auto")
    if plain != "auto":
        yield _rgb(plain)
    if (name := look.get(theme, "none")) != "none":
        if (colour := named.get(_IN_THEME.get(name, ""))) is None:
            raise UnknownColour(name)
        before = "themeFill" if theme == "themeFill" else "theme"
        yield _mixed(colour, look.get(f"{before}Tint"), look.get(f"{before}Shade"))


def _mixed(colour: Rgb, tint: str | None, shade: str | None) -> Rgb:
    """A colour of the theme made lighter or darker, as Word does it."""
    hue, light, saturation = colorsys.rgb_to_hls(*colour)
    try:
        if tint is not None:
            part = int(tint, 16) / 255
            light = light * part + 1 - part
        if shade is not None:
            light *= int(shade, 16) / 255
    except ValueError:
        raise UnknownColour(tint or shade) from None
    return colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)


def _rgb(value: str) -> Rgb:
    if not _HEX.fullmatch(value):
        raise UnknownColour(value)
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue
