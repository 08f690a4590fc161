"""import: a region file into the register."""

from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.options import DryRun, Text, argument, flag, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault


@command("import", "Gegevens", "opdracht import regio.yaml")
def import_file(
    session: Session,
    path: Annotated[
        Path, argument("BESTAND", "Een werkmap (.xlsx, .ods, .xls), of een regiobestand: YAML, JSON, zip.")
    ],
    update: Annotated[bool, flag("--update", "Vervang wat er al staat en in het bestand anders is.")] = False,
    as_history: Annotated[
        bool,
        flag(
            "--as-history",
            "Neem ook aan wat volgens het bestand al is gebeurd: status, stappen, handtekeningen, versies, terzijde.",
        ),
    ] = False,
    kies: Annotated[
        Text,
        option("WELKE", "Wat blijft als werkmap en register allebei veranderden: blad of register.", "--kies"),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Lees een regiobestand of een werkmap in: alles, of bij een fout niets.

    Van een werkmap ziet u eerst wat er verandert.
    """
    from opdracht.actions.bundles import Unpacked, import_bundle, is_bundle
    from opdracht.actions.imports import import_region
    from opdracht.cli.words import kind_counted
    from opdracht.cli.workbooks import bring_in_workbook
    from opdracht.exchange.bundle import MOST_BYTES
    from opdracht.exchange.workbook.grid import is_workbook
    from opdracht.files import read_file

    content = read_file(path, MOST_BYTES)
    if is_workbook(content):
        bring_in_workbook(
            session, content, path.name, prefer=kies, update=update, as_history=as_history, dry_run=dry_run
        )
        return
    if kies:
        raise UsageFault("--kies hoort bij een werkmap.", "Laat het weg. Vervangen doet u hier met --update.")
    brought_in = import_bundle if is_bundle(content) else import_region
    done = brought_in(
        session.register,
        content,
        path.name,
        year=session.today.year,
        update=update,
        dry_run=dry_run,
        as_history=as_history,
    )
    changes, templates = (done.records, done.templates) if isinstance(done, Unpacked) else (done, [])
    for text, counter in (("Nieuw", changes.added), ("Vervangen", changes.changed), ("Stond er al", changes.same)):
        if counts := ", ".join(kind_counted(number, kind) for kind, number in counter.items() if number):
            say(f"{text}: {counts}.")
    if templates:
        say(f"Eigen sjablonen: {', '.join(templates)}.")
    if not (templates or changes.added.total() or changes.changed.total() or changes.same.total()):
        say("In dit bestand staat niets voor het register.")
    if dry_run:
        say("Dit was een proef: er is niets veranderd.")
    else:
        say(f"Toets het register met: {session.typed('opdracht check')}")
