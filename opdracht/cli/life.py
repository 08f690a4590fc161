"""How the life of an opdracht looks: the steps it took and may take, and what stands in the way."""

from opdracht.actions.status import GUARDED, Life
from opdracht.capacity import causes_sentence, shortage_sentence
from opdracht.choices import Status
from opdracht.cli.terminal import show
from opdracht.cli.versions import Typed, show_agreed
from opdracht.dutch import short_date


def show_life(life: Life, nummer: str, typed: Typed) -> None:
    """Print where an opdracht is, how it came there, and what stands in the way of each next step."""
    show(f"Opdracht {nummer} is {life.status}.")
    if life.agreed.versie or life.status.is_agreed:
        show_agreed(life.agreed, nummer, typed)
    for step in life.taken:
        spite = f", ondanks bezwaren: {step.ondanks}" if step.ondanks else ""
        by = f" door {step.door}" if step.door else ""
        show(f"  {short_date(step.datum)}  {step.van} → {step.naar}{by}{spite}")
    for step_to in life.steps:
        _next_step(life, nummer, step_to, typed)


def _next_step(life: Life, nummer: str, to: Status, typed: Typed) -> None:
    fouten, short = life.against(to)
    show()
    if to not in GUARDED:
        show(f"{to.capitalize()} kan altijd.")
        return
    if fouten or short:
        asks = "kan als dit is hersteld:"
    elif to == Status.VASTGESTELD:
        asks = "kan: de toets vindt geen fouten en de uren passen naast wat al is vastgesteld of loopt."
    else:
        asks = "kan: de toets vindt geen fouten."
    show(f"{to.capitalize()} {asks}")
    for finding in fouten:
        show(f"  {finding.code}  {finding.text}")
    for finding, row in life.aside:
        show(f"  {finding.code}  terzijde gelegd: {row.reden}")
    for shortage in short:
        show(f"  uren  {shortage_sentence(life.regio, shortage)} {causes_sentence(shortage.causes)}")
    show(f"  {typed(f'opdracht status {nummer} {to}')}")
