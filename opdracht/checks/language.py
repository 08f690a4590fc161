"""Dutch text, measured: anchors that make it concrete, words that make it vague, and how easily it reads.

Readability is not concreteness: 'We pakken dit samen op.' reads easily and says nothing. So they are measured apart.
Anchors prove form, not truth. Sources: heldereoverheidstaal.nl, textstat (Flesch-Douma), vanboefer.github.io/lint_ii.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

LONG_SENTENCE = 20  # words

_ABBREVIATIONS = (
    "bijv",
    "nr",
    "art",
    "ca",
    "dhr",
    "mevr",
    "enz",
    "blz",
    "t.o.v",
    "o.a",
    "m.b.t",
    "d.m.v",
    "i.v.m",
    "incl",
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[A-ZÀ-Þ0-9\"'(])|\n+|;\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DATE = re.compile(
    rf"\b\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{2,4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b(?:\d{{1,2}} )?(?:{_MONTH})\b(?: \d{{4}})?"
    r"|\b(?:19|20|21)\d\d\b|\b(?:eerste|tweede|derde|vierde) kwartaal\b|\b[qk][1-4]\b|\bkwartaal [1-4]\b|\bweek \d{1,2}\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien"
    r"|zeventien|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|tweehonderd"
    r"|vijfhonderd|duizend|miljoen|helft|half|kwart|verdubbeld?|halveert|gehalveerd)\b",
    re.IGNORECASE,
)
_DOERS = ("gemeente", "gemeenten", "college", "colleges", "raad", "raden", "gemeenteraad", "gemeenteraden", "provincie",
          "waterschap", "waterschappen", "bestuur", "secretaris", "secretarissen", "wethouder", "wethouders", "burgemeester",
          "burgemeesters", "programmamanager", "projectleider", "portefeuillehouder", "directeur", "secretarissenkring",
          "commissie", "netbeheerder")  # fmt: skip
_PRODUCTS = (
    "kaart", "lijst", "loket", "contract", "overeenkomst", "convenant", "rapport", "rapportage", "verslag", "plan", "besluit",
    "verordening", "regels", "regeling", "begroting", "begrotingswijziging", "bladzijde", "brief", "folder", "website",
    "webpagina", "app", "dashboard", "register", "systeem", "bestand", "tabel", "model", "handleiding", "draaiboek",
    "woning", "huis", "huizen", "gebouw", "school", "hub", "halte", "station", "weg", "fietspad", "brug", "rotonde", "tunnel",
    "parkeerplaats", "laadpaal", "laadpalen", "zonnepaneel", "zonnepanelen", "windmolen", "batterij", "leiding", "kabel",
    "riool", "stuw", "sloot", "dijk", "boom", "bomen", "bos", "park", "speeltuin", "plein", "terrein", "stoeptegel", "steen",
    "stenen", "vergunning", "subsidie", "lening", "bon", "abonnement", "cursus", "training", "opleiding", "diploma",
    "stageplek", "stageplekken", "baan", "banen", "werkplek", "werkplekken", "vacature", "spreekuur", "gesprek", "gesprekken",
    "bijeenkomst", "vergadering", "proef", "proefopstelling", "meting", "enquête", "onderzoek", "ontwerp", "tekening",
    "offerte", "aanbesteding", "bestek", "factuur", "bus", "bussen", "fiets", "fietsen", "auto", "pont", "opvangplek",
    "opvangplekken", "plek", "plekken", "locatie", "perceel", "kavel", "container", "apparaat", "sensor", "cijfers",
    "gegevens", "concept", "formulier", "reacties", "voorstel", "motie", "stappenplan", "protocol", "checklist", "telefoonnummer",
)  # fmt: skip
_PLURALS = ("", "en", "s", "'s", "es", "ën", "je", "jes")
_PRODUCT = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, _PRODUCTS), key=len, reverse=True))})(?:{'|'.join(map(re.escape, filter(None, _PLURALS)))})?$"
)
_TOO_GENERAL = frozenset(
    {"samenhang", "verband", "samenwerkingsmodel", "denkproces", "landschap", "onderweg", "vanwege", "beweging"}
)

_VAGUE = {
    "inzetten op": r"\b(?:zet|zetten|zette|zetten)\b[^.!?;]*?\bin op\b|\bin(?:ge|te )?zetten? op\b|\bin te zetten op\b|\bingezet op\b",
    "borgen": r"\bborg(?:t|en|de|den)?\b|\bgeborgd\b|\bborging\b",
    "stimuleren": r"\b(?:ge)?stimul(?:eer|eert|eren|eerde|eerden|eerd|ering)\b",
    "versterken": r"\bversterk(?:t|en|te|ten|ing)?\b",
    "optimaliseren": r"\b(?:ge)?optimalis(?:eer|eert|eren|eerde|eerd|atie|ering)\b",
    "verbinden": r"\bverbind(?:t|en)\b|\bverbinding (?:leggen|zoeken|maken)\b|\blegg?e?n? verbinding(?:en)?\b",
    "faciliteren": r"\b(?:ge)?facilit(?:eer|eert|eren|eerde|eerd|ering)\b",
    "ruimte geven": r"\b(?:geef|geeft|geven|gaf|gaven)\b[^.!?;]*?\bruimte\b|\bruimte (?:te )?(?:geven|bieden|gegeven)\b",
    "verkennen": r"\bverken(?:t|nen|de|den|d|ning)?\b",
    "aanjagen": r"\b(?:jaag|jaagt|jagen|joeg)\b[^.!?;]*?\baan\b|\baan(?:ge|te )?ja(?:ag|agd|agt|gen)\b|\baan te jagen\b",
    "bevorderen": r"\bbevorder(?:t|en|de|d|ing)?\b",
    "inspelen op": r"\b(?:speel|speelt|spelen|speelde)\b[^.!?;]*?\bin op\b|\bin(?:ge| te )?spe(?:el|eld|len) op\b|\bingespeeld op\b",
    "bijdragen aan": r"\b(?:draag|draagt|dragen|droeg)\b[^.!?;]*?\bbij aan\b|\bbij(?:ge| te )?dragen aan\b|\bbijdrage(?:n)? (?:leveren )?aan\b",
    "doorontwikkelen": r"\b(?:ontwikkel|ontwikkelt|ontwikkelen)\b[^.!?;]*?\bdoor\b(?=\s*(?:[.,;!?]|$))|\bdoor(?:ont|te ont)wikkel\w*\b",
    "waar mogelijk": r"\bwaar mogelijk\b",
    "integraal": r"\bintegra(?:al|le)\b",
    "toekomstbestendig": r"\btoekomstbestendige?\b",
}  # fmt: skip
_VAGUE_PATTERNS = {word: re.compile(pattern, re.IGNORECASE) for word, pattern in _VAGUE.items()}

_BECOME = re.compile(r"\b(?:wordt|worden|werd|werden|geworden)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"\b(?:\w{0,8}ge[^\W\d_]{3,}(?:d|t|en)|(?:be|ver|ont|her)[^\W\d_]{3,}(?:d|t))\b", re.IGNORECASE
)
_NO_PARTICIPLE = re.compile(
    r"^(?:gemeenten?|geen|gegevens?|gebied(?:en)?|gebouwen|gevolgen|gesprekken|gezond|gezinnen|gelden|geld|gewest|gehad|getallen"
    r"|gedeelten|genoeg|gelegenheid|gemeenschappen|gebruikers|verstand|verband|bestand|beleid|verkeert|verdriet|herfst|bericht"
    r"|bedenktijd|\w*(?:wegen|dagen|vragen|lagen|mogen|zeggen|leggen|brengen|krijgen|volgen|zorgen|bergen|burgen|liggen|borgen"
    r"|leningen|ingen|regelgeven))$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences of a text. A date, a number with a point and an abbreviation end no sentence."""
    whole: list[str] = []
    for part in _SENTENCE_END.split(text):
        if whole and whole[-1].rstrip(".").lower().rpartition(" ")[2] in _ABBREVIATIONS:
            whole[-1] += f" {part}"
        elif part.strip():
            whole.append(part.strip())
    return whole


