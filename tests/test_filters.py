"""Which records are meant: each operator against a reading by hand, days by name, and what cannot be meant."""

from __future__ import annotations

import operator
import random
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from opdracht.actions.listing import listing
from opdracht.dutch import day_by_name, short_date
from opdracht.errors import UsageFault
from opdracht.fields import in_words
from opdracht.filters import Filter
from opdracht.model import Inzet, Mijlpaal, Opdracht, Organisatie, key_of
from opdracht.records import make
from opdracht.store import Register
from tests.conftest import Outcome

Run = Callable[..., Outcome]
TODAY = date(2026, 11, 23)
BEFORE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
TITLES = ("Stroomkaart", "De kaart, en meer", "Één loket", "een loket", "Café in de wijk", "Wonen")


def a_register(register: Register) -> dict[str, list[Any]]:
    """Records with fields that are equal, empty, and on both sides of each other."""
    pick = random.Random(14)
    day = [date(2026, 12, 30) + timedelta(pick.choice((0, 1, 2, 40, 400))) for _ in range(200)]
    opdrachten = [
        make(
            Opdracht,
            {
                "nummer": f"2027-{nr:03d}", "titel": pick.choice(TITLES), "prioriteit": pick.choice((None, 1, 2, 5)),
                "status": pick.choice(("concept", "lopend", "afgerond")), "van": pick.choice((None, day[nr])),
                "budget": pick.choice((None, 0, 25_000)), "waarde": pick.choice((None, 0.5, 2)),
                "themas": pick.choice(([], ["wonen"], ["wonen", "zorg, jeugd"], ["werk"])),
                "doel": pick.choice(("", "Een kaart.\nVan stroom.")),
            },
        )
        for nr in range(1, 41)
    ]  # fmt: skip
    mijlpalen = [
        make(Mijlpaal, {"opdracht": f"2027-{nr:03d}", "nr": 1, "datum": day[nr], "resultaat": pick.choice(TITLES)})
        for nr in range(1, 21)
    ]
    inzet = [
        make(
            Inzet,
            {"opdracht": "2027-001", "nr": nr, "organisatie": pick.choice(("breda", "rwb")), "profiel": "jurist",
             "hoeveelheid": pick.choice((0.5, 100, 1400)), "eenheid": "uren", "niveau": pick.choice((None, "I", "IV"))},
        )
        for nr in range(1, 21)
    ]  # fmt: skip
    parties = [make(Organisatie, {"code": code, "naam": code, "soort": "gemeente"}) for code in ("breda", "rwb")]
    filled: dict[str, list[Any]] = {
        "organisaties": [*parties], "opdrachten": [*opdrachten], "mijlpalen": [*mijlpalen], "inzet": [*inzet]
    }  # fmt: skip
    with register.writing() as writer:
        for records in filled.values():
            writer.insert(records)
    return filled


def typed(value: object) -> str:
    if isinstance(value, int | float):
        return f"{value:.10g}".replace(".", ",")
    return "" if value is None else in_words(value) if not isinstance(value, list) else value[0] if value else ""


def plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))


def keys(records: Sequence[Any]) -> list[tuple[str | int, ...]]:
    return [key_of(record) for record in records]


def is_in(value: object, among: Sequence[object]) -> bool:
    return (
        any(item in among for item in value) or (value == [] and "" in among)
        if isinstance(value, list)
        else value in among
    )


def test_each_operator_is_what_it_says_on_both_databases(either_register: Register) -> None:
    tried = 0
    for soort, records in a_register(either_register).items():
        for name in type(records[0]).model_fields:
            values = [getattr(record, name) for record in records]
            flat = [*{typed(value): value for value in values}.values()]
            for value in flat[:2]:
                wanted = value[:1] or [""] if isinstance(value, list) else [value]
                expected = [record for record in records if is_in(getattr(record, name), wanted)]
                rest = [record for record in records if record not in expected]
                if not (isinstance(value, str) and "," in value):
                    assert keys(listing(either_register, soort, [f"{name}={typed(value)}"], TODAY).rows) == keys(
                        expected
                    )
                    assert keys(listing(either_register, soort, [f"{name}!={typed(value)}"], TODAY).rows) == keys(rest)
                if isinstance(value, date | int | float):
                    for sign, holds in BEFORE.items():
                        expected = [
                            record for record in records
                            if getattr(record, name) is not None and holds(getattr(record, name), value)
                        ]  # fmt: skip
                        found = listing(either_register, soort, [f"{name}{sign}{typed(value)}"], TODAY).rows
                        assert keys(found) == keys(expected), (name, sign, value)
                        tried += 1
    assert tried > 30


@pytest.mark.parametrize("word", ["kaart", "KAART", "een", "Eén", "loket een", "café", "cafe", "de"])
def test_a_word_stands_in_it_whatever_its_accents(word: str, register: Register) -> None:
    records = a_register(register)["opdrachten"]
    expected = [row for row in records if all(part in plain(str(row.titel)) for part in plain(word).split())]
    assert keys(listing(register, "opdrachten", [f"titel~{word}"], TODAY).rows) == keys(expected)
    assert expected


