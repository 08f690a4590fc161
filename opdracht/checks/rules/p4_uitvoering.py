"""Carrying out: decisions become assignments, milestones are reached, what is agreed is signed and ended."""

from collections.abc import Iterator
from datetime import date

from opdracht.agreed.versions import newest, unsigned
from opdracht.checks.finding import Ernst, Found, about, at, region_rule, rule
from opdracht.checks.tijd import days_after, is_reached
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Mandaat, Status
from opdracht.dutch import joined, long_date
from opdracht.model import Opdracht
from opdracht.region import Regio


@region_rule("P401", Ernst.WAARSCHUWING)
def decisions_become_assignments(regio: Regio, peildatum: date) -> Iterator[Found]:
    """Een besluit krijgt een opdracht (secretarissen: onvoldoende uitvoering geven aan besluiten van bestuurders).

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
            yield Found(text, at(besluit), repair, (besluit.datum, besluit.orgaan, besluit.tekst))


@rule("P402", Ernst.WAARSCHUWING, when=lambda status: status.is_on_the_table)
def assignments_rest_on_a_decision(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht rust op een besluit (secretarissen: onvoldoende verbinding tussen bestuurders en ambtenaren).

    Keten: verbinding
    Fout: Ambtenaren zijn begonnen; geen bestuur heeft erover besloten.
    Goed: Het algemeen bestuur besloot op 4 november 2026, kenmerk AB-2026-11-04-07.
    Herstel: Leg het besluit vast met 'opdracht add besluit' en noem het met 'opdracht set NUMMER besluit=...'.
    Vraag: Op welk besluit rust deze opdracht?
    """
    if opdracht.besluit is None:
        text = "Er is geen besluit: welk bestuur wil deze opdracht?"
        yield about(opdracht, text, "besluit=KENMERK", (opdracht.status, opdracht.beoogd_resultaat))


