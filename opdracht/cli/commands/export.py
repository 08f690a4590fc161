"""export: the register into a file that import can read."""

from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import nummers
from opdracht.cli.options import Force, Several, argument
from opdracht.cli.session import Session
from opdracht.cli.terminal import say, write_data


@command(
    "export",
    "Gegevens",
    """
    opdracht export regio.yaml
    opdracht export - --json
    """,
    forms=["json"],
)
def export_file(
    session: Session,
    path: Annotated[str, argument("BESTAND", "Waarheen: een bestand op .yaml of .json, of - voor het scherm.")],
    nummers: Annotated[Several, argument("NUMMER", "Alleen deze opdrachten.", nummers)] = None,
    force: Force = False,
) -> None:
    """Schrijf het register naar een bestand dat import weer kan lezen."""
    from opdracht.actions.imports import export_region
    from opdracht.exchange.export import as_json, as_yaml
    from opdracht.files import write_file

    data = export_region(session.register, nummers)
    text = as_json(data) if session.as_data or path.lower().endswith(".json") else as_yaml(data)
    if path == "-":
        write_data(text)
        return
    write_file(Path(path), text.encode(), force=force)
    say(f"Geschreven: {path}")
