"""How folders of the archive look: what was put in one, and whether it is still as it was."""

from collections.abc import Callable, Sequence
from shlex import quote

from opdracht.actions.archive import Archived
from opdracht.cli.session import program
from opdracht.cli.terminal import heading, say, show, show_text
from opdracht.cli.versions import still_to_sign
from opdracht.dutch import counted, long_date
from opdracht.proof.folder import FolderVerdict

MOST = 50
"""So many files that differ are named; with --json all of them."""


def show_archived(made: Archived, typed: Callable[[str], str]) -> None:
    """Print which folder was made, what people should know of it, and how to look at it later."""
    show(str(made.folder))
    say(f"Versie {made.versie}, vastgesteld op {long_date(made.datum)}: {_files(len(made.files))}.")
    say(still_to_sign(made.unsigned))
    for remark in made.remarks:
        say(typed(remark))
    say(f"Zegel: {made.seal}")
    say(f"Bewaar dat ook elders. Kijk de map later na met: {program()} verify {quote(str(made.folder))}")


def archived_data(made: Archived) -> dict[str, object]:
    """The same, as `archive --json` writes it."""
    return {
        "map": str(made.folder),
        "versie": made.versie,
        "zegel": made.seal,
        "bestanden": list(made.files),
        "opmerkingen": list(made.remarks),
    }


def show_folders(verdicts: Sequence[FolderVerdict]) -> None:
    """Print of each folder whether it is complete and unchanged, or else what differs."""
    for verdict in verdicts:
        show(verdict.folder.name or str(verdict.folder))
        if not verdict.strange:
            heading("  De map is volledig en ongewijzigd.")
        else:
            places = counted(len(verdict.strange), "plaats", "plaatsen")
            heading(f"  De map is niet zoals zij is gearchiveerd: zij verschilt op {places}.")
        show(f"  {_files(verdict.expected)} in de lijst. Zegel: {verdict.seal or 'de lijst ontbreekt'}")
        for strange in verdict.strange[:MOST]:
            show_text(f"{strange.staat}: {strange.pad}{f' ({strange.wat})' if strange.wat else ''}", "  ", "    ")
        if len(verdict.strange) > MOST:
            show(f"  en nog {len(verdict.strange) - MOST}; met --json ziet u ze alle")


def folders_data(verdicts: Sequence[FolderVerdict]) -> list[dict[str, object]]:
    """The same, as `verify --json` writes it."""
    return [
        {
            "map": str(verdict.folder),
            "ongewijzigd": not verdict.strange,
            "bestanden": verdict.expected,
            "zegel": verdict.seal,
            "afwijkingen": [
                {"bestand": strange.pad, "staat": strange.staat, "wat": strange.wat} for strange in verdict.strange
            ],
        }
        for verdict in verdicts
    ]


def _files(number: int) -> str:
    return counted(number, "bestand", "bestanden")
