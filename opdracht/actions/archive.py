"""A version of an opdracht as a folder for the archive: documents, frozen text, journal, and what MDTO asks of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from opdracht.agreed.freezing import first_version_by, version_of
from opdracht.agreed.versions import newest, thawed, unsigned
from opdracht.choices import Openbaar, Rolnaam
from opdracht.codec import Fields
from opdracht.documents.contexts.names import HiddenNames
from opdracht.documents.engine.printing import print_documents
from opdracht.documents.engine.render import template_names
from opdracht.documents.libreoffice import find_soffice
from opdracht.documents.pdf import made_for, make_pdfs
from opdracht.documents.sheets import Printed, Sheet
from opdracht.documents.templates import AGREEMENTS, AMENDMENT, TEMPLATES, Material, own_folder
from opdracht.dutch import first_few
from opdracht.errors import Fault, Faults, OpdrachtError
from opdracht.exchange.export import as_json
from opdracht.exchange.mdto.objects import ArchiveFile, Filing, archiefstuk_xml, bestand_xml, dossier_xml
from opdracht.exchange.mdto.parts import SIDECAR
from opdracht.exchange.mdto.retention import bewaring
from opdracht.fields import without_forbidden_characters
from opdracht.files import file_name, whole_folder, write_file
from opdracht.history.log import history_of
from opdracht.model import Document, Opdracht, Organisatie, Persoon
from opdracht.proof.folder import FileState, files_in, is_archive, judged, write_list
from opdracht.proof.kinds import sent_bytes
from opdracht.proof.known import ABOUT_ONE
from opdracht.proof.pdf_text import is_pdf
from opdracht.proof.printed import announced
from opdracht.proof.verify import Oordeel, verify
from opdracht.region import Grouped
from opdracht.store import Reader, Register

_SIGNED = "getekend"
_MOST_NAMED = 8
"""So many files that keep a folder from being replaced are named."""
_NOT_OPEN = {Openbaar.NEE: "niet", Openbaar.DEELS: "maar deels"}


@dataclass(frozen=True)
class ToArchive:
    """What somebody wants in the archive: a version of an opdracht (the newest without `version`), with signed files."""

    nummer: str
    version: int | None = None
    signed: Sequence[Path] = ()
    archiefvormer: str | None = None


@dataclass(frozen=True)
class Archived:
    """A folder that was made: of which version, its files by their place in it, its seal, and what people should know."""

    folder: Path
    versie: int
    datum: date
    files: Sequence[str]
    seal: str
    unsigned: Sequence[Rolnaam]
    remarks: Sequence[str]


def archive(register: Register, wanted: ToArchive, to: Path, today: date, *, force: bool) -> Archived:
    """Make the folder of a version in the folder `to`: whole, or not at all.

    Raises OpdrachtError when the version may not go to the archive yet, or stands there already and `force` is off.
    """
    with register.reading() as reader:
        filing = _filing(reader, wanted, today)
        nameless = _without_names(reader, filing)
        story = [change.data() for change in reversed(history_of(reader, Opdracht, wanted.nummer))]
    versie, stem = filing.versie, _stem(filing)
    received, remarks = _received(register, wanted, filing)
    folder = to / file_name(filing.nummer, filing.title, f"versie {versie.nr}").removesuffix(".docx")
    _need_room(folder, received, force=force)
    sheets = _sheets(filing)
    coming = [(folder / stem / sheet.path, sheet.template.name, filing.nummer) for sheet in sheets]
    with announced(register, coming, today) as printed:
        with whole_folder(folder, replacing=force) as filling:
            made = _print(register, sheets, filling / stem)
            seal = _fill(filling, nameless, received, story)
            _need_room(folder, received, force=force)  # again: people work on while documents are made
            files = sorted(path.relative_to(filling).as_posix() for path in files_in(filling))
        printed += [replace(one, path=folder / stem / one.path) for one in made]
    if not has_pdf():
        remarks.append("Er zijn geen PDF's bij: LibreOffice staat niet op deze computer.")
    missing = unsigned(filing.regio, filing.nummer, versie.nr)
    return Archived(folder, versie.nr, versie.datum, files, seal, missing, remarks)


def _filing(reader: Reader, wanted: ToArchive, today: date) -> Filing:
    """What goes to the archive. Raises Faults with all that people must choose first."""
    nummer = wanted.nummer
    opdracht = reader.need(Opdracht, [nummer])
    archiefvormer = reader.need(Organisatie, [wanted.archiefvormer]) if wanted.archiefvormer else None
    regio = reader.region([nummer], texts=True)
    versie = newest(regio, nummer) if wanted.version is None else version_of(regio, nummer, wanted.version)
    how_long = None
    faults = []
    if versie is None:
        faults.append(Fault(0, "Zij is nooit vastgesteld.", first_version_by(regio, nummer)))
    if not opdracht.selectielijst.strip():
        hint = f"De archivaris kiest; leg het vast met: opdracht set {nummer} selectielijst=..."
        faults.append(Fault(0, "De selectielijst is niet gekozen.", hint))
    else:
        try:
            how_long = bewaring(opdracht.selectielijst)
        except ValueError as error:
            hint = f'De archivaris kiest; leg het vast met: opdracht set {nummer} selectielijst="..."'
            faults.append(Fault(0, str(error), hint))
    faults += _about_who_may_see(opdracht)
    if versie is None or how_long is None or faults:
        raise Faults(f"Opdracht {nummer} kan nog niet naar het archief", faults, outcome="Er is niets gemaakt.")
    return Filing(regio, thawed(versie), versie, how_long, today, archiefvormer)


def _without_names(reader: Reader, filing: Filing) -> Filing:
    """The same with functions in place of persons' names, because others publish metadata; the frozen text stays as it is."""
    persons = [*reader.rows(Persoon), *filing.agreed.personen.values()]
    hidden = HiddenNames.of(persons, reader.rows(Organisatie))
    return replace(filing, regio=hidden.regio(filing.regio), agreed=hidden.regio(filing.agreed))


