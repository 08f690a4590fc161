"""The journal: every change is in it, reads as a sentence, and can be taken back while nothing later stands on it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from opdracht.actions import agreements
from opdracht.actions.imports import export_region, import_region
from opdracht.actions.records import add, change, remove
from opdracht.actions.status import take_step
from opdracht.agreed.freezing import sign
from opdracht.author import COMMAND, account, keep_name, who
from opdracht.choices import Status
from opdracht.cli import ask
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.history.log import history
from opdracht.history.undo import last_own, undo
from opdracht.model import Mutatie, Opdracht, Organisatie, Persoon, Terzijde, Wijziging
from opdracht.records import make
from opdracht.store import Register, journal
from tests.builders import PEILDATUM, a_region, an_agreement
from tests.conftest import Outcome

YEAR = 2026


def filled(register: Register, *agreements: dict[str, object]) -> Register:
    import_region(register, as_yaml(a_region(*(agreements or (an_agreement(),)))).encode(), "regio.yaml", year=YEAR)
    return register


def state(register: Register) -> journal.State:
    with register.reading() as reader:
        return journal.standing(reader)


def agrees(register: Register) -> bool:
    """Whether the records follow from the journal, and its chain holds."""
    with register.reading() as reader:
        mutations = reader.rows(Mutatie)
        chain = list(journal.unsealed(reader.rows(Wijziging), journal.by_change(mutations)))
        return journal.replayed(mutations) == journal.standing(reader) and chain == []


def sentences(register: Register, *of: Any) -> list[str]:
    """What the log says, the oldest first."""
    return [line for entry in reversed(history(register, *of)) for line in entry.sentences()]


def test_every_change_says_what_it_was_and_became(either_register: Register) -> None:
    add(either_register, "organisatie", {"code": "breda", "naam": "Breda", "soort": "gemeente"}, YEAR)
    change(either_register, "organisatie", "breda", {"inwoners": "188000"})
    remove(either_register, "organisatie", "breda")
    assert sentences(either_register) == [
        "organisatie breda: nieuw (Breda)",
        "organisatie breda: inwoners was leeg, is 188.000",
        "organisatie breda: weg (Breda)",
    ]
    assert agrees(either_register)


def test_a_change_that_changes_nothing_is_not_in_the_journal(either_register: Register) -> None:
    filled(either_register)
    change(either_register, "opdracht", "2027-001", {"titel": "Stroomkaart bedrijventerreinen"})
    filled(either_register)
    assert len(history(either_register)) == 1


def test_what_fails_is_not_in_the_journal(either_register: Register) -> None:
    filled(either_register)
    with pytest.raises(RuntimeError), either_register.writing() as writer:  # noqa: PT012 - it fails after a write
        writer.delete(writer.need(Opdracht, ["2027-001"]))
        raise RuntimeError
    with either_register.writing(keep=False) as writer:
        writer.delete(writer.need(Opdracht, ["2027-001"]))
    assert len(history(either_register)) == 1
    assert agrees(either_register)


def test_what_goes_along_with_a_record_is_in_the_journal_too(either_register: Register) -> None:
    filled(either_register)
    remove(either_register, "opdracht", "2027-001")
    (entry, _) = history(either_register)
    assert entry.sentences() == ["weg: 1 opdracht, 4 rollen, 2 mijlpalen, 1 randvoorwaarde, 1 inzet"]
    assert agrees(either_register)


def test_a_new_code_is_one_sentence_and_the_record_keeps_its_past(either_register: Register) -> None:
    filled(either_register)
    change(either_register, "persoon", "secretaris", {"code": "secretaris-md"})
    assert sentences(either_register)[1:] == [
        "persoon secretaris heet nu secretaris-md",
        "randvoorwaarde 2027-001/1: eigenaar was ‘secretaris’, is ‘secretaris-md’",
    ]
    changes = [entry.wijziging.nr for entry in history(either_register, (Persoon, "secretaris-md"))]
    assert changes == [2, 1]
    assert agrees(either_register)


def test_what_else_changed_with_a_code_is_told_and_taken_back_with_it(either_register: Register) -> None:
    filled(either_register)
    before = state(either_register)
    change(either_register, "persoon", "secretaris", {"code": "secretaris-md", "naam": "Anne de Wit"})
    assert sentences(either_register)[1] == "persoon secretaris heet nu secretaris-md; naam was leeg, is ‘Anne de Wit’"
    assert sentences(either_register, (Persoon, "secretaris")) == sentences(either_register, (Persoon, "secretaris-md"))
    undo(either_register)
    assert state(either_register) == before


def test_who_reads_of_one_opdracht_sees_a_new_code_of_what_takes_part_in_it(either_register: Register) -> None:
    belang = {"organisatie": "moerdijk", "belang": "Ruimte."}
    filled(either_register, an_agreement(belangen=[belang], inzet=None))
    change(either_register, "organisatie", "moerdijk", {"code": "moerdijk2"})
    told = sentences(either_register, (Opdracht, "2027-001"))
    assert told[-1] == "belang 2027-001/moerdijk heet nu 2027-001/moerdijk2"
    assert "organisatie moerdijk heet nu moerdijk2" in sentences(either_register)
    assert not [line for line in sentences(either_register) if line.startswith("belang") and "heet" in line]


def rows_of(register: Register, nr: int) -> list[tuple[str, str, str | None]]:
    """What a change did: kind, key and earlier key of each record."""
    with register.reading() as reader:
        return [(row.soort, row.gegeven, row.eerder) for row in reader.rows(Mutatie, wijziging=nr)]


def test_a_new_code_stands_in_the_journal_with_all_that_has_it_in_its_key(either_register: Register) -> None:
    filled(either_register, an_agreement(randvoorwaarden=None))
    change(either_register, "persoon", "secretaris", {"code": "secretaris-md"})
    rol = "2027-001/ambtelijk opdrachtgever/"
    assert rows_of(either_register, 2) == [
        ("persoon", "secretaris-md", "secretaris"),
        ("rol", f"{rol}secretaris-md", f"{rol}secretaris"),
    ]


def test_a_transaction_writes_of_a_renaming_what_is_left_of_it(either_register: Register) -> None:
    filled(either_register, an_agreement(rollen=None, randvoorwaarden=None))
    new = {"functie": "jurist", "organisatie": "moerdijk", "niveau": "ambtelijk"}
    with either_register.writing() as writer:
        writer.rename(Persoon, "wethouder", "bestuurder")
        writer.rename(Persoon, "bestuurder", "wethouder")
    assert len(history(either_register)) == 1
    with either_register.writing() as writer:
        writer.insert([make(Persoon, {"code": "a", **new})])
        writer.rename(Persoon, "a", "b")
        writer.rename(Persoon, "wethouder", "bestuurder")
        writer.delete(writer.need(Persoon, ["bestuurder"]))
        writer.rename(Persoon, "secretaris", "wethouder")
    assert rows_of(either_register, 2) == [
        ("persoon", "b", None), ("persoon", "wethouder", None), ("persoon", "wethouder", "secretaris")
    ]  # fmt: skip
    assert agrees(either_register)


def test_codes_that_change_hands_in_one_transaction_are_played_right(either_register: Register) -> None:
    filled(either_register)
    with either_register.writing() as writer:
        for old, new in (("wethouder", "x"), ("secretaris", "wethouder"), ("x", "secretaris")):
            writer.rename(Persoon, old, new)
    renamed = [("persoon", "secretaris", "wethouder"), ("persoon", "wethouder", "secretaris")]
    assert rows_of(either_register, 2)[:2] == renamed
    assert agrees(either_register)


def set_aside(register: Register, plaats: str, opdracht: str = "2027-001") -> None:
    """Set a finding aside."""
    fields = {
        "code": "P207",
        "opdracht": opdracht,
        "plaats": plaats,
        "reden": "Het bestuur besloot het.",
        "meting": "m",
    }
    with register.writing() as writer:
        writer.insert([make(Terzijde, {**fields, "datum": PEILDATUM})])


def aside(register: Register) -> list[tuple[str, str]]:
    """The opdracht and the place of what was set aside."""
    with register.reading() as reader:
        return [(row.opdracht, row.plaats) for row in reader.rows(Terzijde)]


@pytest.mark.parametrize(
    ("plaats", "kind", "code", "renamed"),
    [
        ("", "opdracht", "2027-001", ("2027-009", "")),
        ("mijlpaal 2027-001/2", "opdracht", "2027-001", ("2027-009", "mijlpaal 2027-009/2")),
        (
            "rol 2027-001/ambtelijk opdrachtgever/secretaris", "persoon", "secretaris",
            ("2027-001", "rol 2027-001/ambtelijk opdrachtgever/2027-009"),
        ),
        ("organisatie moerdijk", "organisatie", "moerdijk", ("2027-001", "organisatie 2027-009")),
        ("organisatie moerdijk", "persoon", "secretaris", ("2027-001", "organisatie moerdijk")),
    ],
)  # fmt: skip
def test_what_was_set_aside_follows_a_new_code_and_comes_back_with_it(
    either_register: Register, plaats: str, kind: str, code: str, renamed: tuple[str, str]
) -> None:
    filled(either_register)
    set_aside(either_register, plaats)
    model = journal.MODELS[kind]
    with either_register.writing() as writer:
        writer.rename(model, code, "2027-009")
    assert aside(either_register) == [renamed]
    assert agrees(either_register)
    undo(either_register)
    assert aside(either_register) == [("2027-001", plaats)]


def test_what_was_set_aside_goes_with_the_record_also_when_a_file_leaves_it_out(either_register: Register) -> None:
    filled(either_register)
    set_aside(either_register, "mijlpaal 2027-001/1")
    set_aside(either_register, "mijlpaal 2027-001/2")
    mijlpaal = an_agreement()["mijlpalen"][0]
    fewer = as_yaml(a_region(an_agreement(mijlpalen=[mijlpaal]))).encode()
    import_region(either_register, fewer, "regio.yaml", year=YEAR, update=True)
    assert aside(either_register) == [("2027-001", "mijlpaal 2027-001/1")]
    remove(either_register, "opdracht", "2027-001")
    assert aside(either_register) == []
    undo(either_register)
    undo(either_register)
    assert [plaats for _, plaats in aside(either_register)] == ["mijlpaal 2027-001/1", "mijlpaal 2027-001/2"]


def test_the_log_of_an_opdracht_tells_of_all_that_is_in_it(either_register: Register) -> None:
    filled(either_register, an_agreement(), an_agreement("2027-002", titel="Ander werk"))
    add(either_register, "gesprek", {"opdracht": "2027-001", "datum": "2026-12-01", "afspraken": "Wij bellen."}, YEAR)
    add(either_register, "gesprek", {"opdracht": "2027-002", "datum": "2026-12-01", "afspraken": "Wij ook."}, YEAR)
    assert sentences(either_register, (Opdracht, "2027-001"))[-1] == "gesprek 2027-001/1: nieuw (Wij bellen.)"


def test_nothing_is_known_of_what_never_was(either_register: Register) -> None:
    with pytest.raises(OpdrachtError, match="niets bekend"):
        history(either_register, (Organisatie, "atlantis"))


def test_the_journal_says_who_and_by_which_command(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPDRACHT_WIE", "Anne de Wit")
    COMMAND.set("set")
    filled(register)
    (entry,) = history(register)
    assert (entry.wijziging.wie, entry.wijziging.commando) == ("Anne de Wit", "set")


def test_a_name_that_was_kept_stands_beside_every_change(run: Callable[..., Outcome]) -> None:
    assert run("config", "wie", "Anne de Wit, Moerdijk").code == 0
    assert who() == "Anne de Wit, Moerdijk"
    run("add", "organisatie", "code=breda", "naam=Breda", "soort=gemeente")
    assert "Anne de Wit, Moerdijk" in run("log").out
    assert run("config", "wie", "a\nb").code == 3
    assert run("config", "wie").out == "Anne de Wit, Moerdijk\n"
    assert run("config", "wie", "").code == 0
    assert who() == account()


def test_what_somebody_else_did_is_taken_back_only_by_its_number(
    either_register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(either_register)
    change(either_register, "opdracht", "2027-001", {"budget": "100"})
    monkeypatch.setenv("OPDRACHT_WIE", "Bram")
    change(either_register, "opdracht", "2027-001", {"doel": "Iets anders."})
    monkeypatch.delenv("OPDRACHT_WIE")
    assert undo(either_register).wijziging.nr == 2
    assert undo(either_register, 3).wijziging.nr == 3


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"a\nb", b"x" * 400])
def test_a_broken_file_with_a_name_stops_nobody(content: bytes, tmp_path: Path) -> None:
    keep_name("Anne")
    (kept,) = (tmp_path / "home").rglob("wie.txt")
    kept.write_bytes(content)
    assert who() != ""


def test_a_change_in_the_past_shows(either_register: Register) -> None:
    filled(either_register)
    change(either_register, "opdracht", "2027-001", {"budget": "100"})
    change(either_register, "opdracht", "2027-001", {"budget": "200"})
    with either_register.writing() as writer:
        writer.connection.execute(sa.text("UPDATE wijziging SET wie = 'een ander' WHERE nr = 2"))
    with either_register.reading() as reader:
        rows = journal.by_change(reader.rows(Mutatie))
        assert list(journal.unsealed(reader.rows(Wijziging), rows)) == [2]


def test_undo_takes_back_the_last_change_and_then_the_one_before(either_register: Register) -> None:
    filled(either_register)
    first = state(either_register)
    change(either_register, "opdracht", "2027-001", {"budget": "100", "doel": "Iets anders."})
    second = state(either_register)
    change(either_register, "persoon", "secretaris", {"code": "secretaris-md"})
    assert undo(either_register).wijziging.nr == 3
    assert state(either_register) == second
    assert undo(either_register).wijziging.nr == 2
    assert state(either_register) == first
    assert agrees(either_register)


def test_undo_says_which_change_it_passes_over(
    register: Register, run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(register)
    change(register, "opdracht", "2027-001", {"budget": "100"})
    assert run("report", "--to", "foto").code == 0
    meant = state(register)
    monkeypatch.setattr(ask, "possible", lambda: True)
    monkeypatch.setattr(ask, "confirm", lambda question: False)
    refused = run("undo")
    assert (refused.code, "Wijziging 3 (report) gaat over bestanden" in refused.err, state(register)) == (
        1,
        True,
        meant,
    )
    monkeypatch.setattr(ask, "possible", lambda: False)
    done = run("undo")
    assert (done.code, "Wijziging 3 (report) gaat over bestanden" in done.err, state(register) != meant) == (
        0,
        True,
        True,
    )
    assert last_own(register).wijziging.nr == 1


def test_undo_can_be_taken_back_by_its_number(either_register: Register) -> None:
    filled(either_register)
    change(either_register, "opdracht", "2027-001", {"budget": "100"})
    changed = state(either_register)
    done = undo(either_register)
    undo(either_register, done.nr)
    assert state(either_register) == changed
    assert undo(either_register).wijziging.nr == 2


def test_what_was_removed_comes_back_with_all_that_was_in_it(either_register: Register) -> None:
    filled(either_register)
    before = state(either_register)
    remove(either_register, "opdracht", "2027-001")
    undo(either_register)
    assert state(either_register) == before


def test_a_whole_import_can_be_taken_back(either_register: Register) -> None:
    filled(either_register)
    undo(either_register)
    assert state(either_register) == {}


def test_another_field_may_have_changed_since(either_register: Register) -> None:
    filled(either_register)
    change(either_register, "opdracht", "2027-001", {"budget": "100"})
    change(either_register, "opdracht", "2027-001", {"doel": "Iets anders."})
    undo(either_register, 2)
    with either_register.reading() as reader:
        opdracht = reader.need(Opdracht, ["2027-001"])
    assert (opdracht.budget, opdracht.doel) == (None, "Iets anders.")


def test_a_change_is_not_taken_back_from_under_a_later_one(either_register: Register) -> None:
    filled(either_register)
    change(either_register, "opdracht", "2027-001", {"budget": "100"})
    change(either_register, "opdracht", "2027-001", {"budget": "200"})
    before = state(either_register)
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, 2)
    assert refused.value.details == ["opdracht '2027-001' is later veranderd (budget)"]
    assert refused.value.hint == "Neem eerst wijziging 3 terug: opdracht undo 3"
    assert state(either_register) == before


def test_a_new_code_that_stands_in_the_way_is_named(either_register: Register) -> None:
    filled(either_register)
    change(either_register, "persoon", "secretaris", {"naam": "Anne de Wit"})
    change(either_register, "persoon", "secretaris", {"code": "secretaris-md"})
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, 2)
    assert refused.value.details == ["persoon 'secretaris' is er niet meer"]
    assert refused.value.hint == "Neem eerst wijziging 3 terug: opdracht undo 3"


def test_what_came_later_inside_a_record_is_not_lost_with_it(either_register: Register) -> None:
    filled(either_register, an_agreement(gesprekken=None))
    add(either_register, "gesprek", {"opdracht": "2027-001", "datum": "2026-12-01"}, YEAR)
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, 1)
    assert refused.value.details == ["gesprek '2027-001/1' hangt ervan af"]


def test_a_record_that_is_in_use_since_stays(either_register: Register) -> None:
    add(either_register, "organisatie", {"code": "breda", "naam": "Breda", "soort": "gemeente"}, YEAR)
    fields = {"code": "w", "functie": "wethouder", "organisatie": "breda", "niveau": "bestuurlijk"}
    add(either_register, "persoon", fields, YEAR)
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, 1)
    assert refused.value.details == ["persoon 'w' hangt ervan af"]


def test_a_record_does_not_come_back_to_what_is_gone(either_register: Register) -> None:
    filled(either_register)
    change(either_register, "randvoorwaarde", "2027-001/1", {"eigenaar": "wethouder"})
    add(either_register, "gesprek", {"opdracht": "2027-001", "datum": "2026-12-01"}, YEAR)
    remove(either_register, "gesprek", "2027-001/1")
    remove(either_register, "opdracht", "2027-001")
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, 4)
    assert refused.value.details == ["gesprek '2027-001/1' hoort bij opdracht '2027-001', en dat is er niet meer"]


def test_a_number_that_is_used_again_is_not_overwritten(either_register: Register) -> None:
    filled(either_register)
    remove(either_register, "mijlpaal", "2027-001/2")
    add(either_register, "mijlpaal", {"opdracht": "2027-001", "datum": "2027-05-01", "resultaat": "Anders."}, YEAR)
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, 2)
    assert refused.value.details == ["mijlpaal '2027-001/2' is er weer"]


def test_an_agreed_text_goes_back_until_somebody_has_signed_it(either_register: Register) -> None:
    filled(either_register)
    before = state(either_register)
    for step in (Status.VOORGESTELD, Status.VASTGESTELD):
        take_step(either_register, "2027-001", step, PEILDATUM, despite="Het college wil nu beginnen, zie het besluit.")
    undo(either_register)
    undo(either_register)
    assert state(either_register) == before
    for step in (Status.VOORGESTELD, Status.VASTGESTELD):
        take_step(either_register, "2027-001", step, PEILDATUM, despite="Het college wil nu beginnen, zie het besluit.")
    agreed = history(either_register)[0].wijziging.nr
    sign(either_register, "2027-001", {"rol": "ambtelijk opdrachtgever", "datum": PEILDATUM, "functie": "secretaris"})
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, agreed)
    assert refused.value.details == ["ondertekening '2027-001/1/ambtelijk opdrachtgever' hangt ervan af"]


def test_a_change_is_taken_back_once(either_register: Register) -> None:
    filled(either_register)
    undo(either_register)
    with pytest.raises(OpdrachtError, match="al teruggenomen, met wijziging 2"):
        undo(either_register, 1)
    with pytest.raises(OpdrachtError, match="niets van u om terug te nemen"):
        undo(either_register)
    with pytest.raises(OpdrachtError, match="geen wijziging 7"):
        undo(either_register, 7)


def test_what_is_known_of_documents_comes_back_with_their_opdracht(
    run: Callable[..., Outcome], register: Register
) -> None:
    filled(register)
    assert run("render", "2027-001").code == 0
    before = state(register)
    for words in (("remove", "opdracht", "2027-001", "--yes"), ("set", "2027-001", "nummer=2027-050")):
        assert run(*words).code == 0
        assert state(register) != before
        undo(register)
        assert state(register) == before
    assert run("list", "documenten", "--plain").out.count("staat er") == 2


def test_files_stay_and_undo_passes_them_by(run: Callable[..., Outcome], register: Register) -> None:
    filled(register)
    run("set", "2027-001", "budget=100")
    assert run("render", "2027-001", "--to", "uit").code == 0
    last = history(register)[0].wijziging.nr
    refused = run("undo", str(last))
    assert (refused.code, "bestanden op uw schijf" in refused.err) == (3, True)
    assert "budget was 100, is leeg" in run("undo").out
    assert agrees(register)


@pytest.mark.parametrize("word", ["x", "-1", "0", "1.5", "99999999999999999999", "²"])
def test_undo_wants_a_number(run: Callable[..., Outcome], word: str) -> None:
    assert run("undo", "--", word).code in (2, 3)


def test_the_log_shows_the_last_ones_and_says_that_there_is_more(
    run: Callable[..., Outcome], register: Register
) -> None:
    filled(register)
    for budget in range(1, 25):
        change(register, "opdracht", "2027-001", {"budget": str(budget)})
    short, whole = run("log"), run("log", "--all")
    assert (short.out.count("budget was"), whole.out.count("budget was")) == (20, 24)
    assert "opdracht log --all" in short.err.replace(f"--register {register.location} ", "")
    assert "nieuw: 2 organisaties" in whole.out


def test_one_change_is_told_to_the_end(run: Callable[..., Outcome], register: Register) -> None:
    filled(register)
    told = run("log", "1").out
    assert "organisatie moerdijk: nieuw (Moerdijk)" in told
    assert "mijlpaal 2027-001/2: nieuw (De kaart is klaar.)" in told


def test_the_log_for_programs_has_every_field(run: Callable[..., Outcome], register: Register) -> None:
    import json

    filled(register)
    run("set", "2027-001", "tot=15-12-2027")
    newest = json.loads(run("log", "2027-001", "--json").out)[0]
    assert newest["commando"] == "set"
    same = {"soort": "opdracht", "gegeven": "2027-001", "eerder": None}
    assert newest["mutaties"] == [{**same, "voor": {"tot": "2027-12-31"}, "na": {"tot": "2027-12-15"}}]
    run("set", "2027-001", "nummer=2027-009")
    newest = json.loads(run("log", "2027-009", "--json").out)[0]
    assert newest["mutaties"][0] == {
        "soort": "opdracht", "gegeven": "2027-009", "eerder": "2027-001",
        "voor": {"nummer": "2027-001"}, "na": {"nummer": "2027-009"},
    }  # fmt: skip


def test_an_edit_from_an_older_state_is_told_what_changed_and_by_whom(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(register)
    before = agreements.editable(register, "2027-001")
    monkeypatch.setenv("OPDRACHT_WIE", "Bram")
    change(register, "opdracht", "2027-001", {"budget": "100"})
    change(register, "organisatie", "moerdijk", {"inwoners": "1"})
    mine = before.text.replace("Woonwijken.", "Woonwijken en winkels.")
    with pytest.raises(agreements.Changed) as refused:
        agreements.save_edited(register, "2027-001", before, mine, YEAR)
    (told,) = refused.value.details
    assert told.startswith("Bram, ")
    assert told.endswith("opdracht 2027-001: budget was leeg, is 100")
    assert agreements.AgreementText.from_kept(before.as_kept()) == before
    assert agreements.save_edited(register, "2027-001", refused.value.now, refused.value.text, YEAR) is True
    with register.reading() as reader:
        opdracht = reader.need(Opdracht, ["2027-001"])
    assert (opdracht.budget, opdracht.afbakening_niet) == (100, "Woonwijken en winkels.")


def test_a_field_that_both_changed_is_pointed_out_in_the_text_to_go_on_with() -> None:
    before, mine = "titel: a\ndoel: b\nrisicos: ''", "titel: mijn\ndoel: b\nrisicos: |-\n  r1\n\n  r2"
    now = "titel: uw\ndoel: |-\n  uw\n  doel\nrisicos: ''"
    assert agreements.merged(before, mine, now).split("\n") == [
        "# LET OP: dit veranderde een ander ook: titel", "titel: mijn", "doel: |-", "  uw", "  doel",
        "risicos: |-", "  r1", "", "  r2",
    ]  # fmt: skip
    assert agreements.merged(before, "titel: [", now) == "titel: ["


def test_a_register_of_before_the_journal_has_all_that_was_there_as_its_first_change(register: Register) -> None:
    filled(register)
    before = export_region(register)
    with register.writing() as writer:
        for table in ("mutatie", "wijziging"):
            writer.connection.execute(sa.text(f"DELETE FROM {table}"))
        writer.reconcile()
    assert export_region(register) == before
    assert agrees(register)


def agreed_on(register: Register, nummer: str = "2027-001") -> int:
    """The number of the change that made an opdracht vastgesteld."""
    for step in (Status.VOORGESTELD, Status.VASTGESTELD):
        take_step(register, nummer, step, PEILDATUM, despite=SPITE, reason="Het budget is anders.")
    return history(register)[0].wijziging.nr


SPITE = "Het college wil nu beginnen, zie het besluit."
SIGNATURE = {"rol": "ambtelijk opdrachtgever", "datum": PEILDATUM, "functie": "secretaris"}


def test_a_signature_does_not_come_back_under_another_text(either_register: Register) -> None:
    filled(either_register)
    agreed = agreed_on(either_register)
    sign(either_register, "2027-001", SIGNATURE)
    unsigned = undo(either_register).nr
    undo(either_register, agreed)
    change(either_register, "opdracht", "2027-001", {"doel": "Heel iets anders."})
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, unsigned)
    name = "ondertekening '2027-001/1/ambtelijk opdrachtgever'"
    other = f"{name} hoort bij een andere tekst dan versie '2027-001/1' nu heeft"
    assert refused.value.details == [other]
    take_step(either_register, "2027-001", Status.VASTGESTELD, PEILDATUM, despite=SPITE)
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, unsigned)
    assert refused.value.details == [other]


def test_a_signature_comes_back_under_the_text_that_was_signed(either_register: Register) -> None:
    filled(either_register)
    agreed_on(either_register)
    sign(either_register, "2027-001", SIGNATURE)
    signed = state(either_register)
    unsigned = undo(either_register).nr
    taken_back = undo(either_register).nr
    undo(either_register, taken_back)
    undo(either_register, unsigned)
    assert state(either_register) == signed


def test_a_version_stays_under_a_later_one(either_register: Register) -> None:
    filled(either_register)
    first = agreed_on(either_register)
    change(either_register, "opdracht", "2027-001", {"budget": "100"})
    take_step(either_register, "2027-001", Status.VASTGESTELD, PEILDATUM, SPITE, "Het budget is anders.")
    with pytest.raises(OpdrachtError) as refused:
        undo(either_register, first)
    assert "versie '2027-001/2' hangt ervan af" in refused.value.details


def test_what_came_after_a_new_code_follows_it_back(run: Callable[..., Outcome], register: Register) -> None:
    filled(register, an_agreement(afbakening=None))
    change(register, "opdracht", "2027-001", {"nummer": "2027-009"})
    renaming = history(register)[0].wijziging.nr
    add(register, "gesprek", {"opdracht": "2027-009", "datum": "2026-12-01", "afspraken": "Wij bellen."}, YEAR)
    why = "Dat doen wij bewust, zie het besluit."
    (code, *_) = re.findall(r"\b[ASPG]\d{3}\b", run("check", "2027-009").out)
    assert run("check", "2027-009", "--set-aside", code, "--reason", why).code in (0, 4)
    assert run("render", "2027-009").code == 0
    undo(register, renaming)
    there = state(register)
    assert ("gesprek", "2027-001/1") in there
    assert [key for kind, key in there if kind == "terzijde"] == [f"{code}/2027-001/"]
    assert [fields["opdracht"] for (kind, _), fields in there.items() if kind == "document"] == ["2027-001"] * 2
    assert agrees(register)


def test_hours_that_others_took_since_are_not_taken_back(either_register: Register) -> None:
    busy = [{"organisatie": "moerdijk", "profiel": "projectleider", "hoeveelheid": "200", "eenheid": "uren"}]
    filled(either_register, an_agreement(inzet=busy), an_agreement("2027-002", inzet=busy, titel="Ander werk"))
    for step in (Status.VOORGESTELD, Status.VASTGESTELD, Status.INGETROKKEN):
        take_step(either_register, "2027-001", step, PEILDATUM)
    withdrawn = history(either_register)[0].wijziging.nr
    for step in (Status.VOORGESTELD, Status.VASTGESTELD):
        take_step(either_register, "2027-002", step, PEILDATUM)
    before = state(either_register)
    with pytest.raises(OpdrachtError, match="past niet meer naast wat intussen is vastgesteld"):
        undo(either_register, withdrawn)
    assert state(either_register) == before


def test_two_who_decide_at_once_do_not_take_the_same_hours(either_register: Register) -> None:
    busy = [{"organisatie": "moerdijk", "profiel": "projectleider", "hoeveelheid": "200", "eenheid": "uren"}]
    numbers = ("2027-001", "2027-002")
    filled(either_register, *(an_agreement(nummer, inzet=busy, titel=f"Werk {nummer}") for nummer in numbers))
    for nummer in numbers:
        take_step(either_register, nummer, Status.VOORGESTELD, PEILDATUM)
    outcomes = []

    def decide(nummer: str) -> None:
        try:
            take_step(Register.at(either_register.location), nummer, Status.VASTGESTELD, PEILDATUM)
            outcomes.append("vastgesteld")
        except OpdrachtError:
            outcomes.append("geweigerd")

    threads = [threading.Thread(target=decide, args=(nummer,)) for nummer in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["geweigerd", "vastgesteld"]


@pytest.mark.parametrize(
    "sql", ["UPDATE mutatie SET voor = '{}' WHERE wijziging = 2", "UPDATE wijziging SET commando = 'x'"]
)
def test_a_change_whose_seal_is_broken_is_not_taken_back(either_register: Register, sql: str) -> None:
    filled(either_register)
    change(either_register, "opdracht", "2027-001", {"budget": "100"})
    with either_register.writing() as writer:
        writer.connection.execute(sa.text(sql))
    before = state(either_register)
    with pytest.raises(OpdrachtError, match="staat niet meer in het journaal zoals zij is geschreven"):
        undo(either_register)
    assert state(either_register) == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE mutatie SET na = '{' WHERE wijziging = 2",
        "UPDATE mutatie SET na = '[1]' WHERE wijziging = 2",
        "UPDATE mutatie SET soort = 'niets', gegeven = 'a/b/c' WHERE wijziging = 2",
        "UPDATE wijziging SET wanneer = '2026' WHERE nr = 2",
    ],
)
def test_a_damaged_journal_is_told_and_no_traceback(run: Callable[..., Outcome], register: Register, sql: str) -> None:
    filled(register)
    change(register, "opdracht", "2027-001", {"budget": "100"})
    with register.writing() as writer:
        writer.connection.execute(sa.text(sql))
    for words in (("log",), ("log", "2027-001"), ("log", "2"), ("undo",), ("undo", "2")):
        ran = run(*words)
        assert ran.code in (0, 3), (words, ran.err)
        assert ran.code == 0 or "opdracht" in ran.err
    assert run("doctor").code == 4


def test_a_rescued_register_is_not_emptied_again(run: Callable[..., Outcome], register: Register) -> None:
    filled(register)
    with register.writing() as writer:
        for table in ("mutatie", "wijziging"):
            writer.connection.execute(sa.text(f"DELETE FROM {table}"))
    assert run("doctor", "--rescue", "gered.db").code in (0, 4)
    rescued = Register.at("gered.db")
    before = state(rescued)
    assert before != {}
    with pytest.raises(OpdrachtError, match="gaat niet terug"):
        undo(rescued)
    assert state(rescued) == before
