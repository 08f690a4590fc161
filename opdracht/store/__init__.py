"""The register's store: opening, transactions, versions of the tables, and the one way records are written.

Every change stands in the journal, in the same transaction; nobody who writes has to think of it.
"""

from opdracht.codec import values
from opdracht.store.reading import Reader, batched
from opdracht.store.register import Register
from opdracht.store.schema import head
from opdracht.store.writing import Writer

__all__ = ["Reader", "Register", "Writer", "batched", "head", "values"]
