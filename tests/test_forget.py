"""Forgetting a person: nothing of the name is left in the register or its past, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import add, change, configure, remove
from opdracht.actions.status import take_step
from opdracht.agreed.versions import hash_of, thawed
from opdracht.author import COMMAND
from opdracht.choices import Status
from opdracht.cli import ask
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.free_text import free, frozen_in
from opdracht.history.forget import forget
from opdracht.history.log import history
from opdracht.history.undo import undo
from opdracht.model import METADATA, TABLES, Document, Organisatie, Persoon, Rol, Terzijde, Versie
from opdracht.proof.text import parts_of
from opdracht.records import make
from opdracht.safety.drafts import Draft
from opdracht.safety.generations import generations
from opdracht.store import Register
from tests.builders import PEILDATUM, a_region, an_agreement
from tests.conftest import Outcome
from tests.test_history import YEAR, agrees, filled, sentences

NAME = "Sanne van Groningsma"


@pytest.fixture(autouse=True)
def no_command() -> None:
    """What a test does itself is done by no command, also after a test that ran one."""
    COMMAND.set("")


def named(register: Register) -> Register:
    """A register in which the secretaris has a name, also in texts, in an agreed version and in an earlier code."""
    filled(register, an_agreement(communicatie=f"{NAME} belt de raad."))
    change(register, "persoon", "secretaris", {"naam": "S. van Groningsma", "email": "sanne@moerdijk.nl"})
    change(register, "persoon", "secretaris", {"naam": NAME, "code": "groningsma"})
    talk = {"opdracht": "2027-001", "datum": "2026-12-01", "afspraken": "sanne  VAN groningsma <&> belt; s-anne niet."}
    add(register, "gesprek", {**talk, "deelnemers": f"{NAME};wethouder"}, YEAR)
    for step in (Status.VOORGESTELD, Status.VASTGESTELD):
        take_step(register, "2027-001", step, PEILDATUM, despite=f"{NAME} wil nu beginnen, zie het besluit.")
    return register


def all_text(path: Path) -> str:
    """Every text in a Word document, headers and footers too."""
    return " ".join(part.text for part in parts_of(path.read_bytes()))


FREE = {
    "ambitie": "omschrijving titel",
    "besluit": "tekst",
    "opdracht": "aanleiding afbakening_niet afbakening_wel afronding beoogd_resultaat besluitvorming communicatie doel "
    "escalatie mandaat_kenmerk openbaar_reden risicos samenhang selectielijst themas titel verantwoording wijzigen",
    "rol": "reden",
    "mijlpaal": "besluit_door resultaat",
    "randvoorwaarde": "bewijs gevolg tekst",
    "belang": "belang besluit nodig wens",
    "gesprek": "afspraken deelnemers spanning",
    "ondertekening": "functie grondslag",
    "statuswissel": "door ondanks",
    "versie": "door ondanks reden",
    "terzijde": "door reden",
}
"""The fields in which somebody's name may stand among other words."""


def test_what_is_declared_as_prose_is_what_a_name_is_looked_for_in() -> None:
    assert {model.enkelvoud: " ".join(sorted(free(model))) for model in TABLES if free(model)} == FREE
    frozen = {model.enkelvoud: frozen_in(model) for model in TABLES if frozen_in(model)}
    assert frozen == {"versie": "inhoud", "plan": "inhoud"}


def everything(register: Register) -> str:
    """All that stands in any table."""
    with register.reading() as reader:
        rows = [
            str(value)
            for table in METADATA.sorted_tables
            for row in reader.connection.execute(sa.select(table))
            for value in row
        ]
    return "\n".join(rows).lower()


def test_nothing_is_left_of_the_name_the_address_and_the_code(either_register: Register) -> None:
    named(either_register)
    found = forget(either_register, "groningsma")
    left = everything(either_register)
    assert [word for word in ("groningsma", "sanne", "secretaris'", '"secretaris"') if word in left] == []
    assert "s-anne niet." in left
    assert found.mentions == []
    assert agrees(either_register)


