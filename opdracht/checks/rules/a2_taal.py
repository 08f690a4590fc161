"""The language of the agenda: is it concrete, without vague words, and easy to read? See language.py for how."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from opdracht.checks.finding import Ernst, Found, about, rule
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
from opdracht.dutch import joined, long_date
from opdracht.model import Mijlpaal, Opdracht
from opdracht.region import Regio

ANCHORS = ("getal", "datum", "doener", "product")
FEWEST_ANCHORS = 2
HARD_TO_READ = 40
SHOWN = 5
"""So many words of a long sentence are shown, to find it by."""


@rule("A201", Ernst.HINT)
def result_is_concrete(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Het beoogde resultaat noemt minstens twee van de vier ankers: getal, datum, doener en tastbaar product
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
    held = anchors(text, doers(regio), FEWEST_ANCHORS)
    if len(held) < FEWEST_ANCHORS:
        named = f" ({', '.join(f'{anchor}: {words}' for anchor, words in held.items())})" if held else ""
        missing = joined(f"geen {anchor}" for anchor in ANCHORS if anchor not in held)
        sentence = f"Het resultaat noemt {len(held)} van 4 ankers{named}: {missing}."
        yield about(opdracht, sentence, 'beoogd_resultaat="..."', text)


@rule("A202", Ernst.HINT)
def milestones_are_concrete(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een mijlpaal noemt een getal, een doener of een ding dat dan klaar is (secretarissen: de agenda is te abstract).

    Keten: agenda
    Fout: Op 1 april: eerste fase afgerond.
    Goed: Op 1 april: de gegevens van 16 gemeenten zijn binnen. Of: de grond is aangekocht.
    Herstel: Schrijf op wat er die dag ligt, met `opdracht set mijlpaal 2027-001/1 resultaat="..."`.
    """
    in_the_region = doers(regio)
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        text = mijlpaal.resultaat
        if is_reached(mijlpaal, peildatum) or says_more_than_when(text, in_the_region) or is_finished(text):
            continue
        yield _in_milestone(mijlpaal, "noemt geen getal, geen doener en niets dat dan klaar is.")


@rule("A203", Ernst.HINT)
def words_are_not_vague(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Doel, resultaat en mijlpalen zeggen wat iemand doet, zonder vage woorden (secretarissen: duidelijke taal).

    Keten: agenda
    Fout: We zetten in op het stimuleren van vrijetijdseconomie.
    Goed: Op 1 mei 2028 zijn er 40 kilometer wandelroutes met borden, in acht gemeenten.
    Herstel: Vervang het vage woord door wat iemand doet, met `opdracht edit 2027-001`.
    """
    vague = [f"{where} zegt {words}" for where, words in _quoted(_as_they_stand, opdracht)]
    if vague:
        text = " en ".join(vague)
        measured = (opdracht.doel, opdracht.beoogd_resultaat)
        yield Found(f"{text[0].upper()}{text[1:]}: wie doet dan wat?", measured=measured)
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        if words := _as_they_stand(mijlpaal.resultaat):
            yield _in_milestone(mijlpaal, f"zegt {_in_quotes(words)}: wie doet dan wat?")


@rule("A204", Ernst.HINT)
def sentences_say_who_acts(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Doel, resultaat en mijlpalen zeggen wie iets doet, zonder 'worden' (secretarissen: onduidelijk wie wat doet).

    Keten: verbinding
    Fout: Er wordt een kaart gemaakt.
    Goed: Regio West-Brabant maakt een kaart.
    Herstel: Zet vooraan wie het doet, met `opdracht edit 2027-001`.
    """
    passive = [f"{where} staat 'worden' met {words}" for where, words in _quoted(passives, opdracht)]
    if passive:
        measured = (opdracht.doel, opdracht.beoogd_resultaat)
        yield Found(f"In {' en in '.join(passive)}: wie doet het?", measured=measured)
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        if words := passives(mijlpaal.resultaat):
            yield _in_milestone(mijlpaal, f"zegt 'worden' met {_in_quotes(words)}: wie doet het?")


@rule("A205", Ernst.HINT)
def sentences_are_short(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een zin in aanleiding, doel, resultaat of mijlpaal telt hooguit twintig woorden (secretarissen: duidelijke taal).

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
        where, words = long[0]
        finding = f"In {where} staat een zin van {len(words)} woorden"
        if len(long) > 1:
            finding = f"{len(long)} zinnen zijn langer dan {LONG_SENTENCE} woorden; de eerste staat in {where}"
        measured = "\n".join(" ".join(sentence) for _, sentence in long)
        yield Found(f"{finding}: '{' '.join(words[:SHOWN])} ...'.", measured=measured)
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        if sentence := next(iter(long_sentences(mijlpaal.resultaat)), ""):
            yield _in_milestone(mijlpaal, f"heeft een zin van {len(sentence.split())} woorden.")


@rule("A206", Ernst.HINT)
def text_reads_easily(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Aanleiding, doel en resultaat samen lezen vlot: 40 of meer op de maat van Flesch-Douma
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
    """Het doel zegt wie er wat aan heeft, niet alleen dat de regio beter wordt
    (secretarissen: de agenda is te abstract, te hoog over).

    Keten: agenda
    Fout: Een vitale en aantrekkelijke regio.
    Goed: Bedrijven weten waar zij kunnen groeien. Of gewoon: minder files.
    Herstel: Noem wie er iets van merkt en wat, met `opdracht set 2027-001 doel="..."`.
    """
    if is_lofty(opdracht.doel, doers(regio)):
        text = "Het doel blijft algemeen: wie merkt er straks wat van?"
        yield about(opdracht, text, 'doel="..."', opdracht.doel)


@lru_cache(maxsize=2)  # a check asks for the same region thousands of times
def doers(regio: Regio) -> frozenset[str]:
    """The names and codes of organisations and the functions of persons, as `anchors` looks for them."""
    names = {text for o in regio.organisaties.values() for text in (o.code, o.naam)}
    names |= {persoon.functie for persoon in regio.personen.values()}
    return frozenset(as_name(text) for text in names) - {"", "regio", "gemeente", "onze regio", "de regio"}


def _in_milestone(mijlpaal: Mijlpaal, text: str) -> Found:
    sentence = f"De mijlpaal van {long_date(mijlpaal.datum)} {text}"
    return about(mijlpaal, sentence, 'resultaat="..."', (mijlpaal.datum, mijlpaal.resultaat))


def _quoted(find: Callable[[str], tuple[str, ...]], opdracht: Opdracht) -> Iterator[tuple[str, str]]:
    """The words that are found in the doel and in the resultaat, with where."""
    for where, text in (("het doel", opdracht.doel), ("het resultaat", opdracht.beoogd_resultaat)):
        if words := find(text):
            yield where, _in_quotes(words)


def _as_they_stand(text: str) -> tuple[str, ...]:
    """The vague words in a text, as people can find them there."""
    return tuple(vague_words(text).values())


def _in_quotes(words: tuple[str, ...]) -> str:
    """'borgen', 'stimuleren' en 'versterken'."""
    return joined(f"'{word}'" for word in dict.fromkeys(words))
