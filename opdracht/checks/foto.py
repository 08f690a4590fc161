"""The regiofoto: what the checks found, per angle, with the chain of cause and effect and the advice of the secretaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from opdracht.checks.explain import explain
from opdracht.checks.finding import INVALSHOEKEN, Ernst, Finding, Rule
from opdracht.checks.ketens import BRON, EINDE, KETENS
from opdracht.region import Regio

MOST_EXAMPLES = 4  # per rule; the rest is counted

ADVIES: tuple[tuple[str, str, str], ...] = (
    (
        "S",
        "Ontwerp een duidelijke hoofdstructuur",
        "Voer regie op de realisering ervan: per opdracht besluit één orgaan.",
    ),
    (
        "P",
        "Versterk de contractering",
        "Richt bestuurlijk en ambtelijk opdrachtgeverschap en opdrachtnemerschap in. Regel de randvoorwaarden die daarbij horen.",
    ),
    (
        "A",
        "Zorg voor een concrete agenda met focus",
        "Gebruik duidelijke taal. Noem doelen, projecten en tussentijdse resultaten. Stem de agenda af op de capaciteit.",
    ),
    (
        "G",
        "Voer open, eerlijk en zakelijk het gesprek",
        "Maak spanningen bespreekbaar. Weet als kleinere gemeente wat u wilt en wat u daarvoor nodig hebt. "
        "Laat medewerkers van gemeenten en regio samen de agenda concreet maken.",
    ),
)
"""The advice of the secretaries (versie 2), each with the angle whose findings call for it."""


def counts_by_rule(found: Sequence[Finding]) -> Counter[str]:
    """How often each rule was broken: what a foto keeps, to tell the next one what changed."""
    return Counter(finding.code for finding in found)


def foto(regio: Regio, rules: Sequence[Rule], found: Sequence[Finding], aside: int, peildatum: date) -> dict[str, Any]:
    """The regiofoto as values: for the terminal, for JSON and for the template `regiofoto`."""
    previous_day = max((row.datum for row in regio.fotos if row.datum < peildatum), default=None)
    previous = {row.code: row.aantal for row in regio.fotos if row.datum == previous_day} if previous_day else None
    angles = [_angle(letter, regio, rules, found, previous) for letter in INVALSHOEKEN]
    faulty = {finding.opdracht for finding in found if finding.ernst == Ernst.FOUT and finding.opdracht}
    good = len(regio.opdrachten) - len(faulty)
    return {
        "regio": {"naam": regio.settings.regionaam},
        "foto": {
            "datum": peildatum,
            "vorige": previous_day,
            "opdrachten": len(regio.opdrachten),
            "goed": good,
            "terzijde": aside,
            "bron": BRON,
            "samenvatting": _summary(len(regio.opdrachten), good, angles),
        },
        "invalshoeken": angles,
        "advies": [{"kop": head, "tekst": text} for letter, head, text in ADVIES if _total(angles, letter)],
    }


def _angle(
    letter: str, regio: Regio, rules: Sequence[Rule], found: Sequence[Finding], previous: dict[str, int] | None
) -> dict[str, Any]:
    of_angle = [finding for finding in found if finding.code[0] == letter]
    by_rule = counts_by_rule(of_angle)
    before = None if previous is None else sum(n for code, n in previous.items() if code[0] == letter)
    broken = [rule for rule in rules if by_rule[rule.code]]
    chains: dict[str, list[str]] = {}
    for rule in broken:
        chains.setdefault(explain(rule).keten_naam, []).append(rule.code)
    solved = [rule for rule in rules if rule.code[0] == letter and not by_rule[rule.code]]
    return {
        "letter": letter,
        "naam": INVALSHOEKEN[letter],
        "fouten": sum(finding.ernst == Ernst.FOUT for finding in of_angle),
        "waarschuwingen": sum(finding.ernst == Ernst.WAARSCHUWING for finding in of_angle),
        "hints": sum(finding.ernst == Ernst.HINT for finding in of_angle),
        "totaal": len(of_angle),
        "verschil": _difference(len(of_angle), before),
        "ketens": [
            {"oorzaak": KETENS[name][0], "gevolgen": [*KETENS[name][1:], EINDE], "toetsen": codes}
            for name, codes in chains.items()
        ],
        "opgelost": [
            {"code": rule.code, "norm": explain(rule).norm, "aantal": was}
            for rule in solved
            if (was := (previous or {}).get(rule.code, 0))
        ],
        "regels": [
            {
                "code": rule.code,
                "ernst": str(rule.ernst),
                "norm": explain(rule).norm,
                "aantal": by_rule[rule.code],
                "verschil": _difference(by_rule[rule.code], None if previous is None else previous.get(rule.code, 0)),
                "advies": _advice(explain(rule).herstel, next(one.repair for one in of_angle if one.code == rule.code)),
                "voorbeelden": _examples(regio, [finding for finding in of_angle if finding.code == rule.code]),
            }
            for rule in broken
        ],
    }


def _advice(herstel: str, repair: str) -> str:
    """How to mend it, with the command of the first finding in the place of the example's."""

    def real(match: re.Match[str]) -> str:
        example = match[1].split()
        if example[0] != "opdracht":
            return match[1]
        if example[:2] == repair.split()[:2]:
            return repair
        return " ".join(word for word in example if not re.search(r"[\d=]|\.\.\.", word))

    return re.sub("`([^`]*)`", real, herstel)


def _examples(regio: Regio, found: Sequence[Finding]) -> list[dict[str, str]]:
    return [
        {
            "plaats": f"{one.opdracht} {regio.opdrachten[one.opdracht].titel}" if one.opdracht else "De regio",
            "tekst": one.text,
        }
        for one in found[:MOST_EXAMPLES]
    ]


def _difference(now: int, before: int | None) -> str:
    if before is None:
        return ""
    if now == before:
        return "gelijk"
    return f"{abs(now - before)} {'meer' if now > before else 'minder'}"


def _total(angles: Sequence[dict[str, Any]], letter: str) -> int:
    return next(int(angle["totaal"]) for angle in angles if angle["letter"] == letter)


def _summary(opdrachten: int, good: int, angles: Sequence[dict[str, Any]]) -> list[str]:
    if not opdrachten:
        return ["Het register heeft nog geen opdrachten."]
    most = max(angles, key=lambda angle: (angle["fouten"], angle["totaal"]))
    sentences = [_how_many_are_good(opdrachten, good)]
    if most["totaal"]:
        sentences.append(f"De meeste bevindingen gaan over {most['naam'].lower()}: {most['totaal']}.")
        rule = max(most["regels"], key=lambda one: (one["ernst"] == Ernst.FOUT, one["aantal"]))
        sentences.append(f"Begin hier: {rule['voorbeelden'][0]['plaats']}. {rule['voorbeelden'][0]['tekst']}")
    else:
        sentences.append("De toets vindt niets.")
    return sentences


def _how_many_are_good(opdrachten: int, good: int) -> str:
    if opdrachten == 1:
        return "De ene opdracht heeft geen fouten." if good else "De ene opdracht heeft fouten."
    if good in (0, opdrachten):
        return f"{'Alle' if good else 'Geen van de'} {opdrachten} opdrachten {'zijn' if good else 'is'} zonder fouten."
    return f"Van de {opdrachten} opdrachten {'is' if good == 1 else 'zijn'} er {good} zonder fouten."
