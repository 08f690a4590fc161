"""diff: what changed in an agreement."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.options import Nummer, option
from opdracht.cli.session import Session, write_csv, write_json


@command(
    "diff",
    "Bekijken",
    """
    opdracht diff 2027-001
    opdracht diff 2027-001 --from 1 --to 2
    """,
    forms=["json", "csv"],
)
def diff(
    session: Session,
    nummer: Nummer,
    since: Annotated[int | None, option("NR", "De versie van eerst.", "--from")] = None,
    to: Annotated[int | None, option("NR", "De versie van daarna. Anders: het register van nu.", "--to")] = None,
) -> None:
    """Toon wat er in een opdracht verschilt tussen twee versies, of sinds de laatste versie."""
    from opdracht.actions.reading import difference
    from opdracht.cli import versions

    compared = difference(session.register, nummer, since, to)
    if session.as_data:
        write_json(versions.difference_data(compared, nummer))
    elif session.form == "csv":
        write_csv(versions.COLUMNS, versions.difference_rows(compared))
    else:
        versions.show_difference(compared, nummer, session.typed)
