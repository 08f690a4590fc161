"""Capacity of a register: which months, of whom, of what and counting which opdrachten. Documents: see overview.py."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from opdracht.capacity.balance import span
from opdracht.capacity.lines import spelled
from opdracht.capacity.months import Months, month_number
from opdracht.capacity.overview import Overview, overview_of
from opdracht.choices import Status
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.region import Regio
from opdracht.store import Register
from opdracht.suggest import did_you_mean

A_YEAR = 12


@dataclass(frozen=True)
class Question:
    """What somebody wants to see: from when until when (or as far as is planned), of whom, of what, counting which."""

    today: date
    van: date | None = None
    tot: date | None = None
    organisaties: Sequence[str] = ()
    profielen: Sequence[str] = ()
    statuses: Collection[Status] = frozenset(status for status in Status if status.asks_hours)

    def counting(self, statuses: Collection[Status]) -> Question:
        """The same, counting only opdrachten in one of these statuses."""
        return replace(self, statuses=statuses)


def look(register: Register, question: Question) -> Overview:
    """Capacity of a register. Raises OpdrachtError for an organisatie or profiel that it does not have."""
    with register.reading() as reader:
        regio = reader.region()
    organisaties = {o.code: o.code for o in regio.organisaties.values()}
    organisaties |= {o.naam.casefold(): o.code for o in regio.organisaties.values()}
    profielen = {profiel: profiel for profiel in spelled(regio)}
    chosen = [_named("organisatie", word, organisaties, "organisaties") for word in question.organisaties]
    of_what = [_named("profiel", word, profielen, "aanbod") for word in question.profielen]
    counted = [opdracht.nummer for opdracht in regio.opdrachten.values() if opdracht.status in question.statuses]
    months = _months(regio, question, counted)
    return overview_of(regio, months, counted, chosen, of_what)


def _months(regio: Regio, question: Question, counted: Sequence[str]) -> Months:
    """The months that are asked for: by themselves from now on, as far as the opdrachten go."""
    if question.van and question.tot:
        months = Months.of(question.van, question.tot)
        if not months.count:
            raise UsageFault("--until ligt voor --from.", "Draai de twee om.")
        return months
    now = month_number(question.today)
    planned = span(regio, counted) or Months(now, A_YEAR)
    last = planned.first + planned.count - 1
    first = max(planned.first, now) if now <= last else planned.first
    if question.van:
        first = month_number(question.van)
        last = last if last >= first else first + A_YEAR - 1
    if question.tot:
        last = month_number(question.tot)
        first = first if first <= last else last - A_YEAR + 1
    return Months(first, last - first + 1)


def _named(kind: str, word: str, codes: Mapping[str, str], listed: str) -> str:
    """The code that a word stands for."""
    if (code := codes.get(word.strip().casefold())) is None:
        hint = f"Bekijk wat er is met: opdracht list {listed}"
        raise OpdrachtError(f"Er is geen {kind} '{word}'. {did_you_mean(word, codes)}".rstrip(), hint)
    return code
