"""status: the life of an opdracht, with its gates."""

from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import words_of
from opdracht.cli.options import Nummer, Text, argument, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say


@command(
    "status",
    "Opdrachten",
    """
    opdracht status 2027-001
    opdracht status 2027-001 voorgesteld
    opdracht status 2027-001 vastgesteld --despite "Het mandaat volgt op 1 maart."
    opdracht status 2027-001 vastgesteld --reason "De netbeheerder levert een kwartaal later."
    """,
)
def status(
    session: Session,
    nummer: Nummer,
    to: Annotated[
        Text,
        argument(
            "STATUS", "voorgesteld, vastgesteld, lopend, afgerond of ingetrokken.", words_of("opdracht", "status")
        ),
    ] = None,
    despite: Annotated[str, option("REDEN", "Ga toch door. De reden wordt bewaard.", "--despite")] = "",
    reason: Annotated[str, option("REDEN", "Waarom een opdracht verandert die al is vastgesteld.", "--reason")] = "",
) -> None:
    """Bekijk hoe ver een opdracht is, of zet haar een stap verder.

    Een opdracht gaat van concept naar voorgesteld, vastgesteld, lopend en afgerond. Voor voorgesteld en vastgesteld mag de
    toets geen fouten vinden. Vastgesteld wordt zij alleen als haar uren passen naast wat al is vastgesteld of loopt.
    Intrekken kan altijd tot zij is afgerond.

    Vaststellen legt de tekst vast als versie 1; zo komt zij op papier, wat er daarna ook verandert. Verandert u de opdracht
    later, dan stelt u haar opnieuw vast, met de reden: dat is versie 2.
    """
    from opdracht.actions.status import life, take_step
    from opdracht.choices import Status
    from opdracht.cli.life import show_life
    from opdracht.model import Opdracht
    from opdracht.records import field_value

    if to is None:
        show_life(life(session.register, nummer, session.today), nummer, session.typed)
        return
    wanted = Status(field_value(Opdracht, "status", to))
    now = take_step(session.register, nummer, wanted, session.today, despite, reason)
    say(f"Opdracht {nummer} is nu {now.status}.")
    if despite.strip() and now.taken and now.taken[-1].naar == wanted and not now.taken[-1].ondanks:
        say("Er stond niets in de weg; de reden bij --despite is niet bewaard.")
    if wanted == Status.VASTGESTELD and now.agreed.versie:
        say(f"De tekst is vastgelegd als versie {now.agreed.versie.nr}.")
        say(f"Maak de documenten met: {session.typed(f'opdracht render {nummer}')}")
