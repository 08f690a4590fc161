"""What a Word document holds beside what the register writes and what a word processor adds on saving."""

from collections.abc import Iterable, Iterator
from itertools import chain

from opdracht.documents.word.ooxml import Element, Package, W, is_on
from opdracht.dutch import counted
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.seen.codes import codes_of
from opdracht.proof.seen.described import description_obstacles
from opdracht.proof.seen.fonts import font_obstacles
from opdracht.proof.seen.layout import Column, shown_kinds
from opdracht.proof.seen.lists import Lists
from opdracht.proof.seen.look import StyleSheet
from opdracht.proof.seen.paragraphs import Paragraphs
from opdracht.proof.seen.parts import part_obstacles
from opdracht.proof.seen.settings import setting_obstacles
from opdracht.proof.seen.shipped import shipped_as
from opdracht.proof.seen.story import Story
from opdracht.proof.seen.zipped import zip_obstacles
from opdracht.proof.text import opened

_PARTS = {"header": "koptekst", "footer": "voettekst", "footnotes": "voetnoot", "endnotes": "eindnoot"}
_MOST_PLACES = 5
"""So many places are named of one kind of obstacle."""


def word_obstacles(content: bytes) -> list[Obstacle]:
    """What keeps the text of a .docx from being judged; empty when what it reads as is what it says.

    Raises OpdrachtError for a file that is no Word document, or is too large.
    """
    with opened(content) as package:
        sheet = StyleSheet(package)
        obstacles = chain(
            zip_obstacles(package.archive, content),
            part_obstacles(package),
            setting_obstacles(package),
            font_obstacles(package),
            description_obstacles(package, sheet),
            _of_stories(package, sheet),
        )
        return list(_shortened(dict.fromkeys(obstacles)))


def _of_stories(package: Package, sheet: StyleSheet) -> Iterator[Obstacle]:
    root = package.xml(package.main)
    body = root.find(f"{W}body")
    if body is None:
        return
    shipped = shipped_as(_first_words(body))
    paragraphs = Paragraphs(sheet, Lists(package, sheet), shipped)
    columns = [Column.of_page(section) for section in body.iter(f"{W}sectPr")] or [Column.of_page(None)]
    column = min(columns, key=lambda column: column.width)
    yield from Story("tekst", paragraphs, column).obstacles(root)
    for kind, target in sorted(set(package.related.values())):
        if kind in _PARTS and target in package.names:
            part = package.xml(target)
            yield from Story(_PARTS[kind], paragraphs, column).obstacles(part)
            has_text = any(text.text for text in part.iter(f"{W}t"))
            if has_text and shipped is not None and shipped.codes.get(kind, ()) != codes_of(part):
                yield Obstacle(_PARTS[kind], "andere bladzijdenummers")
        elif kind == "comments" and target in package.names and len(package.xml(target)):
            yield Obstacle("de kantlijn", "een opmerking in de kantlijn")
    yield from _around(package, body)


def _around(package: Package, body: Element) -> Iterator[Obstacle]:
    """Pages without the header or footer that others have."""
    settings = package.part_of("settings")
    switch = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
    sections = list(body.iter(f"{W}sectPr"))
    shown = list(shown_kinds(sections, even=switch is not None and is_on(switch)))
    for of in ("header", "footer"):
        texts = {_says(package, key) for kind, key in shown if kind == of}
        if len(texts) > 1:
            yield Obstacle(_PARTS[of], f"niet iedere bladzijde heeft deze {_PARTS[of]}")


def _says(package: Package, key: str | None) -> bool:
    """Whether a header or footer has text."""
    _, target = package.related.get(key or "", ("", ""))
    return target in package.names and any((text.text or "").strip() for text in package.xml(target).iter(f"{W}t"))


def _first_words(body: Element) -> str:
    """The text of the first paragraph that has any."""
    texts = ("".join(node.text or "" for node in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p"))
    return next((text for text in texts if text.strip()), "")


def _shortened(obstacles: Iterable[Obstacle]) -> Iterator[Obstacle]:
    """The obstacles, of each kind no more than a few."""
    counts: dict[str, int] = {}
    for obstacle in obstacles:
        counts[obstacle.what] = counts.get(obstacle.what, 0) + 1
        if counts[obstacle.what] <= _MOST_PLACES:
            yield obstacle
    for what, number in counts.items():
        if number > _MOST_PLACES:
            yield Obstacle(f"nog {counted(number - _MOST_PLACES, 'plaats', 'plaatsen')}", what)