def test_the_function_and_the_roles_stay(either_register: Register) -> None:
    named(either_register)
    pseudonym = forget(either_register, "groningsma").pseudonym
    with either_register.reading() as reader:
        person = reader.need(Persoon, [pseudonym])
        roles = [row.rol for row in reader.rows(Rol, persoon=pseudonym)]
    assert (person.functie, person.naam, person.email) == ("gemeentesecretaris", "", "")
    assert roles == ["ambtelijk opdrachtgever"]


def test_an_agreed_text_keeps_the_hash_of_what_was_agreed(either_register: Register) -> None:
    named(either_register)
    with either_register.reading() as reader:
        (before,) = reader.rows(Versie)
    forget(either_register, "groningsma")
    with either_register.reading() as reader:
        (after,) = reader.rows(Versie)
    assert after.sha256 == before.sha256
    assert after.geschoond == hash_of(after.inhoud) != after.sha256
    assert thawed(after).opdrachten["2027-001"].communicatie == "vergeten-1 belt de raad."
    with either_register.writing() as writer:
        writer.connection.execute(sa.update(METADATA.tables["versie"]).values(inhoud=after.inhoud + " "))
    with pytest.raises(OpdrachtError, match="buiten het programma om"), either_register.reading() as reader:
        thawed(reader.rows(Versie)[0])


def test_a_text_without_the_person_is_not_touched(either_register: Register) -> None:
    named(either_register)
    fields = {
        "code": "vergeetmij",
        "functie": "jurist",
        "organisatie": "rwb",
        "niveau": "ambtelijk",
        "naam": "Piet Pieters",
    }
    add(either_register, "persoon", fields, YEAR)
    forget(either_register, "vergeetmij")
    with either_register.reading() as reader:
        (versie,) = reader.rows(Versie)
    assert versie.geschoond is None


def test_what_was_forgotten_is_exported_and_comes_in_again(register: Register, tmp_path: Path) -> None:
    named(register)
    forget(register, "groningsma")
    from opdracht.exchange.export import as_yaml

    data = export_region(register)
    other = Register.at(str(tmp_path / "ander.db"))
    other.create()
    import_region(other, as_yaml(data).encode(), "regio.yaml", year=YEAR, as_history=True)
    assert export_region(other) == data


def test_a_code_that_is_a_word_like_any_other_stays_in_texts(either_register: Register) -> None:
    filled(either_register, an_agreement(communicatie="De wethouder belt de raad."))
    change(either_register, "persoon", "wethouder", {"naam": "Kim Jo"})
    forget(either_register, "wethouder")
    data = export_region(either_register)
    assert data["opdrachten"][0]["communicatie"] == "De wethouder belt de raad."
    assert data["opdrachten"][0]["rollen"]["bestuurlijk opdrachtgever"] == "vergeten-1"


def test_a_part_of_a_name_is_pointed_out_and_can_be_forgotten_too(either_register: Register) -> None:
    filled(either_register, an_agreement(communicatie="Mevrouw Groningsma belt de raad."))
    change(either_register, "persoon", "secretaris", {"naam": NAME})
    found = forget(either_register, "secretaris")
    assert found.mentions == ["opdracht 2027-001: communicatie"]
    again = forget(either_register, found.pseudonym, ["mevrouw groningsma"])
    assert (again.pseudonym, again.mentions) == (found.pseudonym, [])
    assert export_region(either_register)["opdrachten"][0]["communicatie"] == "vergeten-1 belt de raad."
    assert agrees(either_register)