def _about_who_may_see(opdracht: Opdracht) -> Iterator[Fault]:
    if opdracht.openbaar is None:
        hint = f"Leg het vast met: opdracht set {opdracht.nummer} openbaar=ja, of nee of deels, met openbaar_reden"
        yield Fault(0, "Er staat niet of zij openbaar is.", hint)
    elif opdracht.openbaar != Openbaar.JA and not opdracht.openbaar_reden.strip():
        hint = f'Leg het vast met: opdracht set {opdracht.nummer} openbaar_reden="..."'
        yield Fault(0, f"Er staat niet waarom zij {_NOT_OPEN[opdracht.openbaar]} openbaar is.", hint)


def _stem(filing: Filing) -> str:
    """How the folder of a version is called, and how the names of its files begin: short, and the same on every disk."""
    return f"{filing.nummer} versie {filing.versie.nr}"


def _received(register: Register, wanted: ToArchive, filing: Filing) -> tuple[list[ArchiveFile], list[str]]:
    """The signed files, and what their text proves to be. Raises OpdrachtError for what is no PDF, or another version."""
    received: dict[bytes, ArchiveFile] = {}
    remarks = []
    for path in wanted.signed:
        content = sent_bytes(path)
        if not is_pdf(content):
            raise OpdrachtError(f"{path.name} is geen PDF.", "Kies met --getekend de getekende PDF, zoals u die kreeg.")
        number = f" {len(received) + 1}" if received else ""
        name = f"{_stem(filing)} {_SIGNED}{number}.pdf"
        if content not in received:
            received[content] = ArchiveFile(name, content, without_forbidden_characters(path.name))
            remarks.append(_what_it_says(register, path, content, filing))
    return list(received.values()), remarks


def _need_of_opdracht(register: Register, path: Path, content: bytes, nummer: str) -> None:
    """Raise OpdrachtError for a PDF that the program made itself of something else than the text of an opdracht."""
    about = made_for(content)
    with register.reading() as reader:
        written = reader.rows(Document, sha256=hashlib.sha256(content).hexdigest())
    others = [row.sjabloon for row in written if row.sjabloon in TEMPLATES and row.sjabloon not in ABOUT_ONE]
    if about not in (None, nummer) or others:
        what = others[0] if others else about or "iets anders"
        raise OpdrachtError(
            f"{path.name} is geen getekende tekst van {nummer}: het programma maakte die PDF zelf, van {what}.",
            "Kies met --getekend de getekende PDF, zoals u die kreeg.",
        )


def _what_it_says(register: Register, path: Path, content: bytes, filing: Filing) -> str:
    """Whether a signed file has the text of the version, in a sentence."""
    versie = filing.versie
    try:
        verdict = verify(register, path, content, filing.day)
    except OpdrachtError as error:
        _need_of_opdracht(register, path, content, filing.nummer)
        return f"{path.name} gaat mee zoals hij is; zijn tekst is niet vergeleken. {error.message}"
    is_other = (verdict.opdracht, verdict.versie) != (filing.nummer, versie.nr)
    if verdict.uitkomst == Oordeel.AGREED and is_other:
        raise OpdrachtError(
            f"{path.name} is versie {verdict.versie} van opdracht {verdict.opdracht}, niet versie {versie.nr} van "
            f"{filing.nummer}.",
            "Kies het getekende bestand van deze versie, of een andere versie met --version.",
        )
    if is_other:
        _need_of_opdracht(register, path, content, filing.nummer)
    if verdict.uitkomst == Oordeel.AGREED:
        return f"{path.name} heeft de tekst van versie {versie.nr}."
    return f"{path.name} gaat mee zoals hij is; het oordeel over zijn tekst: {verdict.uitkomst}. Kijk met: opdracht verify BESTAND"


