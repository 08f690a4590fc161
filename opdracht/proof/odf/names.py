"""Names of elements and attributes as the standard of OpenDocument writes them: 'text:p'."""

from functools import lru_cache

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_SHORT = {space: prefix for prefix, space in _SPACES.items()}


@lru_cache(maxsize=4096)
def named(word: str) -> str:
    """'text:p' as lxml names it."""
    prefix, _, name = word.partition(":")
    return f"{{{_SPACES[prefix]}}}{name}"


@lru_cache(maxsize=4096)
def name_of(tag: object) -> str:
    """How the standard names an element or attribute: 'text:p'; empty for a comment or an instruction."""
    if not isinstance(tag, str):
        return ""
    space, _, name = tag.removeprefix("{").rpartition("}")
    return f"{_SHORT.get(space, space)}:{name}" if space else name