def test_the_name_under_which_somebody_worked_goes_too(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    named(register)
    monkeypatch.setenv("OPDRACHT_WIE", NAME)
    change(register, "opdracht", "2027-001", {"budget": "100"})
    monkeypatch.setenv("OPDRACHT_WIE", "Bram")
    forget(register, "groningsma")
    assert [entry.wijziging.wie for entry in history(register)][:2] == ["Bram", "vergeten-1"]


def test_the_file_itself_holds_nothing_of_it_any_more(register: Register) -> None:
    named(register)
    change(register, "persoon", "groningsma", {"email": ""})
    assert b"groningsma" in register.path.read_bytes().lower()
    forget(register, "groningsma")
    assert b"groningsma" not in register.path.read_bytes().lower()


def test_forgetting_is_not_taken_back_and_says_what_the_chain_was(either_register: Register) -> None:
    named(either_register)
    before = history(either_register)[0].wijziging.sha256
    forget(either_register, "groningsma")
    assert history(either_register)[0].wijziging.commando == f"forget vergeten-1 (de keten was {before[:16]})"
    with pytest.raises(OpdrachtError, match="gaat niet terug"):
        undo(either_register)
    with pytest.raises(OpdrachtError, match="gaat niet terug"):
        undo(either_register, history(either_register)[0].wijziging.nr)


def test_what_was_before_can_still_be_taken_back(either_register: Register) -> None:
    named(either_register)
    change(either_register, "persoon", "groningsma", {"functie": "directeur"})
    nr = history(either_register)[0].wijziging.nr
    forget(either_register, "groningsma")
    undo(either_register, nr)
    with either_register.reading() as reader:
        assert reader.need(Persoon, ["vergeten-1"]).functie == "gemeentesecretaris"


def test_a_document_of_before_is_as_agreed_but_for_who_that_was(
    run: Callable[..., Outcome], register: Register
) -> None:
    named(register)
    run("render", "2027-001", "--to", "uit")
    (path, *_) = sorted(Path("uit").glob("*.docx"))
    told = run("forget", "persoon", "groningsma", "--yes")
    assert (told.code, str(path) in told.err) == (0, True)
    verdict = run("verify", str(path))
    assert (verdict.code, "niet te beoordelen" in verdict.out, "schuilnaam" in verdict.out) == (4, True, True)
    assert f"hier staat '{NAME} belt de raad.'; wie dat was, vergat het register" in " ".join(verdict.out.split())


def test_a_copy_is_kept_first_and_the_copies_that_have_the_name_are_pointed_out(
    run: Callable[..., Outcome], register: Register
) -> None:
    named(register)
    told = run("forget", "persoon", "groningsma", "--yes").err
    (copy,) = generations(register).all()
    assert str(copy.path.parent) in told
    assert b"groningsma" in copy.path.read_bytes().lower()
    assert run("forget", "persoon", "niemand", "--yes").code == 3
    assert len(generations(register).all()) == 1


def test_every_file_that_the_register_wrote_with_the_name_in_it_is_pointed_out(
    run: Callable[..., Outcome], register: Register, tmp_path: Path
) -> None:
    named(register)
    folder = tmp_path / "uit"
    run("render", "2027-001", "--to", str(folder))
    run("render", "2027-001", "--template", "gespreksagenda", "--to", str(folder))
    run("render", "moerdijk", "--template", "gemeenteblad", "--to", str(folder))
    run("capacity", "--to", str(folder))
    (unread,) = folder.glob("*bestuurlijke*")
    unread.write_bytes(b"niet te lezen")
    papers = {path.name for path in forget(register, "groningsma").papers}
    with_the_name = {path.name for path in folder.iterdir() if path != unread and NAME in all_text(path)}
    assert {path for path in with_the_name if "gespreksagenda" in path}
    assert {path for path in with_the_name if "gemeenteblad" in path}
    assert papers == with_the_name | {unread.name}
    assert any("capaciteit" in path.name for path in folder.iterdir())


def test_a_text_that_waits_on_this_machine_is_pointed_out(run: Callable[..., Outcome], register: Register) -> None:
    named(register)
    Draft.of(register, "2027-001.yaml").write(f"communicatie: {NAME} belt.")
    Draft.of(register, "2027-002.yaml").write("communicatie: De raad belt.")
    told = run("forget", "persoon", "groningsma", "--yes").err
    assert ("2027-001.yaml" in told, "2027-002.yaml" in told) == (True, False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("persoon", "niemand", "--yes"), 3),
        (("organisatie", "moerdijk", "--yes"), 2),
        (("persoon", "groningsma"), 2),
        (("persoon", "groningsma", "--also", "s", "--yes"), 3),
    ],
)
def test_what_cannot_be_forgotten_is_refused(
    run: Callable[..., Outcome], register: Register, words: tuple[str, ...], code: int
) -> None:
    named(register)
    before = everything(register)
    assert run("forget", *words).code == code
    assert everything(register) == before


def people(register: Register, *persons: dict[str, str], **fields: Any) -> Register:
    """A register with one agreement, and these persons beside those that it names."""
    standard = {"functie": "adviseur", "organisatie": "moerdijk", "niveau": "ambtelijk"}
    data = a_region(an_agreement(**fields), personen=[{**standard, **person} for person in persons])
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=YEAR, as_history=True)
    return register


