"""What was printed: which texts of agreed documents there were, and the files that the program wrote."""

from sqlalchemy import Text

from opdracht.fields import Datum, Naam, Nummer, Pad, Regel, Volgnummer
from opdracht.model.base import Record, field, refers


class Afdruk(Record, table=True):
    """That a version of an opdracht was printed in some text, known by its fingerprint (proof/text.py).

    A hint and no proof: it tells when a text was printed, and that it was, when the template has changed since.
    """

    meervoud = "afdrukken"
    in_files = False
    sleutel = ("vingerafdruk",)
    is_named = False
    known_by = ("sjabloon",)
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True),)

    vingerafdruk: Regel = field(key=True, fingerprint=True)
    opdracht: Nummer = field()
    versie: Volgnummer = field()
    sjabloon: Naam = field()
    gemaakt_op: Datum = field()


class Document(Record, table=True):
    """A file that the program wrote, of an opdracht or of the region; without `versie` it was no agreed text.

    Whether it is still there and still the same is asked of the disk (proof/printed.py).
    """

    meervoud = "documenten"
    in_files = False
    sleutel = ("pad",)
    comes_by = "Een document komt er met: opdracht render NUMMER"
    known_by = ("sjabloon",)
    __table_args__ = (refers("opdracht", "opdracht.nummer", owner=True),)

    pad: Pad = field(key=True, column=Text, listed=True)
    opdracht: Nummer | None = field(default=None, listed=True)
    versie: Volgnummer | None = field(default=None, listed=True)
    sjabloon: Naam = field(listed=True)
    sha256: Regel = field(fingerprint=True)
    vingerafdruk: Regel = field(default="", fingerprint=True)
    gemaakt_op: Datum = field(listed=True)
