"""What people write above the columns of their own lists,
and in them: the words of the field beside those of the register.

All of it is in small letters,
without signs and double spaces (`plain_words`). A heading also means a field when it is
the field's own name or label. Add a word here when a list of others uses it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from opdracht.choices import Rolnaam
from opdracht.signs import looks

_PROJECT = (
    "project", "projectnaam", "naam project", "naam van het project", "projecttitel", "naam opdracht", "opdrachtnaam",
    "project opdracht", "dossier", "traject", "initiatief",
)  # fmt: skip
_TASK = (
    "titel", "actie", "activiteit", "maatregel", "onderwerp", "naam", "omschrijving project", "inspanning", "opgave",
    "wat", "wat gaan we doen", "project activiteit", "actie maatregel", "prestatie", "uitvoeringsactie", "agendapunt",
)  # fmt: skip
_NUMBER = ("opdracht", "opdrachtnummer", "nummer opdracht", "opdrachtnr", "registernummer")
_BEGIN = (
    "start", "startdatum", "begin", "begindatum", "van", "vanaf", "datum start", "datum begin", "planning start",
    "startmoment",
    "gepland begin", "geplande start", "geplande startdatum", "ingangsdatum", "aanvang", "aanvangsdatum",
    "start project",
    "start uitvoering", "looptijd van", "beschikbaar vanaf", "begin periode", "datum in", "per",
)  # fmt: skip
_END = (
    "eind", "einde", "einddatum", "tot", "tot en met", "t m", "tm", "datum einde", "datum gereed", "gereed",
    "planning eind",
    "planning einde", "geplande einddatum", "gepland einde", "oplevering", "opleverdatum", "afronding",
    "afrondingsdatum", "klaar", "eindmoment",
    "datum oplevering", "looptijd tot", "einde project", "beschikbaar tot", "eind periode", "datum uit",
    "gereed datum",
    "verwachte einddatum", "jaar gereed",
)  # fmt: skip
_DEADLINE = (
    "deadline",
    "uiterlijk",
    "uiterste datum",
    "termijn",
    "wanneer",
    "voor wanneer",
    "datum gereed",
    "streefdatum",
    "actie voor",
    "afdoening",
    "afdoening voor",
    "afhandelen voor",
    "afdoeningstermijn",
)
_ORGANISATION = (
    "organisatie", "gemeente", "naam gemeente", "partij", "instelling", "werkgever", "bedrijf", "naam organisatie",
    "organisatienaam", "deelnemer", "partner", "organisatie gemeente", "gemeente organisatie",
)  # fmt: skip
_PERSON = (
    "eigenaar", "actiehouder", "verantwoordelijke", "verantwoordelijk", "trekker", "wie", "risico eigenaar",
    "risicoeigenaar", "eigenaar risico", "actie door", "door wie", "probleemeigenaar", "houder",
)  # fmt: skip
_PROFILE = (
    "profiel", "functie", "rol", "functienaam", "functieprofiel", "discipline", "expertise", "vakgebied",
    "functiegroep",
    "soort functie", "functiebenaming", "functie rol", "rol functie", "team functie", "deskundigheid", "specialisme",
    "taakveld",
)  # fmt: skip
_AMOUNT = (
    "hoeveelheid", "uren", "aantal uren", "fte", "formatie", "formatie in fte", "formatie fte", "aantal fte",
    "capaciteit",
    "bezetting", "inzet", "uren per week", "uren per jaar", "uren per maand", "beschikbare uren", "benodigde uren",
    "dagdelen",
    "dagen", "aantal dagen", "aantal dagdelen", "omvang", "beschikbaar", "benodigd", "urenraming", "geraamde uren",
    "begrote uren",
    "toegestane formatie", "vaste formatie", "structurele formatie", "tijdsbesteding",
)  # fmt: skip
_OF_HOURS = {
    "organisatie": _ORGANISATION,
    "profiel": _PROFILE,
    "niveau": ("zwaarte", "functieniveau", "niveau functie", "hr21 niveau"),
    "hoeveelheid": _AMOUNT,
    "eenheid": ("eenheid", "uren of fte", "soort eenheid"),
    "van": _BEGIN,
    "tot": _END,
}

HEADINGS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "organisatie": {
        "naam": (*_ORGANISATION, "gemeentenaam"),
        "soort": ("soort", "type", "soort organisatie", "type organisatie"),
        "cbs_code": ("cbs code", "cbs", "gemeentecode", "cbs nummer", "gm code", "code gemeente"),
        "inwoners": ("inwoners", "aantal inwoners", "inwonertal", "inwoneraantal", "inw"),
        "code": ("afkorting",),
    },
    "persoon": {
        "naam": (
            "naam", "contactpersoon", "volledige naam", "naam contactpersoon", "persoon", "medewerker",
            "voor en achternaam", "voornaam achternaam", "lid",
        ),
        "functie": (*_PROFILE, "functieomschrijving", "functie portefeuille", "portefeuille", "hoedanigheid"),
        "organisatie": (*_ORGANISATION, "namens", "van"),
        "niveau": ("bestuurlijk ambtelijk", "ambtelijk bestuurlijk", "niveau"),
        "email": ("email", "e mail", "mail", "mailadres", "e mailadres", "emailadres", "e mail adres", "email adres"),
    },
    "ambitie": {
        "titel": ("ambitie", "doel", "doelstelling", "opgave", "strategisch doel", *_TASK),
        "thema": ("thema", "programma", "pijler", "programmalijn", "domein", "hoofdstuk", "themas", "beleidsveld"),
        "prioriteit": ("prioriteit", "prio", "urgentie", "belang"),
        "omschrijving": ("omschrijving", "toelichting", "beschrijving", "uitleg"),
    },
    "besluit": {
        "kenmerk": (
            "kenmerk", "besluitnummer", "nummer besluit", "zaaknummer", "besluitnr", "documentnummer", "zaak", "nr", "nummer"),
        "orgaan": (
            "orgaan", "bestuursorgaan", "gremium", "genomen door", "besluitvormend orgaan", "ab db", "vergadering",
            "overleg", "door",
        ),
        "datum": (
            "datum", "besluitdatum", "datum besluit", "vergaderdatum", "datum vergadering", "d d", "vastgesteld op",
        ),
        "tekst": (
            "besluit", "besluittekst", "tekst besluit", "genomen besluit", "beslispunt", "beslispunten",
            "besluitvorming", "inhoud", "conclusie",
        ),
        "ambitie": ("ambitie",),
    },
    "aanbod": {
        **_OF_HOURS,
        "al_toegezegd": ("al toegezegd", "toegezegd", "toegezegde uren", "al toegezegde uren"),
    },
    "inzet": {**_OF_HOURS, "opdracht": (*_NUMBER, *_PROJECT)},
    "opdracht": {
        "nummer": _NUMBER,
        "titel": (*_PROJECT, *_TASK),
        "status": (
            "status", "fase", "projectfase", "stand van zaken", "projectstatus", "stand", "huidige fase",
            "voortgang",
        ),
        "van": _BEGIN,
        "tot": _END,
        "uiterlijk": (*_DEADLINE, "maand", "datum raad", "raadsdatum", "raad", "datum"),
        "prioriteit": ("prioriteit", "prio", "urgentie", "rangorde", "moscow"),
        "themas": (
            "thema", "themas", "programma", "programma thema", "pijler", "domein", "beleidsveld", "programmalijn",
            "cluster", "programma en thema", "hoofdstuk",
        ),
        "ambitie": ("ambitie", "strategische ambitie", "ambitie regionale agenda", "lijn regionale agenda"),
        "besluit": ("besluit", "kenmerk besluit", "besluitnummer"),
        "aanleiding": ("aanleiding", "achtergrond", "probleem", "waarom"),
        "doel": ("doel", "doelstelling", "doel van het project", "projectdoel", "waartoe", "doelen"),
        "beoogd_resultaat": (
            "resultaat", "beoogd resultaat", "projectresultaat", "eindresultaat", "beoogde resultaat", "product",
            "eindproduct", "deliverable",
        ),
        "afbakening_wel": ("scope", "afbakening", "binnen scope", "wel"),
        "afbakening_niet": ("buiten scope", "niet"),
        "samenhang": (
            "samenhang", "relatie met", "raakvlakken", "afhankelijkheden", "samenhang met andere projecten",
        ),
        "budget": (
            "budget", "kosten", "begroting", "raming", "budget in euro", "budget euro", "kosten in euro", "krediet",
            "projectbudget", "bedrag", "investering", "totale kosten", "beschikbaar budget",
        ),
        "dekking": ("dekking",),
        "risicos": ("risico", "risicos", "risico s", "belangrijkste risicos", "risicos en aannames"),
        "communicatie": ("communicatie", "participatie"),
        "besluitvorming": ("besluitvorming", "bestuurlijke planning", "bestuurlijk traject"),
    },
    "rol": {
        "opdracht": (*_NUMBER, *_PROJECT),
        "rol": ("rol", "rolnaam"),
        "persoon": ("persoon", "naam", *_PERSON),
        "reden": ("reden", "toelichting"),
    },
    "mijlpaal": {
        "opdracht": (*_NUMBER, *_PROJECT),
        "datum": (
            "datum", "wanneer", "planning", "raadsdatum", "datum raad", "datum besluitvorming", "gepland",
            "geplande datum", "vergaderdatum", "datum vergadering", "streefdatum", "maand", "behandeldatum",
            "kwartaal", *_DEADLINE,
        ),
        "resultaat": (
            "mijlpaal", "resultaat", "product", "tussenresultaat", "stuk", "te bespreken stuk", "voorstel", *_TASK,
        ),
        "besluit_door": (
            "besluit door", "behandeling in", "gremium", "orgaan", "overleg", "bespreken in", "vergadering",
            "besluitvormend orgaan",
        ),
        "eigenaar": (*_PERSON, "portefeuillehouder", "opsteller", "steller"),
        "gehaald_op": ("gehaald op", "gerealiseerd", "gehaald", "gerealiseerd op", "afgerond op", "datum gehaald"),
    },
    "randvoorwaarde": {
        "opdracht": (*_NUMBER, *_PROJECT),
        "categorie": (
            "categorie", "soort", "type", "soort risico", "risicocategorie", "type risico", "rubriek", "aard",
        ),
        "tekst": (
            "randvoorwaarde", "risico", "toezegging", "actiepunt", "actie", "afspraak",
            "omschrijving", "omschrijving risico", "risico omschrijving",
            "risicoomschrijving", "voorwaarde", "beschrijving", "risicogebeurtenis", "gebeurtenis",
            "wat is er nodig",
        ),
        "eigenaar": (*_PERSON, "portefeuillehouder"),
        "uiterlijk": _DEADLINE,
        "gevolg": ("gevolg", "gevolgen", "effect", "impact omschrijving", "consequentie", "gevolg als het niet lukt"),
        "status": ("status", "stand", "stand van zaken", "voortgang"),
        "bewijs": ("bewijs", "vindplaats", "onderbouwing"),
    },
    "belang": {
        "opdracht": (*_NUMBER, *_PROJECT),
        "organisatie": _ORGANISATION,
        "deelname": ("deelname", "doet mee", "neemt deel", "deelnemer", "akkoord"),
        "belang": ("belang", "meerwaarde", "waarom"),
        "wens": ("wens", "wensen"),
        "nodig": ("nodig", "behoefte", "wat is nodig"),
        "contactpersoon": ("contactpersoon", "contact", "aanspreekpunt"),
        "besluit": ("besluit", "collegebesluit"),
    },
    "gesprek": {
        "opdracht": (*_NUMBER, *_PROJECT),
        "datum": ("datum", "wanneer", "datum gesprek", "datum overleg"),
        "deelnemers": ("deelnemers", "aanwezig", "aanwezigen", "wie", "met wie"),
        "afspraken": ("afspraken", "afspraak", "actie", "acties", "conclusie", "verslag", "besproken"),
        "spanning": ("spanning", "aandachtspunt", "knelpunt", "zorg"),
        "opgelost_op": ("opgelost op", "afgehandeld op"),
    },
    "volgorde": {
        "opdracht": (*_NUMBER, *_PROJECT),
        "na": ("wacht op", "na", "afhankelijk van", "voorganger"),
    },
}  # fmt: skip
"""What a heading may say for a field,
by the singular name of a kind and the name of a field; the best words come first."""

IN_ONE = (
    "looptijd", "periode", "planning", "doorlooptijd", "uitvoeringsperiode", "jaren", "start en einde", "begin en einde", "van tot",
)  # fmt: skip
"""What a heading may say over a column with the begin and the end in one."""

ROLES: Mapping[Rolnaam, Sequence[str]] = {
    Rolnaam.BESTUURLIJK_OPDRACHTGEVER: (
        "bestuurlijk opdrachtgever", "bestuurlijke opdrachtgever", "portefeuillehouder", "wethouder",
        "bestuurlijk trekker", "pfh",
        "bog", "bestuurder",
    ),
    Rolnaam.BESTUURLIJK_OPDRACHTNEMER: ("bestuurlijk opdrachtnemer", "bestuurlijke opdrachtnemer"),
    Rolnaam.AMBTELIJK_OPDRACHTGEVER: ("ambtelijk opdrachtgever", "ambtelijke opdrachtgever", "opdrachtgever", "aog",
    "ambtelijk og"),
    Rolnaam.AMBTELIJK_OPDRACHTNEMER: (
        "ambtelijk opdrachtnemer", "ambtelijke opdrachtnemer", "opdrachtnemer", "projectleider", "projectmanager",
        "programmamanager", "trekker", "ambtelijk trekker", "aon", "pl", "coordinator", "verantwoordelijke",
        "actiehouder",
    ),
    Rolnaam.VOORBEREIDER: ("voorbereider", "opsteller", "steller", "beleidsmedewerker", "behandelaar"),
    Rolnaam.ADVISEUR: ("adviseur",),
}  # fmt: skip
"""A list of opdrachten may name people in columns of their own: then they have these roles."""


def plain_words(text: object) -> str:
    """A text as words in small letters: 'Start-\ndatum (gepland)' is 'startdatum gepland'."""
    return _plain(str(text))


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    joined = re.sub(r"(?<=\w)-\s*\n\s*(?=[a-z])", "", text)
    seen = re.sub(r"['’‘](?=s\b)", "", looks(joined))
    return " ".join(re.sub(r"[^\w%+]|_", " ", seen.replace("e-", "e")).split())
