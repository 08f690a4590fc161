"""import: a region file into the register."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import kinds
from opdracht.cli.options import DryRun, Several, Text, Yes, argument, flag, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault


@command(
    "import",
    "Gegevens",
    """
    opdracht import regio.yaml
    opdracht import regio.xlsx
    opdracht import projecten.xlsx --soort opdrachten
    opdracht import antwoorden/*.xlsx
    """,
)
def import_file(
    session: Session,
    paths: Annotated[
        list[Path],
        argument(
            "BESTAND",
            "Een werkmap (.xlsx, .ods, .xls), een regiobestand (YAML, JSON, zip), of de antwoorden op vragen.",
        ),
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
    soort: Annotated[
        Text,
        option("SOORT", "Het is een lijst van uzelf: op elke rij staat een van deze soort.", "--soort", complete=kinds),
    ] = None,
    blad: Annotated[Text, option("NAAM", "Van een eigen lijst: het blad waarop zij staat.", "--blad")] = None,
    kolom: Annotated[
        Several, option("KOP=VELD", "Van een eigen lijst: welke kolom welk veld is; KOP=- slaat over.", "--kolom")
    ] = None,
    vul: Annotated[Several, option("VELD=WAARDE", "Van een eigen lijst: wat geldt voor elke rij.", "--vul")] = None,
    als: Annotated[
        Text, option("NAAM", "Van een eigen lijst: onder welke naam de keuzes bewaard blijven.", "--als")
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Lees een regiobestand, een werkmap of een eigen lijst in: alles, of bij een fout niets.

    Van een werkmap en van een lijst ziet u eerst wat er verandert. Van een lijst (ook .csv) raadt het programma welke kolom
    welk veld is; het vraagt wat het niet ziet. De antwoorden op 'opdracht request' leest u samen in.
    """
    from opdracht.exchange.bundle import MOST_BYTES
    from opdracht.exchange.workbook.grid import is_workbook
    from opdracht.files import expanded, read_file

    of_list = {"--blad": blad, "--kolom": kolom, "--vul": vul, "--als": als, "--yes": yes}
    if not soort and (wrong := [name for name, given in of_list.items() if given]):
        raise UsageFault(
            f"{wrong[0]} hoort bij een eigen lijst.",
            "Zeg met --soort wat er op elke rij staat. Bij een werkmap gebruikt u --update.",
        )
    files = expanded(paths)
    if len(files) > 1 and (soort or as_history):
        raise UsageFault("Meer bestanden tegelijk kan alleen met de antwoorden op vragen.", "Lees ze los in.")
    content, name = read_file(files[0], MOST_BYTES), files[0].name
    if soort:
        from opdracht.actions.lists import ListChoices
        from opdracht.cli.lists import bring_in_list

        if as_history:
            raise UsageFault(
                "--as-history hoort niet bij een eigen lijst.", "Een stap zet u met: opdracht status NUMMER"
            )
        said = ListChoices(blad or "", kolom or (), vul or (), als or "")
        prefer = kies or ("blad" if update else None)
        bring_in_list(session, content, name, soort, said, prefer=prefer, yes=yes, dry_run=dry_run)
    elif len(files) > 1 or is_workbook(content):
        _bring_in_workbooks(session, files, prefer=kies, update=update, as_history=as_history, dry_run=dry_run)
    elif kies:
        raise UsageFault("--kies hoort bij een werkmap.", "Laat het weg. Vervangen doet u hier met --update.")
    else:
        _bring_in_region(session, content, name, update=update, as_history=as_history, dry_run=dry_run)


def _bring_in_workbooks(
    session: Session, paths: Sequence[Path], *, prefer: str | None, update: bool, as_history: bool, dry_run: bool
) -> None:
    """Read workbooks: one, or the answers of a round."""
    from opdracht.cli.answers import bring_in_answers
    from opdracht.cli.workbooks import bring_in_workbook, rows_of
    from opdracht.exchange.round.answers import is_answer
    from opdracht.files import read_file

    named = {path.name if [other.name for other in paths].count(path.name) == 1 else str(path): path for path in paths}
    rows = {name: rows_of(read_file(path), name) for name, path in named.items()}
    (name, of_first), *others = rows.items()
    if others or is_answer(of_first):
        bring_in_answers(session, rows, prefer=prefer, update=update, dry_run=dry_run)
        return
    bring_in_workbook(session, of_first, name, prefer=prefer, update=update, as_history=as_history, dry_run=dry_run)


def _bring_in_region(
    session: Session, content: bytes, name: str, *, update: bool, as_history: bool, dry_run: bool
) -> None:
    from opdracht.actions.bundles import Unpacked, import_bundle, is_bundle
    from opdracht.actions.imports import import_region
    from opdracht.cli.words import kind_counted

    brought_in = import_bundle if is_bundle(content) else import_region
    year = session.today.year
    done = brought_in(session.register, content, name, year=year, update=update, dry_run=dry_run, as_history=as_history)
    changes, templates = (done.records, done.templates) if isinstance(done, Unpacked) else (done, [])
    for text, counter in (("Nieuw", changes.added), ("Vervangen", changes.changed), ("Stond er al", changes.same)):
        if counts := ", ".join(kind_counted(number, kind) for kind, number in counter.items() if number):
            say(f"{text}: {counts}.")
    if changes.may_bring_back:
        say("Let op: in dit register is iemand vergeten. Stond die nog in dit bestand, vergeet die dan opnieuw.")
    if templates:
        say(f"Eigen sjablonen: {', '.join(templates)}.")
    if not (templates or changes.added.total() or changes.changed.total() or changes.same.total()):
        say("In dit bestand staat niets voor het register.")
    if dry_run:
        say("Dit was een proef: er is niets veranderd.")
    else:
        say(f"Toets het register met: {session.typed('opdracht check')}")
