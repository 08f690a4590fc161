"""Angle A, the language of the agenda: is it concrete, without vague words, and easy to read? See language.py for how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from opdracht.checks.finding import Ernst, Found, rule
from opdracht.checks.language import (
    LONG_SENTENCE,
    anchors,
    as_name,
    long_sentences,
    passives,
    readability,
    says_more_than_when,
    vague_words,
)
from opdracht.checks.saying import is_finished, is_lofty
from opdracht.checks.tijd import is_reached
from opdracht.dutch import long_date
from opdracht.model import Mijlpaal, Opdracht
from opdracht.region import Regio

ANCHORS = ("getal", "datum", "doener", "product")
FEWEST_ANCHORS = 2
HARD_TO_READ = 40
SHOWN = 5
"""So many words of a long sentence are shown, to find it by."""


@rule("A201", Ernst.HINT)
def result_is_concrete(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A201: het beoogde resultaat noemt minstens twee van de vier ankers: getal, datum, doener en tastbaar product
    (secretarissen: de agenda is te abstract, te hoog over).

    Keten: agenda
    Fout: De regio is in de toekomst een vitaal en bereikbaar gebied. Dit noemt 0 van 4 ankers.
    Goed: Op 15-12-2027 staat op één kaart waar het stroomnet vol is. Dit noemt een datum, een getal en een product.
    Herstel: Schrijf op wie wat wanneer oplevert en hoeveel, met `opdracht set 2027-001 beoogd_resultaat="..."`. Een
        doener bij een vaag werkwoord ('RWB zet in op banen') telt niet: hij doet nog niets.
    """
    text = opdracht.beoogd_resultaat
    if not text.strip():
        return
    found = anchors(text, doers(regio), FEWEST_ANCHORS)
    if len(found) < FEWEST_ANCHORS:
        there = f" ({', '.join(f'{name}: {words}' for name, words in found.items())})" if found else ""
        yield Found(
            f"Het resultaat noemt {len(found)} van 4 ankers{there}: {_none_of(ANCHORS, found)}.",
            repair=f'opdracht set {opdracht.nummer} beoogd_resultaat="..."',
            measured=text,
        )


