"""The world in which a template runs: no files, no private names, no values without end, and its errors in Dutch.

A template comes from outside. What it may reach is bounded here; how long it may take and how much memory it may fill
is bounded in bounded.py, by a process of its own.
"""

import traceback
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from opdracht.dutch import long_date, written
from opdracht.suggest import did_you_mean

LARGEST_VALUE = 1_000_000  # signs of one value, items of one list, or bits of one number
LARGEST_PART = 20_000_000  # signs of one part of a document: a thousand pages

TEMPLATE_FAULTS = (
    TemplateError, ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What the code in a template may raise: it is a program, and its errors are those of any program."""


class Refused(SecurityError):
    """Something that no template may do; the message is Dutch."""


class Unknown(StrictUndefined):
    """A name that does not exist: an error as soon as it is used, which says so in Dutch."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if exc is SecurityError:
            super().__init__(f"'{name}' is niet toegestaan in een sjabloon.", obj, name, Refused)
        else:
            super().__init__(_unknown(obj, name), obj, name, exc)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for templates that anybody may have written. Every value is escaped; dates and numbers are Dutch."""

    intercepted_binops = frozenset(("*", "**", "+"))

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=Unknown, finalize=as_dutch)
        del self.globals["lipsum"], self.filters["random"]  # the same agreement gives the same document
        del self.filters["safe"], self.filters["urlize"]  # text is text; these would make it XML

    def getattr(self, obj: object, attribute: str) -> Any:
        """The value of a name in the context, without asking first whether dicts have a method of that name."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """An operation, unless its outcome would be larger than any document needs."""
        if _size_of(operator, left, right) > LARGEST_VALUE:
            raise Refused("Hier maakt het sjabloon een waarde die te groot is.")
        return super().call_binop(context, operator, left, right)


def as_dutch(value: object) -> object:
    """Dates and numbers as Dutch readers write them; what is not there prints nothing."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return written(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return value


def bounded_text(pieces: Iterator[str]) -> str:
    """The pieces that a template gives as one text. Raises Refused before they are too much."""
    texts: list[str] = []
    size = 0
    while some := list(islice(pieces, 5000)):
        texts.append("".join(some))
        size += len(texts[-1])
        if size > LARGEST_PART:
            raise Refused("Hier maakt het sjabloon een document van meer dan duizend bladzijden.")
    return "".join(texts)


def line_of(error: BaseException) -> int:
    """The line of the template where an error arose, 0 when it cannot be told."""
    lines = [frame.lineno or 0 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return int(getattr(error, "lineno", 0) or (lines[-1] if lines else 0))


def _size_of(operator: str, left: object, right: object) -> int:
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length()
        return bits * abs(right) if operator == "**" else bits + right.bit_length()
    if operator == "+":
        return sum(len(side) for side in (left, right) if isinstance(side, str | list | tuple))
    for series, times in ((left, right), (right, left)):
        if operator == "*" and isinstance(series, str | list | tuple) and isinstance(times, int):
            return len(series) * times
    return 0


def in_dutch(error: BaseException) -> str:
    """What went wrong while a template ran, in Dutch."""
    if isinstance(error, Refused | UndefinedError):
        return str(error)
    if isinstance(error, MemoryError):
        return "Hier vraagt het sjabloon te veel geheugen."
    if isinstance(error, RecursionError):
        return "Hier roept het sjabloon zichzelf aan zonder einde."
    if isinstance(error, SyntaxError):  # of Python, which is what Jinja makes of a template
        return "Hier staan te veel voorwaarden en herhalingen in elkaar."
    if isinstance(error, TemplateSyntaxError):
        return (
            "Deze code is niet te lezen: kijk of elk haakje, elk aanhalingsteken en elke accolade open en dicht gaat."
        )
    return "Deze code kan niet worden uitgevoerd."


def _unknown(obj: object, name: object) -> str:
    if name is None:
        return "Deze waarde is er niet: de lijst is leeg."
    if obj is missing:
        return f"De naam '{name}' bestaat niet."
    if isinstance(obj, dict):
        return f"De naam '{name}' bestaat hier niet. {did_you_mean(str(name), map(str, obj))}".rstrip()
    if isinstance(obj, list | tuple):
        return f"'{name}' wordt gevraagd van een lijst; loop er eerst met for doorheen."
    if obj is None:
        return f"'{name}' wordt gevraagd van iets dat niet is ingevuld; vraag eerst met if of het er is."
    return f"'{name}' wordt gevraagd van een waarde die geen onderdelen heeft."
