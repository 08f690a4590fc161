"""The checks: pure functions of a region and a peildatum. To add one: write the function, name it in RULES."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from opdracht.checks import agenda, deelname, gedrag, proces, structuur, taal, uitvoering, uren, voorwaarden
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
    taal.result_is_concrete,
    taal.milestones_are_concrete,
    taal.words_are_not_vague,
    taal.sentences_say_who_acts,
    taal.sentences_are_short,
    taal.text_reads_easily,
    taal.doel_says_for_whom,
    agenda.not_too_many_run_at_once,
    agenda.ambitions_have_an_opdracht,
    agenda.opdracht_serves_an_ambition,
    agenda.gemeenten_say_what_they_gain,
    agenda.there_is_an_interim_result,
    agenda.milestones_follow_each_other,
    agenda.milestones_are_spread,
    structuur.one_body_decides,
    structuur.opdracht_crosses_themes,
    structuur.asked_level_is_offered,
    structuur.asked_profile_is_offered,
    structuur.few_bodies_decide,
    uren.hours_fit_supply,
    uren.hours_are_asked,
    uren.hours_are_no_slivers,
    uren.ambitions_fit_supply,
    uren.hours_are_promised_once,
    proces.roles_are_filled,
    proces.roles_have_one_person,
    proces.roles_are_on_their_level,
    proces.sides_are_different_organisations,
    proces.nobody_is_on_both_sides,
    proces.levels_share_an_organisation,
    proces.nobody_has_too_many_roles,
    proces.nobody_works_on_too_many,
    voorwaarden.there_is_a_precondition,
    voorwaarden.preconditions_are_not_past_due,
    voorwaarden.the_start_is_arranged,
    voorwaarden.the_principal_owns_preconditions,
    voorwaarden.arranged_means_proven,
    voorwaarden.preconditions_have_a_consequence,
    voorwaarden.the_impossible_has_a_consequence,
    voorwaarden.preconditions_have_a_date,
    voorwaarden.the_next_milestone_is_arranged,
    voorwaarden.proof_can_be_found,
    uitvoering.decisions_become_assignments,
    uitvoering.assignments_rest_on_a_decision,
    uitvoering.milestones_are_reached,
    uitvoering.what_has_ended_is_finished,
    uitvoering.the_agreed_is_signed,
    uitvoering.what_comes_first_ends_first,
    uitvoering.waiting_never_goes_round,
    uitvoering.the_mandate_is_known,
    uitvoering.what_has_begun_is_under_way,
    deelname.participants_have_a_contact,
    deelname.participants_decided_themselves,
    gedrag.preconditions_have_an_owner,
    gedrag.milestones_have_an_owner,
    gedrag.there_was_a_conversation,
    gedrag.conversations_go_on,
    gedrag.tensions_are_solved,
    gedrag.small_ones_carry_a_fair_share,
    gedrag.wishes_name_what_they_need,
    gedrag.both_sides_prepared,
    gedrag.the_result_is_recorded,
)
"""Every rule, in the order of the report."""


def run(regio: Regio, peildatum: date, nummers: Iterable[str] | None = None) -> list[Finding]:
    """Everything that is wrong on a day: of the opdrachten (or those named) by number, then of the region; worst first.

    Rules about the whole region are left out when opdrachten are named.
    """
    found: list[Finding] = []
    for nummer in regio.opdrachten if nummers is None else nummers:
        opdracht = regio.opdrachten[nummer]
        for rule in _rules_about(opdracht.status):
            found += rule.findings(regio, opdracht, peildatum)
    if nummers is None:
        found += (finding for rule in _WORST_FIRST for finding in rule.region_findings(regio, peildatum))
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


_WORST_FIRST = sorted(RULES, key=lambda rule: list(Ernst).index(rule.ernst))


@cache
def _rules_about(status: str) -> list[Rule]:
    """The rules that an opdracht of this status must keep, worst first, so that what they find is too."""
    return [rule for rule in _WORST_FIRST if rule.check and status in rule.statuses]
