"""What is an organisatie's own to say: which records, and which of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from opdracht.choices import Status
from opdracht.codec import Fields
from opdracht.exchange.workbook.keys import Key, Standing
from opdracht.model import Aanbod, Belang, Opdracht, Persoon, Randvoorwaarde, Record, declarations

KINDS: tuple[type[Record], ...] = (Belang, Aanbod, Randvoorwaarde, Persoon)
"""What is asked, in the order of the sheets."""
CAN_BE_NEW: tuple[type[Record], ...] = (Belang, Aanbod, Persoon)
CAN_GO: tuple[type[Record], ...] = (Aanbod,)
ASKED_ABOUT = (Status.VOORGESTELD, Status.VASTGESTELD, Status.LOPEND)
"""The opdrachten of which is asked who takes part."""

ASKED_OF, ROUND, ALL_ASKED = "uitvraag", "ronde", "gevraagd"
"""What the origin of a workbook says besides: of whom it was asked, on which day, and who else was."""


@cache
def own_fields(kind: type[Record]) -> frozenset[str]:
    """The fields that an organisatie fills in itself.

    Of what is its own all but the key and whose it is; of a randvoorwaarde that its people own, what was not agreed.
    """
    told = declarations(kind)
    if kind.of_organisation:
        return frozenset(name for name in told if name not in (*kind.sleutel, kind.of_organisation))
    return frozenset(name for name in told if name not in kind.sleutel and not told[name].agreed)


def is_own(kind: type[Record], fields: Fields, organisatie: str, persons: Mapping[Key, Fields]) -> bool:
    """Whether a record is that of an organisatie; `persons` are those of the register."""
    if kind.of_organisation:
        return bool(fields[kind.of_organisation] == organisatie)
    owner = persons.get((fields.get("eigenaar") or "",))
    return owner is not None and owner["organisatie"] == organisatie


def is_asked_about(fields: Fields, opdrachten: Mapping[Key, Fields]) -> bool:
    """Whether a record is of no opdracht, or of one that is asked about."""
    nummer = fields.get("opdracht")
    opdracht = opdrachten.get((nummer,)) if nummer else None
    return not nummer or (opdracht is not None and opdracht["status"] in ASKED_ABOUT)


def own(standing: Standing, kind: type[Record], organisatie: str) -> dict[Key, Fields]:
    """The records of a kind that are an organisatie's own, of opdrachten that are asked about."""
    persons, opdrachten = standing[Persoon], standing[Opdracht]
    return {
        key: fields
        for key, fields in standing[kind].items()
        if is_own(kind, fields, organisatie, persons) and is_asked_about(fields, opdrachten)
    }
