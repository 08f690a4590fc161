"""Has the region few enough things at hand, each with an ambition, a gain for each gemeente and results on the way?"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from opdracht.checks.finding import Ernst, Found, about, at, region_rule, rule
from opdracht.checks.saying import says_nothing
from opdracht.checks.tijd import most_at_once
from opdracht.choices import Deelname, Soort, Status
from opdracht.dutch import counted, joined, long_date, written
from opdracht.model import Mijlpaal, Opdracht
from opdracht.region import Regio

LAST_WEEK = timedelta(days=7)
LAST_MONTH = timedelta(days=31)
SHORT_PERIOD = timedelta(days=31)
"""Whoever is done within a month needs no interim result."""
LONG_PERIOD = timedelta(days=92)
NAMED = 3
"""So many gemeenten are named in a sentence; the others are counted."""


@region_rule("A301", Ernst.WAARSCHUWING)
def not_too_many_run_at_once(regio: Regio, peildatum: date) -> Iterator[Found]:
    """Er lopen niet meer opdrachten tegelijk dan is afgesproken (secretarissen: de agenda is te breed; breng focus aan).

    Keten: agenda
    Fout: Er lopen dertien opdrachten, terwijl u tien hebt afgesproken.
    Goed: Er lopen tien opdrachten; de elfde begint als er een klaar is.
    Herstel: Kies welke opdracht wacht of stopt: `opdracht status 2027-009 ingetrokken`, of geef haar een latere begindatum.
    """
    limit = regio.settings.max_lopende_opdrachten
    most, busiest = most_at_once((o for o in regio.opdrachten.values() if o.status.is_under_way), peildatum)
    if most > limit:
        yield Found(
            f"Op {long_date(busiest)} lopen er {most} opdrachten; u sprak af dat er {written(limit)} tegelijk lopen.",
            repair="opdracht list opdrachten",
            measured=(most, limit),
        )


@region_rule("A302", Ernst.HINT)
def ambitions_have_an_opdracht(regio: Regio, peildatum: date) -> Iterator[Found]:
    """Een ambitie krijgt een opdracht, of gaat van de agenda (secretarissen: de agenda is te breed; breng focus aan).

    Keten: agenda
    Fout: De ambitie 'Meer leerlingen kiezen techniek' staat op de agenda en niemand werkt eraan.
    Goed: Aan elke ambitie werkt minstens één opdracht. Een ambitie die moet wachten, staat niet op de agenda.
    Herstel: Maak een opdracht met `opdracht create --ambitie techniek`, of haal de ambitie weg met `opdracht remove ambitie CODE`.
    """
    served = {o.ambitie for o in regio.opdrachten.values() if o.status != Status.INGETROKKEN}
    for ambitie in regio.ambities.values():
        if ambitie.code not in served:
            text = f"Ambitie '{ambitie.titel}' heeft geen opdracht."
            repair = f'opdracht create --titel "..." --ambitie {ambitie.code}'
            yield Found(text, at(ambitie), repair, (ambitie.titel, ambitie.prioriteit))


@rule("A303", Ernst.WAARSCHUWING)
def opdracht_serves_an_ambition(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht hoort bij een ambitie van de regio (secretarissen: zorg voor een concrete agenda met focus).

    Keten: agenda
    Fout: De opdracht 'Vrijetijdseconomie' hoort bij geen enkele ambitie.
    Goed: De stroomkaart hoort bij de ambitie 'Bedrijven kunnen groeien ondanks een vol stroomnet'.
    Herstel: Kies een ambitie met `opdracht set 2027-001 ambitie=CODE`. Past er geen, vraag u dan af of de opdracht nodig is.
    Vraag: Bij welke ambitie van de regio hoort deze opdracht?
    """
    if not opdracht.ambitie:
        measured = (opdracht.doel, opdracht.themas)
        yield about(opdracht, "De opdracht hoort bij geen ambitie.", "ambitie=CODE", measured)


