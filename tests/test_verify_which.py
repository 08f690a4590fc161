"""verify: it names the opdracht that a document is of, or says that it cannot tell; never another one."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from opdracht.errors import OpdrachtError
from opdracht.proof.verify import Oordeel
from opdracht.store import Register
from tests.builders import an_agreement
from tests.conftest import Outcome as Ran
from tests.test_verify import SPITE, Case, a_case_of, converted, edited, needs_libreoffice, saved

SISTERS = {
    "2027-001": {},
    "2027-002": {},  # but for the number the same
    "2027-003": {"doel": "Bedrijven weten waar zij mogen groeien."},  # one word
    "2027-004": {"tot": "2027-11-30"},  # one day
    "2027-005": {
        "titel": "Stroomkaart 👩‍🔧 bedrijventerreinen",
        "doel": "Bedrijven 🏭 weten 🗺 waar zij kunnen groeien.",
    },
    "2027-006": {"titel": "Stroomkaart שלום bedrijventerreinen", "doel": "مرحبا بالعالم"},
    "2027-007": {"titel": "Stroomkaart שלום bedrijventerreinen", "doel": "مرحبا بالعالمين"},
}


@pytest.fixture
def case(run: Callable[..., Ran], register: Register, tmp_path: Path) -> Case:
    made = a_case_of(run, register, tmp_path, *(an_agreement(number, **fields) for number, fields in SISTERS.items()))
    for number in list(SISTERS)[1:]:
        assert run("status", number, "vastgesteld", *SPITE).code == 0
    return made


def papers(case: Case) -> dict[str, Path]:
    assert case.run("render", *SISTERS, "--template", "bestuurlijke-opdracht", "--to", "papier").code == 0
    return {path.name[:8]: path for path in sorted(Path("papier").glob("*.docx"))}


def test_sisters_are_told_apart(case: Case) -> None:
    for number, path in papers(case).items():
        verdict = case.verify(path.read_bytes())
        assert (verdict.uitkomst, verdict.opdracht) == (Oordeel.AGREED, number)
        changed = edited(path.read_bytes(), lambda name, xml: xml.replace("Woonwijken", "Dorpen"))
        verdict = case.verify(changed)
        assert (verdict.uitkomst, verdict.opdracht, len(verdict.deviations)) == (Oordeel.DIFFERS, number, 1)


@needs_libreoffice
def test_every_pdf_is_of_its_own_opdracht(case: Case) -> None:
    files = papers(case)
    for number, path in zip(files, converted("pdf", *files.values()), strict=True):
        verdict = case.verify(path.read_bytes())
        assert verdict.opdracht == number
        if number <= "2027-004":
            assert verdict.uitkomst == Oordeel.AGREED, verdict.deviations


def test_the_text_of_one_under_the_number_of_another_is_called_swapped_or_not_told(case: Case) -> None:
    files = papers(case)

    def under(number: str, other: str) -> bytes:
        return edited(files[number].read_bytes(), lambda name, xml: xml.replace(number, other))

    swapped = case.verify(under("2027-003", "2027-004"))
    assert (swapped.uitkomst, swapped.opdracht) == (Oordeel.DIFFERS, "2027-003")
    assert any("noemt zich opdracht 2027-004" in remark for remark in swapped.remarks)
    assert case.verify(under("2027-001", "2027-002")).opdracht == "2027-002"  # nothing else tells them apart
    with pytest.raises(OpdrachtError, match="kan van meer dan één opdracht zijn: 2027-001 of 2027-002"):
        case.verify(under("2027-001", "2028-999"))


def test_a_text_between_two_is_given_to_neither(case: Case) -> None:
    document = docx.Document(str(papers(case)["2027-003"]))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("mogen groeien", "zullen groeien")
    content = edited(saved(document), lambda name, xml: xml.replace("2027-003", "zonder nummer"))
    with pytest.raises(OpdrachtError, match="kan van meer dan één opdracht zijn"):
        case.verify(content)
    assert io.BytesIO(content).read(2) == b"PK"
