"""Pictures: hours asked of hours offered as a heat map that can be read in black and white, and its words."""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib import colormaps, rc_context
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.patches import Rectangle

from opdracht.capacity.months import Period
from opdracht.capacity.overview import Balance, Overview, Row
from opdracht.capacity.sentences import in_sentences, signed

FONT = "DejaVu Sans"  # comes with matplotlib, so the picture is the same everywhere
WIDTH = 6.3  # inches: 16 cm, what stands between the margins of A4
CAPTION = "Uren die gevraagd zijn, als percentage van de uren die er zijn, per organisatie."
MOST_ROWS = 24
MOST_COLUMNS = 12
FULL = 100  # percent; twice as much gets the darkest colour
ALARM = 130  # at least as dark as this where hours are short, also when those of another profiel are left
_SHADES = colormaps["YlOrBr"]  # from light to dark, so that grey says the same
_SCALE = Normalize(0, 2 * FULL)


def capacity_chart(overview: Overview, rows: Sequence[Row]) -> bytes:
    """A PNG of these rows against the months, or longer periods when there are many; a cell that is short has a frame and a sign too.

    Rows that are asked nothing are left out; there is at least one that is asked something.
    """
    asked = [row for row in rows if row.asked.any()]
    shown = asked[:MOST_ROWS]
    columns = overview.months.at_most(MOST_COLUMNS)
    with rc_context({"font.family": FONT, "font.size": 8, "text.parse_math": False}):
        figure = Figure(figsize=(WIDTH, 0.9 + 0.26 * len(shown)), dpi=200, layout="constrained")
        axes = figure.add_subplot()
        axes.set_xlim(0, len(columns))
        axes.set_ylim(len(shown), 0)
        for y, row in enumerate(shown):
            for x, period in enumerate(columns):
                _cell(axes, x, y, row.over(period))
        axes.set_yticks([y + 0.5 for y in range(len(shown))], [_cut(row.naam) for row in shown])
        axes.set_xticks([x + 0.5 for x in range(len(columns))], _heads(columns))
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        more = f"  En {len(asked) - MOST_ROWS} andere." if asked[MOST_ROWS:] else ""
        axes.set_xlabel(
            f"Procent gevraagd van de uren die er zijn.  ! en kader: te weinig.  + bijna vol.{more}", loc="left"
        )
        image = io.BytesIO()
        figure.savefig(image, format="png", metadata={"Software": None})  # the same hours give the same bytes
    return image.getvalue()


def chart_words(overview: Overview) -> str:
    """What the picture says, for who cannot see it."""
    return " ".join((CAPTION, *in_sentences(overview, 3)))


def _cell(axes: Axes, x: int, y: int, cell: Balance) -> None:
    text = signed(cell)
    percent = 2 * FULL if cell.percent is None else max(cell.percent, ALARM if cell.is_short else 0)
    shade = _SHADES(_SCALE(min(percent, 2 * FULL))) if text else (1.0, 1.0, 1.0, 1.0)
    dark = 0.299 * shade[0] + 0.587 * shade[1] + 0.114 * shade[2] < 0.55
    edge, width, order = ("black", 1.4, 2) if cell.is_short else ("white", 0.8, 1)
    box = Rectangle((x + 0.04, y + 0.06), 0.92, 0.88, facecolor=shade, edgecolor=edge, linewidth=width, zorder=order)
    axes.add_patch(box)
    axes.text(
        x + 0.5, y + 0.53, text, ha="center", va="center", fontsize=8, zorder=3,
        color="white" if dark else "black", fontweight="bold" if cell.is_short else "normal",
    )  # fmt: skip


def _heads(columns: Sequence[Period]) -> list[str]:
    """'kw 1' with the year under the first of a year; years as they are."""
    firsts = {period.year: period for period in reversed(columns)}
    return [
        f"{period.part}\n{period.year if period is firsts[period.year] else ''}"
        if period.part
        else period.name.replace("-", "–\n")
        for period in columns
    ]


def _cut(name: str) -> str:
    """A name that fits beside the picture, in signs that the font has."""
    font = get_font(findfont(FONT))
    known = "".join(sign if font.get_char_index(ord(sign)) else "·" for sign in name)
    return known if len(known) <= 24 else known[:23].rstrip() + "…"
