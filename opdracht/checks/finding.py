"""What a check says and what a rule is; the rules themselves stand in rules/.

A rule is a pure function of a region and a day. Its docstring is what a user reads about it (explain.py).
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from opdracht.choices import Status
from opdracht.docstrings import docstring
from opdracht.model import Opdracht, Record, key_of
from opdracht.records import written_key
from opdracht.region import Regio


class Ernst(StrEnum):
    """How bad it is: a fout stands in the way of agreeing, a waarschuwing is a risk, a hint can be better."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    HINT = "hint"


INVALSHOEKEN = {"A": "Agenda", "S": "Structuur", "P": "Procesafspraken", "G": "Gedrag en cultuur"}
"""The four angles of the secretaries' interviews; the letter leads the code of a rule."""


class Found(NamedTuple):
    """What a rule function yields: one plain Dutch sentence, the record at fault and the command that mends it."""

    text: str
    record: str = ""
    """Kind and key: 'mijlpaal 2027-001/2'; empty when it is the opdracht itself. A rule finds nothing twice at one place."""
    repair: str = ""
    """Starts with 'opdracht '; empty means that editing the opdracht is the way."""
    measured: object = None
    """The values the rule looked at, with those that tell a numbered record from another; a change makes it another
    finding. Without any the sentence must hold them all."""
    due: date | None = None
    """The last day on which it was in time, of what must be done by a day."""


def at(record: Record) -> str:
    """The place of a record: its kind and its key."""
    return f"{record.enkelvoud} {written_key(key_of(record))}"


def about(record: Record, text: str, change: str = "", measured: object = None, due: date | None = None) -> Found:
    """What is wrong with a record, and the change of its fields that mends it; of an opdracht the place stays empty."""
    kind, _, key = at(record).partition(" ")
    if kind == Opdracht.enkelvoud:
        place, target = "", key
    else:
        place, target = f"{kind} {key}", f'{kind} "{key}"' if " " in key else f"{kind} {key}"
    return Found(text, place, f"opdracht set {target} {change}" if change else "", measured, due)


class Finding(NamedTuple):
    """One thing that is wrong, as reported: what was found, by which rule, in which opdracht (empty: the region)."""

    code: str
    ernst: Ernst
    opdracht: str
    record: str
    text: str
    repair: str
    measured: object
    due: date | None = None
    """The last day on which it was in time, of what must be done by a day."""

    @property
    def meting(self) -> str:
        """A short hash of what it was measured on."""
        return hashlib.sha256(json.dumps(self.measured, default=str).encode()).hexdigest()[:12]


Check = Callable[[Regio, Opdracht, date], Iterator[Found]]
RegionCheck = Callable[[Regio, date], Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """A norm, and the function that finds what breaks it on a peildatum: in one opdracht, or in the whole region."""

    code: str
    ernst: Ernst
    docstring: str
    statuses: frozenset[Status] = frozenset()
    """An opdracht must keep it while it has one of these."""
    check: Check | None = None
    of_region: RegionCheck | None = None

    @property
    def about_the_region(self) -> bool:
        """Whether it looks at the region as a whole, not at one opdracht after another."""
        return self.of_region is not None

    def findings(self, regio: Regio, opdracht: Opdracht, peildatum: date) -> list[Finding]:
        """What breaks this rule in an opdracht; nothing when its status is none of the rule's business."""
        if self.check is None or opdracht.status not in self.statuses:
            return []
        return [self._finding(found, opdracht.nummer) for found in self.check(regio, opdracht, peildatum)]

    def region_findings(self, regio: Regio, peildatum: date) -> list[Finding]:
        """What breaks this rule in the region as a whole."""
        return [self._finding(found, "") for found in self.of_region(regio, peildatum)] if self.of_region else []

    def _finding(self, found: Found, nummer: str) -> Finding:
        text, record, repair, measured, due = found
        repair = repair or (f"opdracht edit {nummer}" if nummer else "opdracht list")
        looked_at = text if measured is None else measured
        return Finding(self.code, self.ernst, nummer, record, text, repair, looked_at, due)


def _before_the_end(status: Status) -> bool:
    return status.asks_hours


def rule(code: str, ernst: Ernst, when: Callable[[Status], bool] = _before_the_end) -> Callable[[Check], Rule]:
    """Makes a rule about one opdracht of a function; `when` says of which status. It counts once it stands in RULES."""
    statuses = frozenset(filter(when, Status))
    return lambda check: Rule(code, ernst, docstring(check), statuses, check=check)


def region_rule(code: str, ernst: Ernst) -> Callable[[RegionCheck], Rule]:
    """Makes a rule about the whole region of a function. It counts once it stands in RULES."""
    return lambda check: Rule(code, ernst, docstring(check), of_region=check)
