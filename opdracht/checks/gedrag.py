"""Angle G, behaviour and culture: does somebody own it, is the good conversation held, does everybody count?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opdracht.checks.finding import Ernst, Found, rule
from opdracht.choices import Stand
from opdracht.model import Opdracht
from opdracht.region import Regio


@rule("G101", Ernst.FOUT)
def preconditions_have_an_owner(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """G101: elke randvoorwaarde heeft een eigenaar (secretarissen: onvoldoende eigenaarschap, reactief)."""
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.eigenaar is None and voorwaarde.status != Stand.VERVALLEN:
            key = f"{opdracht.nummer}/{voorwaarde.nr}"
            yield Found(
                f"Randvoorwaarde '{voorwaarde.categorie}' heeft geen eigenaar.",
                record=f"randvoorwaarde {key}",
                repair=f"opdracht set randvoorwaarde {key} eigenaar=CODE",
            )
