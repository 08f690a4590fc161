"""migrate: bring a register up to date, or to another place."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.options import DryRun, Text, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say


@command(
    "migrate",
    "Inrichting",
    "opdracht migrate --dry-run\nopdracht migrate\nopdracht migrate --to postgresql://server/regio",
)
def migrate(
    session: Session,
    to: Annotated[
        Text, option("PLAATS", "Zet het register over: naar een bestand of een postgresql://-adres.", "--to")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Werk een register van een oudere versie van dit programma bij, of zet het over naar een andere plaats.

    Er komt eerst een reservekopie van, zoals het was. Met --to komt het hele register,
    ook het journaal, op een plaats waar nog geen register is; wat u had, blijft staan zoals het was.
    """
    from opdracht.actions import setup
    from opdracht.store import head

    register = session.register
    if to is not None:
        _move(session, session.on(to), keep=not dry_run)
        return
    before, copy = setup.migrate(register, keep=not dry_run)
    if before == head():
        say(f"Het register {register.name} is al bijgewerkt.")
    elif dry_run:
        say(f"Het register {register.name} kan van {before} naar {head()}. Er is niets veranderd.")
    else:
        say(f"Het register {register.name} is bijgewerkt, van {before} naar {head()}.")
        if copy:
            say(f"Zoals het was, staat het nog in {copy}.")


def _move(session: Session, other: Session, *, keep: bool) -> None:
    copied = session.register.copy_to(other.register, keep=keep)
    if not keep:
        say(f"Het register kan naar {other.register.name}: {copied} gegevens, alle gelijk. Er is niets veranderd.")
        return
    say(f"Het register staat nu op {other.register.name}: {copied} gegevens, alle gelijk, ook het journaal.")
    say(f"{session.register.name} is niet veranderd. Werk daar niet in verder: wat u er schrijft, komt niet over.")
    say(f"Werk verder met:  {other.typed('opdracht list')}")
