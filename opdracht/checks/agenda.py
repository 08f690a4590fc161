"""Angle A, the agenda: is it concrete what must come out, within which limits, when, and what lies in between?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opdracht.checks.finding import Ernst, Found, rule
from opdracht.dates import long_date
from opdracht.model import Opdracht
from opdracht.region import Regio


@rule("A101", Ernst.FOUT)
def doel_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A101: een opdracht zegt waarvoor zij dient (secretarissen: de agenda is te abstract)."""
    if not opdracht.doel.strip():
        yield Found(
            "Het doel ontbreekt: waarvoor is deze opdracht?", repair=f'opdracht set {opdracht.nummer} doel="..."'
        )


@rule("A102", Ernst.FOUT)
def result_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A102: een opdracht zegt wat er ligt als zij klaar is (secretarissen: concrete agenda met doelen en resultaten)."""
    if not opdracht.beoogd_resultaat.strip():
        repair = f'opdracht set {opdracht.nummer} beoogd_resultaat="..."'
        yield Found("Het beoogde resultaat ontbreekt: wat ligt er op de einddatum?", repair=repair)


@rule("A103", Ernst.FOUT)
def scope_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A103: een opdracht zegt wat er wel en wat er niet bij hoort (secretarissen: de agenda is te breed; breng focus aan)."""
    missing = [
        word
        for word, text in (("wel", opdracht.afbakening_wel), ("niet", opdracht.afbakening_niet))
        if not text.strip()
    ]
    if missing:
        repair = f'opdracht set {opdracht.nummer} afbakening_{missing[0]}="..."'
        yield Found(f"De afbakening ontbreekt: wat hoort er {' en wat '.join(missing)} bij?", repair=repair)


@rule("A104", Ernst.FOUT)
def period_is_stated(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A104: een opdracht heeft een begin en een einde (secretarissen: doelen, projecten en resultaten met een datum)."""
    missing = [word for word, day in (("begindatum", opdracht.van), ("einddatum", opdracht.tot)) if day is None]
    if missing:
        field = "van" if "begindatum" in missing else "tot"
        repair = f"opdracht set {opdracht.nummer} {field}=DATUM"
        yield Found(f"De {' en de '.join(missing)} {'ontbreken' if missing[1:] else 'ontbreekt'}.", repair=repair)


@rule("A105", Ernst.FOUT)
def period_runs_forward(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A105: een opdracht eindigt na haar begin (secretarissen: afspraken die uitvoerbaar zijn)."""
    if opdracht.van and opdracht.tot and opdracht.tot < opdracht.van:
        text = f"De opdracht eindigt op {long_date(opdracht.tot)}, voor het begin op {long_date(opdracht.van)}."
        yield Found(text, repair=f"opdracht set {opdracht.nummer} tot=DATUM")


@rule("A106", Ernst.FOUT)
def there_is_a_milestone(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A106: een opdracht heeft mijlpalen (secretarissen: zorg voor tussentijdse resultaten)."""
    if not regio.mijlpalen[opdracht.nummer]:
        repair = f'opdracht add mijlpaal opdracht={opdracht.nummer} datum=DATUM resultaat="..."'
        yield Found("Er is geen mijlpaal: welk tussenresultaat ligt er wanneer?", repair=repair)


@rule("A107", Ernst.FOUT)
def milestones_lie_in_the_period(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """A107: een mijlpaal valt binnen de periode van de opdracht (secretarissen: afspraken die uitvoerbaar zijn)."""
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        early = opdracht.van is not None and mijlpaal.datum < opdracht.van
        late = opdracht.tot is not None and mijlpaal.datum > opdracht.tot
        if early or late:
            key = f"{opdracht.nummer}/{mijlpaal.nr}"
            when = "voor het begin" if early else "na het einde"
            text = f"De mijlpaal van {long_date(mijlpaal.datum)} ligt {when} van de opdracht."
            yield Found(text, record=f"mijlpaal {key}", repair=f"opdracht set mijlpaal {key} datum=DATUM")