def test_one_of_several_values_and_a_text_with_a_comma(register: Register) -> None:
    records = a_register(register)

    def found(soort: str, *words: str) -> list[Any]:
        return [*listing(register, soort, words, TODAY).rows]

    def named(soort: str, name: str, *values: object) -> list[tuple[str | int, ...]]:
        return keys([record for record in records[soort] if getattr(record, name) in values])

    assert keys(found("opdrachten", "status=lopend,concept")) == named("opdrachten", "status", "lopend", "concept")
    assert keys(found("opdrachten", "status!=lopend,concept")) == named("opdrachten", "status", "afgerond")
    assert keys(found("opdrachten", "prioriteit=1,")) == named("opdrachten", "prioriteit", 1, None)
    assert keys(found("opdrachten", "titel=De kaart, en meer")) == named("opdrachten", "titel", "De kaart, en meer")
    assert keys(found("opdrachten", "titel=Wonen,Stroomkaart")) == named("opdrachten", "titel", "Wonen", "Stroomkaart")
    assert keys(found("inzet", "hoeveelheid=0,5;1.400,0")) == named("inzet", "hoeveelheid", 0.5, 1400)
    assert keys(found("opdrachten", "themas=zorg, jeugd")) == named("opdrachten", "themas", ["wonen", "zorg, jeugd"])
    assert keys(found("opdrachten", "status=lopend", "prioriteit>1", "prioriteit<5")) == [
        key_of(row) for row in records["opdrachten"] if (row.status, row.prioriteit) == ("lopend", 2)
    ]


def test_an_order_has_what_is_empty_last(register: Register) -> None:
    records = a_register(register)["opdrachten"]
    for name in Opdracht.model_fields:
        ordered = [getattr(row, name) for row in listing(register, "opdrachten", [], TODAY, name).rows]
        empty = [value in (None, "", []) for value in ordered]
        assert (empty, len(ordered)) == (sorted(empty), len(records))
    by_begin: list[Any] = [*listing(register, "opdrachten", ["van!="], TODAY, "van").rows]
    assert [row.van for row in by_begin] == sorted(row.van for row in records if row.van)
    by_status: list[Any] = [*listing(register, "opdrachten", [], TODAY, "status").rows]
    statuses = [str(row.status) for row in by_status]
    assert [*dict.fromkeys(statuses)] == ["concept", "lopend", "afgerond"]  # the order of life, not of the alphabet


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("vandaag", TODAY), ("Gisteren", date(2026, 11, 22)), ("morgen", date(2026, 11, 24)), ("begin 2027", date(2027, 1, 1)),
        ("eind 2027", date(2027, 12, 31)), ("eind  februari 2028", date(2028, 2, 29)), ("begin mei 2027", date(2027, 5, 1)),
        ("eind", None), ("eind maart", None), ("eind foo 2027", None), ("2027", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_may_have_a_name(name: str, day: date | None) -> None:
    assert day_by_name(name, TODAY) == day


def test_a_day_by_name_is_that_day_in_a_condition(register: Register) -> None:
    a_register(register)
    for name, day in (("vandaag", TODAY), ("eind 2026", date(2026, 12, 31)), ("begin januari 2027", date(2027, 1, 1))):
        by_name, by_day = (
            keys(listing(register, "mijlpalen", [f"datum<={given}"], TODAY).rows) for given in (name, short_date(day))
        )
        assert by_name == by_day


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tietel=x"], "Bedoelde u 'titel'?"), (["tietel~x"], "Bedoelde u 'titel'?"), (["van<31-2-2027"], "bestaat niet"),
        (["van>eind 2500"], "Het jaar 2500"), (["titel<b"], "geen datum en geen getal"), (["themas>1"], "geen datum"),
        (["status=lopent"], "Bedoelde u 'lopend'?"), (["status=lopend,lopent"], "'lopent'"), (["prioriteit>9"], "prioriteit"),
        (["titel~"], "Zeg na titel~"), (["titel~\u200b"], "Zeg na titel~"), (["van<"], "Zeg na van<"), (["doel"], "geen veld=waarde"),
        (["=x"], "geen veld=waarde"), (["van=1-1-2027", "van=2-1-2027"], "twee keer"), (["waarde=100,200"], "twee dingen"),
        (["doel=..."], "puntjes"), ([""], "geen veld=waarde"), (["inwoners=5"], "geen veld 'inwoners'"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said(words: list[str], said: str) -> None:
    with pytest.raises(UsageFault) as refused:
        Filter(Opdracht, words, TODAY)
    assert said in refused.value.message


def test_without_a_kind_it_is_about_opdrachten(run: Run, register: Register) -> None:
    a_register(register)
    assert run("list", "status=lopend", "--plain").out == run("list", "opdrachten", "status=lopend", "--plain").out
    assert run("list", "--sort", "tittel").err.startswith(
        "Fout: opdracht heeft geen veld 'tittel'. Bedoelde u 'titel'?"
    )
