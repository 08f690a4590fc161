"""How long `check` takes beside reading the same rows with bare sqlite3, and whether it grows in proportion.

    .venv/bin/python tests/bench/check.py [OPDRACHTEN ...]

Per size (1,000 and 10,000 opdrachten with 40 records in each) it prints the seconds of: reading every row with sqlite3
(the floor), loading the region, and running all rules on it; medians of an interleaved run, start-up not counted. Then
the memory of one more run. The register is as varied as people make one: every status, all kinds of records, and texts
of which hardly two are the same, so that nothing measured once serves for another.
"""

from __future__ import annotations

import gc
import random
import sqlite3
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any

from opdracht.checks import language, run
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Categorie, Rolnaam, Stand, Status
from opdracht.model import (
    TABLES,
    Aanbod,
    Ambitie,
    Belang,
    Besluit,
    Gesprek,
    Inzet,
    Mijlpaal,
    Ondertekening,
    Opdracht,
    Organisatie,
    Persoon,
    Randvoorwaarde,
    Record,
    Rol,
)
from opdracht.records import make
from opdracht.store import Register

RUNS = 5
PEILDATUM = date(2027, 3, 1)
GEMEENTEN = (
    "Waterhoven", "Lindeveld", "Duinbroek", "Kleinheide", "Oosterdijk", "Vennekerk", "Hogebrug", "Zandrade",
    "Meerwijk", "Boskapelle", "Rietmonde", "Akkerstein", "Elsloopen", "Westergouw", "Beekveen",
)  # fmt: skip
DOES = ("opent", "bouwt", "levert", "tekent", "koopt", "plaatst", "onderzoekt", "vernieuwt", "verdeelt", "vult")
WHAT = (
    "een loket", "{} laadpalen", "de kaart van het stroomnet", "een lijst van leegstaande panden", "{} kilometer fietspad",
    "het inkoopcontract", "de gegevens van {} bedrijven", "een overzicht van de kosten", "{} huizen voor starters",
    "drie opvangplekken", "de afspraken met de netbeheerder", "een cursus voor {} jongeren", "de route langs de rivier",
    "het voorstel voor de raad", "zijn deel van het geld", "wat de bewoners vroegen", "een nieuwe aanpak", "{} hectare bos",
)  # fmt: skip
WHERE = (
    "in het centrum",
    "bij het station",
    "langs de haven",
    "in alle dorpen",
    "op het terrein {}",
    "voor de buurt {}",
)
WHEN = (
    "uiterlijk op {day}", "voor de zomer van 2028", "in het derde kwartaal", "eind 2027", "zodra het geld er is",
    "samen met de regio", "als de raad dat wil", "na overleg met de bewoners",
)  # fmt: skip
EMPTY = (
    "We zetten samen in op {}.", "De samenwerking rond {} wordt verder versterkt.", "Er is meer aandacht voor {}.",
    "De gemeenten werken intensief samen aan {}.", "{} draagt bij aan een vitale en bereikbare regio.",
    "Waar mogelijk wordt {} opgepakt en geborgd.", "Wij geven ruimte aan {} en verkennen wat er kan.",
)  # fmt: skip
THEMES = (
    "wonen", "werk", "water", "zorg voor jongeren", "natuur", "energie", "verkeer", "cultuur", "sport", "schoon vervoer",
    "onderwijs en arbeidsmarkt", "de binnenstad", "het landelijk gebied", "veiligheid", "recreatie", "gezond eten",
)  # fmt: skip
PROFILES = ("jurist", "projectleider", "beleidsadviseur", "data-analist")
CONVERSATIONS, MILESTONES, PRECONDITIONS, HOURS, INTERESTS = 3, 8, 8, 7, 6  # and 6 roles and 2 signatures: 40


class Writing:
    """A secretary who never writes the same twice; three in ten sentences are empty ones."""

    def __init__(self) -> None:
        self._any = random.Random(1)

    def day(self) -> date:
        return date(2027, 1, 1) + timedelta(days=self._any.randrange(365))

    def sentence(self) -> str:
        pick, some = self._any.choice, self._any.randrange(2, 900)
        if self._any.random() < 0.3:
            sentence = pick(EMPTY).format(f"{pick(THEMES)} in {pick(GEMEENTEN)} en {pick(GEMEENTEN)}")
            return sentence[0].upper() + sentence[1:]
        day = self.day()
        parts = (pick(GEMEENTEN), pick(DOES), pick(WHAT), pick(WHERE), pick(WHEN))
        return " ".join(parts).format(some, some, day=f"{day.day}-{day.month}-{day.year}") + "."

    def text(self, sentences: int) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def perhaps(self, text: str) -> str:
        return text if self._any.random() < 0.8 else ""


