"""The words of a PDF beside those it should have."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from opdracht.proof.compare_pdf import _opcodes, compared_pdf
from opdracht.proof.text import Part

WORDS = [
    "de",
    "gemeente",
    "levert",
    "gegevens",
    "over",
    "wijk",
    "en",
    "straat",
    "het",
    "bedrijf",
    "op",
    "tijd",
    "aan",
    "de",
]


def a_book() -> tuple[list[Part], list[str]]:
    """460 pages of words that come back all the time."""
    choice = random.Random(1)
    parts = [Part(f"alinea {at}", f"Stap {at} {' '.join(choice.choices(WORDS, k=25))}") for at in range(6000)]
    return parts, ["\n".join(part.text for part in parts[at : at + 13]) for at in range(0, 6000, 13)]


def test_two_words_changed_in_a_book_are_found_in_seconds() -> None:
    parts, pages = a_book()
    for page in (3, 200):
        pages[page] = pages[page].replace("gemeente", "provincie", 1)
    start = time.process_time()
    found = list(compared_pdf(parts, pages).deviations)
    assert [(deviation.was == deviation.now, "provincie" in deviation.now) for deviation in found] == [
        (False, True)
    ] * 2
    assert time.process_time() - start < 20  # it was more than a minute


@given(was=st.lists(st.sampled_from("abc"), max_size=60), now=st.lists(st.sampled_from("abc"), max_size=60))
def test_the_steps_from_one_row_of_words_to_another_make_the_other(was: list[str], now: list[str]) -> None:
    made: list[str] = []
    at = 0
    for tag, i, to_i, j, to_j in _opcodes(was, now):
        assert i == at
        at = to_i
        made += was[i:to_i] if tag == "equal" else now[j:to_j]
    assert (at, made) == (len(was), now)
