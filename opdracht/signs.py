"""Signs that nobody sees, or that steer a terminal: how a text from outside is shown, and what it looks like to a reader.

Sources: the properties Default_Ignorable_Code_Point and Bidi_Control of Unicode, and its annex 51 for emoji.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

_STEERING = "\0-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and line feed, DEL and C1
_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_WITHOUT_MEANING = "\ud800-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff" + "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0xF0000, 0x10000)
)  # half signs, private use and what Unicode says is no character
_JOINERS = "\u200c\u200d"
_NEED_JOINERS = "[\u0600-\u07bf\u0840-\u085f\u08a0-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1800-\u18af]"
_KEYCAP = "\u20e3"
_HAS_TWO_FORMS = "\u203c\u2049\u2139\u3030"  # signs with an emoji form that Unicode counts as punctuation or letters
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХЬаеѕіјкорсухһԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχ" + "ıɑɡ‐‑‒–—−",
    "ABESIJKMHOPCTYXbaesijkopcyxhdqw" + "ABEZHIKMNOPTYXaikvopux" + "iag------",
)  # letters of Cyrillic and Greek, and strokes, that look like one of ASCII


@cache
def hidden_sign() -> re.Pattern[str]:
    """A sign that is shown as its code, unless the signs around it need it (`with_codes`)."""
    return re.compile(f"[{_STEERING}{_UNSEEN}{_WITHOUT_MEANING}]")  # takes a while, and a page of help has none


def visible(text: str) -> str:
    """A text as one line that shows all that is in it: hidden signs and line breaks as codes, such as <U+202E>."""
    if text.isascii() and text.isprintable():
        return text
    return with_codes(text.replace("\n", code_of_sign("\n")))


def code_of_sign(sign: str) -> str:
    """'<U+202E>'."""
    return f"<U+{ord(sign):04X}>"


def with_codes(text: str, code: Callable[[str], str] = code_of_sign) -> str:
    """A text with each hidden sign as its code; tabs, line breaks and what emoji and scripts are made with stay."""
    return hidden_sign().sub(lambda match: match[0] if _is_needed(text, match.start()) else code(match[0]), text)


def _is_needed(text: str, place: int) -> bool:
    """Whether the signs around a hidden one need it: a joiner, or a selector of the form of an emoji."""
    sign, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if sign in _JOINERS:
        if re.match(_NEED_JOINERS, before) and re.match(_NEED_JOINERS, after):
            return True
        return sign == "\u200d" and _is_pictured(before) and (_is_picture(after) or after == "\u2194")
    if "\ufe00" <= sign <= "\ufe0f":
        return (
            _is_picture(before) or before in (*_HAS_TWO_FORMS,) or (before in (*"#*0123456789",) and after == _KEYCAP)
        )
    return False


def _is_picture(sign: str) -> bool:
    return sign != "" and unicodedata.category(sign) in ("So", "Sm")


def _is_pictured(sign: str) -> bool:
    """Whether an emoji may end with this: a picture, its form, or the colour of a skin."""
    return _is_picture(sign) or sign == "\ufe0f" or "\U0001f3fb" <= sign <= "\U0001f3ff"


def looks(text: str) -> str:
    """What a text looks like to who reads it: two that give the same are told apart by nobody.

    Case, width, spaces, accents as one sign or two, letters of other scripts with the form of one of ASCII, and hidden signs
    make no difference.
    """
    seen = hidden_sign().sub("", unicodedata.normalize("NFKC", text))
    return " ".join(unicodedata.normalize("NFKC", seen.translate(_ALIKE).casefold()).split())
