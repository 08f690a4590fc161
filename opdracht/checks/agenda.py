"""Angle A, the agenda: is it concrete what must come out, within which limits, when, and what lies in between?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from opdracht.checks.finding import PROPOSED, UNDER_WAY, Ernst, Found, region_rule, rule
from opdracht.checks.saying import says_nothing
from opdracht.checks.tijd import most_at_once
from opdracht.choices import Deelname, Soort, Status
from opdracht.dutch import long_date, written
from opdracht.model import Mijlpaal, Opdracht
from opdracht.region import Regio

LAST_WEEK = timedelta(days=7)
LAST_MONTH = timedelta(days=31)
SHORT_PERIOD = timedelta(days=31)
"""Whoever is done within a month needs no interim result."""
LONG_PERIOD = timedelta(days=92)
NAMED = 3
"""So many gemeenten are named in a sentence; the others are counted."""


@rule("A101", Ernst.FOUT)
def doel_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A101: een opdracht zegt waarvoor zij dient (secretarissen: de agenda is te abstract).

    Keten: agenda
    Fout: Het doel is leeg, of er staat alleen 'zie bijlage' of 'volgt nog'.
    Goed: Bedrijven weten waar zij kunnen groeien.
    Herstel: Schrijf in één zin wie er wat aan heeft, met `opdracht set 2027-001 doel="..."`.
    """
    if says_nothing(opdracht.doel):
        repair = f'opdracht set {opdracht.nummer} doel="..."'
        text = f"Het doel {_lacks(opdracht.doel)}: waarvoor is deze opdracht?"
        yield Found(text, repair=repair, measured=opdracht.doel)


@rule("A102", Ernst.FOUT)
def result_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A102: een opdracht zegt wat er ligt als zij klaar is (secretarissen: concrete agenda met doelen en resultaten).

    Keten: agenda
    Fout: Het beoogde resultaat is leeg, of er staat alleen 'n.v.t.'.
    Goed: Op 15-12-2027 staat op één kaart waar het stroomnet vol is.
    Herstel: Schrijf op wat er op de einddatum ligt, met `opdracht set 2027-001 beoogd_resultaat="..."`.
    """
    if says_nothing(opdracht.beoogd_resultaat):
        repair = f'opdracht set {opdracht.nummer} beoogd_resultaat="..."'
        text = f"Het beoogde resultaat {_lacks(opdracht.beoogd_resultaat)}: wat ligt er op de einddatum?"
        yield Found(text, repair=repair, measured=opdracht.beoogd_resultaat)


@rule("A103", Ernst.FOUT)
def scope_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A103: een opdracht zegt wat er wel en wat er niet bij hoort (secretarissen: de agenda is te breed; breng focus aan).

    Keten: agenda
    Fout: Alleen 'wel' is ingevuld: niemand weet waar de opdracht ophoudt.
    Goed: Wel: bedrijventerreinen groter dan 5 hectare. Niet: woonwijken.
    Herstel: Vul beide in, met `opdracht set 2027-001 afbakening_wel="..."` en `afbakening_niet="..."`.
    """
    texts = {"wel": opdracht.afbakening_wel, "niet": opdracht.afbakening_niet}
    if missing := [word for word, text in texts.items() if says_nothing(text)]:
        repair = f'opdracht set {opdracht.nummer} afbakening_{missing[0]}="..."'
        said = f"De afbakening {_lacks(texts[missing[0]])}: wat hoort er {' en wat '.join(missing)} bij?"
        yield Found(said, repair=repair, measured=texts)


@rule("A104", Ernst.FOUT)
def period_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A104: een opdracht heeft een begin en een einde (secretarissen: doelen, projecten en resultaten met een datum).

    Keten: agenda
    Fout: De opdracht begint 'zo snel mogelijk' en heeft geen einddatum.
    Goed: Van 1 januari 2027 tot 15 december 2027.
    Herstel: Vul de datums in, met `opdracht set 2027-001 van=1-1-2027 tot=15-12-2027`.
    """
    missing = [word for word, day in (("begindatum", opdracht.van), ("einddatum", opdracht.tot)) if day is None]
    if missing:
        field = "van" if "begindatum" in missing else "tot"
        repair = f"opdracht set {opdracht.nummer} {field}=DATUM"
        text = f"De {' en de '.join(missing)} {'ontbreken' if missing[1:] else 'ontbreekt'}."
        yield Found(text, repair=repair, measured=(opdracht.van, opdracht.tot))


@rule("A105", Ernst.FOUT)
def period_runs_forward(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A105: een opdracht eindigt na haar begin (secretarissen: afspraken die uitvoerbaar zijn).

    Keten: agenda
    Fout: De opdracht loopt van 1 december 2027 tot 1 maart 2027.
    Goed: De opdracht loopt van 1 maart 2027 tot 1 december 2027.
    Herstel: Verbeter de datum die niet klopt, met `opdracht set 2027-001 tot=DATUM`.
    """
    if opdracht.van and opdracht.tot and opdracht.tot < opdracht.van:
        text = f"De opdracht eindigt op {long_date(opdracht.tot)}, voor het begin op {long_date(opdracht.van)}."
        yield Found(text, repair=f"opdracht set {opdracht.nummer} tot=DATUM", measured=(opdracht.van, opdracht.tot))


