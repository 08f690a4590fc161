"""Letters that a reader can read: not hidden, struck, too small, pressed together, or of the colour behind them."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from opdracht.documents.contrast import contrast
from opdracht.dutch import written
from opdracht.proof.seen.colour import (
    BLACK,
    LEAST_CONTRAST,
    WHITE,
    Rgb,
    UnknownColour,
    colours,
    highlighted,
)  # fmt: skip
from opdracht.proof.seen.fonts import is_for_text, is_of_symbols
from opdracht.proof.seen.grammar import called
from opdracht.proof.seen.look import Appearance, StyleSheet, TableLook
from opdracht.proof.seen.measures import half_points, is_within
from opdracht.proof.seen.names import words

SMALLEST, LARGEST = 7, 72
"""Points; the templates have 8.5 and more."""

_KNOWN = words(
    """
    rStyle rFonts b bCs i iCs noProof snapToGrid color spacing w kern position sz szCs highlight u effect bdr shd
    vertAlign rtl cs em lang vanish webHidden specVanish strike dstrike caps smallCaps outline shadow emboss imprint
    w14:ligatures w14:numForm w14:numSpacing w14:cntxtAlts
    """
)
_SWITCHES = {
    "vanish": "verborgen tekst", "webHidden": "verborgen tekst", "specVanish": "verborgen tekst",
    "strike": "doorgehaalde tekst", "dstrike": "doorgehaalde tekst",
    "caps": "hoofdletters die er niet staan", "smallCaps": "hoofdletters die er niet staan",
    "outline": "letters met alleen een omtrek", "shadow": "letters met een schaduw",
    "emboss": "letters in reliëf", "imprint": "letters in reliëf",
}  # fmt: skip
_CALLED = {
    "fitText": "samengedrukte letters",
    "eastAsianLayout": "letters boven of door elkaar",
    "w14:textFill": "letters met een eigen vulling",
    "w14:textOutline": "letters met een eigen omtrek",
    "ins": "een ingevoegde alinea (bijgehouden wijziging)",
    "del": "een verwijderde alinea (bijgehouden wijziging)",
}
_TURNED = "\u202e"
"""The sign that turns all that follows; a text that begins with it reads so whatever its run says."""
_EAST_ASIAN = re.compile(r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")


def _is_percentage(value: str | None) -> bool:
    measured = half_points((value or "100").rstrip("%"))
    return measured is not None and 80 <= measured <= 200


_RULES: Mapping[str, tuple[Callable[[str | None], bool], str]] = {
    "w": (_is_percentage, "samengedrukte of uitgerekte letters"),
    "position": (lambda value: -6 <= (half_points(value) or 0) <= 6, "letters boven of onder de regel"),
    "spacing": (lambda value: is_within(value, -15, 60), "letters over elkaar of ver uit elkaar"),
    "effect": (lambda value: value == "none", "bewegende letters"),
    "em": (lambda value: value == "none", "tekens boven de letters"),
    "vertAlign": (lambda value: value == "baseline", "letters hoog of laag bij de regel"),
}


@dataclass(frozen=True)
class Script:
    """What of a text decides in which typeface and direction it is shown."""

    is_east_asian: bool = False
    runs_to_right: bool = True
    """Whether it has letters or numbers that are read from left to right."""
    is_sign: bool = False
    """Whether it is the sign of a list, that may come from a typeface of symbols."""

    @classmethod
    def of(cls, text: str) -> Self:
        if text.isascii():
            return cls()
        to_right = not text.startswith(_TURNED) and any(unicodedata.bidirectional(sign) in ("L", "EN") for sign in text)
        return cls(_EAST_ASIAN.search(text) is not None, to_right)


def letter_faults(look: Appearance, script: Script, sheet: StyleSheet, grounds: Sequence[Rgb] | None) -> Iterator[str]:
    """What keeps a reader from reading the text of a run; `grounds` are the colours behind it, None when unknown."""
    for name, node in look.nodes.items():
        if name not in _KNOWN:
            yield _CALLED.get(name) or called(node)
    for name in _SWITCHES:
        if name in look.ever_on:
            yield _SWITCHES[name]
    for name, (is_right, what) in _RULES.items():
        if name in look.values and not is_right(look.get(name)):
            yield what
    if not is_within(look.get("bdr", "sz"), 0, 12):
        yield "een dikke rand over de tekst"
    yield from _sizes(look)
    yield from _colours(look, sheet, grounds)
    yield from _typefaces(look, script, sheet)
    if "rtl" in look.ever_on and script.runs_to_right:
        yield "tekst met een omgekeerde leesrichting"


def grounds_of(
    run: Appearance, shadings: Sequence[Mapping[str, str]], table: TableLook, sheet: StyleSheet
) -> Sequence[Rgb] | None:
    """The colours that may stand behind a run: the first that is not transparent, from its own to that of the page.

    `shadings` are those of its paragraph and its cell. None when a colour cannot be told.
    """
    try:
        if (marked := highlighted(run.values.get("highlight", {}))) is not None:
            return [marked]
        for shading in (run.values.get("shd", {}), *shadings):
            if behind := _shaded(shading, sheet):
                return behind
        of_table = [Appearance.of(layers).values.get("shd", {}) for layers in (table.cell, table.table)]
        return [colour for shading in of_table for colour in _shaded(shading, sheet)] or [WHITE]
    except UnknownColour:
        return None


def _shaded(shading: Mapping[str, str], sheet: StyleSheet) -> list[Rgb]:
    pattern = shading.get("val", "clear" if shading else "nil")
    if pattern in ("nil", "none"):
        return []
    if pattern == "clear":
        return list(colours(shading, "fill", "themeFill", sheet.colours))
    if pattern == "solid":
        return list(colours(shading, "color", "themeColor", sheet.colours)) or [BLACK]
    raise UnknownColour(pattern)


def _sizes(look: Appearance) -> Iterator[str]:
    for name in ("sz", "szCs"):
        points = (half_points(look.get(name, "val") or "20") or 0) / 2
        if not SMALLEST <= points <= LARGEST:
            yield f"letters van {written(points)} punt"
            return


def _colours(look: Appearance, sheet: StyleSheet, grounds: Sequence[Rgb] | None) -> Iterator[str]:
    try:
        letters = list(colours(look.values.get("color", {}), "val", "themeColor", sheet.colours)) or [BLACK]
    except UnknownColour:
        yield "letters van een onbekende kleur"
        return
    if grounds is None:
        yield "letters op een onbekende kleur"
    elif any(contrast(letter, ground) < LEAST_CONTRAST for letter in letters for ground in grounds):
        is_white = WHITE in letters and WHITE in grounds
        yield "witte letters" if is_white else "letters in bijna de kleur van hun achtergrond"


def _typefaces(look: Appearance, script: Script, sheet: StyleSheet) -> Iterator[str]:
    fonts = look.values.get("rFonts", {})
    slots = {"ascii", "hAnsi"}
    if fonts.get("hint") == "eastAsia" or script.is_east_asian:
        slots.add("eastAsia")
    if look.ever_on & {"rtl", "cs"} or fonts.get("hint") == "cs":
        slots.add("cs")
    for slot in sorted(slots):
        theme = fonts.get("cstheme" if slot == "cs" else f"{slot}Theme")
        for typeface in (fonts.get(slot), sheet.typeface(theme) if theme else None):
            is_right = not typeface or is_for_text(typeface) or (script.is_sign and is_of_symbols(typeface))
            if not is_right:
                yield f"letters van een ander soort ({str(typeface)[:40]})"
                return
