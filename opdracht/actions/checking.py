"""Check a register: what was found, what was set aside, and what somebody chose not to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from opdracht.checks import Finding, rule_with, run, without_set_aside
from opdracht.errors import UsageFault
from opdracht.model import Opdracht, Terzijde
from opdracht.region import Regio
from opdracht.store import Register

LEVELS = ("hint", "waarschuwing", "fout")
"""How grave a finding is, from the least."""


@dataclass(frozen=True)
class Checked:
    """What the checks found on a day."""

    regio: Regio
    day: date
    nummers: Sequence[str]
    """The opdrachten that were looked at."""
    findings: Sequence[Finding]
    aside: Sequence[tuple[Finding, Terzijde]]
    hidden: int
    """How many more there are that the choice of rules and levels left out."""

    def has(self, levels: Sequence[str]) -> bool:
        """Whether there is a finding of one of these levels."""
        return any(finding.ernst in levels for finding in self.findings)


def check(
    register: Register, day: date, nummers: Sequence[str] = (), only: Sequence[str] = (), severity: str = LEVELS[0]
) -> Checked:
    """Check some opdrachten or all: the findings from a severity up, of some rules or all."""
    codes = {rule_with(code).code for code in only}
    levels = from_level(severity, "--severity")
    with register.reading() as reader:
        for nummer in nummers:
            reader.need(Opdracht, [nummer])
        regio = reader.region()
    everything, aside = without_set_aside(regio, run(regio, day, nummers or None))
    findings = [finding for finding in everything if finding.ernst in levels and (not codes or finding.code in codes)]
    return Checked(
        regio=regio,
        day=day,
        nummers=nummers or [*regio.opdrachten],
        findings=findings,
        aside=[pair for pair in aside if not codes or pair[0].code in codes],
        hidden=len(everything) - len(findings),
    )


def from_level(ernst: str, option: str) -> tuple[str, ...]:
    """The severities from `ernst` up."""
    if ernst not in LEVELS:
        raise UsageFault(f"'{ernst}' is geen ernst.", f"Kies {option} hint, waarschuwing of fout.")
    return LEVELS[LEVELS.index(ernst) :]
