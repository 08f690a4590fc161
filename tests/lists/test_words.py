"""The words of others: each is of a field or a list that there is, and written as headings and cells are compared."""

from __future__ import annotations

import pytest

from opdracht.exchange.lists.headings import HEADINGS, IN_ONE, ROLES, plain_words
from opdracht.exchange.lists.layout import MADE
from opdracht.exchange.lists.vocabulary import NOTES, OF_BESTUUR, PRIORITIES, TOTALS, WORDS
from opdracht.exchange.workbook.columns import KINDS
from opdracht.records import kind_named


def test_every_kind_that_a_list_may_hold_has_words() -> None:
    assert {kind.enkelvoud for kind in KINDS} == set(HEADINGS)


@pytest.mark.parametrize("kind", HEADINGS)
def test_the_words_of_a_kind_are_of_its_fields(kind: str) -> None:
    fields = kind_named(kind).model_fields
    assert set(HEADINGS[kind]) <= set(fields)
    assert set(MADE.get(kind, ())) <= set(fields)


def test_words_are_written_as_they_are_compared() -> None:
    words = [word for fields in HEADINGS.values() for said in fields.values() for word in said]
    words += [word for said in ROLES.values() for word in said]
    words += [*IN_ONE, *NOTES, *OF_BESTUUR, *PRIORITIES, *TOTALS, *(word for said in WORDS.values() for word in said)]
    assert [word for word in words if plain_words(word) != word] == []


def test_words_stand_for_words_of_our_lists() -> None:
    for choices, words in WORDS.items():
        assert set(words.values()) <= {word.value for word in choices}  # type: ignore[attr-defined]
    assert set(PRIORITIES.values()) <= set(range(1, 6))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Start-\ndatum (gepland)", "startdatum gepland"),
        ("  Project\u00a0NAAM ", "project naam"),
        ("Risico’s", "risicos"),
        ("E-mail", "email"),
        ("Functie/rol", "functie rol"),
        ("Budget (x € 1.000)", "budget x 1 000"),
        (2027.0, "2027 0"),
    ],
)
def test_headings_are_compared_without_signs(written: object, words: str) -> None:
    assert plain_words(written) == words
