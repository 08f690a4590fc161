"""What a short text says: nothing, a thing that is finished, or only that all will be fine. How, language.py measures."""

import re
from functools import lru_cache

from opdracht.checks.language import clauses, gives_sign, participles, says_more_than_when, words
from opdracht.checks.vocabulary import DECIDES, IS_SO, READY, RUNS

SHORT = 30  # signs
FEW = 2  # words
SOMETHING = re.compile(r"[^\W\d_]{2}|\d{3}")
NOTHING = frozenset(
    {"zie bijlage", "zie bijlagen", "bijlage", "zie boven", "zie hierboven", "idem", "n v t", "nvt", "niet van toepassing", "volgt",
     "volgt nog", "volgt later", "komt nog", "komt later", "nog invullen", "invullen", "in te vullen", "nog in te vullen",
     "nog te bepalen", "nader te bepalen", "n t b", "ntb", "pm", "p m", "tbd", "todo", "to do", "onbekend", "nog onbekend",
     "nog niet bekend", "weet ik niet", "ja", "nee", "ok", "oke", "oké", "akkoord", "geregeld", "is geregeld", "klaar", "gedaan",
     "afgerond", "test", "tekst", "leeg", "xx", "xxx"}
)  # fmt: skip
"""What stands in for a text that is still to be written."""
NO_THING = re.compile(
    r"\b(?:\w*fase|stap|stappen|\w*traject(?:en)?|proces|processen|voortgang|tussenstand|draagvlak|samenwerking|samenhang|ambities?"
    r"|activiteiten|acties|werkzaamheden|mijlpa(?:al|len)|doel(?:en)?|resultaten|opgaven?|netwerk|impuls|transitie|kwaliteit|betrokkenheid"
    r"|rol|kennis|koers|het|er|dit|dat|alles)(?= (?:is|zijn|ligt|staat|draait|start|begint|klaar|gereed|wordt|afgerond|gezet|gehaald)\b)"
)
"""What is finished without anybody seeing it: an eerste fase, draagvlak."""
FOR_WHOM = re.compile(
    r"\b(?:inwoners?|bewoners?|mensen|burgers|bedrijven|ondernemers?|winkeliers|boeren|tuinders|bouwers|eigenaren|huurders|starters"
    r"|jongeren|ouderen|kinderen|leerlingen|studenten|ouders|gezinnen|werkzoekenden|werknemers|werkgevers|medewerkers|ambtenaren"
    r"|raden|raadsleden|colleges|gemeenten?|reizigers|fietsers|wandelaars|automobilisten|toeristen|bezoekers|patiënten|cliënten"
    r"|mantelzorgers|vrijwilligers|verenigingen|arbeidsmigranten|nieuwkomers|statushouders|slachtoffers|vrouwen|mannen|buren|zij|wie)\b"
)


@lru_cache(maxsize=1024)
def says_nothing(text: str) -> bool:
    """Whether a text is empty or only stands in for one: '-', 'n.v.t.', 'zie bijlage', 'volgt nog'."""
    return len(text) < SHORT and (not SOMETHING.search(text) or " ".join(words(text.lower())) in NOTHING)


def lacks(text: str, nothing: str = "ontbreekt") -> str:
    """What is wrong with a text that says nothing: it is not there, or these are its words."""
    return f"zegt niets ('{' '.join(text.split())}')" if text.strip() else nothing


def is_finished(text: str) -> bool:
    """Whether a milestone names a thing in a finished state, or a body that decides: 'De grond is aangekocht.'"""
    for clause, does in clauses(text) if gives_sign(text, "stand") else ():
        low = clause.lower()
        finished = any(state.search(low) for state in (READY, DECIDES, RUNS)) or (
            IS_SO.search(low) and participles(low)
        )
        if finished and does and len(words(low)) > FEW and not NO_THING.search(low):
            return True
    return False


def is_lofty(text: str, doers: frozenset[str] = frozenset()) -> bool:
    """Whether a doel only promises something fine, and tells neither for whom nor what: 'Een betere regio.'"""
    lofty = gives_sign(text, "mooi") and not FOR_WHOM.search(text.lower())
    return lofty and not says_more_than_when(text, doers)
