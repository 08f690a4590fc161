"""The parts that describe styles and lists: each of them once, in its place, so that every program finds the same ones."""

from collections import Counter
from collections.abc import Iterator

from opdracht.documents.word.ooxml import Element, Package, W
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.seen.grammar import PROPERTIES, called
from opdracht.proof.seen.look import CONDITIONS
from opdracht.proof.seen.names import short_name, words

_CALLED = {"styles": "de stijlen", "numbering": "de nummering"}
_STYLE = "pPr rPr tblPr trPr tcPr"
_INSIDE = {
    parent: words(children)
    for parent, children in {
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "rPrDefault": "rPr",
        "pPrDefault": "pPr",
        "style": f"name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
        f" personal personalCompose personalReply rsid tblStylePr {_STYLE}",
        "tblStylePr": _STYLE,
        "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
        "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
        "num": "abstractNumId lvlOverride",
        "lvlOverride": "startOverride lvl",
        "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    }.items()
}
_MAY_BE_MORE = words("style abstractNum num numPicBullet lvlOverride")
_KEYS = {"style": "styleId", "abstractNum": "abstractNumId", "num": "numId", "lvl": "ilvl", "tblStylePr": "type"}


def description_obstacles(package: Package) -> Iterator[Obstacle]:
    """What describes styles and lists in a way that programs read differently."""
    for kind, place in _CALLED.items():
        if (root := package.part_of(kind)) is not None:
            yield from (Obstacle(place, what) for what in _faults(root, kind))


def _faults(node: Element, name: str) -> Iterator[str]:
    seen: Counter[tuple[str, str | None]] = Counter()
    for child in node:
        inner = short_name(child.tag)
        seen[inner, child.get(f"{W}{_KEYS[inner]}") if inner in _KEYS else None] += 1
        is_strange = inner == "tblStylePr" and child.get(f"{W}type") not in CONDITIONS
        if inner not in _INSIDE[name] or is_strange:
            yield called(child)
        elif inner in PROPERTIES:
            yield from doubles(child)
        elif inner in _INSIDE:
            yield from _faults(child, inner)
    for (inner, key), number in seen.items():
        if number > 1 and (inner not in _MAY_BE_MORE or key is not None):
            yield f"een beschrijving die er twee keer staat ({inner} {key or ''})".replace(" )", ")")


def doubles(properties: Element) -> Iterator[str]:
    """A property that stands twice in one place: programs do not agree which of the two counts."""
    names = [short_name(node.tag) for node in properties if not short_name(node.tag).endswith("Reference")]
    if len(set(names)) != len(names):
        yield "opmaak die er twee keer staat"
