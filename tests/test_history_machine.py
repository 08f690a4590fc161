"""Any changes in any order: the journal agrees with the records, undo takes back, export and PostgreSQL lose nothing.

OPDRACHT_UITPUTTEND=1 makes many more and longer histories.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from opdracht.actions import agreements, aside, plan, records, status
from opdracht.actions.imports import export_region, import_region
from opdracht.actions.render import material_for, paths_of, render_documents
from opdracht.agreed import freezing as versions
from opdracht.author import COMMAND
from opdracht.checks import run, without_set_aside
from opdracht.choices import Categorie, Deelname, Eenheid, Niveau, Rolnaam, Soort, Stand, Status, Zwaarte
from opdracht.documents.templates import chosen_templates
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.history.forget import forget
from opdracht.history.undo import undo
from opdracht.history.way_back import PAPER
from opdracht.model import METADATA
from opdracht.plan.model import Control
from opdracht.plan.region import Wishes
from opdracht.proof.printed import announced
from opdracht.records import KINDS, written_key
from opdracht.store import Reader, Register, Writer, journal, transfer
from tests.builders import PEILDATUM, a_region, an_agreement
from tests.faults.places import EVERY, read

LINES = st.text('ab é&<>"{}%🗺', min_size=1, max_size=8).filter(lambda text: text.strip() == text != "")
TEXTS = st.one_of(st.just(""), LINES, st.builds("{}\n{}".format, LINES, LINES))
CODES = st.sampled_from(["breda", "etten-leur", "a", "b", "c"])
DAYS = st.dates(PEILDATUM.replace(year=2027), PEILDATUM.replace(year=2028)).map(str)
AMOUNTS = st.sampled_from(["0", "0,5", "40", "1200"])
REASON = "Het bestuur besloot het op 1 november."
YEAR = 2027


def choice(words: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([word.value for word in words])


FIELDS: dict[str, dict[str, st.SearchStrategy[str]]] = {
    "organisatie": {"code": CODES, "naam": LINES, "soort": choice(Soort), "inwoners": st.sampled_from(["", "12000"])},
    "persoon": {"code": CODES, "functie": LINES, "niveau": choice(Niveau), "naam": TEXTS.filter(str.isalpha)},
    "ambitie": {"code": CODES, "titel": LINES, "thema": LINES, "prioriteit": st.sampled_from("12345"), "omschrijving": TEXTS},
    "besluit": {"kenmerk": LINES, "orgaan": LINES, "datum": DAYS, "tekst": TEXTS},
    "aanbod": {"profiel": LINES, "niveau": choice(Zwaarte), "hoeveelheid": AMOUNTS, "eenheid": choice(Eenheid),
               "van": DAYS, "tot": DAYS},
    "opdracht": {"titel": LINES, "van": DAYS, "tot": DAYS, "doel": TEXTS, "themas": LINES, "samenhang": TEXTS,
                 "budget": st.sampled_from(["", "5000"])},
    "volgorde": {},
    "rol": {"rol": choice(Rolnaam), "reden": TEXTS},
    "mijlpaal": {"datum": DAYS, "resultaat": LINES, "gehaald_op": st.one_of(st.just(""), DAYS)},
    "randvoorwaarde": {"categorie": choice(Categorie), "tekst": LINES, "status": choice(Stand), "gevolg": TEXTS},
    "inzet": {"profiel": LINES, "hoeveelheid": AMOUNTS, "eenheid": choice(Eenheid)},
    "belang": {"deelname": choice(Deelname), "belang": TEXTS, "wens": TEXTS},
    "gesprek": {"datum": DAYS, "deelnemers": LINES, "afspraken": TEXTS, "spanning": TEXTS},
}  # fmt: skip
"""What people fill in of each kind; what refers to other records is drawn from those there are."""


class History(RuleBasedStateMachine):
    """One register, and everything that can be done to it."""

    empty: ClassVar[Path]
    """A new register, to be copied."""
    new_database: ClassVar[Any]
    """Makes an empty database on PostgreSQL, and gives its address."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.register = self._new()
        content = as_yaml(a_region(an_agreement(), an_agreement("2027-002", na=["2027-001"]))).encode()
        import_region(self.register, content, "regio.yaml", year=YEAR, as_history=True)

    def _new(self) -> Register:
        path = self.folder / f"{len(list(self.folder.iterdir()))}.db"
        shutil.copy(self.empty, path)
        return Register.at(str(path))

    def attempt(self, change: Callable[[], object]) -> None:
        """Do something. Refused it changes nothing; what it does, undo takes back and undo brings again."""
        before, changes, _ = read(self.register)
        try:
            change()
        except OpdrachtError:
            assert read(self.register)[:2] == (before, changes)
            return
        after, now, mutations = read(self.register)
        new = [one.nr for one in now[len(changes) :]]
        of_people = [one for one in mutations if one.wijziging in new and journal.MODELS[one.soort] not in PAPER]
        assert new or before == after
        if of_people:
            (nr,) = new
            back = undo(self.register, nr)
            assert read(self.register)[0] == before
            undo(self.register, back.nr)
            assert read(self.register)[0] == after

    def keys(self, kind: str) -> list[str]:
        with self.register.reading() as reader:
            model = KINDS[kind]
            return [written_key([getattr(row, name) for name in model.sleutel]) for row in reader.rows(model)]

    def one_of(self, data: st.DataObject, kind: str) -> str:
        return data.draw(st.sampled_from([*self.keys(kind), "9999-999"]), label=kind)

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """Any change, however old: refused it changes nothing, and otherwise no version or signature hangs in the air."""
        changes = read(self.register)[1]
        nr = data.draw(st.integers(1, len(changes)))
        before = read(self.register)
        try:
            undo(self.register, nr)
        except OpdrachtError:
            assert read(self.register) == before

    @invariant()
    def every_signature_has_its_version(self) -> None:
        with self.register.reading() as reader:
            regio = reader.region()
        for versies in regio.versies.values():
            assert [versie.nr for versie in versies] == list(range(1, len(versies) + 1))
        for nummer, signatures in regio.ondertekeningen.items():
            assert {one.versie for one in signatures} <= {versie.nr for versie in regio.versies[nummer]}

    @rule(data=st.data(), kind=st.sampled_from(sorted(FIELDS)))
    def add(self, data: st.DataObject, kind: str) -> None:
        fields = {name: data.draw(values, label=name) for name, values in FIELDS[kind].items()}
        for reference in METADATA.tables[kind].foreign_keys:
            if not reference.parent.nullable or data.draw(st.booleans()):
                fields[reference.parent.name] = self.one_of(data, reference.column.table.name)
        self.attempt(lambda: records.add(self.register, kind, fields, YEAR))

    @rule(data=st.data(), kind=st.sampled_from(sorted(name for name, fields in FIELDS.items() if fields)))
    def set(self, data: st.DataObject, kind: str) -> None:
        key = self.one_of(data, kind)
        name = data.draw(st.sampled_from([*FIELDS[kind]]))
        value = data.draw(FIELDS[kind][name])
        self.attempt(lambda: records.change(self.register, kind, key, {name: value}))

    @rule(data=st.data(), kind=st.sampled_from(["organisatie", "persoon", "ambitie", "besluit", "opdracht"]))
    def set_a_code(self, data: st.DataObject, kind: str) -> None:
        key = self.one_of(data, kind)
        new = data.draw(st.sampled_from(["2027-050", "2027-051"]) if kind == "opdracht" else CODES)
        names = data.draw(st.lists(st.sampled_from([*FIELDS[kind]]), max_size=1), label="what else")
        fields = {name: data.draw(FIELDS[kind][name], label=name) for name in names}
        self.attempt(lambda: records.change(self.register, kind, key, {**fields, KINDS[kind].sleutel[0]: new}))

    @rule(data=st.data(), kind=st.sampled_from(sorted(name for name, model in KINDS.items() if not model.comes_by)))
    def remove(self, data: st.DataObject, kind: str) -> None:
        key = self.one_of(data, kind)
        self.attempt(lambda: records.remove(self.register, kind, key))

    @rule(titel=LINES, doel=TEXTS)
    def create(self, titel: str, doel: str) -> None:
        given = {**an_agreement(titel=titel, doel=doel), "nummer": None}
        given = {name: value for name, value in given.items() if value is not None}
        self.attempt(lambda: agreements.create(self.register, given, "De opdracht", YEAR))

    @rule(data=st.data(), doel=TEXTS)
    def edit(self, data: st.DataObject, doel: str) -> None:
        nummer = self.one_of(data, "opdracht")
        if nummer == "9999-999":
            return
        stand = agreements.editable(self.register, nummer)
        fields = {**yaml.safe_load(stand.text), "doel": doel}
        fields["mijlpalen"] = fields["mijlpalen"][1:]
        self.attempt(lambda: agreements.save_edited(self.register, nummer, stand, as_yaml(fields), YEAR))

    @rule(data=st.data(), to=st.sampled_from([Status.VOORGESTELD, Status.VASTGESTELD, *Status]))
    def status(self, data: st.DataObject, to: Status) -> None:
        nummer = self.one_of(data, "opdracht")
        self.attempt(lambda: status.take_step(self.register, nummer, to, PEILDATUM, REASON, REASON))

    @rule(data=st.data(), rol=choice(Rolnaam), force=st.booleans())
    def sign(self, data: st.DataObject, rol: str, force: bool) -> None:
        nummer = self.one_of(data, "opdracht")
        fields = {"rol": rol, "functie": "wethouder", "datum": "2026-11-20"}
        self.attempt(lambda: versions.sign(self.register, nummer, fields, force=force))

    @rule(data=st.data())
    def set_aside(self, data: st.DataObject) -> None:
        with self.register.reading() as reader:
            regio = reader.region()
        found, _ = without_set_aside(regio, run(regio, PEILDATUM))
        if not found:
            return
        one = found[data.draw(st.integers(0, len(found) - 1))]
        nummers = [one.opdracht] if one.opdracht else []
        self.attempt(lambda: aside.set_aside(self.register, one.code, nummers, one.record, REASON, PEILDATUM))

    @rule(data=st.data())
    def put_back(self, data: st.DataObject) -> None:
        code, _, rest = self.one_of(data, "terzijde").partition("/")
        nummer, _, place = rest.partition("/")
        self.attempt(lambda: aside.put_back(self.register, code, [nummer] if nummer else [], place))

    @rule(data=st.data(), titel=LINES, naam=LINES)
    def import_update(self, data: st.DataObject, titel: str, naam: str) -> None:
        region = export_region(self.register)
        for opdracht in region.get("opdrachten", [])[:1]:
            opdracht["titel"] = titel
            opdracht["mijlpalen"] = opdracht.get("mijlpalen", [])[1:]
        region["organisaties"] = [
            *region.get("organisaties", []),
            {"code": f"i{len(titel)}", "naam": naam, "soort": "overig"},
        ]
        content = as_yaml(region).encode()
        self.attempt(
            lambda: import_region(self.register, content, "regio.yaml", year=YEAR, update=True, as_history=True)
        )

    @rule(
        name=st.sampled_from(["regionaam", "uren_per_fte", "werkweken"]), value=st.sampled_from(["1425", "40", "Ons"])
    )
    def config(self, name: str, value: str) -> None:
        self.attempt(lambda: records.configure(self.register, name, value))

    @rule(name=st.sampled_from(["krap", "ruim"]), force=st.booleans())
    def save_a_plan(self, name: str, force: bool) -> None:
        if not self.keys("opdracht"):
            return
        begin = time.monotonic()
        control = Control(lambda: time.monotonic() - begin, limit=0.5)

        def plan_and_keep() -> None:  # a register whose import was taken back has nothing to plan
            _, voorstel = plan.make_plan(self.register, PEILDATUM, Wishes(), (), control)
            plan.keep(self.register, name, voorstel, PEILDATUM, force=force)

        self.attempt(plan_and_keep)

    @rule(data=st.data())
    def forget(self, data: st.DataObject) -> None:
        code = self.one_of(data, "persoon")
        with contextlib.suppress(OpdrachtError):  # there is nobody with this code
            forget(self.register, code, [])

    @rule(data=st.data())
    def render(self, data: st.DataObject) -> None:
        nummer = self.one_of(data, "opdracht")
        templates = chosen_templates(["bestuurlijke-opdracht"])
        folder = self.folder / "documenten"

        def rendered() -> None:
            material, chosen = material_for(self.register, templates, [nummer], PEILDATUM)
            with announced(self.register, paths_of(material, chosen, templates, folder), PEILDATUM) as printed:
                printed += render_documents(material, chosen, templates, folder, force=True).printed

        self.attempt(rendered)

    @invariant()
    def the_journal_agrees_with_the_records(self) -> None:
        records_now, changes, mutations = read(self.register)
        assert records_now == journal.replayed(mutations)
        assert list(journal.unsealed(changes, journal.by_change(mutations))) == []

    @invariant()
    def what_is_exported_comes_in_the_same(self) -> None:
        region = export_region(self.register)
        other = self._new()
        import_region(other, as_yaml(region).encode(), "regio.yaml", year=YEAR, as_history=True)
        assert export_region(other) == region

    def teardown(self) -> None:
        on_server, again = Register.at(self.new_database()), self.folder / "terug.db"
        moved(self.register, on_server)
        moved(on_server, Register.at(str(again)))
        assert read(Register.at(str(again))) == read(self.register)
        shutil.rmtree(self.folder)


def moved(source: Register, target: Register) -> None:
    """Move a register, and find no difference."""
    with source.reading() as reader:
        target.create(lambda writer: _fill(reader, writer))
    with source.reading() as one, target.reading() as other:
        assert list(transfer.different(one.connection, other.connection)) == []


def _fill(reader: Reader, writer: Writer) -> None:
    transfer.copy(reader.connection, writer.connection)


def test_every_history_can_be_replayed_taken_back_exported_and_moved(
    register: Register, server: Callable[[], str]
) -> None:
    COMMAND.set("")  # else what is done here is done by the command that another test ran

    class Here(History):
        empty = register.path
        new_database = staticmethod(server)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=30 if EVERY else 6,
            stateful_step_count=40 if EVERY else 12,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        ),
    )