@rule("P403", Ernst.FOUT)
def milestones_are_reached(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een mijlpaal is op haar datum gehaald (secretarissen: onvoldoende uitvoering geven aan besluiten).

    Keten: verbinding
    Fout: De gegevens zouden er op 1 april zijn; het is mei en niemand zegt er iets van.
    Goed: De gegevens waren er op 28 maart, of er is op tijd een nieuwe datum afgesproken.
    Herstel: Leg vast wanneer zij gehaald is met 'opdracht set mijlpaal', of spreek een nieuwe datum af.
    Vraag: Wat is er nodig om deze mijlpaal alsnog te halen?
    """
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        if is_reached(mijlpaal, peildatum) or (mijlpaal.gehaald_op is None and mijlpaal.datum >= peildatum):
            continue
        state = "is nog niet gehaald"
        if mijlpaal.gehaald_op is not None:
            state = f"heet gehaald op {long_date(mijlpaal.gehaald_op)}, en die dag moet nog komen"
        text = f"De mijlpaal van {long_date(mijlpaal.datum)} {state}."
        measured = (mijlpaal.datum, mijlpaal.resultaat, mijlpaal.gehaald_op)
        yield about(mijlpaal, text, "gehaald_op=DATUM", measured, mijlpaal.datum)


@rule("P404", Ernst.FOUT, when=lambda status: status.is_under_way)
def what_has_ended_is_finished(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht die voorbij haar einddatum is, loopt niet meer (secretarissen: besluiten worden niet uitgevoerd).

    Keten: verbinding
    Fout: De opdracht eindigde op 1 juli en staat in september nog op lopend.
    Goed: De opdracht is op 1 juli afgerond, of de vier rollen tekenden een wijziging met een nieuwe einddatum.
    Herstel: Rond de opdracht af met 'opdracht status', of spreek een nieuw einde af met 'opdracht set NUMMER tot=DATUM'.
    Vraag: Ronden wij af, of spreken wij een nieuw einde af?
    """
    if opdracht.tot is not None and opdracht.tot < peildatum:
        text = f"De opdracht eindigde op {long_date(opdracht.tot)} en staat nog op {opdracht.status}."
        after = "afgerond" if opdracht.status == Status.LOPEND else "lopend"
        yield Found(text, repair=f"opdracht status {opdracht.nummer} {after}", measured=(opdracht.tot, opdracht.status))


@rule("P405", Ernst.WAARSCHUWING, when=lambda status: status.is_under_way)
def the_agreed_is_signed(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een vastgestelde opdracht is door de vier rollen getekend (secretarissen: versterk de contractering).

    Keten: verbinding
    Fout: Het bestuur besloot in juli; in november heeft alleen de wethouder getekend.
    Goed: Binnen een maand na het besluit hebben de vier rollen de laatste versie getekend.
    Herstel: Leg elke handtekening vast met 'opdracht sign'; de grens is dagen_tot_ondertekening.
    Vraag: Wanneer tekenen zij?
    """
    besluit, versie = regio.besluiten.get(opdracht.besluit or ""), newest(regio, opdracht.nummer)
    since, reason = opdracht.van, "De opdracht begon op"
    if besluit:
        since, reason = besluit.datum, "Het besluit is van"
    if versie and versie.nr > 1:
        since, reason = versie.datum, f"Versie {versie.nr} is van"
    missing = unsigned(regio, opdracht.nummer)
    if not missing or since is None:
        return
    due = days_after(since, regio.settings.dagen_tot_ondertekening)
    if due < peildatum:
        who = f"{joined([f'de {rol}' for rol in missing])} {'hebben' if missing[1:] else 'heeft'} nog niet"
        if len(missing) == len(ROLLEN_VAN_PARTIJEN):
            who = "niemand heeft nog"
        repair = f'opdracht sign {opdracht.nummer} --rol "{missing[0]}"'
        if versie is None:
            repair = f"opdracht status {opdracht.nummer} {Status.VASTGESTELD}"
        yield Found(f"{reason} {long_date(since)}; {who} getekend.", repair=repair, due=due)


@rule("P406", Ernst.WAARSCHUWING)
def what_comes_first_ends_first(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht begint na het einde van de opdracht waarop zij wacht (secretarissen: afspraken die uitvoerbaar zijn).

    Keten: structuur
    Fout: De woningen beginnen in januari en wachten op stenen die in juli komen, of nooit meer.
    Goed: De stenen zijn er op 1 juli; de woningen beginnen op 1 augustus.
    Herstel: Verschuif het begin met 'opdracht set NUMMER van=DATUM', of haal de volgorde weg met 'opdracht remove volgorde'.
    Vraag: Kunnen wij beginnen voordat de andere opdracht klaar is?
    """
    for volgorde in regio.volgorde[opdracht.nummer]:
        first = regio.opdrachten.get(volgorde.na)
        if first is None or first.status == Status.AFGEROND:
            continue
        late, repair = "", f"opdracht set {opdracht.nummer} van=DATUM"
        if first.status == Status.INGETROKKEN:
            late, repair = "is ingetrokken", f"opdracht remove {at(volgorde)}"
        elif first.tot is None:
            late, repair = "geen einddatum heeft", f"opdracht set {first.nummer} tot=DATUM"
        elif opdracht.van and first.tot >= opdracht.van:
            late = f"pas op {long_date(first.tot)} eindigt"
        if late:
            begin = f"begint op {long_date(opdracht.van)} en " if opdracht.van else ""
            text = f"De opdracht {begin}wacht op {first.nummer}, die {late}."
            yield Found(text, at(volgorde), repair, (opdracht.van, first.titel, first.status, first.tot))


@region_rule("P407", Ernst.FOUT)
def waiting_never_goes_round(regio: Regio, peildatum: date) -> Iterator[Found]:
    """Opdrachten wachten niet op elkaar (secretarissen: structuur is complex en onoverzichtelijk).

    Keten: structuur
    Fout: De kaart wacht op de hubs en de hubs wachten op de kaart.
    Goed: De hubs wachten op de kaart; de kaart kan meteen beginnen.
    Herstel: Kies welke opdracht eerst kan en haal haar volgorde weg met 'opdracht remove volgorde'.
    """
    waiting = {o.nummer: [v.na for v in regio.volgorde[o.nummer]] for o in regio.asking}
    for cycle in _cycles(waiting):
        key = f"volgorde {cycle[-1]}/{cycle[0]}"  # the arrow that closes the round: no other round has it
        text = f"{joined(cycle)} wachten op elkaar; zo kan geen van die opdrachten beginnen."
        measured = sorted(regio.opdrachten[nummer].titel for nummer in cycle)
        yield Found(text, key, f"opdracht remove {key}", measured)


@rule("P408", Ernst.HINT, when=lambda status: status.is_on_the_table)
def the_mandate_is_known(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht zegt of er mandaat nodig is, en dat is dan verleend (secretarissen: regel de randvoorwaarden).

    Keten: verbinding
    Fout: De regio onderhandelt namens de gemeenten; of zij dat mag, is niet gezegd.
    Goed: Mandaat: verleend, kenmerk AB-2026-11-04-07. Of: niet nodig, want de regio beslist hier niets.
    Herstel: Leg het vast met 'opdracht set NUMMER mandaat=verleend mandaat_kenmerk=...' of mandaat="niet nodig".
    Vraag: Is er mandaat nodig, en wie verleent het?
    """
    text, change = "", 'mandaat=verleend mandaat_kenmerk="..."'
    if opdracht.mandaat == Mandaat.NODIG:
        text = "Er is mandaat nodig en dat is nog niet verleend."
    elif opdracht.mandaat == Mandaat.VERLEEND and not opdracht.mandaat_kenmerk.strip():
        text = "Het mandaat heet verleend, maar het kenmerk ontbreekt."
    elif opdracht.mandaat is None:
        text, change = "Er staat niet of er mandaat nodig is; zoek dat uit.", "mandaat=WAARDE"
    if text:
        yield about(opdracht, text, change, (opdracht.mandaat, opdracht.status))


@rule("P409", Ernst.WAARSCHUWING, when=lambda status: status.is_draft or status == Status.VASTGESTELD)
def what_has_begun_is_under_way(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht die begonnen is, staat op lopend (secretarissen: onduidelijkheid over uitvoeren van afspraken).

    Keten: verbinding
    Fout: De opdracht zou op 1 maart beginnen; het is april en zij staat nog op vastgesteld.
    Goed: Op 1 maart staat de opdracht op lopend, of er is een nieuwe begindatum.
    Herstel: Zet haar op lopend met 'opdracht status', of spreek een nieuw begin af met 'opdracht set NUMMER van=DATUM'.
    Vraag: Zijn wij begonnen, of spreken wij een nieuw begin af?
    """
    agreed = opdracht.status == Status.VASTGESTELD
    ended = agreed and opdracht.tot is not None and opdracht.tot < peildatum  # P404 says so
    if opdracht.van is not None and opdracht.van < peildatum and not ended:
        change = f"status {opdracht.nummer} lopend" if agreed else f"set {opdracht.nummer} van=DATUM"
        text = f"De opdracht zou op {long_date(opdracht.van)} beginnen en staat nog op {opdracht.status}."
        yield Found(text, repair=f"opdracht {change}", measured=(opdracht.van, opdracht.status))


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
