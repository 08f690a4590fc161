"""Whether a text is the name of a person or a place: it must be known as one, by itself or by how it is written.

What is written in a cell for a name is a name only when something tells so: initials, a title, a first name or family
name that people have, or that the agreement itself has it. 'Bezwaar Gemaakt' has the form of a name, and is none.
"""

import re
import unicodedata
from functools import cache

from opdracht.proof.people_names import FAMILY_NAMES, FIRST_NAMES, PLACES

_MOST_NAMES = 3
"""So many words with a capital a family name has at most, beside the small ones: 'De Vries-van den Berg Visser'."""
_MOST_WORDS = 12
_SMALL_WORDS = frozenset((
    "van", "de", "der", "den", "het", "'t", "’t", "'s", "’s", "d'", "ter", "ten", "te", "in", "op", "aan", "bij", "la",
    "le", "el", "al", "bin", "ben", "von", "zu", "zur", "da", "dos", "di", "du", "y", "ibn", "vom", "des", "les", "del", "af",
))  # fmt: skip
"""Words without a capital that stand in names of people and places."""
_TITLES = frozenset((
    "mr", "drs", "dr", "ir", "ing", "prof", "mevr", "mw", "dhr", "mevrouw", "heer", "meneer", "wethouder", "burgemeester",
    "secretaris", "gemeentesecretaris", "directeur", "voorzitter", "griffier", "loco-burgemeester", "bc",
))  # fmt: skip
"""Words that go before a name, or after it behind a comma."""
_AFTER = frozenset(("jr", "sr", "msc", "bsc", "ma", "ba", "mba", "mpa", "mpm", "llm", "phd", "bba", "ra", "rc"))
"""What stands after a name: 'jr.', 'MSc'."""
_LIKE_A_PLACE = re.compile(
    r"[^ ]{2,}(?:dam|burg|dijk|drecht|hoven|loo|veen|wijk|dorp|stad|broek|beek|berg|bergen|kerk|kerke|monde|muiden|zijl|huizen"
    r"|horst|sluis|hout|donk|schoten|bosch|wolde|woude|schans|vliet|heuvel|velde|stein)"
)
"""How places in this country end."""
_INITIALS = re.compile(
    r"(?:(?:[^\W\d_]|IJ|Th|Ch|Ph|Chr|Joh|Fr|Tj|Sj|Kl|Sh|St)\.)+[^\W\d_]?|[^\W\d_]|[B-DF-HJ-NP-TV-XZ]{2,4}"
)
"""'J.P.', 'Th.', 'J', 'JP'; not 'Ja.' and 'NEE'."""

_NO_SIGNS = str.maketrans(dict.fromkeys(",;/()&", " "))


def has_form_of_name(text: str) -> bool:
    """Whether these can be the words of a name: each with a capital, or a small word of names."""
    words = _words(text)
    return (
        0 < len(words) <= _MOST_WORDS
        and all(unicodedata.category(sign)[0] in "LM" or sign in ".'’" for word in words for sign in word)
        and all(_bare(word) in _SMALL_WORDS | _TITLES | _AFTER or _has_capital(word) for word in words)
        and any(_bare(word) not in _SMALL_WORDS | _TITLES for word in words)
        and all(_is_in_one_script(word) for word in words)
    )


def is_person(text: str, told: str = "") -> bool:
    """Whether a text is the name of a person, or of a few; a name in the text `told` is known to be one."""
    pieces = [piece.strip() for piece in re.split(r"[,;/]| en | & ", text) if piece.strip()]
    people = [piece for piece in pieces if _bare(piece) not in _TITLES | _AFTER]
    return bool(people) and has_form_of_name(text.replace(" en ", " ").translate(_NO_SIGNS)) and all(
        _is_one_person(piece, told) for piece in people
    )  # fmt: skip


def _is_one_person(text: str, told: str) -> bool:
    words = _words(text)
    while words and (_bare(words[0]) in _TITLES or [_bare(word) for word in words[:2]] == ["de", "heer"]):
        words.pop(0)
    has_title = len(words) < len(_words(text))
    while words and _bare(words[-1]) in _AFTER | _TITLES:
        words.pop()
    first = next((at for at, word in enumerate(words) if not _are_initials(word)), len(words))
    given = next((at for at in range(first, len(words)) if _plain(words[at]) not in FIRST_NAMES), len(words))
    family = [word for word in words[given:] if _bare(word) not in _SMALL_WORDS]
    if first == len(words) or len(family) > _MOST_NAMES or _bare(words[-1]) in _SMALL_WORDS:
        return False
    is_known = given > 0 or _plain(words[-1]) in FAMILY_NAMES or (len(words) > 1 and _stands_in(text, told))
    return is_known or (has_title and len(family) == 1) or all(unicodedata.category(word[0]) == "Lo" for word in words)


def is_place(text: str, told: str = "") -> bool:
    """Whether a text is a place: one of this country, one that is called like those, or one that people agreed on."""
    if not has_form_of_name(text) or len(text.split()) > 5:
        return False
    plain = _plain(text)
    return plain in _places() or _LIKE_A_PLACE.fullmatch(plain) is not None or _stands_in(text, told)


@cache
def _places() -> frozenset[str]:
    return frozenset(map(_plain, PLACES))


def _are_initials(word: str) -> bool:
    return _INITIALS.fullmatch(word) is not None and all(part[:1].isupper() for part in word.split(".") if part)


def _stands_in(text: str, told: str) -> bool:
    """Whether a text stands in another one after a word in small letters: there a capital is that of a name."""
    return re.search(rf"(?<=[a-z] ){re.escape(text)}(?!\w)", told) is not None


def _words(text: str) -> list[str]:
    """The words of a name; both halves of 'Öztürk-de Boer' are words."""
    return [word for word in (word.strip(",()") for word in re.split(r"[\s/-]+", text)) if word.strip(".")]


def _bare(word: str) -> str:
    return word.strip(".").lower()


def _plain(word: str) -> str:
    """A word without marks on its letters, in small letters."""
    folded = unicodedata.normalize("NFKD", word.strip(".").lower().replace("ı", "i").replace("ł", "l"))
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def _has_capital(word: str) -> bool:
    return not word[0].islower() or word[:2] in ("'s", "’s")


def _is_in_one_script(word: str) -> bool:
    """Whether a word has no letter of another script among its own, that people take for one of these."""
    return len({unicodedata.name(sign, "").partition(" ")[0] for sign in word if sign.isalpha()}) < 2
