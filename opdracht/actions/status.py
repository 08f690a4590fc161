"""The life of an opdracht: which step may follow which, what stands in its way, and taking it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from opdracht.actions.versions import Agreed, agreed, freeze
from opdracht.actions.who import who
from opdracht.checks import Ernst, Finding, run, without_set_aside
from opdracht.checks.finding import UNDER_WAY
from opdracht.choices import Status
from opdracht.errors import OpdrachtError
from opdracht.model import Opdracht, Statuswissel
from opdracht.records import make
from opdracht.store import Register, values

STEPS: dict[Status, tuple[Status, ...]] = {
    Status.CONCEPT: (Status.VOORGESTELD, Status.INGETROKKEN),
    Status.VOORGESTELD: (Status.VASTGESTELD, Status.INGETROKKEN),
    Status.VASTGESTELD: (Status.LOPEND, Status.INGETROKKEN),
    Status.LOPEND: (Status.AFGEROND, Status.INGETROKKEN),
    Status.AFGEROND: (),
    Status.INGETROKKEN: (),
}
GUARDED = (Status.VOORGESTELD, Status.VASTGESTELD)
"""The steps that no fout may stand in the way of."""


@dataclass(frozen=True)
class Life:
    """Where an opdracht is, which steps it took and may take, and the fouten that stand in the way of a guarded step."""

    status: Status
    steps: tuple[Status, ...]
    taken: Sequence[Statuswissel]
    fouten: list[Finding]
    agreed: Agreed


def life(register: Register, nummer: str, peildatum: date) -> Life:
    """The life of an opdracht so far."""
    with register.reading() as reader:
        opdracht = reader.need(Opdracht, [nummer])
        regio = reader.region()
        alone = reader.region([nummer], texts=True)
    found, _ = without_set_aside(regio, run(regio, peildatum, [nummer]))
    fouten = [finding for finding in found if finding.ernst == Ernst.FOUT]
    status = Status(opdracht.status)
    return Life(status, STEPS[status], regio.statuswissels[nummer], fouten, agreed(alone, nummer))


def take_step(
    register: Register, nummer: str, to: Status, peildatum: date, despite: str = "", reason: str = ""
) -> Life:
    """Give an opdracht its next status. Raises OpdrachtError when that step is not next, or fouten stand in its way.

    `despite` is the reason to pass all the same; it is recorded with the step. Vaststellen freezes the text; once more,
    under way, it freezes the next version, with the `reason` of the change.
    """
    before = life(register, nummer, peildatum)
    again = to == Status.VASTGESTELD and before.status in UNDER_WAY
    if to not in before.steps and not again:
        allowed = " of ".join(before.steps) or "geen andere status"
        raise OpdrachtError(f"Opdracht {nummer} is {before.status} en kan nu {allowed} worden, niet {to}.")
    if to in GUARDED and before.fouten and not despite.strip():
        number = "1 fout staat" if len(before.fouten) == 1 else f"{len(before.fouten)} fouten staan"
        raise OpdrachtError(
            f"Opdracht {nummer} kan nog niet {to} worden: {number} in de weg.",
            f"Bekijk ze met: opdracht check {nummer}. Toch doorgaan kan met --despite en de reden.",
        )
    with register.writing() as writer:
        opdracht = writer.need(Opdracht, [nummer])
        if opdracht.status != before.status:
            raise OpdrachtError(
                f"Opdracht {nummer} is intussen {opdracht.status}.", "Bekijk haar en probeer het opnieuw."
            )
        number_taken = max((step.nr for step in writer.rows(Statuswissel, opdracht=nummer)), default=0)
        spite = despite if to in GUARDED and before.fouten else ""
        step = make(
            Statuswissel,
            {
                "opdracht": nummer, "nr": number_taken + 1, "van": before.status, "naar": to, "datum": peildatum,
                "door": who(), "ondanks": spite,
            },
        )  # fmt: skip
        if to == Status.VASTGESTELD:
            freeze(writer, nummer, peildatum, reason, spite)
        if not again:
            writer.update(make(Opdracht, {**values(opdracht), "status": to}))
            writer.insert([step])
    return life(register, nummer, peildatum)
