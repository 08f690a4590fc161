"""export: the register into a file that import can read."""

from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import nummers
from opdracht.cli.options import Force, Several, argument
from opdracht.cli.session import Session
from opdracht.cli.terminal import say, write_data

ENDINGS = (".yaml", ".yml", ".json", ".zip")


@command(
    "export",
    "Gegevens",
    """
    opdracht export regio.yaml
    opdracht export regio.zip
    opdracht export - --json
    """,
    forms=["json"],
)
def export_file(
    session: Session,
    path: Annotated[str, argument("BESTAND", "Waarheen: een bestand op .yaml, .json of .zip, of - voor het scherm.")],
    nummers: Annotated[Several, argument("NUMMER", "Alleen deze opdrachten.", nummers)] = None,
    force: Force = False,
) -> None:
    """Schrijf het register naar een bestand dat import weer kan lezen.

    Bewaarde plannen gaan mee. In een .zip gaan ook uw eigen sjablonen mee.
    """
    from opdracht.actions.bundles import export_bundle
    from opdracht.actions.imports import export_region
    from opdracht.exchange.bundle import templates_in
    from opdracht.exchange.export import as_json, as_yaml
    from opdracht.files import need_ending, write_file
    from opdracht.paths import user_path

    target = user_path(Path(path))
    ending = "" if path == "-" else need_ending(target, ENDINGS)
    if ending == ".zip":
        write_file(target, export_bundle(session.register, nummers), force=force)
        say(f"Geschreven: {path}")
        return
    data = export_region(session.register, nummers)
    text = as_json(data) if session.as_data or ending == ".json" else as_yaml(data)
    if path == "-":
        write_data(text)
        return
    write_file(target, text.encode(), force=force)
    say(f"Geschreven: {path}")
    if not nummers and templates_in(session.register.own_templates):
        say(f"Uw eigen sjablonen gaan mee in een zip: {session.typed('opdracht export BESTAND.zip')}")
