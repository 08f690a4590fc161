"""Processes that work for this one: for speed, and to bound what a template from outside can do.

A helper answers every piece of work within a time, or it is ended; on Linux its memory is bounded too. Helpers are
started afresh (spawn), as Windows does, so nothing depends on what this process has in memory.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from opdracht.errors import OpdrachtError

T = TypeVar("T")
R = TypeVar("R")

SECONDS = 5.0  # for one piece of work; a document takes a thousandth of a second
STARTING = 30.0  # for a helper to load its libraries, on a busy machine
MEMORY = 1_500_000_000  # bytes of addresses


class TooMuch(Exception):
    """A helper was ended: its work took too long or filled its memory."""


class Unforeseen(Exception):
    """A helper met an error that nobody foresaw; its message is what the error said."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def bounded(work: Callable[..., R], *given: object, seconds: float = SECONDS) -> R:
    """What `work` gives, done by a helper; `work` is a function of a module. Raises TooMuch, Unforeseen."""
    (answer,) = shared(_call, [(work, given)], lambda _, why: why, number=1, seconds=seconds)
    if isinstance(answer, BaseException):
        raise answer
    return answer


def shared(
    work: Callable[[Iterable[T]], Iterable[R]],
    pieces: Iterable[T],
    ended: Callable[[T, Exception], R],
    *,
    number: int,
    ahead: int = 0,
    seconds: float = SECONDS,
) -> Iterator[R]:
    """What `work` gives for all pieces, one answer each, in any order, done by a number of helpers.

    `work` may be as many pieces `ahead` of its answers. When a helper has to be ended, `ended` answers for the piece it
    was at, given TooMuch or Unforeseen; without `ahead` that is the piece at fault.
    """
    coming = iter(pieces)
    helpers = [_Helper[T, R](work, seconds) for _ in range(number)]
    try:
        while True:
            for helper in helpers:
                if len(helper.pieces) <= 2 * ahead:
                    helper.hand_over(list(islice(coming, ahead + 1)))
            if not (busy := [helper for helper in helpers if helper.pieces]):
                return
            wait([helper.connection for helper in busy], timeout=max(0.0, min(helper.left() for helper in busy)))
            for helper in busy:
                yield from helper.answers(ended)
    finally:
        for helper in helpers:
            helper.close()


class _Helper(Generic[T, R]):
    """One helper, and the pieces of work that it has not answered for."""

    def __init__(self, work: Callable[[Iterable[T]], Iterable[R]], seconds: float) -> None:
        self._work = work
        self._seconds = seconds
        self.pieces: deque[T] = deque()
        self._has_all = False
        self._start()

    def _start(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.connection, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, self._work), daemon=True)
        with _unbothered_by_interrupts():
            self._process.start()
        theirs.close()
        self._is_ready = False
        self._until = time.monotonic() + STARTING

    def left(self) -> float:
        """How many seconds it may still take over the piece it is at."""
        return self._until - time.monotonic()

    def hand_over(self, pieces: list[T]) -> None:
        """Give it more to do; nothing means that there will be no more."""
        if self._has_all:
            return
        self._has_all = not pieces
        if self._is_ready and not self.pieces:
            self._until = time.monotonic() + self._seconds
        self.pieces += pieces
        self._send(pieces)

    def answers(self, ended: Callable[[T, Exception], R]) -> Iterator[R]:
        """What it has answered by now. Out of time or gone, it is replaced, and `ended` answers for its piece."""
        why: Exception = TooMuch()
        try:
            while self.pieces and self.connection.poll():
                answer: R | Unforeseen = self.connection.recv()
                if isinstance(answer, Unforeseen):
                    why = answer
                    break
                self._until = time.monotonic() + self._seconds
                if self._is_ready:
                    self.pieces.popleft()
                    yield answer
                self._is_ready = True
            if not self.pieces or (self.left() > 0 and not why.args):
                return
        except (EOFError, ConnectionError):
            pass  # it has gone: out of memory
        self.close(at_once=True)
        yield ended(self.pieces.popleft(), why)
        self._start()
        if self.pieces:
            self._send(list(self.pieces))
        if self._has_all:
            self._send([])

    def _send(self, pieces: list[T]) -> None:
        with suppress(ConnectionError):  # when it has gone, `answers` finds out
            self.connection.send(pieces)

    def close(self, *, at_once: bool = False) -> None:
        """Let it finish the piece it is at, or not."""
        self.connection.close()
        if not at_once:
            self._process.join(SECONDS)
        self._process.kill()
        self._process.join()


def _serve(connection: Connection, work: Callable[[Iterable[T]], Iterable[R]]) -> None:
    """What a helper does: answer for every piece until there are no more, or nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(200_000, 20, 20)  # as the program itself does, in opdracht/__main__.py
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        connection.send("ready")
        for answer in work(_received(connection)):
            connection.send(answer)
    except (EOFError, ConnectionError):
        return
    except Exception as error:  # whoever asked tells the user
        with suppress(ConnectionError):
            connection.send(Unforeseen(f"{type(error).__name__}: {error}"))


def _received(connection: Connection) -> Iterator[Any]:
    while pieces := connection.recv():
        yield from pieces


def _call(calls: Iterable[tuple[Callable[..., R], tuple[object, ...]]]) -> Iterator[R | BaseException]:
    for work, given in calls:
        try:
            yield work(*given)
        except (OpdrachtError, MemoryError) as error:  # goes back to whoever asked
            yield error


@contextmanager
def _unbothered_by_interrupts() -> Iterator[None]:
    """Ctrl-C is for this process, which tells its helpers; what is started here does not hear it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
