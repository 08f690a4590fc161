"""How what there is to do looks: what fits on one screen, most urgent first; and the same as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from pathlib import Path

from opdracht.actions.todo import Drafted
from opdracht.cli.terminal import Styled, bold, dim, say, screen_height, screen_width, shortened, show
from opdracht.cli.words import say_without_address
from opdracht.dutch import counted, first_few, joined, long_date, short_date
from opdracht.signs import visible
from opdracht.todo import Party, Task, Todo, Urgency

COLOURS = {Urgency.LATE: "red", Urgency.DUE: "yellow"}
_AROUND = 5  # lines: the sentence above the tasks, an empty one, one below, and two of the shell
_INDENT = 12
_ARROW = " → "
COLUMNS = ("stand", "dag", "soort", "plaats", "opdrachten", "wat", "wie", "wacht", "stap", "commando")
"""Of a table of tasks."""


def show_todo(todo: Todo, typed: Callable[[str], str], *, everything: bool = False) -> None:
    """Print what there is to do: how much, and the most urgent of it as far as the screen goes, or all of it."""
    show(bold(summary(todo)))
    if not todo.tasks:
        return
    show()
    shown = todo.tasks if everything else _on_one_screen(todo, typed)
    show_tasks(todo, shown, typed)
    if more := len(todo.tasks) - len(shown):
        say(f"En nog {counted(more, 'punt', 'punten')}. Alles ziet u met --all, in een rekenblad met --csv.")


def _on_one_screen(todo: Todo, typed: Callable[[str], str]) -> Sequence[Task]:
    """The most urgent tasks, as many as fit; one at least. A command that is longer than a line is not cut."""
    left = screen_height() - _AROUND
    for number, task in enumerate(todo.tasks):
        left -= 2 + ceil((_INDENT + len(visible(typed(task.matter.command)))) / screen_width())
        if left < 0:
            return todo.tasks[: max(number, 1)]
    return todo.tasks


def show_tasks(todo: Todo, tasks: Sequence[Task], typed: Callable[[str], str]) -> None:
    """Print tasks, each on three lines: when and what, who must act and who waits, and what puts it in the register."""
    width = screen_width() - _INDENT
    for task in tasks:
        day = short_date(task.day) if task.day else ""
        show(
            Styled(f"{task.urgency:<{_INDENT}}", fg=COLOURS.get(task.urgency)),
            shortened(f"{day:<{_INDENT}}{_what(task)}", width),
        )
        show(" " * _INDENT, _who(todo, task, width))
        show(" " * _INDENT, dim(typed(task.matter.command)))


def summary(todo: Todo) -> str:
    """'Te doen tot en met 30 november 2026: 2 te laat, 1 binnenkort en 3 wachtend.'"""
    words = {Urgency.LATE: "te laat", Urgency.DUE: "binnenkort", Urgency.WAITING: "wachtend"}
    counts = joined(f"{number} {words[urgency]}" for urgency, number in todo.counts.items() if number)
    return f"Te doen tot en met {long_date(todo.until)}: {counts or 'niets'}."


def _what(task: Task) -> str:
    return f"{task.matter.nummers[0]} {task.what}" if len(task.matter.nummers) == 1 else task.what


def _who(todo: Todo, task: Task, width: int) -> str:
    """'wethouder Wonen, Breda → programmamanager, Regio': who must act and who waits, in so many signs.

    Of many only the first is named; what is still too long ends in '...', but not before half of the line.
    """
    for most in (len(todo.regio.personen) + 1, 1):
        acting = first_few(_names(todo, task.acting), most) or "nog niemand"
        waiting = first_few(_names(todo, task.waiting), most)
        line = f"{acting}{_ARROW}{waiting}" if waiting else acting
        if len(visible(line)) <= width:
            return line
    half = (width - len(_ARROW)) // 2
    acting = shortened(acting, max(half, width - len(_ARROW) - len(waiting)) if waiting else width)
    return f"{acting}{_ARROW}{shortened(waiting, width - len(_ARROW) - len(acting))}" if waiting else acting


def _names(todo: Todo, parties: Sequence[Party]) -> list[str]:
    return [party.text(todo.regio) for party in parties]


def say_drafted(drafts: Sequence[Drafted], folder: Path) -> None:
    """Say which drafts were written, and to whom there is no address."""
    for drafted in drafts:
        show(str(drafted.path))
    say(
        f"{counted(len(drafts), 'mail staat', 'mails staan')} klaar in {folder}. Open ze in uw mailprogramma; u verstuurt ze zelf."
    )
    say_without_address([drafted.persoon for drafted in drafts if not drafted.address])


def todo_data(todo: Todo) -> dict[str, object]:
    """What there is to do, as `todo --json` writes it."""
    return {
        "peildatum": todo.today,
        "tot": todo.until,
        "aantal": {str(urgency): number for urgency, number in todo.counts.items()},
        "punten": [
            {**_fields(task), "wie": _data(todo, task.acting), "wacht": _data(todo, task.waiting)}
            for task in todo.tasks
        ],
    }


def todo_rows(todo: Todo) -> list[dict[str, object]]:
    """The tasks as rows of a table."""
    return [
        {
            **_fields(task),
            "wie": _names(todo, task.acting),
            "wacht": _names(todo, task.waiting),
        }
        for task in todo.tasks
    ]


def _fields(task: Task) -> dict[str, object]:
    matter = task.matter
    return {
        "stand": str(task.urgency),
        "dag": task.day,
        "soort": str(matter.work),
        "plaats": str(matter.place),
        "opdrachten": [*matter.nummers],
        "wat": task.what,
        "stap": task.step,
        "commando": matter.command,
    }


def _data(todo: Todo, parties: Sequence[Party]) -> list[dict[str, str]]:
    return [{"soort": party.kind, "code": party.code, "naam": party.text(todo.regio)} for party in parties]
