"""How capacity looks on a terminal and in a pipe: a heat map that needs no colour, and sentences.

Only the command itself may import this, in its body: it brings in all that it shows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from opdracht.capacity.balance import Shortage
from opdracht.capacity.months import Period
from opdracht.capacity.overview import Balance, Overview, Row
from opdracht.capacity.sentences import LEGEND, causes_sentence, shortage_sentence, signed, summary
from opdracht.capacity.shares import Share, percentage
from opdracht.choices import Status
from opdracht.cli.terminal import console, heading, screen_width, section, show, show_text, table
from opdracht.dutch import joined, written
from opdracht.signs import visible

MOST_SHORTAGES = 10
NAME = 24  # signs of a name at most
SIGNS = ("!", "+", "n")  # at the end of a cell: what stands before them ends in one column
CELL = 4  # '100+', with a space before it


def show_capacity(overview: Overview, statuses: Collection[Status], *, by_profiel: bool) -> None:
    """Print the totals, the heat map, each shortage with its causes, and the shares of the gemeenten."""
    title = f"Capaciteit van {overview.regio.settings.regionaam}, {overview.months.written}"
    heading(title)
    _paragraph(_counted(statuses))
    _paragraph(" ".join(summary(overview)))
    if round(overview.total.asked):
        show()
        rows = overview.profielen if by_profiel else overview.organisaties
        _heat_map(overview, [row for row in rows if row.asked.any() or row.offered.any()])
        _paragraph(LEGEND)
    _shortages(overview)
    _shares(overview)
    if overview.undated:
        section("Niet meegeteld, want er ontbreekt een datum")
        for nummer in overview.undated:
            _paragraph(f"{nummer}  {overview.regio.opdrachten[nummer].titel}")


def _heat_map(overview: Overview, rows: Sequence[Row]) -> None:
    from rich.text import Text

    screen = console()
    name_width = min(max(len(row.naam) for row in rows), NAME)
    columns = overview.months.at_most(max((screen_width() - name_width) // (CELL + 1) - 1, 1))
    for line in filter(str.strip, _heads(columns)):
        screen.print(Text(" " * name_width + line), no_wrap=True, crop=True)
    for row in rows:
        text = Text(visible(row.naam if len(row.naam) <= name_width else row.naam[: name_width - 1] + "…"))
        text.pad_right(name_width - len(text.plain))
        for cell in (*(row.over(column) for column in columns), row.whole):
            shown = signed(cell)
            text.append(" ").append(f"{shown if shown[-1:] in SIGNS else shown + ' ':>{CELL}}", _style(cell))
        text.rstrip()
        screen.print(text, no_wrap=True, crop=True)


def _heads(columns: Sequence[Period]) -> tuple[str, str]:
    """The years above (nothing when a column is a year or more) and the names of the columns, as wide as the cells."""
    above = below = ""
    year_before = None
    for column in columns:
        year = str(column.year)
        above += f" {year if column.part and year != year_before else '':>{CELL}}"
        below += f" {column.part.replace(' ', '') or year:>{CELL}}"
        year_before = year
    return above.rstrip(), below + " samen"


def _style(cell: Balance) -> str:
    """Colours in pairs that no theme changes: as clear on a dark screen as on a light one. The signs say the same."""
    if cell.is_short:
        return "bold color(231) on color(124)"
    if cell.is_nearly_full:
        return "color(16) on color(221)"
    return "color(16) on color(151)" if cell.asked >= 0.5 else ""


def _shortages(overview: Overview) -> None:
    if overview.shortages:
        section("Te weinig uren, het grootste tekort eerst")
    for shortage in overview.shortages[:MOST_SHORTAGES]:
        _shortage(overview, shortage)
    more = overview.shortages[MOST_SHORTAGES:]
    if more:
        hours = written(round(sum(shortage.short for shortage in more)))
        _paragraph(f"En {len(more)} andere, samen {hours} uur. Kies --organisatie of --profiel, of lees ze met --json.")


def _shortage(overview: Overview, shortage: Shortage) -> None:
    sentence = shortage_sentence(overview.regio, shortage)
    show_text(sentence, "  - ", "    ")
    because = causes_sentence(shortage.causes, overview.regio)
    show_text(because, "    ", "    ")


def _shares(overview: Overview) -> None:
    def weight(share: Share) -> float:
        return share.of_uren / share.of_inwoners if share.of_inwoners else 0.0

    if len(overview.shares) < 2:
        return  # nothing to compare
    working = sorted((share for share in overview.shares if round(share.uren)), key=weight, reverse=True)
    if not working:
        return
    limit = overview.regio.settings.grootste_aandeel
    section("Aandeel in de uren en in de inwoners")
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
    if set(statuses) == {status for status in Status if status.asks_hours}:
        return "Alle opdrachten tellen mee die niet afgerond of ingetrokken zijn."
    return f"Alleen opdrachten die {joined([str(s) for s in Status if s in statuses])} zijn, tellen mee."


def _paragraph(text: str) -> None:
    show_text(text, "  ", "  ")
