"""What a template sees of a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from opdracht.plan import sentences
from opdracht.plan.model import Besluit
from opdracht.plan.report import Regel, Voorstel
from opdracht.region import Regio


def plan_context(regio: Regio, voorstel: Voorstel, day: date) -> dict[str, Any]:
    """The names for a template of a plan: `plan`, `document`, `regio`, and the text `nvt`."""
    rows = {str(besluit): [_row(regel) for regel in voorstel.of(besluit)] for besluit in Besluit}
    return {
        "plan": {
            **rows,
            "zin": sentences.summary(voorstel),
            "waarden": sentences.worths(voorstel),
            "bewijs": sentences.proof(voorstel),
            "alles": sentences.help_for_all(voorstel),
            "alles_waar": list(voorstel.alles.regels) if voorstel.alles else [],
            "overgeslagen": [
                {"nummer": nummer, "titel": regio.opdrachten[nummer].titel, "reden": reason}
                for nummer, reason in voorstel.overgeslagen.items()
            ],
            "opmerkingen": list(voorstel.opmerkingen),
        },
        "document": {"soort": "Plan", "datum": day, "versie": day.isoformat()},
        "regio": {"naam": regio.settings.regionaam},
        "nvt": "n.v.t.",
    }


def _row(regel: Regel) -> dict[str, Any]:
    van, tot = regel.datums or (None, None)
    return {
        "nummer": regel.nummer,
        "titel": regel.titel,
        "punten": regel.waarde,
        "gewenst_van": regel.wens[0],
        "gewenst_tot": regel.wens[1],
        "van": van,
        "tot": tot,
        "redenen": list(regel.redenen),
        "hulp": sentences.help_for(regel),
    }
