"""PDF of Word documents, by LibreOffice: tagged, and valid as PDF/A-2b and as PDF/UA-1.

LibreOffice 7.4 declares PDF/UA without the schema that PDF/A asks for (an XMP extension), so that is added here.
"""

import base64
import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from lxml import etree

from opdracht.errors import OpdrachtError
from opdracht.files import write_file

PATIENCE = 60.0  # seconds without a new PDF after which LibreOffice is taken to hang; for the first one twice as long
MOST_IN_ONE_CALL = 100  # LibreOffice 7.4 stands still after some 245 documents in one call
_MADE_FROM = "/OpdrachtBron"  # in the PDF: the SHA-256 of its Word file
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_PROXY = "/org.openoffice.Inet/Settings"
_NOBODY = "127.0.0.1"  # with a port on which nothing listens
_UPDATES = "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments"
_SETTINGS = (
    ("/org.openoffice.Office.Writer/Content/Update", "Link", 0),  # never
    ("/org.openoffice.Office.Calc/Content/Update", "Link", 2),  # never, in the words of Calc: for tables in a document
    (_SCRIPTING, "BlockUntrustedRefererLinks", True),
    (_SCRIPTING, "MacroSecurityLevel", 3),
    (_SCRIPTING, "DisableMacrosExecution", True),
    (_SCRIPTING, "DisableActiveContent", True),
    (_SCRIPTING, "DisableOLEAutomation", True),
    (_SCRIPTING, "SecureURL", ""),
    (_UPDATES, "AutoCheckEnabled", False),
    ("/org.openoffice.Office.Common/Misc", "CrashReport", False),
    (_PROXY, "ooInetProxyType", 2),  # as told here
    (_PROXY, "ooInetNoProxy", ""),
    *((_PROXY, f"ooInet{kind}ProxyName", _NOBODY) for kind in ("HTTP", "HTTPS", "FTP")),
    *((_PROXY, f"ooInet{kind}ProxyPort", 9) for kind in ("HTTP", "HTTPS", "FTP")),
)
"""What LibreOffice is told: it follows no links, runs nothing that a document holds, and finds no network."""
_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PACKET_BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_PACKET_END = b'\n<?xpacket end="w"?>'
_EXTENSION = f"""\
<rdf:Description xmlns:rdf="{_RDF}" rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


@dataclass
class Converted:
    """The PDF files of one conversion: new or changed, unchanged, and what went wrong with the rest."""

    written: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)
    failed: dict[Path, OpdrachtError] = field(default_factory=dict)


def find_soffice() -> Path | None:
    """LibreOffice's program: on the search path, or where its installers put it."""
    for name in ("soffice", "libreoffice"):
        if program := shutil.which(name):
            return Path(program)
    windows = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
    candidates = [Path(folder) / "LibreOffice" / "program" / "soffice.exe" for folder in windows if folder]
    for pattern in _PLACES:
        candidates += sorted(Path("/").glob(pattern[1:]), reverse=True)  # of several versions the newest
    return next((path for path in candidates if path.is_file()), None)


def needed_soffice() -> Path:
    """LibreOffice's program. Raises OpdrachtError, with how to get it, when it is not on this machine."""
    program = find_soffice()
    if program is None:
        raise OpdrachtError(
            "Voor PDF is LibreOffice nodig, en dat staat niet op deze computer. De Word-documenten zijn er wel.",
            "Vraag uw beheerder om LibreOffice (gratis, libreoffice.org). "
            "Of open het document in Word en kies Opslaan als, PDF.",
        )
    return program


def make_pdfs(documents: Sequence[Path], *, force: bool, soffice: Path | None = None) -> Converted:
    """A PDF beside each Word file; one that was made of the same Word file before is left as it is.

    One document that LibreOffice cannot convert stops no other. Raises OpdrachtError without LibreOffice.
    """
    result = Converted()
    wanted: list[Path] = []
    for document in documents:
        target = document.with_suffix(".pdf")
        if _made_from(target) == _hash(document):
            result.same.append(target)
        elif target.exists() and not force:
            result.failed[target] = OpdrachtError(
                f"{target} bestaat al en is anders.", "Voeg --force toe om het te vervangen."
            )
        else:
            wanted.append(document)
    if wanted:
        with tempfile.TemporaryDirectory(prefix="opdracht-pdf-") as folder:
            for document, made in _converted(wanted, soffice or needed_soffice(), Path(folder)):
                try:
                    result.written.append(_finish(document, made))
                except OpdrachtError as error:
                    result.failed[document.with_suffix(".pdf")] = error
    return result