@rule("A304", Ernst.WAARSCHUWING, when=lambda status: status.is_on_the_table)
def gemeenten_say_what_they_gain(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Elke gemeente die meedoet, zegt wat de opdracht haar oplevert (secretarissen: de inhoud wordt onvoldoende herkend).

    Keten: agenda
    Fout: Rucphen levert 120 uur en heeft bij 'belang' niets ingevuld.
    Goed: Belang van Moerdijk: bedrijven in de haven weten of zij kunnen uitbreiden.
    Herstel: Vraag het de gemeente, en leg het vast met `opdracht add belang opdracht=2027-003 organisatie=rucphen belang="..."`.
    Vraag: Wat levert deze opdracht elke gemeente op?
    """
    belangen = {belang.organisatie: belang for belang in regio.belangen[opdracht.nummer]}
    taking_part = dict.fromkeys(inzet.organisatie for inzet in regio.inzet[opdracht.nummer])
    taking_part |= dict.fromkeys(code for code, belang in belangen.items() if belang.deelname == Deelname.JA)
    silent = [
        regio.organisaties[code]
        for code in taking_part
        if code not in belangen or (belangen[code].deelname != Deelname.NEE and says_nothing(belangen[code].belang))
    ]
    gemeenten = [organisatie for organisatie in silent if organisatie.soort == Soort.GEMEENTE]
    if not gemeenten:
        return
    first = gemeenten[0].code
    repair = f'opdracht add belang opdracht={opdracht.nummer} organisatie={first} belang="..."'
    if first in belangen:
        repair = f'opdracht set belang {opdracht.nummer}/{first} belang="..."'
    names = [gemeente.naam for gemeente in gemeenten]
    if (more := len(names) - NAMED) > 0:
        names[NAMED:] = [counted(more, "andere gemeente", "andere gemeenten")]
    yield Found(
        f"{joined(names)} {'hebben' if names[1:] else 'heeft'} nog niet gezegd wat deze opdracht oplevert.",
        repair=repair,
        measured=sorted((g.naam, belangen[g.code].belang if g.code in belangen else "") for g in gemeenten),
    )


@rule("A305", Ernst.WAARSCHUWING)
def there_is_an_interim_result(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Tussen begin en einde ligt een tussenresultaat (secretarissen: zorg voor tussentijdse resultaten).

    Keten: agenda
    Fout: De enige mijlpaal is 15 december 2027, de einddatum. Of: de opdracht begint.
    Goed: Op 1 april zijn de gegevens binnen, op 1 oktober is de kaart klaar en op 15 december besluit het algemeen bestuur.
    Herstel: Voeg een mijlpaal toe met `opdracht add mijlpaal opdracht=2027-001 datum=1-4-2027 resultaat="..."`.
    Vraag: Welk tussenresultaat ligt er halverwege?
    """
    if _only_in_the_last(LAST_WEEK, SHORT_PERIOD, regio.mijlpalen[opdracht.nummer], opdracht):
        yield _another_milestone(regio, opdracht, "Tussen begin en einde ligt geen tussenresultaat.")


@rule("A306", Ernst.HINT)
def milestones_follow_each_other(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Tussen twee mijlpalen zit niet meer tijd dan is afgesproken (secretarissen: zorg voor tussentijdse resultaten).

    Keten: agenda
    Fout: Na de mijlpaal van 1 februari 2027 volgt pas iets op 31 december 2028.
    Goed: Elk half jaar ligt er een resultaat dat u kunt bespreken.
    Herstel: Voeg een mijlpaal toe met `opdracht add mijlpaal opdracht=2027-001 datum=DATUM resultaat="..."`.
    Vraag: Wat kan er tussen deze mijlpalen al klaar zijn?
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
    """De mijlpalen liggen niet allemaal in de laatste maand (secretarissen: zorg voor tussentijdse resultaten).

    Keten: agenda
    Fout: De opdracht loopt een jaar en alle mijlpalen vallen in december.
    Goed: In april, juli en oktober ligt er een deel klaar, en in december het geheel.
    Herstel: Voeg een eerdere mijlpaal toe met `opdracht add mijlpaal opdracht=2027-001 datum=DATUM resultaat="..."`.
    Vraag: Wat kan er eerder klaar zijn dan de laatste maand?
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
