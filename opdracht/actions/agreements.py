"""Make an agreement, and edit one as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from opdracht.actions.imports import known_keys, write_region
from opdracht.actions.outline import read_outline
from opdracht.actions.past import claims
from opdracht.codec import Fields
from opdracht.dutch import long_date
from opdracht.errors import Fault, Faults, OpdrachtError
from opdracht.exchange.export import agreement_data, as_yaml
from opdracht.exchange.region_file import RegionFile, read_region
from opdracht.exchange.source import fields_in
from opdracht.history.log import LoggedChange, since
from opdracht.model import Opdracht
from opdracht.region import Regio
from opdracht.store import Reader, Register, Writer


@dataclass(frozen=True)
class AgreementText:
    """The text of an agreement as it stood after change `nr` of the register: what an edit starts from."""

    nr: int
    text: str

    def as_kept(self) -> str:
        """Both, as one text to keep on disk."""
        return f"{_KEPT}{self.nr}\n{self.text}"

    @classmethod
    def from_kept(cls, kept: str) -> AgreementText:
        """What `as_kept` wrote."""
        head, _, text = kept.partition("\n")
        nr = head.removeprefix(_KEPT)
        return cls(int(nr) if nr.isdigit() else 0, text)


_KEPT = "# na wijziging "


class Changed(OpdrachtError):
    """Somebody else changed the agreement meanwhile; `now` is how it stands, the details are what happened to it.

    `text` is the edited text with what others changed in other fields, to go on with.
    """

    def __init__(self, nummer: str, now: AgreementText, text: str, meanwhile: Sequence[LoggedChange]) -> None:
        self.now = now
        self.text = text
        super().__init__(
            f"Opdracht {nummer} is intussen door iemand anders veranderd.",
            "Uw tekst blijft, met wat de ander in andere velden veranderde.",
            [*_told(meanwhile)],
        )


def _told(meanwhile: Sequence[LoggedChange]) -> Iterator[str]:
    for entry in meanwhile:
        when = f"{long_date(entry.when.date())}, {entry.when:%H:%M}"
        yield from (f"{entry.wijziging.wie}, {when}: {sentence}" for sentence in entry.sentences())


def create(
    register: Register, given: Fields, name: str, year: int, new: Mapping[str, Sequence[Fields]] | None = None
) -> str:
    """Add an opdracht with the fields in `given`, in the shape of a file, and the `new` records it comes with; its nummer.

    `name` is what the fields are called when there are faults in them.
    """
    with register.writing() as writer:
        return add_outline(writer, given, year, name, new)


def add_outline(
    writer: Writer, given: Fields, year: int, name: str, new: Mapping[str, Sequence[Fields]] | None = None
) -> str:
    """The same in a transaction that is open."""
    return _add(writer, read_outline(given, new or {}, known_keys(writer), year), name)


def create_from_file(register: Register, content: bytes, name: str, given: Fields, year: int) -> str:
    """Add the one opdracht of an agreement file, with the fields in `given` before those of the file; its nummer.

    `content` may also be a region file with that opdracht and the persons and organisaties it needs.
    """
    with register.writing() as writer:
        return _add(writer, read_region(content, known_keys(writer), year, given=given), name)


def begin(register: Register, given: Fields, year: int) -> Regio:
    """The region to ask about an opdracht of which these fields are given. Raises Faults when they cannot be."""
    with register.reading() as reader:
        faults = read_outline({"titel": "-", **given}, {}, known_keys(reader), year).faults
        if faults:
            raise Faults("De opties", faults)
        return reader.region()


def _add(writer: Writer, read: RegionFile, name: str) -> str:
    nummers = [opdracht.nummer for opdracht in read.records(Opdracht)]
    if not read.faults and len(nummers) != 1:
        raise OpdrachtError(f"{name} bevat {len(nummers)} opdrachten.", "Gebruik voor meer opdrachten: opdracht import")
    for nummer in nummers:
        if writer.get(Opdracht, [nummer]):
            raise OpdrachtError(f"Opdracht {nummer} bestaat al.", f"Verander haar met: opdracht edit {nummer}")
    return write_region(writer, read, name).nummers[0]


def editable(register: Register, nummer: str) -> AgreementText:
    """An agreement as YAML text with all its fields, also the empty ones."""
    with register.reading() as reader:
        return _stand(reader, nummer)


def save_edited(register: Register, nummer: str, before: AgreementText, after: str, year: int) -> bool:
    """Put an edited text in the register; False when it changes nothing.

    Raises Faults with the lines at fault, and Changed when the agreement is no longer as in `before`.
    """
    with register.writing() as writer:
        now = _stand(writer, nummer)
        if now.text != before.text:
            meanwhile = since(writer, before.nr, nummer)
            text = merged(before.text, after, now.text)
            raise Changed(nummer, now, _noted(after, meanwhile) if text == after else text, meanwhile)
        parsed = read_region(after.encode(errors="surrogateescape"), known_keys(writer), year)
        if not parsed.faults and [opdracht.nummer for opdracht in parsed.records(Opdracht)] != [nummer]:
            raise Faults("De tekst", [Fault(1, f"Dit is niet meer de tekst van één opdracht met nummer {nummer}.")])
        if claimed := claims(writer, parsed, whole=True):
            steps = f"Een status verandert met 'opdracht status {nummer}', een handtekening komt er met 'opdracht sign {nummer}'."
            raise Faults("De tekst", [*parsed.faults, *claimed], steps)
        return write_region(writer, parsed, "De tekst", update=True).changed.total() > 0


def merged(before: str, mine: str, now: str) -> str:
    """My text, with the fields that only the other changed as they are now.

    A field that both changed is mine, and says so above it. A text that is not written as we write it stays as it is.
    """
    if len(mine) > _MOST_MERGED:
        return mine
    try:
        then, own, theirs = (_fields_of(text) for text in (before, mine, now))
    except (yaml.YAMLError, ValueError, RecursionError):
        return mine
    lines = mine.split("\n")
    other = now.split("\n")
    for name in own:
        if own[name] == then.get(name) != theirs.get(name) and name in theirs:
            lines = _with_field(lines, name, _field(other, name))
        elif own[name] != then.get(name) != theirs.get(name) != own[name]:
            lines = _with_field(lines, name, [f"{_BOTH}{name}", *_field(lines, name)])
    return "\n".join(lines)


def _fields_of(text: str) -> Fields:
    """The fields at the top of a YAML text, as texts. Raises ValueError when one does not begin a line of its own."""
    fields = fields_in(text)
    begins = {line.partition(":")[0] for line in text.split("\n") if ":" in line}
    if not fields.keys() <= begins:
        raise ValueError(text)
    return fields


def _noted(mine: str, meanwhile: Sequence[LoggedChange]) -> str:
    """My text, with above it what others changed: what the two have in common cannot be told."""
    return "\n".join([*(f"{_MEANWHILE}{sentence}" for sentence in _told(meanwhile)), mine])


_MEANWHILE = "# LET OP: dit veranderde een ander intussen: "


_MOST_MERGED = 2_000_000  # signs; the parser that knows how deep it is takes seconds for more
_BOTH = "# LET OP: dit veranderde een ander ook: "


def _place(lines: Sequence[str], name: str) -> tuple[int, int]:
    """From which line to which a field at the top of a YAML text runs."""
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{name}:"))
    inside = (n for n in range(start + 1, len(lines)) if lines[n] and not lines[n].startswith((" ", "-")))
    return start, next(inside, len(lines))


def _field(lines: Sequence[str], name: str) -> list[str]:
    start, end = _place(lines, name)
    return list(lines[start:end])


def _with_field(lines: list[str], name: str, field: Sequence[str]) -> list[str]:
    start, end = _place(lines, name)
    return [*lines[:start], *field, *lines[end:]]


def _stand(reader: Reader, nummer: str) -> AgreementText:
    reader.need(Opdracht, [nummer])
    text = as_yaml(agreement_data(reader.region([nummer]), nummer, with_empty=True))
    return AgreementText(reader.last_change(), text)
