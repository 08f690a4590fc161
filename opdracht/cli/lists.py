"""A list that people keep themselves into the register: the guess is shown, what it does not see is asked, and a question decides."""

from __future__ import annotations

from opdracht.actions.lists import ListChoices, OpenedList, open_list
from opdracht.actions.workbook import WorkbookImport
from opdracht.cli import ask
from opdracht.cli.session import Session
from opdracht.cli.terminal import say, table
from opdracht.cli.workbooks import finish, preferred_of
from opdracht.codec import plain
from opdracht.dutch import LAST_YEAR, joined
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.exchange.lists.doubts import Doubt
from opdracht.exchange.lists.layout import OF_ORGANISATION, PERIOD, targets
from opdracht.exchange.lists.reading import ListRecords
from opdracht.exchange.lists.table import ListColumn
from opdracht.exchange.workbook.rows import WorkbookRows
from opdracht.fields import in_words
from opdracht.model import Organisatie

_EXAMPLES = 3
_WIDEST_EXAMPLE = 24
_COLUMN = "\0kolom "
"""What stands before a heading that is an answer."""


def bring_in_list(
    session: Session,
    content: bytes,
    name: str,
    soort: str,
    said: ListChoices,
    *,
    prefer: str | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """Read a list, show how, ask what only its user knows, and write what it says when they agree."""
    chosen = preferred_of(prefer)
    opened = open_list(session.register, content, name, soort, said, session.today.year)
    _show_guess(opened)
    records = _read(opened)
    rows = WorkbookRows(records.rows, records.faults, records.remarks)
    given = WorkbookImport(rows, name, session.today.year, chosen)
    if finish(session, given, update=yes, dry_run=dry_run, agree=lambda: yes or _agreed()):
        _keep(opened)


def _keep(opened: OpenedList) -> None:
    """Keep the choices; where that cannot be done, the list is in the register all the same."""
    try:
        opened.keep()
    except OpdrachtError as error:
        say(f"De lijst is ingelezen, maar de indeling is niet te bewaren. {error.message}")
    else:
        say(f"De indeling is bewaard als '{opened.name}'. Een volgende lijst met deze koppen leest u zo weer in.")


def _show_guess(opened: OpenedList) -> None:
    """Which column is which field, with three rows as an example."""
    layout, rows = opened.layout, opened.table.rows[:_EXAMPLES]
    labels = targets(layout.kind)
    known = f", zoals bewaard onder '{opened.kept}'" if opened.kept else ""
    say(f"Blad '{opened.table.sheet.name}', koppen in rij {opened.table.line}, {len(opened.table.rows)} rijen{known}.")
    if opened.others:
        say(f"Ook een lijst: {joined(opened.others)}. Die leest u apart in, met --blad.")
    lines = []
    for column, last in _together(opened):
        target = layout.fields.get(column.place, "")
        label = labels.get(target, "-") + (" (gezien aan de waarden)" if column.place in layout.by_values else "")
        heading = column.heading if last is None else f"{column.heading} ... {last.heading}"
        lines.append((column.letter, heading, label, *(_short(row.cells[column.place]) for row in rows)))
    table(("kolom", "kop", f"in {layout.kind.enkelvoud}", *(f"rij {row.line}" for row in rows)), lines)
    for name, value in layout.filled.items():
        say(f"Voor elke rij: {name} is {value}.")
    if layout.group:
        say(f"Een tekst alleen in een rij geldt voor de rijen eronder: {layout.group}.")


def _together(opened: OpenedList) -> list[tuple[ListColumn, ListColumn | None]]:
    """The columns, those with the hours of periods or organisaties as one: the first and the last."""
    fields = opened.layout.fields
    periods = [column for column in opened.table.columns if fields.get(column.place) in (PERIOD, OF_ORGANISATION)]
    return [
        (column, periods[-1] if len(periods) > 1 and column is periods[0] else None)
        for column in opened.table.columns
        if column not in periods[1:]
    ]


def _short(cell: object) -> str:
    is_year = isinstance(cell, float | int) and float(cell).is_integer() and cell <= LAST_YEAR
    words = str(plain(cell)) if is_year else " ".join(in_words(cell).split())
    return words if len(words) <= _WIDEST_EXAMPLE else f"{words[: _WIDEST_EXAMPLE - 1]}…"


def _read(opened: OpenedList) -> ListRecords:
    """What the rows say, after the questions that only a user can answer."""
    if not ask.possible():
        opened.need_no_doubt()
        return opened.read()
    for doubt in opened.doubts():
        _ask(opened, doubt)
    records = opened.read()
    for name, (kind, code) in records.alike.items():
        choices = [(code, f"Ja, {code}"), ("", f"Nee, {name} is een nieuwe {kind.enkelvoud}")]
        question = f"'{name}' staat niet in het register. Is dat {code}?"
        opened.decide(name, ask.choose(question, choices, may_skip=False, may_leave=False, now=code))
    for name, people in records.several.items():
        if code := ask.choose(f"Wie is '{name}'? Er zijn er meer.", people, may_leave=False):
            opened.decide(name, code)
        else:
            opened.leave_open(name)
    if records.nameless:
        codes = [(code, f"{code}: {naam}") for code, naam in opened.organisations()]
        question = f"Van welke organisatie zijn de mensen die het register niet kent? ({len(records.nameless)})"
        if codes and (code := ask.choose(question, codes, may_leave=False)):
            opened.layout.filled[Organisatie.enkelvoud] = code
    return opened.read() if records.alike or records.nameless or records.several else records


def _ask(opened: OpenedList, doubt: Doubt) -> None:
    entries = [(value, label) for value, label in doubt.values]
    entries += [(f"{_COLUMN}{heading}", f"de kolom '{heading}'") for heading in doubt.columns]
    new = "Iets anders typen" if doubt.example else ""
    answer = ask.choose(doubt.question, entries, new=new, may_skip=False, may_leave=False, now=doubt.now)
    if ask.is_new(answer):
        opened.answer(doubt, value=ask.needed_text("Voor elke rij:", doubt.example))
    elif answer.startswith(_COLUMN):
        opened.answer(doubt, heading=answer.removeprefix(_COLUMN))
    else:
        opened.answer(doubt, value=answer)


def _agreed() -> bool:
    if not ask.possible():
        raise UsageFault(
            "Er is niets veranderd: niemand zei dat de indeling klopt.",
            "Voeg --yes toe als zij klopt. Klopt zij niet, zeg dan met --kolom 'Kop=veld' wat een kolom is.",
        )
    return ask.confirm("Zo in het register zetten?")
