"""The commands as a user types them: exit codes, what goes to stdout and stderr, and that nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from opdracht.exchange.export import as_json, as_yaml
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome

Run = Callable[..., Outcome]


@pytest.fixture
def region(run: Run, tmp_path: Path) -> Run:
    """The command line on a register with one sound agreement."""
    (tmp_path / "regio.yaml").write_text(as_yaml(a_region(an_agreement())), "utf-8")
    assert run("import", "regio.yaml").code == 0
    return run


def test_list_shows_the_agreements_on_stdout_only(region: Run) -> None:
    shown = region("list")
    assert (shown.code, shown.err) == (0, "")
    assert "2027-001  Stroomkaart bedrijventerreinen  concept  1-1-2027  31-12-2027" in shown.out


def test_list_json_goes_into_a_parser(region: Run) -> None:
    (record,) = json.loads(region("list", "--json").out)
    assert (record["nummer"], record["van"], record["prioriteit"]) == ("2027-001", "2027-01-01", None)


@pytest.mark.parametrize(
    "kind",
    ["organisaties", "personen", "aanbod", "rollen", "mijlpalen", "randvoorwaarden", "inzet", "rol", "persoon"],
)
def test_every_kind_of_record_is_listed(region: Run, kind: str) -> None:
    assert len(region("list", kind).out.splitlines()) >= 2
    assert json.loads(region("list", kind, "--json").out)
    assert "\t" in region("list", kind, "--plain").out


def test_list_filters_by_field(region: Run) -> None:
    assert len(json.loads(region("list", "personen", "organisatie=rwb", "--json").out)) == 2
    refused = region("list", "personen", "organisatei=rwb")
    assert refused.code == 2
    assert "Bedoelde u 'organisatie'?" in refused.err


def test_an_empty_list_says_so_on_stderr(region: Run) -> None:
    shown = region("list", "besluiten")
    assert (shown.code, shown.out) == (0, "")
    assert "Er zijn geen besluiten in dit register." in shown.err


def test_show_reads_as_a_page_as_yaml_and_as_json(region: Run, tmp_path: Path) -> None:
    assert "Bedrijven weten waar zij kunnen groeien." in region("show", "2027-001").out
    assert json.loads(region("show", "2027-001", "--json").out)["afbakening"]["niet"] == "Woonwijken."
    (tmp_path / "een.yaml").write_text(region("show", "2027-001", "--yaml").out, "utf-8")
    assert region("import", "een.yaml").err.startswith("Stond er al: 1 opdracht.")
    assert "wethouder Economie" in region("show", "persoon", "wethouder").out
    assert "De gegevens van 16 gemeenten zijn binnen." in region("show", "mijlpaal", "2027-001/1").out


def test_add_set_and_remove_change_one_record(region: Run) -> None:
    added = region("add", "mijlpaal", "opdracht=2027-001", "datum=1 mei 2027", "resultaat=Klaar = goed")
    assert (added.code, added.out) == (0, "")
    assert "Toegevoegd: mijlpaal 2027-001/3." in added.err
    changed = region("set", "mijlpaal", "2027-001/3", "gehaald_op=2-5-2027", "besluit_door=")
    assert changed.err.splitlines()[0] == "gehaald_op was leeg en is nu 2-5-2027."
    assert region("remove", "mijlpaal", "2027-001/3", "--yes").code == 0
    assert len(json.loads(region("list", "mijlpalen", "--json").out)) == 2


def test_set_without_a_kind_is_about_an_opdracht(region: Run) -> None:
    assert region("set", "2027-001", "titel=Nieuwe titel", "tot=").code == 0
    data = json.loads(region("show", "2027-001", "--json").out)
    assert data["titel"] == "Nieuwe titel"
    assert "tot" not in data


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "2027-009"], "Er is geen opdracht '2027-009'."),
        (["show", "persoon", "niemand"], "Er is geen persoon 'niemand'."),
        (["show", "persooon", "x"], "Bedoelde u 'persoon'?"),
        (["show", "mijlpaal", "2027-001"], "Schrijf die als opdracht/nr."),
        (["show", "mijlpaal", "2027-001/een"], "geen volgnummer"),
        (["set", "2027-001", "ambitie=geen"], "Er is geen ambitie 'geen'."),
        (["set", "2027-001", "van=gisteren"], "is geen datum"),
        (["set", "2027-001", "zomaar=1"], "heeft geen veld"),
        (["set", "2027-001", "doel=a\x07b"], "stuurteken"),
        (["set", "mijlpaal", "2027-001/1", "nr=9"], "kan niet veranderen"),
        (["add", "persoon", "code=x"], "ontbreekt"),
        (["add", "organisatie", "code=rwb", "naam=x", "soort=regio"], "bestaat al"),
        (["add", "rol", "opdracht=2027-001", "rol=adviseur", "persoon=weg"], "Er is geen persoon 'weg'."),
        (["remove", "organisatie", "rwb", "--yes"], "kan niet weg"),
        (["remove", "organisatie", "rwb"], "--yes"),
        (["import", "nergens.yaml"], "is er niet"),
        (["import", "."], "is een map"),
        (["export", "regio.yaml"], "bestaat al"),
        (["check", "2027-009"], "Er is geen opdracht"),
        (["check", "--peildatum", "ooit"], "is geen datum"),
        (["render", "2027-009"], "Er is geen opdracht"),
        (["render", "2027-001", "--template", "bestuurlijk-opdracht"], "Bedoelde u 'bestuurlijke-opdracht'?"),
        (["config", "zomaar", "1"], "Er is geen instelling"),
        (["config", "uren_per_fte", "veel"], "is geen getal"),
        (["create", "--titel", "x", "--van", "ooit"], "is geen datum"),
        (["create", "--titel", "x", "--mijlpaal", "zomaar"], "begint niet met een veld"),
        (["create", "--from", "nergens.yaml"], "is er niet"),
        (["init"], "Er staat al een register"),
    ],
)
def test_a_refusal_is_one_dutch_sentence_and_changes_nothing(region: Run, words: list[str], said: str) -> None:
    before = region("export", "-").out
    refused = region(*words)
    assert refused.code in (2, 3)
    assert said in refused.err
    assert "Traceback" not in refused.err
    assert refused.out == ""
    assert region("export", "-").out == before


def test_a_wrong_code_is_followed_when_it_is_mended(region: Run) -> None:
    assert region("set", "persoon", "wethouder", "code=wethouder-moerdijk").code == 0
    assert (
        json.loads(region("show", "2027-001", "--json").out)["rollen"]["bestuurlijk opdrachtgever"]
        == "wethouder-moerdijk"
    )


def test_check_ends_with_4_when_something_is_wrong(region: Run) -> None:
    assert region("check").code == 0
    region("set", "2027-001", "doel=")
    found = region("check", "--json")
    assert found.code == 4
    data = json.loads(found.out)
    assert data["peildatum"] == "2026-11-23"
    assert data["aantal"] == {"fout": 1, "waarschuwing": 0, "hint": 0}
    assert [finding["code"] for finding in data["bevindingen"]] == ["A101"]
    assert "1 fout in 1 opdracht, op 23 november 2026." in region("check", "2027-001").err


def test_create_with_options_never_asks(region: Run) -> None:
    made = region(
        "create", "--titel", "Tien reishubs", "--van", "1-1-2028", "--tot", "31-12-2028", "--wel", "Alles", "--niet", "Niets",
        "--bestuurlijk-opdrachtgever", "wethouder", "--rol", "rol=adviseur persoon=secretaris reden=Kent het net",
        "--mijlpaal", "datum=1-4-2028 resultaat=Plekken gekozen", "--mijlpaal", "datum=1-9-2028 resultaat=Gebouwd",
        "--inzet", "organisatie=rwb profiel=jurist hoeveelheid=0,5 eenheid=uren per week", "budget=25000",
    )  # fmt: skip
    assert (made.code, made.out) == (0, "")
    assert "Opdracht 2028-001 staat in het register." in made.err
    data = json.loads(region("show", "2028-001", "--json").out)
    assert data["afbakening"] == {"wel": "Alles", "niet": "Niets"}
    assert data["rollen"]["adviseur"] == {"persoon": "secretaris", "reden": "Kent het net"}
    assert [mijlpaal["resultaat"] for mijlpaal in data["mijlpalen"]] == ["Plekken gekozen", "Gebouwd"]
    assert data["inzet"][0]["hoeveelheid"] == 0.5


def test_create_takes_a_file_and_options_over_it(region: Run, tmp_path: Path) -> None:
    (tmp_path / "een.yaml").write_text("titel: Uit bestand\ndoel: Van het bestand.\nvan: 2027-02-01\n", "utf-8")
    assert region("create", "--from", "een.yaml", "--doel", "Van de optie.").code == 0
    data = json.loads(region("show", "2027-002", "--json").out)
    assert (data["titel"], data["doel"]) == ("Uit bestand", "Van de optie.")


def test_faults_in_a_file_for_create_name_their_lines(region: Run, tmp_path: Path) -> None:
    (tmp_path / "een.yaml").write_text("titel: Uit bestand\nvan: ooit\ndoeel: x\n", "utf-8")
    refused = region("create", "--from", "een.yaml")
    assert refused.code == 3
    assert "regel 2: van: 'ooit' is geen datum." in refused.err
    assert "regel 3: Het veld 'doeel' bestaat niet. Bedoelde u 'doel'?" in refused.err


def test_render_writes_two_documents_and_names_them_on_stdout(region: Run, tmp_path: Path) -> None:
    made = region("render", "2027-001", "--to", "uit")
    assert made.code == 0
    assert len(made.out.splitlines()) == 2
    assert all((tmp_path / name).stat().st_size > 4000 for name in made.out.splitlines())
    assert "0 documenten gemaakt in uit. 2 ongewijzigd." in region("render", "--all", "--to", "uit").err
    region("set", "2027-001", "doel=Iets anders.")
    assert region("render", "--all", "--to", "uit").code == 3
    assert region("render", "--all", "--to", "uit", "--force").code == 0


def test_config_shows_and_sets(region: Run) -> None:
    assert region("config", "uren_per_fte", "1425").code == 0
    assert "1.425" in region("config").out
    assert region("config", "regionaam", "Regio & Co").code == 0
    assert region("export", "-").out.startswith("instellingen:\n  regionaam: Regio & Co\n  uren_per_fte: 1425\n")


def test_export_and_import_in_json(region: Run, tmp_path: Path) -> None:
    assert region("export", "alles.json").code == 0
    assert json.loads((tmp_path / "alles.json").read_text("utf-8"))["opdrachten"][0]["nummer"] == "2027-001"
    assert region("import", "alles.json").err.startswith("Stond er al: ")


@pytest.mark.parametrize(
    "text", ["&<>\"'", "👩‍🔧", "שלום", "a\nb\tc", "{{ 7*7 }}", "../../x", "ja", "007", "# a", "x" * 10_000]
)
def test_unusual_text_goes_round_to_the_letter(region: Run, tmp_path: Path, text: str) -> None:
    assert region("set", "2027-001", f"doel={text}").code == 0
    assert json.loads(region("show", "2027-001", "--json").out)["doel"] == text
    for name in ("uit.yaml", "uit.json"):
        assert region("export", name, "--force").code == 0
        region("set", "2027-001", "doel=weg")
        assert region("import", name, "--update").code == 0
        assert json.loads(region("list", "--json").out)[0]["doel"] == text


def with_editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: str) -> None:
    """An editor that runs Python `change` on the text `t`."""
    script = tmp_path / "editor.py"
    script.write_text(
        f"import sys\np = sys.argv[1]\nt = open(p, encoding='utf-8').read()\n{change}\nopen(p, 'w', encoding='utf-8').write(t)\n"
    )
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{script}'")


def test_edit_puts_the_saved_text_in_the_register(region: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_editor(
        monkeypatch,
        tmp_path,
        "t = t.replace('Woonwijken.', 'Geen woonwijken.').replace(\"samenhang: ''\", 'samenhang: Met 002')",
    )
    assert region("edit", "2027-001").code == 0
    data = json.loads(region("show", "2027-001", "--json").out)
    assert (data["afbakening"]["niet"], data["samenhang"]) == ("Geen woonwijken.", "Met 002")


def test_an_edit_that_changes_nothing_says_so(region: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_editor(monkeypatch, tmp_path, "")
    assert "Er is niets veranderd." in region("edit", "2027-001").err


def test_a_faulty_edit_is_kept_and_offered_again(region: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_editor(
        monkeypatch, tmp_path, "t = t.replace('Woonwijken.', 'Mijn werk.').replace('van: 2027-01-01', 'van: ooit')"
    )
    refused = region("edit", "2027-001")
    assert refused.code == 3
    assert "is geen datum" in refused.err
    assert "bewaard" in refused.err
    with_editor(monkeypatch, tmp_path, "t = t.replace('van: ooit', 'van: 2027-01-02')")
    assert region("edit", "2027-001").code == 0
    data = json.loads(region("show", "2027-001", "--json").out)
    assert (data["van"], data["afbakening"]["niet"]) == ("2027-01-02", "Mijn werk.")


def test_an_edit_does_not_undo_what_somebody_else_changed(
    region: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, register: Any
) -> None:
    other = (
        f"import sqlite3\nc = sqlite3.connect({register.location!r})\n"
        "c.execute(\"UPDATE opdracht SET doel = 'Van een ander'\")\nc.commit()"
    )
    with_editor(monkeypatch, tmp_path, f"{other}\nt = t.replace('Woonwijken.', 'Mijn werk.')")
    refused = region("edit", "2027-001")
    assert refused.code == 3
    assert "door iemand anders veranderd" in refused.err
    assert json.loads(region("show", "2027-001", "--json").out)["doel"] == "Van een ander"


def test_an_editor_that_does_not_work_is_named(region: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "bestaat-niet-xyz")
    assert "De editor 'bestaat-niet-xyz' werkt niet." in region("edit", "2027-001").err


def test_init_makes_a_register_with_its_organisations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from opdracht.cli import main

    place = str(tmp_path / "nieuw.db")
    assert (
        main(["init", "--register", place, "--naam", "Regio", "--gemeente", "Bergen op Zoom", "--lichaam", "RWB"]) == 0
    )
    capsys.readouterr()
    main(["list", "organisaties", "--plain", "--register", place])
    assert capsys.readouterr().out.splitlines() == ["bergen-op-zoom\tBergen op Zoom\tgemeente\t", "rwb\tRWB\tregio\t"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--gemeente", "Breda", "--gemeente", "Breda"], "U noemt Breda twee keer."),
        (["--gemeente", "Sint-Jansteen", "--gemeente", "Sint Jansteen"], "allebei de code 'sint-jansteen'"),
        (["--gemeente", " "], "geen naam"),
        (["--gemeente", "", "--gemeente", "Breda"], "geen naam"),
        (["--lichaam", "!!!"], "geen naam"),
    ],
)
def test_init_loses_no_name_in_silence(tmp_path: Path, words: list[str], part: str) -> None:
    made = process("--register", str(tmp_path / "nieuw.db"), "init", "--naam", "Regio", *words)
    assert made.returncode == 2
    assert part in made.stderr.decode()
    assert not (tmp_path / "nieuw.db").exists()


def test_init_keeps_a_region_that_is_called_as_a_gemeente(tmp_path: Path, run: Run) -> None:
    place = str(tmp_path / "nieuw.db")
    assert run("init", "--register", place, "--naam", "Regio", "--lichaam", "Breda", "--gemeente", "Breda").code == 0
    listed = run("list", "organisaties", "--plain", "--register", place).out.splitlines()
    assert listed == ["breda\tBreda\tgemeente\t", "breda-regio\tBreda\tregio\t"]


@pytest.mark.parametrize("command", [["import"], ["create", "--from"]])
def test_a_file_without_an_end_is_read_no_further_than_fits(run: Run, tmp_path: Path, command: list[str]) -> None:
    with (tmp_path / "groot.yaml").open("wb") as file:
        file.truncate(2**40)  # without a byte on disk
    begin = time.process_time()
    refused = run(*command, "groot.yaml")
    assert (refused.code, "groter dan 64 MB" in refused.err) == (3, True)
    assert time.process_time() - begin < 10


def test_of_very_many_faults_the_first_are_told_and_the_rest_is_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fout.yaml").write_text("opdrachten:\n" + "  - {zomaar: 1}\n" * 300, "utf-8")
    refused = run("import", "fout.yaml")
    assert refused.code == 3
    assert "fout.yaml: 600 fouten." in refused.err
    assert "en nog 540 fouten" in refused.err
    assert len(refused.err.splitlines()) < 70


@pytest.mark.parametrize(
    ("part", "command", "words"),
    [
        ("word/document.xml", ["import"], "is een Word-document, geen regiobestand"),
        ("word/document.xml", ["create", "--from"], "is een Word-document, geen regiobestand"),
        ("xl/workbook.xml", ["import"], "is geen werkmap die te lezen is"),
        ("xl/workbook.xml", ["create", "--from"], "is een Excelbestand, geen regiobestand"),
    ],
)
def test_an_office_file_is_called_what_it_is(
    run: Run, tmp_path: Path, part: str, command: list[str], words: str
) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(part, "x")
    assert words in run(*command, "x.zip").err


def process(*words: str, **kwargs: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "opdracht", *words], capture_output=True, timeout=60, check=False, **kwargs
    )


def test_the_demo_runs_from_nothing_and_refuses_to_overwrite(tmp_path: Path) -> None:
    ran = process("demo", cwd=tmp_path)
    out = ran.stdout.decode()
    assert ran.returncode == 0, ran.stderr
    assert "17 organisaties" in out
    assert "2 van de 9 opdrachten zijn niet in orde" in out
    assert "Baarle-Nassau zegt 400 uur toe en heeft 150 uur in 2027." in " ".join(out.split())
    assert len(list((tmp_path / "opdracht-demo" / "documenten").glob("*.docx"))) == 14
    again = process("demo", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (3, b"")
    assert "bestaat al" in again.stderr.decode()
    assert process("demo", "--force", cwd=tmp_path).returncode == 0


def test_the_next_commands_of_the_demo_work(tmp_path: Path) -> None:
    out = process("demo", cwd=tmp_path).stdout.decode()
    commands = [line.strip() for line in out.splitlines() if line.startswith("  python -m opdracht")]
    assert len(commands) == 5
    for command in commands[:-1]:  # the last one asks questions
        ran = process(*command.split()[3:], cwd=tmp_path)
        assert ran.returncode in (0, 4), ran.stderr
        assert ran.stdout


def test_help_imports_no_database_and_no_word() -> None:
    heavy = ["sqlmodel", "sqlalchemy", "docx", "rich", "yaml", "alembic", "questionary"]
    code = f"import sys; from opdracht.cli import main; main(['-h']); print([m for m in {heavy} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    process("demo", cwd=tmp_path)
    command = f"{sys.executable} -m opdracht list personen --register opdracht-demo/register.db | head -1"
    ran = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.stdout.startswith("code")
    assert ran.stderr == ""


def test_a_console_without_utf8_gets_question_marks_and_no_traceback(tmp_path: Path) -> None:
    process("demo", cwd=tmp_path)
    ran = process(
        "show",
        "2027-004",
        "--register",
        "opdracht-demo/register.db",
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert ran.returncode == 0
    assert "Eén loket".encode("cp1252") in ran.stdout


def test_json_is_utf8_whatever_the_console(tmp_path: Path) -> None:
    path = tmp_path / "regio.json"
    path.write_text(as_json(a_region(an_agreement(titel="Kaart 👩"))), "utf-8")
    process("init", "--register", "r.db", cwd=tmp_path)
    process("import", "regio.json", "--register", "r.db", cwd=tmp_path)
    ran = process(
        "list", "--json", "--register", "r.db", cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "cp1252"}
    )
    assert json.loads(ran.stdout.decode("utf-8"))[0]["titel"] == "Kaart 👩"


def test_every_fault_of_options_is_named_at_once(region: Run) -> None:
    refused = region(
        "create", "--no-questions", "--titel", "Kaart", "--van", "gisteren", "--ambitie", "wolk", "zomaar=1",
        "--mijlpaal", "datum=nooit resultaat=Kaart", "--bestuurlijk-opdrachtgever", "niemand",
    )  # fmt: skip
    assert refused.code == 3
    for fault in ("van: 'gisteren'", "ambitie: er is geen ambitie 'wolk'", "'zomaar' bestaat niet", "mijlpaal 1, datum:",
                  "persoon: er is geen persoon 'niemand'"):  # fmt: skip
        assert fault in refused.err
    assert "5 fouten" in refused.err
    assert len(json.loads(region("list", "--json").out)) == len(json.loads(region("list", "opdracht", "--json").out))


def test_options_make_the_parts_of_an_opdracht_too(region: Run) -> None:
    made = region(
        "create", "--no-questions", "--titel", "Kaart", "--van", "1-3-2028", "--wel", "Alles", "na=2027-001",
        "--mijlpaal", "datum=1-4-2028 resultaat=Gegevens binnen", "--rol", "rol=adviseur persoon=secretaris reden=Kent het",
    )  # fmt: skip
    assert made.code == 0, made.err
    data = json.loads(region("show", "2028-001", "--json").out)
    assert data["afbakening"] == {"wel": "Alles"}
    assert data["na"] == ["2027-001"]
    assert data["rollen"] == {"adviseur": {"persoon": "secretaris", "reden": "Kent het"}}
    assert [mijlpaal["datum"] for mijlpaal in data["mijlpalen"]] == ["2028-04-01"]


def test_a_list_has_one_form_at_a_time(region: Run) -> None:
    refused = region("list", "--json", "--plain")
    assert (refused.code, refused.out) == (2, "")


def test_a_key_that_is_nearly_one_is_suggested(run: Run, tmp_path: Path) -> None:
    for words in (["export", "a.ics", "--organisatie", "bredaa"], ["show", "organisatie", "bredaa"]):
        run("add", "organisatie", "code=breda", "naam=Breda", "soort=gemeente")
        refused = run(*words)
        assert (refused.code, "Bedoelde u 'breda'?" in refused.err) == (3, True)


def test_what_came_of_a_refusal_is_no_tip(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fout.yaml").write_text("zomaar: 1", "utf-8")
    told = run("import", "fout.yaml").err
    assert "1 fout. Er is niets veranderd in het register." in told
    assert "Tip:" not in told


def test_a_text_with_a_full_stop_gets_no_second_one(run: Run) -> None:
    run("create", "titel=Kaart", "--no-input")
    run("add", "opdracht", "titel=Kaart")
    for _ in range(2):
        told = run("set", "2026-001", "doel=Wie het doet, tekent.")
        assert (told.code, ".." in told.err) == (0, False)


def test_a_name_with_spaces_wants_quotation_marks(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2027-001 Kaart van de regio.docx").write_bytes(b"x")
    told = run("verify", "2027-001", "Kaart", "van", "de", "regio.docx")
    assert (told.code, '"2027-001 Kaart van de regio.docx"' in told.err) == (2, True)
    assert "aanhalingstekens" not in run("verify", "2027-001", "Iets", "anders.docx").err
