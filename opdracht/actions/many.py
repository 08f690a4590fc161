"""The same change for all records that somebody means: as one change of the register, or none when one of them refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from opdracht.actions.listing import Listing, listing
from opdracht.actions.records import change_in, with_fields
from opdracht.actions.status import take_step_in
from opdracht.choices import Status
from opdracht.codec import values
from opdracht.dutch import counted, first_few
from opdracht.errors import OpdrachtError
from opdracht.filters import Filter
from opdracht.model import Record, key_of
from opdracht.records import Place, changeable, written_key
from opdracht.store import Register, Writer

_MOST_TOLD = 20
_MOST_KEYS = 5


@dataclass(frozen=True)
class Meant:
    """The records of a kind of which conditions hold, as somebody has seen them."""

    register: Register
    shown: Listing
    words: Sequence[str]
    today: date

    @property
    def counted(self) -> str:
        """'12 opdrachten'."""
        kind = self.shown.kind
        return counted(len(self.shown.rows), kind.enkelvoud, kind.meervoud)

    def set(self, fields: Mapping[str, object]) -> int:
        """Give fields of all of them other values; how many were not so yet."""

        def change(writer: Writer, record: Record) -> bool:
            before, after = change_in(writer, self.shown.kind, written_key(key_of(record)), fields)
            return values(before) != values(after)

        return self._each(change)

    def take_step(self, to: Status, despite: str, reason: str) -> int:
        """Give all these opdrachten their next status, one after another: each takes its hours before the next is looked at."""

        def step(writer: Writer, record: Record) -> bool:
            take_step_in(writer, str(key_of(record)[0]), to, self.today, despite, reason)
            return True

        return self._each(step)

    def _each(self, change: Callable[[Writer, Record], bool]) -> int:
        """Change them all in one transaction; how many changed.

        Raises OpdrachtError, with a line for each that cannot change, when one cannot or when they are no longer as shown.
        """
        keeps, kind = Filter(self.shown.kind, self.words, self.today), self.shown.kind
        refused: dict[str, list[str]] = {}
        changed = 0
        with self.register.writing() as writer:
            if [row for row in writer.rows(kind, **keeps.stored) if keeps(row)] != self.shown.rows:
                raise OpdrachtError(
                    f"Intussen is er iets veranderd aan {kind.meervoud}. Er is niets gedaan.", "Probeer het opnieuw."
                )
            for record in self.shown.rows:
                try:
                    changed += change(writer, record)
                except OpdrachtError as error:
                    if error.__cause__ is not None:  # a database that refused something does nothing more
                        raise
                    refused.setdefault(error.message, []).append(Place.of(record).key)
            if refused:
                raise self._refusal(refused)
        return changed

    def _refusal(self, refused: Mapping[str, Sequence[str]]) -> OpdrachtError:
        """Why some cannot change: each reason with the keys that it holds for."""
        lines = [
            text if keys[0] in text else f"{first_few(keys, _MOST_KEYS)}: {text}" for text, keys in refused.items()
        ]
        more = [f"en nog {len(lines) - _MOST_TOLD}"] if len(lines) > _MOST_TOLD else []
        number = sum(map(len, refused.values()))
        return OpdrachtError(
            f"{number} van de {self.counted} {'kan' if number == 1 else 'kunnen'} zo niet. Er is niets veranderd.",
            "Kies de andere met een voorwaarde erbij, of herstel deze eerst.",
            [*lines[:_MOST_TOLD], *more],
        )


def meant(register: Register, soort: str, words: Sequence[str], today: date, fields: Sequence[str] = ()) -> Meant:
    """The records that somebody wants to change these fields of. Raises UsageFault for a field or condition that cannot be."""
    kind = with_fields(changeable(soort), fields)
    return Meant(register, listing(register, kind.meervoud, words, today), words, today)
