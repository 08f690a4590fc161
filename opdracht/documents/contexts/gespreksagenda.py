"""What the template `gespreksagenda` sees: how an opdracht stands on a day, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from opdracht.capacity import Months, profiel_key
from opdracht.checks import Finding, rule_with
from opdracht.checks.explain import explain
from opdracht.documents.contexts.agreement import agreement_context
from opdracht.documents.contexts.hours import balances
from opdracht.model import Opdracht
from opdracht.region import Regio

MOST_CONVERSATIONS = 3  # the newest; what was agreed before them is counted
MOST_CAUSES = 3  # for one question; the rest is counted
_DAYS_IN_WORDS = 60  # from here on a term is given in months
_DAYS_IN_A_MONTH = 30.44


def agenda_context(regio: Regio, nummer: str, findings: Iterable[Finding], today: date) -> dict[str, Any]:
    """The names for the agenda of a voortgangsgesprek: those of the agreement, and how everything in it stands."""
    agreement = agreement_context(regio, nummer, "Gespreksagenda", today)
    opdracht = agreement["opdracht"]
    talks = sorted(regio.gesprekken[nummer], key=lambda gesprek: gesprek.datum, reverse=True)
    agreed = [talk for talk in talks if talk.afspraken]
    return {
        **agreement,
        "gesprek": {
            "peildatum": today,
            "vorige": talks[0].datum if talks else None,
            "volgende": today + timedelta(days=regio.settings.dagen_tussen_gesprekken),
        },
        "mijlpalen": [{**mijlpaal, **_milestone_standing(mijlpaal, today)} for mijlpaal in opdracht["mijlpalen"]],
        "randvoorwaarden": [
            {**voorwaarde, "te_laat": voorwaarde["uiterlijk"] is not None and voorwaarde["uiterlijk"] < today}
            for voorwaarde in opdracht["randvoorwaarden"]
            if not voorwaarde["status"].is_settled
        ],
        "uren": _hours(regio, regio.opdrachten[nummer], opdracht["inzet"]),
        "spanningen": [
            {"datum": talk.datum, "spanning": talk.spanning} for talk in talks if talk.spanning and not talk.opgelost_op
        ],
        "afspraken": [{"datum": talk.datum, "afspraken": talk.afspraken} for talk in agreed[:MOST_CONVERSATIONS]],
        "eerdere_gesprekken": len(agreed[MOST_CONVERSATIONS:]),
        "gesprekspunten": _talking_points(finding for finding in findings if finding.opdracht == nummer),
    }


def _milestone_standing(mijlpaal: Mapping[str, Any], today: date) -> dict[str, Any]:
    """In words, and whether it is late: on paper a colour alone says nothing."""
    due: date = mijlpaal["datum"]
    if mijlpaal["gehaald_op"]:
        return {"stand": "gehaald", "te_laat": False}
    if due < today:
        return {"stand": f"{_term((today - due).days)} te laat", "te_laat": True}
    return {"stand": "vandaag" if due == today else f"over {_term((due - today).days)}", "te_laat": False}


def _term(days: int) -> str:
    if days > _DAYS_IN_WORDS:
        return f"{round(days / _DAYS_IN_A_MONTH)} maanden"
    return "1 dag" if days == 1 else f"{days} dagen"


def _hours(regio: Regio, opdracht: Opdracht, inzet: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Per organisatie and profiel: what this opdracht asks, and what all of them ask and is offered in its months."""
    lines: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for line in inzet:
        lines.setdefault((line["organisatie"]["code"], profiel_key(line["profiel"])), []).append(line)
    months = Months.of(opdracht.van, opdracht.tot) if opdracht.van and opdracht.tot else None
    return [
        {
            "organisatie": of_one[0]["organisatie"],
            "profiel": of_one[0]["profiel"],
            "gevraagd": None if any(line["uren"] is None for line in of_one) else sum(line["uren"] for line in of_one),
            **_balance(regio, code, profiel, months),
        }
        for (code, profiel), of_one in lines.items()
    ]


def _balance(regio: Regio, code: str, profiel: str, months: Months | None) -> dict[str, int | None]:
    if months is not None:
        for line in balances(regio, code, months):
            if profiel_key(line.profiel) == profiel:
                return {"samen": line.gevraagd, "geboden": line.geboden, "tekort": line.tekort}
    return {"samen": None, "geboden": None, "tekort": None}


def _talking_points(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """One point for each question, with everything that gives cause for it."""
    causes: dict[str, list[str]] = {}
    for finding in findings:
        if question := explain(rule_with(finding.code)).vraag:
            causes.setdefault(question, []).append(finding.text)
    return [
        {"vraag": question, "aanleiding": texts[:MOST_CAUSES], "meer": len(texts[MOST_CAUSES:])}
        for question, texts in causes.items()
    ]
