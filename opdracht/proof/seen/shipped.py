"""What the templates of the program have beside text: the numbers of their headings, the page numbers in their margins."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from opdracht.documents.engine.render import template_names, title_of
from opdracht.documents.word.ooxml import Package
from opdracht.proof.seen.codes import codes_of
from opdracht.proof.seen.lists import Format, Lists
from opdracht.proof.seen.look import StyleSheet


@dataclass(frozen=True)
class Shipped:
    """What the documents of one template have."""

    lists: Mapping[str, Format]
    """How the paragraphs of each style are numbered, by the name of the style."""
    codes: Mapping[str, tuple[str, ...]]
    """What the fields of its headers and footers count: of 'footer' PAGE and NUMPAGES."""


def shipped_as(first_words: str) -> Shipped | None:
    """The template whose documents begin with these words; None when it is none of the program's."""
    names = [name for name in template_names() if first_words.startswith(f"{title_of(name)} ")]
    return _shipped(names[0]) if names else None


@lru_cache(maxsize=16)
def _shipped(template: str) -> Shipped:
    with zipfile.ZipFile(io.BytesIO(template_names()[template].read_bytes())) as archive:
        package = Package(archive)
        codes = {
            kind: codes_of(package.xml(name)) for kind, name in package.related.values() if kind in ("header", "footer")
        }
        return Shipped(Lists(package, StyleSheet(package)).of_styles(), codes)