def person(register: Register, code: str) -> Persoon:
    with register.reading() as reader:
        return reader.need(Persoon, [code])


def doel(register: Register) -> str:
    return str(export_region(register)["opdrachten"][0]["doel"])


def test_who_had_the_code_before_is_somebody_else(either_register: Register) -> None:
    people(either_register, {"code": "bestuurder", "naam": "Anne de Wit", "email": "anne@moerdijk.nl"})
    change(either_register, "opdracht", "2027-001", {"doel": "Anne de Wit en Bart Bakker."})
    change(either_register, "persoon", "bestuurder", {"code": "anne"})
    new = {"code": "bestuurder", "functie": "wethouder", "organisatie": "moerdijk", "niveau": "bestuurlijk"}
    add(either_register, "persoon", {**new, "naam": "Bart Bakker"}, YEAR)
    found = forget(either_register, "bestuurder")
    assert (person(either_register, "anne").naam, person(either_register, "anne").email) == (
        "Anne de Wit",
        "anne@moerdijk.nl",
    )
    assert person(either_register, found.pseudonym).naam == ""
    assert doel(either_register) == "Anne de Wit en vergeten-1."
    assert "persoon bestuurder: nieuw (Anne de Wit)" in sentences(either_register, (Persoon, "anne"))
    assert agrees(either_register)


def test_who_has_the_code_now_stays_when_the_one_before_is_forgotten(either_register: Register) -> None:
    roles = {**an_agreement()["rollen"], "ambtelijk opdrachtgever": "bestuurder"}
    people(either_register, {"code": "bestuurder", "naam": "Anne de Wit"}, rollen=roles)
    for step in (Status.VOORGESTELD, Status.VASTGESTELD):
        take_step(either_register, "2027-001", step, PEILDATUM, despite="Het bestuur wil nu beginnen.")
    change(either_register, "persoon", "bestuurder", {"code": "anne"})
    new = {"code": "bestuurder", "functie": "wethouder", "organisatie": "moerdijk", "niveau": "bestuurlijk"}
    add(either_register, "persoon", {**new, "naam": "Bart Bakker"}, YEAR)
    forget(either_register, "anne")
    assert person(either_register, "bestuurder").naam == "Bart Bakker"
    with either_register.reading() as reader:
        agreed = thawed(reader.rows(Versie)[0])
    assert "bestuurder" not in agreed.personen
    assert agreed.personen["vergeten-2"].naam == ""
    assert agrees(either_register)


@pytest.mark.parametrize("away", [True, False])
def test_what_was_taken_back_is_followed_through(either_register: Register, away: bool) -> None:
    people(either_register, {"code": "jansen", "naam": "Jan Jansen"}, doel="Jan Jansen of J. Jansen.")
    change(either_register, "persoon", "jansen", {"naam": "J. Jansen"})
    if away:
        remove(either_register, "persoon", "jansen")
    else:
        change(either_register, "persoon", "jansen", {"code": "bakker"})
    undo(either_register)
    forget(either_register, "jansen")
    assert doel(either_register) == "vergeten-1 of vergeten-1."
    assert "jan jansen" not in everything(either_register)
    assert agrees(either_register)


def test_of_two_with_the_same_name_one_is_forgotten_and_texts_are_pointed_out(either_register: Register) -> None:
    both = ({"code": "jj1", "naam": "Jan Jansen"}, {"code": "jj2", "naam": "Jan Jansen", "functie": "jurist"})
    people(either_register, *both, doel="Jan Jansen belt.")
    found = forget(either_register, "jj1")
    assert [person(either_register, code).naam for code in (found.pseudonym, "jj2")] == ["", "Jan Jansen"]
    assert doel(either_register) == "Jan Jansen belt."
    assert (found.mentions, found.past) == (["opdracht 2027-001: doel"], [1])
    assert found.called == ["persoon jj2: naam"]
    forget(either_register, found.pseudonym, ["Jan Jansen"])
    assert (doel(either_register), person(either_register, "jj2").naam) == ("vergeten-1 belt.", "Jan Jansen")
    assert agrees(either_register)


