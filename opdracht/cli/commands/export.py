"""export: the register into a file that import can read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import keys_of, kinds, nummers
from opdracht.cli.options import Force, Several, Text, argument, flag, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say, write_data
from opdracht.errors import UsageFault

AGENDA = ".ics"
WORKBOOK = ".xlsx"
ENDINGS = (".yaml", ".yml", ".json", ".zip", WORKBOOK, AGENDA)


@command(
    "export",
    "Gegevens",
    """
    opdracht export regio.yaml
    opdracht export regio.xlsx
    opdracht export regio.zip
    opdracht export - --json
    opdracht export agenda.ics --organisatie breda
    """,
    forms=["json"],
)
def export_file(
    session: Session,
    path: Annotated[
        str, argument("BESTAND", "Waarheen: een bestand op .xlsx, .yaml, .json, .zip of .ics, of - voor het scherm.")
    ],
    nummers: Annotated[Several, argument("NUMMER", "Alleen deze opdrachten.", nummers)] = None,
    persoon: Annotated[
        Text, option("CODE", "In een agenda: alleen wat van deze persoon is.", complete=keys_of("persoon"))
    ] = None,
    organisatie: Annotated[
        Text,
        option("CODE", "In een agenda: alleen waar deze organisatie aan meedoet.", complete=keys_of("organisatie")),
    ] = None,
    names: Annotated[bool, flag("--with-names", "Zet in een agenda ook de namen van personen.")] = False,
    soort: Annotated[
        Several, option("SOORT", "In een werkmap: alleen het blad van deze soort.", "--soort", complete=kinds)
    ] = None,
    force: Force = False,
) -> None:
    """Schrijf het register naar een bestand dat import weer kan lezen, of de datums ervan als agenda.

    Bewaarde plannen gaan mee. In een .zip gaan ook uw eigen sjablonen mee. Een werkmap (.xlsx) bewerkt u in Excel; wat
    is vastgesteld en ondertekend staat er niet in. Een agenda (.ics) leest u in Outlook in.
    """
    from opdracht.actions.bundles import export_bundle
    from opdracht.actions.imports import export_region
    from opdracht.exchange.bundle import templates_in
    from opdracht.exchange.export import as_json, as_yaml
    from opdracht.files import need_ending, write_file
    from opdracht.paths import user_path

    target = user_path(Path(path))
    ending = "" if path == "-" else need_ending(target, ENDINGS)
    for is_given, words, form in (
        (persoon or organisatie or names, "--persoon, --organisatie en --with-names horen bij een agenda.", AGENDA),
        (soort, "--soort hoort bij een werkmap.", WORKBOOK),
    ):
        if is_given and ending != form:
            raise UsageFault(words, f"Schrijf naar een bestand op {form}.")
    if ending == WORKBOOK:
        from opdracht.cli.workbooks import write_workbook

        write_workbook(session, target, nummers, soort or (), force=force)
        return
    if ending == AGENDA:
        _write_calendar(session, target, (nummers or (), persoon, organisatie), names=names)
        return
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


def _write_calendar(
    session: Session, target: Path, of: tuple[Sequence[str], str | None, str | None], *, names: bool
) -> None:
    from opdracht.actions.agenda import write_agenda
    from opdracht.cli.papers import show_like_names
    from opdracht.dutch import counted
    from opdracht.exchange.agenda import Concerning

    written = write_agenda(session.register, target, Concerning(*of), session.today, names=names)
    cancelled = f" en {written.cancelled} afgezegd" if written.cancelled else ""
    say(f"Geschreven: {target.name}, met {counted(written.appointments, 'afspraak', 'afspraken')}{cancelled}.")
    show_like_names(written.like_names)
