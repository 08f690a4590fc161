"""The randvoorwaarden: owned, dated, arranged and proven before the work needs them."""

import re
from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from opdracht.checks.finding import Ernst, Found, about, at, rule
from opdracht.checks.rules import p1_uren, s1_structuur
from opdracht.checks.saying import says_nothing
from opdracht.checks.tijd import is_reached
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Categorie, Dekking, Mandaat, Stand
from opdracht.dutch import joined, long_date
from opdracht.model import Opdracht, Randvoorwaarde
from opdracht.region import Regio

AT_THE_START = {Categorie.MANDAAT: "het mandaat", Categorie.CAPACITEIT: "de capaciteit", Categorie.GELD: "het geld"}
DIGIT = re.compile(r"\d")
ARRANGE = 'status=geregeld bewijs="..."'


@rule("P301", Ernst.FOUT)
def there_is_a_precondition(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht noemt haar randvoorwaarden (secretarissen: regel de bijbehorende randvoorwaarden).

    Keten: verbinding
    Fout: Wat nodig is, regelen we gaandeweg.
    Goed: Breda maakt uiterlijk op 15 december 2026 een data-analist vrij; anders ligt de kaart er niet op tijd.
    Herstel: Leg vast wat geregeld moet zijn met 'opdracht add randvoorwaarde'.
    Vraag: Wat moet er geregeld zijn om dit te laten lukken?
    """
    if not regio.randvoorwaarden[opdracht.nummer]:
        repair = f'opdracht add randvoorwaarde opdracht={opdracht.nummer} categorie=capaciteit tekst="..."'
        yield Found("Er is geen randvoorwaarde: wat moet er geregeld zijn?", repair=repair)


@rule("P302", Ernst.FOUT)
def preconditions_are_not_past_due(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een randvoorwaarde is op haar datum geregeld (secretarissen: afspraken worden niet uitgevoerd).

    Keten: verbinding
    Fout: Het geld moest op 1 november 2026 geregeld zijn en is nog open.
    Goed: Het geld is geregeld op 28 oktober 2026; het bewijs is een besluit van het algemeen bestuur.
    Herstel: Regel haar en leg het bewijs vast met 'opdracht set randvoorwaarde', of spreek een nieuwe datum af.
    Vraag: Wat houdt deze randvoorwaarde tegen, en wie lost dat op?
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.status.is_waiting and voorwaarde.uiterlijk is not None and voorwaarde.uiterlijk < peildatum:
            text = f"moest op {long_date(voorwaarde.uiterlijk)} geregeld zijn en is {_state(voorwaarde)}."
            yield _of(voorwaarde, text, ARRANGE, due=voorwaarde.uiterlijk)


@rule("P303", Ernst.FOUT)
def the_start_is_arranged(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Mandaat, capaciteit en geld zijn geregeld voordat het werk begint (secretarissen: regel de randvoorwaarden).

    Keten: capaciteit
    Fout: De opdracht begint over tien dagen; de helft van het geld is geregeld, de andere helft is open.
    Goed: Een maand voor het begin zijn het mandaat, de capaciteit en het geld geregeld, elk met bewijs. Of: het geld valt
        binnen de begroting, en de uren zijn door het vaststellen gereserveerd.
    Herstel: Leg het bewijs vast met 'opdracht set randvoorwaarde', voeg toe wat ontbreekt of verschuif het begin.
    Vraag: Beginnen wij zonder, of stellen wij het begin uit?
    """
    if opdracht.van is None or (opdracht.van - peildatum).days > regio.settings.dagen_voor_start:
        return
    missing = {c: v for c in AT_THE_START if (v := _not_arranged(regio, opdracht, c, peildatum)) is not None}
    if not missing:
        return
    first, at_fault = next(iter(missing.items()))
    repair = f'opdracht add randvoorwaarde opdracht={opdracht.nummer} categorie={first} tekst="..."'
    if at_fault:
        repair = f"opdracht set {at(at_fault[0])} {ARRANGE}"
    begins = f"De opdracht {'begint' if opdracht.van > peildatum else 'begon'} op {long_date(opdracht.van)}"
    names = joined(AT_THE_START[categorie] for categorie in missing)
    yield Found(
        f"{begins}; {names} {'zijn' if len(missing) > 1 else 'is'} niet geregeld.",
        repair=repair,
        measured=(opdracht.van, [(c, [(v.tekst, v.status) for v in of]) for c, of in missing.items()]),
    )


@rule("P304", Ernst.WAARSCHUWING)
def the_principal_owns_preconditions(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """De eigenaar van een randvoorwaarde staat aan de kant van de opdrachtgever (secretarissen: richt opdrachtgeverschap in).

    Keten: verbinding
    Fout: De programmamanager van de regio moet zelf zorgen dat Breda uren vrijmaakt.
    Goed: De secretaris van Breda zorgt dat Breda uren vrijmaakt.
    Herstel: Kies een eigenaar bij de opdrachtgever met 'opdracht set randvoorwaarde', of noem het een risico.
    Vraag: Wie aan de kant van de opdrachtgever neemt dit op zich?
    """
    givers, takers = (
        {p.organisatie for rol in roles for p in regio.in_role(opdracht.nummer, rol)}
        for roles in (ROLLEN_VAN_PARTIJEN[::2], ROLLEN_VAN_PARTIJEN[1::2])  # giver, taker, giver, taker
    )
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        owner = regio.personen[voorwaarde.eigenaar] if voorwaarde.eigenaar else None
        if owner and owner.organisatie in takers - givers and voorwaarde.status != Stand.VERVALLEN:
            name = f"{owner.functie} van {regio.organisaties[owner.organisatie].naam}"
            text = f"is van de {name}, aan de kant van de opdrachtnemer."
            yield _of(voorwaarde, text, "eigenaar=CODE", measured=name)


@rule("P305", Ernst.FOUT)
def arranged_means_proven(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Wat geregeld heet, heeft een bewijs (secretarissen: onvoldoende uitvoering geven aan besluiten).

    Keten: verbinding
    Fout: Geld: geregeld. Bewijs: volgt nog.
    Goed: Geld: geregeld, besluit AB-2026-07-01-04 van het algemeen bestuur, 1 juli 2026.
    Herstel: Noem het besluit of de brief, met de datum, met 'opdracht set randvoorwaarde'.
    Vraag: Waaruit blijkt dat dit geregeld is?
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.status == Stand.GEREGELD and says_nothing(voorwaarde.bewijs):
            words = f"; er staat alleen '{' '.join(voorwaarde.bewijs.split())}'" if voorwaarde.bewijs.strip() else ""
            text = f"heet geregeld, maar heeft geen bewijs{words}."
            yield _of(voorwaarde, text, 'bewijs="..."', measured=voorwaarde.bewijs)


@rule("P306", Ernst.HINT)
def preconditions_have_a_consequence(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een randvoorwaarde zegt wat er gebeurt als zij niet lukt (secretarissen: geen gevoel van noodzaak).

    Keten: verbinding
    Fout: Breda maakt een data-analist vrij.
    Goed: Lukt dit niet, dan schuift de kaart op naar 1 april 2028.
    Herstel: Leg het gevolg vast met 'opdracht set randvoorwaarde'.
    Vraag: Wat doen wij als dit niet lukt?
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.status.is_waiting and says_nothing(voorwaarde.gevolg):
            yield _of(voorwaarde, "noemt geen gevolg: wat gebeurt er als dit niet lukt?", 'gevolg="..."')


@rule("P307", Ernst.WAARSCHUWING)
def the_impossible_has_a_consequence(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht gaat niet door als een randvoorwaarde niet lukt (secretarissen: stem af op de capaciteit).

    Keten: capaciteit
    Fout: Breda kan geen data-analist vrijmaken; we beginnen toch.
    Goed: Breda kan geen data-analist vrijmaken; de kaart beslaat daarom alleen Moerdijk.
    Herstel: Pas de opdracht aan met 'opdracht edit' en laat de randvoorwaarde vervallen, of trek de opdracht in.
    Vraag: Hoe gaan wij verder nu dit niet lukt?
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.status == Stand.NIET_HAALBAAR:
            yield _of(voorwaarde, "is niet haalbaar, en de opdracht gaat toch door.", measured=opdracht.status)


@rule("P308", Ernst.WAARSCHUWING)
def preconditions_have_a_date(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een randvoorwaarde heeft een datum die voor het einde ligt (secretarissen: regel de randvoorwaarden).

    Keten: verbinding
    Fout: Het geld komt zo snel mogelijk.
    Goed: Het geld is er uiterlijk op 1 maart 2027.
    Herstel: Spreek een datum af en leg die vast met 'opdracht set randvoorwaarde'.
    Vraag: Wanneer moet dit uiterlijk geregeld zijn?
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if not voorwaarde.status.is_waiting:
            continue
        if voorwaarde.uiterlijk is None:
            yield _of(voorwaarde, "heeft geen uiterste datum.", "uiterlijk=DATUM")
        elif opdracht.tot is not None and voorwaarde.uiterlijk > opdracht.tot:
            late = f"hoeft pas op {long_date(voorwaarde.uiterlijk)} geregeld te zijn, na het einde van de opdracht."
            yield _of(voorwaarde, late, "uiterlijk=DATUM", measured=opdracht.tot)


@rule("P309", Ernst.WAARSCHUWING)
def the_next_milestone_is_arranged(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Wat voor een mijlpaal geregeld moet zijn, is dat ruim voor die dag (secretarissen: regel de randvoorwaarden).

    Keten: verbinding
    Fout: Randvoorwaarde 'geld' is open; de eerste mijlpaal is over 10 dagen.
    Goed: Een maand voor de mijlpaal zijn de randvoorwaarden geregeld, of is afgesproken dat het later mag.
    Herstel: Leg het bewijs vast met 'opdracht set randvoorwaarde', of verschuif de mijlpaal of de datum van de randvoorwaarde.
    Vraag: Is dit er voor de mijlpaal, of verzetten wij die?
    """
    coming = [m for m in regio.mijlpalen[opdracht.nummer] if m.datum >= peildatum and not is_reached(m, peildatum)]
    first = min(coming, key=attrgetter("datum"), default=None)
    if first is None or (days := (first.datum - peildatum).days) > regio.settings.dagen_voor_start:
        return
    when = {0: "vandaag", 1: "morgen"}.get(days, f"over {days} dagen")
    which = "eerste" if first.datum == min(m.datum for m in regio.mijlpalen[opdracht.nummer]) else "volgende"
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        due = voorwaarde.uiterlijk or peildatum
        if voorwaarde.status.is_waiting and peildatum <= due <= first.datum:  # past due P302 says
            text = f"is {_state(voorwaarde)}; de {which} mijlpaal is {when}."
            yield _of(voorwaarde, text, ARRANGE, measured=(first.datum, first.resultaat))


@rule("P310", Ernst.HINT)
def proof_can_be_found(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een bewijs is terug te vinden, aan een datum of een kenmerk (secretarissen: onvoldoende uitvoering geven aan
    besluiten).

    Keten: verbinding
    Fout: Geld: geregeld, mondeling toegezegd door de wethouder.
    Goed: Geld: geregeld, brief van de wethouder, 1 juli 2026.
    Herstel: Zet de datum of het kenmerk bij het bewijs, met 'opdracht set randvoorwaarde'.
    Vraag: Waar is het bewijs terug te vinden?
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        bewijs = voorwaarde.bewijs
        if voorwaarde.status == Stand.GEREGELD and not DIGIT.search(bewijs) and not says_nothing(bewijs):
            text = "heeft een bewijs zonder datum of kenmerk."
            yield _of(voorwaarde, text, 'bewijs="..."', measured=bewijs)


def _not_arranged(
    regio: Regio, opdracht: Opdracht, categorie: Categorie, peildatum: date
) -> list[Randvoorwaarde] | None:
    """The randvoorwaarden of a kind that are not settled, none when it is not named at all; None when it is arranged."""
    of_kind = [v for v in regio.randvoorwaarden[opdracht.nummer] if v.categorie == categorie]
    unsettled = [v for v in of_kind if not v.status.is_settled]
    if unsettled:
        return unsettled
    is_arranged = any(v.status == Stand.GEREGELD for v in of_kind)
    return None if is_arranged or _ARRANGED_ELSEWHERE[categorie](regio, opdracht, peildatum) else unsettled


def _mandate_is_given(regio: Regio, opdracht: Opdracht, peildatum: date) -> bool:
    given = opdracht.mandaat == Mandaat.VERLEEND and bool(opdracht.mandaat_kenmerk.strip())
    return given or opdracht.mandaat == Mandaat.NIET_NODIG


def _hours_are_reserved(regio: Regio, opdracht: Opdracht, peildatum: date) -> bool:
    """Whether it took its hours by being vastgesteld, and they are there."""
    needs = p1_uren.hours_fit_supply, s1_structuur.asked_level_is_offered, s1_structuur.asked_profile_is_offered
    is_taken = opdracht.status.is_under_way and bool(regio.inzet[opdracht.nummer])
    return is_taken and not any(rule.findings(regio, opdracht, peildatum) for rule in needs)


def _money_is_covered(regio: Regio, opdracht: Opdracht, peildatum: date) -> bool:
    return not opdracht.budget or opdracht.dekking == Dekking.BINNEN_BEGROTING


_ARRANGED_ELSEWHERE = {
    Categorie.MANDAAT: _mandate_is_given,
    Categorie.CAPACITEIT: _hours_are_reserved,
    Categorie.GELD: _money_is_covered,
}
"""Whether the opdracht itself says that it is arranged, without a randvoorwaarde."""


def _state(voorwaarde: Randvoorwaarde) -> str:
    return "nog open" if voorwaarde.status == Stand.OPEN else "alleen toegezegd"


def _of(
    voorwaarde: Randvoorwaarde, text: str, change: str = "", measured: object = None, due: date | None = None
) -> Found:
    """What is measured holds the text of the randvoorwaarde itself, so that it is told from another."""
    looked_at = (voorwaarde.categorie, voorwaarde.tekst, voorwaarde.status, voorwaarde.uiterlijk, measured)
    return about(voorwaarde, f"Randvoorwaarde '{voorwaarde.categorie}' {text}", change, looked_at, due)