def _need_room(folder: Path, received: Sequence[ArchiveFile], *, force: bool) -> None:
    """Raise OpdrachtError when something stands in the place of a folder that may not go."""
    if not folder.exists():
        return
    if not is_archive(folder):
        raise OpdrachtError(
            f"{folder} bestaat al, en is geen map van het archief.",
            "Geef die een andere naam, of kies met --to een map.",
        )
    if not force:
        raise OpdrachtError(f"{folder} bestaat al.", "Voeg --force toe om die map te vervangen.")
    _need_untouched(folder)
    given = {file.content for file in received}
    for path in sorted(folder.rglob(f"* {_SIGNED}*.pdf")):
        if path.is_file() and sent_bytes(path) not in given:
            raise OpdrachtError(
                f"In {folder} staat een getekend bestand dat u nu niet meegeeft: {path.name}.",
                "Geef het mee met --getekend, of haal de map eerst zelf weg.",
            )


def _need_untouched(folder: Path) -> None:
    """Raise OpdrachtError when people put something in a folder of the archive or changed something: that would go."""
    verdict = judged(folder)
    theirs = [
        f"{strange.pad} ({strange.staat})"
        for strange in verdict.strange
        if strange.staat != FileState.MISSING or not verdict.seal
    ]
    if theirs:
        raise OpdrachtError(
            f"{folder} is niet zoals zij is gearchiveerd, en wordt niet vervangen: {first_few(theirs, _MOST_NAMED)}.",
            "Zet wat u wilt bewaren ergens anders neer, en haal de map weg of geef haar een andere naam.",
        )


def _sheets(filing: Filing) -> list[Sheet]:
    """The documents of a version: the two of the agreement, and of a later version what it changed."""
    versie, nummer = filing.versie, filing.nummer
    until = [other for other in filing.regio.versies[nummer] if other.nr <= versie.nr]
    material = Material(replace(filing.agreed, versies=Grouped(until, "opdracht")), versie.datum)
    names = [*AGREEMENTS, *([AMENDMENT] if versie.nr > 1 else [])]
    sheets = [Sheet.of(material, nummer, TEMPLATES[name], Path()) for name in names]
    return [
        replace(sheet, path=Path(f"{_stem(filing)} {sheet.template.name.replace('-', ' ')}.docx")) for sheet in sheets
    ]


def _print(register: Register, sheets: Sequence[Sheet], folder: Path) -> list[Printed]:
    """Make the documents, and PDF of them where LibreOffice is; what the register is to know. Raises the first fault."""
    templates = template_names(own_folder(register))
    placed = {folder / sheet.path: sheet for sheet in sheets}
    jobs = [replace(sheet, path=path).job(templates[sheet.template.name]) for path, sheet in placed.items()]
    printed = []
    for made in print_documents(jobs, [job.template for job in jobs], len(jobs), force=True):
        if made.fault:
            raise made.fault
        printed.append(placed[made.path].printed(made.sha256))
    if has_pdf():
        for fault in make_pdfs(list(placed), force=True).failed.values():
            raise fault
    return printed


def has_pdf() -> bool:
    """Whether PDF can be made on this machine."""
    return find_soffice() is not None


def _fill(folder: Path, filing: Filing, received: Sequence[ArchiveFile], story: Sequence[Fields]) -> str:
    """Write what stands beside the documents: text, journal, metadata and the list; its seal."""
    stem, nummer, stuk = _stem(filing), filing.nummer, filing.archiefstuk(filing.versie)
    documents = [ArchiveFile(path.name, path.read_bytes()) for path in sorted((folder / stem).iterdir())]
    text = ArchiveFile(f"{stem} tekst.json", filing.versie.inhoud.encode())
    journal = ArchiveFile(f"{nummer} journaal.json", as_json({"opdracht": nummer, "wijzigingen": story}).encode())
    of_version = [*documents, text, *received]
    for file in (text, *received):
        write_file(folder / stem / file.name, file.content, force=True)
    write_file(folder / journal.name, journal.content, force=True)
    about: dict[Path, bytes] = {
        folder / f"{nummer} dossier": dossier_xml(filing, [journal]),
        folder / stem / stem: archiefstuk_xml(filing, of_version),
        folder / journal.name: bestand_xml(filing, journal, filing.dossier),
        **{folder / stem / file.name: bestand_xml(filing, file, stuk) for file in of_version},
    }
    for path, content in about.items():
        write_file(path.with_name(f"{path.name}{SIDECAR}"), content, force=True)
    return write_list(folder)
