"""What can go wrong for a user, as values the command line prints; the texts are Dutch."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum


class ExitCode(IntEnum):
    """How the program ends; `ABORTED` is also what nobody foresaw."""

    GOOD = 0
    ABORTED = 1
    USAGE = 2
    REFUSED = 3
    FINDINGS = 4


class OpdrachtError(Exception):
    """A refusal with its reason (`message`) and what to do about it (`hint`); printed without a traceback.

    `details` are lines under the message: each fault of a file, each thing that stands in the way.
    """

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str, hint: str = "", details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details

    def retype(self, typed: Callable[[str], str]) -> None:
        """Give each command in what to do as this user types it."""
        self.hint = typed(self.hint)


class UsageFault(OpdrachtError):
    """The command was not given what it needs, or something it cannot use."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True)
class Fault:
    """One fault in a file or in a set of values: the line (1-based, 0 when there is none), what is wrong, what to do."""

    line: int
    text: str
    hint: str = ""

    @property
    def where(self) -> str:
        """Where it is, as people find it; empty when it is about the whole."""
        return f"regel {self.line}" if self.line else ""

    @property
    def order(self) -> tuple[object, ...]:
        """By which the faults of one file are told."""
        return (self.line, self.text, self.hint)

    def __str__(self) -> str:
        return (f"{self.where}: " if self.where else "") + self.text + (f" {self.hint}" if self.hint else "")


_MOST_TOLD = 60


class Faults(OpdrachtError):
    """Everything that is wrong with one input, reported at once, sorted by line; of very much the first lines are told.

    `outcome` says what came of it.
    """

    def __init__(
        self,
        source: str,
        faults: Sequence[Fault],
        hint: str = "",
        outcome: str = "Er is niets veranderd in het register.",
    ) -> None:
        self.faults = sorted(set(faults), key=lambda fault: fault.order)
        count = "1 fout" if len(self.faults) == 1 else f"{len(self.faults)} fouten"
        super().__init__(f"{source}: {count}. {outcome}".rstrip(), hint, self._told(str))

    def retype(self, typed: Callable[[str], str]) -> None:
        super().retype(typed)
        self.details = self._told(lambda fault: str(replace(fault, hint=typed(fault.hint))))

    def _told(self, line: Callable[[Fault], str]) -> list[str]:
        more = len(self.faults) - _MOST_TOLD
        return [*map(line, self.faults[:_MOST_TOLD]), *([f"en nog {more} fouten"] if more > 0 else [])]


_REASONS = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw ruimte op de schijf is vol",
    errno.EACCES: "u mag daar niet bij",
    errno.EPERM: "u mag daar niet bij",
    errno.EROFS: "u mag daar alleen lezen",
    errno.ENOENT: "het is er niet",
    errno.ENOTDIR: "een deel van de naam is geen map",
    errno.EISDIR: "het is een map",
    errno.EEXIST: "er staat al iets met die naam",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EIO: "de schijf geeft een fout",
    errno.EBADF: "die is gesloten",
    errno.ELOOP: "de naam verwijst naar zichzelf",
}


def reason(error: OSError) -> str:
    """What the disk says, in Dutch."""
    return _REASONS.get(error.errno or 0, f"foutnummer {error.errno}")
