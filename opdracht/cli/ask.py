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
    from opdracht.dutch import parse_date

    set_day = os.environ.get("OPDRACHT_VANDAAG")
    try:
        return parse_date(set_day) if set_day else date.today()
    except ValueError as error:
        raise OpdrachtError(f"OPDRACHT_VANDAAG: {error}") from None


def day(option: str, given: str) -> date:
    """The day that an option gives."""
    from opdracht.dutch import parse_date

    try:
        return parse_date(given)
    except ValueError as error:
        raise UsageFault(f"{option}: {error}") from None


def text(question: str, example: str = "", default: str = "", read: Callable[[str], Any] = str) -> str:
    """A line of text, or SKIP. 'terug' raises Back, 'stop' and Ctrl-C raise Stop; what `read` refuses is asked again."""
    import questionary

    if example:
        note(f"Voorbeeld: {example}")
    while True:
        given = questionary.text(question, default=default, qmark=" ", style=_style()).unsafe_ask()
        answer = _unless_leaving(
            given.removeprefix(default) if given.removeprefix(default) in ("terug", "stop") else given
        )
        try:
            if answer.strip():
                read(answer)
            return answer.strip()
        except (OpdrachtError, ValueError) as error:
            said = getattr(error, "message", None) or str(error)
            note(typer.style(said.partition(": ")[2] or said, fg="red"))
            default = answer


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
        default=now if now in dict(choices) else (SKIP if may_skip and not choices else None),
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


def field(model: type[Record], name: str, known: Sequence[tuple[str, str]] = ()) -> str:
    """A value for one field of a record; `known` are the codes and names it may refer to."""
    from enum import StrEnum

    from opdracht.records import field_value

    words = model.model_fields[name].annotation
    if isinstance(words, type) and issubclass(words, StrEnum):
        return str(choose(f"{name}:", [(word, word) for word in words], may_skip=False))
    if known:
        return choose(f"{name}:", known, may_skip=False)
    return needed_text(f"{name}:", EXAMPLES.get(name, ""), read=lambda given: field_value(model, name, given))


EXAMPLES = {
    "code": "moerdijk, of wethouder-moerdijk",
    "functie": "wethouder Economie",
    "naam": "Moerdijk",
    "titel": "Ruimte op het stroomnet",
    "thema": "Bereikbare regio",
    "kenmerk": "AB-2026-11-04-07",
    "orgaan": "algemeen bestuur",
    "profiel": "projectleider",
    "hoeveelheid": "300",
    "datum": "1 april 2027",
    "van": "1 januari 2027",
    "tot": "31 december 2027",
    "prioriteit": "1 (hoogst) tot en met 5",
}


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
