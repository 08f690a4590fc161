"""verify: whether a document is what was agreed, and a folder what was archived."""

from pathlib import Path
from typing import Annotated

import typer

from opdracht.cli.app import command
from opdracht.cli.options import argument
from opdracht.cli.session import Session, write_json
from opdracht.errors import ExitCode


@command(
    "verify",
    "Bekijken",
    """
    opdracht verify "documenten/2027-001 Stroomkaart - bestuurlijke opdracht.docx"
    opdracht verify archief
    """,
    forms=["json"],
)
def verify(
    session: Session,
    path: Annotated[
        Path,
        argument("BESTAND | MAP", "Een Word-document, een PDF, een LibreOffice-document, of een map van het archief."),
    ],
) -> None:
    """Zeg wat een document is, en of er staat wat is vastgesteld.

    Zo niet, dan ziet u waar het verschilt. Het mag in Word of LibreOffice opnieuw zijn bewaard, en ingevuld waar u
    tekent. De uitgangscode is 0 als de tekst is zoals vastgesteld, 4 als dat niet zo is en 3 als het document niet van dit
    register is. Van een map van het archief zegt het, ook zonder register, of zij volledig en ongewijzigd is, en zo niet, welke
    bestanden zijn veranderd, ontbreken of erbij zijn gekomen.
    """
    if path.is_dir():
        _verify_folder(session, path)
        return
    from opdracht.cli.papers import show_verdict, verdict_data
    from opdracht.proof.kinds import sent_bytes
    from opdracht.proof.verify import Oordeel, verify

    verdict = verify(session.register, path, sent_bytes(path), session.today)
    if session.as_data:
        write_json(verdict_data(path, verdict))
    else:
        show_verdict(path, verdict)
    if verdict.uitkomst != Oordeel.AGREED:
        raise typer.Exit(ExitCode.FINDINGS)


def _verify_folder(session: Session, path: Path) -> None:
    from opdracht.cli.archived import folders_data, show_folders
    from opdracht.proof.folder import archives_in, judged

    verdicts = [judged(folder) for folder in archives_in(path)]
    if session.as_data:
        write_json(folders_data(verdicts))
    else:
        show_folders(verdicts)
    if any(verdict.strange for verdict in verdicts):
        raise typer.Exit(ExitCode.FINDINGS)
