"""The fonts inside a PDF: which sign each code stands for, how wide it is, and whether what it draws looks like that sign.

A character map can say other than what is drawn. So each glyph is drawn and laid beside the signs of fonts that come with
matplotlib (DejaVu and STIX, upright, bold and slanted): it must look most like the sign that it says it is, or like one
that a reader takes for the same. Of 184,250 false maps tried over 25 fonts 53 got through, none of a digit for a digit;
within one font no two different signs may look the same either. Fonts whose 1 has no foot (Roboto, Open Sans) are not judged.
"""

import io
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
from fontTools.ttLib import TTFont, TTLibError
from PIL import Image, ImageDraw, ImageFont

from opdracht.proof.pdf_structure import NotUnderstood, only, unpacked

_FONT = {"/Type", "/Subtype", "/BaseFont", "/FirstChar", "/LastChar", "/Widths", "/FontDescriptor", "/ToUnicode"}
_DESCRIPTOR = {
    "/Type", "/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV",
    "/FontFile2", "/XHeight", "/StemH", "/FontFamily", "/FontStretch", "/FontWeight",
}  # fmt: skip
_MAP_BLOCK = re.compile(rb"\d+ beginbfchar\s(.*?)endbfchar", re.DOTALL)
_MAP_LINE = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<((?:[0-9A-Fa-f]{4})+)>\s*")
_MAP_REST = re.compile(
    rb"""/CIDInit\s*/ProcSet\s+findresource\s+begin\s+12\s+dict\s+begin\s+begincmap\s+/CIDSystemInfo\s*<<\s*
    /Registry\s*\(Adobe\)\s*/Ordering\s*\(UCS\)\s*/Supplement\s+0\s*>>\s*def\s+/CMapName\s*/Adobe-Identity-UCS\s+def\s+
    /CMapType\s+2\s+def\s+1\s+begincodespacerange\s+<00>\s*<FF>\s+endcodespacerange\s*
    endcmap\s+CMapName\s+currentdict\s*/CMap\s+defineresource\s+pop\s+end\s+end\s*""",
    re.VERBOSE,
)

_EM = 64
"""Pixels of the height of letters that are laid beside one another."""
_SIDE = 16
"""Each is made a picture of so many pixels wide and high."""
_PIECE = 2.0
_CELL = 4 * _EM
_PER_ROW = 16
_REFERENCES = (
    "DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique", "DejaVuSerif", "DejaVuSerif-Bold",
    "DejaVuSerif-Italic", "DejaVuSerif-BoldItalic", "STIXGeneral", "STIXGeneralBol", "STIXGeneralItalic",
    "STIXGeneralBolIta", "DejaVuSansMono", "DejaVuSansMono-Bold",
)  # fmt: skip
_SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-–:;()/%€&+'’\"!?·éëïöüè"
_TAKEN_FOR_THE_SAME = (
    "0Oo", "lI1|i!jí", ".·•", "-–—_", "’'‘,‚\"·", "vV", "wW", "xX", "zZ", "sS", "cC", "uU", "kK", "pP", "yY", "mM",
    "“”\"„", ";:", "jJ", "5S", "éèêëē", "ïĩíìĭ", "öőõó", "1J", "JIlU", "/Il|", "QO",
)  # fmt: skip
_LIKE_ENOUGH = 1.09
"""A sign may be so much less like itself than like the nearest other: fonts differ. For a digit it may not."""
_SAME_PICTURE = 0.02
_SMALLER_EM, _MOST_CHANGED = 40, 0.6
"""A glyph drawn in smaller letters may differ so much from itself; the instructions in a font change it a little."""
_SPACES = " \u00a0\u2002\u2003\u2009\u202f"

logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # it warns of dates that LibreOffice leaves out

Picture = npt.NDArray[np.float32]


@dataclass
class Typeface:
    """A font of a PDF, as far as one with 255 codes at most, of TrueType, tells."""

    source: pikepdf.Object
    signs: Mapping[int, str]
    """What each code stands for; a ligature for several letters."""
    widths: Mapping[int, float]
    """Of each code, in parts of the size."""
    used: set[int] = field(default_factory=set)


