"""status: the life of an opdracht, with its gates."""

from typing import Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command


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
    nummer: Annotated[str, typer.Argument(metavar="NUMMER", help="De opdracht.")],
    to: Annotated[
        str | None,
        typer.Argument(metavar="STATUS", help="voorgesteld, vastgesteld, lopend, afgerond of ingetrokken."),
    ] = None,
    despite: Annotated[
        str, typer.Option("--despite", metavar="REDEN", help="Ga toch door. De reden wordt bewaard.")
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="REDEN", help="Waarom een opdracht verandert die al is vastgesteld.")
    ] = "",
    register: RegisterOption = None,
) -> None:
    """Bekijk hoe ver een opdracht is, of zet haar een stap verder.

    Een opdracht gaat van concept naar voorgesteld, vastgesteld, lopend en afgerond. Voor voorgesteld en vastgesteld mag de
    toets geen fouten vinden. Vastgesteld wordt zij alleen als haar uren passen naast wat al is vastgesteld of loopt.
    Intrekken kan altijd tot zij is afgerond.

    Vaststellen legt de tekst vast als versie 1; zo komt zij op papier, wat er daarna ook verandert. Verandert u de opdracht
    later, dan stelt u haar opnieuw vast, met de reden: dat is versie 2.
    """
    from opdracht.actions.status import GUARDED, life, take_step
    from opdracht.capacity import causes_sentence, shortage_sentence
    from opdracht.choices import Status
    from opdracht.cli import ask
    from opdracht.cli.versions import tell
    from opdracht.dutch import short_date
    from opdracht.model import Opdracht
    from opdracht.records import field_value
    from opdracht.store import Register

    place = Register.at(located(register))
    if to is not None:
        wanted = Status(field_value(Opdracht, "status", to))
        now = take_step(place, nummer, wanted, ask.today(), despite, reason)
        say(f"Opdracht {nummer} is nu {now.status}.")
        if despite.strip() and now.taken and now.taken[-1].naar == wanted and not now.taken[-1].ondanks:
            say("Er stond niets in de weg; de reden bij --despite is niet bewaard.")
        if wanted == Status.VASTGESTELD and now.agreed.versie:
            say(f"De tekst is vastgelegd als versie {now.agreed.versie.nr}.")
            say(f"Maak de documenten met: {shown_command(f'opdracht render {nummer}', register)}")
        return
    now = life(place, nummer, ask.today())
    typer.echo(f"Opdracht {nummer} is {now.status}.")
    if now.agreed.versie or now.status.is_agreed:
        tell(now.agreed, nummer, register)
    for step in now.taken:
        spite = f", ondanks bezwaren: {step.ondanks}" if step.ondanks else ""
        by = f" door {step.door}" if step.door else ""
        typer.echo(f"  {short_date(step.datum)}  {step.van} → {step.naar}{by}{spite}")
    for next_step in now.steps:
        fouten, short = now.against(next_step)
        if next_step not in GUARDED:
            asks = "kan altijd."
        elif fouten or short:
            asks = "kan als dit is hersteld:"
        elif next_step == Status.VASTGESTELD:
            asks = "kan: de toets vindt geen fouten en de uren passen naast wat al is vastgesteld of loopt."
        else:
            asks = "kan: de toets vindt geen fouten."
        typer.echo(f"\n{next_step.capitalize()} {asks}")
        for finding in fouten:
            typer.echo(f"  {finding.code}  {finding.text}")
        for finding, row in now.aside if next_step in GUARDED else ():
            typer.echo(f"  {finding.code}  terzijde gelegd: {row.reden}")
        for shortage in short:
            because = causes_sentence(shortage.causes)
            typer.echo(f"  uren  {shortage_sentence(now.regio, shortage)} {because}")
        if next_step in GUARDED:
            typer.echo(f"  {shown_command(f'opdracht status {nummer} {next_step}', register)}")
