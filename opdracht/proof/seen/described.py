"""The parts that describe styles and lists: each of them once, in its place, so that every program finds the same ones."""

from collections import Counter
from collections.abc import Iterator

from opdracht.documents.word.ooxml import Element, Package, W
from opdracht.proof.obstacle import Obstacle
from opdracht.proof.seen.grammar import PROPERTIES, called
from opdracht.proof.seen.look import CONDITIONS, KINDS_OF_STYLE, NEVER_NAMED, SIDES, StyleSheet, is_default, kind_of
from opdracht.proof.seen.names import short_name, words

_CALLED = {"styles": "de stijlen", "numbering": "de nummering"}
_KINDS = words("paragraph character table numbering")
_SWITCH = words("0 1 true false on off")
_LINKED = {"paragraph": "character", "character": "paragraph"}
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
_NUMBERED = words("abstractNum num lvl")
_KEYS = {"style": "styleId", "abstractNum": "abstractNumId", "num": "numId", "lvl": "ilvl", "tblStylePr": "type"}


def description_obstacles(package: Package, sheet: StyleSheet) -> Iterator[Obstacle]:
    """What describes styles and lists in a way that programs read differently."""
    for kind, place in _CALLED.items():
        if (root := package.part_of(kind)) is not None:
            yield from (Obstacle(place, what) for what in _faults(root, kind))
            yield from (Obstacle(place, what) for what in sheet.misnamed(root))
    for style in sheet.styles.values():
        yield from (Obstacle(_CALLED["styles"], what) for what in _style_faults(style, sheet))
    yield from (Obstacle(_CALLED["styles"], what) for what in _styles_together(sheet))


def _style_faults(style: Element, sheet: StyleSheet) -> Iterator[str]:
    """What a style is, and which other styles it names: programs pass over one that is missing or of another kind."""
    kind, key = kind_of(style), style.get(f"{W}styleId", "")
    if kind not in _KINDS or style.get(f"{W}default", "0") not in _SWITCH:
        yield f"een stijl van een onbekende soort ({key[:40]})"
    for name, of in (("basedOn", kind), ("next", kind), ("link", _LINKED.get(kind))):
        other = style.find(f"{W}{name}")
        named = None if other is None else other.get(f"{W}val", "")
        if named is not None and sheet.kinds.get(named) != of:
            yield f"een stijl die er niet is of van een andere soort ({named[:40]})"
    if any(next(style.iter(f"{W}{name}"), None) is not None for name in KINDS_OF_STYLE):
        yield f"een stijl in een stijl ({key[:40]})"
    if (base := sheet.chain(key)[0].find(f"{W}basedOn")) is not None and base.get(f"{W}val") in sheet.styles:
        yield f"een stijl die op zichzelf staat ({key[:40]})"


def _styles_together(sheet: StyleSheet) -> Iterator[str]:
    """Styles that want to be the same one: which of the two it is differs by program."""
    keys = Counter(key.casefold() for key in sheet.styles)
    yield from (f"twee stijlen die alleen in hoofdletters verschillen ({key[:40]})" for key in keys if keys[key] > 1)
    names = Counter((sheet.kinds[key], sheet.name_of(key)) for key in sheet.styles)
    yield from (f"twee stijlen met één naam ({name[:40]})" for (_, name), number in names.items() if number > 1)
    yield from ("een stijl zonder naam" for _, name in names if not name)
    defaults = Counter(kind for key, kind in sheet.kinds.items() if is_default(sheet.styles[key]))
    for kind, key in sheet.defaults.items():
        is_unusual = kind in NEVER_NAMED and sheet.name_of(key) != NEVER_NAMED[kind]
        if defaults[kind] > 1 or (is_unusual and (kind, NEVER_NAMED[kind]) in names):
            yield "twee stijlen voor wat geen stijl noemt"


def _faults(node: Element, name: str) -> Iterator[str]:
    seen: Counter[tuple[str, str | None]] = Counter()
    for child in node:
        inner = short_name(child.tag)
        seen[inner, child.get(f"{W}{_KEYS[inner]}") if inner in _KEYS else None] += 1
        is_strange = inner == "tblStylePr" and child.get(f"{W}type") not in CONDITIONS
        number = child.get(f"{W}{_KEYS[inner]}", "") if inner in _NUMBERED else "0"
        if inner not in _INSIDE[name] or is_strange:
            yield called(child)
        elif str(int(number) if number.isdecimal() else "") != number:
            yield f"een nummering met een vreemd nummer ({number[:40]})"
        elif inner in PROPERTIES:
            yield from doubles(child)
        elif inner in _INSIDE:
            yield from _faults(child, inner)
    for (inner, key), number in seen.items():
        if number > 1 and (inner not in _MAY_BE_MORE or key is not None):
            yield f"een beschrijving die er twee keer staat ({inner} {key or ''})".replace(" )", ")")


def doubles(properties: Element) -> Iterator[str]:
    """A property that stands twice in one place: programs do not agree which of the two counts.

    So do 'left' and 'start', that are one thing, and the two ways to begin a first line elsewhere.
    """
    for node in properties.iter():
        inner = [_one_name(child.tag) + child.get(f"{W}type", "") for child in node if child.tag != f"{W}tab"]
        given = [_one_name(key) for key in node.attrib]
        if len(set(inner)) != len(inner) or len(set(given)) != len(given) or {"firstLine", "hanging"} <= {*given}:
            yield "opmaak die er twee keer staat"
            return
        if any(name.startswith(("?", "{")) for name in given):
            yield "opmaak die niet van Word is"
            return


def _one_name(tag: object) -> str:
    return SIDES.get(short_name(tag), short_name(tag))
