"""What `opdracht` by itself shows: how the region of a filled register stands, what is most urgent, and where the help is."""

from __future__ import annotations

from opdracht.cli.session import Session, program, register_file

_MOST_URGENT = 3
_LINES = 8
"""So many lines tell how a region stands, under its name."""


def show_start() -> bool:
    """Show it; False when there is no register yet, or nothing in it."""
    path = register_file()
    if path is not None and not path.is_file():  # found out without loading what reads it
        return False
    from opdracht.actions.todo import last_day, look
    from opdracht.cli.tasks import show_tasks, summary
    from opdracht.cli.terminal import filled, heading, screen_width, section, shortened, show
    from opdracht.dutch import long_date
    from opdracht.todo import Concerned
    from opdracht.todo.standing import standing

    session = Session()
    todo = look(session.register, session.today, last_day(session.today, None, None), Concerned())
    if not todo.regio.opdrachten:
        return False
    heading(shortened(f"{todo.regio.settings.regionaam}, {long_date(session.today)}", screen_width()))
    sentences = (*standing(todo), summary(todo))
    lines = [line for sentence in sentences for line in filled(sentence)]
    for line in lines if len(lines) <= _LINES else sentences:
        show(shortened(line, screen_width()))
    if todo.tasks:
        section("Het dringendst")
        show_tasks(todo, todo.tasks[:_MOST_URGENT], session.typed)
    show()
    show(session.typed("Meer met: opdracht todo"), f". Alle commando's: {program()} -h")
    return True
