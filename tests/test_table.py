"""Tables as CSV: every list, the findings and the plan, read back as what stands in the register."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opdracht.actions.demo import fill
from opdracht.documents.libreoffice import find_soffice
from opdracht.exchange.table import as_csv
from opdracht.exchange.workbook.grid import read_sheets
from opdracht.model import TABLES, Record, fields_that
from opdracht.signs import hidden_sign
from tests.conftest import Outcome

Run = Callable[..., Outcome]
KINDS = [kind for kind in TABLES if kind.is_named]
HOSTILE = 'Regel een;\n=1+1 "drie"\té 😀 \'s'
FORMULA = '=HYPERLINK("http://x.nl";"é")'


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A filled register."""
    return fill(tmp_path_factory.mktemp("demo") / "demo", force=False).register.location


def rows_of(printed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed.removeprefix("\ufeff"), newline=""), delimiter=";", strict=True))


def as_people_write(value: Any) -> str:
    """A value of JSON as it stands in a table."""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return "" if value is None else str(value)
    return f"{day.day}-{day.month}-{day.year}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.enkelvoud)
def test_every_list_is_a_table_of_all_its_fields(kind: type[Record], run: Run, demo: str) -> None:
    kept = {*fields_that(kind, lambda field: field.holds_json)}
    printed = run("list", kind.meervoud, "--csv", "--register", demo).out
    records = json.loads(run("list", kind.meervoud, "--json", "--register", demo).out)
    assert printed.startswith("\ufeff")
    assert printed.count("\r\n") == len(records) + 1
    rows = rows_of(printed)
    keys = [row.pop("sleutel") for row in rows if "nr" in kind.sleutel]
    assert rows == [
        {name: as_people_write(value) for name, value in record.items() if name not in kept} for record in records
    ]
    assert keys == ["/".join(str(record[name]) for name in kind.sleutel) for record in records if "nr" in kind.sleutel]