@rule("A106", Ernst.FOUT)
def there_is_a_milestone(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A106: een opdracht heeft mijlpalen (secretarissen: zorg voor tussentijdse resultaten).

    Keten: agenda
    Fout: Er is een einddatum en daarvoor niets: pas aan het einde blijkt of het lukt.
    Goed: 1 april 2027: de gegevens van 16 gemeenten zijn binnen.
    Herstel: Voeg een tussenresultaat toe, met `opdracht add mijlpaal opdracht=2027-001 datum=1-4-2027 resultaat="..."`.
    """
    if not regio.mijlpalen[opdracht.nummer]:
        repair = f'opdracht add mijlpaal opdracht={opdracht.nummer} datum=DATUM resultaat="..."'
        yield Found("Er is geen mijlpaal: welk tussenresultaat ligt er wanneer?", repair=repair)


@rule("A107", Ernst.FOUT)
def milestones_lie_in_the_period(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A107: een mijlpaal valt binnen de periode van de opdracht (secretarissen: afspraken die uitvoerbaar zijn).

    Keten: agenda
    Fout: De opdracht eindigt op 15 december 2027 en heeft een mijlpaal op 1 maart 2028.
    Goed: De laatste mijlpaal valt op de einddatum of daarvoor.
    Herstel: Verschuif de mijlpaal of de einddatum, met `opdracht set mijlpaal 2027-001/2 datum=DATUM`.
    """
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        early = opdracht.van is not None and mijlpaal.datum < opdracht.van
        late = opdracht.tot is not None and mijlpaal.datum > opdracht.tot
        if early or late:
            key = f"{opdracht.nummer}/{mijlpaal.nr}"
            when = "voor het begin" if early else "na het einde"
            text = f"De mijlpaal van {long_date(mijlpaal.datum)} ligt {when} van de opdracht."
            measured = (mijlpaal.datum, mijlpaal.resultaat, opdracht.van, opdracht.tot)
            yield Found(text, f"mijlpaal {key}", f"opdracht set mijlpaal {key} datum=DATUM", measured)


@region_rule("A301", Ernst.WAARSCHUWING)
def not_too_many_run_at_once(regio: Regio, peildatum: date) -> Iterator[Found]:
    """A301: er lopen niet meer opdrachten tegelijk dan is afgesproken (secretarissen: de agenda is te breed; breng focus aan).

    Keten: agenda
    Fout: Er lopen dertien opdrachten, terwijl u tien hebt afgesproken.
    Goed: Er lopen tien opdrachten; de elfde begint als er een klaar is.
    Herstel: Kies welke opdracht wacht of stopt: `opdracht status 2027-009 ingetrokken`, of geef haar een latere begindatum.
    """
    limit = regio.settings.max_lopende_opdrachten
    most, busiest = most_at_once((o for o in regio.opdrachten.values() if o.status in UNDER_WAY), peildatum)
    if most > limit:
        yield Found(
            f"Op {long_date(busiest)} lopen er {most} opdrachten; u sprak af dat er {written(limit)} tegelijk lopen.",
            repair="opdracht list opdrachten",
            measured=(most, limit),
        )


@region_rule("A302", Ernst.HINT)
def ambitions_have_an_opdracht(regio: Regio, peildatum: date) -> Iterator[Found]:
    """A302: een ambitie krijgt een opdracht, of gaat van de agenda (secretarissen: de agenda is te breed; breng focus aan).

    Keten: agenda
    Fout: De ambitie 'Meer leerlingen kiezen techniek' staat op de agenda en niemand werkt eraan.
    Goed: Aan elke ambitie werkt minstens één opdracht. Een ambitie die moet wachten, staat niet op de agenda.
    Herstel: Maak een opdracht met `opdracht create --ambitie techniek`, of haal de ambitie weg met `opdracht remove ambitie CODE`.
    """
    served = {o.ambitie for o in regio.opdrachten.values() if o.status != Status.INGETROKKEN}
    for ambitie in regio.ambities.values():
        if ambitie.code not in served:
            yield Found(
                f"Ambitie '{ambitie.titel}' heeft geen opdracht.",
                record=f"ambitie {ambitie.code}",
                repair=f'opdracht create --titel "..." --ambitie {ambitie.code}',
                measured=(ambitie.titel, ambitie.prioriteit),
            )


@rule("A303", Ernst.WAARSCHUWING)
def opdracht_serves_an_ambition(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A303: een opdracht hoort bij een ambitie van de regio (secretarissen: zorg voor een concrete agenda met focus).

    Keten: agenda
    Fout: De opdracht 'Vrijetijdseconomie' hoort bij geen enkele ambitie.
    Goed: De stroomkaart hoort bij de ambitie 'Bedrijven kunnen groeien ondanks een vol stroomnet'.
    Herstel: Kies een ambitie met `opdracht set 2027-001 ambitie=CODE`. Past er geen, vraag u dan af of de opdracht nodig is.
    """
    if not opdracht.ambitie:
        repair = f"opdracht set {opdracht.nummer} ambitie=CODE"
        yield Found("De opdracht hoort bij geen ambitie.", repair=repair, measured=(opdracht.doel, opdracht.themas))


@rule("A304", Ernst.WAARSCHUWING, PROPOSED)
def gemeenten_say_what_they_gain(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A304: elke gemeente die meedoet, zegt wat de opdracht haar oplevert (secretarissen: de inhoud wordt onvoldoende herkend).

    Keten: agenda
    Fout: Rucphen levert 120 uur en heeft bij 'belang' niets ingevuld.
    Goed: Belang van Moerdijk: bedrijven in de haven weten of zij kunnen uitbreiden.
    Herstel: Vraag het de gemeente, en leg het vast met `opdracht add belang opdracht=2027-003 organisatie=rucphen belang="..."`.
    """
    known = {belang.organisatie: belang for belang in regio.belangen[opdracht.nummer]}
    taking_part = dict.fromkeys(inzet.organisatie for inzet in regio.inzet[opdracht.nummer])
    taking_part |= dict.fromkeys(code for code, belang in known.items() if belang.deelname == Deelname.JA)
    silent = [
        code
        for code in taking_part
        if regio.organisaties[code].soort == Soort.GEMEENTE
        and (code not in known or (known[code].deelname != Deelname.NEE and says_nothing(known[code].belang)))
    ]
    if silent:
        first = silent[0]
        how = f"set belang {opdracht.nummer}/{first}" if first in known else f"add belang opdracht={opdracht.nummer}"
        whose = "" if first in known else f" organisatie={first}"
        yield Found(
            f"{_gemeenten(regio, silent)} nog niet gezegd wat deze opdracht oplevert.",
            repair=f'opdracht {how}{whose} belang="..."',
            measured=sorted((regio.organisaties[c].naam, known[c].belang if c in known else "") for c in silent),
        )


@rule("A305", Ernst.WAARSCHUWING)
def there_is_an_interim_result(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A305: tussen begin en einde ligt een tussenresultaat (secretarissen: zorg voor tussentijdse resultaten).

    Keten: agenda
    Fout: De enige mijlpaal is 15 december 2027, de einddatum. Of: de opdracht begint.
    Goed: Op 1 april zijn de gegevens binnen, op 1 oktober is de kaart klaar en op 15 december besluit het algemeen bestuur.
    Herstel: Voeg een mijlpaal toe met `opdracht add mijlpaal opdracht=2027-001 datum=1-4-2027 resultaat="..."`.
    """
    if _only_in_the_last(LAST_WEEK, SHORT_PERIOD, regio.mijlpalen[opdracht.nummer], opdracht):
        yield _another_milestone(regio, opdracht, "Tussen begin en einde ligt geen tussenresultaat.")


@rule("A306", Ernst.HINT)
def milestones_follow_each_other(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A306: tussen twee mijlpalen zit niet meer tijd dan is afgesproken (secretarissen: zorg voor tussentijdse resultaten).

    Keten: agenda
    Fout: Na de mijlpaal van 1 februari 2027 volgt pas iets op 31 december 2028.
    Goed: Elk half jaar ligt er een resultaat dat u kunt bespreken.
    Herstel: Voeg een mijlpaal toe met `opdracht add mijlpaal opdracht=2027-001 datum=DATUM resultaat="..."`.
    """
    van, tot, mijlpalen = opdracht.van, opdracht.tot, regio.mijlpalen[opdracht.nummer]
    if van is None or tot is None or not mijlpalen or tot < van:
        return
    if _only_in_the_last(LAST_WEEK, SHORT_PERIOD, mijlpalen, opdracht):
        return  # A305 says so
    if _only_in_the_last(LAST_MONTH, LONG_PERIOD, mijlpalen, opdracht):
        return  # A307 says so
    days = [van, *sorted(m.datum for m in mijlpalen if van < m.datum < tot), tot]
    ahead = [pair for pair in pairwise(days) if pair[1] > peildatum]  # what is past nobody can mend
    first, then = max(ahead, key=lambda pair: pair[1] - pair[0], default=(van, van))
    limit = regio.settings.maanden_tussen_mijlpalen
    if _months(first, then) > limit:
        yield _another_milestone(
            regio,
            opdracht,
            f"Tussen {long_date(first)} en {long_date(then)} ligt geen mijlpaal; "
            f"u sprak af dat er hooguit {written(limit)} maanden tussen zitten.",
        )


@rule("A307", Ernst.HINT)
def milestones_are_spread(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A307: de mijlpalen liggen niet allemaal in de laatste maand (secretarissen: zorg voor tussentijdse resultaten).

    Keten: agenda
    Fout: De opdracht loopt een jaar en alle mijlpalen vallen in december.
    Goed: In april, juli en oktober ligt er een deel klaar, en in december het geheel.
    Herstel: Voeg een eerdere mijlpaal toe met `opdracht add mijlpaal opdracht=2027-001 datum=DATUM resultaat="..."`.
    """
    mijlpalen = regio.mijlpalen[opdracht.nummer]
    late = _only_in_the_last(LAST_MONTH, LONG_PERIOD, mijlpalen, opdracht)
    if late and not _only_in_the_last(LAST_WEEK, SHORT_PERIOD, mijlpalen, opdracht):
        all_of_them = {1: "De mijlpaal valt", 2: "Beide mijlpalen vallen"}
        which = all_of_them.get(len(mijlpalen), f"Alle {len(mijlpalen)} mijlpalen vallen")
        if any(mijlpaal.datum == opdracht.van for mijlpaal in mijlpalen):
            which = "Na de eerste dag vallen alle mijlpalen"
        yield _another_milestone(regio, opdracht, f"{which} in de laatste maand van de opdracht.")


def _only_in_the_last(end: timedelta, shortest: timedelta, mijlpalen: tuple[Mijlpaal, ...], opdracht: Opdracht) -> bool:
    """Whether all milestones of an opdracht that takes longer than `shortest` lie at its end; its first day is none."""
    van, tot = opdracht.van, opdracht.tot
    if van is None or tot is None or not mijlpalen or tot - van <= shortest:
        return False
    return all(mijlpaal.datum > tot - end or mijlpaal.datum == van for mijlpaal in mijlpalen)


def _months(first: date, then: date) -> float:
    """Calendar months: from 1 March to 1 September is six."""
    return (then.year - first.year) * 12 + then.month - first.month + (then.day - first.day) / 31


def _another_milestone(regio: Regio, opdracht: Opdracht, text: str) -> Found:
    repair = f'opdracht add mijlpaal opdracht={opdracht.nummer} datum=DATUM resultaat="..."'
    days = [mijlpaal.datum for mijlpaal in regio.mijlpalen[opdracht.nummer]]
    return Found(text, repair=repair, measured=(opdracht.van, opdracht.tot, days))


def _lacks(text: str) -> str:
    return f"zegt niets ('{' '.join(text.split())}')" if text.strip() else "ontbreekt"


def _gemeenten(regio: Regio, codes: list[str]) -> str:
    """'Breda heeft', 'Breda en Zundert hebben', 'Breda, Zundert, Altena en 4 andere gemeenten hebben'."""
    names = [regio.organisaties[code].naam for code in codes[:NAMED]]
    rest = len(codes) - NAMED
    if rest > 0:
        names.append(f"{rest} andere gemeenten" if rest > 1 else "1 andere gemeente")
    if len(names) == 1:
        return f"{names[0]} heeft"
    return f"{', '.join(names[:-1])} en {names[-1]} hebben"
