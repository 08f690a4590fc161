"""The checks: pure functions of a region and a peildatum. To add one: write the function, name it in RULES."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from opdracht.checks import agenda, gedrag, proces
from opdracht.checks.finding import INVALSHOEKEN, Ernst, Finding, Found, Rule
from opdracht.errors import OpdrachtError
from opdracht.model import Terzijde
from opdracht.region import Regio
from opdracht.suggest import did_you_mean

__all__ = ["INVALSHOEKEN", "RULES", "Ernst", "Finding", "Found", "Rule", "rule_with", "run", "without_set_aside"]

RULES: tuple[Rule, ...] = (
    agenda.doel_is_stated,
    agenda.result_is_stated,
    agenda.scope_is_stated,
    agenda.period_is_stated,
    agenda.period_runs_forward,
    agenda.there_is_a_milestone,
    agenda.milestones_lie_in_the_period,
    proces.hours_fit_supply,
    proces.hours_are_asked,
    proces.roles_are_filled,
    proces.roles_have_one_person,
    proces.roles_are_on_their_level,
    proces.sides_are_different_organisations,
    proces.nobody_is_on_both_sides,
    proces.there_is_a_precondition,
    proces.preconditions_are_not_past_due,
    gedrag.preconditions_have_an_owner,
)
"""Every rule, in the order of the report."""


def run(regio: Regio, peildatum: date, nummers: Iterable[str] | None = None) -> list[Finding]:
    """Everything that is wrong on a day: of the opdrachten (or those named) by number, then of the region; worst first.

    Rules about the whole region are left out when opdrachten are named.
    """
    found: list[Finding] = []
    for nummer in regio.opdrachten if nummers is None else nummers:
        opdracht = regio.opdrachten[nummer]
        found += _worst_first(finding for rule in RULES for finding in rule.findings(regio, opdracht, peildatum))
    if nummers is None:
        found += _worst_first(finding for rule in RULES for finding in rule.region_findings(regio, peildatum))
    return found


def without_set_aside(regio: Regio, found: Iterable[Finding]) -> tuple[list[Finding], list[tuple[Finding, Terzijde]]]:
    """The findings that count, and those set aside with the reason; one whose measure has changed counts again."""
    reasons = {(row.code, row.opdracht, row.plaats): row for row in regio.terzijde}
    counting: list[Finding] = []
    aside: list[tuple[Finding, Terzijde]] = []
    for finding in found:
        reason = reasons.get((finding.code, finding.opdracht, finding.record))
        if reason is not None and reason.meting == finding.meting:
            aside.append((finding, reason))
        else:
            counting.append(finding)
    return counting, aside


def rule_with(code: str) -> Rule:
    """The rule with a code. Raises OpdrachtError for a code that no rule has."""
    for one in RULES:
        if one.code == code.upper():
            return one
    hint = did_you_mean(code.upper(), [one.code for one in RULES])
    raise OpdrachtError(f"Er is geen toets '{code}'. {hint}".rstrip(), "Bekijk ze allemaal met: opdracht check --rules")


def _worst_first(findings: Iterable[Finding]) -> list[Finding]:
    severity = list(Ernst)
    return sorted(findings, key=lambda finding: severity.index(finding.ernst))
