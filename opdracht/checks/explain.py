"""What a rule says of itself, taken from its docstring: for `check --explain`, its page in docs/toetsen/ and conversations.

    '''Een opdracht heeft mijlpalen (secretarissen: zorg voor tussentijdse resultaten).

    Keten: agenda
    Fout: Wat er dan staat, zoals mensen het schrijven.
    Goed: Hoe het wel kan.
    Herstel: Wat u doet.
    Vraag: Wat u erover vraagt in een voortgangsgesprek?
    '''

A rule about wording only has no question: a sentence is mended at a desk. One about the whole region has none either.
"""

import inspect
from dataclasses import dataclass
from functools import cache

from opdracht.checks.finding import INVALSHOEKEN, Rule
from opdracht.checks.ketens import chain

NEEDED = ("Keten", "Fout", "Goed", "Herstel")
QUESTION = "Vraag"


@dataclass(frozen=True)
class Toets:
    """A rule as people read it; `vraag` is empty when there is nothing to talk about."""

    code: str
    ernst: str
    invalshoek: str
    norm: str
    keten_naam: str
    keten: str
    fout: str
    goed: str
    herstel: str
    vraag: str
    terzijde: str


@cache
def explain(rule: Rule) -> Toets:
    """Read the docstring of a rule. Raises ValueError when it has other parts than it should: that is a bug in the rule."""
    summary, *rest = inspect.cleandoc(rule.docstring).split("\n\n")
    parts: dict[str, str] = {}
    for line in "\n".join(rest).splitlines():
        word, colon, text = line.partition(": ")
        if colon and word in (*NEEDED, QUESTION):
            parts[word] = text.strip()
        elif parts and line.startswith(" "):
            parts[[*parts][-1]] += f" {line.strip()}"
        else:
            raise ValueError(f"{rule.code}: {line}")
    if tuple(parts) not in (NEEDED, (*NEEDED, QUESTION)):
        raise ValueError(f"{rule.code}: {', '.join(parts)}")
    return Toets(
        code=rule.code,
        ernst=str(rule.ernst),
        invalshoek=INVALSHOEKEN[rule.code[0]],
        norm=" ".join(summary.split()),
        keten_naam=parts["Keten"],
        keten=chain(parts["Keten"]),
        fout=parts["Fout"],
        goed=parts["Goed"],
        herstel=parts["Herstel"],
        vraag=parts.get(QUESTION, ""),
        terzijde=f'opdracht check {"" if rule.about_the_region else "2027-001 "}--set-aside {rule.code} --reason "..."',
    )