def fill(register: Register, opdrachten: int) -> None:
    """A register of this many opdrachten with 40 records in each."""
    register.create()
    write = Writing()
    with register.writing() as writer:
        for records in _region(opdrachten):
            writer.insert(records)
        statuses = cycle(Status)
        for first in range(0, opdrachten, 500):
            nummers = [f"2027-{n + 1:03d}" for n in range(first, min(first + 500, opdrachten))]
            writer.insert([_opdracht(nummer, status, write) for nummer, status in zip(nummers, statuses, strict=False)])
            inside = [
                record
                for n, nummer in enumerate(nummers, start=first)
                for record in _inside(n, nummer, _desks(opdrachten), write)
            ]
            for kind in (Rol, Mijlpaal, Randvoorwaarde, Inzet, Belang, Gesprek, Ondertekening):
                writer.insert([record for record in inside if isinstance(record, kind)])


def _region(opdrachten: int) -> Iterator[list[Record]]:
    codes = [*map(str.lower, GEMEENTEN), "regio"]
    yield [
        make(Organisatie, {"code": code, "naam": code.title(), "soort": kind, "inwoners": 20_000})
        for code, kind in zip(codes, [*["gemeente"] * len(GEMEENTEN), "regio"], strict=True)
    ]
    yield [
        make(
            Persoon,
            {"code": f"{function}-{n}", "functie": f"{function} {n}", "organisatie": codes[n % 16], "niveau": level},
        )
        for n in range(_desks(opdrachten))
        for function, level in (("wethouder", "bestuurlijk"), ("adviseur", "ambtelijk"))
    ]
    yield [
        make(Ambitie, {"code": f"a{n}", "titel": f"Meer {theme}", "thema": theme, "prioriteit": 2})
        for n, theme in enumerate(THEMES)
    ]
    yield [
        make(Besluit, {"kenmerk": f"b{n}", "orgaan": "algemeen bestuur", "datum": "2026-11-04", "tekst": "Doe het."})
        for n in range(opdrachten // 10)
    ]
    period = {"eenheid": "uren per jaar", "van": "2027-01-01", "tot": "2027-12-31"}
    offer = {"niveau": "III", "hoeveelheid": opdrachten * 12, **period}
    yield [
        make(Aanbod, {"organisatie": code, "nr": nr, "profiel": profile, **offer})
        for code in codes
        for nr, profile in enumerate(PROFILES, start=1)
    ]


def _desks(opdrachten: int) -> int:
    """So many pairs of a wethouder and an adviseur; one pair in 16 is of the region itself."""
    return 16 * (opdrachten // 64 + 1)


def _opdracht(nummer: str, status: Status, write: Writing) -> Record:
    n = int(nummer.partition("-")[2])
    return make(
        Opdracht,
        {
            "nummer": nummer, "titel": f"Opdracht {n}", "status": status, "van": "2027-01-04", "tot": "2027-12-17",
            "ambitie": f"a{n % 16}", "besluit": f"b{n // 11}" if n % 10 else None, "themas": ["een", "twee"][: n % 3],
            "aanleiding": write.text(4), "doel": write.text(1), "beoogd_resultaat": write.text(2),
            "afbakening_wel": write.perhaps("Alles."), "afbakening_niet": "Niets.", "samenhang": write.text(1),
            "mandaat": "niet nodig" if n % 3 else "nodig", "budget": n % 5 * 1000, "afronding": write.perhaps("Klaar."),
        },
    )  # fmt: skip


def _inside(n: int, nummer: str, desks: int, write: Writing) -> Iterator[Record]:
    """What stands in the n-th opdracht."""
    codes = [*map(str.lower, GEMEENTEN), "regio"]
    giver, taker = (n // 15 * 16 + n % 15) % desks, (n * 16 + 15) % desks
    people = [f"{function}-{desk}" for function in ("wethouder", "adviseur") for desk in (giver, taker)]
    rollen = [
        *zip(ROLLEN_VAN_PARTIJEN, people, strict=True),
        *((Rolnaam.VOORBEREIDER, person) for person in people[2:]),
    ]
    for rol, person in rollen:
        yield make(Rol, {"opdracht": nummer, "rol": rol, "persoon": person, "reden": write.perhaps("Zo besloten.")})
    for rol in ROLLEN_VAN_PARTIJEN[:2]:
        yield make(Ondertekening, {"opdracht": nummer, "rol": rol, "functie": "wethouder", "datum": "2026-12-20"})
    for nr in range(1, MILESTONES + 1):
        day, owner = write.day(), people[0] if nr % 7 else None
        result = {"datum": day, "resultaat": write.text(1), "eigenaar": owner}
        reached = "2027-02-01" if day < PEILDATUM and nr % 5 else None
        yield make(Mijlpaal, {"opdracht": nummer, "nr": nr, **result, "gehaald_op": reached})
    kinds = islice(cycle(Categorie), n, n + PRECONDITIONS)
    for nr, kind in enumerate(kinds, start=1):
        state = Stand.GEREGELD if nr % 4 else Stand.OPEN
        said = {"gevolg": write.perhaps(write.text(1)), "bewijs": write.perhaps(f"AB-2026-{n}")}
        given = {
            "tekst": write.text(1),
            "eigenaar": people[nr % 2 * 2],
            "uiterlijk": write.day(),
            "status": state,
            **said,
        }
        yield make(Randvoorwaarde, {"opdracht": nummer, "nr": nr, "categorie": kind, **given})
    for nr in range(1, HOURS + 1):
        who = {
            "organisatie": codes[(n + nr % 6 * 3) % 16],
            "profiel": PROFILES[nr % 4],
            "niveau": ("III", "IV")[nr % 2],
        }
        yield make(Inzet, {"opdracht": nummer, "nr": nr, **who, "hoeveelheid": 100 + n % 60, "eenheid": "uren"})
    for nr in range(INTERESTS):
        told = {name: write.perhaps(write.text(1)) for name in ("belang", "wens", "nodig")}
        given = {
            "deelname": "ja",
            **told,
            "contactpersoon": people[2] if nr else None,
            "besluit": write.perhaps("BW-31"),
        }
        yield make(Belang, {"opdracht": nummer, "organisatie": codes[(n + nr * 3) % 16], **given})
    for nr in range(1, CONVERSATIONS + 1):
        talk = {
            "datum": date(2027, nr, 1 + n % 28),
            "deelnemers": ["wethouder", "adviseur"],
            "afspraken": write.text(1),
        }
        tension = {"spanning": write.text(1) if n % 4 == nr else "", "opgelost_op": None if n % 3 else "2027-02-20"}
        yield make(Gesprek, {"opdracht": nummer, "nr": nr, **talk, **tension})


def floor(path: str) -> None:
    """Every row of every table, with bare sqlite3."""
    connection = sqlite3.connect(path)
    for table in TABLES:
        connection.execute(f"SELECT * FROM {table.enkelvoud}").fetchall()
    connection.close()


def load_and_check(register: Register) -> tuple[float, float, int]:
    """The seconds of loading and of checking, and how many findings there are."""
    with register.reading() as reader:
        loading, regio = timed(reader.region)
    forget()
    checking, found = timed(run, regio, PEILDATUM)
    return loading, checking, len(found)


def forget() -> None:
    """A command measures every text and every word for the first time."""
    for remembered in vars(language).values():
        getattr(remembered, "cache_clear", lambda: None)()
    language._dictionary().hd.cache.clear()  # pyphen remembers its words too


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
                loading, checking, findings = load_and_check(register)
                times.append((bare, loading, checking))
            bare, loading, checking = (statistics.median(column) for column in zip(*times[1:], strict=True))
            tracemalloc.start()
            load_and_check(register)
            memory = tracemalloc.get_traced_memory()[1] / 2**20
            tracemalloc.stop()
            print(
                f"{size:7,} opdrachten: sqlite3 {bare:6.3f} s   load {loading:6.3f} s   check {checking:6.3f} s   "
                f"together {(loading + checking) / bare:5.1f} x the floor, {findings} findings, {memory:.0f} MB at most"
            )


if __name__ == "__main__":
    main()
