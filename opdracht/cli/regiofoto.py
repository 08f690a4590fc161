"""How the regiofoto looks on a terminal: the story, the four angles with their chains, and the advice."""

import typer

from opdracht.cli.findings import show_line
from opdracht.cli.terminal import filled, heading, section, table
from opdracht.codec import Fields
from opdracht.dutch import long_date
from opdracht.fields import in_words

EXAMPLES = 2
"""So many findings of a rule the terminal shows; the document shows more."""


def show_foto(foto: Fields) -> None:
    """Print a regiofoto."""
    facts = foto["foto"]
    heading(f"Regiofoto {foto['regio']['naam']}, {long_date(facts['datum'])}")
    typer.echo(filled(" ".join(facts["samenvatting"]), "  ", "  "))
    headers = ["invalshoek", "fouten", "waarschuwingen", "hints", "totaal"]
    columns = ["naam", *headers[1:]]
    if facts["vorige"]:
        headers.append(f"sinds {in_words(facts['vorige'])}")
        columns.append("verschil")
    typer.echo()
    table(headers, [[in_words(angle[name]) for name in columns] for angle in foto["invalshoeken"]])
    for angle in foto["invalshoeken"]:
        if angle["regels"] or angle["opgelost"]:
            _angle(angle, in_words(facts["vorige"]))
    if foto["advies"]:
        section("Advies")
    for advice in foto["advies"]:
        typer.echo(filled(f"{advice['kop']}. {advice['tekst']}", "  - ", "    "))


def _angle(angle: Fields, before: str) -> None:
    section(angle["naam"])
    for chain in angle["ketens"]:
        text = f"{', '.join(chain['toetsen'])}: {' → '.join((chain['oorzaak'], *chain['gevolgen']))}"
        typer.echo(filled(text, "  ", "    "))
    for rule in angle["regels"]:
        show_line(rule["code"], rule["ernst"], f"{rule['aantal']} x  {rule['norm']}", rule["verschil"])
        for example in rule["voorbeelden"][:EXAMPLES]:
            typer.echo(filled(f"{example['plaats']}: {example['tekst']}", " " * 21 + "- ", " " * 23))
    if angle["opgelost"]:
        solved = ", ".join(f"{rule['code']} ({rule['aantal']} x)" for rule in angle["opgelost"])
        typer.echo(f"  Opgelost sinds {before}: {solved}")