def test_hostile_texts_come_back_and_none_is_a_formula(run: Run, demo: str, tmp_path: Path) -> None:
    (tmp_path / "kopie.db").write_bytes(Path(demo).read_bytes())
    here = ("--register", "kopie.db")
    assert (
        run("set", "2027-003", f"doel={HOSTILE}", f"titel={FORMULA}", "waarde=7,25", "samenhang=\n=2", *here).code == 0
    )
    printed = run("list", "opdrachten", "--csv", *here).out
    row = next(row for row in rows_of(printed) if row["nummer"] == "2027-003")
    assert (row["doel"], row["titel"], row["waarde"], row["samenhang"]) == (HOSTILE, f"'{FORMULA}", "7,25", "'\n=2")
    (sheet,) = read_sheets(printed.encode(), "lijst.csv")
    assert [cell for cell in sheet.rows[3] if cell in (HOSTILE, f"'{FORMULA}")] == [f"'{FORMULA}", HOSTILE]


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
def test_a_spreadsheet_in_dutch_reads_days_numbers_and_texts(run: Run, demo: str, tmp_path: Path) -> None:
    (tmp_path / "kopie.db").write_bytes(Path(demo).read_bytes())
    assert (
        run("set", "2027-001", f"doel={HOSTILE}", f"titel={FORMULA}", "waarde=7,25", "--register", "kopie.db").code == 0
    )
    Path("lijst.csv").write_text(run("list", "--csv", "--register", "kopie.db").out, "utf-8", newline="")
    dutch = "--infilter=CSV:59,34,76,1,,1043,false,true"  # ; and " in UTF-8, from the first line, Dutch, days are days
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = [str(find_soffice()), profile, "--headless", dutch, "--convert-to", "xlsx", "lijst.csv"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (sheet,) = read_sheets(Path("lijst.xlsx").read_bytes(), "lijst.xlsx")
    row = dict(zip(sheet.rows[0], sheet.rows[1], strict=True))
    assert (row["nummer"], row["titel"], row["doel"]) == ("2027-001", f"'{FORMULA}", HOSTILE)
    assert (row["van"], row["waarde"], row["budget"]) == (date(2027, 1, 1), 7.25, 45000)


def test_findings_are_a_table_with_what_was_set_aside_last(run: Run, demo: str, tmp_path: Path) -> None:
    (tmp_path / "kopie.db").write_bytes(Path(demo).read_bytes())
    here = ("--register", "kopie.db")
    aside = ("check", "2027-008", "--set-aside", "A101", "--reason", "=Het doel volgt.")
    assert run(*aside, *here).code == 0
    checked, told = run("check", "--csv", *here), json.loads(run("check", "--json", *here).out)
    rows = rows_of(checked.out)
    assert checked.code == 4
    assert [row["tekst"] for row in rows] == [found["tekst"] for found in (*told["bevindingen"], *told["terzijde"])]
    last = rows[-1]
    assert (last["code"], last["reden"], last["datum"]) == ("A101", "'=Het doel volgt.", "23-11-2026")
    assert {row["datum"] for row in rows[:-1]} == {""}


def test_a_plan_is_a_table_and_so_are_two_beside_each_other(run: Run, demo: str, tmp_path: Path) -> None:
    (tmp_path / "kopie.db").write_bytes(Path(demo).read_bytes())
    here = ("--time", "1", "--register", "kopie.db")
    planned = rows_of(run("plan", "--csv", "--save", "nu", *here).out)
    told = json.loads(run("plan", "--json", "--stop", "2027-003", "--save", "zonder", *here).out)["opdrachten"]
    assert [row["nummer"] for row in planned] == [regel["nummer"] for regel in told]
    assert planned[0]["gewenst_van"] == "1-1-2027"
    stopped = next(row for row in planned if row["keuze"] == "stoppen")
    assert (stopped["van"], stopped["redenen"].endswith(".")) == ("", True)
    beside = rows_of(run("plan", "--compare", "nu", "zonder", "--csv", "--register", "kopie.db").out)
    assert [(row["nummer"], row["tweede"]) for row in beside] == [("2027-003", "stoppen")]


def test_the_journal_is_a_table_with_a_line_for_each_record(run: Run, demo: str, tmp_path: Path) -> None:
    (tmp_path / "kopie.db").write_bytes(Path(demo).read_bytes())
    here = ("--register", "kopie.db")
    assert run("set", "2027-001", "tot=1-2-2028", "doel=\n=1", *here).code == 0
    rows, told = rows_of(run("log", "--all", "--csv", *here).out), json.loads(run("log", "--all", "--json", *here).out)
    assert len(rows) == sum(len(change["mutaties"]) for change in told)
    last = rows[0]
    assert (last["nr"], last["commando"], last["gegeven"]) == (str(told[0]["nr"]), "set", "2027-001")
    assert "tot was 15-12-2027, is 1-2-2028" in last["wat"]
    assert re.fullmatch(r"\d{1,2}-\d{1,2}-\d{4} \d\d:\d\d", last["wanneer"])
    differing = rows_of(run("diff", "2027-001", "--csv", *here).out)
    assert [(row["onderdeel"], row["wordt"]) for row in differing] == [
        ("Einddatum", "1 februari 2028"),
        ("Doel", "'=1"),
    ]


CELLS = st.one_of(st.text(max_size=40), st.text(st.sampled_from("=+-@'\";\n\t \u200b\u202e😀é"), max_size=8))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_every_text_comes_back_to_the_letter_but_for_hidden_signs_and_formulas(texts: list[list[str]]) -> None:
    rows: list[Mapping[str, object]] = [{"a": first, "b": second} for first, second in texts]
    written = as_csv(("a", "b"), rows)
    for row, read in zip(rows, rows_of(written), strict=True):
        for name, text in row.items():
            cell = read[name]
            assert cell.lstrip()[:1] not in ("=", "+", "-", "@")
            if not hidden_sign().search(str(text)):
                assert cell in (text, f"'{text}")


@given(st.floats(0, 1e9) | st.integers(0, 2_000_000_000))
def test_every_number_comes_back(number: float) -> None:
    (row,) = rows_of(as_csv(("getal",), [{"getal": number}]))
    assert float(row["getal"].replace(",", ".")) == number
    assert "." not in row["getal"]
    assert "e" not in row["getal"]


def test_the_transcript_in_the_manual_is_what_the_list_prints(run: Run, demo: str) -> None:
    manual = (Path(__file__).parent.parent / "docs" / "handleiding.md").read_text("utf-8")
    printed = run("list", "aanbod", "organisatie=breda", "--csv", "--register", demo).out.removeprefix("\ufeff")
    assert "".join(f"    {line}\n" for line in printed.splitlines()) in manual