def typeface(font: pikepdf.Object) -> Typeface:
    """A font as the pages use it. Raises NotUnderstood for any other than LibreOffice writes."""
    only(font, _FONT)
    if str(font.get("/Subtype")) != "/TrueType":
        raise NotUnderstood("een lettertype in een andere vorm")
    descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
    only(descriptor, _DESCRIPTOR)
    if "/FontFile2" not in descriptor:
        raise NotUnderstood("een lettertype dat niet in het bestand zit")
    signs = _signs(unpacked(font.get("/ToUnicode")))
    first = int(font.FirstChar)
    widths = {first + number: float(width) / 1000 for number, width in enumerate(font.Widths)}
    _check_program(unpacked(descriptor.FontFile2), widths, signs)
    return Typeface(font, signs, widths)


def _signs(character_map: bytes) -> dict[int, str]:
    """What the codes stand for. Raises NotUnderstood when the map holds anything else than codes, each once."""
    lines = b"".join(_MAP_BLOCK.findall(character_map))
    found = _MAP_LINE.findall(lines)
    signs = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in found}
    if len(signs) != len(found) or _MAP_LINE.sub(b"", lines).strip():
        raise NotUnderstood("een tekentabel in een andere vorm")
    if not _MAP_REST.fullmatch(_MAP_BLOCK.sub(b"", character_map)):
        raise NotUnderstood("een tekentabel in een andere vorm")
    return signs


def _check_program(content: bytes, widths: Mapping[int, float], signs: Iterable[int]) -> None:
    """Raises NotUnderstood when one code may lead to two glyphs, or a glyph is wider than the page was told."""
    try:
        program = TTFont(io.BytesIO(content), lazy=False)
        (table,) = program["cmap"].tables
        units = program["head"].unitsPerEm
        for code in signs:
            advance = program["hmtx"][table.cmap[code]][0] / units
            if abs(advance - widths[code]) > 0.005:
                raise NotUnderstood("letters die op een andere breedte staan")
    except (TTLibError, KeyError, ValueError, AssertionError, IndexError, AttributeError, EOFError, TypeError) as error:
        raise NotUnderstood("een beschadigd of dubbelzinnig lettertype") from error


def false_signs(face: Typeface) -> Iterator[str]:
    """The signs of a font that look like another, or that cannot be told."""
    drawn, smaller = _drawn(face, _EM), _drawn(face, _SMALLER_EM)
    names, references = _reference_pictures()
    seen: list[tuple[str, Picture]] = []
    for code in sorted(face.used):
        sign, picture = face.signs[code], drawn[code]
        if sign in _SPACES:
            if picture is not None:
                yield "wit"
            continue
        small = smaller[code]
        if (
            picture is None
            or small is None
            or _distance(small[: _SIDE * _SIDE], picture[: _SIDE * _SIDE]) > _MOST_CHANGED
            or not _looks_like(sign, picture, names, references)
            or _is_drawn_as_other(sign, picture, seen)
        ):
            yield sign
        else:
            seen.append((sign, picture))


def _is_drawn_as_other(sign: str, picture: Picture, seen: Iterable[tuple[str, Picture]]) -> bool:
    return any(not _is_taken_for(sign, other) and _distance(picture, old) < _SAME_PICTURE for other, old in seen)


def _is_taken_for(sign: str, other: str) -> bool:
    return sign == other or any(sign in same and other in same for same in _TAKEN_FOR_THE_SAME)


def _distance(picture: Picture, other: Picture) -> float:
    return float(np.sqrt(np.mean((picture - other) ** 2)))


def _looks_like(sign: str, picture: Picture, names: npt.NDArray[np.str_], references: Picture) -> bool:
    own = references[names == sign]
    if not len(own):
        extra = [found for path in _paths() if (found := _reference(path, sign)) is not None]
        if not extra:
            return False
        own = np.stack(extra)
    distance = np.sqrt(((references - picture) ** 2).sum(1))
    others = [
        low
        for name in dict.fromkeys(names.tolist())
        if not _is_taken_for(sign, name)
        for low in [distance[names == name].min()]
    ]
    enough = 1.0 if sign.isdigit() else _LIKE_ENOUGH
    return bool(np.sqrt(((own - picture) ** 2).sum(1)).min() <= enough * min(others))