@rule("A202", Ernst.HINT)
def milestones_are_concrete(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A202: een mijlpaal noemt een getal, een doener of een ding dat dan klaar is (secretarissen: de agenda is te abstract).

    Keten: agenda
    Fout: Op 1 april: eerste fase afgerond.
    Goed: Op 1 april: de gegevens van 16 gemeenten zijn binnen. Of: de grond is aangekocht.
    Herstel: Schrijf op wat er die dag ligt, met `opdracht set mijlpaal 2027-001/1 resultaat="..."`.
    """
    known = doers(regio)
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        text = mijlpaal.resultaat
        if is_reached(mijlpaal, peildatum) or says_more_than_when(text, known) or is_finished(text):
            continue
        yield _in_milestone(mijlpaal, "noemt geen getal, geen doener en niets dat dan klaar is.")


@rule("A203", Ernst.HINT)
def words_are_not_vague(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A203: doel, resultaat en mijlpalen zeggen wat iemand doet, zonder vage woorden (secretarissen: duidelijke taal).

    Keten: agenda
    Fout: We zetten in op het stimuleren van vrijetijdseconomie.
    Goed: Op 1 mei 2028 zijn er 40 kilometer wandelroutes met borden, in acht gemeenten.
    Herstel: Vervang het vage woord door wat iemand doet, met `opdracht edit 2027-001`.
    """
    texts = (("het doel", opdracht.doel), ("het resultaat", opdracht.beoogd_resultaat))
    vague = [(where, listed) for where, text in texts if (listed := vague_words(text))]
    if vague:
        told = " en ".join(f"{where} zegt {_quoted(listed)}" for where, listed in vague)
        yield Found(
            f"{told[0].upper()}{told[1:]}: wie doet dan wat?", measured=(opdracht.doel, opdracht.beoogd_resultaat)
        )
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        if listed := vague_words(mijlpaal.resultaat):
            yield _in_milestone(mijlpaal, f"zegt {_quoted(listed)}: wie doet dan wat?")


@rule("A204", Ernst.HINT)
def sentences_say_who_acts(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A204: doel, resultaat en mijlpalen zeggen wie iets doet, zonder 'worden' (secretarissen: onduidelijk wie wat doet).

    Keten: verbinding
    Fout: Er wordt een kaart gemaakt.
    Goed: Regio West-Brabant maakt een kaart.
    Herstel: Zet vooraan wie het doet, met `opdracht edit 2027-001`.
    """
    found = [
        (where, listed)
        for where, text in (("het doel", opdracht.doel), ("het resultaat", opdracht.beoogd_resultaat))
        if (listed := passives(text))
    ]
    if found:
        told = " en in ".join(f"{where} staat 'worden' met {_quoted(listed)}" for where, listed in found)
        yield Found(f"In {told}: wie doet het?", measured=(opdracht.doel, opdracht.beoogd_resultaat))
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        if listed := passives(mijlpaal.resultaat):
            yield _in_milestone(mijlpaal, f"zegt 'worden' met {_quoted(listed)}: wie doet het?")


@rule("A205", Ernst.HINT)
def sentences_are_short(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A205: een zin in aanleiding, doel, resultaat of mijlpaal telt hooguit twintig woorden (secretarissen: duidelijke taal).

    Keten: agenda
    Fout: Een zin van 34 woorden, met drie bijzinnen en twee keer 'waarbij'.
    Goed: Op veel bedrijventerreinen is het stroomnet vol. In 2026 wachtten 31 bedrijven op een aansluiting.
    Herstel: Maak er twee zinnen van, met `opdracht edit 2027-001`.
    """
    texts = (
        ("de aanleiding", opdracht.aanleiding),
        ("het doel", opdracht.doel),
        ("het resultaat", opdracht.beoogd_resultaat),
    )
    long = [(where, sentence.split()) for where, text in texts for sentence in long_sentences(text)]
    if long:
        where, listed = long[0]
        begin = f"'{' '.join(listed[:SHOWN])} ...'"
        measured = "\n".join(" ".join(sentence) for _, sentence in long)
        if len(long) == 1:
            yield Found(f"In {where} staat een zin van {len(listed)} woorden: {begin}.", measured=measured)
        else:
            told = f"{len(long)} zinnen zijn langer dan {LONG_SENTENCE} woorden"
            yield Found(f"{told}; de eerste staat in {where}: {begin}.", measured=measured)
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        if sentence := next(iter(long_sentences(mijlpaal.resultaat)), ""):
            yield _in_milestone(mijlpaal, f"heeft een zin van {len(sentence.split())} woorden.")


@rule("A206", Ernst.HINT)
def text_reads_easily(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A206: aanleiding, doel en resultaat samen lezen vlot: 40 of meer op de maat van Flesch-Douma
    (secretarissen: duidelijke taal).

    Keten: agenda
    Fout: Lange zinnen met woorden als 'samenwerkingsverbanden' en 'vergunningverleningsprocedures'.
    Goed: Korte zinnen met gewone woorden. De maat zegt niets over de inhoud: daarvoor zijn de ankers (A201).
    Herstel: Maak zinnen en woorden korter, met `opdracht edit 2027-001`.
    """
    text = "\n\n".join((opdracht.aanleiding, opdracht.doel, opdracht.beoogd_resultaat))
    score = readability(text)
    if score is not None and score < HARD_TO_READ:
        yield Found(
            f"Aanleiding, doel en resultaat lezen moeilijk: {max(score, 0)} van 100 op de maat van Flesch-Douma; "
            f"vanaf {HARD_TO_READ} leest het vlotter.",
            measured=text,
        )


@rule("A207", Ernst.HINT)
def doel_says_for_whom(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A207: het doel zegt wie er wat aan heeft, niet alleen dat de regio beter wordt
    (secretarissen: de agenda is te abstract, te hoog over).

    Keten: agenda
    Fout: Een vitale en aantrekkelijke regio.
    Goed: Bedrijven weten waar zij kunnen groeien. Of gewoon: minder files.
    Herstel: Noem wie er iets van merkt en wat, met `opdracht set 2027-001 doel="..."`.
    """
    if is_lofty(opdracht.doel, doers(regio)):
        yield Found(
            "Het doel blijft algemeen: wie merkt er straks wat van?",
            repair=f'opdracht set {opdracht.nummer} doel="..."',
            measured=opdracht.doel,
        )


@lru_cache(maxsize=2)  # a check asks for the same region thousands of times
def doers(regio: Regio) -> frozenset[str]:
    """The names and codes of organisations and the functions of persons, as `anchors` looks for them."""
    known = {text for o in regio.organisaties.values() for text in (o.code, o.naam)}
    known |= {persoon.functie for persoon in regio.personen.values()}
    return frozenset(as_name(text) for text in known) - {"", "regio", "gemeente", "onze regio", "de regio"}


def _in_milestone(mijlpaal: Mijlpaal, text: str) -> Found:
    key = f"mijlpaal {mijlpaal.opdracht}/{mijlpaal.nr}"
    what = f"De mijlpaal van {long_date(mijlpaal.datum)} {text}"
    return Found(what, key, f'opdracht set {key} resultaat="..."', (mijlpaal.datum, mijlpaal.resultaat))


def _none_of(names: tuple[str, ...], found: dict[str, str]) -> str:
    missing = [f"geen {name}" for name in names if name not in found]
    return f"{', '.join(missing[:-1])} en {missing[-1]}"


def _quoted(listed: tuple[str, ...]) -> str:
    """'borgen', 'stimuleren' en 'versterken'."""
    unique = [f"'{word}'" for word in dict.fromkeys(listed)]
    return " en ".join([", ".join(unique[:-1]), unique[-1]] if unique[1:] else unique)
