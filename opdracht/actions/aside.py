"""Set findings aside with a reason, and put them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from opdracht.actions.who import who
from opdracht.checks import Finding, run, without_set_aside
from opdracht.errors import OpdrachtError
from opdracht.model import Opdracht, Terzijde
from opdracht.records import make
from opdracht.store import Register


def set_aside(
    register: Register, code: str, nummers: Sequence[str], record: str, reason: str, peildatum: date
) -> list[Finding]:
    """Set aside the findings of a rule: in the named opdrachten (none: the region), or at one record; those it took."""
    if not reason.strip():
        raise OpdrachtError("Zeg waarom u deze bevinding terzijde legt.", 'Voeg toe: --reason "..."')
    with register.writing() as writer:
        for nummer in nummers:
            writer.need(Opdracht, [nummer])
        regio = writer.region()
        found, _ = without_set_aside(regio, run(regio, peildatum))
        chosen = [
            finding
            for finding in found
            if finding.code == code
            and (finding.opdracht in nummers if nummers else not finding.opdracht)
            and (not record or finding.record == record)
        ]
        if not chosen:
            raise OpdrachtError(f"Er is hier geen bevinding {code}.", "Bekijk de bevindingen met: opdracht check")
        for finding in chosen:
            key = (finding.code, finding.opdracht, finding.record)
            if old := writer.get(Terzijde, key):
                writer.delete(old)
        writer.insert(
            [
                make(
                    Terzijde,
                    {
                        "code": finding.code, "opdracht": finding.opdracht, "plaats": finding.record, "reden": reason,
                        "door": who(), "datum": peildatum, "meting": finding.meting,
                    },
                )
                for finding in {(one.opdracht, one.record): one for one in chosen}.values()
            ]
        )  # fmt: skip
    return chosen


def put_back(register: Register, code: str, nummers: Sequence[str]) -> int:
    """Let the findings of a rule count again; how many there were."""
    with register.writing() as writer:
        rows = [row for row in writer.rows(Terzijde, code=code) if not nummers or row.opdracht in nummers]
        for row in rows:
            writer.delete(row)
    if not rows:
        raise OpdrachtError(f"Er is geen bevinding {code} terzijde gelegd.")
    return len(rows)
