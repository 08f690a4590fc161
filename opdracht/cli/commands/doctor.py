"""doctor: whether a register is whole and sound, and saving what can be read of a damaged one."""

from pathlib import Path
from typing import Annotated

import typer

from opdracht.cli.app import command
from opdracht.cli.options import option
from opdracht.cli.session import Session, write_json
from opdracht.errors import ExitCode


@command(
    "doctor",
    "Inrichting",
    """
    opdracht doctor
    opdracht doctor --rescue gered.db
    """,
    forms=["json"],
)
def doctor(
    session: Session,
    rescue: Annotated[
        Path | None,
        option("NIEUW", "Maak een nieuw register van wat in een beschadigd bestand nog te lezen is.", "--rescue"),
    ] = None,
) -> None:
    """Kijk of het register heel is en klopt: het bestand, de gegevens, het journaal, de versies en de documenten.

    Bij elke fout staat wat u eraan doet. Het programma schrijft hierbij niets in het register. De uitgangscode is 4 als
    er iets fout is, of bij redden iets verloren ging.
    """
    from opdracht.cli import health

    if rescue is not None:
        from opdracht.safety.rescue import rescue as save

        rescued = save(session.register, rescue)
        if session.as_data:
            write_json(health.rescued_data(rescued, rescue))
        else:
            health.show_rescued(rescued, rescue, session)
        if not rescued.is_whole:
            raise typer.Exit(ExitCode.FINDINGS)
        return
    from opdracht.safety.doctor import examine

    report = examine(session.register)
    if session.as_data:
        write_json(health.report_data(report, session.register.name))
    else:
        health.show_report(report, session)
    if report.faults:
        raise typer.Exit(ExitCode.FINDINGS)
