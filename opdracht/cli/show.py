"""How records, agreements and findings look: tables on a terminal, plain columns in a pipe."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import typer

from opdracht.fields import in_words

if TYPE_CHECKING:
    from opdracht.checks import Finding, Rule
    from opdracht.checks.foto import Invalshoek, Regiofoto
    from opdracht.model import Record, Terzijde
    from opdracht.region import Regio

FOTO_EXAMPLES = 2
"""So many findings of a rule the terminal shows of a regiofoto; the document shows more."""


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under headers: a table that fits a terminal, or whole columns when piped."""
    if sys.stdout.isatty():
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for header in headers:
            grid.add_column(
                Text(header), overflow="fold", no_wrap=header in ("nummer", "sleutel", "van", "tot", "datum")
            )
        for row in rows:
            grid.add_row(*(Text(cell) for cell in row))
        Console().print(grid)
        return
    cells = [[cell.replace("\n", " ") for cell in row] for row in (headers, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def columns(kind: type[Record]) -> tuple[str, ...]:
    """What a list of a kind shows: the fields declared so, after the key that set, show and remove take."""
    from opdracht.model import Document, fields_that

    listed = fields_that(kind, lambda field: field.listed)
    if kind is Document:
        return (listed[0], "staat", *listed[1:])
    return ("sleutel", *listed) if "nr" in kind.sleutel else listed


def cells(record: Any, columns: Iterable[str]) -> list[str]:
    """The fields of a record as texts; `sleutel` is its key."""
    from opdracht.model import key_of
    from opdracht.records import written_key

    return [
        written_key(key_of(record)) if column == "sleutel" else in_words(getattr(record, column)) for column in columns
    ]


def findings(
    found: Sequence[Finding], regio: Regio, shown: Callable[[str], str] | None = None, by: str = "opdracht"
) -> None:
    """Print findings under the opdracht (or the angle) they belong to; with `shown` each with what mends it."""
    from opdracht.checks import INVALSHOEKEN, Ernst

    by_angle = by == "invalshoek"
    if by_angle:
        found = sorted(found, key=lambda one: (list(INVALSHOEKEN).index(one.code[0]), list(Ernst).index(one.ernst)))
    groups: dict[str, list[Finding]] = {}
    for one in found:
        groups.setdefault(one.code[0] if by_angle else one.opdracht, []).append(one)
    for key, ones in groups.items():
        typer.echo("\n" + typer.style(INVALSHOEKEN[key] if by_angle else _title(regio, key), bold=True))
        for one in ones:
            where = f"{one.opdracht or 'De regio'}: " if by_angle else ""
            _finding(one.code, one.ernst, where + one.text, shown(one.repair) if shown else "")


def set_aside(pairs: Sequence[tuple[Finding, Terzijde]]) -> None:
    """Print the findings that were set aside, each with its reason."""
    if pairs:
        typer.echo("\n" + typer.style("Terzijde gelegd", bold=True))
    for finding, row in pairs:
        by = f"{row.door}, " if row.door else ""
        _finding(
            finding.code,
            "terzijde",
            f"{finding.opdracht or 'De regio'}: {finding.text}",
            f"{row.reden} ({by}{in_words(row.datum)})",
        )


def score(found: Sequence[Finding]) -> None:
    """Print the number of findings per angle, on one line."""
    from opdracht.checks import INVALSHOEKEN

    counts = {name: sum(one.code[0] == letter for one in found) for letter, name in INVALSHOEKEN.items()}
    typer.echo("\nBevindingen per invalshoek: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


def rules(listed: Sequence[Rule]) -> None:
    """Print every rule with its norm."""
    from opdracht.checks.explain import explain
    from opdracht.checks.ketens import BRON

    table(("code", "ernst", "norm"), [(told.code, told.ernst, told.norm) for told in map(explain, listed)])
    typer.echo("\n" + textwrap.fill(BRON, min(screen_width(), 100)))


def explanation(rule: Rule) -> None:
    """Print what a rule asks, why, how it looks and how to mend it."""
    from opdracht.checks.explain import explain
    from opdracht.checks.ketens import BRON

    told = explain(rule)
    width = min(screen_width(), 100)
    typer.echo(typer.style(f"{told.code}  {told.norm}", bold=True))
    typer.echo(f"  {told.invalshoek}, {told.ernst}")
    for label, text in (
        ("Waarom", told.keten),
        ("Fout", told.fout),
        ("Goed", told.goed),
        ("Herstel", told.herstel),
        ("Toch zo laten", told.terzijde),
        ("Bron", BRON),
    ):
        typer.echo("\n" + typer.style(label, bold=True))
        typer.echo(textwrap.fill(text, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))


def foto(made: Regiofoto) -> None:
    """Print the regiofoto: the story, the four angles with their chains, and the advice."""
    from opdracht.dutch import long_date

    width = min(screen_width(), 100)
    typer.echo(typer.style(f"Regiofoto {made.regio}, {long_date(made.datum)}", bold=True))
    typer.echo(textwrap.fill(" ".join(made.samenvatting), width, initial_indent="  ", subsequent_indent="  "))
    since = (f"sinds {in_words(made.vorige)}",) if made.vorige else ()
    columns = ("fouten", "waarschuwingen", "hints", "totaal")
    typer.echo("")
    table(
        ("invalshoek", *columns, *since),
        [
            [angle.naam, *(in_words(getattr(angle, name)) for name in columns), *([angle.verschil] if since else [])]
            for angle in made.invalshoeken
        ],
    )
    for angle in made.invalshoeken:
        if angle.regels or angle.opgelost:
            _angle(angle, width)
        if angle.opgelost:
            solved = ", ".join(f"{toets.code} ({toets.aantal} x)" for toets in angle.opgelost)
            typer.echo(f"  Opgelost sinds {in_words(made.vorige)}: {solved}")
    if made.advies:
        typer.echo("\n" + typer.style("Advies", bold=True))
    for advies in made.advies:
        typer.echo(
            textwrap.fill(f"{advies.kop}. {advies.tekst}", width, initial_indent="  - ", subsequent_indent="    ")
        )


def _angle(angle: Invalshoek, width: int) -> None:
    typer.echo("\n" + typer.style(angle.naam, bold=True))
    for keten in angle.ketens:
        text = f"{', '.join(keten.toetsen)}: {' → '.join((keten.oorzaak, *keten.gevolgen))}"
        typer.echo(textwrap.fill(text, width, initial_indent="  ", subsequent_indent="    "))
    for broken in angle.regels:
        _finding(broken.code, broken.ernst, f"{broken.aantal} x  {broken.norm}", broken.verschil)
        for voorbeeld in broken.voorbeelden[:FOTO_EXAMPLES]:
            text = f"{voorbeeld.plaats}: {voorbeeld.tekst}"
            typer.echo(textwrap.fill(text, width, initial_indent=" " * 21 + "- ", subsequent_indent=" " * 23))


def _title(regio: Regio, nummer: str) -> str:
    return f"{nummer}  {regio.opdrachten[nummer].titel}" if nummer else "De regio"


def _finding(code: str, label: str, text: str, below: str) -> None:
    colours = {"fout": "red", "waarschuwing": "yellow", "hint": "cyan"}
    indent = " " * (len(code) + 17)
    lines = textwrap.wrap(text, min(screen_width(), 100) - len(indent)) or [""]
    typer.echo(f"  {code} {typer.style(f'{label:<13}', fg=colours.get(label))} {lines[0]}")
    for line in lines[1:]:
        typer.echo(indent + line)
    if below:
        typer.echo(indent + typer.style(below, dim=True))


def screen_width() -> int:
    """The columns of the terminal; 80 in a pipe."""
    import shutil

    return max(shutil.get_terminal_size((80, 24)).columns, 60)
