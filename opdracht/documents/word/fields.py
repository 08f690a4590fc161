"""The fields of a Word document: what their codes say, however Word keeps them, and which ones only look at the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from opdracht.documents.word.ooxml import Element

OF_THE_PAGE = frozenset(
    {
        "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "TC", "XE",
        "INDEX", "TA", "TOA", "BIBLIOGRAPHY", "CITATION", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE",
        "EDITTIME", "REVNUM", "FILENAME", "FILESIZE", "TEMPLATE", "DOCPROPERTY", "DOCVARIABLE", "INFO", "TITLE",
        "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "NUMWORDS",
        "NUMCHARS", "IF", "COMPARE", "=", "SET", "QUOTE", "SYMBOL", "EQ", "ADVANCE", "LISTNUM", "AUTONUM", "AUTONUMLGL",
        "AUTONUMOUT", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "SHAPE",
    }
)  # fmt: skip
"""What a field may be: none of these opens a file, asks the network, starts a program or runs a macro."""

_BRANCHES = frozenset({"ins", "del", "moveFrom", "moveTo", "Choice", "Fallback"})
_CODES = frozenset({"instrText", "delInstrText"})
_HERE_IS_A_FIELD = "\ufffc"
_FIRST_WORD = re.compile(r"\s*(=|[^\s\"\\=]+)")
_WORDS = re.compile(r"\"[^\"]*\"|\\[a-z]|[^\s\"]+", re.IGNORECASE)
_WITH_A_WORD = frozenset(
    {"\\l", "\\o", "\\t"}
)  # switches of a link, with its place in the text, its tip and its window
_QUOTES = str.maketrans("“”„", '"' * 3)


@dataclass
class WordField:
    """A field: the element it begins with, and its code; `whole` when no part of it stands in a change or an alternative."""

    element: Element
    code: str = ""
    whole: bool = True
    _branch: Element | None = field(default=None, repr=False)
    _in_code: bool = field(default=True, repr=False)

    @property
    def kind(self) -> str:
        """The first word of its code in capitals, empty when it has none."""
        first = _FIRST_WORD.match(self.code)
        return first[1].upper() if first else ""

    @property
    def addresses(self) -> list[str]:
        """Where a field that is a link goes to; nothing for every other field, and for a link to a place in the text."""
        if self.kind != "HYPERLINK":
            return []
        words = _WORDS.findall(self.code.translate(_QUOTES))
        return [
            word.strip('"')
            for before, word in pairwise(words)
            if not word.startswith("\\") or word[1:2] == "\\"
            if before.lower() not in _WITH_A_WORD
        ]


def fields_of(root: Element) -> Iterator[WordField]:
    """The fields in a part, those in one another each by themselves, in the order in which they end."""
    opened: list[WordField] = []
    for node in root.iter("{*}fldChar", "{*}fldSimple", *(f"{{*}}{name}" for name in _CODES)):
        name = node.tag.rpartition("}")[2]
        if name == "fldSimple":
            yield WordField(node, _value(node, "instr"))
        elif name in _CODES:
            text = "".join(node.itertext())
            if opened and opened[-1]._in_code:
                opened[-1].code += text
                opened[-1].whole &= _branch(node) is opened[-1]._branch
            elif text.strip():
                yield WordField(node, text, whole=False)
        elif (kind := _value(node, "fldCharType")) == "begin":
            if opened and opened[-1]._in_code:
                opened[-1].code += _HERE_IS_A_FIELD
            opened.append(WordField(node, _branch=_branch(node)))
        elif opened and kind == "separate":
            opened[-1]._in_code = False
        elif opened and kind == "end":
            yield opened.pop()
    yield from opened


def _value(node: Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _branch(node: Element) -> Element | None:
    """The change or the alternative that it stands in."""
    return next((above for above in node.iterancestors() if str(above.tag).rpartition("}")[2] in _BRANCHES), None)
