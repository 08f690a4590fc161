"""Which files the program wrote, and whether they are still there: what the register says of documents is true.

Before files are written the register notes which ones are coming; afterwards what they became. A run that was cut off
leaves the note, and a look at the disk tells the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from opdracht.documents.sheets import Printed
from opdracht.model import Afdruk, Document
from opdracht.proof.text import as_text, fingerprint, parts_of
from opdracht.records import make
from opdracht.store import Reader, Register, Writer, values

THERE, CHANGED, GONE, CUT_OFF = "staat er", "veranderd", "is weg", "niet afgemaakt"
"""What a document can be: as it was written, changed since, no longer there, or of a run that was cut off."""

_COMING = "?"
"""Before the hash of a file that is being written."""


@contextmanager
def announced(
    register: Register, coming: Iterable[tuple[Path, str, str | None]], today: date
) -> Iterator[list[Printed]]:
    """Note which files are about to be written, and afterwards those that were put in the list it gives.

    Who may only read the register makes documents all the same; the register then knows nothing of them.
    """
    printed: list[Printed] = []
    if not register.may_write():
        yield printed
        return
    announce_documents(register, coming, today)
    try:
        yield printed
    finally:
        record_documents(register, printed, today)


def announce_documents(register: Register, coming: Iterable[tuple[Path, str, str | None]], today: date) -> None:
    """Note which files are about to be written: path, template, opdracht. One transaction, before the first of them."""
    with register.writing() as writer:
        known = {row.pad: row for row in writer.rows(Document)}
        new = []
        for path, template, opdracht in coming:
            pad = _pad(path)
            if there := known.get(pad):
                writer.update(make(Document, {**values(there), "sha256": _COMING + there.sha256.lstrip(_COMING)}))
            else:
                fields = {
                    "pad": pad,
                    "opdracht": opdracht,
                    "sjabloon": template,
                    "sha256": _COMING,
                    "gemaakt_op": today,
                }
                new.append(make(Document, fields))
        writer.insert(new)


def record_documents(register: Register, printed: Sequence[Printed], today: date) -> None:
    """Note what was written, in one transaction; what was announced and not written is as it was before."""
    with register.writing() as writer:
        known = {row.pad: row for row in writer.rows(Document)}
        for one in printed:
            _record(writer, one, known.pop(_pad(one.path), None), today)
        for row in known.values():
            if row.sha256 == _COMING and not Path(row.pad).exists():
                writer.delete(row)
            elif row.sha256.startswith(_COMING) and _hash(Path(row.pad)) in (None, row.sha256.lstrip(_COMING)):
                writer.update(make(Document, {**values(row), "sha256": row.sha256.lstrip(_COMING)}))


def _record(writer: Writer, one: Printed, before: Document | None, today: date) -> None:
    if before and before.sha256.lstrip(_COMING) == one.sha256 and before.versie == one.versie:
        writer.update(make(Document, {**values(before), "sha256": one.sha256}))
        return
    mark = ""
    if one.versie is not None and one.opdracht is not None and _hash(one.path) == one.sha256:
        parts = parts_of(one.path.read_bytes())
        mark = fingerprint(parts)
        if writer.get(Afdruk, [mark]) is None:
            fields = {
                "vingerafdruk": mark, "opdracht": one.opdracht, "versie": one.versie, "sjabloon": one.template,
                "gemaakt_op": today, "tekst": as_text(parts),
            }  # fmt: skip
            writer.insert([make(Afdruk, fields)])
    row = make(
        Document,
        {
            "pad": _pad(one.path), "opdracht": one.opdracht, "versie": one.versie, "sjabloon": one.template,
            "sha256": one.sha256, "vingerafdruk": mark, "gemaakt_op": today,
        },
    )  # fmt: skip
    if before:
        writer.update(row)
    else:
        writer.insert([row])


def with_state(row: Document) -> Any:
    """What the register knows of a document, with in `staat` what the disk says of it now."""
    return SimpleNamespace(**values(row), staat=state_of(row))


def state_of(row: Document) -> str:
    """Whether a document is on the disk now, and is what was written."""
    found = _hash(Path(row.pad))
    if found is None:
        return CUT_OFF if row.sha256 == _COMING else GONE
    if found == row.sha256.lstrip(_COMING):
        return THERE
    return CUT_OFF if row.sha256.startswith(_COMING) else CHANGED


def document_at(reader: Reader, path: Path) -> Document | None:
    """What the register knows of a file."""
    return reader.get(Document, [_pad(path)])


def _pad(path: Path) -> str:
    return str(path.expanduser().absolute())


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
