"""The register's tables: one class per kind of record, with the Dutch names that templates, files and JSON show too.

Keys are the codes that people type. Records inside an opdracht (mijlpaal, inzet, ...) and the offers of an
organisatie are numbered within their owner: 2027-001/2. Every way in goes through `model_validate` (records.py);
the database repeats what it can as constraints.
"""

from opdracht.model.base import METADATA, Declaration, Record, Reference, declarations, fields_that, key_of, references
from opdracht.model.journaal import Mutatie, Wijziging
from opdracht.model.opdracht import (
    Belang,
    Gesprek,
    Inzet,
    Mijlpaal,
    Ondertekening,
    Opdracht,
    Randvoorwaarde,
    Rol,
    Statuswissel,
    Terzijde,
    Versie,
    Volgorde,
)
from opdracht.model.papier import Afdruk, Document
from opdracht.model.regio import Aanbod, Ambitie, Besluit, Foto, Instelling, Organisatie, Persoon, Plan

__all__ = [
    "CODED", "JOURNAL", "METADATA", "PARTS", "TABLES",
    "Aanbod", "Afdruk", "Ambitie", "Belang", "Besluit", "Declaration", "Document", "Foto", "Gesprek", "Instelling",
    "Inzet", "Mijlpaal", "Mutatie", "Ondertekening", "Opdracht", "Organisatie", "Persoon", "Plan", "Randvoorwaarde",
    "Record", "Reference", "Rol", "Statuswissel", "Terzijde", "Versie", "Volgorde", "Wijziging",
    "declarations", "fields_that", "key_of", "references",
]  # fmt: skip

TABLES: tuple[type[Record], ...] = (
    Organisatie, Persoon, Ambitie, Besluit, Aanbod, Opdracht, Volgorde,
    Rol, Mijlpaal, Randvoorwaarde, Inzet, Belang, Gesprek, Ondertekening, Statuswissel, Versie, Terzijde, Foto, Plan,
    Afdruk, Document, Instelling,
)  # fmt: skip
"""Every table of records, each after the ones it refers to."""

PARTS: tuple[type[Record], ...] = tuple(kind for kind in TABLES if kind.is_part)
"""The parts of an opdracht, in the order in which it is told."""

CODED: tuple[type[Record], ...] = (Organisatie, Persoon, Ambitie, Besluit, Opdracht)
"""The kinds with a code of their own, which others refer to by it."""

JOURNAL: tuple[type[Record], ...] = (Wijziging, Mutatie)
"""The tables that hold what happened to the others; only the store writes them."""
