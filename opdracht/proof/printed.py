"""Which files the program wrote, and whether they are still there: what the register says of documents is true.

Before files are written the register notes which ones are coming; afterwards what they became. A run that was cut off
leaves the note, and a look at the disk tells the rest.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Self

from opdracht.documents.sheets import Printed
from opdracht.errors import OpdrachtError
from opdracht.model import Afdruk, Document
from opdracht.proof.text import fingerprint, parts_of
from opdracht.records import make
from opdracht.region import tuple_of
from opdracht.store import Reader, Register, Writer, values

_COMING = "?"


class Staat(StrEnum):
    """What a document can be: as it was written, changed since, no longer there, or of a run that was cut off."""

    THERE = "staat er"
    CHANGED = "veranderd"
    GONE = "is weg"
    CUT_OFF = "niet afgemaakt"


class Mark(NamedTuple):
    """The hash of a file as the register keeps it: empty for one that was never there."""

    sha256: str = ""
    is_coming: bool = False
    """Whether another file is being written in its place."""

    @classmethod
    def of(cls, document: Document) -> Self:
        return cls(document.sha256.removeprefix(_COMING), document.sha256.startswith(_COMING))

    def __str__(self) -> str:
        return f"{_COMING if self.is_coming else ''}{self.sha256}"


@contextmanager
def announced(
    register: Register, coming: Iterable[tuple[Path, str, str | None]], today: date
) -> Iterator[list[Printed]]:
    """Note which files are about to be written, and afterwards those that were put in the list it gives.

    What then is not in the list was refused, and is as it was before; unless the work was cut off.

    Who may only read the register makes documents all the same; the register then knows nothing of them.
    """
    printed: list[Printed] = []
    if not register.may_write():
        yield printed
        return
    announced_here = [*coming]
    announce_documents(register, announced_here, today)
    refused = {_pad(path) for path, *_ in announced_here}
    try:
        yield printed
    except OpdrachtError:
        raise
    except BaseException:
        refused = set()
        raise
    finally:
        record_documents(register, printed, today, refused)


def announce_documents(register: Register, coming: Iterable[tuple[Path, str, str | None]], today: date) -> None:
    """Note which files are about to be written: path, template, opdracht. One transaction, before the first of them."""
    with register.writing() as writer:
        known = {document.pad: document for document in writer.rows(Document)}
        new = []
        for path, template, opdracht in coming:
            pad = _pad(path)
            if pad in known:
                writer.update(_marked(known[pad], Mark(Mark.of(known[pad]).sha256, is_coming=True)))
            else:
                new.append(_document(Printed(path, str(Mark(is_coming=True)), template, opdracht), today))
        writer.insert(new)


def record_documents(register: Register, printed: Sequence[Printed], today: date, refused: Collection[str]) -> None:
    """Note what was written, in one transaction; what was announced and not written is as it was before.

    `refused` are paths of which that is certain, whatever stands there, unless they were written.
    """
    with register.writing() as writer:
        known = {document.pad: document for document in writer.rows(Document)}
        for file in printed:
            _record(writer, file, known.pop(_pad(file.path), None), today)
        for document in known.values():
            mark, path = Mark.of(document), Path(document.pad)
            is_refused = document.pad in refused
            if mark == Mark(is_coming=True) and (is_refused or not path.exists()):
                writer.delete(document)
            elif mark.is_coming and (is_refused or _hash(path) in (None, mark.sha256)):
                writer.update(_marked(document, Mark(mark.sha256)))


def _record(writer: Writer, file: Printed, before: Document | None, today: date) -> None:
    if before and Mark.of(before).sha256 == file.sha256 and before.versie == file.versie:
        writer.update(_marked(before, Mark(file.sha256)))
        return
    print_of_text = ""
    if file.is_word and file.versie is not None and file.opdracht is not None and _hash(file.path) == file.sha256:
        print_of_text = fingerprint(parts_of(file.path.read_bytes()))
        if writer.get(Afdruk, [print_of_text]) is None:
            fields = {
                "vingerafdruk": print_of_text, "opdracht": file.opdracht, "versie": file.versie,
                "sjabloon": file.template, "gemaakt_op": today,
            }  # fmt: skip
            writer.insert([make(Afdruk, fields)])
    document = _document(file, today, print_of_text)
    if before:
        writer.update(document)
    else:
        writer.insert([document])


def _document(file: Printed, today: date, print_of_text: str = "") -> Document:
    fields = {
        "pad": _pad(file.path), "opdracht": file.opdracht, "versie": file.versie, "sjabloon": file.template,
        "sha256": file.sha256, "vingerafdruk": print_of_text, "gemaakt_op": today,
    }  # fmt: skip
    return make(Document, fields)


def _marked(document: Document, mark: Mark) -> Document:
    return make(Document, {**values(document), "sha256": str(mark)})


def with_state(document: Document) -> Document:
    """What the register knows of a document, with in `staat` what the disk says of it now."""
    row: Document = tuple_of(Document, "staat")(**values(document), staat=state_of(document))
    return row


def state_of(document: Document) -> Staat:
    """Whether a document is on the disk now, and is what was written."""
    mark, now = Mark.of(document), _hash(Path(document.pad))
    if now is None:
        return Staat.GONE if mark.sha256 else Staat.CUT_OFF
    if now == mark.sha256:
        return Staat.THERE
    return Staat.CUT_OFF if mark.is_coming else Staat.CHANGED


def document_at(reader: Reader, path: Path) -> Document | None:
    """What the register knows of a file."""
    return reader.get(Document, [_pad(path)])


def _pad(path: Path) -> str:
    return str(path.expanduser().absolute())


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, UnicodeError):  # not there, or no name that this computer can write
        return None