def _finish(document: Path, made: Path | None) -> Path:
    target = document.with_suffix(".pdf")
    try:
        content = _as_ua(made, _hash(document)) if made else b""
    except pikepdf.PdfError:  # half a file: LibreOffice stopped while it wrote
        content = b""
    if not content:
        raise OpdrachtError(
            f"LibreOffice kon van {document.name} geen PDF maken. Het Word-document is er wel.",
            "Probeer het nog eens. Lukt het weer niet, open het document dan in Word en kies Opslaan als, PDF.",
        )
    write_file(target, content, force=True)
    return target


def _converted(documents: Sequence[Path], soffice: Path, folder: Path) -> Iterator[tuple[Path, Path | None]]:
    """Each document with the PDF that LibreOffice made of it, if it did.

    All go in one call. When it stops half-way the one it was at is passed over and the rest goes in another call;
    two calls without any result mean that LibreOffice itself does not work.
    """
    todo = {f"{number:06}": document for number, document in enumerate(documents)}
    for name, document in todo.items():  # copies, with names that no program trips over
        shutil.copyfile(document, folder / f"{name}.docx")
    without_result = 0
    while todo and without_result < 2:
        names = list(todo)[:MOST_IN_ONE_CALL]
        _call(soffice, names, folder)
        made = _made_in(folder)
        without_result = 0 if made.intersection(names) else without_result + 1
        for name in names:
            if name in made:
                yield todo.pop(name), folder / f"{name}.pdf"
        if not_made := [name for name in names if name not in made]:
            yield todo.pop(not_made[0]), None
    for document in todo.values():
        yield document, None


def _call(soffice: Path, names: Sequence[str], folder: Path) -> None:
    """One run of LibreOffice, with a profile of its own: the user's own LibreOffice may be open. Killed when it hangs."""
    command = [
        str(soffice), f"-env:UserInstallation={_profile(folder).as_uri()}", "--headless", "--norestore", "--nologo",
        "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}", "--outdir", str(folder),
        *(f"{name}.docx" for name in names),
    ]  # fmt: skip
    silent = subprocess.DEVNULL
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
    ) as running:
        try:
            seen = -1
            while not _has_ended(running) and (made := len(_made_in(folder))) != seen:
                seen = made
        finally:
            if running.poll() is None:
                _kill(running)


def _profile(folder: Path) -> Path:
    """A profile of LibreOffice that keeps a document inside itself."""
    profile = folder / "profiel"
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{str(value).lower()}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    registry = profile / "user" / "registrymodifications.xcu"
    registry.parent.mkdir(parents=True, exist_ok=True)
    registry.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )
    return profile


def _has_ended(running: subprocess.Popen[bytes]) -> bool:
    try:
        running.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return True


def _made_in(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.pdf")}


def _kill(running: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice with the programs it started; soffice itself is only their starter."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(running.pid)], capture_output=True, check=False)
    else:
        os.killpg(running.pid, signal.SIGKILL)


def _as_ua(made: Path, source: str) -> bytes:
    """The PDF with what PDF/A asks of a document that says it is PDF/UA, and with the Word file it was made of."""
    with pikepdf.open(made) as pdf:
        metadata = etree.fromstring(pdf.Root.Metadata.read_bytes())
        metadata.find(f"{{{_RDF}}}RDF").append(etree.fromstring(_EXTENSION))
        pdf.Root.Metadata = pdf.make_stream(
            _PACKET_BEGIN + etree.tostring(metadata) + _PACKET_END, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        pdf.docinfo[_MADE_FROM] = source
        for stream in pdf.objects:
            if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r"):
                _end_in_a_letter(stream)
        content = io.BytesIO()
        pdf.save(content, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return content.getvalue()


def _end_in_a_letter(stream: pikepdf.Stream) -> None:
    """Write a compressed stream in ASCII85: a CR at its end and the LF after it would count as one line end."""
    raw = stream.read_raw_bytes()
    before = pikepdf.Array([stream.Filter] if "/Filter" in stream else [])
    stream.write(base64.a85encode(raw) + b"~>")
    stream.Filter = pikepdf.Array([pikepdf.Name.ASCII85Decode, *before])


def _hash(document: Path) -> str:
    return hashlib.sha256(document.read_bytes()).hexdigest()


def _made_from(target: Path) -> str:
    """The SHA-256 of the Word file that a PDF of ours was made of; empty for any other file, or none."""
    try:
        with pikepdf.open(target) as pdf:
            return str(pdf.docinfo.get(_MADE_FROM, ""))
    except (OSError, pikepdf.PdfError):
        return ""
