"""check with its choices, setting aside, status with its gates, and the regiofoto."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from opdracht.checks import RULES, Rule
from opdracht.checks import run as run_rules
from opdracht.checks.explain import explain
from opdracht.checks.foto import foto_of
from opdracht.exchange.export import as_yaml
from opdracht.store import Register
from tests.builders import PEILDATUM, a_region, an_agreement, regio_of
from tests.conftest import Outcome

Run = Callable[..., Outcome]


def codes(run: Run, *words: str) -> list[str]:
    return [finding["code"] for finding in json.loads(run("check", "--json", *words).out)["bevindingen"]]


@pytest.fixture
def region(run: Run, tmp_path: Path) -> Run:
    """A register with one agreement that is sound but for its goal, and one empty draft."""
    content = as_yaml(a_region(an_agreement(doel=None), {"nummer": "2027-002", "titel": "Leeg"}))
    (tmp_path / "regio.yaml").write_text(content, "utf-8")
    assert run("import", "regio.yaml", "--as-history").code == 0
    return run


def test_only_and_severity_choose_what_is_shown(region: Run) -> None:
    assert set(codes(region, "--only", "A101")) == {"A101"}
    assert {f["ernst"] for f in json.loads(region("check", "--json", "--severity", "fout").out)["bevindingen"]} == {
        "fout"
    }
    assert region("check", "--only", "A999").code == 2
    assert region("check", "--severity", "erg").code == 2


def test_the_exit_code_follows_fail_on(region: Run) -> None:
    assert region("check", "--only", "A303").code == 0
    assert region("check", "--only", "A303", "--fail-on", "waarschuwing").code == 4


def test_findings_can_be_grouped_by_angle(region: Run) -> None:
    shown = region("check", "--by", "invalshoek").out
    assert shown.index("Agenda") < shown.index("Procesafspraken")
    assert "2027-001: Het doel ontbreekt" in " ".join(shown.split())


def test_a_rule_is_explained_with_every_part(run: Run) -> None:
    shown = run("check", "--explain", "a106")
    assert shown.code == 0
    for part in ("Waarom", "Fout", "Goed", "Herstel", "--set-aside A106"):
        assert part in shown.out


def test_all_rules_are_listed(run: Run) -> None:
    shown = run("check", "--rules").out
    assert [rule.code for rule in RULES if rule.code not in shown] == []


def test_a_finding_set_aside_stays_visible_counts_apart_and_comes_back(region: Run) -> None:
    refused = region("check", "2027-001", "--set-aside", "A101")
    assert (refused.code, "--reason" in refused.err) == (2, True)
    assert region("check", "2027-001", "--set-aside", "A101", "--reason", "Het doel volgt.").code == 0
    assert "A101" not in codes(region, "2027-001")
    assert "A101" in codes(region, "2027-002")
    shown = region("check", "2027-001")
    assert "Terzijde gelegd" in shown.out
    assert "Het doel volgt." in shown.out
    assert "Terzijde gelegd: 1." in shown.err
    assert region("check", "2027-001", "--put-back", "A101").code == 0
    assert "A101" in codes(region, "2027-001")


def test_a_finding_set_aside_returns_when_what_it_was_about_changes(region: Run) -> None:
    region("set", "2027-001", "beoogd_resultaat=We zetten stevig in op samenwerking.")
    region("check", "2027-001", "--set-aside", "A201", "--reason", "De raad koos deze woorden.")
    assert "A201" not in codes(region, "2027-001")
    region("set", "2027-001", "beoogd_resultaat=We gaan er samen voor.")
    assert "A201" in codes(region, "2027-001")


def test_a_reason_says_something(region: Run) -> None:
    for nothing in (".", "...", "-", "n.v.t.", "?!"):
        refused = region("check", "2027-001", "--set-aside", "A101", "--reason", nothing)
        assert (refused.code, f"'{nothing}' is geen reden." in refused.err) == (2, True)
    assert "A101" in codes(region, "2027-001")


def test_setting_aside_asks_for_the_place_that_a_rule_is_about(region: Run) -> None:
    reason = ("--reason", "Zo is het afgesproken.")
    unnamed = region("check", "--set-aside", "A101", *reason)
    assert (unnamed.code, "noem de opdracht" in unnamed.err) == (2, True)
    named = region("check", "2027-001", "--set-aside", "P207", *reason)
    assert (named.code, "Laat het nummer weg" in named.err) == (2, True)
    assert region("check", "--put-back", "A101").code == 2
    assert region("check", "2027-001", "--put-back", "P207").code == 2


def test_a_finding_about_the_region_is_set_aside_and_put_back(region: Run) -> None:
    region("add", "ambitie", "code=cultuur", "titel=Theater", "thema=Cultuur", "prioriteit=5")
    assert codes(region, "--only", "A302") == ["A302"]
    assert region("check", "--set-aside", "A302", "--reason", "Pas volgend jaar.").code == 0
    assert codes(region, "--only", "A302") == []
    assert region("check", "--put-back", "A302").code == 0
    assert codes(region, "--only", "A302") == ["A302"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_command_that_an_explanation_offers_is_taken(region: Run, rule: Rule) -> None:
    words = [word for word in explain(rule).terzijde.split()[1:] if word != '"..."']
    said = region(*words, "Zo is het afgesproken.")
    assert said.code == 0 or f"Er is hier geen bevinding {rule.code}." in said.err


def conditions(region: Run, *texts: str) -> None:
    for text in texts:
        region("add", "randvoorwaarde", "opdracht=2027-002", "categorie=geld", f"tekst={text}", "uiterlijk=1-6-2027")


def test_one_record_is_set_aside_and_put_back_beside_another(region: Run) -> None:
    conditions(region, "De eerste helft", "De tweede helft")
    one = ("--record", "randvoorwaarde 2027-002/2")
    region("check", "2027-002", "--set-aside", "G101", "--reason", "De raad kiest iemand.", *one)
    assert codes(region, "2027-002", "--only", "G101") == ["G101"]
    nowhere = region("check", "2027-002", "--put-back", "G101", "--record", "randvoorwaarde 2027-002/1")
    assert (nowhere.code, 'Wel bij: "randvoorwaarde 2027-002/2"' in nowhere.err) == (3, True)
    assert region("check", "2027-002", "--put-back", "G101", *one).code == 0
    assert codes(region, "2027-002", "--only", "G101") == ["G101", "G101"]


def test_two_findings_of_a_rule_in_one_opdracht_are_set_aside_together_and_stay_so(region: Run) -> None:
    for rol in ("ambtelijk opdrachtnemer", "bestuurlijk opdrachtgever"):
        region("add", "rol", "opdracht=2027-001", f"rol={rol}", "persoon=secretaris")
    assert "P205" in codes(region, "2027-001")
    region("check", "2027-001", "--set-aside", "P205", "--reason", "Tot 1 maart.")
    assert "P205" not in codes(region, "2027-001")
    assert region("check", "2027-001", "--set-aside", "P205", "--reason", "Tot 1 maart.").code == 3
    assert "P205" not in codes(region, "2027-001")


def test_a_number_that_is_given_again_begins_anew(region: Run) -> None:
    conditions(region, "De oude voorwaarde")
    region("check", "2027-002", "--set-aside", "G101", "--reason", "De wethouder volgt.")
    assert codes(region, "2027-002", "--only", "G101") == []
    region("remove", "randvoorwaarde", "2027-002/1", "--yes")
    conditions(region, "De oude voorwaarde")
    assert codes(region, "2027-002", "--only", "G101") == ["G101"]
    region("check", "2027-002", "--set-aside", "G101", "--reason", "De wethouder volgt.")
    region("set", "randvoorwaarde", "2027-002/1", "tekst=Een heel andere")
    assert codes(region, "2027-002", "--only", "G101") == ["G101"]
    region("check", "2027-002", "--set-aside", "A101", "--reason", "Het doel volgt op 1 maart.")
    assert region("remove", "opdracht", "2027-002", "--yes").code == 0
    assert "Er is geen terzijde" in region("list", "terzijde").err
    assert region("add", "opdracht", "nummer=2027-002", "titel=Heel anders").code == 0
    assert "A101" in codes(region, "2027-002")


def test_what_was_set_aside_follows_a_rename(region: Run) -> None:
    region("set", "2027-001", "doel=Bedrijven weten waar zij kunnen groeien.")
    region("add", "rol", "opdracht=2027-001", "rol=ambtelijk opdrachtnemer", "persoon=secretaris")
    region("add", "ambitie", "code=cultuur", "titel=Theater", "thema=Cultuur", "prioriteit=5")
    for words in (("2027-001", "P205"), ("2027-001", "P202"), ("2027-002", "A101"), ("A302",)):
        *nummers, code = words
        assert region("check", *nummers, "--set-aside", code, "--reason", "Zo is het besloten.").code == 0
    before = codes(region)
    region("set", "2027-001", "nummer=2027-077")
    region("set", "2027-002", "nummer=2027-078")
    region("set", "persoon", "secretaris", "code=gemeentesecretaris")
    region("set", "ambitie", "cultuur", "code=theater")
    assert sorted(codes(region)) == sorted(before)


def test_a_choice_says_what_it_leaves_out(region: Run) -> None:
    shown = region("check", "2027-002", "--only", "P407")
    assert "Geen bevindingen in 1 opdracht" in shown.err
    assert f"Door uw keuze niet getoond: {len(codes(region, '2027-002'))}." in shown.err
    assert "niet getoond" not in region("check", "2027-002").err


def test_a_status_follows_its_steps_and_its_gate(region: Run) -> None:
    region("set", "2027-001", "doel=Bedrijven weten waar zij kunnen groeien.")
    assert region("status", "2027-001", "lopend").code == 3
    assert "voorgesteld of ingetrokken" in region("status", "2027-001", "lopend").err
    assert region("status", "2027-001", "voorgesteld").code == 0
    region("set", "2027-001", "doel=")
    told = region("status", "2027-001")
    assert "Vastgesteld kan als dit is hersteld:" in told.out
    assert "A101" in told.out
    assert region("status", "2027-001", "vastgesteld").code == 3
    assert region("status", "2027-001", "vastgesteld", "--despite", "Het doel volgt op 1 maart.").code == 0
    history = region("status", "2027-001").out
    assert "concept → voorgesteld" in history
    assert "ondanks bezwaren: Het doel volgt op 1 maart." in history


def three_that_ask(tmp_path: Path, run: Run, status_of_first: str) -> None:
    """Moerdijk offers 300 hours; three opdrachten ask 200 of them each."""
    line = {"organisatie": "moerdijk", "profiel": "projectleider", "hoeveelheid": "200", "eenheid": "uren"}
    agreements = [
        an_agreement(f"2027-00{nr}", status=status, inzet=[line])
        for nr, status in enumerate((status_of_first, "voorgesteld", "concept"), start=1)
    ]
    (tmp_path / "drie.yaml").write_text(as_yaml(a_region(*agreements)), "utf-8")
    assert run("import", "drie.yaml", "--as-history").code == 0


@pytest.mark.parametrize("agreed", ["vastgesteld", "lopend"])
def test_hours_that_do_not_fit_beside_what_is_agreed_stop_an_agreement(run: Run, tmp_path: Path, agreed: str) -> None:
    three_that_ask(tmp_path, run, agreed)
    told = " ".join(run("status", "2027-002").out.split())
    assert "Vastgesteld kan als dit is hersteld:" in told
    sentence = "Moerdijk komt 100 uur projectleider tekort in 2027 (gevraagd 400, aanwezig 300)."
    assert f"uren {sentence} Door 2027-001 (200 uur) en 2027-002 (200 uur)." in told
    assert "P101" not in told
    refused = run("status", "2027-002", "vastgesteld")
    assert (refused.code, sentence.removesuffix(".") in refused.err) == (3, True)
    assert "status 2027-002. Toch doorgaan" in refused.err
    assert run("status", "2027-002", "vastgesteld", "--despite", "Moerdijk huurt iemand in.").code == 0
    assert "ondanks bezwaren: Moerdijk huurt iemand in." in run("status", "2027-002").out


def test_a_finding_set_aside_opens_no_gate_of_hours(run: Run, tmp_path: Path) -> None:
    three_that_ask(tmp_path, run, "lopend")
    assert run("check", "2027-002", "--set-aside", "P101", "--reason", "Weten we.").code == 0
    assert run("status", "2027-002", "vastgesteld").code == 3


def test_the_ambitions_of_drafts_stand_in_nobodys_way(run: Run, tmp_path: Path) -> None:
    three_that_ask(tmp_path, run, "voorgesteld")
    told = run("status", "2027-002").out
    assert "Vastgesteld kan: de toets vindt geen fouten en de uren passen" in told
    assert run("status", "2027-002", "vastgesteld").code == 0
    assert "ondanks" not in run("status", "2027-002").out
    assert run("status", "2027-001", "vastgesteld").code == 3
    assert run("status", "2027-003", "voorgesteld").code == 3
    assert codes(run, "2027-003", "--only", "P101") == ["P101"]
    assert run("status", "2027-002", "ingetrokken").code == 0
    assert run("status", "2027-001", "vastgesteld").code == 0


def test_a_status_cannot_be_changed_past_its_gate(region: Run) -> None:
    assert region("set", "2027-001", "status=vastgesteld").code == 3
    assert json.loads(region("show", "2027-001", "--json").out)["status"] == "concept"


def test_what_was_signed_set_aside_and_stepped_goes_round(region: Run, tmp_path: Path) -> None:
    region("status", "2027-002", "ingetrokken")
    region("check", "2027-001", "--set-aside", "A101", "--reason", "Zo is het.")
    signature = "{rol: bestuurlijk opdrachtgever, functie: wethouder, datum: 1-12-2026}"
    signed = f"{region('show', '2027-001', '--yaml').out}ondertekeningen: [{signature}]\n"
    (tmp_path / "getekend.yaml").write_text(signed, "utf-8")
    assert region("import", "getekend.yaml", "--update", "--as-history").code == 0
    assert region("report", "--to", "uit").code == 0
    region("export", "uit.yaml")
    before = region("export", "-").out
    for name in ("terzijde:", "statuswissels:", "ondertekeningen:", "fotos:"):
        assert name in before
    assert region("init", "--register", "nieuw.db").code == 0
    assert region("import", "uit.yaml", "--as-history", "--register", "nieuw.db").code == 0
    assert region("export", "-", "--register", "nieuw.db").out == before


def test_the_regiofoto_tells_the_story_and_what_changed(region: Run, tmp_path: Path) -> None:
    first = region("report", "--peildatum", "1-11-2026", "--to", "uit")
    assert first.code == 0
    assert "onvoldoende resultaten boeken" in " ".join(first.out.split())
    region("set", "2027-001", "doel=Bedrijven weten waar zij kunnen groeien.")
    region("set", "2027-002", "doel=Inwoners gaan vaker naar het theater.")
    made = json.loads(region("report", "--json").out)
    agenda = made["invalshoeken"][0]
    assert (agenda["letter"], agenda["verschil"]) == ("A", "2 minder")
    assert [(rule["code"], rule["aantal"]) for rule in agenda["opgelost"]] == [("A101", 2)]
    second = region("report", "--to", "uit").out
    assert "Opgelost sinds 1-11-2026: A101 (2 x)" in second
    assert "2027-002 Leeg: Het beoogde resultaat ontbreekt" in " ".join(second.split())
    assert {code for chain in agenda["ketens"] for code in chain["toetsen"]} == {
        rule["code"] for rule in agenda["regels"]
    }
    paper = docx.Document(str(tmp_path / "uit" / "regiofoto 2026-11-23.docx"))
    cells = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    assert 'Herstel: Schrijf op wat er op de einddatum ligt, met opdracht set 2027-002 beoogd_resultaat="...".' in cells
    assert "`" not in cells
    assert "Opgelost sinds 1 november 2026: A101 (2 keer)." in "\n".join(p.text for p in paper.paragraphs)
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "uit" / "regiofoto 2026-11-01.docx")).paragraphs)
    assert "{{" not in text
    assert "Agenda" in text


def test_a_regiofoto_that_is_only_read_or_not_written_leaves_no_counts(region: Run) -> None:
    region("report", "--json", "--peildatum", "1-11-2026")
    (Path("bezet")).write_text("een bestand", "utf-8")
    assert region("report", "--to", "bezet", "--peildatum", "2-11-2026").code == 3
    assert json.loads(region("report", "--json").out)["foto"]["vorige"] is None


@pytest.mark.parametrize(
    ("total", "good", "said"),
    [
        (1, 0, "De ene opdracht heeft fouten."),
        (1, 1, "De ene opdracht heeft geen fouten."),
        (3, 0, "Geen van de 3 opdrachten is zonder fouten."),
        (3, 1, "Van de 3 opdrachten is er 1 zonder fouten."),
        (3, 3, "Alle 3 opdrachten zijn zonder fouten."),
    ],
)
def test_the_regiofoto_counts_the_good_ones_in_plain_dutch(total: int, good: int, said: str) -> None:
    data = [an_agreement(f"2027-{n:03}", **({} if n < good else {"doel": None})) for n in range(total)]
    for one in data:
        one["inzet"] = [{"organisatie": "rwb", "profiel": "x", "hoeveelheid": "0", "eenheid": "uren"}]
    regio = regio_of(a_region(*data))
    assert foto_of(regio, RULES, run_rules(regio, PEILDATUM), 0, PEILDATUM).samenvatting[0] == said


def test_the_regiofoto_has_the_names_that_its_template_prints() -> None:
    regio = regio_of(a_region(an_agreement(doel=None)))
    names = foto_of(regio, RULES, run_rules(regio, PEILDATUM), 2, PEILDATUM).names()
    assert list(names) == ["regio", "foto", "invalshoeken", "advies"]
    assert names["regio"] == {"naam": regio.settings.regionaam}
    facts = names["foto"]
    assert isinstance(facts, dict)
    assert list(facts) == ["datum", "vorige", "opdrachten", "goed", "terzijde", "bron", "samenvatting"]
    assert (facts["opdrachten"], facts["goed"], facts["terzijde"], facts["vorige"]) == (1, 0, 2, None)


def test_the_regiofoto_of_an_empty_region_says_so(run: Run) -> None:
    assert "Het register heeft nog geen opdrachten." in run("report", "--to", "uit").out


def test_a_gate_looks_at_the_opdracht_as_it_would_become(run: Run, tmp_path: Path) -> None:
    mijlpalen = [{"datum": "2024-06-01", "resultaat": "De kaart is klaar.", "eigenaar": "programmamanager"}]
    agreement = an_agreement(van="2024-01-01", tot="2024-12-31", status="voorgesteld", inzet=None, mijlpalen=mijlpalen)
    data = a_region(agreement)
    (tmp_path / "oud.yaml").write_text(as_yaml(data), "utf-8")
    assert run("import", str(tmp_path / "oud.yaml"), "--as-history").code == 0
    assert "P404" not in run("check", "2027-001").out
    assert "P404" in run("status", "2027-001").out
    assert run("status", "2027-001", "vastgesteld").code == 3


def test_a_reason_to_go_on_says_something_and_is_not_dropped_in_silence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "een.yaml").write_text(as_yaml(a_region(an_agreement(doel=None), an_agreement("2027-002"))), "utf-8")
    assert run("import", str(tmp_path / "een.yaml"), "--as-history").code == 0
    assert run("status", "2027-001", "voorgesteld", "--despite", "...").code == 2
    assert run("status", "2027-001", "voorgesteld", "--despite", "De raad wacht erop.").code == 0
    assert "niet bewaard" in run("status", "2027-002", "voorgesteld", "--despite", "Voor de zekerheid.").err


def test_status_shows_which_fouten_were_set_aside(run: Run, tmp_path: Path) -> None:
    (tmp_path / "een.yaml").write_text(as_yaml(a_region(an_agreement(doel=None))), "utf-8")
    assert run("import", str(tmp_path / "een.yaml"), "--as-history").code == 0
    assert run("check", "2027-001", "--set-aside", "A101", "--reason", "De raad koos dit doel.").code == 0
    assert "A101  terzijde gelegd: De raad koos dit doel." in run("status", "2027-001").out


def test_a_register_is_never_overwritten_by_a_file(run: Run, register: Register, tmp_path: Path) -> None:
    (tmp_path / "een.yaml").write_text(as_yaml(a_region(an_agreement())), "utf-8")
    assert run("import", str(tmp_path / "een.yaml"), "--as-history").code == 0
    for words in (("capacity", "--png", register.location), ("export", register.location)):
        assert run(*words, "--force").code == 2  # neither writes a file that is called so
    picture = tmp_path / "register.png"
    shutil.copy(register.path, picture)
    refused = run("capacity", "--png", str(picture), "--force")
    assert (refused.code, "is een register" in refused.err) == (3, True)
    assert run("show", "2027-001").code == 0


def test_what_is_named_twice_is_made_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "een.yaml").write_text(as_yaml(a_region(an_agreement())), "utf-8")
    assert run("import", str(tmp_path / "een.yaml"), "--as-history").code == 0
    template = ("--template", "gespreksagenda")
    made = run("render", "2027-001", "2027-001", *template, *template)
    assert (made.code, len(made.out.splitlines())) == (0, 1)


def test_nobody_signs_in_the_future_or_in_a_role_that_does_not_exist(run: Run, tmp_path: Path) -> None:
    (tmp_path / "een.yaml").write_text(as_yaml(a_region(an_agreement(status="voorgesteld"))), "utf-8")
    assert run("import", str(tmp_path / "een.yaml"), "--as-history").code == 0
    assert run("status", "2027-001", "vastgesteld", "--despite", "Voor deze toets.").code == 0
    rol = ("--rol", "bestuurlijk opdrachtgever")
    assert run("sign", "2027-001", *rol, "--datum", "1-1-2099").code == 3
    assert "kies" in run("sign", "2027-001", "--rol", "onzin").err
    assert run("sign", "2027-001", *rol).code == 0
