"""Names of persons in texts: found as people write them, and what looks like one though the register knows nobody of it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

SHORTEST = 3
"""So many signs has the shortest text that is forgotten, and the shortest part of a name that is pointed out."""
_GAP = r"[\s_\u2010-\u2015-]"
"""What stands between two words of a name."""
_BETWEEN = r"(?:(?:van|de|der|den|ten|ter|te|het|'t|el|al|von|la)\s+)*"
_SURNAME = rf"{_BETWEEN}[^\W\d_a-z][\w'’-]+"
_LIKE_A_NAME = re.compile(
    r"(?:\b(?:de heer|mevrouw|meneer|dhr|mevr|mw|drs|ir|mr|ing|dr|prof)\b\.?\s+(?:[A-Z]\.\s?)*"
    r"|(?<![\w.])(?!(?:N|B)\.\s?V\.)(?:[A-Z]\.\s?)+)" + _SURNAME + r"|[\w.+-]+@[\w-]+\.[\w.-]*\w"
)
"""A form of address or initials with a surname, or an e-mail address."""


def like_names(text: str) -> Iterator[str]:
    """What looks like the name of a person: 'mevrouw Jansen', 'J.P. van Dam', 'anna@breda.nl'."""
    return (match[0] for match in _LIKE_A_NAME.finditer(composed(text)))


def composed(text: str) -> str:
    """A text in which an é is one sign, however it was typed."""
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """A name as it is compared: without the difference between capitals, spaces and hyphens."""
    return " ".join(_words(composed(text).casefold()))


def spoken(some: Iterable[str], kept: Iterable[str] = (), *, inside: bool = False) -> re.Pattern[str] | None:
    """Finds these names as whole words in composed text, and before them, in the group `kept`, the names that stay.

    `inside`: also between hyphens, as in the name of a file.
    """
    if not (names := "|".join(patterns(some))):
        return None
    stay = "|".join(patterns(kept)) or r"(?!)"
    sign = r"[^\W_]" if inside else r"[\w-]"
    return re.compile(rf"(?<!{sign})(?:(?P<kept>{stay})|{names})(?!{sign})", re.IGNORECASE)


def patterns(some: Iterable[str]) -> Iterator[str]:
    """A pattern for each of these names, the longest first, with any gap between its words."""
    for name in sorted(map(composed, some), key=lambda name: (-len(name), name)):
        if words := name.split() if _is_a_code(name) else _words(name):
            yield rf"{_GAP}+".join(map(re.escape, words))


def _words(name: str) -> list[str]:
    return [word for word in re.split(rf"{_GAP}+", name) if word]


def _is_a_code(text: str) -> bool:
    """Whether a text is written as a code or an address, in which a hyphen is no space."""
    return len(text.split()) == 1 and text == text.lower()


def is_a_full_name(name: str) -> bool:
    """Whether it tells who somebody is by itself: more than one word, with a capital."""
    return len(name) >= SHORTEST and len(name.split()) > 1 and name != name.lower()


def name_parts(name: str) -> list[str]:
    """The words of a name that are long enough to look for."""
    return [word for word in re.findall(r"[^\W_]+", composed(name)) if len(word) >= SHORTEST]