def _as_picture(image: Image.Image, em: int) -> Picture | None:
    """A glyph made comparable: its ink as a small square, how high it stands above the line, and how wide it is."""
    box = image.getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    base = 3 * em
    ink = np.asarray(image.crop(box).resize((_SIDE, _SIDE), Image.Resampling.BOX), np.float32).ravel() / 255
    width, height = (right - left) / em, (bottom - top) / em
    shape = _pieces_without_holes(np.asarray(image.crop(box), np.uint8) > 127)
    place = [
        _PIECE * shape,
        8 * (base - top) / em,
        8 * (base - bottom) / em,
        3 * np.log((width + 0.05) / (height + 0.05)),
    ]
    return np.concatenate([ink, np.array(place, np.float32)]).astype(np.float32)


def _pieces_without_holes(ink: npt.NDArray[np.bool_]) -> float:
    """The pieces of a glyph less its holes (Euler number, Gray's bit quads): 3 has 1, 6 has 0, 8 has -1, i has 2."""
    edged = np.pad(ink, 1).astype(np.int8)
    corners = edged[:-1, :-1] + edged[1:, :-1] + edged[:-1, 1:] + edged[1:, 1:]
    slanted = (corners == 2) & (edged[:-1, :-1] == edged[1:, 1:])
    return float((corners == 1).sum() - (corners == 3).sum() - 2 * slanted.sum()) / 4


def _paths() -> list[Path]:
    """The fonts of matplotlib, without loading matplotlib."""
    spec = find_spec("matplotlib")
    folders = (spec.submodule_search_locations or []) if spec else []
    return [Path(folder, "mpl-data", "fonts", "ttf", f"{name}.ttf") for folder in folders for name in _REFERENCES]


@cache
def _reference_font(path: Path) -> tuple[ImageFont.FreeTypeFont, frozenset[int]]:
    font = ImageFont.truetype(str(path), _EM, layout_engine=ImageFont.Layout.BASIC)
    with TTFont(path, lazy=True) as program:
        return font, frozenset(program.getBestCmap())


def _reference(path: Path, sign: str) -> Picture | None:
    font, known = _reference_font(path)
    if any(ord(letter) not in known for letter in sign):
        return None
    image = Image.new("L", (_CELL, _CELL))
    ImageDraw.Draw(image).text((_EM, 3 * _EM), sign, 255, font=font, anchor="ls")
    return _as_picture(image, _EM)


@cache
def _reference_pictures() -> tuple[npt.NDArray[np.str_], Picture]:
    found = [(sign, picture) for path in _paths() for sign in _SIGNS if (picture := _reference(path, sign)) is not None]
    return np.array([sign for sign, _ in found]), np.stack([picture for _, picture in found])


def _drawn(face: Typeface, em: int) -> dict[int, Picture | None]:
    """A picture of each code that is used, as a reader of PDF draws it in letters of so many pixels."""
    codes = sorted(face.used)
    cell, rows = 4 * em, (len(codes) - 1) // _PER_ROW + 1
    with pikepdf.new() as sheet:
        page = sheet.add_blank_page(page_size=(_PER_ROW * cell, rows * cell))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=sheet.copy_foreign(face.source)))
        lines = [
            f"1 0 0 1 {number % _PER_ROW * cell + em} {(rows - number // _PER_ROW - 1) * cell + em} Tm <{code:02x}> Tj"
            for number, code in enumerate(codes)
        ]
        page.obj.Contents = sheet.make_stream(f"BT /F {em} Tf {' '.join(lines)} ET".encode())
        target = io.BytesIO()
        sheet.save(target)
    with pypdfium2.PdfDocument(target.getvalue()) as document:
        image = Image.fromarray(255 - document[0].render(scale=1, grayscale=True).to_numpy())
    pictures = {}
    for number, code in enumerate(codes):
        x, y = number % _PER_ROW * cell, number // _PER_ROW * cell
        pictures[code] = _as_picture(image.crop((x, y, x + cell, y + cell)), em)
    return pictures
