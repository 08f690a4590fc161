"""verify: whether a document is what was agreed."""

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
    'opdracht verify "documenten/2027-001 Stroomkaart - bestuurlijke opdracht.docx"',
    forms=["json"],
)
def verify(
    session: Session,
    path: Annotated[Path, argument("BESTAND", "Een Word-document, een PDF of een LibreOffice-document.")],
) -> None:
    """Zeg wat een document is, en of er staat wat is vastgesteld.

    Zo niet, dan ziet u waar het verschilt. Het mag in Word of LibreOffice opnieuw zijn bewaard, en ingevuld waar u
    tekent. De uitgangscode is 0 als de tekst is zoals vastgesteld, 4 als dat niet zo is en 3 als het document niet van dit
    register is.
    """
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
