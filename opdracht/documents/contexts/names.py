"""Persons' names on paper: a region in which nobody has one, for documents that show functions only."""

from dataclasses import replace

from opdracht.model import Gesprek, Persoon
from opdracht.region import Grouped, Regio


def without_names(regio: Regio) -> Regio:
    """The same region without the names and addresses of persons; their functions stay.

    Where a gesprek names a known person among those present, the function stands instead. Other texts are kept as they are.
    """
    functions = {persoon.naam: persoon.functie for persoon in regio.personen.values() if persoon.naam}
    if not functions and not any(persoon.email for persoon in regio.personen.values()):
        return regio
    return replace(
        regio,
        personen={code: _nameless(persoon) for code, persoon in regio.personen.items()},
        gesprekken=Grouped(
            (_without(functions, gesprek) for of_one in regio.gesprekken.values() for gesprek in of_one), "opdracht"
        ),
    )


def _nameless(persoon: Persoon) -> Persoon:
    return Persoon(code=persoon.code, functie=persoon.functie, organisatie=persoon.organisatie, niveau=persoon.niveau)


def _without(functions: dict[str, str], gesprek: Gesprek) -> Gesprek:
    present = [functions.get(who, who) for who in gesprek.deelnemers]
    return Gesprek(**{name: getattr(gesprek, name) for name in Gesprek.model_fields} | {"deelnemers": present})
