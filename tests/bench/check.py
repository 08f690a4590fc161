"""How long `check` takes beside reading the same rows with bare sqlite3, and whether it grows in proportion.

    .venv/bin/python tests/bench/check.py [OPDRACHTEN ...]

Per size (1,000 and 10,000 opdrachten with 40 records in each) it prints the seconds of: reading every row with sqlite3
(the floor), loading the region, and running all rules on it; medians of an interleaved run, start-up not counted.
"""

from __future__ import annotations

import gc
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from opdracht.checks import language, run
from opdracht.model import TABLES, Aanbod, Inzet, Mijlpaal, Opdracht, Organisatie, Persoon, Randvoorwaarde, Rol
from opdracht.records import make
from opdracht.store import Register

RUNS = 5
PEILDATUM = date(2026, 11, 23)
ROLES = ("bestuurlijk opdrachtgever", "bestuurlijk opdrachtnemer", "ambtelijk opdrachtgever", "ambtelijk opdrachtnemer")


def fill(register: Register, opdrachten: int) -> None:
    """A register of this many opdrachten, each with 4 roles, 12 milestones, 12 preconditions and 12 lines of hours."""
    register.create()
    codes = [f"gemeente-{n}" for n in range(16)]
    people = [(f"p{n}", codes[n % 16], "bestuurlijk" if n % 2 else "ambtelijk") for n in range(80)]
    with register.writing() as writer:
        writer.insert(
            [make(Organisatie, {"code": c, "naam": c, "soort": "gemeente", "inwoners": 20000}) for c in codes]
        )
        writer.insert(
            [
                make(Persoon, {"code": c, "functie": f"wethouder {c}", "organisatie": o, "niveau": n})
                for c, o, n in people
            ]
        )
        offer = {"nr": 1, "profiel": "jurist", "eenheid": "fte", "van": "2027-01-01", "tot": "2027-12-31"}
        writer.insert([make(Aanbod, {"organisatie": c, "hoeveelheid": opdrachten, **offer}) for c in codes])
        numbers = [f"2027-{n:03d}" for n in range(1, opdrachten + 1)]
        text = "Op {} ligt er een kaart van {} terreinen voor de raad van gemeente-{}."
        writer.insert(
            [
                make(
                    Opdracht,
                    {
                        "nummer": nummer, "titel": f"Kaart {nummer}", "van": "2027-01-01", "tot": "2027-12-31",
                        "doel": text.format("1-12-2027", n, n % 16), "beoogd_resultaat": text.format("1-6-2027", n, n % 16),
                        "afbakening_wel": "Alles.", "afbakening_niet": "Niets.",
                    },
                )
                for n, nummer in enumerate(numbers)
            ]
        )  # fmt: skip
        for n, nummer in enumerate(numbers):
            writer.insert(
                [
                    make(Rol, {"opdracht": nummer, "rol": rol, "persoon": f"p{(n + i) % 80}"})
                    for i, rol in enumerate(ROLES)
                ]
            )
            months = [date(2027, month, 1) for month in range(1, 13)]
            writer.insert(
                [
                    make(
                        Mijlpaal,
                        {
                            "opdracht": nummer,
                            "nr": i,
                            "datum": day,
                            "resultaat": text.format(day, i, n % 16),
                            "eigenaar": "p1",
                        },
                    )
                    for i, day in enumerate(months, start=1)
                ]
            )
            writer.insert(
                [
                    make(
                        Randvoorwaarde,
                        {
                            "opdracht": nummer,
                            "nr": i,
                            "categorie": "geld",
                            "tekst": f"Geld {i}.",
                            "uiterlijk": day,
                            "eigenaar": f"p{n % 80}",
                            "gevolg": "dan wacht de kaart",
                        },
                    )
                    for i, day in enumerate(months, start=1)
                ]
            )
            writer.insert(
                [
                    make(
                        Inzet,
                        {
                            "opdracht": nummer, "nr": i, "organisatie": codes[(n + i) % 16], "profiel": "jurist",
                            "hoeveelheid": 110, "eenheid": "uren",
                        },
                    )
                    for i in range(1, 13)
                ]
            )  # fmt: skip


def floor(path: str) -> None:
    """Every row of every table, with bare sqlite3."""
    connection = sqlite3.connect(path)
    for table in TABLES:
        connection.execute(f"SELECT * FROM {table.__tablename__}").fetchall()
    connection.close()


def timed(work: Callable[..., Any], *given: Any) -> tuple[float, Any]:
    begin = time.perf_counter()
    made = work(*given)
    return time.perf_counter() - begin, made


def main() -> None:
    gc.set_threshold(200_000, 20, 20)  # as the program itself does, in opdracht/__main__.py
    for size in [int(word) for word in sys.argv[1:]] or [1000, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            register = Register.at(f"{folder}/register.db")
            fill(register, size)
            times: list[tuple[float, float, float]] = []
            for _ in range(RUNS + 1):
                bare, _ = timed(floor, register.location)
                with register.reading() as reader:
                    loading, regio = timed(reader.region)
                for remembered in vars(language).values():  # a command measures every text for the first time
                    getattr(remembered, "cache_clear", lambda: None)()
                checking, found = timed(run, regio, PEILDATUM)
                times.append((bare, loading, checking))
            bare, loading, checking = (statistics.median(column) for column in zip(*times[1:], strict=True))
            print(
                f"{size:7,} opdrachten: sqlite3 {bare:6.3f} s   load {loading:6.3f} s   check {checking:6.3f} s   "
                f"together {(loading + checking) / bare:5.1f} x the floor, {len(found)} findings"
            )


if __name__ == "__main__":
    main()
