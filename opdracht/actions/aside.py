"""Set findings aside with a reason, put them back, and keep what was set aside with the record it is about."""

from collections.abc import Sequence
from datetime import date

from opdracht.actions.reasons import real_reason
from opdracht.author import who
from opdracht.checks import Finding, rule_with, run, without_set_aside
from opdracht.errors import OpdrachtError, UsageFault
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
        findings, _ = without_set_aside(regio, run(regio, peildatum))
        here = [finding for finding in findings if finding.code == code and finding.opdracht in (nummers or [""])]
        chosen = [finding for finding in here if record in ("", finding.record)]
        if not chosen:
            places = [finding.record for finding in here]
            raise _nothing(f"geen bevinding {code}", record, places, "Bekijk de bevindingen met: opdracht check")
        for finding in chosen:
            writer.delete(*writer.rows(Terzijde, code=code, opdracht=finding.opdracht, plaats=finding.record))
        writer.insert([_row(finding, reason, peildatum) for finding in chosen])
    return chosen


def put_back(register: Register, code: str, nummers: Sequence[str], record: str) -> int:
    """Let findings count again that were set aside with the same words; how many there were."""
    code = rule_with(code).code
    _ask_for_the_place(code, nummers, "--put-back")
    with register.writing() as writer:
        here = writer.rows(Terzijde, code=code, opdracht=list(nummers) or [""])
        rows = [row for row in here if record in ("", row.plaats)]
        writer.delete(*rows)
    if not rows:
        places = [row.plaats for row in here]
        hint = "Bekijk wat terzijde ligt met: opdracht list terzijde"
        raise _nothing(f"geen bevinding {code} terzijde gelegd", record, places, hint)
    return len(rows)


def _row(finding: Finding, reason: str, day: date) -> Terzijde:
    place = {"code": finding.code, "opdracht": finding.opdracht, "plaats": finding.record}
    return make(Terzijde, {**place, "reden": reason, "door": who(), "datum": day, "meting": finding.meting})


def _nothing(what: str, record: str, places: Sequence[str], hint: str) -> OpdrachtError:
    elsewhere = ", ".join(f'"{place}"' for place in places if place)
    where = f"bij {record}" if record else "hier"
    return OpdrachtError(f"Er is {where} {what}.", f"Wel bij: {elsewhere}." if elsewhere else hint)


def _ask_for_the_place(code: str, nummers: Sequence[str], option: str) -> None:
    about_the_region = rule_with(code).about_the_region
    if about_the_region and nummers:
        raise UsageFault(
            f"Toets {code} gaat over de hele regio.", f"Laat het nummer weg: opdracht check {option} {code}"
        )
    if not about_the_region and not nummers:
        raise UsageFault(
            f"Toets {code} gaat over één opdracht: noem de opdracht.",
            f"Bijvoorbeeld: opdracht check NUMMER {option} {code}",
        )
