"""What was printed: the texts of agreed documents, and the files that the program wrote."""

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from opdracht.fields import Datum, GeenGetal, GeenNaam, GeenNummer, Naam, Nummer, Regel, Volgnummer
from opdracht.model.base import Record, refers


class Afdruk(Record, table=True):
    """A text in which a version of an opdracht was printed, known by its fingerprint (documents/text.py).

    It is kept because a template may change after a document was signed. `geschoond` is the sha256 of `tekst` since a
    person was forgotten in it; the fingerprint stays that of what was printed.
    """

    meervoud = "afdrukken"
    sleutel = ("vingerafdruk",)
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True),)

    vingerafdruk: Regel = Field(primary_key=True)
    opdracht: Nummer
    versie: Volgnummer
    sjabloon: Naam
    gemaakt_op: Datum
    tekst: str = Field(sa_type=Text)
    geschoond: GeenNaam = None


class Document(Record, table=True):
    """A file that the program wrote, of an opdracht or of the region; without `versie` it was no agreed text.

    Whether it is still there and still the same is asked of the disk (actions/printed.py).
    """

    meervoud = "documenten"
    sleutel = ("pad",)
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True), CheckConstraint("versie >= 1", name="versie"))

    pad: str = Field(primary_key=True, sa_type=Text)
    opdracht: GeenNummer = None
    versie: GeenGetal = None
    sjabloon: Naam
    sha256: Regel
    vingerafdruk: Regel = ""
    gemaakt_op: Datum
