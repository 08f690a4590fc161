"""Whether the text of a page stands in the order in which it is read: line under line, and in tables cell after cell.

The words of a PDF are taken in the order in which they are written. Two amounts that changed places on paper would not
be seen in that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

_SAME_LINE = 0.25
"""Runs whose lines differ less than this part of their size stand on one line."""
_OVERLAP = 0.12
"""So far may a run begin in the one before it, in parts of its size: kerning."""
_COLUMN = 0.5
"""After a gap of more than this part of its size a run is in the next column."""
_SPACE = 0.12
"""A gap of this part of its size between two runs is a space."""
_NEXT_LINE = 0.85
"""So much lower is the next line at least, in parts of its size."""
_ABOVE, _BELOW = 0.7, 0.18
"""What a line of text takes above and below where it stands, in parts of its size."""


@dataclass(frozen=True)
class Box:
    """A rectangle of a page, in points from the corner at the bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        return self.right - self.left > self.top - self.bottom

    def holds(self, other: "Box", slack: float) -> bool:
        return (
            self.left - slack <= other.left
            and self.bottom - slack <= other.bottom
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def within(self, other: "Box") -> "Box":
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


@dataclass(frozen=True)
class TextRun:
    """Text that is written in one go, on one line."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def box(self) -> Box:
        return Box(self.left, self.base - _BELOW * self.size, self.right, self.base + _ABOVE * self.size)


@dataclass
class Drawing:
    """All that a page shows."""

    runs: list[TextRun] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)


def out_of_order(shown: Drawing) -> TextRun | None:
    """The first run that stands where it is not read at that time, or over another; None when there is none."""
    row = _Row([line for line in shown.lines if line.is_level])
    return next((run for run in shown.runs if run.text.strip() and not row.takes(run)), None)


def text_of(shown: Drawing) -> str:
    """The text of a page, line by line, in the order in which it is written; what stands on one height is one line."""
    text: list[str] = []
    last: TextRun | None = None
    for run in shown.runs:
        if last is not None:
            size = max(run.size, last.size)
            gap = run.left - last.right
            is_same_line = abs(last.base - run.base) <= _SAME_LINE * size
            if not is_same_line:
                text.append("\n")
            elif not -_OVERLAP * size <= gap < _SPACE * size:
                text.append(" ")
        text.append(run.text)
        last = run
    return "".join(text)


class _Row:
    """The row of a table that is being read, or other text between two lines: column after column, each downwards."""

    def __init__(self, lines: Sequence[Box]) -> None:
        self.lines = lines
        self.runs: list[TextRun] = []
        self.column_left = 0.0

    def takes(self, run: TextRun) -> bool:
        """Whether a run follows on what was read so far."""
        if not self.runs:
            return self._begins(run)
        last = self.runs[-1]
        size = max(run.size, last.size)
        lower, gap = last.base - run.base, run.left - last.right
        if abs(lower) <= _SAME_LINE * size:
            if gap > _COLUMN * size:
                self.column_left = run.left
            fits = gap >= -_OVERLAP * size
        elif lower < 0:
            self.column_left = run.left
            fits = self._is_right_of_all(run) and not self._is_parted_from(run, last)
        elif run.left >= self.column_left - _OVERLAP * size and not self._is_parted_from(last, run):
            fits = lower >= _NEXT_LINE * run.size
        else:
            return min(other.base for other in self.runs) - run.base >= _NEXT_LINE * run.size and self._begins(run)
        self.runs.append(run)
        return fits

    def _is_right_of_all(self, run: TextRun) -> bool:
        """Whether a run stands no higher than the row, and to the right of all that stands as high or lower."""
        beside = [other for other in self.runs if other.base < run.base + _NEXT_LINE * run.size]
        is_in_row = run.base <= self.runs[0].base + _SAME_LINE * run.size
        return is_in_row and all(run.left >= other.right for other in beside)

    def _is_parted_from(self, high: TextRun, low: TextRun) -> bool:
        """Whether a line runs between two runs."""
        return any(
            low.base < line.bottom < high.base and line.left < high.right and high.left < line.right
            for line in self.lines
        )

    def _begins(self, run: TextRun) -> bool:
        self.runs = [run]
        self.column_left = run.left
        return True
