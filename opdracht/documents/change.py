"""What the template `wijziging` sees: an agreement, and what differs between two of its versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def wijziging_context(agreement: Mapping[str, Any], wijziging: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The names for an addendum: those of the agreement as it becomes, and `wijziging` with was, wordt and waarom."""
    document = agreement["document"]
    return {
        **agreement,
        "document": {**document, "soort": "Wijziging", "datum": today, "versie": str(wijziging["naar_versie"])},
        "wijziging": dict(wijziging),
    }
