"""A register with a small region, and somebody who answers the questions about a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from opdracht.actions.imports import import_region
from opdracht.cli import ask
from opdracht.exchange.export import as_yaml
from opdracht.store import Register
from tests.builders import a_region, an_agreement


@pytest.fixture
def region(register: Register) -> Register:
    """A register with Moerdijk, RWB and the opdracht 2027-001, Stroomkaart bedrijventerreinen; without aanbod."""
    data = a_region(an_agreement(inzet=None))
    import_region(register, as_yaml({**data, "aanbod": []}).encode(), "regio.yaml", year=2027)
    return register


@dataclass
class Answering:
    """Somebody at a terminal: the value that each question gets by a word in it, and the questions that were asked."""

    answers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    agrees: bool = True

    def choose(self, question: str, choices: Sequence[tuple[str, str]], **_: object) -> str:
        self.asked.append(question)
        self.offered += [label for _, label in choices]
        values = [value for value, _ in choices]
        wanted = next((answer for word, answer in self.answers.items() if word in question), values[0])
        return next(value for value in values if value in (wanted, f"\0kolom {wanted}"))

    def confirm(self, question: str) -> bool:
        self.asked.append(question)
        return self.agrees


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answering]:
    """Lets somebody answer: the answers by a word of their question."""

    def there(agrees: bool = True, **answers: str) -> Answering:
        person = Answering(answers, agrees=agrees)
        monkeypatch.setattr(ask, "possible", lambda: True)
        monkeypatch.setattr(ask, "choose", person.choose)
        monkeypatch.setattr(ask, "confirm", person.confirm)
        return person

    return there
