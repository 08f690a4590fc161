"""capacity: hours asked beside hours offered, as a heat map, sentences, data, a picture or a Word document."""

from pathlib import Path
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import fixed, keys_of, words_of
from opdracht.cli.options import AlsoTo, Force, Odt, Pdf, Several, Text, option
from opdracht.cli.session import Session, read_day, write_csv, write_json
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault


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
    forms=["json", "csv"],
)
def capacity(
    session: Session,
    by: Annotated[
        str,
        option(
            "INDELING",
            "Een regel per organisatie (gewoonlijk) of per profiel.",
            "--by",
            complete=fixed("organisatie", "profiel"),
        ),
    ] = "organisatie",
    organisatie: Annotated[
        Several, option("CODE", "Alleen deze organisatie. Mag vaker.", complete=keys_of("organisatie"))
    ] = None,
    profiel: Annotated[Several, option("PROFIEL", "Alleen dit profiel. Mag vaker.")] = None,
    since: Annotated[Text, option("DATUM", "Vanaf de maand van deze dag (gewoonlijk: nu).", "--from")] = None,
    until: Annotated[Text, option("DATUM", "Tot en met de maand van deze dag (gewoonlijk: alles).", "--until")] = None,
    status: Annotated[
        Several,
        option(
            "STATUS",
            "Tel alleen opdrachten met deze status. Mag vaker. Gewoonlijk tellen alle mee die niet afgerond of "
            "ingetrokken zijn.",
            complete=words_of("opdracht", "status"),
        ),
    ] = None,
    png: Annotated[Path | None, option("BESTAND", "Schrijf het overzicht als plaatje.", "--png")] = None,
    to: AlsoTo = None,
    pdf: Pdf = False,
    odt: Odt = False,
    force: Force = False,
) -> None:
    """Zet de gevraagde uren naast de uren die er zijn: wie komt tekort, waarvan, wanneer en waardoor.

    Een rij staat voor een organisatie, een kolom voor een maand, een kwartaal of een jaar: wat op het scherm past. Het
    ergste tekort staat bovenaan. Met --png of --to komt er een bestand bij.
    """
    from opdracht.actions.capacity import Question, look
    from opdracht.choices import Status
    from opdracht.cli.heatmap import show_capacity
    from opdracht.cli.papers import need_folder, say_made
    from opdracht.exchange.capacity import COLUMNS, overview_data, overview_rows
    from opdracht.model import Opdracht
    from opdracht.records import field_value

    if by not in ("organisatie", "profiel"):
        raise UsageFault(f"'{by}' is geen indeling.", "Kies --by organisatie of --by profiel.")
    need_folder(to, pdf=pdf, odt=odt)
    question = Question(
        today=session.today,
        van=read_day("--from", since) if since else None,
        tot=read_day("--until", until) if until else None,
        organisaties=organisatie or (),
        profielen=profiel or (),
    )
    if status:
        question = question.counting(frozenset(Status(field_value(Opdracht, "status", word)) for word in status))
    by_profiel = by == "profiel"
    seen = look(session.register, question)
    if session.as_data:
        write_json(overview_data(seen, question.statuses))
    elif session.form == "csv":
        write_csv(COLUMNS, overview_rows(seen))
    else:
        show_capacity(seen, question.statuses, by_profiel=by_profiel)
    if png or to:
        from opdracht.actions.overview import write_overview, write_picture
        from opdracht.files import need_ending

        if png:
            need_ending(png, (".png",))
            write_picture(seen, png, by_profiel=by_profiel, force=force)
            say(f"Gemaakt: {png}")
        if to:
            made = write_overview(session.register, seen, question, to, force=force)
            say_made(session, made, pdf=pdf, odt=odt, force=force)
