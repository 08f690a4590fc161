"""The closed lists of the field: the words a record may use. Each is a str, so it compares equal to the text stored."""

from __future__ import annotations

from enum import StrEnum


class Soort(StrEnum):
    GEMEENTE = "gemeente"
    REGIO = "regio"
    PROVINCIE = "provincie"
    WATERSCHAP = "waterschap"
    OVERIG = "overig"


class Niveau(StrEnum):
    BESTUURLIJK = "bestuurlijk"
    AMBTELIJK = "ambtelijk"


class Zwaarte(StrEnum):
    """The level of a profiel, like HR21: I is the highest."""

    I = "I"  # noqa: E741 - HR21 writes its highest level as this letter
    II = "II"
    III = "III"
    IV = "IV"
    V = "V"


class Eenheid(StrEnum):
    UREN = "uren"
    UREN_PER_JAAR = "uren per jaar"
    FTE = "fte"
    UREN_PER_WEEK = "uren per week"
    DAGDELEN_PER_WEEK = "dagdelen per week"


class Status(StrEnum):
    CONCEPT = "concept"
    VOORGESTELD = "voorgesteld"
    VASTGESTELD = "vastgesteld"
    LOPEND = "lopend"
    AFGEROND = "afgerond"
    INGETROKKEN = "ingetrokken"

    @property
    def is_draft(self) -> bool:
        """Not agreed yet: its text and dates may still change without a new version."""
        return self in (Status.CONCEPT, Status.VOORGESTELD)

    @property
    def is_under_way(self) -> bool:
        """Agreed and not at its end: it takes the hours that it asks."""
        return self in (Status.VASTGESTELD, Status.LOPEND)

    @property
    def is_agreed(self) -> bool:
        """Agreed, also when it is finished."""
        return self.is_under_way or self == Status.AFGEROND

    @property
    def is_on_the_table(self) -> bool:
        """Put forward or agreed, and not at its end: others reckon with it."""
        return self.is_under_way or self == Status.VOORGESTELD

    @property
    def asks_hours(self) -> bool:
        """Everything but what is finished or withdrawn."""
        return self not in (Status.AFGEROND, Status.INGETROKKEN)


UNDER_WAY = frozenset(status for status in Status if status.is_under_way)


class Rolnaam(StrEnum):
    BESTUURLIJK_OPDRACHTGEVER = "bestuurlijk opdrachtgever"
    BESTUURLIJK_OPDRACHTNEMER = "bestuurlijk opdrachtnemer"
    AMBTELIJK_OPDRACHTGEVER = "ambtelijk opdrachtgever"
    AMBTELIJK_OPDRACHTNEMER = "ambtelijk opdrachtnemer"
    VOORBEREIDER = "voorbereider"
    ADVISEUR = "adviseur"
    EIGENAAR = "eigenaar"


class Categorie(StrEnum):
    MANDAAT = "mandaat"
    BESLUITVORMING = "besluitvorming"
    CAPACITEIT = "capaciteit"
    KWALITEIT = "kwaliteit"
    GELD = "geld"
    INFORMATIE = "informatie"
    DRAAGVLAK = "draagvlak"
    JURIDISCH = "juridisch"
    EXTERNE_PARTNER = "externe partner"
    AFHANKELIJKHEID = "afhankelijkheid"


class Stand(StrEnum):
    """How far a randvoorwaarde is."""

    OPEN = "open"
    TOEGEZEGD = "toegezegd"
    GEREGELD = "geregeld"
    NIET_HAALBAAR = "niet haalbaar"
    VERVALLEN = "vervallen"

    @property
    def is_waiting(self) -> bool:
        """It may still come, and has not."""
        return self in (Stand.OPEN, Stand.TOEGEZEGD)

    @property
    def is_settled(self) -> bool:
        """Nobody needs to do anything for it any more. What is not haalbaar is not settled: people must decide on it."""
        return self in (Stand.GEREGELD, Stand.VERVALLEN)


class Deelname(StrEnum):
    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


class Dekking(StrEnum):
    BINNEN_BEGROTING = "binnen begroting"
    WIJZIGING_NODIG = "wijziging nodig"


class Mandaat(StrEnum):
    NIET_NODIG = "niet nodig"
    NODIG = "nodig"
    VERLEEND = "verleend"


class Ondertekenniveau(StrEnum):
    """How strong an electronic signature is (eIDAS); the program itself never signs."""

    GEWOON = "gewoon"
    GEAVANCEERD = "geavanceerd"
    GEKWALIFICEERD = "gekwalificeerd"


class Openbaar(StrEnum):
    JA = "ja"
    NEE = "nee"
    DEELS = "deels"


ROLLEN_VAN_PARTIJEN = (
    Rolnaam.BESTUURLIJK_OPDRACHTGEVER,
    Rolnaam.BESTUURLIJK_OPDRACHTNEMER,
    Rolnaam.AMBTELIJK_OPDRACHTGEVER,
    Rolnaam.AMBTELIJK_OPDRACHTNEMER,
)
"""The four roles that must be filled, by one person each."""
