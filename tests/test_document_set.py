"""The other documents of the set: what each says, that it is sound, and what stays off the paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from opdracht.actions.aside import set_aside
from opdracht.actions.demo import Demo, fill
from opdracht.actions.imports import import_region
from opdracht.actions.render import material_for, render_documents
from opdracht.checks import run
from opdracht.documents.contexts.agreement import agreement_context
from opdracht.documents.contexts.gemeenteblad import gemeente_context
from opdracht.documents.contexts.gespreksagenda import MOST_CAUSES, agenda_context
from opdracht.documents.contexts.names import HiddenNames
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.templates import TEMPLATES, Material
from opdracht.exchange.export import as_yaml
from opdracht.files import write_file
from opdracht.region import Regio
from opdracht.store import Register
from tests.builders import PEILDATUM, a_condition, a_region, an_agreement, regio_of
from tests.documents_quality import faults_of
from tests.test_documents import HOSTILE, texts_of

WIJZIGING = {
    "van_versie": 1,
    "naar_versie": 2,
    "van_datum": date(2026, 11, 4),
    "datum": date(2027, 6, 10),
    "reden": "De gegevens kwamen later.",
    "verschillen": [
        {"onderdeel": "Einddatum", "was": "15 december 2027", "wordt": "15 februari 2028", "waarom": "Later klaar."},
        {"onderdeel": "Mijlpaal 3", "was": "", "wordt": "De kaart is klaar.", "waarom": ""},
        {"onderdeel": "Randvoorwaarde 2", "was": "Er is geld.", "wordt": "", "waarom": ""},
    ],
}
PAGE = ("gespreksagenda", "gemeenteblad", "wijziging")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return fill(tmp_path_factory.mktemp("demo") / "demo", force=False)


def written(template: str, regio: Regio, key: str, folder: Path, today: date = PEILDATUM) -> Path:
    """One document, as a file."""
    if template == "wijziging":
        path = folder / "wijziging.docx"
        title = f"Wijziging {key}: {regio.opdrachten[key].titel}"
        write_file(path, render(template_names()[template], an_addendum(regio, key, WIJZIGING), title, key), force=True)
        return path
    material = Material(regio, today, bevindingen=run(regio, today))
    result = render_documents(material, [key], [TEMPLATES[template]], folder)
    assert result.failed == {}
    return result.written[0]


def an_addendum(regio: Regio, key: str, wijziging: dict[str, Any]) -> dict[str, Any]:
    """What the template of an addendum sees; what makes it of two versions is tested in test_versions.py."""
    agreement: dict[str, Any] = agreement_context(regio, key, "Wijziging", PEILDATUM)
    return {**agreement, "document": {**agreement["document"], "versie": "2"}, "wijziging": wijziging}


def text_in(path: Path) -> str:
    return texts_of(docx.Document(str(path)))


def key_for(template: str) -> str:
    return "moerdijk" if template == "gemeenteblad" else "2027-001"


def rows_of(path: Path, caption: str) -> list[list[str]]:
    """The texts of a table, below its header row."""
    for table in docx.Document(str(path)).tables:
        if f'w:tblCaption w:val="{caption}"' in table._tbl.xml:
            return [[cell.text for cell in row.cells] for row in table.rows[1:]]
    raise AssertionError(f"there is no table {caption}")


def test_every_document_of_the_demo_is_sound(demo: Demo, tmp_path: Path) -> None:
    paths = [
        written("gespreksagenda", demo.regio, nummer, tmp_path, date(2027, 6, 10)) for nummer in demo.regio.opdrachten
    ]
    paths += [written("gemeenteblad", demo.regio, code, tmp_path) for code in demo.regio.organisaties]
    paths += [written("wijziging", demo.regio, "2027-001", tmp_path)]
    assert len(paths) == 9 + 17 + 1
    assert {path.name: faults for path in paths if (faults := faults_of(path))} == {}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("template", PAGE)
def test_any_text_stands_in_them_to_the_letter(template: str, text: str, tmp_path: Path) -> None:
    agreement = an_agreement(
        beoogd_resultaat=text,
        mijlpalen=[{"datum": "2027-04-01", "resultaat": text}],
        randvoorwaarden=[a_condition(tekst=text, gevolg=text)],
        belangen=[{"organisatie": "moerdijk", "deelname": "ja", "belang": text, "wens": text, "nodig": text}],
        gesprekken=[{"datum": "2026-11-01", "deelnemers": ["x"], "afspraken": text, "spanning": text}],
    )
    regio = regio_of(a_region(agreement))
    if template == "wijziging":
        row = {"onderdeel": "Doel", "was": text, "wordt": text, "waarom": text}
        context = an_addendum(regio, "2027-001", {**WIJZIGING, "reden": text, "verschillen": [row]})
        path = tmp_path / "wijziging.docx"
        path.write_bytes(render(template_names()[template], context, "Wijziging", "2027-001"))
    else:
        path = written(template, regio, key_for(template), tmp_path)
    assert text_in(path).count(text) == {"gespreksagenda": 6, "gemeenteblad": 3, "wijziging": 4}[template]
    assert faults_of(path, plain_text=False) == []


@pytest.mark.parametrize("template", PAGE)
def test_an_almost_empty_draft_makes_each_of_them(template: str, tmp_path: Path) -> None:
    regio = regio_of(a_region({"nummer": "2027-001", "titel": "Vrijetijdseconomie"}))
    path = written(template, regio, key_for(template), tmp_path)
    assert faults_of(path) == []
    assert ("n.v.t." in text_in(path)) == (template != "wijziging")


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_without_names_the_functions_stay(template: str, tmp_path: Path) -> None:
    people = a_region()["personen"]
    named = [{**person, "naam": f"Jan {person['code']}-Pieterse", "email": "jan@example.org"} for person in people]
    talk = {"datum": "2026-11-01", "deelnemers": ["Jan wethouder-Pieterse", "een gast"], "afspraken": "Doorgaan."}
    data = a_region(an_agreement(gesprekken=[talk]))
    regio = regio_of({**data, "personen": named})
    with_names = text_in(written(template, regio, key_for(template), tmp_path / "met"))
    without = text_in(written(template, without_names(regio), key_for(template), tmp_path / "zonder"))
    assert "Jan wethouder-Pieterse" in with_names
    assert "Pieterse" not in without
    assert "jan@example.org" not in without
    assert "wethouder Economie" in without


def without_names(regio: Regio) -> Regio:
    return HiddenNames.of(regio.personen.values(), regio.organisaties.values()).regio(regio)


def test_who_was_present_is_known_by_function_only() -> None:
    data = a_region(an_agreement(gesprekken=[{"datum": "2026-11-01", "deelnemers": ["Jan de Wit", "een gast"]}]))
    data["personen"][0]["naam"] = "Jan de Wit"
    regio = without_names(regio_of(data))
    assert regio.gesprekken["2027-001"][0].deelnemers == ["wethouder Economie", "een gast"]


def test_a_name_in_a_text_becomes_the_function_however_it_is_written() -> None:
    data = a_region(
        an_agreement(
            aanleiding="Anna  DE-VRIES (a.devries@breda.nl) belt Moerdijk; Annabel de Vriesman niet.",
            mijlpalen=[{"datum": "2027-04-01", "resultaat": "Anna de Vries is klaar."}],
        )
    )
    data["personen"][0] |= {"naam": "Anna de Vries", "email": "a.devries@breda.nl"}
    regio = without_names(regio_of(data))
    aanleiding = regio.opdrachten["2027-001"].aanleiding
    assert aanleiding == "wethouder Economie (wethouder Economie) belt Moerdijk; Annabel de Vriesman niet."
    assert regio.mijlpalen["2027-001"][0].resultaat == "wethouder Economie is klaar."


def test_what_is_left_that_looks_like_a_name_is_told() -> None:
    data = a_region()
    data["personen"][0]["naam"] = "Anna de Vries"
    regio = regio_of(data)
    hidden = HiddenNames.of(regio.personen.values(), regio.organisaties.values())
    text = "Anna belt mevrouw Jansen, J.P. van Dam en piet@breda.nl; de wethouder, N.V. Rewin en Moerdijk zijn niemand."
    assert sorted(hidden.left_in([text])) == ["Anna", "J.P. van Dam", "mevrouw Jansen", "piet@breda.nl"]


# The gespreksagenda


def agenda(today: date = PEILDATUM, **fields: Any) -> dict[str, Any]:
    regio = regio_of(a_region(an_agreement(**fields)))
    return agenda_context(regio, "2027-001", run(regio, today, ["2027-001"]), today)


def test_a_milestone_is_reached_due_or_overdue() -> None:
    milestones = [
        {"datum": "2027-01-10", "resultaat": "A", "gehaald_op": "2027-01-09"},
        {"datum": "2027-01-31", "resultaat": "B"},
        {"datum": "2027-02-01", "resultaat": "C"},
        {"datum": "2027-02-02", "resultaat": "D"},
        {"datum": "2027-12-01", "resultaat": "E"},
    ]
    found = agenda(date(2027, 2, 1), mijlpalen=milestones)["mijlpalen"]
    assert [(one["stand"], one["te_laat"]) for one in found] == [
        ("gehaald", False),
        ("1 dag te laat", True),
        ("vandaag", False),
        ("over 1 dag", False),
        ("over 10 maanden", False),
    ]


def test_only_preconditions_that_are_not_arranged_are_on_the_agenda() -> None:
    states = ["open", "toegezegd", "geregeld", "niet haalbaar", "vervallen"]
    conditions = [a_condition(tekst=state, status=state, bewijs="brief") for state in states]
    found = agenda(date(2027, 2, 2), randvoorwaarden=conditions)["randvoorwaarden"]
    assert [one["tekst"] for one in found] == ["open", "toegezegd", "niet haalbaar"]
    assert all(one["te_laat"] for one in found)


def test_hours_stand_per_organisatie_and_profiel_beside_all_that_is_asked() -> None:
    other = an_agreement("2027-002", inzet=[_hours("250")])
    regio = regio_of(a_region(an_agreement(inzet=[_hours("60"), _hours("40"), _hours("10", "jurist")]), other))
    context: dict[str, Any] = agenda_context(regio, "2027-001", [], PEILDATUM)
    fields = ("profiel", "gevraagd", "samen", "geboden", "tekort")
    assert [tuple(row[field] for field in fields) for row in context["uren"]] == [
        ("projectleider", 100, 350, 300, 50),
        ("jurist", 10, 10, 0, 10),
    ]


def _hours(amount: str, profiel: str = "projectleider") -> dict[str, str]:
    return {"organisatie": "moerdijk", "profiel": profiel, "hoeveelheid": amount, "eenheid": "uren"}


def test_hours_without_a_period_are_asked_of_nobody_yet() -> None:
    found = agenda(van=None, tot=None)["uren"]
    assert [(one["gevraagd"], one["samen"], one["geboden"], one["tekort"]) for one in found] == [
        (100, None, None, None)
    ]


def test_tensions_are_the_open_ones_and_agreements_the_newest_three() -> None:
    talks = [
        {
            "datum": f"2026-0{month}-01",
            "deelnemers": ["x"],
            "afspraken": f"afspraak {month}",
            "spanning": f"spanning {month}",
        }
        for month in range(1, 6)
    ]
    talks[0]["opgelost_op"] = "2026-02-01"
    found = agenda(gesprekken=talks)
    assert [one["spanning"] for one in found["spanningen"]] == ["spanning 5", "spanning 4", "spanning 3", "spanning 2"]
    assert [one["afspraken"] for one in found["afspraken"]] == ["afspraak 5", "afspraak 4", "afspraak 3"]
    assert found["eerdere_gesprekken"] == 2
    assert found["gesprek"]["vorige"] == date(2026, 5, 1)


def test_a_finding_becomes_a_question_with_its_cause() -> None:
    points = agenda(doel="")["gesprekspunten"]
    assert points[0]["vraag"] == "Waarvoor doen wij dit?"
    assert points[0]["aanleiding"] == ["Het doel ontbreekt: waarvoor is deze opdracht?"]


def test_many_causes_of_one_question_are_counted() -> None:
    conditions = [a_condition(uiterlijk=f"2026-10-{day:02}") for day in range(1, 8)]
    point = next(one for one in agenda(randvoorwaarden=conditions)["gesprekspunten"] if one["meer"])
    assert (len(point["aanleiding"]), point["meer"]) == (MOST_CAUSES, 7 - MOST_CAUSES)


def test_what_is_set_aside_is_not_talked_about(tmp_path: Path) -> None:
    register, template = fill(tmp_path / "demo", force=False).register, TEMPLATES["gespreksagenda"]
    before, _ = material_for(register, [template], ["2027-009"], PEILDATUM)
    assert {(found.code, found.opdracht) for found in before.bevindingen} >= {
        ("P101", "2027-009"),
        ("P103", "2027-009"),
    }
    set_aside(register, "P103", ["2027-009"], "", "Dit is zo afgesproken.", PEILDATUM)
    after, _ = material_for(register, [template], ["2027-009"], PEILDATUM)
    assert {found.code for found in before.bevindingen} - {found.code for found in after.bevindingen} == {"P103"}


# The gemeenteblad


def sheet(code: str = "moerdijk", **fields: Any) -> dict[str, Any]:
    return gemeente_context(regio_of(a_region(an_agreement(**fields))), code, PEILDATUM)


def todo(context: dict[str, Any]) -> dict[str, list[str]]:
    return {one["onderwerp"]: one["punten"] for one in context["nog_te_doen"]}


def test_a_gemeenteblad_says_what_the_gemeente_gets_and_gives() -> None:
    found = sheet(belangen=[{"organisatie": "moerdijk", "deelname": "ja", "belang": "Bedrijven groeien."}])
    assert [(one["nummer"], one["belang"], one["uren"]) for one in found["opdrachten"]] == [
        ("2027-001", "Bedrijven groeien.", 100)
    ]
    assert found["profielen"] == [{"profiel": "projectleider", "gevraagd": 100, "geboden": 300, "tekort": 0}]
    assert found["ambities"] == ["Ruimte op het net"]
    assert found["jaar"] == "2027"


def test_hours_of_later_years_stand_apart() -> None:
    lines = [{**_hours("120"), "eenheid": "uren per jaar"}]
    found = sheet(tot="2028-12-31", inzet=lines)
    assert (found["jaar"], found["uren"]) == ("2027", {"gevraagd": 120, "geboden": 300, "tekort": 0})
    assert found["later"] == [{"jaar": "2028", "gevraagd": 120, "geboden": 0, "tekort": 120}]


def test_a_gemeenteblad_says_what_the_gemeente_still_has_to_do() -> None:
    found = sheet(
        belangen=[{"organisatie": "moerdijk", "deelname": "ja", "wens": "Eerst de haven."}], inzet=[_hours("400")]
    )
    assert todo(found) == {
        "Zelf besluiten": ["2027-001"],
        "Zeggen wat het ons oplevert": ["2027-001"],
        "Zeggen wat wij nodig hebben": ["2027-001"],
        "Een contactpersoon noemen": ["2027-001"],
        "Randvoorwaarden regelen": ["2027-001, uiterlijk 1-2-2027: De netbeheerder levert de gegevens per terrein."],
        "Uren vinden in 2027": ["projectleider: 100 uur te weinig"],
    }


def test_who_has_not_said_whether_it_joins_is_asked_that_first() -> None:
    assert todo(sheet(belangen=[{"organisatie": "moerdijk", "deelname": "onbekend"}]))["Zeggen of wij meedoen"] == [
        "2027-001"
    ]


def test_a_gemeente_with_a_role_says_whether_it_joins_and_the_regional_body_need_not() -> None:
    assert todo(sheet())["Zeggen of wij meedoen"] == ["2027-001"]
    assert todo(sheet("rwb")) == {}
    assert sheet("rwb")["opdrachten"][0]["deelname"] == "ja"


def test_an_opdracht_that_a_gemeente_stays_out_of_is_not_on_its_page() -> None:
    data = an_agreement(belangen=[{"organisatie": "rwb", "deelname": "nee"}])
    data["rollen"] = dict.fromkeys(data["rollen"], "wethouder")
    assert gemeente_context(regio_of(a_region(data)), "rwb", PEILDATUM)["opdrachten"] == []


def test_a_withdrawn_opdracht_is_on_no_page() -> None:
    assert sheet(status="ingetrokken")["opdrachten"] == []


def test_people_stand_with_all_they_do_administrators_first() -> None:
    belang = {"organisatie": "moerdijk", "deelname": "ja", "contactpersoon": "secretaris"}
    found = sheet(belangen=[belang])["mensen"]
    assert [
        (one["persoon"]["functie"], [(task["rol"], task["nummers"]) for task in one["taken"]]) for one in found
    ] == [
        ("wethouder Economie", [("bestuurlijk opdrachtgever", ["2027-001"])]),
        ("gemeentesecretaris", [("ambtelijk opdrachtgever", ["2027-001"]), ("contactpersoon", ["2027-001"])]),
    ]


# The wijziging


def test_a_wijziging_says_was_wordt_and_waarom(tmp_path: Path) -> None:
    path = written("wijziging", regio_of(a_region(an_agreement(status="vastgesteld"))), "2027-001", tmp_path)
    assert rows_of(path, "Wat er verandert") == [
        ["Einddatum", "15 december 2027", "15 februari 2028", "Later klaar."],
        ["Mijlpaal 3", "stond er niet", "De kaart is klaar.", "–"],
        ["Randvoorwaarde 2", "Er is geld.", "vervalt", "–"],
    ]
    assert "CONCEPT" not in text_in(path)
    assert "versie 1, vastgesteld op 4 november 2026" in text_in(path)


def test_all_four_sign_a_wijziging_the_ambtelijke_two_for_agreement(tmp_path: Path) -> None:
    path = written("wijziging", regio_of(a_region(an_agreement())), "2027-001", tmp_path)
    assert [row[0].splitlines() for row in rows_of(path, "Ondertekening")] == [
        ["Bestuurlijk opdrachtgever", "wethouder Economie", "gemeente Moerdijk"],
        ["Bestuurlijk opdrachtnemer", "portefeuillehouder", "Regio West-Brabant"],
        ["Voor akkoord, ambtelijk opdrachtgever", "gemeentesecretaris", "gemeente Moerdijk"],
        ["Voor akkoord, ambtelijk opdrachtnemer", "programmamanager", "Regio West-Brabant"],
    ]


# The command


def test_a_gemeenteblad_is_asked_for_by_the_code_of_a_gemeente(run: Any, demo: Demo, tmp_path: Path) -> None:
    location = ["--register", demo.register.location]
    done = run("render", "moerdijk", "--template", "gemeenteblad", "--to", str(tmp_path), *location)
    assert (done.code, done.out.split("/")[-1]) == (0, "Moerdijk - gemeenteblad.docx\n")
    done = run("render", "--all", "--template", "gemeenteblad", "--to", str(tmp_path), *location)
    assert done.out.count("gemeenteblad.docx") == 15
    assert "15 documenten gemaakt" in done.err
    assert "1 ongewijzigd" in done.err


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["moerdijk"], 3, "Er is geen opdracht 'moerdijk'"),
        (["2027-001", "--template", "gemeenteblad"], 3, "Er is geen organisatie '2027-001'"),
        (["2027-001", "--template", "gemeenteblat"], 2, "Bedoelde u 'gemeenteblad'?"),
        (["2027-001", "--template", "wijziging"], 3, "heeft geen wijziging"),
        (["--all", "--template", "wijziging", "--template", "gemeenteblad"], 2, "Maak de documenten in twee keer"),
        (["--template", "gemeenteblad"], 2, "Zeg welke gemeenten"),
    ],
)
def test_what_cannot_be_rendered_is_refused_in_dutch(
    run: Any, demo: Demo, words: list[str], code: int, message: str
) -> None:
    done = run("render", *words, "--register", demo.register.location)
    assert done.code == code
    assert message in done.err


def test_a_command_without_names_prints_functions(run: Any, register: Register, tmp_path: Path) -> None:
    import_region(register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2026)
    assert run("set", "persoon", "wethouder", "naam=Anna de Vries").code == 0
    for number, options in enumerate(([], ["--without-names"])):
        done = run("render", "2027-001", "--to", str(tmp_path / str(number)), *options)
        texts = [text_in(Path(line)) for line in done.out.splitlines()]
        assert [("Anna de Vries" in text) for text in texts] == [not options, not options]
        assert all("wethouder Economie" in text for text in texts)
