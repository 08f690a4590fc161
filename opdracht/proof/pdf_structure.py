"""What a PDF is made of, laid beside the little that LibreOffice writes for a document of text: an allow-list.

A key that is not named here may show, hide or run something (ISO 32000-1, tables 28, 30, 31, 34, 111 and 122), so it is
an obstacle, whatever it holds. Objects that nothing refers to are not looked at: no reader shows them.
"""

import base64
import io
import re
import zlib
from collections.abc import Callable, Iterator

import pikepdf
from PIL import Image, ImageCms

from opdracht.proof.obstacle import Obstacle

LARGEST_STREAM = 30 * 2**20
"""So many bytes may be in one stream when it is unpacked; the font of a document is a thousandth of it."""
MOST_OBJECTS = 300_000

_FILE = "het bestand"
_TRAILER = {"/Size", "/Root", "/Info", "/ID", "/DocChecksum"}
_XREF_STREAM = {"/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms"}
_CATALOG = {
    "/Type", "/Pages", "/Lang", "/MarkInfo", "/Metadata", "/OpenAction", "/Outlines", "/OutputIntents", "/StructTreeRoot",
    "/ViewerPreferences", "/Version",
}  # fmt: skip
_TREE = {"/Type", "/Count", "/Kids", "/Parent", "/MediaBox", "/Resources"}
_PAGE = {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/StructParents", "/Group", "/Tabs", "/Annots"}
_GROUP = {"/Type": "/Group", "/S": "/Transparency", "/CS": "/DeviceRGB", "/I": "True"}
_RESOURCES = {"/Font", "/ProcSet"}
_LINK = {
    "/Type", "/Subtype", "/Rect", "/Border", "/A", "/Dest", "/StructParent", "/F", "/P",
}  # fmt: skip
_STREAM = {"/Length", "/Filter"}
_STRUCTURE = {
    "/Type", "/S", "/P", "/Pg", "/K", "/A", "/ParentTree", "/ParentTreeNextKey", "/RoleMap", "/Nums", "/Kids", "/Limits",
    "/Lang", "/MCID", "/ID", "/Obj", "/StmOwn", "/Namespaces", "/NS",
}  # fmt: skip
_OUTLINE = {"/Type", "/Title", "/Dest", "/Parent", "/First", "/Last", "/Next", "/Prev", "/Count"}
_INTENT = {
    "/Type",
    "/S",
    "/OutputConditionIdentifier",
    "/DestOutputProfile",
    "/Info",
    "/RegistryName",
    "/OutputCondition",
}
_NAMES = {
    "/AcroForm": "een formulier", "/OCProperties": "lagen", "/AA": "opdrachten die vanzelf starten", "/XFA": "een formulier",
    "/Names": "bijlagen, JavaScript of namen", "/CropBox": "een afgesneden bladzijde", "/Rotate": "een gedraaide bladzijde",
    "/UserUnit": "een andere maat", "/XObject": "afbeeldingen of ingevoegde tekeningen", "/ExtGState": "doorzichtigheid",
    "/Shading": "kleurverloop", "/Pattern": "patronen", "/Properties": "lagen", "/ColorSpace": "eigen kleuren",
    "/Trans": "een overgang", "/Encrypt": "een beveiliging", "/Prev": "een latere aanvulling", "/XRefStm": "een tweede inhoud",
    "/ActualText": "vervangende tekst", "/Alt": "vervangende tekst", "/E": "vervangende tekst", "/F": "een bestand van buiten",
    "/Collection": "bijlagen", "/AF": "bijlagen",
}  # fmt: skip
_SHADES = [(0, 0, 0), (255, 255, 255), (11, 79, 108), (28, 39, 48), (79, 91, 102), (180, 194, 203)]
_RAW_SPACE = b"\r\n\t \x00"


class NotUnderstood(Exception):
    """A thing in a PDF that no document of the register has; `what` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def unpacked(stream: pikepdf.Object | None) -> bytes:
    """The bytes of a stream, unpacked to the last one. Raises NotUnderstood for other filters and for damage."""
    if not isinstance(stream, pikepdf.Stream):
        raise NotUnderstood("een onderdeel dat ontbreekt")
    only(stream, _STREAM | {"/Length1", "/Length2", "/Length3", "/N", "/Type", "/Subtype"})
    content = stream.read_raw_bytes()
    for name in _filters(stream):
        try:
            content = _FILTERS[name](content)
        except (KeyError, ValueError, zlib.error) as error:
            raise NotUnderstood("beschadigde of onbekend verpakte inhoud") from error
    return content


def _filters(stream: pikepdf.Object) -> list[str]:
    filters = stream.get("/Filter")
    if filters is None or isinstance(filters, pikepdf.Name):
        return [] if filters is None else [str(filters)]
    return [str(name) for name in filters]


def _inflated(content: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    result = unpacking.decompress(content, LARGEST_STREAM)
    if not unpacking.eof or unpacking.unused_data.strip(_RAW_SPACE):
        raise ValueError("cut off, too large, or with something behind it")
    return result


def _from_ascii85(content: bytes) -> bytes:
    return base64.a85decode(content.removesuffix(b"~>"))


_FILTERS: dict[str, Callable[[bytes], bytes]] = {"/FlateDecode": _inflated, "/ASCII85Decode": _from_ascii85}


def only(thing: pikepdf.Object, allowed: set[str]) -> None:
    """Raises NotUnderstood when a dictionary has other keys than these."""
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        raise NotUnderstood("een onderdeel in een onbekende vorm")
    for key in sorted(thing.keys()):
        if key not in allowed:
            raise NotUnderstood(_NAMES.get(key, f"een onbekend kenmerk ({key[1:41]})"))


def file_obstacles(content: bytes, pdf: pikepdf.Pdf) -> Iterator[Obstacle]:
    """What the file as a whole has beside pages: a second layer of changes, a form, a script, an attachment."""
    if not content.startswith(b"%PDF-") or content.rstrip(_RAW_SPACE)[-5:] != b"%%EOF":
        yield Obstacle(_FILE, "inhoud voor of na de PDF")
    most = 2 if pdf.is_linearized else 1
    if len(re.findall(rb"startxref", content)) > most or len(re.findall(rb"%%EOF", content)) > most:
        yield Obstacle(_FILE, "een latere aanvulling")
    for look, place in (
        (_trailer, _FILE),
        (_opening, _FILE),
        (_intents, "de kleuren"),
        (_structure, "de opbouw voor voorleessoftware"),
    ):
        try:
            look(pdf)
        except NotUnderstood as error:
            yield Obstacle(place, error.what)


def _trailer(pdf: pikepdf.Pdf) -> None:
    only(
        pdf.trailer,
        _TRAILER | (_XREF_STREAM if "/W" in pdf.trailer else set()) | ({"/Prev"} if pdf.is_linearized else set()),
    )
    only(pdf.Root, _CATALOG)


def _opening(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    action = root.get("/OpenAction")
    if action is not None and not isinstance(action, pikepdf.Array):
        raise NotUnderstood("een opdracht die vanzelf start")
    only(root.get("/ViewerPreferences", pikepdf.Dictionary()), {"/DisplayDocTitle"})
    only(root.get("/MarkInfo", pikepdf.Dictionary()), {"/Marked", "/Suspects", "/UserProperties"})


def _intents(pdf: pikepdf.Pdf) -> None:
    for intent in pdf.Root.get("/OutputIntents", []):
        only(intent, _INTENT)
        _check_colours(unpacked(intent.DestOutputProfile))


def _check_colours(profile: bytes) -> None:
    """Raises NotUnderstood when a profile makes other colours of the ones that are written, such as white of black."""
    shades = Image.new("RGB", (len(_SHADES), 1))
    shades.putdata(_SHADES)
    try:
        seen = ImageCms.profileToProfile(
            shades, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        )
    except (ImageCms.PyCMSError, OSError) as error:
        raise NotUnderstood("een beschadigd kleurprofiel") from error
    if seen is None or max(abs(was - now) for was, now in zip(shades.tobytes(), seen.tobytes(), strict=True)) > 8:
        raise NotUnderstood("een vreemd kleurprofiel")


def _structure(pdf: pikepdf.Pdf) -> None:
    """Raises NotUnderstood when the tags, which screen readers follow, say other things than the page."""
    todo = [pdf.Root.get("/StructTreeRoot")]
    seen: set[tuple[int, int]] = set()
    number = 0
    while todo:
        thing = todo.pop()
        number += 1
        if number > MOST_OBJECTS:
            raise NotUnderstood("te veel onderdelen")
        if isinstance(thing, pikepdf.Array):
            todo += [kid for kid in thing if isinstance(kid, pikepdf.Object)]
        elif isinstance(thing, pikepdf.Dictionary) and str(thing.get("/Type")) not in ("/Page", "/Annot"):
            if thing.is_indirect:
                if thing.objgen in seen:
                    continue
                seen.add(thing.objgen)
            only(thing, _STRUCTURE)
            todo += [thing[key] for key in ("/K", "/Kids", "/Nums", "/ParentTree") if key in thing]


def headings_of(pdf: pikepdf.Pdf) -> list[str]:
    """The headings that a reader sees beside the pages. Raises NotUnderstood for any that does more than jump."""
    root = pdf.Root.get("/Outlines")
    todo = [root] if root is not None else []
    titles: list[str] = []
    while todo:
        entry = todo.pop()
        only(entry, _OUTLINE)
        if "/Title" in entry:
            titles.append(str(entry.Title))
        if len(titles) > 10_000:
            raise NotUnderstood("te veel koppen naast de bladzijden")
        todo += [entry[key] for key in ("/First", "/Next") if key in entry]
    return titles


def leaves(pdf: pikepdf.Pdf, most: int) -> list[pikepdf.Object]:
    """The pages, in order. Raises NotUnderstood for more than `most`, a page that stands twice, or another tree."""
    seen: set[tuple[int, int]] = set()
    found: list[pikepdf.Object] = []
    todo = [pdf.Root.Pages]
    while todo:
        node = todo.pop()
        if not isinstance(node, pikepdf.Dictionary) or not node.is_indirect or node.objgen in seen:
            raise NotUnderstood("een bladzijde die er twee keer of niet in zit")
        seen.add(node.objgen)
        if str(node.get("/Type")) == "/Page":
            found.append(node)
        else:
            only(node, _TREE)
            todo += reversed(list(node.get("/Kids", [])))
        if len(seen) > 2 * most:
            raise NotUnderstood("te veel bladzijden")
    return found


def inherited(page: pikepdf.Object, key: str) -> pikepdf.Object:
    """What a page has of itself, or from the nodes above it. Raises NotUnderstood when it has it nowhere."""
    node: pikepdf.Object | None = page
    for _ in range(50):
        if node is None:
            break
        if key in node:
            return node[key]
        node = node.get("/Parent")
    raise NotUnderstood("een bladzijde zonder maat of lettertypen")


def check_page(page: pikepdf.Object) -> None:
    """Raises NotUnderstood when a page has more than text: marks, a form, layers, pictures, a size of its own."""
    only(page, _PAGE)
    only(inherited(page, "/Resources"), _RESOURCES)
    group = page.get("/Group", pikepdf.Dictionary())
    if any(_GROUP.get(key) != str(value) for key, value in group.items()):
        raise NotUnderstood("doorzichtigheid")
    for mark in page.get("/Annots", []):
        _check_link(mark)


def _check_link(mark: pikepdf.Object) -> None:
    if str(mark.get("/Subtype")) != "/Link":
        raise NotUnderstood("een opmerking, veld of stempel op de bladzijde")
    only(mark, _LINK)
    if any(float(side) != 0 for side in mark.get("/Border", [1])):
        raise NotUnderstood("een koppeling met een rand")
    action = mark.get("/A")
    if action is not None:
        only(action, {"/Type", "/S", "/URI"})
        if str(action.get("/S")) != "/URI" or not str(action.get("/URI")).startswith("https://"):
            raise NotUnderstood("een koppeling die iets anders doet dan een website openen")
