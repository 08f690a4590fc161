"""Does one body decide, are themes connected, and is the asked quality on offer?"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from opdracht.capacity import profiel_key
from opdracht.checks.finding import Ernst, Found, about, at, region_rule, rule
from opdracht.checks.vocabulary import COUNT
from opdracht.choices import Soort, Zwaarte
from opdracht.model import Aanbod, Inzet, Opdracht
from opdracht.region import Regio

MOST_BODIES = 5
NUMBERS = ("", "Eén", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht", "Negen", "Tien", "Elf", "Twaalf")
LEVELS = [*Zwaarte]
_BETWEEN = re.compile(r"\s*[,;/+]\s*(?:en\s+)?|\s+(?:en|&)\s+(?=[a-z])")
_BOARD = re.compile(r"(?i)\b(?:(college)s? van )?(?:burgemeesters? (?:en|&) wethouders|b ?(?:en|&) ?w)\b")
_ARTICLE = re.compile(rf"(?i)^(?:(?:het|de|een|alle|elke?|iedere?|beide|\d+|{COUNT})\s+)+")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_MANY = re.compile(r"^(?:college(?=s\b)|(?:gemeente)?ra(?=den\b)).*$")
_ONE_OF_MANY = re.compile(r"^(college|raad|gemeenteraad) (?:van )?(?:de )?(?:gemeente )?(?=\S)")
_SHORT = {
    "ab": "algemeen bestuur", "db": "dagelijks bestuur", "gs": "gedeputeerde staten", "ps": "provinciale staten",
    "gemeenteraad": "raad",
}  # fmt: skip
KINDS = ("college", "raad")
"""Every gemeente has one; together they are one kind of body."""


@rule("S101", Ernst.WAARSCHUWING)
def one_body_decides(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Over een opdracht besluit één orgaan (secretarissen: de structuur is complex en overgeorganiseerd).

    Keten: structuur
    Fout: Bij de mijlpalen besluiten de stuurgroep, het strategisch beraad, de commissie Economie en het algemeen bestuur.
    Goed: Bij elke mijlpaal met een besluit staat het algemeen bestuur. De commissie Economie adviseert.
    Herstel: Kies wie besluit, met `opdracht set mijlpaal 2027-001/2 besluit_door="algemeen bestuur"`. Wie meepraat, adviseert.
    Vraag: Welk orgaan besluit, en wie adviseert alleen?
    """
    mijlpalen = regio.mijlpalen[opdracht.nummer]
    bodies = _bodies(regio, (mijlpaal.besluit_door for mijlpaal in mijlpalen))
    if len(bodies) > 1:
        last = next(m for m in reversed(mijlpalen) if m.besluit_door.strip())
        yield Found(
            f"{_in_words(len(bodies))} groepen moeten akkoord geven ({', '.join(bodies.values())}); "
            "wijs er één aan die besluit.",
            repair=f'opdracht set {at(last)} besluit_door="..."',
            measured=sorted(bodies),
        )