def test_a_longer_name_of_somebody_else_stays(either_register: Register) -> None:
    both = ({"code": "aw", "naam": "Anne de Wit"}, {"code": "awj", "naam": "Anne de Wit-Jansen"})
    text = "Anne de Wit, Anne de Wit-Jansen en Anne de Wit Jansen."
    people(either_register, *both, doel=text)
    forget(either_register, "aw")
    assert doel(either_register) == "vergeten-1, Anne de Wit-Jansen en Anne de Wit Jansen."
    assert person(either_register, "awj").naam == "Anne de Wit-Jansen"


@pytest.mark.parametrize("name", ["Wil", "De", "gemeente", "Concept", "Ambtelijk opdrachtgever", "jan bos", "Griffier"])
def test_a_name_that_is_a_word_is_not_replaced_by_itself(either_register: Register, name: str) -> None:
    told = f"Iedereen wil dit. De gemeente ook, in concept, en {name} en de ambtelijk opdrachtgever."
    people(either_register, {"code": "x1", "naam": name, "functie": "griffier"}, doel=told)
    found = forget(either_register, "x1")
    assert doel(either_register) == told
    assert found.mentions == (["opdracht 2027-001: doel"] if len(name) > 2 else [])
    assert (person(either_register, found.pseudonym).functie, person(either_register, found.pseudonym).naam) == (
        "griffier",
        "",
    )
    assert agrees(either_register)


def test_a_code_and_a_name_of_an_organisatie_stay_also_where_it_is_frozen(either_register: Register) -> None:
    people(
        either_register,
        {"code": "rwb", "naam": "Jan van Breda", "organisatie": "rwb"},
        {"code": "jansen", "naam": "Jan Jansen"},
        doel="Ondernemers in rwb weten van Jan van Breda en Jan van Breda Advies.",
    )
    change(either_register, "organisatie", "rwb", {"naam": "Jan van Breda Advies"})
    for step in (Status.VOORGESTELD, Status.VASTGESTELD):
        take_step(either_register, "2027-001", step, PEILDATUM, despite="Het bestuur wil nu beginnen.")
    found = forget(either_register, "rwb")
    with either_register.reading() as reader:
        agreed, organisatie = thawed(reader.rows(Versie)[0]), reader.need(Organisatie, ["rwb"])
    assert (organisatie.code, organisatie.naam) == ("rwb", "Jan van Breda Advies")
    assert agreed.organisaties["rwb"].naam == "Jan van Breda Advies"
    told = "Ondernemers in rwb weten van vergeten-1 en Jan van Breda Advies."
    assert (doel(either_register), agreed.opdrachten["2027-001"].doel) == (told, told)
    assert found.called == ["organisatie rwb: naam"]
    assert agrees(either_register)


def test_a_key_with_the_name_stays_and_is_pointed_out(either_register: Register) -> None:
    people(either_register, {"code": "jansen", "naam": "J. Jansen"})
    for kenmerk in ("J. Jansen", "over j. jansen"):
        add(
            either_register,
            "besluit",
            {"kenmerk": kenmerk, "orgaan": "raad", "datum": "2026-01-01", "tekst": "x"},
            YEAR,
        )
    found = forget(either_register, "jansen")
    assert found.called == ["besluit J. Jansen: kenmerk", "besluit over j. jansen: kenmerk"]
    assert agrees(either_register)


def test_a_setting_stays_whatever_is_to_be_forgotten(register: Register) -> None:
    people(register, {"code": "x1", "naam": "Jan Jansen"})
    configure(register, "uren_per_fte", "1425")
    forget(register, "x1", ["1425"])
    with register.reading() as reader:
        assert reader.settings().uren_per_fte == 1425


def test_a_short_surname_and_a_code_with_it_are_forgotten_or_pointed_out(either_register: Register) -> None:
    told = "Wethouder Bos (code jan-bos) en J. Bos vragen om ruimte."
    people(either_register, {"code": "jan-bos", "naam": "Jan Bos"}, doel=told)
    found = forget(either_register, "jan-bos")
    assert doel(either_register) == "Wethouder Bos (code vergeten-1) en J. Bos vragen om ruimte."
    assert found.mentions == ["opdracht 2027-001: doel"]


