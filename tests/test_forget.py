"""Forgetting a person: nothing of the name is left in the register or its past, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from opdracht.actions.backup import generations
from opdracht.actions.files import export_region, import_region
from opdracht.actions.forget import forget
from opdracht.actions.kept import Kept
from opdracht.actions.log import history
from opdracht.actions.records import add, change
from opdracht.actions.status import take_step
from opdracht.actions.undo import undo
from opdracht.choices import Status
from opdracht.errors import OpdrachtError
from opdracht.model import METADATA, Persoon, Rol, Versie
from opdracht.store import Register
from opdracht.versions import hash_of, thawed
from tests.builders import PEILDATUM, an_agreement
from tests.conftest import Outcome
from tests.test_history import YEAR, agrees, filled

NAME = "Sanne van Groningsma"


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
    import_region(other, as_yaml(data).encode(), "regio.yaml", year=YEAR)
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


def test_a_document_of_before_is_still_what_was_agreed(run: Callable[..., Outcome], register: Register) -> None:
    named(register)
    run("render", "2027-001", "--to", "uit")
    (path, *_) = sorted(Path("uit").glob("*.docx"))
    told = run("forget", "persoon", "groningsma", "--ja")
    assert (told.code, str(path) in told.err) == (0, True)
    verdict = run("verify", str(path))
    assert (verdict.code, "zoals vastgesteld" in verdict.out, "schuilnaam" in verdict.out) == (0, True, True)


def test_a_copy_is_kept_first_and_the_copies_that_have_the_name_are_pointed_out(
    run: Callable[..., Outcome], register: Register
) -> None:
    named(register)
    told = run("forget", "persoon", "groningsma", "--ja").err
    (copy,) = generations(register).all()
    assert str(copy.path.parent) in told
    assert b"groningsma" in copy.path.read_bytes().lower()
    assert run("forget", "persoon", "niemand", "--ja").code == 3
    assert len(generations(register).all()) == 1


def test_a_text_that_waits_on_this_machine_is_pointed_out(run: Callable[..., Outcome], register: Register) -> None:
    named(register)
    Kept.of(register, "2027-001.yaml").write(f"communicatie: {NAME} belt.")
    Kept.of(register, "2027-002.yaml").write("communicatie: De raad belt.")
    told = run("forget", "persoon", "groningsma", "--ja").err
    assert ("2027-001.yaml" in told, "2027-002.yaml" in told) == (True, False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("persoon", "niemand", "--ja"), 3),
        (("organisatie", "moerdijk", "--ja"), 2),
        (("persoon", "groningsma"), 2),
        (("persoon", "groningsma", "--ook", "s", "--ja"), 3),
    ],
)
def test_what_cannot_be_forgotten_is_refused(
    run: Callable[..., Outcome], register: Register, words: tuple[str, ...], code: int
) -> None:
    named(register)
    before = everything(register)
    assert run("forget", *words).code == code
    assert everything(register) == before
