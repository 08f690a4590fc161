"""A register in another database is the same register: every row, to the letter, and the journal with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

from opdracht.actions.demo import fill
from opdracht.model import Opdracht
from opdracht.records import make
from opdracht.store import Register, engines, schema, transfer, values

LONG = "é🗺<&>\"'%{{ }}\n" * 7_000  # just under the longest text


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The demo region, with a text as long as texts can be."""
    made = fill(tmp_path_factory.mktemp("demo") / "demo", force=False).register
    with made.writing() as writer:
        opdracht = writer.need(Opdracht, ["2027-001"])
        writer.update(make(Opdracht, {**values(opdracht), "doel": LONG, "themas": ["a;b", 'met "&<>" 🗺']}))
    return made


def copied(source: Register, target: Register) -> int:
    with ExitStack() as stack:
        reader = stack.enter_context(source.reading())
        into = stack.enter_context(engines.transaction(target.engine, writing=True))
        schema.upgrade(into)
        return transfer.copy(reader.connection, into)


def different(one: Register, other: Register) -> list[tuple[str, str]]:
    with one.reading() as left, other.reading() as right:
        return list(transfer.different(left.connection, right.connection))


def a_file(path: Path) -> Register:
    path.touch()
    return Register.at(str(path))


def test_a_register_moves_to_a_server_and_back_and_stays_the_same(
    demo: Register, server: Callable[[], str], tmp_path: Path
) -> None:
    there, back = Register.at(server()), a_file(tmp_path / "terug.db")
    assert copied(demo, there) == copied(there, back) > 300
    assert different(demo, there) == different(there, back) == different(demo, back) == []
    with demo.reading() as one, back.reading() as other:
        for model in transfer.EVERYTHING:
            assert [values(row) for row in one.rows(model)] == [values(row) for row in other.rows(model)]
        assert transfer.counts(one.connection) == transfer.counts(other.connection)
        assert other.need(Opdracht, ["2027-001"]).doel == LONG


@pytest.mark.parametrize(
    ("statement", "record"),
    [
        (
            "UPDATE mijlpaal SET resultaat = resultaat || ' ' WHERE opdracht = '2027-001' AND nr = 1",
            ("mijlpaal", "2027-001/1"),
        ),
        ("DELETE FROM mijlpaal WHERE opdracht = '2027-001' AND nr = 1", ("mijlpaal", "2027-001/1")),
        ("DELETE FROM mutatie WHERE wijziging = 1 AND nr = 3", ("mutatie", "1/3")),
        ("UPDATE wijziging SET wie = 'iemand anders' WHERE nr = 1", ("wijziging", "1")),
        (
            "UPDATE aanbod SET hoeveelheid = hoeveelheid + 1e-9 WHERE organisatie = 'breda' AND nr = 1",
            ("aanbod", "breda/1"),
        ),
    ],
)
def test_one_row_that_differs_is_named(demo: Register, tmp_path: Path, statement: str, record: tuple[str, str]) -> None:
    other = a_file(tmp_path / "ander.db")
    copied(demo, other)
    with engines.transaction(other.engine, writing=True) as connection:
        connection.execute(sa.text(statement))
    assert different(demo, other) == different(other, demo) == [record]