def test_a_code_of_one_word_is_pointed_out(either_register: Register) -> None:
    people(either_register, {"code": "bos", "naam": "Jan Bos"}, doel="Er komt een bos.")
    found = forget(either_register, "bos")
    assert (doel(either_register), found.mentions) == ("Er komt een bos.", ["opdracht 2027-001: doel"])


def test_what_stands_only_in_the_past_is_pointed_out(either_register: Register) -> None:
    people(either_register, {"code": "annedw", "naam": "Anne de Wit"}, doel="Vraag het Anne of mevrouw De Wit.")
    change(either_register, "opdracht", "2027-001", {"doel": "Bedrijven weten waar zij kunnen groeien."})
    found = forget(either_register, "annedw")
    assert (found.mentions, found.past) == ([], [1, 2])
    again = forget(either_register, found.pseudonym, ["Anne", "mevrouw De Wit"])
    assert again.past == []
    assert "anne" not in everything(either_register)


def test_the_path_of_a_file_that_is_gone_is_forgotten_too(run: Callable[..., Outcome], register: Register) -> None:
    people(register, {"code": "annedw", "naam": "Anne de Wit"}, titel="Inhuur Anne de Wit")
    for folder in ("Anne de Wit", "anne-de-wit"):
        run("render", "2027-001", "--to", folder)
    with register.reading() as reader:
        (one, other, *_) = sorted(Path(row.pad) for row in reader.rows(Document))
    assert str(one) in run("forget", "persoon", "annedw", "--yes").err
    assert "anne" in everything(register)
    for path in (*Path("Anne de Wit").iterdir(), *Path("anne-de-wit").iterdir()):
        path.unlink()
    told = run("forget", "persoon", "vergeten-1", "--also", "Anne de Wit", "--yes")
    assert (told.code, str(one) in told.err, str(other) in told.err) == (0, False, False)
    left = everything(register).replace("anne_de_wit", "")
    assert [word for word in ("anne de wit", "anne-de-wit") if word in left] == []
    with register.reading() as reader:
        assert len({row.pad for row in reader.rows(Document)}) == len(reader.rows(Document)) >= 2
    assert agrees(register)


def test_who_forgets_herself_is_forgotten(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    people(register, {"code": "annedw", "naam": "Anne de Wit"})
    monkeypatch.setenv("OPDRACHT_WIE", "Anne de Wit")
    forget(register, "annedw")
    assert history(register)[0].wijziging.wie == "vergeten-1"


def test_an_accent_and_a_hyphen_may_be_written_in_more_ways(either_register: Register) -> None:
    told = "Met Jose\u0301 Pe\u0301rez, JOSÉ  PÉREZ, José-Pérez en Cafe\u0301."
    people(either_register, {"code": "jose", "naam": "José Pérez"}, doel=told)
    forget(either_register, "jose")
    assert doel(either_register) == "Met vergeten-1, vergeten-1, vergeten-1 en Café."


def test_a_text_without_the_person_keeps_its_signs(either_register: Register) -> None:
    people(either_register, {"code": "jose", "naam": "José Pérez"}, doel="Cafe\u0301 open.")
    forget(either_register, "jose")
    assert doel(either_register) == "Cafe\u0301 open."


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("p2", "persoon p2", "persoon vergeten-1"),
        ("p2", "rol 2027-001/ambtelijk opdrachtgever/p2", "rol 2027-001/ambtelijk opdrachtgever/vergeten-1"),
        ("2", "mijlpaal 2027-001/2", "mijlpaal 2027-001/2"),
        ("moerdijk", "belang 2027-001/moerdijk", "belang 2027-001/moerdijk"),
        ("moerdijk", "organisatie moerdijk", "organisatie moerdijk"),
    ],
)
def test_what_was_set_aside_about_a_person_stays_aside(
    either_register: Register, code: str, before: str, after: str
) -> None:
    people(either_register, {"code": code, "naam": "Anne de Wit"})
    fields = {"code": "P207", "opdracht": "", "plaats": before, "reden": "Het bestuur besloot het.", "meting": "m"}
    with either_register.writing() as writer:
        writer.insert([make(Terzijde, {**fields, "datum": PEILDATUM})])
    forget(either_register, code)
    with either_register.reading() as reader:
        assert [row.plaats for row in reader.rows(Terzijde)] == [after]
    assert agrees(either_register)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE wijziging SET wie = 'Iemand anders' WHERE nr = 2",
        "UPDATE mutatie SET na = '{\"budget\":9999}' WHERE wijziging = 2",
        "UPDATE mutatie SET na = '{kapot' WHERE wijziging = 2",
        "UPDATE mutatie SET gegeven = '2027-001/x/y' WHERE wijziging = 2",
        "UPDATE opdracht SET titel = 'Van een ander programma'",
    ],
)
def test_a_register_that_was_tampered_with_is_not_sealed_anew(
    run: Callable[..., Outcome], register: Register, damage: str
) -> None:
    people(register, {"code": "annedw", "naam": "Anne de Wit"})
    change(register, "opdracht", "2027-001", {"budget": "1000"})
    with register.writing() as writer:
        writer.connection.exec_driver_sql(damage)
    before = everything(register)
    told = run("forget", "persoon", "annedw", "--yes")
    assert (told.code, "doctor\n" in told.err) == (3, True)
    assert everything(register) == before
    assert generations(register).all() == []


