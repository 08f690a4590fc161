"""Make an agreement, and edit one as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opdracht.actions.files import known_keys, write_region
from opdracht.errors import Fault, Faults, OpdrachtError
from opdracht.exchange.export import agreement_data, as_yaml
from opdracht.exchange.region_file import read_region
from opdracht.model import Opdracht
from opdracht.store import Reader, Register


class Changed(OpdrachtError):
    """Somebody else changed the agreement meanwhile; `now` is its text as it stands."""

    def __init__(self, nummer: str, now: str) -> None:
        self.now = now
        super().__init__(
            f"Opdracht {nummer} is intussen door iemand anders veranderd.",
            f"Uw tekst is bewaard. Bekijk wat er nu staat met 'opdracht show {nummer}'; "
            f"'opdracht edit {nummer}' biedt uw tekst weer aan.",
        )


def create(register: Register, content: bytes, name: str, given: Mapping[str, Any], year: int) -> str:
    """Add the one opdracht of an agreement file, with the fields in `given` before those of the file; its nummer.

    `content` may also be a region file with that opdracht and the persons and organisaties it needs.
    """
    with register.writing() as writer:
        parsed = read_region(content, known_keys(writer), year, given=given)
        nummers = [opdracht.nummer for opdracht in parsed.records(Opdracht)]
        if not parsed.faults and len(nummers) != 1:
            raise OpdrachtError(
                f"{name} bevat {len(nummers)} opdrachten.", "Gebruik voor meer opdrachten: opdracht import"
            )
        for nummer in nummers:
            if writer.get(Opdracht, [nummer]):
                raise OpdrachtError(f"Opdracht {nummer} bestaat al.", f"Verander haar met: opdracht edit {nummer}")
        return write_region(writer, parsed, name, update=False).nummers[0]


def editable(register: Register, nummer: str) -> str:
    """An agreement as YAML text with all its fields, also the empty ones."""
    with register.reading() as reader:
        return _text(reader, nummer)


def save_edited(register: Register, nummer: str, before: str, after: str, year: int) -> bool:
    """Put an edited text in the register; False when it changes nothing.

    Raises Faults with the lines at fault, and Changed when the agreement is no longer as in `before`.
    """
    with register.writing() as writer:
        if (now := _text(writer, nummer)) != before:
            raise Changed(nummer, now)
        parsed = read_region(after.encode(errors="surrogateescape"), known_keys(writer), year)
        if not parsed.faults and [opdracht.nummer for opdracht in parsed.records(Opdracht)] != [nummer]:
            raise Faults("De tekst", [Fault(1, f"Dit is niet meer de tekst van één opdracht met nummer {nummer}.")])
        for opdracht in parsed.records(Opdracht):
            if opdracht.status != writer.need(Opdracht, [nummer]).status:
                parsed.faults.append(
                    Fault(1, "De status verandert stap voor stap.", f"Gebruik: opdracht status {nummer}")
                )
        return write_region(writer, parsed, "De tekst", update=True).changed.total() > 0


def _text(reader: Reader, nummer: str) -> str:
    reader.need(Opdracht, [nummer])
    return as_yaml(agreement_data(reader.region([nummer]), nummer, with_empty=True))
