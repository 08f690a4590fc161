"""Folders in which the commands that come to harm run, what those commands are, and what a register holds afterwards."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, groupby
from pathlib import Path
from typing import Any

from opdracht.exchange.export import as_yaml
from opdracht.model import Mutatie, Wijziging
from opdracht.store import Register, head, journal
from tests.builders import a_region, an_agreement
from tests.faults.program import Program
from tests.faults.ptrace import Fault

EVERY = bool(os.environ.get("OPDRACHT_UITPUTTEND"))
"""Whether every call of every command is taken, and not a spread of them."""
OLDER = Path(__file__).parents[1] / "registers"
MOST = 16
"""About so many times a command comes to harm when not every call is taken."""
DESPITE = "Het bestuur besloot het op 1 november."


@dataclass(frozen=True)
class Case:
    """A command, with the commands that come before it on the same register."""

    name: str
    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    older: str = ""
    """The revision of the register that it starts from, when that is not the newest."""

    def __str__(self) -> str:
        return self.name


_ORGANISATION = ("code=breda", "naam=Breda", "soort=gemeente")
_PROPOSED = ("status", "2027-001", "voorgesteld", "--despite", DESPITE)
_AGREED = ("status", "2027-001", "vastgesteld", "--despite", DESPITE)
CASES = (
    Case("add", ("add", "organisatie", *_ORGANISATION)),
    Case("set", ("set", "2027-001", "titel=Andere kaart")),
    Case("set a code", ("set", "organisatie", "moerdijk", "code=moerdijk-2")),
    Case("remove", ("remove", "opdracht", "2027-001", "--yes")),
    Case("create", ("create", "--from", "nieuw.yaml")),
    Case("import", ("import", "meer.yaml", "--update")),
    *((Case("import a list", ("import", "lijst.csv", "--soort", "opdrachten", "--yes")),) if EVERY else ()),
    Case("status", _AGREED, before=(_PROPOSED,)),
    Case("undo", ("undo", "3"), before=(("remove", "opdracht", "2027-001", "--yes"),)),
    Case("forget", ("forget", "persoon", "wethouder", "--yes"), before=(_PROPOSED, _AGREED)),
    Case(
        "restore",
        ("restore", "kopie/*.db", "--yes"),
        before=(("backup", "--to", "kopie"), ("set", "2027-001", "titel=Andere kaart")),
    ),
    Case("backup", ("backup",), before=(_PROPOSED,)),
    Case("restore by itself", ("restore", "--yes"), before=(("backup",), ("set", "2027-001", "titel=Andere kaart"))),
    Case("render", ("render", "2027-001"), before=(_PROPOSED, _AGREED)),
    *(
        Case(f"migrate from {path.stem}", ("migrate",), older=path.stem)
        for path in sorted(path for path in OLDER.glob("*.sql") if path.stem < head())[: None if EVERY else 1]
    ),
)


class Place:
    """A folder with a register and files, the same again for every run."""

    def __init__(self, folder: Path, program: Program, case: Case) -> None:
        self.path, self._kept, self._program, self.case = folder / "plek", folder / "bewaard", program, case
        self._kept.mkdir(parents=True)
        (self._kept / "home").mkdir()
        self.register = Register.at(str(self.path / "register.db"))
        self._fill()
        self.again()
        self.states = [self.state()]
        self.calls = self.run().calls
        self.states += self._later_states()
        self.documents = self.files("*.docx")

    def _fill(self) -> None:
        region = a_region(an_agreement())
        for name, data in (
            ("regio", region),
            ("nieuw", an_agreement("2027-002")),
            ("meer", a_region(an_agreement(titel="Kaart"), *(an_agreement(f"2027-{n:03}") for n in range(3, 8)))),
        ):
            (self._kept / f"{name}.yaml").write_text(as_yaml(data), "utf-8")
        (self._kept / "lijst.csv").write_text(
            "Project;Start;Projectleider\nFietsplan;Q1 2027;programmamanager\n", "utf-8"
        )
        if self.case.older:
            with closing(sqlite3.connect(self._kept / "register.db")) as connection:
                connection.executescript((OLDER / f"{self.case.older}.sql").read_text("utf-8"))
            return
        self.again()
        for words in (("init", "--naam", "Regio"), ("import", "regio.yaml"), *self.case.before):
            ended = self.run(*words)
            assert ended.code == 0, ended.err
        shutil.rmtree(self._kept)
        shutil.copytree(self.path, self._kept)

    def again(self) -> None:
        """Put everything back as it was before the command."""
        shutil.rmtree(self.path, ignore_errors=True)
        shutil.copytree(self._kept, self.path)

    def run(self, *words: str, **how: Any) -> Any:
        """Run a command here, the case's own when there are no words; a word with a * is the file that fits."""
        given = [self._fitting(word) if "*" in word else word for word in words or self.case.words]
        return self._program.run(self.path, "--register", "register.db", *given, **how)

    def _fitting(self, pattern: str) -> str:
        (found,) = self.path.glob(pattern)
        return str(found.relative_to(self.path))

    def state(self) -> Any:
        """All that the register holds, read by another process than the one that wrote it. Fails on what is not whole.

        A register of an older version is what its file holds.
        """
        with closing(sqlite3.connect(self.register.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if version == self.case.older:
                return list(connection.iterdump())
        records, changes, mutations = read(self.register)
        assert records == journal.replayed(mutations)
        assert list(journal.unsealed(changes, journal.by_change(mutations))) == []
        return records

    def _later_states(self) -> list[Any]:
        """What the register held after each change of the command."""
        known = 0
        if not self.case.older:
            known = len(read(Register.at(str(self._kept / "register.db")))[1])
        records, changes, mutations = read(self.register)
        assert self.state() == records
        states = [
            journal.replayed(one for one in mutations if one.wijziging <= change.nr) for change in changes[known:]
        ]
        return states if records in states else [*states, records]

    def told(self) -> dict[str, str]:
        """What the register says of the documents, by their place in the folder."""
        listed = self.run("list", "documenten", "--json")
        assert listed.code == 0, listed.err
        return {str(Path(row["pad"]).relative_to(self.path)): row["staat"] for row in json.loads(listed.out)}

    def files(self, pattern: str) -> dict[str, bytes]:
        """The files below the folder whose names fit, by their place in it."""
        return {str(path.relative_to(self.path)): path.read_bytes() for path in sorted(self.path.rglob(pattern))}


def read(register: Register) -> tuple[journal.State, Sequence[Wijziging], Sequence[Mutatie]]:
    """The records of a register by their key, its changes and what those did."""
    with register.reading() as reader:
        return journal.standing(reader), reader.rows(Wijziging), reader.rows(Mutatie)


def chosen(calls: Sequence[str], hows: Sequence[str]) -> list[Fault]:
    """Where a command comes to harm, and how: at the first and last call of each stretch of equal ones, or at all."""
    if EVERY:
        return [Fault(at, how) for at in range(1, len(calls) + 1) for how in hows]
    ends = [len(list(stretch)) for _, stretch in groupby(calls)]
    firsts = [sum(ends[:place]) + 1 for place in range(len(ends))]
    places = sorted({*firsts, *(first - 1 for first in firsts[1:]), len(calls)})
    return [Fault(at, how) for at, how in zip(places[:: len(places) // MOST + 1], cycle(hows), strict=False)]
