"""The place of a record: as text and back, and the records that its key names."""

from __future__ import annotations

import pytest

from opdracht.model import Mijlpaal
from opdracht.records import Place, make


def test_a_place_is_the_kind_and_the_key_of_a_record() -> None:
    fields = {"opdracht": "2027-001", "nr": 2, "datum": "2027-04-01", "resultaat": "Een kaart."}
    assert str(Place.of(make(Mijlpaal, fields))) == "mijlpaal 2027-001/2"


@pytest.mark.parametrize("text", ["mijlpaal 2027-001/2", "besluit AB 2026/1 x", "besluit a ", "iets", ""])
def test_a_place_that_is_read_is_written_the_same(text: str) -> None:
    assert str(Place.read(text)) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("mijlpaal 2027-001/2", [("opdracht", "2027-001"), ("", "2")]),
        ("rol 2027-001/adviseur/jan", [("opdracht", "2027-001"), ("", "adviseur"), ("persoon", "jan")]),
        ("volgorde 2027-002/2027-001", [("opdracht", "2027-002"), ("opdracht", "2027-001")]),
        ("besluit AB/2026/1", [("besluit", "AB/2026/1")]),
        ("iets 1/2", []),
        ("", []),
    ],
)
def test_each_part_of_the_key_names_a_record(text: str, parts: list[tuple[str, str]]) -> None:
    assert Place.read(text).parts() == parts
