"""Prints a register with a record of every kind as SQL: python -m tests.registers.make > tests/registers/0001.sql"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from opdracht.actions.imports import import_region
from opdracht.actions.records import change, configure
from opdracht.agreed.freezing import freeze
from opdracht.codec import as_text
from opdracht.exchange.export import as_yaml
from opdracht.model import Afdruk, Document, Foto, Persoon, Plan, Record, Terzijde
from opdracht.plan.voorstel import Uitkomst, Voorstel
from opdracht.proof.text import Part, fingerprint
from opdracht.records import make
from opdracht.store import Register
from tests.builders import a_region, an_agreement

TODAY = date(2026, 11, 23)
PLAN = as_text(Voorstel(Uitkomst.BEWEZEN, 10.0, 10.0, 0.0, 10.0, 10.0, 10.0, 10.0).data())
SECOND_TITLE = 'Vervolg <&> "kaart" 🗺'


def fill(register: Register) -> Register:
    """Put a record of every kind in a new register, and something in its journal that changed and something that went."""
    first = an_agreement(
        besluit="AB-1",
        gesprekken=[{"datum": "2027-02-01", "deelnemers": ["wethouder", "secretaris"], "afspraken": "Door."}],
        belangen=[{"organisatie": "moerdijk", "deelname": "ja", "belang": "Bedrijven groeien."}],
        ondertekeningen=[
            {
                "versie": "1",
                "rol": "ambtelijk opdrachtgever",
                "functie": "gemeentesecretaris",
                "datum": "2027-01-10",
            }
        ],
        statuswissels=[{"van": "concept", "naar": "voorgesteld", "datum": "2026-12-01", "door": "secretaris"}],
    )
    second = an_agreement("2027-002", titel=SECOND_TITLE, na=["2027-001"], themas=["net; stroom", "é"])
    decision = {"kenmerk": "AB-1", "orgaan": "algemeen bestuur", "datum": "2026-11-04", "tekst": "Maak een kaart."}
    content = as_yaml(a_region(first, second, besluiten=[{**decision, "ambitie": "stroom"}])).encode()
    import_region(register, content, "regio.yaml", year=TODAY.year, as_history=True)
    configure(register, "uren_per_fte", "1425")
    change(register, "opdracht", "2027-001", {"budget": "12500", "waarde": "2.5"})
    with register.writing() as writer:
        freeze(writer, "2027-001", TODAY)
        for record in _printed_and_kept():
            writer.insert([record])
    with register.writing() as writer:
        writer.rename(Persoon, "secretaris", "gemeentesecretaris")
    return register


def _printed_and_kept() -> list[Record]:
    text = [Part("alinea 1", "Bestuurlijke opdracht 2027-001", "tekst", False)]
    printed = {"opdracht": "2027-001", "versie": 1, "sjabloon": "bestuurlijke-opdracht", "gemaakt_op": TODAY}
    return [
        make(Afdruk, {**printed, "vingerafdruk": fingerprint(text)}),
        make(Document, {**printed, "pad": "/register/2027-001.docx", "sha256": "0" * 64, "vingerafdruk": fingerprint(text)}),
        make(Terzijde, {"code": "A105", "opdracht": "2027-001", "plaats": "opdracht 2027-001", "reden": "Zo besloten.",
                        "door": "secretaris", "datum": TODAY, "meting": ""}),
        make(Foto, {"datum": TODAY, "code": "A105", "aantal": 1}),
        make(Plan, {"naam": "voorjaar", "datum": TODAY, "inhoud": PLAN}),
    ]  # fmt: skip


def main() -> None:
    """Print it, written by nobody in particular."""
    os.environ.update(OPDRACHT_WIE="Anne de Wit", LOGNAME="anne", OPDRACHT_VANDAAG=TODAY.isoformat())
    with tempfile.TemporaryDirectory() as folder:
        register = Register.at(str(Path(folder) / "register.db"))
        register.create()
        fill(register)
        with closing(sqlite3.connect(register.path)) as connection:
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            print("\n".join(connection.iterdump()))


if __name__ == "__main__":
    main()