def test_what_will_change_is_told_before_the_question(
    run: Callable[..., Outcome], register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(register, {"code": "annedw", "naam": "Anne de Wit"}, doel="Anne de Wit belt.")
    before = everything(register)
    asked: list[str] = []

    def no(question: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr("opdracht.cli.ask.possible", lambda: True)
    monkeypatch.setattr("opdracht.cli.ask.confirm", no)
    told = run("forget", "persoon", "annedw")
    changes = "opdracht 2027-001, en 2 regels van het journaal."
    assert (told.code, len(asked), f"Dit verandert: persoon annedw, {changes}" in told.err) == (1, 1, True), told.err
    assert everything(register) == before
    assert generations(register).all() == []
    assert f"Veranderd: persoon vergeten-1, {changes}" in run("forget", "persoon", "annedw", "--yes").err


def test_the_records_that_changed_are_named_and_never_more_than_ten(
    run: Callable[..., Outcome], register: Register
) -> None:
    people(register, {"code": "annedw", "naam": "Anne de Wit"})
    for n in range(1, 13):
        talk = {"opdracht": "2027-001", "datum": "2026-12-01", "afspraken": f"Anne de Wit belt {n} keer."}
        add(register, "gesprek", talk, YEAR)
    told = run("forget", "persoon", "annedw", "--yes").err
    assert "gesprek 2027-001/9 en 3 andere, en 13 regels van het journaal." in told
    assert " backup --to" in told
    again = run("forget", "persoon", "vergeten-1", "--yes").err
    assert "Veranderd: niets." in again


def test_who_was_forgotten_already_is_called_that(run: Callable[..., Outcome], register: Register) -> None:
    import_region(register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2026)
    first = run("forget", "persoon", "wethouder", "--yes")
    assert "is vergeten en heet nu vergeten-1" in first.err
    again = run("forget", "persoon", "vergeten-1", "--also", "Nergens Genoemd", "--yes")
    assert (again.code, "'vergeten-1' was al vergeten." in again.err) == (0, True)


def test_what_is_foreseen_has_the_code_that_people_know(
    run: Callable[..., Outcome], register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_region(register, as_yaml(a_region(an_agreement())).encode(), "regio.yaml", year=2026)
    monkeypatch.setattr(ask, "possible", lambda: True)
    monkeypatch.setattr(ask, "confirm", lambda question: False)
    told = run("forget", "persoon", "wethouder")
    assert (told.code, "persoon wethouder" in told.err, "vergeten-1" in told.err) == (1, True, False)


def test_an_old_file_that_may_bring_somebody_back_is_told(
    run: Callable[..., Outcome], register: Register, tmp_path: Path
) -> None:
    content = as_yaml(a_region(an_agreement()))
    (tmp_path / "oud.yaml").write_text(content, "utf-8")
    assert "vergeten" not in run("import", "oud.yaml").err
    assert "vergeten" not in run("import", "oud.yaml").err
    run("forget", "persoon", "wethouder", "--yes")
    told = run("import", "oud.yaml", "--update")
    assert (told.code, "in dit register is iemand vergeten" in told.err) == (0, True)
