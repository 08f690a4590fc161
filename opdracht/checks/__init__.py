"""The checks: pure functions of a region and a peildatum. To add one: write the function in rules/, name it in RULES."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from opdracht.checks.finding import INVALSHOEKEN, Ernst, Finding, Found, Rule
from opdracht.checks.rules import RULES
from opdracht.errors import UsageFault
from opdracht.model import Terzijde
from opdracht.region import Regio
from opdracht.suggest import did_you_mean

__all__ = ["INVALSHOEKEN", "RULES", "Ernst", "Finding", "Found", "Rule", "rule_with", "run", "without_set_aside"]

_BY_CODE = {rule.code: rule for rule in RULES}
_WORST_FIRST = sorted(RULES, key=lambda rule: list(Ernst).index(rule.ernst))


def run(regio: Regio, peildatum: date, nummers: Iterable[str] | None = None) -> list[Finding]:
    """Everything that is wrong on a day: of the opdrachten (or those named) by number, then of the region; worst first.

    Rules about the whole region are left out when opdrachten are named.
    """
    findings: list[Finding] = []
    for nummer in regio.opdrachten if nummers is None else nummers:
        opdracht = regio.opdrachten[nummer]
        for rule in _rules_about(opdracht.status):
            findings += rule.findings(regio, opdracht, peildatum)
    if nummers is None:
        findings += (finding for rule in _WORST_FIRST for finding in rule.region_findings(regio, peildatum))
    return findings


@cache
def _rules_about(status: str) -> list[Rule]:
    """The rules that an opdracht of this status must keep, worst first, so that what they find is too."""
    return [rule for rule in _WORST_FIRST if rule.check and status in rule.statuses]


def without_set_aside(
    regio: Regio, findings: Iterable[Finding]
) -> tuple[list[Finding], list[tuple[Finding, Terzijde]]]:
    """The findings that count, and those set aside with the reason; one whose measure has changed counts again."""
    reasons = {(row.code, row.opdracht, row.plaats): row for row in regio.terzijde}
    counting: list[Finding] = []
    aside: list[tuple[Finding, Terzijde]] = []
    for finding in findings:
        reason = reasons.get((finding.code, finding.opdracht, finding.record))
        if reason is not None and reason.meting == finding.meting:
            aside.append((finding, reason))
        else:
            counting.append(finding)
    return counting, aside


def rule_with(code: str) -> Rule:
    """The rule with a code. Raises UsageFault for a code that no rule has."""
    if rule := _BY_CODE.get(code.upper()):
        return rule
    hint = did_you_mean(code.upper(), _BY_CODE)
    raise UsageFault(f"Er is geen toets '{code}'. {hint}".rstrip(), "Bekijk ze allemaal met: opdracht check --rules")
