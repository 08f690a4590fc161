"""Questions on the terminal: one at a time, with lists to choose from, a way back and a way out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import typer

from opdracht.cli.terminal import Styled, is_dumb, say
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.signs import code_of_sign, visible

if TYPE_CHECKING:
    from prompt_toolkit.styles import Style

    from opdracht.actions.records import Missing


class Back(typer.Abort):
    """The user wants the question before this one; where there is none, the program stops."""


class Stop(typer.Abort):
    """The user wants to go on later; `half` is what they typed and did not yet enter."""

    def __init__(self, half: str = "") -> None:
        super().__init__()
        self.half = half


SKIP = ""
"""The answer to a question that is passed over."""

_NEW = "\0nieuw"
_BACK = "\0terug"
_STOP = "\0stop"
_PASTED = (*range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0xFEFF)
"""Hidden signs that no sign around them needs."""


def possible() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def stop_when_ended() -> None:
    """From now on a terminal that is closed, or a computer that shuts down, leaves a question as Ctrl-C does."""
    from prompt_toolkit.application import get_app_or_none

    def leave(*_: object) -> None:
        asked = get_app_or_none()
        if asked is None or asked.loop is None:
            raise KeyboardInterrupt
        asked.loop.call_soon_threadsafe(partial(asked.exit, exception=KeyboardInterrupt))

    for name in ("SIGHUP", "SIGTERM"):
        if number := getattr(signal, name, None):
            signal.signal(number, leave)


def need_somebody(what: str) -> None:
    """Raise UsageFault when there is nobody to say yes to something that --yes says too."""
    if not possible():
        raise UsageFault(f"{what} zonder terminal kan alleen met --yes.")


def text(question: str, example: str = "", default: str = "", read: Callable[[str], object] = str) -> str:
    """A line of text, or SKIP. 'terug' raises Back, 'stop' and Ctrl-C raise Stop; what `read` refuses is asked again."""
    if example:
        note(f"Voorbeeld: {example}")
    while True:
        given = _line(visible(question), default)
        answer = _unless_leaving(
            given.removeprefix(default) if given.removeprefix(default) in ("terug", "stop") else given
        )
        try:
            if answer.strip():
                read(answer)
            return answer.strip()
        except (OpdrachtError, ValueError) as error:
            refusal = error.message if isinstance(error, OpdrachtError) else str(error)
            note(Styled(refusal.partition(": ")[2] or refusal, fg="red"))
            default = answer


def choose(
    question: str,
    choices: Sequence[tuple[str, str]],
    *,
    new: str = "",
    may_skip: bool = True,
    may_leave: bool = True,
    now: str = "",
) -> str:
    """The value of one of `choices` (value, label); `now` is the one it has. With `new` it can be a new one: is_new.

    Without `may_leave` it offers no way back, where there is none.
    """
    entries = [(value, visible(label)) for value, label in choices]
    entries += [(_NEW, f"+ {new}")] if new else []
    entries += [(SKIP, "- Overslaan")] if may_skip else []
    entries += [(_BACK, "< Terug"), (_STOP, "x Stoppen en bewaren")] if may_leave else []
    standing = now if now in dict(choices) else (SKIP if may_skip and not choices else None)
    answer = (_number if is_dumb() else _arrows)(visible(question), entries, standing)
    return _unless_leaving({_BACK: "terug", _STOP: "stop"}.get(answer, answer))


def _line(question: str, default: str) -> str:
    """A line that somebody types; one that stands there may be changed. A dumb terminal cannot show it to be changed."""
    if is_dumb():
        say(f"  {question}", f" [{default}]" if default else "")
        return input() or default
    import questionary

    _show_hidden_signs()
    asked = questionary.text(question, default=default, qmark=" ", style=_style())
    try:
        return str(asked.unsafe_ask())
    except (KeyboardInterrupt, EOFError, OSError):  # the last: the terminal is gone
        raise Stop(asked.application.current_buffer.text) from None


def _arrows(question: str, entries: Sequence[tuple[str, str]], standing: str | None) -> str:
    """One of the entries (value, label), with the arrows of the keyboard or by typing some of it."""
    import questionary

    _show_hidden_signs()
    return str(
        questionary.select(
            question,
            choices=[questionary.Choice(title=label, value=value) for value, label in entries],
            default=standing,
            qmark=" ",
            instruction="(pijltjes en Enter; typ letters om te zoeken)",
            use_search_filter=True,
            use_jk_keys=False,
            style=_style(),
        ).unsafe_ask()
    )


def _number(question: str, entries: Sequence[tuple[str, str]], standing: str | None) -> str:
    """The same by number, for a terminal that knows only lines."""
    for number, (_, label) in enumerate(entries, start=1):
        note(f"{number:>3}  {label}")
    values = [value for value, _ in entries]
    while True:
        given = _line(question, str(values.index(standing) + 1) if standing in values else "").strip()
        if given in ("terug", "stop"):
            return given
        if given.isascii() and given.isdigit() and 1 <= int(given) <= len(values):
            return values[int(given) - 1]
        note(f"Typ een nummer van 1 tot en met {len(values)}.")


def _show_hidden_signs() -> None:
    """Let prompt_toolkit show what is typed or pasted as all else is shown; steering signs it shows so by itself."""
    from prompt_toolkit.layout.screen import Char

    Char.display_mappings |= {sign: code_of_sign(sign) for sign in map(chr, _PASTED)}


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
        note("Antwoord met j of n.")


def wait(until: str) -> None:
    """Wait for Enter; anything else that is typed is passed over."""
    note(until)
    sys.stdin.readline()


def needed_text(question: str, example: str = "", read: Callable[[str], object] = str) -> str:
    """A line of text that may not be passed over."""
    while not (answer := text(question, example, read=read)):
        note("Dit is nodig.")
    return answer


def field(missing: Missing) -> str:
    """A value for one field of a record."""
    from opdracht.model import declarations
    from opdracht.model.base import word_list
    from opdracht.records import field_value

    kind, name = missing.kind, missing.name
    if words := word_list(kind, name):
        return str(choose(f"{name}:", [(word, word) for word in words], may_skip=False))
    if missing.codes:
        return choose(f"{name}:", missing.codes, may_skip=False)
    return needed_text(f"{name}:", declarations(kind)[name].example, lambda given: field_value(kind, name, given))


def about_the_region(lichaam: str, gemeenten: list[str]) -> tuple[str, str, list[str]]:
    """The name of the region, the body that works for it, and its gemeenten; asked as far as they are not given."""
    from opdracht.actions.setup import codes_of

    note("Drie vragen. Met Enter slaat u een vraag over.")
    naam = text("1. Hoe heet de regio?", "Regio West-Brabant")
    lichaam = lichaam or text("2. Welke organisatie werkt voor de regio?", "RWB")
    if not gemeenten:
        question = "3. Welke gemeenten doen mee? Zet er komma's tussen."
        gemeenten = _names(text(question, "Breda, Moerdijk, Zundert", read=lambda given: codes_of(_names(given))))
    return naam, lichaam, gemeenten


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def note(remark: str | Styled) -> None:
    """A short remark between questions."""
    say("  ", remark)


def _unless_leaving(answer: str) -> str:
    if answer == "terug":
        raise Back
    if answer == "stop":
        raise Stop
    return answer


def _style() -> Style:
    from prompt_toolkit.styles import Style

    return Style(
        [("question", "bold"), ("answer", ""), ("instruction", "fg:ansibrightblack"), ("highlighted", "bold reverse")]
    )
