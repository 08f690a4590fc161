"""A workbook into the register: what changes is shown, and a question decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from opdracht.actions.workbook import WorkbookDone, WorkbookImport, conflicting, export_workbook, kinds_called
from opdracht.cli import ask
from opdracht.cli.session import Session
from opdracht.cli.terminal import say, show
from opdracht.cli.words import kind_counted, quoted
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.exchange.workbook.grid import read_sheets
from opdracht.exchange.workbook.merging import CellConflict, Preferred
from opdracht.exchange.workbook.rows import WorkbookRows, read_rows
from opdracht.files import write_file
from opdracht.suggest import did_you_mean

_ONE_BY_ONE = 1
"""More conflicts than this may be decided at once."""
_SHOWN = 40
"""So many changes stand on a screen; --dry-run tells them all."""


def write_workbook(
    session: Session, path: Path, nummers: Sequence[str] | None, kinds: Sequence[str], *, force: bool
) -> None:
    """Write the register as a workbook, or some opdrachten or kinds of it."""
    content = export_workbook(session.register, session.today, nummers, kinds_called(kinds))
    write_file(path, content, force=force)
    again = session.typed(f"opdracht import {quoted(path.name)}")
    say(f"Geschreven: {path.name}. Lees het na uw wijzigingen weer in met: {again}")


def bring_in_workbook(
    session: Session,
    rows: WorkbookRows,
    name: str,
    *,
    prefer: str | None,
    update: bool,
    as_history: bool,
    dry_run: bool,
) -> None:
    """Lay a workbook beside the register, show what it changes, and write it when its user says so."""
    if not (rows.rows or rows.faults or rows.origin):
        hint = f"Is het een eigen lijst? Zeg dan wat er op elke rij staat: opdracht import {quoted(name)} --soort opdrachten"
        raise OpdrachtError(f"In {name} staat geen blad van het register.", hint, rows.remarks)
    chosen = preferred_of(prefer) or (Preferred.BLAD if update and not rows.origin else None)
    given = WorkbookImport(rows, name, session.today.year, chosen, as_history=as_history)
    finish(session, given, update=update, dry_run=dry_run)


def finish(
    session: Session, given: WorkbookImport, *, update: bool, dry_run: bool, agree: Callable[[], bool] | None = None
) -> bool:
    """Show what rows change, ask where that is needed, and write it; whether the register is now as the rows say.

    What only adds is written without asking, unless `agree` asks.
    """
    seen = given.foreseen(session.register)
    if seen.conflicts and not dry_run and (chosen := decided(seen.conflicts)):
        given = replace(given, decided=chosen)
        seen = given.foreseen(session.register)
    _show(seen, all_of_it=dry_run)
    if dry_run:
        for conflict in seen.conflicts:
            show(f"  {conflict}")
        say("Dit was een proef: er is niets veranderd.")
        return False
    if seen.conflicts:
        raise conflicting(given.name, seen.conflicts)
    if seen.is_nothing:
        say("Er is niets te veranderen.")
        return True
    may_be_asked = seen.replaces or ask.possible()
    is_agreed = agree() if agree else update or not may_be_asked or agreed(given.name)
    if not is_agreed:
        say("Er is niets veranderd.")
        return False
    given.bring_in(session.register, seen)
    say(f"Toets het register met: {session.typed('opdracht check')}")
    return True


def rows_of(content: bytes, name: str) -> WorkbookRows:
    """What the sheets of a workbook say; a sheet with another name is asked about, and refused where nobody can answer."""
    sheets = read_sheets(content, name)
    rows = read_rows(sheets)
    if not rows.unknown:
        return rows
    if not ask.possible():
        sheet, kind = next(iter(rows.unknown.items()))
        raise OpdrachtError(
            f"{name}: blad '{sheet}' lijkt een lijst van {kind.meervoud}, maar heet anders.",
            f"Noem het {kind.meervoud.capitalize()}, of verwijder het uit de werkmap.",
        )
    named = {
        name: kind
        for name, kind in rows.unknown.items()
        if ask.confirm(f"Is blad '{name}' de lijst van {kind.meervoud}?")
    }
    return read_rows(sheets, named)


def preferred_of(word: str | None) -> Preferred | None:
    """What --kies says stays. Raises UsageFault for another word."""
    if word is None:
        return None
    try:
        return Preferred(word)
    except ValueError:
        raise UsageFault(
            f"--kies is blad of register, niet '{word}'. {did_you_mean(word, list(Preferred))}".rstrip()
        ) from None


def decided(conflicts: Sequence[CellConflict]) -> dict[str, Preferred]:
    """What stays of each; where there are many, a user may say it once. Nothing where nobody can answer."""
    if not ask.possible():
        return {}
    if len(conflicts) > _ONE_BY_ONE:
        choices = [
            (Preferred.REGISTER.value, "overal wat in het register staat"),
            (Preferred.BLAD.value, "overal wat in het blad staat"),
        ]
        question = f"{len(conflicts)} keer zegt het register iets anders. Wat blijft? Overslaan vraagt het per keer."
        if answer := ask.choose(question, choices):
            return {conflict.about: Preferred(answer) for conflict in conflicts}
    return {conflict.about: _decide(conflict) for conflict in conflicts}


def _decide(conflict: CellConflict) -> Preferred:
    choices = [
        (Preferred.REGISTER.value, f"register: {conflict.in_register}"),
        (Preferred.BLAD.value, f"blad: {conflict.in_workbook}"),
    ]
    return Preferred(
        ask.choose(f"{conflict.about}: het register zegt iets anders. Wat blijft?", choices, may_skip=False)
    )


def _show(done: WorkbookDone, *, all_of_it: bool) -> None:
    for remark in done.remarks:
        say(remark)
    shown = done.sentences if all_of_it else done.sentences[:_SHOWN]
    for sentence in shown:
        show(f"  {sentence}")
    if len(shown) < len(done.sentences):
        show(f"  en nog {len(done.sentences) - len(shown)}; alles staat er met --dry-run")
    counts = done.counts
    for text, counter in (("Nieuw", counts.added), ("Anders", counts.changed), ("Weg", counts.removed)):
        if told := ", ".join(kind_counted(number, kind) for kind, number in counter.items() if number):
            say(f"{text}: {told}.")


def agreed(name: str) -> bool:
    """Whether somebody says yes to what was shown. Raises OpdrachtError where nobody can answer."""
    if not ask.possible():
        raise OpdrachtError(
            f"{name} verandert wat er al staat.",
            "Voeg --update toe om dat te doen. Met --dry-run ziet u eerst wat er verandert.",
        )
    return ask.confirm("Dit in het register zetten?")
