"""capacity: what it says, draws and writes, of a real register."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from opdracht.actions.capacity import Question, look
from opdracht.actions.overview import write_overview
from opdracht.documents.charts import CAPTION, capacity_chart, chart_words
from opdracht.exchange.export import as_yaml
from opdracht.store import Register
from tests.builders import PEILDATUM, a_region, an_agreement
from tests.conftest import Outcome

Run = Callable[..., Outcome]


def asks(hoeveelheid: str, **fields: str) -> dict[str, str]:
    line = {"organisatie": "moerdijk", "profiel": "projectleider", "hoeveelheid": hoeveelheid, "eenheid": "uren"}
    return {**line, **fields}


def filled(run: Run, tmp_path: Path, *agreements: dict[str, Any], **kinds: list[dict[str, Any]]) -> Run:
    (tmp_path / "regio.yaml").write_text(as_yaml({**a_region(*agreements), **kinds}), "utf-8")
    imported = run("import", "regio.yaml", "--as-history")
    assert imported.code == 0, imported.err
    return run


@pytest.fixture
def short(run: Run, tmp_path: Path) -> Run:
    """Moerdijk offers 300 hours of a project leader in 2027; three opdrachten ask 440, and the third asks a jurist."""
    return filled(
        run,
        tmp_path,
        an_agreement("2027-001", titel="Stroomkaart", status="vastgesteld", inzet=[asks("200")]),
        an_agreement("2027-002", titel="Reishubs", inzet=[asks("240", van="2027-07-01", tot="2027-12-31")]),
        an_agreement("2027-003", titel="Loket", inzet=[asks("50", profiel="jurist", organisatie="rwb")]),
        an_agreement("2027-004", titel="Ooit", van=None, tot=None, mijlpalen=None, inzet=[asks("10")]),
    )


def words(text: str) -> str:
    return " ".join(text.split())


def test_it_says_who_is_short_of_what_when_and_why(short: Run) -> None:
    told = words(short("capacity").out)
    assert "De opdrachten vragen 490 uur; er is 300 uur. Bij 2 organisaties is te weinig: samen 240 uur." in told
    assert (
        "- Moerdijk komt 190 uur projectleider tekort van juli tot en met december 2027 (gevraagd 340, aanwezig 150). "
        "Door 2027-002 Reishubs (240 uur) en 2027-001 Stroomkaart (100 uur)."
    ) in told
    assert "- Regio West-Brabant komt 50 uur jurist tekort in 2027 (gevraagd 50, niets aanwezig)." in told
    assert "Niet meegeteld, want er ontbreekt een datum 2027-004 Ooit" in told


def heat_map(text: str, first_head: str) -> list[list[str]]:
    """The words of each line of the heat map, from the line above the names of its columns."""
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.strip().startswith(first_head))
    return [line.split() for line in lines[start - 1 : start + 3]]


def test_the_heat_map_has_percentages_and_signs_in_columns(short: Run) -> None:
    told = short("capacity").out
    assert heat_map(told, "kw1") == [
        ["2027"],
        ["kw1", "kw2", "kw3", "kw4", "samen"],
        ["Moerdijk", "67", "67", "227!", "227!", "147!"],
        ["Regio", "West-Brabant", "geen", "geen", "geen", "geen", "geen"],
    ]
    assert max(map(len, told.splitlines())) <= 80


def test_months_are_shown_when_they_fit(short: Run) -> None:
    years, heads, moerdijk, _ = heat_map(short("capacity", "--organisatie", "moerdijk").out, "jan")
    assert years == ["2027"]
    assert heads == ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "samen"]
    assert moerdijk == ["Moerdijk", *["67"] * 6, *["227!"] * 6, "147!"]


def test_by_profiel_it_has_a_row_for_each_profiel(short: Run) -> None:
    told = short("capacity", "--by", "profiel").out
    assert re.search(r"^jurist +geen", told, re.MULTILINE)
    assert re.search(r"^projectleider +67", told, re.MULTILINE)


def test_only_chosen_opdrachten_organisaties_and_months_count(short: Run) -> None:
    assert "vragen 200 uur; er is 300 uur. Alles wat de opdrachten vragen, past." in words(
        short("capacity", "--status", "vastgesteld").out
    )
    assert "vragen 50 uur; er is 0 uur." in words(short("capacity", "--organisatie", "Regio West-Brabant").out)
    assert "vragen 50 uur; er is 0 uur." in words(short("capacity", "--profiel", "JURIST").out)
    told = words(short("capacity", "--from", "15-3-2027", "--until", "1-4-2027").out)
    assert "Capaciteit van Onze regio, maart tot en met april 2027" in told
    assert "vragen 42 uur; er is 50 uur." in told


@pytest.mark.parametrize(
    ("months", "heads"),
    [
        ("31-12-2028", "kw1 kw2 kw3 kw4 kw1 kw2 kw3 kw4 samen"),
        ("31-12-2036", "2027 2028 2029 2030 2031 2032 2033 2034 2035 2036 samen"),
        ("31-12-2199", "2027 2050 2100 2150 samen"),
    ],
)
def test_months_that_do_not_fit_become_quarters_and_years(short: Run, months: str, heads: str) -> None:
    lines = short("capacity", "--until", months).out.splitlines()
    assert heads in {words(line) for line in lines}
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("agreements", "aanbod", "expected"),
    [
        ([], None, "Er zijn geen opdrachten die meetellen; er is 250 uur."),
        ([an_agreement()], [], "De opdrachten vragen 100 uur; er is 0 uur. In deze periode is geen aanbod van uren"),
        ([an_agreement(inzet=[asks("0")])], None, "De opdrachten vragen in deze periode geen uren; er is 300 uur."),
        ([an_agreement()], None, "De opdrachten vragen 100 uur; er is 300 uur. Alles wat de opdrachten vragen, past."),
        (
            [an_agreement(van="2020-01-01", tot="2020-12-31", mijlpalen=None, inzet=[asks("12")])],
            None,
            "Capaciteit van Onze regio, 2020 ",
        ),
    ],
)
def test_every_register_gets_a_clear_sentence(
    run: Run, tmp_path: Path, agreements: list[dict[str, Any]], aanbod: list[Any] | None, expected: str
) -> None:
    told = filled(run, tmp_path, *agreements, **({} if aanbod is None else {"aanbod": aanbod}))("capacity")
    assert told.code == 0
    assert expected in words(told.out)


def test_an_empty_register_and_none_at_all_are_told_apart(run: Run) -> None:
    assert "Er zijn geen opdrachten die meetellen; er is 0 uur." in run("capacity").out
    missing = run("--register", "weg.db", "capacity", "--register", "weg.db")
    assert (missing.code, "Er is nog geen register" in missing.err) == (3, True)


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["--organisatie", "moerdij"], 3, "Er is geen organisatie 'moerdij'. Bedoelde u 'moerdijk'?"),
        (["--profiel", "tovenaar"], 3, "Er is geen profiel 'tovenaar'."),
        (["--from", "1-1-2028", "--until", "1-1-2027"], 2, "--until ligt voor --from."),
        (["--from", "zomaar"], 2, "'zomaar' is geen datum."),
        (["--status", "lopen"], 2, "Bedoelde u 'lopend'?"),
        (["--by", "maand"], 2, "'maand' is geen indeling."),
        (["--json", "--csv"], 2, "samen kan niet"),
    ],
)
def test_what_it_cannot_use_is_refused(short: Run, given: list[str], code: int, said: str) -> None:
    refused = short("capacity", *given)
    assert (refused.code, refused.out) == (code, "")
    assert said in refused.err


def test_the_largest_shortages_come_first_and_the_rest_is_counted(run: Run, tmp_path: Path) -> None:
    inzet = [asks(str(10 * nr), profiel=f"profiel {nr}") for nr in range(1, 13)]
    told = words(filled(run, tmp_path, an_agreement(inzet=inzet))("capacity").out)
    assert told.index("120 uur profiel 12 tekort") < told.index("30 uur profiel 3 tekort")
    assert "En 2 andere, samen 30 uur." in told


def test_json_holds_everything(short: Run) -> None:
    data = json.loads(short("capacity", "--json").out)
    assert (data["van"], data["tot"]) == ("2027-01-01", "2027-12-31")
    assert (data["gevraagd"], data["aangeboden"], data["tekort"]) == (490, 300, 240)
    assert data["maanden"][0] == "2027-01"
    moerdijk = next(row for row in data["organisaties"] if row["organisatie"] == "moerdijk")
    assert sum(moerdijk["gevraagd"]) == pytest.approx(440, abs=0.1)
    assert data["tekorten"][0] == {
        "organisatie": "moerdijk", "profiel": "projectleider", "niveau": None, "van": "2027-07-01", "tot": "2027-12-31",
        "gevraagd": 340, "aangeboden": 150, "tekort": 190,
        "oorzaken": [{"opdracht": "2027-002", "uren": 240}, {"opdracht": "2027-001", "uren": 100}],
    }  # fmt: skip
    assert data["aandelen"] == [
        {"organisatie": "moerdijk", "uren": 440, "inwoners": 37184, "deel_uren": 1, "deel_inwoners": 1}
    ]
    assert data["zonder_periode"] == ["2027-004"]


def test_csv_has_a_line_for_each_month_with_hours(short: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(short("capacity", "--csv").out.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 24
    asked = sum(float(row["gevraagd"].replace(",", ".")) for row in rows)
    assert asked == pytest.approx(490, abs=0.1)
    assert rows[6] == {
        "organisatie": "moerdijk", "profiel": "projectleider", "maand": "2027-07",
        "gevraagd": "56,67", "aangeboden": "25", "tekort": "31,67",
    }  # fmt: skip


def seen(register: Register, **fields: Any) -> Any:
    return look(register, Question(PEILDATUM, **fields))


def test_the_picture_is_a_png_and_the_same_every_time(short: Run, register: Register, tmp_path: Path) -> None:
    assert short("capacity", "--png", "uren.png").code == 0
    written = (tmp_path / "uren.png").read_bytes()
    overview = seen(register)
    assert written == capacity_chart(overview, overview.organisaties)
    assert written.startswith(b"\x89PNG")
    assert b"Software" not in written
    assert "Bij 2 organisaties is te weinig: samen 240 uur. Moerdijk komt 190 uur projectleider tekort" in chart_words(
        overview
    )
    assert short("capacity", "--png", "uren.png").code == 0
    refused = short("capacity", "--png", "uren.png", "--by", "profiel")
    assert (refused.code, "--force" in refused.err) == (3, True)


def test_names_that_the_font_does_not_have_are_drawn_all_the_same(run: Run, tmp_path: Path) -> None:
    agreement = an_agreement(inzet=[asks("400", profiel="$jurist$ & <😀> {{ 7*7 }}"), asks("1", profiel="x" * 200)])
    drawn = filled(run, tmp_path, agreement)("capacity", "--by", "profiel", "--png", "uren.png")
    assert (drawn.code, "jurist$ & <😀> {{ 7*7 }} tekort" in words(drawn.out)) == (0, True)


def test_there_is_no_picture_of_nothing(run: Run) -> None:
    refused = run("capacity", "--png", "uren.png")
    assert (refused.code, "Er valt niets te tekenen" in refused.err) == (3, True)


def a_template(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def test_the_word_document_has_the_sentences_the_tables_and_a_picture_with_its_words(
    short: Run, register: Register, tmp_path: Path
) -> None:
    template = a_template(
        tmp_path / "klein.docx",
        "{{ overzicht.periode }}: {{ overzicht.gevraagd }} / {{ overzicht.aangeboden }} / {{ overzicht.tekort }}",
        "{{ overzicht.procent }} van {{ overzicht.meegeteld }}",
        "{%p if plaatje %}",
        "{{ plaatje }}",
        "{%p endif %}",
        "{% for zin in zinnen %}{{ zin }} {% endfor %}",
        "{{ perioden|join(' ') }}",
        "{% for o in organisaties %}{{ o.naam }}: {{ o.cellen|map(attribute='tekst')|join(' ') }} {{ o.procent }} {% endfor %}",
        "{% for t in tekorten %}{{ t.organisatie }} {{ t.periode }} {{ t.tekort }} {{ t.niveau }}"
        "{% for o in t.oorzaken %} {{ o.titel }} {{ o.uren }}{% endfor %}; {% endfor %}",
        "{% for a in aandelen %}{{ a.gemeente }} {{ a.deel_uren }} {{ a.deel_inwoners }} {{ a.scheef }}{% endfor %}",
        "{% for o in zonder_periode %}{{ o.nummer }} {{ o.titel }}{% endfor %} {{ tekorten_meer }} {{ legenda }}",
    )
    question = Question(PEILDATUM)
    path = write_overview(register, look(register, question), question, tmp_path, force=False, template=template)
    assert path.name == "capaciteitsoverzicht 2026-11-23.docx"
    document = docx.Document(str(path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "2027: 490 / 300 / 240" in text
    assert "163% van concept, voorgesteld, vastgesteld en lopend" in text
    assert "Moerdijk: 67 67 67 67 67 67 227! 227! 227! 227! 227! 227! 147%" in text
    assert "1-2027 2-2027" in text
    assert (
        "Moerdijk juli tot en met december 2027 190  Reishubs 240 Stroomkaart 100; Regio West-Brabant 2027 50" in text
    )
    assert "Moerdijk 100 procent 100 procent nee" in text
    assert "2027-004 Ooit 0 Procent gevraagd" in text
    (picture,) = document.element.body.iter(qn("wp:docPr"))
    assert picture.get("descr") == chart_words(look(register, question))
    with zipfile.ZipFile(path) as archive:
        assert [name for name in archive.namelist() if name.startswith("word/media/")] == ["word/media/image1.png"]
    before = path.read_bytes()
    write_overview(register, look(register, question), question, tmp_path, force=False, template=template)
    assert path.read_bytes() == before


def test_words_of_a_picture_keep_their_signs(run: Run, register: Register, tmp_path: Path) -> None:
    filled(run, tmp_path, an_agreement(inzet=[asks("400", profiel='"jurist" & <b> {{ x }}')]))
    template = a_template(tmp_path / "klein.docx", "{{ plaatje }}", "{{ plaatje_uitleg }}")
    question = Question(PEILDATUM)
    path = write_overview(register, look(register, question), question, tmp_path, force=False, template=template)
    document = docx.Document(str(path))
    (picture,) = document.element.body.iter(qn("wp:docPr"))
    assert '400 uur "jurist" & <b> {{ x }} tekort' in str(picture.get("descr"))
    assert document.paragraphs[-1].text == CAPTION


def on_a_terminal(*words_given: str, **environment: str) -> str:
    """What a command prints on a terminal of 80 columns."""
    main, side = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "OPDRACHT_VANDAAG": "2026-11-23", **environment}
    with subprocess.Popen([sys.executable, "-m", "opdracht", *words_given], stdout=side, stdin=side, env=env) as child:
        os.close(side)
        shown = b""
        while chunk := _read(main):
            shown += chunk
        child.wait()
    os.close(main)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""


def test_colour_never_says_what_the_signs_do_not(short: Run, register: Register) -> None:
    coloured = on_a_terminal("--register", register.location, "capacity")
    plain = on_a_terminal("--register", register.location, "capacity", NO_COLOR="1")
    assert "\x1b[1;38;5;231;48;5;124m227!" in coloured
    assert "48;5" not in plain
    bare = [re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r", "") for text in (coloured, plain)]
    assert bare[0] == bare[1]
    assert re.search(r"Moerdijk +67 +67 +227! 227! 147!", bare[0])
