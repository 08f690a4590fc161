"""What is wrong with a register, each fault with what to do. It writes nothing, and no damage stops it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from opdracht.dutch import counted, first_few
from opdracht.errors import OpdrachtError, reason
from opdracht.files import SQLITE
from opdracht.model import JOURNAL, TABLES
from opdracht.safety import copies, salvage, surroundings
from opdracht.safety.generations import generations, has_copies, way_back
from opdracht.safety.salvage import Table
from opdracht.safety.sound import NAMED, Rows, Symptom, records_in, tables_beside
from opdracht.store import Register, head, schema
from opdracht.store.reading import as_stored

RESCUE = "Red wat er nog te lezen is met: opdracht doctor --rescue NIEUW.db"
_STALE = timedelta(days=7)
_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
_MOST = 100  # so many faults of the file are counted


@dataclass
class Report:
    """What is wrong with a register, and what is only worth a remark."""

    faults: list[Symptom] = field(default_factory=list)
    remarks: list[Symptom] = field(default_factory=list)
    counted: int = 0
    """How many records were looked at."""
    way_back: str = ""
    """How this register is restored."""
    repair: str = ""
    """What to do about a fault that says nothing else."""

    def fault(self, text: str, repair: str | None = None) -> None:
        self.faults.append(Symptom(text, self.repair if repair is None else repair))

    def remark(self, text: str, repair: str = "") -> None:
        self.remarks.append(Symptom(text, repair))


def examine(register: Register) -> Report:
    """Look at all of a register."""
    back = way_back(register)
    report = Report(way_back=back, repair=back if register.on_server else f"{back}. {RESCUE}")
    if register.on_server:
        with _survived(report, "De database"):
            _server(register, report)
    elif (path := register.path).is_file() and not path.stat().st_size:
        report.fault(f"{path} is leeg.", _back_or_anew(register))
    elif path.is_file():
        with _survived(report, "Het bestand"):
            _file(path, report)
        with _survived(report, "De plaats van het bestand"):
            _surroundings(path, report)
    elif path.exists():
        report.fault(f"{path} is geen bestand.", "Kies met --register een ander bestand.")
    else:
        report.fault(f"Er is geen register op {path}.", _back_or_anew(register))
    with _survived(report, "De map met reservekopieën"):
        _generations(register, report)
    return report


def _back_or_anew(register: Register) -> str:
    """What to do where no register is."""
    return way_back(register) if has_copies(register) else "Maak er een met: opdracht init"


def _file(path: Path, report: Report) -> None:
    size, header = path.stat().st_size, salvage.first_bytes(path)
    if not header.startswith(SQLITE):
        report.fault(f"{path} is geen register van opdracht, of het begin ervan is beschadigd.")
        return
    if salvage.has_journal(path):
        report.remark(
            "Naast het register staat wat een commando niet heeft afgemaakt, of waarmee er nu een bezig is.",
            "Het volgende commando herstelt dat vanzelf: opdracht list",
        )
    if salvage.uses_log(header):
        report.fault(
            "Het bestand is niet zo begonnen als het hoort: een ander programma zette het in WAL.",
            "Zet dat terug met: opdracht migrate",
        )
    if not salvage.has_journal(path) and salvage.is_misshapen(header, size):
        report.fault("Het bestand is niet zo lang of niet zo begonnen als het hoort: er is iets vanaf of veranderd.")
    with salvage.opened(path) as connection:
        if number := len(_unsound(connection)):
            many = "meer dan " if number >= _MOST else ""
            report.fault(f"Het bestand is beschadigd: op {many}{counted(number, 'plaats', 'plaatsen')}.")
        else:  # what is wrong with a record is in the journal as it was
            report.repair = f"{RESCUE}. {report.way_back}"
        with _survived(report, "De versie van het register"):
            if not _is_of_this_version(copies.contents(connection).revision, report):
                return
        with _survived(report, "De tabellen"):
            _schema(connection, report)
        _records(report, {model: salvage.table(connection, model) for model in (*TABLES, *JOURNAL)})


def _server(register: Register, report: Report) -> None:
    with register.looking() as connection:
        if not _is_of_this_version(schema.revision(connection), report):
            return
        report.faults += tables_beside(connection)
        read = {model: Table() for model in (*TABLES, *JOURNAL)}
        for model, table in read.items():
            for row in as_stored(connection, model):
                table.add(model, row)
    _records(report, read)


def _records(report: Report, read: Rows) -> None:
    report.counted = sum(len(read[model].rows) for model in TABLES)
    for look in records_in(read, report.repair):
        with _survived(report, "De gegevens"):
            for grave, symptom in look():
                (report.faults if grave else report.remarks).append(symptom)


def _unsound(connection: sqlite3.Connection) -> list[str]:
    try:
        return [said for (said,) in connection.execute(f"PRAGMA integrity_check({_MOST})") if said != "ok"]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not copies.is_damage(error):
            raise
        return [str(error)]


def _is_of_this_version(revision: str | None, report: Report) -> bool:
    if revision == head():
        return True
    if revision is None:
        report.fault("Dit is geen register van opdracht, of zijn tabellen zijn niet te vinden.")
    elif revision < head():
        report.fault(
            f"Het register is van een oudere versie van opdracht ({revision}, niet {head()}).",
            "Werk het bij met: opdracht migrate" if schema.is_older(revision) else None,
        )
    else:
        report.fault(
            f"Het register is van een nieuwere versie van opdracht ({revision[:20]}, niet {head()}).",
            f"Werk opdracht bij. Was dit register van deze versie? {report.way_back}",
        )
    return False


def _schema(connection: sqlite3.Connection, report: Report) -> None:
    """The tables beside those of a fresh register."""
    here, fresh = _tables(connection.execute(_SCHEMA)), _fresh_tables(head())
    for (kind, name), sql in fresh.items():
        if (kind, name) not in here:
            report.fault(f"De tabel {name} ontbreekt.")
        elif here[kind, name] != sql:
            report.fault(f"De tabel {name} heeft niet de vorm die hoort bij versie {head()}.")
    if more := sorted(name for kind, name in here.keys() - fresh.keys()):
        report.fault(f"In het bestand staat iets dat er niet hoort: {first_few(more, NAMED)}.")


@cache
def _fresh_tables(revision: str) -> dict[tuple[str, str], list[str]]:
    """The tables of a new register of this version."""
    with sa.create_engine("sqlite://").begin() as connection:
        schema.upgrade(connection, revision)
        return _tables(connection.exec_driver_sql(_SCHEMA))


def _tables(rows: Iterable[Sequence[Any]]) -> dict[tuple[str, str], list[str]]:
    """What is in a file by kind and name: the lines of its SQL, sorted, as a migration puts constraints in any order."""
    return {(kind, name): sorted(line.strip(" \t,") for line in (sql or "").splitlines()) for kind, name, sql in rows}


def _surroundings(path: Path, report: Report) -> None:
    if surroundings.others_may_read(path):
        report.remark("Anderen op deze computer kunnen het register lezen.", f'Sluit het af met: chmod o-r "{path}"')
    if service := surroundings.synced_by(path):
        report.remark(
            f"Het register staat in een map van {service}. Die kan het bestand vervangen terwijl iemand erin schrijft.",
            "Zet het in een andere map, of deel het met PostgreSQL: opdracht migrate --to",
        )
    if surroundings.on_network(path, surroundings.mounts()):
        report.remark(
            "Het register staat op een netwerkschijf. Schrijven daar twee mensen tegelijk, dan gaat dat niet altijd goed.",
            "Werken er meer mensen in? Zet het in PostgreSQL: opdracht migrate --to",
        )


def _generations(register: Register, report: Report) -> None:
    found = generations(register).all()
    if not found:
        report.remark("Er is nog geen reservekopie.", "" if report.faults else "Maak er een met: opdracht backup")
    elif (age := datetime.now(UTC) - found[0].moment) > _STALE:
        report.remark(f"De nieuwste reservekopie is {age.days} dagen oud.", "Maak er een met: opdracht backup")


@contextmanager
def _survived(report: Report, what: str) -> Iterator[None]:
    """Whatever a look runs into is a fault that is told; the other looks go on."""
    try:
        yield
    except OpdrachtError as error:
        report.fault(error.message, error.hint)
    except OSError as error:
        report.fault(f"{what}: {reason(error)}.", "Kijk of u erbij mag en of de schijf er nog is.")
    except (sqlite3.Error, SQLAlchemyError) as error:
        told = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        if isinstance(told, sqlite3.Error) and not copies.is_damage(told):
            report.fault(f"{what}: nu niet te lezen.", "Kijk of niemand erin schrijft en of u erbij mag.")
        else:
            report.fault(f"{what}: niet te lezen, door schade.")
    except (ValueError, TypeError, KeyError, ArithmeticError):
        report.fault(f"{what}: niet te lezen, door schade.")
