"""Why there is something to do: what the rules find, the answers that were not given and the changes not agreed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import cast

from opdracht.agreed.freezing import agreed
from opdracht.checks import Finding, Rule, without_set_aside
from opdracht.checks.rules import g_gedrag, p3_voorwaarden, p4_uitvoering
from opdracht.choices import Deelname
from opdracht.model import Belang, Besluit, Opdracht, Organisatie, Record
from opdracht.records import KINDS, Place
from opdracht.region import Regio


class Work(StrEnum):
    """What there is to do, in the order in which those of one day are told."""

    MIJLPAAL = "mijlpaal"
    RANDVOORWAARDE = "randvoorwaarde"
    GESPREK = "gesprek"
    HANDTEKENING = "handtekening"
    WIJZIGING = "wijziging"
    BESLUIT = "besluit"
    ANTWOORD = "antwoord"


BY_RULE: dict[Work, tuple[Rule, ...]] = {
    Work.MIJLPAAL: (p4_uitvoering.milestones_are_reached,),
    Work.RANDVOORWAARDE: (
        p3_voorwaarden.preconditions_are_not_past_due,
        p3_voorwaarden.the_impossible_has_a_consequence,
    ),
    Work.GESPREK: (g_gedrag.there_was_a_conversation, g_gedrag.conversations_go_on),
    Work.HANDTEKENING: (p4_uitvoering.the_agreed_is_signed,),
    Work.BESLUIT: (p4_uitvoering.decisions_become_assignments,),
}
"""The rules that say that something must be done; what they find on a day is late that day."""


@dataclass(frozen=True)
class Matter:
    """Why there is something to do. No two of a region have the same work and place."""

    work: Work
    place: Place
    """What it is about."""
    nummers: tuple[str, ...]
    """The opdrachten it is about; none for a besluit."""
    command: str
    """What puts in the register that it was done."""
    due: date | None = None
    """By which day it must be done, if there is one."""

    def record(self, regio: Regio) -> Record:
        """The record it is about."""
        kind = KINDS[self.place.kind]
        held = getattr(regio, kind.meervoud)
        rows = held[self.place.key.partition("/")[0]] if kind.is_part else [held[self.place.key]]
        return next(row for row in cast("Sequence[Record]", rows) if Place.of(row) == self.place)


def matters_of(regio: Regio, today: date, until: date) -> list[Matter]:
    """All matters of today, and those of the days until and with `until` if nobody does anything.

    The region must hold the texts of the versions. What was set aside with a reason is no matter.
    """
    changed = {matter.place: matter for matter in _changes(regio)}
    matters: dict[tuple[Work, Place], Matter] = {}
    for matter in [*_found(regio, today), *_found(regio, until + timedelta(1), later=True)]:
        is_known = (matter.work, matter.place) in matters
        is_moot = matter.work == Work.HANDTEKENING and matter.place in changed  # the next version is what they sign
        if not is_known and not is_moot and (matter.due is None or matter.due <= until):
            matters[matter.work, matter.place] = matter
    return [*matters.values(), *changed.values(), *_answers(regio)]


def _found(regio: Regio, day: date, *, later: bool = False) -> Iterator[Matter]:
    """What the rules find on a day; of a `later` one only what must be done by a day."""
    for work, rules in BY_RULE.items():
        findings = [
            finding
            for rule in rules
            for opdracht in regio.opdrachten.values()
            for finding in rule.findings(regio, opdracht, day)
        ]
        findings += [finding for rule in rules for finding in rule.region_findings(regio, day)]
        counting = without_set_aside(regio, findings)[0]
        yield from (_matter(work, finding) for finding in counting if finding.due or not later)


def _matter(work: Work, finding: Finding) -> Matter:
    place = Place.read(finding.record) if finding.record else Place(Opdracht.enkelvoud, finding.opdracht)
    nummers = (finding.opdracht,) if finding.opdracht else ()
    return Matter(work, place, nummers, finding.repair, finding.due)


def _changes(regio: Regio) -> Iterator[Matter]:
    """The opdrachten under way of which the text changed since its newest version."""
    for nummer, opdracht in regio.opdrachten.items():
        if opdracht.status.is_under_way and agreed(regio, nummer).changes:
            command = f'opdracht status {nummer} vastgesteld --reason "..."'
            yield Matter(Work.WIJZIGING, Place(Opdracht.enkelvoud, nummer), (nummer,), command)


def _answers(regio: Regio) -> Iterator[Matter]:
    """The organisaties that did not say whether they take part: each once, with all the opdrachten it is about."""
    silent: dict[str, list[Belang]] = {}
    for belang in _asked(regio):
        if belang.deelname == Deelname.ONBEKEND:
            silent.setdefault(belang.organisatie, []).append(belang)
    for code, of_one in silent.items():
        command = f"opdracht request --organisatie {code}"
        if len(of_one) == 1:
            command = f"opdracht set {Place.of(of_one[0])} deelname=WAARDE"
        nummers = tuple(belang.opdracht for belang in of_one)
        yield Matter(Work.ANTWOORD, Place(Organisatie.enkelvoud, code), nummers, command)


def _asked(regio: Regio) -> Iterable[Belang]:
    return (
        belang
        for nummer, opdracht in regio.opdrachten.items()
        if opdracht.status.is_on_the_table
        for belang in regio.belangen[nummer]
    )


def since(regio: Regio, matter: Matter) -> date | None:
    """The day by which it must be done, or else the one since which it waits."""
    if matter.place.kind == Besluit.enkelvoud:
        return regio.besluiten[matter.place.key].datum
    return matter.due
