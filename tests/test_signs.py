"""What nobody sees is shown as a code, and what people write in any script stays as it is."""

from __future__ import annotations

import json
import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from opdracht.exchange.export import as_json, as_yaml
from opdracht.signs import looks, visible, with_codes

STEERING = ["\0", "\x07", "\x08", "\x0b", "\r", "\x1b", "\x7f", "\x85", "\x9b", "\n"]
UNSEEN = ["\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff",
          "\xad", "\u3164", "\u115f", "\uffa0", "\ufe0f", "\u2028", "\u2029", "\U000e0041", "\U000e0100", "\ud800", "\udc80",
          "\ue000", "\U000f0001", "\U0010ffff", "\ufffe", "\ufdd0", "\U0001ffff", "\u034f", "\u180e"]  # fmt: skip
WRITTEN = [
    "Súdwest-Fryslân",
    "👩‍🔧",
    "❤️",
    "🏳️‍🌈",
    "🙂‍↔️",
    "👩🏽‍🚒",
    "1️⃣",
    "ℹ️",
    "שלום",
    "می‌خواهم",
    "क्‍ष",
    "e\u0301",
    "日本語",
    "1 400",
    "“zo”",
]


@pytest.mark.parametrize("sign", [*STEERING, *UNSEEN], ids=lambda sign: f"{ord(sign):04X}")
def test_a_sign_that_hides_or_steers_is_shown_as_its_code(sign: str) -> None:
    assert visible(f"a{sign}b") == f"a<U+{ord(sign):04X}>b"


@pytest.mark.parametrize("text", WRITTEN)
def test_what_people_write_stays(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_nothing_that_steers_or_hides_is_left_of_any_text(text: str) -> None:
    left = {unicodedata.category(sign) for sign in visible(text) if sign not in "\t\u200c\u200d"}
    assert not {"Cc", "Cs", "Co", "Zl", "Zp"} & left
    assert "\u202e" not in visible(text)
    assert visible(visible(text)) == visible(text)


@given(st.text(st.sampled_from([*"ab \n\t:#\"'-=", *STEERING[:-1], *UNSEEN, *"👩🔧"])))
def test_json_and_yaml_hold_every_sign_and_write_none_of_them_raw(text: str) -> None:
    data = {"titel": text, "lijst": [text]}
    for written in (as_json(data), as_yaml(data)):
        assert with_codes(written) == written
    assert json.loads(as_json(data)) == data
    if not any("\ud800" <= sign <= "\udfff" for sign in text):  # which no file in UTF-8 can hold
        assert yaml.safe_load(as_yaml(data)) == data


@pytest.mark.parametrize("other", ["BREDA", "ｂｒｅｄａ", "brеdа", "bre\u200bda", "ΒRΕDΑ", "𝐛reda"])
def test_texts_that_nobody_tells_apart_look_the_same(other: str) -> None:
    assert looks(other) == looks("breda")
    assert looks("br\u00e9da") == looks("bre\u0301da") != looks("breda")
