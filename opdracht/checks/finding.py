"""What a check says and what a rule is; the rules themselves stand one module per angle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opdracht.choices import Status
from opdracht.model import Opdracht
from opdracht.region import Regio

BEFORE_THE_END = frozenset(Status) - {Status.AFGEROND, Status.INGETROKKEN}


class Ernst(StrEnum):
    """How bad it is: a fout stands in the way of agreeing, a waarschuwing is a risk, a hint can be better."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    HINT = "hint"


INVALSHOEKEN = {"A": "Agenda", "S": "Structuur", "P": "Procesafspraken", "G": "Gedrag en cultuur"}
"""The four angles of the secretaries' interviews; the letter leads the code of a rule."""


@dataclass(frozen=True)
class Found:
    """What a rule function yields: one plain Dutch sentence, the record at fault and the command that mends it."""

    text: str
    record: str = ""
    """Kind and key: 'mijlpaal 2027-001/2'; empty when it is the opdracht itself."""
    repair: str = ""
    """Starts with 'opdracht '; empty means that editing the opdracht is the way."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, as reported: what was found, by which rule, in which opdracht."""

    code: str
    ernst: Ernst
    opdracht: str
    record: str
    text: str
    repair: str


Check = Callable[[Regio, Opdracht, date], Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """A norm for agreements, and the function that finds what breaks it in one opdracht on a peildatum."""

    code: str
    ernst: Ernst
    statuses: frozenset[Status]
    check: Check

    @property
    def norm(self) -> str:
        """The norm and its source: the docstring of the function, without the code."""
        return " ".join((self.check.__doc__ or "").split()).partition(": ")[2]

    def findings(self, regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Finding]:
        """What breaks this rule in an opdracht; nothing when its status is none of the rule's business."""
        if opdracht.status in self.statuses:
            nummer = opdracht.nummer
            for found in self.check(regio, opdracht, peildatum):
                repair = found.repair or f"opdracht edit {nummer}"
                yield Finding(self.code, self.ernst, nummer, found.record, found.text, repair)


def rule(code: str, ernst: Ernst, statuses: frozenset[Status] = BEFORE_THE_END) -> Callable[[Check], Rule]:
    """Makes a rule of a function. It counts once it also stands in RULES."""
    return lambda check: Rule(code, ernst, statuses, check)
