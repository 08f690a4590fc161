"""What a template sees of a plan."""

from __future__ import annotations

from datetime import date

from opdracht.plan import sentences
from opdracht.plan.model import Keuze
from opdracht.plan.voorstel import Regel, Voorstel
from opdracht.region import Regio


def plan_context(regio: Regio, voorstel: Voorstel, day: date) -> dict[str, object]:
    """The names for a template of a plan: `plan`, `document`, `regio`, and the text `nvt`."""
    rows = {str(keuze): [_row(regel) for regel in voorstel.of(keuze)] for keuze in Keuze}
    return {
        "plan": {
            **rows,
            "zin": sentences.summary(voorstel),
            "waarden": sentences.worths(voorstel),
            "bewijs": sentences.proof(voorstel),
            "alles": sentences.help_for_all(voorstel),
            "alles_waar": list(voorstel.alles.waar) if voorstel.alles else [],
            "overgeslagen": [
                {"nummer": skipped.nummer, "titel": regio.opdrachten[skipped.nummer].titel, "reden": skipped.reden}
                for skipped in voorstel.overgeslagen
            ],
            "opmerkingen": list(voorstel.opmerkingen),
        },
        "document": {"soort": "Plan", "datum": day, "versie": day.isoformat()},
        "regio": {"naam": regio.settings.regionaam},
        "nvt": "n.v.t.",
    }


def _row(regel: Regel) -> dict[str, object]:
    return {
        "nummer": regel.nummer,
        "titel": regel.titel,
        "punten": regel.waarde,
        "gewenst_van": regel.gewenst_van,
        "gewenst_tot": regel.gewenst_tot,
        "van": regel.van,
        "tot": regel.tot,
        "redenen": list(regel.redenen),
        "hulp": sentences.help_for(regel),
    }
