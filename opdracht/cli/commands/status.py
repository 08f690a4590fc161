"""status: the life of an opdracht, with its gates."""

from collections.abc import Sequence
from typing import Annotated

from opdracht.cli.app import command
from opdracht.cli.completion import nummers, words_of
from opdracht.cli.options import Text, Where, Yes, argument, option
from opdracht.cli.session import Session
from opdracht.cli.terminal import say
from opdracht.errors import UsageFault


@command(
    "status",
    "Opdrachten",
    """
    opdracht status 2027-001
    opdracht status 2027-001 voorgesteld
    opdracht status 2027-001 vastgesteld --despite "Het mandaat volgt op 1 maart."
    opdracht status 2027-001 vastgesteld --reason "De netbeheerder levert een kwartaal later."
    opdracht status lopend --where status=vastgesteld --where "van<=vandaag"
    """,
)
def status(
    session: Session,
    nummer: Annotated[str, argument("NUMMER", "De opdracht. Met --where valt het nummer weg.", nummers)],
    to: Annotated[
        Text,
        argument(
            "STATUS", "voorgesteld, vastgesteld, lopend, afgerond of ingetrokken.", words_of("opdracht", "status")
        ),
    ] = None,
    despite: Annotated[str, option("REDEN", "Ga toch door. De reden wordt bewaard.", "--despite")] = "",
    reason: Annotated[str, option("REDEN", "Waarom een opdracht verandert die al is vastgesteld.", "--reason")] = "",
    where: Where = None,
    yes: Yes = False,
) -> None:
    """Bekijk hoe ver een opdracht is, of zet haar een stap verder.

    Een opdracht gaat van concept naar voorgesteld, vastgesteld, lopend en afgerond. Voor voorgesteld en vastgesteld mag de
    toets geen fouten vinden. Vastgesteld wordt zij alleen als haar uren passen naast wat al is vastgesteld of loopt.
    Intrekken kan altijd tot zij is afgerond.

    Vaststellen legt de tekst vast als versie 1; zo komt zij op papier, wat er daarna ook verandert. Verandert u de opdracht
    later, dan stelt u haar opnieuw vast, met de reden: dat is versie 2.

    Met --where gaat alles wat zo is een stap verder, als één wijziging, nadat u het hebt gezien. Kan een ervan niet, dan verandert
    er niets.
    """
    from opdracht.actions.status import life, take_step
    from opdracht.choices import Status
    from opdracht.cli.life import show_life
    from opdracht.model import Opdracht
    from opdracht.records import field_value

    if where:
        _step_many(session, where, nummer, to, despite, reason, yes=yes)
        return
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


def _step_many(
    session: Session, where: Sequence[str], step: str, more: str | None, despite: str, reason: str, *, yes: bool
) -> None:
    from opdracht.actions.many import meant
    from opdracht.choices import Status
    from opdracht.cli.many import are_meant, say_changed
    from opdracht.model import Opdracht
    from opdracht.records import field_value

    if more is not None:
        raise UsageFault(f"Kies '{step}' of --where; samen kan niet.", "Met --where gaat het om alles wat zo is.")
    to = Status(field_value(Opdracht, "status", step))
    these = meant(session.register, Opdracht.enkelvoud, where, session.today)
    if are_meant(these, f"status wordt {to}", yes=yes):
        say_changed(these, these.take_step(to, despite, reason))
