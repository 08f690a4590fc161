"""What LibreOffice makes of Word documents: it runs apart from the user's own, follows no links and is ended when it hangs."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from opdracht.errors import OpdrachtError, reason
from opdracht.files import temporary_folder, write_file

PATIENCE = 60.0  # seconds without a new file after which LibreOffice is taken to hang; for the first one twice as long
MOST_IN_ONE_CALL = 100  # LibreOffice 7.4 stands still after some 245 documents in one call
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
    ("/org.openoffice.Office.Common/Save/ODF", "DefaultVersion", 10),  # ODF 1.3, without what LibreOffice adds to it
    (_PROXY, "ooInetProxyType", 2),  # as told here
    (_PROXY, "ooInetNoProxy", ""),
    *((_PROXY, f"ooInet{kind}ProxyName", _NOBODY) for kind in ("HTTP", "HTTPS", "FTP")),
    *((_PROXY, f"ooInet{kind}ProxyPort", 9) for kind in ("HTTP", "HTTPS", "FTP")),
)
"""What LibreOffice is told: it follows no links, runs nothing that a document holds, and finds no network."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
)


@dataclass(frozen=True)
class Conversion:
    """What a Word document is made into: how people call it, the ending of its files, and the filter of LibreOffice."""

    name: str
    ending: str
    filter: str
    by_hand: str
    """What people do in Word to get one."""
    finished: Callable[[Path, str], bytes]
    """The file to keep, by the one that LibreOffice wrote and the SHA-256 of its Word file; empty for half a file."""
    made_from: Callable[[Path], str]
    """The SHA-256 of the Word file that a file of ours was made of; empty for any other file, or none."""

    def target(self, document: Path) -> Path:
        """Where the file of a Word document stands: beside it."""
        return document.with_suffix(self.ending)


@dataclass
class Converted:
    """The files of one conversion: new or changed, unchanged, and what went wrong with the rest."""

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


def needed_soffice(conversion: Conversion) -> Path:
    """LibreOffice's program. Raises OpdrachtError, with how to get it, when it is not on this machine."""
    program = find_soffice()
    if program is None:
        raise OpdrachtError(
            f"Voor {conversion.name} is LibreOffice nodig, en dat staat niet op deze computer. "
            "De Word-documenten zijn er wel.",
            "Vraag uw beheerder om LibreOffice (gratis, libreoffice.org). "
            f"Of open het document in Word en kies {conversion.by_hand}.",
        )
    return program


def convert(
    documents: Sequence[Path],
    conversion: Conversion,
    *,
    force: bool,
    soffice: Path | None = None,
    changed: Collection[Path] = (),
) -> Converted:
    """A file beside each Word file; one that was made of the same Word file before is left as it is.

    `changed` are files, by their whole path, that are known to be no longer what was written.

    One document that LibreOffice cannot convert stops no other. Raises OpdrachtError without LibreOffice.
    """
    result = Converted()
    wanted: list[Path] = []
    for document in documents:
        target = conversion.target(document)
        if target.absolute() not in changed and conversion.made_from(target) == _hash(document):
            result.same.append(target)
        elif target.exists() and not force:
            result.failed[target] = OpdrachtError(
                f"{target} bestaat al en is anders.", "Voeg --force toe om het te vervangen."
            )
        else:
            wanted.append(document)
    if wanted:
        program = soffice or needed_soffice(conversion)
        try:
            _convert(wanted, program, conversion, result)
        except OSError as error:
            stopped = OpdrachtError(
                f"LibreOffice kan niet werken: {reason(error)}.",
                "Maak ruimte, of zet in TMPDIR een map waarin u mag schrijven.",
            )
            left = {conversion.target(document) for document in wanted} - {*result.written, *result.failed}
            result.failed.update(dict.fromkeys(left, stopped))
    return result


def _convert(documents: Sequence[Path], soffice: Path, conversion: Conversion, result: Converted) -> None:
    with temporary_folder() as folder:
        for document, made in _Run(soffice, conversion, folder).converted(documents):
            try:
                result.written.append(_finish(document, made, conversion))
            except OpdrachtError as error:
                result.failed[conversion.target(document)] = error


def _finish(document: Path, made: Path | None, conversion: Conversion) -> Path:
    target, name = conversion.target(document), conversion.name
    content = conversion.finished(made, _hash(document)) if made else b""
    if not content:
        raise OpdrachtError(
            f"LibreOffice kon van {document.name} geen {name} maken. Het Word-document is er wel.",
            f"Probeer het nog eens. Lukt het weer niet, open het document dan in Word en kies {conversion.by_hand}.",
        )
    write_file(target, content, force=True)
    return target


@dataclass(frozen=True)
class _Run:
    """LibreOffice at work in a folder of its own."""

    soffice: Path
    conversion: Conversion
    folder: Path

    def converted(self, documents: Sequence[Path]) -> Iterator[tuple[Path, Path | None]]:
        """Each document with the file that LibreOffice made of it, if it did.

        All go in one call. When it stops half-way the one it was at is passed over and the rest goes in another call;
        two calls without any result mean that LibreOffice itself does not work.
        """
        todo = {f"{number:06}": document for number, document in enumerate(documents)}
        for name, document in todo.items():  # copies, with names that no program trips over
            shutil.copyfile(document, self.folder / f"{name}.docx")
        without_result = 0
        while todo and without_result < 2:
            names = list(todo)[:MOST_IN_ONE_CALL]
            self.call(names)
            made = self.made()
            without_result = 0 if made.intersection(names) else without_result + 1
            for name in names:
                if name in made:
                    yield todo.pop(name), self.folder / f"{name}{self.conversion.ending}"
            if not_made := [name for name in names if name not in made]:
                yield todo.pop(not_made[0]), None
        for document in todo.values():
            yield document, None

    def call(self, names: Sequence[str]) -> None:
        """One run, with a profile of its own: the user's own LibreOffice may be open. Killed when it hangs."""
        command = [
            str(self.soffice), f"-env:UserInstallation={_profile(self.folder).as_uri()}", "--headless", "--norestore",
            "--nologo", "--convert-to", self.conversion.filter, "--outdir", str(self.folder),
            *(f"{name}.docx" for name in names),
        ]  # fmt: skip
        silent = subprocess.DEVNULL
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment,
            stdin=silent,
            stdout=silent,
            stderr=silent,
            start_new_session=True,
        ) as running:
            try:
                seen = -1
                while not _has_ended(running) and (made := len(self.made())) != seen:
                    seen = made
            finally:
                if running.poll() is None:
                    _kill(running)

    def made(self) -> set[str]:
        """The names of the documents of which there is a file."""
        return {path.stem for path in self.folder.glob(f"*{self.conversion.ending}")}


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


def _kill(running: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice with the programs it started; soffice itself is only their starter."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(running.pid)], capture_output=True, check=False)
    else:
        os.killpg(running.pid, signal.SIGKILL)


def _hash(document: Path) -> str:
    return hashlib.sha256(document.read_bytes()).hexdigest()
