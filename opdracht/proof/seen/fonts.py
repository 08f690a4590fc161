"""Typefaces in which a letter looks as that letter; in one of symbols an 'a' is a drawing."""

from collections.abc import Iterator

from opdracht.documents.word.ooxml import Package, W
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.seen.names import short_name

_FOR_TEXT = """
    aptos|aptos display|aptos narrow|arial|arial narrow|arial nova|arial unicode ms|bahnschrift|baskerville|book antiqua
    bookman old style|caladea|calibri|calibri light|cambria|candara|carlito|century|century gothic|consolas|constantia
    corbel|courier|courier new|dejavu sans|dejavu sans mono|dejavu serif|ebrima|fira sans|franklin gothic book
    freesans|freeserif|garamond|georgia|gill sans|gill sans mt|helvetica|helvetica neue|inter|lato|liberation mono
    liberation sans|liberation sans narrow|liberation serif|lucida sans|lucida sans unicode|lucida console|microsoft sans serif
    montserrat|nunito|nunito sans|open sans|palatino|palatino linotype|pt sans|pt serif|raleway|roboto|rockwell
    rijksoverheidsanstext|rijksoverheidsansheading|segoe ui|segoe ui light|segoe ui semibold|sitka text|source sans 3
    source sans pro|source serif pro|tahoma|times|times new roman|titillium web|trebuchet ms|tw cen mt|ubuntu|verdana
    noto sans|noto serif|noto sans hebrew|noto sans arabic|noto naskh arabic|noto sans devanagari|noto sans cjk sc
    noto sans cjk jp|noto sans cjk tc|noto sans cjk kr|noto serif cjk sc|source han sans cn|droid sans fallback
    ms gothic|ms mincho|ｍｓ ゴシック|ｍｓ 明朝|yu gothic|yu gothic light|yu mincho|meiryo|simsun|nsimsun|simhei|宋体
    microsoft yahei|微软雅黑|microsoft jhenghei|mingliu|pmingliu|malgun gothic|batang|gulim|pingfang sc|songti sc|heiti sc
    mangal|lohit devanagari|lohit hindi|nirmala ui|david|david libre|miriam|arabic typesetting|traditional arabic
    segoe ui emoji|noto color emoji|apple color emoji|twitter color emoji
"""
_NAMES = frozenset(name.strip() for name in _FOR_TEXT.replace("\n", "|").split("|") if name.strip())
_OF_SYMBOLS = frozenset(
    ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "opensymbol", "marlett", "mt extra", "segoe ui symbol",
     "starsymbol")
)  # fmt: skip
_SYMBOL_SET = "02"


def is_for_text(typeface: str) -> bool:
    """Whether a typeface is an ordinary one for text."""
    return typeface.strip().lower() in _NAMES


def font_obstacles(package: Package) -> Iterator[Obstacle]:
    """Typefaces that a document brings along, or that it calls by another name."""
    root = package.part_of("fontTable")
    for font in () if root is None else root.iter(f"{W}font"):
        name = font.get(f"{W}name", "")
        for node in font:
            if short_name(node.tag).startswith("embed"):
                yield Obstacle("de lettertypen", f"een ingesloten lettertype ({name[:40]})")
        other = font.find(f"{W}altName")
        names = () if other is None else other.get(f"{W}val", "").split(",")
        charset = font.find(f"{W}charset")
        is_of_symbols = charset is not None and charset.get(f"{W}val", "").zfill(2) == _SYMBOL_SET
        is_other = any(other.isascii() and not is_for_text(other) for other in names)
        if is_for_text(name) and (is_of_symbols or is_other):
            yield Obstacle("de lettertypen", f"een ander lettertype onder de naam {name[:40]}")


def is_of_symbols(typeface: str) -> bool:
    """Whether a typeface is one of the usual ones of symbols, as signs of lists have."""
    return typeface.strip().lower() in _OF_SYMBOLS
