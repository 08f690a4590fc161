"""What every screen is made of: messages, data, tables and texts as wide as the terminal.

All that people read goes through here, and only through here: what stands in a register, a file, a path or the words of
another program is not believed. `show` and `say` write one line each, in which hidden signs and line breaks are codes.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import traceback
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

import typer

from opdracht.signs import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDEST = 100
"""Longer lines read badly."""
NO_COLOUR = "NO_COLOR"
"""The variable that asks for a screen without colours and bold letters, here and of the libraries; see no-color.org."""


_TYPED = r"(?:python\S* -m )?opdracht (?=[-a-z])"
_UNBROKEN = re.compile(rf"'{_TYPED}[^']*'\S*|(?:(?<=: )|(?<=:  )|^\s*){_TYPED}.*|\S+")
"""What stays on one line: a word, a command between quotes, or one that ends or is the line."""


class Styled(NamedTuple):
    """A part of a line in colour, bold or dim letters."""

    text: str
    fg: str | None = None
    bold: bool | None = None
    dim: bool | None = None


def bold(text: str) -> Styled:
    """In bold letters."""
    return Styled(text, bold=True)


def dim(text: str) -> Styled:
    """In faint letters."""
    return Styled(text, dim=True)


def is_dumb() -> bool:
    """Whether the terminal knows no more than lines of text."""
    return os.environ.get("TERM") == "dumb"


def has_style() -> bool:
    """Whether the user wants colours and bold letters, and the terminal knows them."""
    return not os.environ.get(NO_COLOUR) and not is_dumb()


def can_redraw() -> bool:
    """Whether a line on stderr can be written over, to show progress."""
    return sys.stderr.isatty() and not is_dumb()


def as_line(*parts: str | Styled) -> str:
    """One line of parts, as it can be printed: what is in them shows, and only a part in style has marks of a terminal."""
    return "".join(
        typer.style(visible(part.text), fg=part.fg, bold=part.bold, dim=part.dim)
        if isinstance(part, Styled) and has_style()
        else visible(part.text if isinstance(part, Styled) else part)
        for part in parts
    )


def show(*parts: str | Styled) -> None:
    """One line of what was asked for, on stdout; without parts an empty line."""
    typer.echo(as_line(*parts))


def say(*parts: str | Styled) -> None:
    """One line for the user: on stderr, so that stdout holds data only. A terminal gets it broken between words."""
    for line in _between_words(parts, screen_width()) if sys.stderr.isatty() else [parts]:
        typer.echo(as_line(*line), err=True)


def _between_words(parts: Sequence[str | Styled], width: int) -> list[list[str | Styled]]:
    """The same parts over lines of a width, each with the indent of the first; what is to be typed stays on one line."""
    shown = [part._replace(text=visible(part.text)) if isinstance(part, Styled) else visible(part) for part in parts]
    text = "".join(part.text if isinstance(part, Styled) else part for part in shown)
    indent = text[: len(text) - len(text.lstrip())]
    starts = [0]
    for word in _UNBROKEN.finditer(text):
        room = width - (len(indent) if len(starts) > 1 else 0)
        if word.end() - starts[-1] > room and word.start() > starts[-1] + len(indent):
            starts.append(word.start())
    ends = [*(len(text[:start].rstrip()) for start in starts[1:]), len(text)]
    lines = [_cut(shown, start, end) for start, end in zip(starts, ends, strict=True)]
    return [line if number == 0 else [indent, *line] for number, line in enumerate(lines)]


def _cut(parts: Sequence[str | Styled], start: int, end: int) -> list[str | Styled]:
    """What of these parts stands between two places in their text."""
    cut: list[str | Styled] = []
    at = 0
    for part in parts:
        text = part.text if isinstance(part, Styled) else part
        piece = text[max(start - at, 0) : max(end - at, 0)]
        at += len(text)
        if piece:
            cut.append(part._replace(text=piece) if isinstance(part, Styled) else piece)
    return cut


def show_page(page: str) -> None:
    """A page of lines that `as_line` made."""
    typer.echo(page)


def write_data(text: str, *, mark: bool = False) -> None:
    """Data for another program: UTF-8 on stdout, whatever the console speaks.

    With `mark` it begins with the sign by which spreadsheets know UTF-8, but on a terminal.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8-sig" if mark and not sys.stdout.isatty() else "utf-8"))
    sys.stdout.buffer.flush()


def screen_width() -> int:
    """The columns of the terminal; 80 in a pipe."""
    return max(shutil.get_terminal_size((80, 24)).columns, 60)


def screen_height() -> int:
    """The lines of the terminal; 24 in a pipe."""
    return shutil.get_terminal_size((80, 24)).lines


def shortened(text: str, width: int) -> str:
    """A text as one line that shows all signs in it, and ends in '...' where it is longer than so many."""
    seen = visible(text.replace("\n", " "))
    return seen if len(seen) <= width else f"{seen[: width - 4].rstrip()} ..."


def filled(text: str, first: str = "", rest: str = "") -> list[str]:
    """A text over as many lines as it needs; the `first` begins with one indent and the `rest` with another."""
    width, seen = min(screen_width(), WIDEST), visible(text.replace("\n", " "))
    lines = textwrap.wrap(seen, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return lines or [first.rstrip()]


def show_text(text: str, first: str = "", rest: str = "") -> None:
    """Print a text over as many lines as it needs, as `filled` makes them."""
    for line in filled(text, first, rest):
        show(line)


def heading(text: str) -> None:
    """Print a line that stands above others."""
    show(bold(text))


def section(title: str) -> None:
    """Print the heading of a part, apart from what stands above it."""
    show()
    heading(title)


def console(*, err: bool = False) -> Console:
    """Where rich prints: in colours only when they are wanted. It takes rich's own Text of what is `visible`, no markup."""
    from rich.console import Console

    return Console(
        stderr=err,
        width=screen_width(),
        color_system="auto" if has_style() else None,
        markup=False,
        emoji=False,
        highlight=False,
    )


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under headers: a table that fits a terminal, or whole columns when piped."""
    if sys.stdout.isatty():
        from rich import box
        from rich.table import Table

        grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for header in headers:
            grid.add_column(
                _cell(header), overflow="fold", no_wrap=header in ("nummer", "sleutel", "van", "tot", "datum")
            )
        for row in rows:
            grid.add_row(*map(_cell, row))
        console().print(grid)
        return
    cells = [[visible(cell.replace("\n", " ")) for cell in row] for row in (headers, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        show("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(text: str) -> Text:
    """A cell of a table; its text may stand on several lines."""
    from rich.text import Text

    return Text("\n".join(map(visible, text.split("\n"))))


def show_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print an error that nobody foresaw: in what it says, text from outside may stand too."""
    for line in _lines_of(kind, error, trace):
        say(line)


def _lines_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Iterator[str]:
    for part in traceback.format_exception(kind, error, trace):
        yield from part.rstrip("\n").split("\n")
