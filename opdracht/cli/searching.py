"""The time of a search, on a terminal: how long it may take, how far it is, and ending it early with Ctrl-C."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from opdracht.cli.terminal import can_redraw, console
from opdracht.errors import UsageFault

if TYPE_CHECKING:
    from opdracht.plan.model import Control


def seconds_given(given: str) -> float:
    """The seconds that --time gives."""
    from opdracht.fields import amount

    try:
        number = amount(given)
    except ValueError as error:
        raise UsageFault(f"--time: {error}", "Geef het aantal seconden, bijvoorbeeld --time 60") from None
    if not 1 <= number <= 86_400:
        raise UsageFault("--time: kies van 1 tot 86.400 seconden (een dag).")
    return number


@contextmanager
def searching(limit: float) -> Iterator[Control]:
    """The time for a search; Ctrl-C ends it early, and a second one ends the program."""
    from opdracht.plan.model import Control

    begin = time.perf_counter()
    stopped = False

    def interrupt(number: int, frame: object) -> None:
        nonlocal stopped
        if stopped:
            raise KeyboardInterrupt
        stopped = True

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        with _progress_line() as tell:
            yield Control(lambda: time.perf_counter() - begin, limit, lambda: stopped, tell)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress_line() -> Iterator[Callable[[float, float], None]]:
    """One line on a terminal with the value and the bound so far."""
    if not can_redraw():
        yield lambda value, bound: None
        return
    from opdracht.plan.sentences import progress

    begin = time.perf_counter()
    with console(err=True).status("Het plan wordt gemaakt") as line:
        yield lambda value, bound: line.update(progress(value, bound, time.perf_counter() - begin))
