"""How findings look: under the opdracht or the angle they belong to, with what mends them; and what a rule asks."""

from collections import Counter
from collections.abc import Callable, Sequence

from opdracht.actions.checking import Checked
from opdracht.checks import INVALSHOEKEN, Ernst, Finding, Rule
from opdracht.checks.explain import explain
from opdracht.checks.ketens import BRON
from opdracht.cli.terminal import Styled, dim, filled, heading, say, section, show, show_text, table
from opdracht.dutch import counted, joined, long_date
from opdracht.fields import in_words
from opdracht.model import Terzijde
from opdracht.region import Regio

PLURALS = {"fout": "fouten", "waarschuwing": "waarschuwingen", "hint": "hints"}


def show_check(checked: Checked, typed: Callable[[str], str], by: str = "opdracht") -> None:
    """Print what was found, what was set aside, the number per angle, and all in a sentence."""
    show_findings(checked.findings, checked.regio, typed, by)
    _set_aside(checked.aside)
    _score(checked.findings)
    hidden = f" Door uw keuze niet getoond: {checked.hidden}." if checked.hidden else ""
    say(summary(checked, f", op {long_date(checked.day)}") + hidden)


def show_findings(
    found: Sequence[Finding], regio: Regio, typed: Callable[[str], str] | None = None, by: str = "opdracht"
) -> None:
    """Print findings under the opdracht (or the angle) they belong to; with `typed` each with what mends it."""
    by_angle = by == "invalshoek"
    if by_angle:
        order, levels = list(INVALSHOEKEN), list(Ernst)
        found = sorted(found, key=lambda finding: (order.index(finding.code[0]), levels.index(finding.ernst)))
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.code[0] if by_angle else finding.opdracht, []).append(finding)
    for key, together in groups.items():
        section(INVALSHOEKEN[key] if by_angle else f"{key}  {regio.opdrachten[key].titel}" if key else "De regio")
        for finding in together:
            where = f"{finding.opdracht or 'De regio'}: " if by_angle else ""
            show_line(finding.code, finding.ernst, where + finding.text, typed(finding.repair) if typed else "")


def _set_aside(pairs: Sequence[tuple[Finding, Terzijde]]) -> None:
    if pairs:
        section("Terzijde gelegd")
    for finding, row in pairs:
        by = f"{row.door}, " if row.door else ""
        text = f"{finding.opdracht or 'De regio'}: {finding.text}"
        show_line(finding.code, "terzijde", text, f"{row.reden} ({by}{in_words(row.datum)})")


def _score(found: Sequence[Finding]) -> None:
    counts = {name: sum(finding.code[0] == letter for finding in found) for letter, name in INVALSHOEKEN.items()}
    show()
    show("Bevindingen per invalshoek: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


def summary(checked: Checked, when: str = "") -> str:
    """'2 fouten en 1 hint in 3 opdrachten.'"""
    counts = Counter(str(finding.ernst) for finding in checked.findings)
    numbers = joined(counted(counts[ernst], ernst, plural) for ernst, plural in PLURALS.items() if counts[ernst])
    opdrachten = counted(len(checked.nummers), "opdracht", "opdrachten")
    aside = f" Terzijde gelegd: {len(checked.aside)}." if checked.aside else ""
    return f"{numbers or 'Geen bevindingen'} in {opdrachten}{when}.{aside}"


def show_line(code: str, label: str, text: str, below: str) -> None:
    """Print one finding: its code, how grave it is, what it says, and something under it."""
    colours = {"fout": "red", "waarschuwing": "yellow", "hint": "cyan"}
    indent = " " * (len(code) + 17)
    first, *rest = filled(text, indent, indent)
    show(f"  {code} ", Styled(f"{label:<13}", fg=colours.get(label)), f" {first[len(indent) :]}")
    for line in rest:
        show(line)
    if below:
        show(indent, dim(below))


COLUMNS = ("code", "ernst", "opdracht", "plaats", "tekst", "herstel", "reden", "door", "datum")
"""Of a table of findings; the last three are of what was set aside."""


def check_rows(checked: Checked) -> list[dict[str, object]]:
    """What was found, and after it what was set aside, as rows of a table."""
    return [*map(_data, checked.findings), *(_data_aside(finding, row) for finding, row in checked.aside)]


def check_data(checked: Checked) -> dict[str, object]:
    """What was found, as `check --json` writes it."""
    counts = Counter(str(finding.ernst) for finding in checked.findings)
    return {
        "peildatum": checked.day,
        "aantal": {ernst: counts[ernst] for ernst in PLURALS},
        "bevindingen": [_data(finding) for finding in checked.findings],
        "terzijde": [_data_aside(finding, row) for finding, row in checked.aside],
    }


def _data(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "ernst": str(finding.ernst),
        "opdracht": finding.opdracht,
        "plaats": finding.record,
        "tekst": finding.text,
        "herstel": finding.repair,
    }


def _data_aside(finding: Finding, row: Terzijde) -> dict[str, object]:
    return {**_data(finding), "reden": row.reden, "door": row.door, "datum": row.datum}


def show_rules(rules: Sequence[Rule]) -> None:
    """Print every rule with its norm."""
    table(("code", "ernst", "norm"), [(told.code, told.ernst, told.norm) for told in map(explain, rules)])
    show()
    show_text(BRON)


def show_explanation(rule: Rule, typed: Callable[[str], str]) -> None:
    """Print what a rule asks, why, how it looks and how to mend it."""
    told = explain(rule)
    heading(f"{told.code}  {told.norm}")
    show(f"  {told.invalshoek}, {told.ernst}")
    for label, text in (
        ("Waarom", told.keten),
        ("Fout", told.fout),
        ("Goed", told.goed),
        ("Herstel", typed(told.herstel)),
        ("Toch zo laten", typed(told.terzijde)),
        ("Bron", BRON),
    ):
        section(label)
        show_text(text, "  ", "  ")
