"""Angle P, what must be in place: the randvoorwaarden, then besluit, mandaat, signatures, dates and order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opdracht.checks.finding import PROPOSED, UNDER_WAY, Ernst, Found, region_rule, rule
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Categorie, Mandaat, Stand, Status
from opdracht.dates import long_date
from opdracht.model import Opdracht, Randvoorwaarde
from opdracht.region import Regio

AT_THE_START = {Categorie.MANDAAT: "het mandaat", Categorie.CAPACITEIT: "de capaciteit", Categorie.GELD: "het geld"}
WAITING = (Stand.OPEN, Stand.TOEGEZEGD)


@rule("P301", Ernst.FOUT)
def there_is_a_precondition(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P301: een opdracht noemt haar randvoorwaarden (secretarissen: regel de bijbehorende randvoorwaarden).

    Keten: verbinding
    Fout: Wat nodig is, regelen we gaandeweg.
    Goed: Breda maakt uiterlijk op 15 december 2026 een data-analist vrij; anders ligt de kaart er niet op tijd.
    Herstel: Leg vast wat geregeld moet zijn met 'opdracht add randvoorwaarde'.
    """
    if not regio.randvoorwaarden[opdracht.nummer]:
        repair = f'opdracht add randvoorwaarde opdracht={opdracht.nummer} categorie=capaciteit tekst="..."'
        yield Found("Er is geen randvoorwaarde: wat moet er geregeld zijn?", repair=repair)