@rule("S102", Ernst.HINT, when=lambda status: status.is_on_the_table)
def opdracht_crosses_themes(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht raakt meer dan één thema of vraagt meer dan één profiel (secretarissen: kokers hinderen de transities).

    Keten: structuur
    Fout: De opdracht hoort alleen bij het thema Bereikbare regio en er werken alleen beleidsadviseurs aan.
    Goed: De reishubs raken bereikbaarheid en wonen; er werken een projectleider, een jurist en een data-analist aan.
    Herstel: Bedenk welk ander thema dit raakt en wie er anders naar kijkt: `opdracht set 2027-006 themas="..., ..."`
        of `opdracht add inzet opdracht=2027-006 ...`.
    Vraag: Wie van een ander thema of vak hebben wij nodig?
    """
    themes = {theme.strip().casefold(): theme.strip() for theme in opdracht.themas if theme.strip()}
    if opdracht.ambitie and opdracht.ambitie in regio.ambities:
        theme = regio.ambities[opdracht.ambitie].thema.strip()
        themes.setdefault(theme.casefold(), theme)
    profiles = {profiel_key(inzet.profiel): inzet.profiel.strip() for inzet in regio.inzet[opdracht.nummer]}
    if len(themes) == 1 and len(profiles) == 1:
        (theme,), (profile,) = themes.values(), profiles.values()
        text = f"Deze opdracht raakt één thema ({theme}) en één profiel ({profile})."
        yield about(opdracht, text, f'themas="{theme}, ..."')


@rule("S103", Ernst.WAARSCHUWING)
def asked_level_is_offered(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Wie een profiel vraagt, krijgt ook het niveau (secretarissen: te weinig kwaliteit bij kleinere gemeenten).

    Keten: capaciteit
    Fout: De opdracht vraagt van Moerdijk een projectleider van niveau II; Moerdijk biedt alleen niveau IV.
    Goed: De opdracht vraagt niveau III en Moerdijk biedt niveau III of hoger (I is het hoogste niveau).
    Herstel: Vraag een andere gemeente, of pas het niveau aan met `opdracht set inzet 2027-001/1 niveau=III`.
    Vraag: Wie levert het gevraagde niveau, of kan het ook anders?
    """
    for inzet in _asked(regio, opdracht):
        of_profiel = [
            aanbod.niveau
            for aanbod in _offered_then(regio, opdracht, inzet)
            if profiel_key(aanbod.profiel) == profiel_key(inzet.profiel)
        ]
        levels = [niveau for niveau in of_profiel if niveau is not None]
        if inzet.niveau is None or len(levels) < len(of_profiel):
            continue  # a level not stated may be the right one
        best = min(levels, key=LEVELS.index, default=inzet.niveau)  # nothing offered is for S104 to say
        if LEVELS.index(best) > LEVELS.index(inzet.niveau):
            name = regio.organisaties[inzet.organisatie].naam
            asked = f"De opdracht vraagt van {name} het profiel {inzet.profiel} op niveau {inzet.niveau}"
            yield about(inzet, f"{asked}; {name} biedt hooguit niveau {best}.", f"niveau={best}")


@rule("S104", Ernst.WAARSCHUWING)
def asked_profile_is_offered(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een organisatie biedt het profiel dat een opdracht van haar vraagt (secretarissen: te weinig capaciteit en
    kwaliteit bij kleinere gemeenten).

    Keten: capaciteit
    Fout: De opdracht vraagt van Zundert een data-analist, en Zundert biedt in die tijd alleen een jurist.
    Goed: De opdracht vraagt van Breda een data-analist, en Breda biedt die.
    Herstel: Vraag een andere gemeente, of leg het aanbod vast met `opdracht add aanbod organisatie=zundert profiel=data-analist ...`.
    Vraag: Wie levert het gevraagde profiel?
    """
    for inzet in _asked(regio, opdracht):
        offered = dict.fromkeys(aanbod.profiel for aanbod in _offered_then(regio, opdracht, inzet))
        if offered and profiel_key(inzet.profiel) not in map(profiel_key, offered):  # no offer whatever P101 says
            name = regio.organisaties[inzet.organisatie].naam
            asked = f"De opdracht vraagt van {name} het profiel {inzet.profiel}"
            text = f"{asked}; {name} biedt in deze periode alleen {', '.join(offered)}."
            yield Found(text, at(inzet), f"opdracht list aanbod organisatie={inzet.organisatie}")


@region_rule("S105", Ernst.HINT)
def few_bodies_decide(regio: Regio, peildatum: date) -> Iterator[Found]:
    """In de hele regio besluiten hooguit vijf soorten organen (secretarissen: ontwerp een duidelijke hoofdstructuur).

    Keten: structuur
    Fout: Over de opdrachten besluiten negen organen, van stuurgroep tot portefeuillehoudersoverleg.
    Goed: De colleges, de raden en het algemeen bestuur besluiten. Andere groepen adviseren.
    Herstel: Bekijk met `opdracht list mijlpalen` wie waar besluit, en breng het aantal terug.
    """
    named = (mijlpaal.besluit_door for opdracht in regio.asking for mijlpaal in regio.mijlpalen[opdracht.nummer])
    bodies = _bodies(regio, named)
    kinds = {body.split(" van ")[0] if body.startswith(KINDS) else body: name for body, name in bodies.items()}
    if len(kinds) > MOST_BODIES:
        yield Found(
            f"{_in_words(len(kinds))} verschillende groepen besluiten over de opdrachten: {', '.join(kinds.values())}.",
            repair="opdracht list mijlpalen",
            measured=sorted(kinds),
        )


def _bodies(regio: Regio, named: Iterable[str]) -> dict[str, str]:
    """The deciding bodies in texts like 'het algemeen bestuur van RWB en de raden', as written, by what makes them one.

    Beside 'alle colleges' the college of one gemeente is no other body; beside that of another gemeente it is.
    """
    bodies: dict[str, str] = {}
    for text in dict.fromkeys(named):
        for name in _names(text):
            bodies.setdefault(_one_name(_of_the_region(regio).sub("", name)), name)
    all_of_a_kind = tuple(f"{kind} van " for kind in KINDS if kind in bodies)
    return {body: name for body, name in bodies.items() if not body.startswith(all_of_a_kind)}


@cache
def _names(text: str) -> tuple[str, ...]:
    parts = (_ARTICLE.sub("", part.strip(" .")) for part in _BETWEEN.split(_BOARD.sub("college", text)))
    return tuple(part for part in parts if part)


@cache
def _one_name(name: str) -> str:
    """'AB' and 'algemeen bestuur (AB)' are one body; 'colleges van de gemeenten' are the kind 'college'."""
    low = _ASIDE.sub("", name).casefold() or name.casefold()
    low = _SHORT.get(low, low)
    if match := _MANY.match(low):
        return "college" if match[0].startswith("c") else "raad"
    return _ONE_OF_MANY.sub(lambda match: f"{_SHORT.get(match[1], match[1])} van ", low)


@lru_cache(maxsize=2)
def _of_the_region(regio: Regio) -> re.Pattern[str]:
    """What follows on a body of the regional organisation itself: 'van RWB', 'van de Regio West-Brabant'."""
    own = [o for o in regio.organisaties.values() if o.soort == Soort.REGIO]
    names = ["regio", regio.settings.regionaam, *(text for o in own for text in (o.naam, o.code))]
    return re.compile(rf"(?i)\s+(?:van|bij)\s+(?:de\s+|het\s+)?(?:{'|'.join(map(re.escape, names))})$")


def _in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _asked(regio: Regio, opdracht: Opdracht) -> list[Inzet]:
    """The lines that ask hours; one line for each organisation, profiel and niveau is enough to judge."""
    lines = {
        (i.organisatie, profiel_key(i.profiel), i.niveau): i
        for i in reversed(regio.inzet[opdracht.nummer])
        if i.hoeveelheid
    }
    return sorted(lines.values(), key=lambda inzet: inzet.nr)


def _offered_then(regio: Regio, opdracht: Opdracht, inzet: Inzet) -> Iterator[Aanbod]:
    """What the organisation offers in the period of a line of inzet; always, while that period is not known."""
    van, tot = inzet.van or opdracht.van or date.min, inzet.tot or opdracht.tot or date.max
    for aanbod in _offers(regio).get(inzet.organisatie, ()):
        if aanbod.van <= tot and aanbod.tot >= van and aanbod.hoeveelheid:
            yield aanbod


@lru_cache(maxsize=2)  # a check asks for the same region thousands of times
def _offers(regio: Regio) -> dict[str, list[Aanbod]]:
    offers: dict[str, list[Aanbod]] = {}
    for aanbod in regio.aanbod:
        offers.setdefault(aanbod.organisatie, []).append(aanbod)
    return offers
