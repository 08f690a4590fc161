"""Set findings aside with a reason, put them back, and keep what was set aside with the record it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from opdracht.actions.reasons import real_reason
from opdracht.author import who
from opdracht.checks import Finding, rule_with, run, without_set_aside
from opdracht.errors import OpdrachtError
from opdracht.model import Opdracht, Terzijde
from opdracht.records import make
from opdracht.store import Register


def set_aside(
    register: Register, code: str, nummers: Sequence[str], record: str, reason: str, peildatum: date
) -> list[Finding]:
    """Set aside the findings of a rule: in the named opdrachten, or in the region, or at one record; those it took."""
    code = rule_with(code).code
    _ask_for_the_place(code, nummers, "--set-aside")
    reason = real_reason(reason, "Zeg waarom u deze bevinding terzijde legt.", "--reason")
    with register.writing() as writer:
        for nummer in nummers:
            writer.need(Opdracht, [nummer])
        regio = writer.region()
        found, _ = without_set_aside(regio, run(regio, peildatum))
        there = [one for one in found if one.code == code and one.opdracht in (nummers or [""])]
        chosen = [one for one in there if record in ("", one.record)]
        if not chosen:
            elsewhere = ", ".join(f'"{one.record}"' for one in there if one.record)
            hint = f"Wel bij: {elsewhere}." if elsewhere else "Bekijk de bevindingen met: opdracht check"
            raise OpdrachtError(f"Er is {f'bij {record}' if record else 'hier'} geen bevinding {code}.", hint)
        for finding in chosen:
            if old := writer.get(Terzijde, (finding.code, finding.opdracht, finding.record)):
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
                for finding in chosen
            ]
        )  # fmt: skip
    return chosen


def put_back(register: Register, code: str, nummers: Sequence[str], record: str) -> int:
    """Let findings count again that were set aside with the same words; how many there were."""
    code = rule_with(code).code
    _ask_for_the_place(code, nummers, "--put-back")
    with register.writing() as writer:
        there = writer.rows(Terzijde, code=code, opdracht=list(nummers) or [""])
        rows = [row for row in there if record in ("", row.plaats)]
        for row in rows:
            writer.delete(row)
    if not rows:
        elsewhere = ", ".join(f'"{row.plaats}"' for row in there if row.plaats)
        hint = f"Wel bij: {elsewhere}." if elsewhere else "Bekijk wat terzijde ligt met: opdracht list terzijde"
        raise OpdrachtError(
            f"Er is {f'bij {record}' if record else 'hier'} geen bevinding {code} terzijde gelegd.", hint
        )
    return len(rows)


def _ask_for_the_place(code: str, nummers: Sequence[str], option: str) -> None:
    about_the_region = rule_with(code).about_the_region
    if about_the_region and nummers:
        raise OpdrachtError(
            f"Toets {code} gaat over de hele regio.", f"Laat het nummer weg: opdracht check {option} {code}"
        )
    if not about_the_region and not nummers:
        raise OpdrachtError(
            f"Toets {code} gaat over één opdracht: noem de opdracht.",
            f"Bijvoorbeeld: opdracht check NUMMER {option} {code}",
        )
