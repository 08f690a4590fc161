"""What a file says that happened already: a status, steps, signatures, versions, findings set aside.

In a register these come about by commands that look first at what stands in the way. A file brings them in only when
somebody says that it tells of the past.
"""

from __future__ import annotations

from collections.abc import Iterator

from opdracht.choices import Status
from opdracht.dutch import counted
from opdracht.errors import Fault
from opdracht.exchange.region_file import Entry, RegionFile
from opdracht.model import TABLES, Opdracht, Record, Terzijde, Versie, key_of
from opdracht.records import make, written_key
from opdracht.store import Reader, values

KINDS: tuple[type[Record], ...] = tuple(kind for kind in TABLES if kind.is_past)
"""The kinds of which a record comes about by a command of its own."""
OF_AN_OPDRACHT: tuple[type[Record], ...] = tuple(kind for kind in KINDS if kind not in (Versie, Terzijde))

WITHOUT_GATE = (
    "Een status, een stap, een handtekening, een versie en wat terzijde ligt, ontstaan in het register zelf, met "
    "'opdracht status', 'opdracht sign' en 'opdracht check'. Laat ze weg. Of is dit al gebeurd, of komt het uit een ander "
    "register? Lees het dan in als geschiedenis, zonder toets: opdracht import BESTAND --as-history. Het journaal zegt dat."
)


def claims(reader: Reader, parsed: RegionFile, *, whole: bool = False) -> list[Fault]:
    """What a file says that happened and that the register knows otherwise: one fault per field, at its first line.

    With `whole` the file tells all there is about its opdrachten: then what it leaves out counts too.
    """
    nummers = {opdracht.nummer for opdracht in parsed.records(Opdracht)}  # one with a fault has none to compare with
    faults = [*_of_status(reader, parsed)]
    for kind in KINDS:
        entries = parsed.entries.get(kind.meervoud, [])
        about = {*nummers, *(entry.record.opdracht for entry in entries)} if kind is Terzijde else nummers
        entries = [entry for entry in entries if entry.record.opdracht in about]
        stored = {key_of(row): row for row in reader.rows(kind, opdracht=sorted(about))}
        other = [entry for entry in entries if not _is_same(stored.get(key_of(entry.record)), entry.record)]
        faults += _first_of(kind, other)
        if whole and kind in OF_AN_OPDRACHT:
            named = {key_of(entry.record) for entry in entries}
            left_out = [key for key in stored if key not in named]
            faults += [Fault(1, f"{kind.meervoud}: {written_key(key)} gaat niet weg met de tekst.") for key in left_out]
    return faults


def keep_past(reader: Reader, parsed: RegionFile) -> None:
    """Give the opdrachten of a file that say nothing of their past the past that the register knows."""
    stored = {opdracht.nummer: opdracht for opdracht in reader.rows(Opdracht)}
    known = [entry for entry in parsed.entries.get(Opdracht.meervoud, []) if entry.record.nummer in stored]
    for entry in known:
        if "status" not in entry.record.model_fields_set:
            status = stored[entry.record.nummer].status
            entry.record = make(Opdracht, {**values(entry.record), "status": status})
    for kind in OF_AN_OPDRACHT:
        told = {record.opdracht for record in parsed.records(kind)}
        silent = {entry.record.nummer: entry.line for entry in known if entry.record.nummer not in told}
        kept = [Entry(row, silent[str(key_of(row)[0])]) for row in reader.rows(kind, opdracht=sorted(silent))]
        parsed.entries.setdefault(kind.meervoud, []).extend(kept)


def _of_status(reader: Reader, parsed: RegionFile) -> Iterator[Fault]:
    stored = {opdracht.nummer: opdracht.status for opdracht in reader.rows(Opdracht)}
    other = [
        entry
        for entry in parsed.entries.get(Opdracht.meervoud, [])
        if "status" in entry.record.model_fields_set
        and entry.record.status != stored.get(entry.record.nummer, Status.CONCEPT)
    ]
    if other:
        first = other[0].record
        is_now = f"is zij {stored[first.nummer]}" if first.nummer in stored else f"begint zij als {Status.CONCEPT}"
        text = f"status: {first.nummer} is hier {first.status}; in het register {is_now}{_and_more(len(other), 'opdracht', 'opdrachten')}."
        yield Fault(other[0].line, text)


def _first_of(kind: type[Record], entries: list[Entry]) -> Iterator[Fault]:
    if entries:
        key = written_key(key_of(entries[0].record))
        more = _and_more(len(entries), kind.enkelvoud, kind.meervoud)
        yield Fault(entries[0].line, f"{kind.meervoud}: {key} kent het register zo niet{more}.")


def _and_more(number: int, singular: str, plural: str) -> str:
    return f" (in totaal {counted(number, singular, plural)})" if number > 1 else ""


def _is_same(stored: Record | None, record: Record) -> bool:
    return stored is not None and values(stored) == values(record)
