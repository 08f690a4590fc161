"""What was printed: the texts of agreed documents, and the files that the program wrote."""

from sqlalchemy import CheckConstraint, Text

from opdracht.fields import Datum, Naam, Nummer, Regel, Volgnummer
from opdracht.model.base import Record, field, refers, text_field


class Afdruk(Record, table=True):
    """A text in which a version of an opdracht was printed, known by its fingerprint (proof/text.py).

    It is kept because a template may change after a document was signed. `geschoond` is the sha256 of `tekst` since a
    person was forgotten in it; the fingerprint stays that of what was printed.
    """

    meervoud = "afdrukken"
    in_files = False
    sleutel = ("vingerafdruk",)
    is_named = False
    known_by = ("sjabloon",)
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True),)

    vingerafdruk: Regel = field(key=True)
    opdracht: Nummer = field()
    versie: Volgnummer = field()
    sjabloon: Naam = field()
    gemaakt_op: Datum = field()
    tekst: str = text_field(default=..., prose=False, holds_json=True)
    geschoond: Naam | None = field(default=None)


class Document(Record, table=True):
    """A file that the program wrote, of an opdracht or of the region; without `versie` it was no agreed text.

    Whether it is still there and still the same is asked of the disk (proof/printed.py).
    """

    meervoud = "documenten"
    in_files = False
    sleutel = ("pad",)
    comes_by = "Een document komt er met: opdracht render NUMMER"
    known_by = ("sjabloon",)
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True), CheckConstraint("versie >= 1", name="versie"))

    pad: str = field(key=True, column=Text, listed=True)
    opdracht: Nummer | None = field(default=None, listed=True)
    versie: Volgnummer | None = field(default=None, listed=True)
    sjabloon: Naam = field(listed=True)
    sha256: Regel = field()
    vingerafdruk: Regel = field(default="")
    gemaakt_op: Datum = field(listed=True)
