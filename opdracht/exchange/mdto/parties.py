"""The organisaties of an opdracht as MDTO names them: with their TOOI identifier where government has given them one.

Source: TOOI, https://identifier.overheid.nl/tooi/id/, of which the codes are those of CBS.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from opdracht.choices import ROLLEN_VAN_PARTIJEN, Deelname, Soort
from opdracht.exchange.mdto.parts import Kenmerk, Verwijzing
from opdracht.model import Organisatie
from opdracht.region import Regio

_TOOI = "https://identifier.overheid.nl/tooi/id"
_IN_TOOI = {
    Soort.GEMEENTE: ("gemeente", "gm", 4),
    Soort.PROVINCIE: ("provincie", "pv", 2),
    Soort.WATERSCHAP: ("waterschap", "ws", 4),
}
"""Per kind of organisatie its word in TOOI, the letters of its code there, and how many digits follow."""


def tooi(organisatie: Organisatie) -> Kenmerk | None:
    """The TOOI identifier that its cbs_code gives: 'GM0758', 'gm 758' and '0758' are one gemeente."""
    if organisatie.soort not in _IN_TOOI or not organisatie.cbs_code:
        return None
    word, letters, digits = _IN_TOOI[organisatie.soort]
    code = re.fullmatch(rf"(?:{letters})? ?(\d{{1,{digits}}})", organisatie.cbs_code.strip(), re.IGNORECASE | re.ASCII)
    return Kenmerk(f"{_TOOI}/{word}/{letters}{code[1].zfill(digits)}", "TOOI") if code else None


def verwijzing(organisatie: Organisatie, regio: Regio, register: str) -> Verwijzing:
    """An organisatie by its name, and as it is known outside the region, or else by its code in the register.

    Its CBS code may have come to the region as it is now after something was agreed.
    """
    now = regio.organisaties.get(organisatie.code)
    kenmerk = tooi(organisatie) or (tooi(now) if now else None) or Kenmerk(organisatie.code, register)
    is_bare = organisatie.soort == Soort.GEMEENTE and "gemeente" not in organisatie.naam.lower()
    return Verwijzing(f"gemeente {organisatie.naam}" if is_bare else organisatie.naam, kenmerk)


def archiefvormers(regio: Regio, nummer: str) -> Sequence[Organisatie]:
    """The parties of an opdracht: the organisaties of its opdrachtgevers and opdrachtnemers."""
    persons = [persoon for rol in ROLLEN_VAN_PARTIJEN for persoon in regio.in_role(nummer, rol)]
    return [regio.organisaties[code] for code in dict.fromkeys(persoon.organisatie for persoon in persons)]


def betrokkenen(regio: Regio, nummer: str) -> Sequence[tuple[str, Organisatie]]:
    """Who is in an opdracht, each with what it is there: the four roles, who takes part, who works on it."""
    rollen = [(rol.value, persoon.organisatie) for rol in ROLLEN_VAN_PARTIJEN for persoon in regio.in_role(nummer, rol)]
    deelnemers = [
        ("deelnemer", belang.organisatie) for belang in regio.belangen[nummer] if belang.deelname == Deelname.JA
    ]
    werkers = [("levert uren", inzet.organisatie) for inzet in regio.inzet[nummer]]
    return [(rol, regio.organisaties[code]) for rol, code in dict.fromkeys([*rollen, *deelnemers, *werkers])]
