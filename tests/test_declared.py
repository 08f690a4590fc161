"""A field that is declared on the model is everywhere: in list, show, files, differences and documents, without being named again."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
import yaml

from opdracht.agreed.differences import differences
from opdracht.choices import Rolnaam
from opdracht.codec import values
from opdracht.documents.engine.render import render, template_names
from opdracht.documents.engine.sandbox import as_dutch
from opdracht.documents.lint.names import listed, shape_of
from opdracht.documents.templates import AGREEMENTS, TEMPLATES, Material
from opdracht.dutch import long_date
from opdracht.exchange.export import as_yaml, region_data
from opdracht.exchange.region_file import read_region
from opdracht.fields import in_words
from opdracht.model import (
    PARTS,
    TABLES,
    Ambitie,
    Besluit,
    Opdracht,
    Organisatie,
    Persoon,
    Record,
    Rol,
    Volgorde,
    declarations,
    fields_that,
    key_of,
    references,
)
from opdracht.model.base import word_list
from opdracht.records import KINDS, field_value, make
from opdracht.region import Regio
from opdracht.store import Register
from tests.conftest import Outcome
from tests.test_documents import texts_of

CODES = {
    "organisatie": "moerdijk",
    "persoon": "wethouder",
    "ambitie": "stroom",
    "besluit": "AB-1",
    "opdracht": "2027-002",
}
"""A record of each kind that others refer to."""
AGREEMENT: list[type[Record]] = [Opdracht, *PARTS]
AGREED = [(kind, name) for kind in AGREEMENT for name in fields_that(kind, lambda field: field.agreed)]


def a_value(kind: type[Record], name: str, *, other: bool = False) -> Any:
    """A value for a field that no other field has; with `other` a second one."""
    number = list(kind.model_fields).index(name) + 1 + 40 * other
    target = next((reference.target for reference in references(kind) if reference.field == name), None)
    if target:
        return CODES[target]
    if words := word_list(kind, name):
        return [*words][1 if other else 0]
    for text in (
        f"{name} nr{number}",
        f"2027-{number % 12 + 1:02d}-{number % 27 + 1:02d}",
        str(number),
        "1" if other else "2",
    ):
        try:
            return field_value(kind, name, text)
        except Exception:
            continue
    raise AssertionError(f"{kind.enkelvoud}.{name} takes none of the forms")


def a_record(kind: type[Record], **given: object) -> Record:
    """A record with every field filled in, those of its key as the key of the opdracht under test wants them."""
    fields = {name: a_value(kind, name) for name in kind.model_fields if name not in ("nr", "nummer")}
    if {"van", "tot"} <= fields.keys() and isinstance(fields["van"], date):
        fields |= {"van": date(2027, 1, 5), "tot": date(2027, 12, 6)}
    if "opdracht" in fields and kind is not Opdracht:
        fields["opdracht"] = "2027-001"
    if "nr" in kind.model_fields:
        fields["nr"] = 1
    return make(kind, {**fields, **given})


def the_others() -> list[Record]:
    """What the record under test refers to."""
    return [
        make(Organisatie, {"code": "moerdijk", "naam": "Moerdijk", "soort": "gemeente"}),
        make(
            Persoon, {"code": "wethouder", "functie": "wethouder", "organisatie": "moerdijk", "niveau": "bestuurlijk"}
        ),
        make(Ambitie, {"code": "stroom", "titel": "Stroom", "thema": "Energie", "prioriteit": 1}),
        make(
            Besluit,
            {"kenmerk": "AB-1", "orgaan": "algemeen bestuur", "datum": "2026-11-04", "tekst": "Maak een kaart."},
        ),
        make(Opdracht, {"nummer": "2027-002", "titel": "De vorige"}),
    ]


def a_whole_agreement() -> list[Record]:
    """An opdracht of which every field is filled in, with a record of every part."""
    return [a_record(Opdracht, nummer="2027-001"), *(a_record(kind) for kind in PARTS)]


def region(records: list[Record]) -> Regio:
    return Regio.of({kind.meervoud: [record for record in records if type(record) is kind] for kind in TABLES})


@pytest.fixture
def filled(register: Register) -> Register:
    with register.writing() as writer:
        for record in [*the_others(), *a_whole_agreement()]:
            writer.insert([record])
    return register


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.enkelvoud)
def test_every_field_says_what_it_is_to_people(kind: type[Record]) -> None:
    assert set(declarations(kind)) == set(kind.model_fields)
    assert all(field.label[0] == field.label[0].upper() for field in declarations(kind).values())


@pytest.mark.parametrize("kind", AGREEMENT, ids=lambda kind: kind.enkelvoud)
def test_list_has_a_column_for_every_listed_field(
    kind: type[Record], filled: Register, run: Callable[..., Outcome]
) -> None:
    with filled.reading() as reader:
        record = next(row for row in reader.rows(kind) if "2027-001" in key_of(row))
    shown = run("list", kind.meervoud).out
    for name in fields_that(kind, lambda field: field.listed):
        assert in_words(getattr(record, name)) in shown
        assert name in shown.splitlines()[0]


@pytest.mark.usefixtures("filled")
def test_show_has_every_field_of_an_agreement_and_of_its_parts(run: Callable[..., Outcome]) -> None:
    shown = " ".join(run("show", "2027-001").out.split())
    for record in a_whole_agreement():
        for name, value in values(record).items():
            if name in ("opdracht", "nr", "persoon", "na") or not value or value in CODES.values():
                continue
            forms = [long_date(value), in_words(value)] if isinstance(value, date) else [in_words(value)]
            assert any(form.lower() in shown.lower() for form in forms), f"{record.enkelvoud}.{name}"


def test_a_file_holds_every_field_and_gives_it_back() -> None:
    records = [*the_others(), *a_whole_agreement()]
    text = as_yaml(region_data(region(records)))
    read = read_region(text.encode(), {}, 2027)
    assert read.faults == []
    for record in records:
        again = next(row for row in read.records(type(record)) if key_of(row) == key_of(record))
        assert values(again) == values(record)
    assert set(yaml.safe_load(text)["opdrachten"][0]) >= set(Opdracht.model_fields) - {
        "afbakening_wel",
        "afbakening_niet",
    }


@pytest.mark.parametrize(("kind", "name"), AGREED, ids=lambda part: part if isinstance(part, str) else part.enkelvoud)
def test_a_change_of_what_was_agreed_is_a_difference(kind: type[Record], name: str) -> None:
    before = region([*the_others(), *a_whole_agreement()])
    after = region(with_another_value(kind, name))
    (difference,) = differences(before, after, "2027-001")[:1]
    assert difference.was != difference.wordt


@pytest.mark.parametrize("kind", [kind for kind in AGREEMENT if kind is not Volgorde], ids=lambda kind: kind.enkelvoud)
def test_a_template_sees_every_field_by_its_own_name(kind: type[Record]) -> None:
    material = Material(region([*the_others(), *a_whole_agreement()]), date(2026, 1, 1))
    seen = [name for name, _ in listed(shape_of([TEMPLATES[AGREEMENTS[0]].context(material, "2027-001")]))]
    before = "opdracht." if kind is Opdracht else f"opdracht.{kind.meervoud}[]."
    for name in set(kind.model_fields) - {"opdracht", "nr"}:
        assert any(f"{path}.".startswith((f"{before}{name}.", f"{before}{name}[")) for path in seen), name


@pytest.mark.parametrize(("kind", "name"), AGREED, ids=lambda part: part if isinstance(part, str) else part.enkelvoud)
def test_what_was_agreed_stands_in_a_document_of_it(kind: type[Record], name: str) -> None:
    before, after = (
        on_paper(records) for records in ([*the_others(), *a_whole_agreement()], with_another_value(kind, name))
    )
    value = the_other_value(kind, name)[name]
    named = (record for record in another_of_each() if value == key_of(record)[0])
    words = next((str(getattr(record, record.known_by[-1])) for record in named), str(as_dutch(value))).lower()
    assert after.count(words) > before.count(words)


def on_paper(records: list[Record]) -> str:
    """The text of both documents of the agreement, in small letters."""
    material = Material(region(records), date(2026, 1, 1))
    documents = (
        render(template_names()[name], TEMPLATES[name].context(material, "2027-001"), "", "") for name in AGREEMENTS
    )
    return "\n".join(texts_of(docx.Document(io.BytesIO(document))) for document in documents).lower()


def with_another_value(kind: type[Record], name: str) -> list[Record]:
    """The same agreement with another value in one field, with what that refers to."""
    others = [record for record in a_whole_agreement() if type(record) is not kind]
    number = {"nummer": "2027-001"} if kind is Opdracht else {}
    return [*the_others(), *another_of_each(), *others, a_record(kind, **number, **the_other_value(kind, name))]


def the_other_value(kind: type[Record], name: str) -> dict[str, object]:
    """Another value for one field."""
    target = next((reference.target for reference in references(kind) if reference.field == name), None)
    if target:
        return {name: {"opdracht": "2027-003"}.get(target, f"{CODES[target]}-ander")}
    if kind is Rol and name == "rol":
        return {name: Rolnaam.EIGENAAR}
    if name in ("van", "tot"):
        return {name: date(2027, 2, 3) if name == "van" else date(2027, 12, 31)}
    return {name: a_value(kind, name, other=True)}


def another_of_each() -> list[Record]:
    """A second record of each kind that others refer to."""
    second = []
    for record in the_others():
        fields = values(record)
        key = type(record).sleutel[0]
        code = "2027-003" if type(record) is Opdracht else f"{fields[key]}-ander"
        names = {name: f"{fields[name]} Twee" for name in ("naam", "titel", "tekst", "functie") if fields.get(name)}
        second.append(make(type(record), {**fields, **names, key: code}))
    return second
