"""What every screen is made of: messages, data, tables and texts as wide as the terminal."""

import shutil
import sys
import textwrap
from collections.abc import Sequence

import typer

WIDEST = 100
"""Longer lines read badly."""


def say(text: str) -> None:
    """A message for the user: on stderr, so that stdout holds data only."""
    typer.echo(text, err=True)


def write_data(text: str) -> None:
    """Data for another program: UTF-8 on stdout, whatever the console speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def screen_width() -> int:
    """The columns of the terminal; 80 in a pipe."""
    return max(shutil.get_terminal_size((80, 24)).columns, 60)


def filled(text: str, first: str = "", rest: str = "") -> str:
    """A text over as many lines as it needs; the `first` begins with one indent and the `rest` with another."""
    width = min(screen_width(), WIDEST)
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def heading(text: str) -> None:
    """Print a line that stands above others."""
    typer.echo(typer.style(text, bold=True))


def section(title: str) -> None:
    """Print the heading of a part, apart from what stands above it."""
    heading(f"\n{title}")


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
