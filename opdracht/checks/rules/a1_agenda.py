"""Is it concrete what must come out, within which limits, when, and what lies in between?"""

from collections.abc import Iterator
from datetime import date

from opdracht.checks.finding import Ernst, Found, about, rule
from opdracht.checks.saying import lacks, says_nothing
from opdracht.dutch import long_date
from opdracht.model import Opdracht
from opdracht.region import Regio


@rule("A101", Ernst.FOUT)
def doel_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht zegt waarvoor zij dient (secretarissen: de agenda is te abstract).

    Keten: agenda
    Fout: Het doel is leeg, of er staat alleen 'zie bijlage' of 'volgt nog'.
    Goed: Bedrijven weten waar zij kunnen groeien.
    Herstel: Schrijf in één zin wie er wat aan heeft, met `opdracht set 2027-001 doel="..."`.
    Vraag: Waarvoor doen wij dit?
    """
    if says_nothing(opdracht.doel):
        text = f"Het doel {lacks(opdracht.doel)}: waarvoor is deze opdracht?"
        yield about(opdracht, text, 'doel="..."', opdracht.doel)


@rule("A102", Ernst.FOUT)
def result_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht zegt wat er ligt als zij klaar is (secretarissen: concrete agenda met doelen en resultaten).

    Keten: agenda
    Fout: Het beoogde resultaat is leeg, of er staat alleen 'n.v.t.'.
    Goed: Op 15-12-2027 staat op één kaart waar het stroomnet vol is.
    Herstel: Schrijf op wat er op de einddatum ligt, met `opdracht set 2027-001 beoogd_resultaat="..."`.
    Vraag: Wat ligt er als wij klaar zijn?
    """
    if says_nothing(opdracht.beoogd_resultaat):
        text = f"Het beoogde resultaat {lacks(opdracht.beoogd_resultaat)}: wat ligt er op de einddatum?"
        yield about(opdracht, text, 'beoogd_resultaat="..."', opdracht.beoogd_resultaat)


@rule("A103", Ernst.FOUT)
def scope_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht zegt wat er wel en wat er niet bij hoort (secretarissen: de agenda is te breed; breng focus aan).

    Keten: agenda
    Fout: Alleen 'wel' is ingevuld: niemand weet waar de opdracht ophoudt.
    Goed: Wel: bedrijventerreinen groter dan 5 hectare. Niet: woonwijken.
    Herstel: Vul beide in, met `opdracht set 2027-001 afbakening_wel="..."` en `afbakening_niet="..."`.
    Vraag: Wat hoort er wel bij, en wat niet?
    """
    texts = {"wel": opdracht.afbakening_wel, "niet": opdracht.afbakening_niet}
    if missing := [word for word, text in texts.items() if says_nothing(text)]:
        text = f"De afbakening {lacks(texts[missing[0]])}: wat hoort er {' en wat '.join(missing)} bij?"
        yield about(opdracht, text, f'afbakening_{missing[0]}="..."', texts)


@rule("A104", Ernst.FOUT)
def period_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht heeft een begin en een einde (secretarissen: doelen, projecten en resultaten met een datum).

    Keten: agenda
    Fout: De opdracht begint 'zo snel mogelijk' en heeft geen einddatum.
    Goed: Van 1 januari 2027 tot 15 december 2027.
    Herstel: Vul de datums in, met `opdracht set 2027-001 van=1-1-2027 tot=15-12-2027`.
    Vraag: Wanneer beginnen wij, en wanneer zijn wij klaar?
    """
    missing = [word for word, day in (("begindatum", opdracht.van), ("einddatum", opdracht.tot)) if day is None]
    if missing:
        field = "van" if "begindatum" in missing else "tot"
        text = f"De {' en de '.join(missing)} {'ontbreken' if missing[1:] else 'ontbreekt'}."
        yield about(opdracht, text, f"{field}=DATUM", (opdracht.van, opdracht.tot))


@rule("A105", Ernst.FOUT)
def period_runs_forward(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht eindigt na haar begin (secretarissen: afspraken die uitvoerbaar zijn).

    Keten: agenda
    Fout: De opdracht loopt van 1 december 2027 tot 1 maart 2027.
    Goed: De opdracht loopt van 1 maart 2027 tot 1 december 2027.
    Herstel: Verbeter de datum die niet klopt, met `opdracht set 2027-001 tot=DATUM`.
    Vraag: Wat zijn het juiste begin en einde?
    """
    if opdracht.van and opdracht.tot and opdracht.tot < opdracht.van:
        text = f"De opdracht eindigt op {long_date(opdracht.tot)}, voor het begin op {long_date(opdracht.van)}."
        yield about(opdracht, text, "tot=DATUM", (opdracht.van, opdracht.tot))


@rule("A106", Ernst.FOUT)
def there_is_a_milestone(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht heeft mijlpalen (secretarissen: zorg voor tussentijdse resultaten).

    Keten: agenda
    Fout: Er is een einddatum en daarvoor niets: pas aan het einde blijkt of het lukt.
    Goed: 1 april 2027: de gegevens van 16 gemeenten zijn binnen.
    Herstel: Voeg een tussenresultaat toe, met `opdracht add mijlpaal opdracht=2027-001 datum=1-4-2027 resultaat="..."`.
    Vraag: Welke tussenresultaten spreken wij af, en wanneer?
    """
    if not regio.mijlpalen[opdracht.nummer]:
        repair = f'opdracht add mijlpaal opdracht={opdracht.nummer} datum=DATUM resultaat="..."'
        yield Found("Er is geen mijlpaal: welk tussenresultaat ligt er wanneer?", repair=repair)


@rule("A107", Ernst.FOUT)
def milestones_lie_in_the_period(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een mijlpaal valt binnen de periode van de opdracht (secretarissen: afspraken die uitvoerbaar zijn).

    Keten: agenda
    Fout: De opdracht eindigt op 15 december 2027 en heeft een mijlpaal op 1 maart 2028.
    Goed: De laatste mijlpaal valt op de einddatum of daarvoor.
    Herstel: Verschuif de mijlpaal of de einddatum, met `opdracht set mijlpaal 2027-001/2 datum=DATUM`.
    Vraag: Verzetten wij de mijlpaal, of de periode?
    """
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        early = opdracht.van is not None and mijlpaal.datum < opdracht.van
        late = opdracht.tot is not None and mijlpaal.datum > opdracht.tot
        if early or late:
            when = "voor het begin" if early else "na het einde"
            text = f"De mijlpaal van {long_date(mijlpaal.datum)} ligt {when} van de opdracht."
            measured = (mijlpaal.datum, mijlpaal.resultaat, opdracht.van, opdracht.tot)
            yield about(mijlpaal, text, "datum=DATUM", measured)