@rule("P302", Ernst.FOUT)
def preconditions_are_not_past_due(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P302: een randvoorwaarde is op haar datum geregeld (secretarissen: afspraken worden niet uitgevoerd).

    Keten: verbinding
    Fout: Het geld moest op 1 november 2026 geregeld zijn en is nog open.
    Goed: Het geld is geregeld op 28 oktober 2026; het bewijs is een besluit van het algemeen bestuur.
    Herstel: Regel haar en leg het bewijs vast met 'opdracht set randvoorwaarde', of spreek een nieuwe datum af.
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.status in WAITING and voorwaarde.uiterlijk is not None and voorwaarde.uiterlijk < peildatum:
            state = "nog open" if voorwaarde.status == Stand.OPEN else "alleen toegezegd"
            text = f"moest op {long_date(voorwaarde.uiterlijk)} geregeld zijn en is {state}."
            yield _of(voorwaarde, text, 'status=geregeld bewijs="..."')


@rule("P303", Ernst.FOUT)
def the_start_is_arranged(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P303: mandaat, capaciteit en geld zijn geregeld voordat het werk begint (secretarissen: regel de randvoorwaarden).

    Keten: capaciteit
    Fout: De opdracht begint over tien dagen en het geld is nog open.
    Goed: Een maand voor het begin zijn het mandaat, de capaciteit en het geld geregeld, elk met bewijs.
    Herstel: Leg het bewijs vast met 'opdracht set randvoorwaarde', voeg toe wat ontbreekt of verschuif het begin.
    """
    if opdracht.van is None or (opdracht.van - peildatum).days > regio.settings.dagen_voor_start:
        return
    elsewhere = {
        Categorie.MANDAAT: opdracht.mandaat in (Mandaat.NIET_NODIG, Mandaat.VERLEEND),
        Categorie.GELD: not opdracht.budget,
    }
    missing: dict[Categorie, list[Randvoorwaarde]] = {}
    for categorie in AT_THE_START:
        of_it = [v for v in regio.randvoorwaarden[opdracht.nummer] if v.categorie == categorie]
        stands = {v.status for v in of_it} - {Stand.VERVALLEN}
        failing = Stand.NIET_HAALBAAR in stands or (bool(stands) and Stand.GEREGELD not in stands)
        if failing or not (stands or elsewhere.get(categorie)):
            missing[categorie] = [v for v in of_it if v.status not in (Stand.GEREGELD, Stand.VERVALLEN)]
    if not missing:
        return
    first, at_fault = next(iter(missing.items()))
    repair = f'opdracht add randvoorwaarde opdracht={opdracht.nummer} categorie={first} tekst="..."'
    if at_fault:
        repair = f'opdracht set randvoorwaarde {opdracht.nummer}/{at_fault[0].nr} status=geregeld bewijs="..."'
    yield Found(
        f"De opdracht {'begint' if opdracht.van > peildatum else 'begon'} op {long_date(opdracht.van)}; "
        f"{_together([AT_THE_START[c] for c in missing])} {'zijn' if missing.keys() > {first} else 'is'} niet geregeld.",
        repair=repair,
        measured=f"{opdracht.van} {[(str(c), [(v.nr, str(v.status)) for v in of]) for c, of in missing.items()]}",
    )


@rule("P304", Ernst.WAARSCHUWING)
def the_principal_owns_preconditions(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P304: de eigenaar van een randvoorwaarde staat aan de kant van de opdrachtgever (secretarissen: richt opdrachtgeverschap in).

    Keten: verbinding
    Fout: De programmamanager van de regio moet zelf zorgen dat Breda uren vrijmaakt.
    Goed: De secretaris van Breda zorgt dat Breda uren vrijmaakt.
    Herstel: Kies een eigenaar bij de opdrachtgever met 'opdracht set randvoorwaarde', of noem het een risico.
    """
    givers, takers = (
        {p.organisatie for rol in roles for p in regio.in_role(opdracht.nummer, rol)}
        for roles in (ROLLEN_VAN_PARTIJEN[::2], ROLLEN_VAN_PARTIJEN[1::2])  # giver, taker, giver, taker
    )
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        owner = regio.personen[voorwaarde.eigenaar] if voorwaarde.eigenaar else None
        if owner and owner.organisatie in takers - givers and voorwaarde.status != Stand.VERVALLEN:
            name = f"{owner.functie} van {regio.organisaties[owner.organisatie].naam}"
            yield _of(voorwaarde, f"is van de {name}, aan de kant van de opdrachtnemer.", "eigenaar=CODE")


@rule("P305", Ernst.FOUT)
def arranged_means_proven(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P305: wat geregeld heet, heeft een bewijs (secretarissen: onvoldoende uitvoering geven aan besluiten).

    Keten: verbinding
    Fout: Geld: geregeld.
    Goed: Geld: geregeld, besluit AB-2026-07-01-04 van het algemeen bestuur, 1 juli 2026.
    Herstel: Noem het besluit of de brief, met de datum, met 'opdracht set randvoorwaarde'.
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.status == Stand.GEREGELD and not voorwaarde.bewijs.strip():
            yield _of(voorwaarde, "heet geregeld, maar heeft geen bewijs.", 'bewijs="..."')


@rule("P306", Ernst.HINT)
def preconditions_have_a_consequence(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P306: een randvoorwaarde zegt wat er gebeurt als zij niet lukt (secretarissen: geen gevoel van noodzaak).

    Keten: verbinding
    Fout: Breda maakt een data-analist vrij.
    Goed: Lukt dit niet, dan schuift de kaart op naar 1 april 2028.
    Herstel: Leg het gevolg vast met 'opdracht set randvoorwaarde'.
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.status in WAITING and not voorwaarde.gevolg.strip():
            yield _of(voorwaarde, "noemt geen gevolg: wat gebeurt er als dit niet lukt?", 'gevolg="..."')


@rule("P307", Ernst.WAARSCHUWING)
def the_impossible_has_a_consequence(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P307: een opdracht gaat niet door op een randvoorwaarde die niet lukt (secretarissen: stem af op de capaciteit).

    Keten: capaciteit
    Fout: Breda kan geen data-analist vrijmaken; we beginnen toch.
    Goed: Breda kan geen data-analist vrijmaken; de kaart beslaat daarom alleen Moerdijk.
    Herstel: Pas de opdracht aan met 'opdracht edit' en laat de randvoorwaarde vervallen, of trek de opdracht in.
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.status == Stand.NIET_HAALBAAR:
            yield _of(voorwaarde, "is niet haalbaar, en de opdracht gaat toch door.")


@rule("P308", Ernst.WAARSCHUWING)
def preconditions_have_a_date(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P308: een randvoorwaarde heeft een datum die voor het einde ligt (secretarissen: regel de randvoorwaarden).

    Keten: verbinding
    Fout: Het geld komt zo snel mogelijk.
    Goed: Het geld is er uiterlijk op 1 maart 2027.
    Herstel: Spreek een datum af en leg die vast met 'opdracht set randvoorwaarde'.
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.status not in WAITING:
            continue
        if voorwaarde.uiterlijk is None:
            yield _of(voorwaarde, "heeft geen uiterste datum.", "uiterlijk=DATUM")
        elif opdracht.tot is not None and voorwaarde.uiterlijk > opdracht.tot:
            late = f"hoeft pas op {long_date(voorwaarde.uiterlijk)} geregeld te zijn, na het einde van de opdracht."
            yield _of(voorwaarde, late, "uiterlijk=DATUM")


@region_rule("P401", Ernst.WAARSCHUWING)
def decisions_become_assignments(regio: Regio, peildatum: date) -> Iterator[Found]:
    """P401: een besluit krijgt een opdracht (secretarissen: onvoldoende uitvoering geven aan besluiten van bestuurders).

    Keten: verbinding
    Fout: Het algemeen bestuur besloot op 3 maart 2026; niemand kreeg de opdracht.
    Goed: Opdracht 2027-003 voert het besluit van 3 maart 2026 uit.
    Herstel: Maak een opdracht met 'opdracht create', of wijs er een aan met 'opdracht set NUMMER besluit=...'.
    """
    carried_out = {o.besluit for o in regio.opdrachten.values() if o.status != Status.INGETROKKEN}
    for kenmerk, besluit in regio.besluiten.items():
        if kenmerk not in carried_out and besluit.datum <= peildatum:
            text = f"Het besluit van {long_date(besluit.datum)} heeft nog geen opdracht."
            repair = f'opdracht create --titel "..." --besluit "{kenmerk}"'
            yield Found(text, record=f"besluit {kenmerk}", repair=repair)


@rule("P402", Ernst.WAARSCHUWING, PROPOSED)
def assignments_rest_on_a_decision(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P402: een opdracht rust op een besluit (secretarissen: onvoldoende verbinding tussen bestuurders en ambtenaren).

    Keten: verbinding
    Fout: Ambtenaren zijn begonnen; geen bestuur heeft erover besloten.
    Goed: Het algemeen bestuur besloot op 4 november 2026, kenmerk AB-2026-11-04-07.
    Herstel: Leg het besluit vast met 'opdracht add besluit' en noem het met 'opdracht set NUMMER besluit=...'.
    """
    if opdracht.besluit is None:
        repair = f"opdracht set {opdracht.nummer} besluit=KENMERK"
        yield Found("Er is geen besluit: welk bestuur wil deze opdracht?", repair=repair)


@rule("P403", Ernst.FOUT)
def milestones_are_reached(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P403: een mijlpaal is op haar datum gehaald (secretarissen: onvoldoende uitvoering geven aan besluiten).

    Keten: verbinding
    Fout: De gegevens zouden er op 1 april zijn; het is mei en niemand zegt er iets van.
    Goed: De gegevens waren er op 28 maart, of er is op tijd een nieuwe datum afgesproken.
    Herstel: Leg vast wanneer zij gehaald is met 'opdracht set mijlpaal', of spreek een nieuwe datum af.
    """
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        if mijlpaal.datum < peildatum and mijlpaal.gehaald_op is None:
            key = f"mijlpaal {opdracht.nummer}/{mijlpaal.nr}"
            text = f"De mijlpaal van {long_date(mijlpaal.datum)} is nog niet gehaald."
            yield Found(text, record=key, repair=f"opdracht set {key} gehaald_op=DATUM")


@rule("P404", Ernst.FOUT, UNDER_WAY)
def what_has_ended_is_finished(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P404: een opdracht die voorbij haar einddatum is, loopt niet meer (secretarissen: besluiten worden niet uitgevoerd).

    Keten: verbinding
    Fout: De opdracht eindigde op 1 juli en staat in september nog op lopend.
    Goed: De opdracht is op 1 juli afgerond, of de vier rollen tekenden een wijziging met een nieuwe einddatum.
    Herstel: Rond de opdracht af met 'opdracht status', of spreek een nieuw einde af met 'opdracht set NUMMER tot=DATUM'.
    """
    if opdracht.tot is not None and opdracht.tot < peildatum:
        text = f"De opdracht eindigde op {long_date(opdracht.tot)} en staat nog op {opdracht.status}."
        after = "afgerond" if opdracht.status == Status.LOPEND else "lopend"
        yield Found(text, repair=f"opdracht status {opdracht.nummer} {after}")


@rule("P405", Ernst.WAARSCHUWING, UNDER_WAY)
def the_agreed_is_signed(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P405: een vastgestelde opdracht is door de vier rollen getekend (secretarissen: versterk de contractering).

    Keten: verbinding
    Fout: Het bestuur besloot in juli; in november heeft alleen de wethouder getekend.
    Goed: Binnen een maand na het besluit hebben de vier rollen getekend.
    Herstel: Leg elke handtekening vast met 'opdracht add ondertekening'; de grens is dagen_tot_ondertekening.
    """
    besluit = regio.besluiten.get(opdracht.besluit or "")
    since = besluit.datum if besluit else opdracht.van
    signed = {ondertekening.rol for ondertekening in regio.ondertekeningen[opdracht.nummer]}
    missing = [rol for rol in ROLLEN_VAN_PARTIJEN if rol not in signed]
    if missing and since is not None and (peildatum - since).days > regio.settings.dagen_tot_ondertekening:
        reason = f"Het besluit is van {long_date(since)}" if besluit else f"De opdracht begon op {long_date(since)}"
        who = f"{_together([f'de {rol}' for rol in missing])} {'hebben' if missing[1:] else 'heeft'} nog niet"
        if not signed:
            who = "niemand heeft nog"
        change = f'opdracht={opdracht.nummer} rol="{missing[0]}" functie="..." datum=DATUM'
        yield Found(f"{reason}; {who} getekend.", repair=f"opdracht add ondertekening {change}")


@rule("P406", Ernst.WAARSCHUWING)
def what_comes_first_ends_first(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P406: een opdracht begint na het einde van de opdracht waarop zij wacht (secretarissen: afspraken die uitvoerbaar zijn).

    Keten: structuur
    Fout: De woningen beginnen in januari en wachten op stenen die in juli komen.
    Goed: De stenen zijn er op 1 juli; de woningen beginnen op 1 augustus.
    Herstel: Verschuif het begin met 'opdracht set NUMMER van=DATUM', of haal de volgorde weg met 'opdracht remove volgorde'.
    """
    for volgorde in regio.volgorde[opdracht.nummer]:
        first = regio.opdrachten.get(volgorde.na)
        over = first is None or first.status in (Status.AFGEROND, Status.INGETROKKEN)
        if first and not over and first.tot and opdracht.van and first.tot >= opdracht.van:
            days = long_date(opdracht.van), long_date(first.tot)
            text = f"De opdracht begint op {days[0]} en wacht op {first.nummer}, die pas op {days[1]} eindigt."
            key = f"volgorde {opdracht.nummer}/{first.nummer}"
            yield Found(text, record=key, repair=f"opdracht set {opdracht.nummer} van=DATUM")


@region_rule("P407", Ernst.FOUT)
def waiting_never_goes_round(regio: Regio, peildatum: date) -> Iterator[Found]:
    """P407: opdrachten wachten niet op elkaar (secretarissen: structuur is complex en onoverzichtelijk).

    Keten: structuur
    Fout: De kaart wacht op de hubs en de hubs wachten op de kaart.
    Goed: De hubs wachten op de kaart; de kaart kan meteen beginnen.
    Herstel: Kies welke opdracht eerst kan en haal haar volgorde weg met 'opdracht remove volgorde'.
    """
    waiting = {o.nummer: [v.na for v in regio.volgorde[o.nummer]] for o in regio.asking}
    for cycle in _cycles(waiting):
        key = f"volgorde {cycle[0]}/{cycle[1]}"
        text = f"{_together(cycle)} wachten op elkaar; zo kan geen van die opdrachten beginnen."
        yield Found(text, record=key, repair=f"opdracht remove {key}")


@rule("P408", Ernst.HINT, PROPOSED)
def the_mandate_is_known(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P408: een opdracht zegt of er mandaat nodig is, en dat is dan verleend (secretarissen: regel de randvoorwaarden).

    Keten: verbinding
    Fout: De regio onderhandelt namens de gemeenten; of zij dat mag, is niet gezegd.
    Goed: Mandaat: verleend, kenmerk AB-2026-11-04-07.
    Herstel: Leg het vast met 'opdracht set NUMMER mandaat=verleend mandaat_kenmerk=...' of mandaat="niet nodig".
    """
    if opdracht.mandaat == Mandaat.NODIG:
        change = 'mandaat=verleend mandaat_kenmerk="..."'
        yield Found(
            "Er is mandaat nodig en dat is nog niet verleend.", repair=f"opdracht set {opdracht.nummer} {change}"
        )
    elif opdracht.mandaat is None:
        repair = f'opdracht set {opdracht.nummer} mandaat="niet nodig"'
        yield Found("Er staat niet of er mandaat nodig is.", repair=repair)


def _of(voorwaarde: Randvoorwaarde, text: str, change: str = "") -> Found:
    key = f"{voorwaarde.opdracht}/{voorwaarde.nr}"
    repair = f"opdracht set randvoorwaarde {key} {change}" if change else ""
    return Found(f"Randvoorwaarde '{voorwaarde.categorie}' {text}", f"randvoorwaarde {key}", repair)


def _together(words: list[str]) -> str:
    """'a, b en c'."""
    return " en ".join((", ".join(words[:-1]), words[-1])) if words[1:] else words[0]


def _cycles(waiting: dict[str, list[str]]) -> Iterator[list[str]]:
    """The rounds in who waits on whom, each once, by following every arrow once; none is left when these are undone."""
    done: set[str] = set()
    for start in waiting:
        path = {start: iter(waiting[start])} if start not in done else {}
        while path:
            here = next(reversed(path))
            after = next(path[here], None)
            if after is None:
                done.add(path.popitem()[0])
            elif after in path:
                steps = list(path)
                yield steps[steps.index(after) :]
            elif after in waiting and after not in done:
                path[after] = iter(waiting[after])
