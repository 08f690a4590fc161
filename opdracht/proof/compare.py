"""Where a text document differs from the text it should have, part by part.

What people filled in where a form asks for it (fill_in.py) is told apart.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, starmap

from opdracht.proof.fill_in import Fill, Slot, fits, slots_in, split, told_in
from opdracht.proof.text import Part, Said

_NEAR = 20
"""So many parts further on the one that a part became may stand."""


@dataclass(frozen=True)
class Deviation:
    """A place where a document says something else; empty in `was` was added, empty in `now` is gone."""

    place: str
    was: str
    now: str


@dataclass(frozen=True)
class TextComparison:
    """A document beside the text it should have: whether it says the same, and what was filled in."""

    is_same: bool
    fills: Sequence[Fill]
    differing: Callable[[], Iterable[Deviation]]
    """Finds where it says something else, which takes longer than knowing that it does."""

    @cached_property
    def deviations(self) -> Sequence[Deviation]:
        return () if self.is_same else tuple(self.differing())


def compared(expected: Sequence[Part], sent: Sequence[Part]) -> TextComparison:
    """The parts of a text document beside the text that was expected."""
    slots = slots_in(expected)
    own = {slot.after: slot for slot in slots if slot.column is None}
    filled = _filled_cells(expected, sent) if own else {}
    bare = [replace(part, text=filled[j][0]) if j in filled else part for j, part in enumerate(sent)]
    fills: list[Fill] = []
    blocks: list[tuple[Sequence[Part], Sequence[Part]]] = []
    for tag, i, to_i, j, to_j in _matcher(expected, bare).get_opcodes():
        if tag == "equal":
            for due, at in zip(range(i, to_i), range(j, to_j), strict=True):
                if at in filled and due in own:
                    fills += [Fill(sent[at].place, own[due].field, text) for text in filled[at][1:] if text]
                elif at in filled:
                    blocks.append(([expected[due]], [sent[at]]))
        elif tag == "insert" and (in_row := _in_empty_cells(slots, i - 1, sent[max(j - 1, 0) : to_j])):
            fills += in_row
        else:
            blocks.append((expected[i:to_i], sent[j:to_j]))
    return TextComparison(not blocks, fills, lambda: chain.from_iterable(starmap(_side_by_side, blocks)))


def _filled_cells(expected: Sequence[Part], sent: Sequence[Part]) -> dict[int, tuple[str, str]]:
    """The label and what follows it of each cell that was sent and looks filled in, by its index."""
    due = {part.said for part in expected}
    told = told_in(expected)
    cells = ((j, split(part.text, told)) for j, part in enumerate(sent) if part.column and part.said not in due)
    return {j: parts for j, parts in cells if parts}


def _in_empty_cells(slots: Sequence[Slot], after: int, sent: Sequence[Part]) -> list[Fill]:
    """What the cells after the first fill in, when they are empty cells of its own row and can hold this."""
    by_column = {slot.column: slot for slot in slots if slot.after == after and slot.column}
    row, _, _ = sent[0].place.rpartition(",")
    fills = [
        Fill(part.place, by_column[part.column].field, part.text)
        for part in sent[1:]
        if part.column in by_column
        and part.place.rpartition(",")[0] == row
        and fits(by_column[part.column].field, part.text, by_column[part.column].told)
    ]
    return fills if len(fills) == len(sent) - 1 == len({fill.place for fill in fills}) else []


def likeness(expected: Sequence[Part], sent: Sequence[Part]) -> float:
    """The share of the parts that say the same, from 0 to 1."""
    return _matcher(expected, sent).ratio()


def _matcher(expected: Sequence[Part], sent: Sequence[Part]) -> SequenceMatcher[Said]:
    return SequenceMatcher(None, [part.said for part in expected], [part.said for part in sent], autojunk=False)


def _side_by_side(was: Sequence[Part], now: Sequence[Part]) -> Iterator[Deviation]:
    """Parts that differ, each beside the one that is most like it, in their order."""
    start = 0
    for old in was:
        rest = range(start, min(start + _NEAR, len(now)))
        best = max(rest, key=lambda index: _alike(old, now[index]), default=None)
        if best is None or (_alike(old, now[best]) < 0.3 and len(was) != len(now)):
            yield Deviation(old.place, old.text, "")
            continue
        for new in now[start:best]:
            yield Deviation(new.place, "", new.text)
        yield Deviation(old.place, old.text, _now(old, now[best]))
        start = best + 1
    for new in now[start:]:
        yield Deviation(new.place, "", new.text)


def _now(old: Part, new: Part) -> str:
    """What a part became; of one that says the same where it stands now."""
    if old.text != new.text:
        return new.text
    return f"{new.text} [{'in een andere kolom' if old.zone != new.zone else 'in een andere rij'}]"


def _alike(old: Part, new: Part) -> float:
    return SequenceMatcher(None, old.text[:400], new.text[:400], autojunk=False).ratio()
