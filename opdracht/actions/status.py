"""The life of an opdracht: which step may follow which, what stands in its way, and taking it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from opdracht.actions.reasons import real_reason
from opdracht.agreed.freezing import Agreed, agreed, freeze
from opdracht.author import who
from opdracht.capacity import Shortage, shortage_sentence, unfit
from opdracht.checks import Ernst, Finding, run, without_set_aside
from opdracht.checks.rules.p1_uren import hours_fit_supply
from opdracht.choices import UNDER_WAY, Status
from opdracht.dutch import counted
from opdracht.errors import OpdrachtError
from opdracht.model import Opdracht, Statuswissel, Terzijde
from opdracht.records import make
from opdracht.region import Regio
from opdracht.store import Reader, Register, Writer, values

STEPS: dict[Status, tuple[Status, ...]] = {
    Status.CONCEPT: (Status.VOORGESTELD, Status.INGETROKKEN),
    Status.VOORGESTELD: (Status.VASTGESTELD, Status.INGETROKKEN),
    Status.VASTGESTELD: (Status.LOPEND, Status.INGETROKKEN),
    Status.LOPEND: (Status.AFGEROND, Status.INGETROKKEN),
    Status.AFGEROND: (),
    Status.INGETROKKEN: (),
}
GUARDED = (Status.VOORGESTELD, Status.VASTGESTELD)
"""The steps that no fout may stand in the way of; for vastgesteld the hours must fit too."""


@dataclass(frozen=True)
class Life:
    """Where an opdracht is, which steps it took and may take, and what stands in the way of a guarded step.

    `short` is where its hours do not fit beside what is vastgesteld or lopend; drafts do not count there.
    """

    status: Status
    steps: tuple[Status, ...]
    taken: Sequence[Statuswissel]
    fouten: list[Finding]
    """What the checks would find once it had passed its next gate."""
    aside: list[tuple[Finding, Terzijde]]
    """Fouten that no longer stand in the way, because somebody set them aside with a reason."""
    short: list[Shortage]
    agreed: Agreed
    regio: Regio

    def against(self, to: Status) -> tuple[list[Finding], list[Shortage]]:
        """The fouten and the shortages that stand in the way of a step. An agreement takes the hours it asks."""
        if to == Status.VASTGESTELD and self.short:
            return [finding for finding in self.fouten if finding.code != hours_fit_supply.code], self.short
        return self.fouten if to in GUARDED else [], []


def life(register: Register, nummer: str, peildatum: date) -> Life:
    """The life of an opdracht so far."""
    with register.reading() as reader:
        return _life(reader, nummer, peildatum)


def _life(reader: Reader, nummer: str, peildatum: date) -> Life:
    opdracht = reader.need(Opdracht, [nummer])
    regio = reader.region()
    alone = reader.region([nummer], texts=True)
    gate = Status.VOORGESTELD if opdracht.status == Status.CONCEPT else Status.VASTGESTELD
    passed = make(Opdracht, {**values(opdracht), "status": gate})
    becoming = replace(regio, opdrachten={**regio.opdrachten, nummer: passed})
    findings, aside = without_set_aside(becoming, run(becoming, peildatum, [nummer]))
    return Life(
        status=opdracht.status,
        steps=STEPS[opdracht.status],
        taken=regio.statuswissels[nummer],
        fouten=[finding for finding in findings if finding.ernst == Ernst.FOUT],
        aside=[(finding, row) for finding, row in aside if finding.ernst == Ernst.FOUT],
        short=unfit(regio, nummer, UNDER_WAY) if gate == Status.VASTGESTELD else [],
        agreed=agreed(alone, nummer),
        regio=regio,
    )


def take_step(
    register: Register, nummer: str, to: Status, peildatum: date, despite: str = "", reason: str = ""
) -> Life:
    """Give an opdracht its next status. Raises OpdrachtError when that step is not next, or something is in its way.

    An opdracht becomes vastgesteld only when its hours fit beside what is vastgesteld or lopend. `despite` is the reason
    to pass all the same; it is recorded with the step. Vaststellen freezes the text; once more, under way, it freezes
    the next version, with the `reason` of the change.
    """
    with register.writing() as writer:  # looking and writing are one: nobody takes the same hours in between
        take_step_in(writer, nummer, to, peildatum, despite, reason)
    return life(register, nummer, peildatum)


def take_step_in(writer: Writer, nummer: str, to: Status, peildatum: date, despite: str = "", reason: str = "") -> None:
    """The same in a transaction that is open."""
    before = _life(writer, nummer, peildatum)
    again = to == Status.VASTGESTELD and before.status.is_under_way
    if to not in before.steps and not again:
        next_is = f" en kan nu {' of '.join(before.steps)} worden, niet {to}" if before.steps else ", en dat blijft zij"
        raise OpdrachtError(f"Opdracht {nummer} is {before.status}{next_is}.")
    spite = _in_spite_of(nummer, before, to, despite)
    if to == Status.VASTGESTELD:
        freeze(writer, nummer, peildatum, reason, spite)
    if not again:
        _write(writer, nummer, to, peildatum, spite)


def _in_spite_of(nummer: str, before: Life, to: Status, despite: str) -> str:
    """The reason to take a step in spite of what is in its way; empty when nothing is. Raises OpdrachtError without one."""
    fouten, short = before.against(to)
    if not fouten and not short:
        return ""
    if despite.strip():
        return real_reason(despite, "Zeg waarom u toch doorgaat.", "--despite")
    reasons = [f"{counted(len(fouten), 'fout staat', 'fouten staan')} in de weg"] if fouten else []
    if short:
        shortage = shortage_sentence(before.regio, short[0]).removesuffix(".")
        reasons.append(f"de uren passen niet naast wat al is vastgesteld of loopt: {shortage}")
    look = f"opdracht status {nummer}" if short else f"opdracht check {nummer}"
    raise OpdrachtError(
        f"Opdracht {nummer} kan nog niet {to} worden: {' en '.join(reasons)}.",
        f"Bekijk alles met: {look}. Toch doorgaan kan met --despite en de reden.",
    )


def _write(writer: Writer, nummer: str, to: Status, day: date, spite: str) -> None:
    opdracht = writer.need(Opdracht, [nummer])
    last = max((step.nr for step in writer.rows(Statuswissel, opdracht=nummer)), default=0)
    step = {"opdracht": nummer, "nr": last + 1, "van": opdracht.status, "naar": to, "datum": day}
    writer.update(make(Opdracht, {**values(opdracht), "status": to}))
    writer.insert([make(Statuswissel, {**step, "door": who(), "ondanks": spite})])