def words(text: str) -> list[str]:
    """The words of a text, without numbers and signs."""
    return _WORD.findall(text)


@lru_cache(maxsize=4096)
def anchors(text: str, doers: frozenset[str] = frozenset()) -> dict[str, str]:
    """What holds a text to the ground: of getal, datum, doener and product those it has, each with the words found.

    `doers` are the names and functions known in a register, in small letters.
    """
    found: dict[str, str] = {}
    if match := _DATE.search(text):
        found["datum"] = match[0]
    if match := _NUMBER.search(_DATE.sub(" ", text)):
        found["getal"] = match[0]
    if doer := next((name for name in _named(text) if name in doers or name in _DOERS), ""):
        found["doener"] = doer
    if product := next((word for word in words(text.lower()) if word not in doers and _is_product(word)), ""):
        found["product"] = product
    return found


def _named(text: str) -> Iterable[str]:
    """Runs of one to four words, in small letters: what a name or a function can be."""
    listed = [word.lower() for word in words(text)]
    for length in (4, 3, 2, 1):
        for start in range(len(listed) - length + 1):
            yield " ".join(listed[start : start + length])


@cache
def _is_product(word: str) -> bool:
    """Whether a word names something one can point at: a word of the list, or one that ends in it (stroomkaart)."""
    match = _PRODUCT.search(word)
    return match is not None and word not in _TOO_GENERAL and (match.start() == 0 or match.start() >= 3)


@lru_cache(maxsize=4096)
def vague_words(text: str) -> tuple[str, ...]:
    """The vague words in a text, also split ('zetten ... in op'), as they stand in a dictionary."""
    return tuple(word for word, pattern in _VAGUE_PATTERNS.items() if pattern.search(text))


@lru_cache(maxsize=4096)
def passives(text: str) -> tuple[str, ...]:
    """The participles that stand with worden: 'wordt ... opgesteld'."""
    return tuple(
        participle
        for sentence in sentences(text)
        if _BECOME.search(sentence)
        for participle in _PARTICIPLE.findall(sentence)
        if not _NO_PARTICIPLE.match(participle)
    )


@lru_cache(maxsize=4096)
def long_sentences(text: str) -> tuple[str, ...]:
    """The sentences of more than twenty words."""
    return tuple(sentence for sentence in sentences(text) if len(sentence.split()) > LONG_SENTENCE)


@lru_cache(maxsize=4096)
def readability(text: str) -> int | None:
    """Flesch-Douma: 206.835 - 0.93 x words per sentence - 77 x syllables per word; None for fewer than 30 words."""
    listed, parts = words(text), sentences(text)
    if len(listed) < 30:
        return None
    syllables = sum(_syllables(word.lower()) for word in listed)
    return round(206.835 - 0.93 * len(listed) / len(parts) - 77 * syllables / len(listed))


@cache
def _syllables(word: str) -> int:
    from pyphen import Pyphen

    return sum(len(_dictionary(Pyphen).positions(part)) + 1 for part in word.split("-") if part)


@cache
def _dictionary(kind: type) -> object:
    return kind(lang="nl_NL", left=1, right=1)
