"""What a rule says of itself, taken from its docstring: for `check --explain` and for the page in docs/toetsen/."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

from opdracht.checks.finding import INVALSHOEKEN, Rule
from opdracht.checks.ketens import BRON, chain


@dataclass(frozen=True)
class Explanation:
    """The parts of a rule's page."""

    code: str
    ernst: str
    invalshoek: str
    norm: str
    keten_naam: str
    keten: str
    fout: str
    goed: str
    herstel: str
    terzijde: str


def explain(rule: Rule) -> Explanation:
    """Read the docstring of a rule. Raises KeyError when a part is missing: that is a bug in the rule."""
    summary, _, rest = inspect.cleandoc(rule.docstring).partition("\n\n")
    norm = " ".join(summary.split()).partition(": ")[2]
    parts: dict[str, str] = {}
    name = ""
    for line in rest.splitlines():
        word, colon, text = line.partition(": ")
        if colon and word in ("Keten", "Fout", "Goed", "Herstel"):
            name, parts[word] = word, text.strip()
        else:
            parts[name] += f" {line.strip()}"
    return Explanation(
        code=rule.code,
        ernst=str(rule.ernst),
        invalshoek=INVALSHOEKEN[rule.code[0]],
        norm=norm[0].upper() + norm[1:],
        keten_naam=parts["Keten"],
        keten=chain(parts["Keten"]),
        fout=parts["Fout"],
        goed=parts["Goed"],
        herstel=parts["Herstel"],
        terzijde=f'opdracht check {"" if rule.about_the_region else "2027-001 "}--set-aside {rule.code} --reason "..."',
    )


def page(rule: Rule) -> str:
    """The page of a rule, as Markdown."""
    told = explain(rule)
    return f"""# {told.code}: {told.norm}

Invalshoek: {told.invalshoek.lower()}. Ernst: {told.ernst}.

**Waarom.** {told.keten[0].upper()}{told.keten[1:]}.

**Fout.** {told.fout}

**Goed.** {told.goed}

**Herstel.** {told.herstel}

**Toch zo laten?** Leg de reden vast, bijvoorbeeld met
`{told.terzijde}`. De bevinding blijft zichtbaar, en komt terug zodra
verandert waar zij over gaat.

{BRON}
"""
