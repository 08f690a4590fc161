"""Set findings aside with a reason, put them back, and keep what was set aside with the record it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from opdracht.actions.reasons import real_reason
from opdracht.author import who
from opdracht.checks import Finding, rule_with, run, without_set_aside
from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, Opdracht, Record, Terzijde, key_of
from opdracht.records import KINDS, make, written_key
from opdracht.store import Register, Writer, values


def set_aside(
    register: Register, code: str, nummers: Sequence[str], record: str, reason: str, peildatum: date
) -> list[Finding]:
    """Set aside the findings of a rule: in the named opdrachten, or in the region, or at one record; those it took."""
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


def forget(writer: Writer, records: Sequence[Record]) -> None:
    """What was set aside about records goes with them; a number that comes free begins anew."""
    gone = {(str(record.__tablename__), written_key(key_of(record))) for record in records}
    about = [
        row
        for row in writer.rows(Terzijde)
        if gone & {("opdracht", row.opdracht), tuple(row.plaats.split(" ", 1)), *_named_in(row.plaats)}
    ]
    writer.delete(*about)


def follow(writer: Writer, kind: str, old: str, new: str) -> None:
    """What was set aside about a record stays aside under its new code."""
    for row in writer.rows(Terzijde):
        if (kind, old) not in {("opdracht", row.opdracht), *_named_in(row.plaats)}:
            continue
        plaats = with_keys(row.plaats, lambda of, key: new if (of, key) == (kind, old) else key)
        opdracht = new if (kind, old) == ("opdracht", row.opdracht) else row.opdracht
        writer.delete(row)
        writer.insert([make(Terzijde, {**values(row), "plaats": plaats, "opdracht": opdracht})])


def with_keys(plaats: str, key: Callable[[str, str], str]) -> str:
    """A place in which each part of the key is what `key` makes of it and of the kind of record that it names."""
    named = _named_in(plaats)
    return f"{plaats.split(' ')[0]} {'/'.join(key(*one) for one in named)}" if named else plaats


def _named_in(plaats: str) -> list[tuple[str, str]]:
    """The parts of the key in a place, each with the kind of record it names: ('opdracht', '2027-001'), ('', '2')."""
    kind, _, key = plaats.partition(" ")
    if kind not in KINDS:
        return []
    table, sleutel = METADATA.tables[kind], KINDS[kind].sleutel
    owners = {reference.parent.name: reference.column.table.name for reference in table.foreign_keys}
    own = {sleutel[0]: kind} if len(sleutel) == 1 else {}
    named = [{**owners, **own}.get(field, "") for field in sleutel]
    return list(zip(named, key.split("/", len(sleutel) - 1), strict=False))


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
