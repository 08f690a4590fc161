"""The one door: text is kept to the letter or refused, numbers and words mean one thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opdracht.choices import Soort
from opdracht.fields import amount, code, foreign_sign, line, lines, nummer, one_of, text, whole


@given(st.text())
def test_text_is_kept_to_the_letter_or_refused(value: str) -> None:
    try:
        assert text(value) == value
    except ValueError as refusal:
        assert "teken" in str(refusal)  # noqa: PT017 - both outcomes are right, and each is looked at


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x0b", "\x1b", "\r", "\x85", "\u2028", "\ud800", "\ufffe", "\x7f"])
def test_a_sign_that_a_document_cannot_hold_is_refused(sign: str) -> None:
    with pytest.raises(ValueError, match=r"U\+[0-9A-F]{4}"):
        text(f"voor{sign}na")


@pytest.mark.parametrize("value", ["a\nb", "a\tb", "{{ 7*7 }}", "&<>\"'", "👩‍🔧", "שלום", "e\u0301", "x" * 100_000])
def test_unusual_text_is_kept(value: str) -> None:
    assert text(value) == value


def test_a_line_holds_no_line_break() -> None:
    with pytest.raises(ValueError, match="één regel"):
        line("a\nb")


@pytest.mark.parametrize(("written", "number"), [("300", 300), ("0,2", 0.2), ("0.2", 0.2), (" 12,50 ", 12.5), (7, 7)])
def test_a_number_takes_a_comma_or_a_point(written: object, number: float) -> None:
    assert amount(written) == number


@pytest.mark.parametrize("written", ["1.400", "-1", "veel", "1e3", "", "1,2,3", True, float("nan"), "9" * 20, None, []])
def test_an_unclear_number_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"getal|betekenen"):
        amount(written)


@pytest.mark.parametrize(("written", "number"), [("37184", 37184), ("37.184", 37184), (5, 5)])
def test_a_whole_number_may_have_points_between_thousands(written: object, number: int) -> None:
    assert whole(written) == number


@pytest.mark.parametrize("written", ["a b", "", "-a", "a/b", "a" * 61, "é è"])
def test_a_code_has_no_spaces_or_slashes(written: str) -> None:
    with pytest.raises(ValueError, match="code"):
        code(written)


@pytest.mark.parametrize("written", ["2027-1", "27-001", "2027", "2027-001 ", "x"])
def test_a_number_of_an_opdracht_is_a_year_and_three_digits(written: str) -> None:
    with pytest.raises(ValueError, match="2027-001"):
        nummer(written)


def test_a_mistyped_word_gets_a_suggestion() -> None:
    with pytest.raises(ValueError, match="Bedoelde u 'gemeente'"):
        one_of(Soort)("gemente")


def test_one_text_is_a_list_of_one() -> None:
    assert lines("wethouder Breda") == ["wethouder Breda"]
    assert lines("") == lines(None) == []


@pytest.mark.parametrize(
    ("written", "says"),
    [("a" * 61, "61 tekens"), ("bre\u0301da", "los teken"), ("a b", "punten en _"), ("-a", "begin met")],
)
def test_a_refused_code_hears_why(written: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        code(written)


@pytest.mark.parametrize("written", ["moerdijk", "AB-2026.1_b", "súdwest-fryslân", "1a", "smørrebrød"])
def test_a_code_takes_latin_letters_digits_strokes_points_and_underscores(written: str) -> None:
    assert (code(written), foreign_sign(written)) == (written, "")


@pytest.mark.parametrize("written", ["вreda", "ｂreda", "αlfa", "бреда", "b²", "bre\u200bda", "٣", "ﬁets", "𝐛reda"])
def test_a_code_with_a_sign_that_is_easily_taken_for_another_is_no_new_code(written: str) -> None:
    assert "U+" in foreign_sign(written)
