"""The answers of a round into the register: who answered, what they say, what it does, and a question that decides."""

from __future__ import annotations

from collections.abc import Mapping

from opdracht.actions.answers import RoundImport, RoundSeen
from opdracht.actions.workbook import conflicting
from opdracht.cli.session import Session
from opdracht.cli.terminal import heading, say, section, show, show_text, table
from opdracht.cli.workbooks import agreed, decided, preferred_of
from opdracht.dutch import counted, joined, written
from opdracht.exchange.workbook.rows import WorkbookRows

_SHOWN = 10
"""So many changes of an organisatie stand on a screen; --dry-run tells them all."""


def bring_in_answers(
    session: Session, files: Mapping[str, WorkbookRows], *, prefer: str | None, update: bool, dry_run: bool
) -> None:
    """Show what the answers of a round do, ask, and write them: all, or nothing."""
    given = RoundImport(files, session.today, preferred_of(prefer))
    seen = given.foreseen(session.register)
    if seen.conflicts and not dry_run and (chosen := decided(seen.conflicts)):
        given = RoundImport(files, session.today, given.prefer, chosen)
        seen = given.foreseen(session.register)
    _show(seen, all_of_it=dry_run)
    if dry_run:
        for conflict in seen.told_conflicts:
            show_text(conflict, "  ", "    ")
        say("Dit was een proef: er is niets veranderd.")
        return
    if seen.conflicts:
        raise conflicting("De antwoorden", seen.told_conflicts)
    if seen.is_nothing:
        say("Er is niets te veranderen.")
        return
    if not update and not agreed("Dit"):
        say("Er is niets veranderd.")
        return
    given.bring_in(session.register, seen)
    say(f"Alles staat in het register, een wijziging per organisatie. Bekijk ze met: {session.typed('opdracht log')}")


def _show(seen: RoundSeen, *, all_of_it: bool) -> None:
    for naam, done in seen.done.items():
        heading(
            f"{naam}: {counted(len(done.sentences), 'verandering', 'veranderingen') if done.sentences else 'niets nieuws'}"
        )
        shown = done.sentences if all_of_it else done.sentences[:_SHOWN]
        for sentence in shown:
            show_text(sentence, "  ", "    ")
        if len(shown) < len(done.sentences):
            show(f"  en nog {len(done.sentences) - len(shown)}; alles staat er met --dry-run")
        for remark in done.remarks:
            show_text(remark, "  ! ", "    ")
    for remark in seen.remarks:
        say(remark)
    show("")
    show_text(
        f"Geantwoord: {len(seen.done)}. "
        + (f"Nog niet: {joined(seen.silent)}." if seen.silent else "Iedereen heeft geantwoord.")
    )
    if seen.contradictions:
        section("Wat elkaar tegenspreekt")
        for sentence in seen.contradictions:
            show_text(sentence, "  ", "    ")
    changed = [
        effect
        for effect in seen.effects
        if effect.short[0] != effect.short[1] or effect.findings[0] != effect.findings[1]
    ]
    if changed:
        section("Wat het uitmaakt")
        rows = [
            (
                effect.naam,
                *(written(round(hours)) for hours in effect.short),
                *(str(number) for number in effect.findings),
            )
            for effect in changed
        ]
        table(("Organisatie", "Uren tekort nu", "straks", "Bevindingen nu", "straks"), rows)
