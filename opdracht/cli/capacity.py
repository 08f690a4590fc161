"""capacity: hours asked beside hours offered, as a heat map, sentences, data, a picture or a Word document."""

from pathlib import Path
from typing import Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, write_data
from opdracht.errors import UsageFault

Several = list[str] | None


@command(
    "capacity",
    "Bekijken",
    """
    opdracht capacity
    opdracht capacity --by profiel --from 1-1-2027 --until 31-12-2027
    opdracht capacity --organisatie moerdijk --status vastgesteld --status lopend
    opdracht capacity --png capaciteit.png
    opdracht capacity --to documenten
    """,
)
def capacity(
    by: Annotated[
        str, typer.Option("--by", metavar="INDELING", help="Een regel per organisatie (gewoonlijk) of per profiel.")
    ] = "organisatie",
    organisatie: Annotated[
        Several, typer.Option("--organisatie", metavar="CODE", help="Alleen deze organisatie. Mag vaker.")
    ] = None,
    profiel: Annotated[
        Several, typer.Option("--profiel", metavar="PROFIEL", help="Alleen dit profiel. Mag vaker.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATUM", help="Vanaf de maand van deze dag (gewoonlijk: nu).")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATUM", help="Tot en met de maand van deze dag (gewoonlijk: alles)."),
    ] = None,
    status: Annotated[
        Several,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Tel alleen opdrachten met deze status. Mag vaker. Gewoonlijk tellen alle mee die niet afgerond of "
            "ingetrokken zijn.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Schrijf CSV: uren per organisatie, profiel en maand.")] = False,
    png: Annotated[
        Path | None, typer.Option("--png", metavar="BESTAND", help="Schrijf het overzicht als plaatje.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="MAP", help="Schrijf het overzicht als Word-document in deze map.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Vervang een bestand dat er al staat en anders is.")] = False,
    register: RegisterOption = None,
) -> None:
    """Zet de gevraagde uren naast de uren die er zijn: wie komt tekort, waarvan, wanneer en waardoor.

    Een rij staat voor een organisatie, een kolom voor een maand, een kwartaal of een jaar: wat op het scherm past. Het
    ergste tekort staat bovenaan. Met --png of --to komt er een bestand bij.
    """
    from opdracht.actions.capacity import Question, look
    from opdracht.choices import Status
    from opdracht.cli import ask, heatmap
    from opdracht.exchange.capacity import overview_csv, overview_data
    from opdracht.exchange.export import as_json
    from opdracht.model import Opdracht
    from opdracht.records import field_value
    from opdracht.store import Register

    if by not in ("organisatie", "profiel"):
        raise UsageFault(f"'{by}' is geen indeling.", "Kies --by organisatie of --by profiel.")
    if json and csv:
        raise UsageFault("Kies --json of --csv; samen kan niet.")
    question = Question(
        today=ask.today(),
        van=ask.day("--from", since) if since else None,
        tot=ask.day("--until", until) if until else None,
        organisaties=organisatie or (),
        profielen=profiel or (),
    )
    if status:
        counted = frozenset(Status(field_value(Opdracht, "status", word)) for word in status)
        question = question.counting(counted)
    place = Register.at(located(register))
    seen = look(place, question)
    if json:
        write_data(as_json(overview_data(seen, question.statuses)))
    elif csv:
        write_data(overview_csv(seen))
    else:
        heatmap.show_capacity(seen, question.statuses, by_profiel=by == "profiel")
    if png or to:
        from opdracht.actions.overview import write_overview, write_picture

        if png:
            write_picture(seen, png, by_profiel=by == "profiel", force=force)
            say(f"Gemaakt: {png}")
        if to:
            say(f"Gemaakt: {write_overview(place, seen, question, to, force=force)}")
