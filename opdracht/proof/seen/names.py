"""Names of elements and attributes as short as a table of them can have: 'p' for w:p, 'w14:paraId', 'xml:space'."""

from functools import lru_cache

from lxml import etree

from opdracht.documents.word.ooxml import Element, W

_PREFIXES = {
    W[1:-1]: "",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "urn:schemas-microsoft-com:office:office": "o:",
}


@lru_cache(maxsize=4096)
def short_name(tag: object) -> str:
    """The name of an element or attribute; of a namespace that is not known here with its whole address."""
    if not isinstance(tag, str):
        return "?"
    name = etree.QName(tag)
    if name.namespace is None:
        return f"?{name.localname}"
    prefix = _PREFIXES.get(name.namespace)
    return f"{{{name.namespace}}}{name.localname}" if prefix is None else f"{prefix}{name.localname}"


def attributes(node: Element) -> dict[str, str]:
    """The attributes of an element by their short names."""
    return {short_name(key): value for key, value in node.attrib.items()}


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set of names."""
    return frozenset(text.split())
