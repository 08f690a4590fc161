"""What people write in the cells of their own lists: the words of others for those of the register. Small letters, no signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from opdracht.choices import Categorie, Deelname, Eenheid, Mandaat, Soort, Stand, Status

WORDS: Mapping[type[object], Mapping[str, str]] = {
    Status: {
        "idee": "concept", "initiatief": "concept", "initiatieffase": "concept", "nieuw": "concept",
        "in voorbereiding": "concept",
        "voorbereiding": "concept", "nog niet gestart": "concept", "niet gestart": "concept", "gepland": "concept",
        "verkenning": "concept",
        "definitie": "concept", "definitiefase": "concept", "ontwerp": "concept", "nog te starten": "concept",
        "in procedure": "voorgesteld", "ter besluitvorming": "voorgesteld", "besluitvorming": "voorgesteld",
        "akkoord": "vastgesteld", "besloten": "vastgesteld",
        "loopt": "lopend", "lopende": "lopend", "in uitvoering": "lopend", "uitvoering": "lopend",
        "uitvoeringsfase": "lopend",
        "actief": "lopend", "gestart": "lopend", "bezig": "lopend", "onderhanden": "lopend", "realisatie": "lopend",
        "nazorg": "lopend",
        "op schema": "lopend",
        "gereed": "afgerond", "klaar": "afgerond", "afgesloten": "afgerond", "opgeleverd": "afgerond",
        "voltooid": "afgerond", "beheer": "afgerond",
        "gerealiseerd": "afgerond",
        "gestopt": "ingetrokken", "vervallen": "ingetrokken", "geannuleerd": "ingetrokken",
    },
    Stand: {
        "in behandeling": "open", "loopt": "open", "lopend": "open", "actief": "open", "nieuw": "open",
        "openstaand": "open",
        "gereed": "geregeld", "gesloten": "geregeld", "afgehandeld": "geregeld", "afgerond": "geregeld",
        "klaar": "geregeld",
        "beheerst": "geregeld", "gedaan": "geregeld", "opgelost": "geregeld",
        "akkoord": "toegezegd", "afgesproken": "toegezegd", "nvt": "vervallen", "n v t": "vervallen",
    },
    Categorie: {
        "financieel": "geld", "financien": "geld", "financiële": "geld", "financiën": "geld", "budget": "geld",
        "kosten": "geld",
        "personeel": "capaciteit", "organisatorisch": "capaciteit", "organisatie": "capaciteit",
        "menskracht": "capaciteit", "formatie": "capaciteit",
        "bestuurlijk": "besluitvorming", "politiek": "besluitvorming", "politiek bestuurlijk": "besluitvorming",
        "bestuur": "besluitvorming",
        "juridische": "juridisch", "wet en regelgeving": "juridisch", "wetgeving": "juridisch",
        "communicatie": "draagvlak", "maatschappelijk": "draagvlak", "imago": "draagvlak",
        "participatie": "draagvlak", "omgeving": "draagvlak",
        "ict": "informatie", "data": "informatie", "informatievoorziening": "informatie", "privacy": "informatie",
        "technisch": "kwaliteit", "inhoudelijk": "kwaliteit", "techniek": "kwaliteit", "product": "kwaliteit",
        "extern": "externe partner", "partners": "externe partner", "leverancier": "externe partner",
        "derden": "externe partner",
        "planning": "afhankelijkheid", "tijd": "afhankelijkheid", "afhankelijkheden": "afhankelijkheid",
    },
    Deelname: {
        "x": "ja", "j": "ja", "true": "ja", "waar": "ja", "false": "nee", "onwaar": "nee",
        "akkoord": "ja", "doet mee": "ja", "deelnemer": "ja", "n": "nee",
        "doet niet mee": "nee", "geen": "nee",
        "nog onbekend": "onbekend", "twijfel": "onbekend",
    },
    Mandaat: {"n v t": "niet nodig", "nvt": "niet nodig"},
    Soort: {
        "gr": "regio", "gemeenschappelijke regeling": "regio", "regionaal": "regio", "samenwerkingsverband": "regio",
        "omgevingsdienst": "overig", "veiligheidsregio": "regio", "ggd": "overig", "onderwijs": "overig",
        "bedrijf": "overig",
        "stichting": "overig", "rijk": "overig", "hoogheemraadschap": "waterschap",
    },
}  # fmt: skip
"""Words of others for the words of a closed list."""

PRIORITIES: Mapping[str, int] = {
    "zeer hoog": 1, "hoog": 1, "h": 1, "urgent": 1, "must": 1, "must have": 1, "a": 1, "kritiek": 1,
    "should": 2, "should have": 2, "b": 2,
    "midden": 3, "middel": 3, "gemiddeld": 3, "normaal": 3, "m": 3, "could": 3, "could have": 3, "c": 3,
    "laag": 5, "l": 5, "would": 5, "wont": 5, "won t": 5, "won t have": 5, "zeer laag": 5, "d": 4, "e": 5,
}  # fmt: skip

UNITS: Sequence[tuple[str, Eenheid, float]] = (
    (r"dagdelen per week|dagdelen week", Eenheid.DAGDELEN_PER_WEEK, 1),
    (r"dagen per week|dagen week|dgn per week", Eenheid.DAGDELEN_PER_WEEK, 2),
    (r"(?:uren|uur|u) (?:per |p )?(?:week|w|wk)\b", Eenheid.UREN_PER_WEEK, 1),
    (r"(?:uren|uur|u) (?:per |p )?(?:jaar|jr|j)\b", Eenheid.UREN_PER_JAAR, 1),
    (r"\bfte|formatie", Eenheid.FTE, 1),
)
"""What says in which unit an amount is, and how many of ours one is; hours and days in a period are read apart."""

TOTALS = (
    "totaal",
    "subtotaal",
    "eindtotaal",
    "som",
    "gemiddeld",
    "gemiddelde",
    "saldo",
    "cumulatief",
    "verschil",
    "totalen",
)
"""A row or column that begins with one of these sums up others."""
NOTES = (
    "bron",
    "let",
    "nb",
    "noot",
    "peildatum",
    "stand",
    "toelichting",
    "opmerking",
    "legenda",
    "versie",
    "bijgewerkt",
    "zie",
)
"""A text alone in its row that begins with one of these is about the list."""
NOTHING = ("", "-", "–", "—", "n.v.t.", "nvt", "n.b.", "nb", "nnb", "n.n.b.", "ntb", "n.t.b.", "tbd", "pm", "p.m.",
    "?", "onbekend", "geen",
           "nog niet bekend", "nader te bepalen", "nog te bepalen", "vacature", "vacant", "doorlopend", "continu",
           "n.t.b", "nog in te vullen")  # fmt: skip
"""What people write where they have nothing to say."""
OF_BESTUUR = ("wethouder", "burgemeester", "gedeputeerde", "dijkgraaf", "heemraad", "portefeuillehouder",
    "bestuurder", "bestuurslid",
              "commissaris van de koning", "lid ab", "lid db", "raadslid")  # fmt: skip
"""A function with one of these words is of a bestuur; any other is ambtelijk."""
ORGANS: Mapping[str, str] = {
    r"algemeen bestuur|\bab\b": "algemeen bestuur",
    r"dagelijks bestuur|\bdb\b": "dagelijks bestuur",
    r"college|\bb w\b": "college van burgemeester en wethouders",
    r"gemeenteraad|\braad\b": "gemeenteraad",
    r"stuurgroep": "stuurgroep",
}
"""What above a list says which body decided."""
