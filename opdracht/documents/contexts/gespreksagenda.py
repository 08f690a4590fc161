"""What the template `gespreksagenda` sees: how an opdracht stands on a day, and what to talk about."""

from collections.abc import Iterable
from datetime import date, timedelta

from opdracht.capacity import Months, inzet_hours, profiel_key
from opdracht.checks import Finding, rule_with
from opdracht.checks.explain import explain
from opdracht.documents import Context
from opdracht.documents.contexts.agreement import agreement_context, fields_of, parts_in_order, shown
from opdracht.documents.contexts.hours import balances
from opdracht.dutch import counted
from opdracht.model import Inzet, Mijlpaal, Opdracht, Organisatie
from opdracht.region import Regio

MOST_CONVERSATIONS = 3  # the newest; what was agreed before them is counted
MOST_CAUSES = 3  # for one question; the rest is counted
_DAYS_IN_WORDS = 60  # from here on a term is given in months
_DAYS_IN_A_MONTH = 30.44


def agenda_context(regio: Regio, nummer: str, findings: Iterable[Finding], today: date) -> Context:
    """The names for the agenda of a voortgangsgesprek: those of the agreement, and how everything in it stands."""
    agreement = agreement_context(regio, nummer, "Gespreksagenda", today)
    talks = sorted(regio.gesprekken[nummer], key=lambda gesprek: gesprek.datum, reverse=True)
    agreed = [talk for talk in talks if talk.afspraken]
    return {
        **agreement,
        "gesprek": {
            "peildatum": today,
            "vorige": talks[0].datum if talks else None,
            "volgende": today + timedelta(days=regio.settings.dagen_tussen_gesprekken),
        },
        "mijlpalen": [
            {**fields_of(regio, mijlpaal), **_standing(mijlpaal.datum, mijlpaal.gehaald_op, today)}
            for mijlpaal in parts_in_order(regio, Mijlpaal, nummer)
        ],
        "randvoorwaarden": [
            {**fields_of(regio, voorwaarde), "te_laat": bool(voorwaarde.uiterlijk and voorwaarde.uiterlijk < today)}
            for voorwaarde in regio.randvoorwaarden[nummer]
            if not voorwaarde.status.is_settled
        ],
        "uren": _hours(regio, regio.opdrachten[nummer]),
        "spanningen": [
            {"datum": talk.datum, "spanning": talk.spanning} for talk in talks if talk.spanning and not talk.opgelost_op
        ],
        "afspraken": [{"datum": talk.datum, "afspraken": talk.afspraken} for talk in agreed[:MOST_CONVERSATIONS]],
        "eerdere_gesprekken": len(agreed[MOST_CONVERSATIONS:]),
        "gesprekspunten": _talking_points(finding for finding in findings if finding.opdracht == nummer),
    }


def _standing(due: date, reached: date | None, today: date) -> Context:
    """Of a milestone in words, and whether it is late: on paper a colour alone says nothing."""
    if reached:
        return {"stand": "gehaald", "te_laat": False}
    if due < today:
        return {"stand": f"{_term((today - due).days)} te laat", "te_laat": True}
    return {"stand": "vandaag" if due == today else f"over {_term((due - today).days)}", "te_laat": False}


def _term(days: int) -> str:
    if days > _DAYS_IN_WORDS:
        return f"{round(days / _DAYS_IN_A_MONTH)} maanden"
    return counted(days, "dag", "dagen")


def _hours(regio: Regio, opdracht: Opdracht) -> list[Context]:
    """Per organisatie and profiel: what this opdracht asks, and what all of them ask and is offered in its months."""
    lines: dict[tuple[str, str], list[Inzet]] = {}
    for inzet in regio.inzet[opdracht.nummer]:
        lines.setdefault((inzet.organisatie, profiel_key(inzet.profiel)), []).append(inzet)
    months = Months.of(opdracht.van, opdracht.tot) if opdracht.van and opdracht.tot else None
    rows: list[Context] = []
    for (code, profiel), together in lines.items():
        hours = [inzet_hours(inzet, opdracht, regio.settings) for inzet in together]
        asked = [round(each) for each in hours if each is not None]
        rows.append(
            {
                "organisatie": shown(regio, Organisatie, code),
                "profiel": together[0].profiel,
                "gevraagd": sum(asked) if len(asked) == len(hours) else None,
                **_balance(regio, code, profiel, months),
            }
        )
    return rows


def _balance(regio: Regio, code: str, profiel: str, months: Months | None) -> dict[str, int | None]:
    if months is not None:
        for line in balances(regio, code, months):
            if profiel_key(line.profiel) == profiel:
                return {"samen": line.gevraagd, "geboden": line.geboden, "tekort": line.tekort}
    return {"samen": None, "geboden": None, "tekort": None}


def _talking_points(findings: Iterable[Finding]) -> list[Context]:
    """One point for each question, with everything that gives cause for it."""
    causes: dict[str, list[str]] = {}
    for finding in findings:
        if question := explain(rule_with(finding.code)).vraag:
            causes.setdefault(question, []).append(finding.text)
    return [
        {"vraag": question, "aanleiding": texts[:MOST_CAUSES], "meer": len(texts[MOST_CAUSES:])}
        for question, texts in causes.items()
    ]
