"""The pages that are made of the code: docs/toetsen/, docs/velden.md, the table of rules in the manual and their number.

    .venv/bin/python -m tests.pages

writes them; tests/test_docs.py fails while one is stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from opdracht.checks import RULES, Rule
from opdracht.checks.explain import explain
from opdracht.checks.ketens import BRON
from opdracht.model import Record, declarations
from opdracht.model.base import word_list
from opdracht.records import KINDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
COMMAND = ".venv/bin/python -m tests.pages"


def pages() -> dict[Path, str]:
    """Every file with something in it that is made, as it should be."""
    manual, changelog = DOCS / "handleiding.md", ROOT / "CHANGELOG.md"
    return {
        **{DOCS / "toetsen" / f"{rule.code}.md": _page(rule) for rule in RULES},
        DOCS / "velden.md": _fields(),
        manual: _between("toetsen", manual.read_text("utf-8"), "\n".join(_table(RULES))),
        changelog: re.sub(r"^- \d+(?= toetsen )", f"- {len(RULES)}", changelog.read_text("utf-8"), flags=re.MULTILINE),
    }


def stale() -> list[str]:
    """The files that are not as they should be, and pages of rules that are gone."""
    made = pages()
    gone = set((DOCS / "toetsen").glob("*.md")) - made.keys()
    changed = {path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text}
    return sorted(str(path.relative_to(ROOT)) for path in gone | changed)


def write() -> None:
    """Write them all."""
    made = pages()
    for path in set((DOCS / "toetsen").glob("*.md")) - made.keys():
        path.unlink()
    for path, text in made.items():
        path.write_text(text, "utf-8")


def _between(mark: str, text: str, made: str) -> str:
    """The text with something else between the two comments that carry a mark."""
    begin, end = f"<!-- {mark} -->\n", f"\n<!-- einde {mark} -->"
    before, _, rest = text.partition(begin)
    return f"{before}{begin}{made}{end}{rest.partition(end)[2]}"


def _table(rules: tuple[Rule, ...]) -> Iterator[str]:
    yield "| Code | Ernst | Wat de toets verlangt |"
    yield "|---|---|---|"
    for toets in map(explain, rules):
        yield f"| [{toets.code}](toetsen/{toets.code}.md) | {toets.ernst} | {toets.norm} |"


def _page(rule: Rule) -> str:
    toets = explain(rule)
    question = f"**In gesprek.** {toets.vraag}\n\n" if toets.vraag else ""
    return f"""# {toets.code}: {toets.norm}

Invalshoek: {toets.invalshoek.lower()}. Ernst: {toets.ernst}.

**Waarom.** {toets.keten[0].upper()}{toets.keten[1:]}.

**Fout.** {toets.fout}

**Goed.** {toets.goed}

**Herstel.** {toets.herstel}

{question}**Toch zo laten?** Leg de reden vast, bijvoorbeeld met
`{toets.terzijde}`. De bevinding blijft zichtbaar, en komt terug zodra
verandert waar zij over gaat.

{BRON}
"""


def _fields() -> str:
    kinds = [kind for kind in KINDS.values() if not kind.comes_by]
    return (
        "\n\n".join(
            [
                "# De velden",
                "Zo heten de velden in een bestand, bij `opdracht add` en `opdracht set`, en in de sjablonen. In een bestand staan\n"
                "`afbakening_wel` en `afbakening_niet` samen als `afbakening: {wel: ..., niet: ...}`.",
                *("\n".join(_of_kind(kind)) for kind in kinds),
            ]
        )
        + "\n"
    )


def _of_kind(kind: type[Record]) -> Iterator[str]:
    yield f"## {kind.meervoud.capitalize()}\n"
    yield "| Veld | Zo leest u het | Wat er mag staan |"
    yield "|---|---|---|"
    for name, declaration in declarations(kind).items():
        words = word_list(kind, name)
        yield f"| `{name}` | {declaration.label} | {', '.join(words) if words else ''} |".replace("|  |", "| |")


if __name__ == "__main__":
    write()
