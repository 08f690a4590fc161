"""How capacity looks on a terminal and in a pipe: a heat map that needs no colour, and sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import typer

from opdracht.cli.terminal import screen_width, table
from opdracht.dutch import written

if TYPE_CHECKING:
    from opdracht.capacity import Cell, Overview, Period, Row, Share, Shortage
    from opdracht.choices import Status

MOST_SHORTAGES = 10
NAME = 24  # signs of a name at most
SIGNS = ("!", "+", "n")  # at the end of a cell: what stands before them ends in one column
CELL = 4  # '100+', with a space before it


def show_capacity(seen: Overview, statuses: Collection[Status], *, by_profiel: bool) -> None:
    """Print the totals, the heat map, each shortage with its causes, and the shares of the gemeenten."""
    from opdracht.capacity import LEGEND, summary, written_months

    when = written_months(seen.months.first_day(0), seen.months.last_day(seen.months.count - 1))
    typer.echo(typer.style(f"Capaciteit van {seen.regio.settings.regionaam}, {when}", bold=True))
    _paragraph(_counted(statuses))
    _paragraph(" ".join(summary(seen)))
    if round(seen.total.asked):
        typer.echo("")
        rows = seen.profielen if by_profiel else seen.organisaties
        _heat_map(seen, [row for row in rows if row.asked.any() or row.offered.any()])
        _paragraph(LEGEND)
    _shortages(seen)
    _shares(seen)
    if seen.undated:
        typer.echo("\n" + typer.style("Niet meegeteld, want er ontbreekt een datum", bold=True))
        for nummer in seen.undated:
            _paragraph(f"{nummer}  {seen.regio.opdrachten[nummer].titel}")


def _heat_map(seen: Overview, rows: Sequence[Row]) -> None:
    from rich.console import Console
    from rich.text import Text

    from opdracht.capacity import Period, fitting_step, periods, signed

    console = Console(highlight=False, width=screen_width())
    name_width = min(max(len(row.naam) for row in rows), NAME)
    step = fitting_step(seen.months, max((screen_width() - name_width) // (CELL + 1) - 1, 1))
    columns = periods(seen.months, step)
    for line in filter(str.strip, _heads(columns)):
        console.print(Text(" " * name_width + line), no_wrap=True, crop=True)
    for row in rows:
        text = Text(row.naam if len(row.naam) <= name_width else row.naam[: name_width - 1] + "…")
        text.pad_right(name_width - len(text.plain))
        for period in (*columns, Period("samen", 0, seen.months.count - 1)):
            cell = row.over(period)
            shown = signed(cell)
            text.append(" ").append(f"{shown if shown[-1:] in SIGNS else shown + ' ':>{CELL}}", _style(cell))
        text.rstrip()
        console.print(text, no_wrap=True, crop=True)


def _heads(columns: Sequence[Period]) -> tuple[str, str]:
    """The years above (nothing when a column is a year or more) and the names of the columns, as wide as the cells."""
    months = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    above = below = ""
    year_before = ""
    for column in columns:
        year, _, part = column.label.partition("-")
        above += f" {year if len(part) == 2 and year != year_before else '':>{CELL}}"
        year_before = year
        name = f"kw{part[1]}" if part[:1] == "K" else months[int(part) - 1] if len(part) == 2 else year
        below += f" {name:>{CELL}}"
    return above.rstrip(), below + " samen"


def _style(cell: Cell) -> str:
    """Colours in pairs that no theme changes: as clear on a dark screen as on a light one. The signs say the same."""
    if cell.is_short:
        return "bold color(231) on color(124)"
    if cell.is_nearly_full:
        return "color(16) on color(221)"
    return "color(16) on color(151)" if cell.asked >= 0.5 else ""


def _shortages(seen: Overview) -> None:
    if seen.shortages:
        typer.echo("\n" + typer.style("Te weinig uren, het grootste tekort eerst", bold=True))
    for shortage in seen.shortages[:MOST_SHORTAGES]:
        _shortage(seen, shortage)
    more = seen.shortages[MOST_SHORTAGES:]
    if more:
        hours = written(round(sum(shortage.short for shortage in more)))
        _paragraph(f"En {len(more)} andere, samen {hours} uur. Kies --organisatie of --profiel, of lees ze met --json.")


def _shortage(seen: Overview, shortage: Shortage) -> None:
    from opdracht.capacity import causes_sentence, shortage_sentence

    width = min(screen_width(), 100)
    sentence = shortage_sentence(seen.regio, shortage)
    typer.echo(textwrap.fill(sentence, width, initial_indent="  - ", subsequent_indent="    "))
    because = causes_sentence(shortage.causes, {n: o.titel for n, o in seen.regio.opdrachten.items()})
    typer.echo(textwrap.fill(because, width, initial_indent="    ", subsequent_indent="    "))


def _shares(seen: Overview) -> None:
    from opdracht.capacity import percentage

    def weight(share: Share) -> float:
        return share.of_uren / share.of_inwoners if share.of_inwoners else 0.0

    if len(seen.shares) < 2:
        return  # nothing to compare
    working = sorted((share for share in seen.shares if round(share.uren)), key=weight, reverse=True)
    if not working:
        return
    limit = seen.regio.settings.grootste_aandeel
    typer.echo("\n" + typer.style("Aandeel in de uren en in de inwoners", bold=True))
    table(
        ("gemeente", "uren", "van de uren", "van de inwoners", ""),
        [
            (
                share.naam,
                written(round(share.uren)),
                percentage(share.of_uren),
                percentage(share.of_inwoners),
                f"! meer dan {written(limit)} keer" if share.is_too_much(limit) else "",
            )
            for share in working
        ],
    )


def _counted(statuses: Collection[Status]) -> str:
    from opdracht.checks.finding import BEFORE_THE_END
    from opdracht.choices import Status
    from opdracht.dutch import joined

    if frozenset(statuses) == BEFORE_THE_END:
        return "Alle opdrachten tellen mee die niet afgerond of ingetrokken zijn."
    return f"Alleen opdrachten die {joined([str(s) for s in Status if s in statuses])} zijn, tellen mee."


def _paragraph(text: str) -> None:
    typer.echo(textwrap.fill(text, min(screen_width(), 100), initial_indent="  ", subsequent_indent="  "))
