"""The answers of a round into the register: seen together, written together, a change per organisatie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from opdracht.actions.workbook import WorkbookDone, WorkbookImport, base_of, conflicting, standing_now
from opdracht.author import COMMAND
from opdracht.capacity.balance import span
from opdracht.capacity.months import Months
from opdracht.capacity.overview import overview_of
from opdracht.checks import run, without_set_aside
from opdracht.errors import OpdrachtError
from opdracht.exchange.round.answers import contradictions, only_own, received
from opdracht.exchange.workbook.merging import CellConflict, Preferred
from opdracht.exchange.workbook.rows import WorkbookRows
from opdracht.region import Regio
from opdracht.safety.backup import keep_copy
from opdracht.store import Register, Writer


@dataclass(frozen=True)
class Effect:
    """What the answers do for an organisatie: hours short, and findings about it, before and after."""

    naam: str
    short: tuple[float, float]
    findings: tuple[int, int]


@dataclass(frozen=True)
class RoundSeen:
    """What a round of answers would do. `done` is by the name of the organisatie, in the order of the files."""

    done: Mapping[str, WorkbookDone]
    remarks: Sequence[str]
    silent: Sequence[str]
    contradictions: Sequence[str]
    effects: Sequence[Effect]

    @property
    def conflicts(self) -> list[CellConflict]:
        return [conflict for done in self.done.values() for conflict in done.conflicts]

    @property
    def told_conflicts(self) -> list[str]:
        """The conflicts, each with the organisatie that answered."""
        return [f"{naam}, {conflict}" for naam, done in self.done.items() for conflict in done.conflicts]

    @property
    def is_nothing(self) -> bool:
        return all(done.is_nothing for done in self.done.values())


@dataclass(frozen=True)
class RoundImport:
    """The files of a round by their names, and what its user chose."""

    files: Mapping[str, WorkbookRows]
    today: date
    prefer: Preferred | None = None
    decided: Mapping[str, Preferred] = field(default_factory=dict)

    def foreseen(self, register: Register) -> RoundSeen:
        """What they would do. Raises OpdrachtError with all that is wrong with the files, and Faults with those in one."""
        with register.writing(keep=False) as writer:
            return self._seen(writer)

    def bring_in(self, register: Register, seen: RoundSeen) -> RoundSeen:
        """Do it. Raises OpdrachtError, and writes nothing, when it is no longer what was `seen` or has conflicts left."""
        with register.writing() as writer:
            done = self._seen(writer)
            if done.conflicts:
                raise conflicting("De antwoorden", done.told_conflicts)
            if {name: told.sentences for name, told in done.done.items()} != {
                name: told.sentences for name, told in seen.done.items()
            }:
                raise OpdrachtError(
                    "Het register is veranderd terwijl u keek. Er is niets geschreven.",
                    "Lees de antwoorden opnieuw in.",
                )
            if not done.is_nothing:
                keep_copy(register)
            return done

    def _seen(self, writer: Writer) -> RoundSeen:
        before = writer.region()
        now = standing_now(writer)
        files = received(self.files, before, lambda rows: base_of(writer, rows.origin, now) is not None)
        if files.faults:
            raise OpdrachtError(
                "Deze bestanden horen niet bij elkaar. Er is niets veranderd.", "Laat ze weg.", files.faults
            )
        done = {}
        for answer in files.answers:
            base = base_of(writer, answer.rows.origin, now)
            own = only_own(answer, now, base.new_keys if base else {})
            wanted = WorkbookImport(own, answer.name, self.today.year, self.prefer, self.decided)
            naam = before.organisaties[answer.organisatie].naam
            done[naam] = wanted.written(writer)
            command = COMMAND.set(f"import {answer.name} (antwoord van {naam})")
            try:
                writer.close()
            finally:
                COMMAND.reset(command)
        after = writer.region()
        return RoundSeen(
            done,
            files.remarks,
            files.silent,
            [*contradictions(after)],
            [*_effects(before, after, self.today, [answer.organisatie for answer in files.answers])],
        )


def _effects(before: Regio, after: Regio, today: date, organisaties: Sequence[str]) -> list[Effect]:
    planned = span(after)
    months = planned or Months.of(today, today)
    short = [
        {row.code: row.whole.short for row in overview_of(regio, months).organisaties} for regio in (before, after)
    ]
    findings = [_findings(regio, today) for regio in (before, after)]
    return [
        Effect(
            after.organisaties[code].naam,
            (short[0].get(code, 0.0), short[1].get(code, 0.0)),
            (findings[0].get(code, 0), findings[1].get(code, 0)),
        )
        for code in organisaties
    ]


def _findings(regio: Regio, today: date) -> dict[str, int]:
    """How many findings there are in the opdrachten in which an organisatie takes part, and about itself."""
    counts: dict[str, int] = {}
    counting, _ = without_set_aside(regio, run(regio, today))
    for code in regio.organisaties:
        about = {
            nummer
            for nummer in regio.opdrachten
            if code in {belang.organisatie for belang in regio.belangen[nummer]}
            or code in {line.organisatie for line in regio.inzet[nummer]}
        }
        itself = f"organisatie {code}"
        counts[code] = sum(finding.opdracht in about or finding.record == itself for finding in counting)
    return counts
