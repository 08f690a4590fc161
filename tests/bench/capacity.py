"""How long demand, supply and shortages take beside reading the rows they need with bare sqlite3, and how they grow.

    .venv/bin/python tests/bench/capacity.py [OPDRACHTEN ...]

Per size (1,000, 10,000 and 100,000 opdrachten of four lines each, over 120 months) and per duration (a month, and five
years on average) it prints the seconds of:
  sqlite3   reading every row of opdracht, inzet and aanbod with bare sqlite3: the floor;
  load      the whole register as a Regio, as every command does;
  engine    from that Regio: its lines as columns, demand and supply per organisatie, profiel, niveau and month;
  short     from there: every shortage with its causes.
Medians of an interleaved run, start-up not counted. The ratio that counts is engine / sqlite3.
"""

from __future__ import annotations

import gc
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from opdracht.capacity import lines
from opdracht.capacity.balance import ledger
from opdracht.capacity.months import Months
from opdracht.choices import Eenheid, Soort, Zwaarte
from opdracht.model import Aanbod, Inzet, Opdracht, Organisatie
from opdracht.region import Regio
from opdracht.store import Register

RUNS = 5
FIRST_DAY, LAST_DAY = date(2027, 1, 1), date(2036, 12, 31)
MONTHS = Months.of(FIRST_DAY, LAST_DAY)
PROFIELEN = ("beleidsadviseur", "projectleider", "jurist", "data-analist", "communicatie", "programmamanager")
UNITS = (Eenheid.UREN, Eenheid.UREN_PER_JAAR, Eenheid.FTE, Eenheid.UREN_PER_WEEK)
DURATIONS = {"a month": (28, 31), "5 years": (365, 3285)}


def fill(register: Register, opdrachten: int, days: tuple[int, int]) -> None:
    """A register of this many opdrachten with four lines of hours each; they last between so many days."""
    chance = random.Random(opdrachten)  # the same register every time
    codes = [f"gemeente-{n}" for n in range(16)]
    assignments: list[Opdracht] = []
    asked: list[Inzet] = []
    for n in range(opdrachten):
        length = chance.randint(*days)
        van = FIRST_DAY + timedelta(chance.randint(0, (LAST_DAY - FIRST_DAY).days - length))
        nummer = f"2027-{n:06d}"
        assignments.append(Opdracht(nummer=nummer, titel=f"Opdracht {n}", van=van, tot=van + timedelta(length)))
        asked += [
            Inzet(
                opdracht=nummer, nr=nr, organisatie=chance.choice(codes), profiel=chance.choice(PROFIELEN),
                niveau=chance.choice((None, Zwaarte.II, Zwaarte.III, Zwaarte.IV)),
                hoeveelheid=chance.randint(1, 400) / 10, eenheid=chance.choice(UNITS),
            )
            for nr in range(1, 5)
        ]  # fmt: skip
    offered = [
        Aanbod(
            organisatie=code, nr=nr, profiel=profiel, niveau=Zwaarte.III, hoeveelheid=opdrachten / 40,
            eenheid=Eenheid.FTE, van=FIRST_DAY, tot=LAST_DAY,
        )
        for code in codes
        for nr, profiel in enumerate(PROFIELEN, start=1)
    ]  # fmt: skip
    register.create()
    with register.writing() as writer:
        writer.insert([Organisatie(code=code, naam=code, soort=Soort.GEMEENTE, inwoners=20000) for code in codes])
        writer.insert(offered)
        writer.insert(assignments)
        writer.insert(asked)


def floor(path: str) -> None:
    """Every row that hours need, with bare sqlite3."""
    connection = sqlite3.connect(path)
    for table in ("opdracht", "inzet", "aanbod"):
        connection.execute(f"SELECT * FROM {table}").fetchall()
    connection.close()


def engine(regio: Regio) -> None:
    """Demand and supply, from a region of which nothing is remembered."""
    lines.asked_lines.cache_clear()
    lines.offered_lines.cache_clear()
    ledger(regio, MONTHS)


def timed(work: Callable[..., Any], *given: Any) -> tuple[float, Any]:
    begin = time.perf_counter()
    made = work(*given)
    return time.perf_counter() - begin, made


def main() -> None:
    gc.set_threshold(200_000, 20, 20)  # as the program itself does, in opdracht/__main__.py
    for size in [int(word) for word in sys.argv[1:]] or [1000, 10_000, 100_000]:
        for duration, days in DURATIONS.items():
            with tempfile.TemporaryDirectory() as folder:
                register = Register.at(f"{folder}/register.db")
                fill(register, size, days)
                times: list[tuple[float, ...]] = []
                for _ in range(RUNS + 1):
                    bare, _ = timed(floor, register.location)
                    with register.reading() as reader:
                        loading, regio = timed(reader.region)
                    working, _ = timed(engine, regio)
                    falling_short, found = timed(ledger(regio, MONTHS).shortages)
                    times.append((bare, loading, working, falling_short))
                bare, loading, working, falling_short = (statistics.median(c) for c in zip(*times[1:], strict=True))
                print(
                    f"{size:7,} opdrachten, {duration:>7}: sqlite3 {bare:6.3f} s   load {loading:6.3f} s   "
                    f"engine {working:6.3f} s = {working / bare:4.2f} x sqlite3   "
                    f"short {falling_short:6.3f} s ({len(found)})   "
                    f"all {(loading + working + falling_short) / bare:4.2f} x sqlite3",
                    flush=True,
                )


if __name__ == "__main__":
    main()
