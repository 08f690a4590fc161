"""Questions on the terminal: one at a time, with lists to choose from, a way back and a way out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from opdracht.errors import OpdrachtError, UsageFault

if TYPE_CHECKING:
    from opdracht.model import Record


class Back(typer.Abort):
    """The user wants the question before this one; where there is none, the program stops."""


class Stop(typer.Abort):
    """The user wants to go on later."""


SKIP = ""
"""The answer to a question that is passed over."""

_NEW = "\0nieuw"
_BACK = "\0terug"
_STOP = "\0stop"


def possible() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def today() -> date:
    """The day it is; OPDRACHT_VANDAAG sets it for a demonstration or a test."""
    from opdracht.dates import parse_date

    set_day = os.environ.get("OPDRACHT_VANDAAG")
    try:
        return parse_date(set_day) if set_day else date.today()
    except ValueError as error:
        raise OpdrachtError(f"OPDRACHT_VANDAAG: {error}") from None


def day(option: str, given: str) -> date:
    """The day that an option gives."""
    from opdracht.dates import parse_date

    try:
        return parse_date(given)
    except ValueError as error:
        raise UsageFault(f"{option}: {error}") from None


def text(question: str, example: str = "", default: str = "", read: Callable[[str], Any] = str) -> str:
    """A line of text. 'terug' raises Back, 'stop' and Ctrl-C raise Stop; nothing is SKIP. `read` refuses with a reason."""
    import questionary

    def acceptable(answer: str) -> bool | str:
        if answer.strip() in ("", "terug", "stop"):
            return True
        try:
            read(answer)
        except (OpdrachtError, ValueError) as error:
            return getattr(error, "message", None) or str(error)
        return True

    if example:
        typer.echo(typer.style(f"  Voorbeeld: {example}", dim=True), err=True)
    answer = questionary.text(question, default=default, validate=acceptable, qmark=" ", style=_style()).unsafe_ask()
    return _unless_leaving(answer.strip())


def choose(
    question: str, choices: Sequence[tuple[str, str]], *, new: str = "", may_skip: bool = True, now: str = ""
) -> str:
    """The value of one of `choices` (value, label); `now` is the one it has. With `new` it can be a new one: is_new."""
    import questionary

    entries: list[Any] = [questionary.Choice(title=label, value=value) for value, label in choices]
    entries += [questionary.Choice(title=f"+ {new}", value=_NEW)] if new else []
    entries += [questionary.Choice(title="- Overslaan", value=SKIP)] if may_skip else []
    entries += [
        questionary.Choice(title="< Terug", value=_BACK),
        questionary.Choice(title="x Stoppen en bewaren", value=_STOP),
    ]
    answer = questionary.select(
        question,
        choices=entries,
        default=now if now in dict(choices) else None,
        qmark=" ",
        instruction="(pijltjes en Enter; typ letters om te zoeken)",
        use_search_filter=True,
        use_jk_keys=False,
        style=_style(),
    ).unsafe_ask()
    return _unless_leaving({_BACK: "terug", _STOP: "stop"}.get(answer, answer))


def is_new(answer: str) -> bool:
    """Whether the user chose to make a new one."""
    return answer == _NEW


def confirm(question: str) -> bool:
    """Yes or no, as j or n; Enter is no."""
    while True:
        answer = text(f"{question} (j/n)").lower()
        if answer in ("j", "ja"):
            return True
        if answer in ("n", "nee", ""):
            return False


def needed_text(question: str, example: str = "", read: Callable[[str], Any] = str) -> str:
    """A line of text that may not be passed over."""
    while not (answer := text(question, example, read=read)):
        note("Dit is nodig.")
    return answer


def field(model: type[Record], name: str) -> str:
    """A value for one field of a record."""
    from opdracht.records import field_value

    return needed_text(f"{name}:", read=lambda given: field_value(model, name, given))


def note(said: str) -> None:
    """A short remark between questions."""
    typer.echo(f"  {said}", err=True)


def _unless_leaving(answer: str) -> str:
    if answer == "terug":
        raise Back
    if answer == "stop":
        raise Stop
    return answer


def _style() -> Any:
    from prompt_toolkit.styles import Style

    return Style(
        [("question", "bold"), ("answer", ""), ("instruction", "fg:ansibrightblack"), ("highlighted", "bold reverse")]
    )
