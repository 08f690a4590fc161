"""Hours for the sake of argument, as people type them: 'moerdijk projectleider +0,5 fte vanaf 1-7-2027'."""

from __future__ import annotations

import re
from datetime import date

from opdracht.capacity.lines import hours_a_year, profiel_key, spelled
from opdracht.choices import Eenheid, Zwaarte
from opdracht.dutch import parse_date
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.fields import amount
from opdracht.plan.grid import begin_of, end_of
from opdracht.plan.region import Extra
from opdracht.region import Regio
from opdracht.suggest import did_you_mean

EXAMPLE = 'Schrijf bijvoorbeeld: --what-if "moerdijk projectleider +0,5 fte vanaf 1-7-2027"'

_UNITS = "|".join(sorted(Eenheid, key=len, reverse=True)).replace(" ", r"\s+")
_FORM = re.compile(
    rf"(?P<wie>.*?)\s*(?P<teken>[+\-−–])?\s*(?P<getal>\d[\d.,]*|[.,]\d+)\s*(?P<eenheid>{_UNITS})"
    r"(?:\s+(?:from|vanaf|van)\s+(?P<van>.+?))?(?:\s+(?:until|tot en met|t/m|tot)\s+(?P<tot>.+?))?\s*",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"(?P<profiel>.*?)\s+niveau\s+(?P<niveau>\S+)", re.IGNORECASE)


def read(text: str, regio: Regio) -> Extra:
    """The hours that a text adds to the offer, or takes off it. Raises UsageFault with what is wrong with it,
    and OpdrachtError for an organisatie or a profiel that is not there."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise UsageFault(f"--what-if: '{text}' is niet te lezen.", EXAMPLE)
    organisatie, rest = _organisatie(match["wie"].strip(), regio)
    niveau = Zwaarte.I
    if level := _LEVEL.fullmatch(rest):
        rest, niveau = level["profiel"], _niveau(level["niveau"])
    profiel = _profiel(rest, regio)
    van, tot = (_day(match[name]) for name in ("van", "tot"))
    if van and tot and van > tot:
        raise UsageFault(f"--what-if: in '{text}' ligt het einde voor het begin.", EXAMPLE)
    try:
        number = amount(match["getal"])
    except ValueError as error:
        raise UsageFault(f"--what-if: {error}", EXAMPLE) from None
    unit = Eenheid(" ".join(match["eenheid"].lower().split()))
    if unit != Eenheid.UREN:
        number = hours_a_year(number, unit, regio.settings)
    elif van and tot:
        number = number * 12 / (end_of(tot, 0) - begin_of(van, 0))
    else:
        raise UsageFault(f"--what-if: bij '{text}' hoort een begin en een einde.", "Voeg toe: vanaf DATUM tot DATUM")
    sign = -1 if match["teken"] and match["teken"] != "+" else 1
    return Extra(organisatie, profiel, sign * number, niveau, van, tot)


def _organisatie(text: str, regio: Regio) -> tuple[str, str]:
    """The code of the organisatie that a text begins with, and the rest."""
    names = {name.casefold(): o.code for o in regio.organisaties.values() for name in (o.naam, o.code)}
    for name in sorted(names, key=len, reverse=True):
        if text.casefold().startswith(name) and text[len(name) : len(name) + 1].isspace():
            return names[name], text[len(name) :].strip()
    first, _, rest = text.partition(" ")
    if first.casefold() in names or not rest:
        raise UsageFault(f"--what-if: in '{text}' ontbreekt de organisatie of het profiel.", EXAMPLE)
    raise OpdrachtError(
        f"--what-if: er is geen organisatie '{first}'. {did_you_mean(first, names)}".rstrip(),
        "Bekijk wat er is met: opdracht list organisaties",
    )


def _profiel(name: str, regio: Regio) -> str:
    profielen = spelled(regio)
    if (key := profiel_key(name)) not in profielen:
        raise OpdrachtError(
            f"--what-if: niemand vraagt of biedt profiel '{name}'. {did_you_mean(name, profielen)}".rstrip(),
            f"Deze profielen zijn er: {', '.join(sorted(profielen))}." if profielen else "",
        )
    return key


def _niveau(text: str) -> Zwaarte:
    try:
        return Zwaarte(text.upper())
    except ValueError:
        raise UsageFault(f"--what-if: '{text}' is geen niveau.", "Kies I, II, III, IV of V.") from None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return parse_date(text)
    except ValueError as error:
        raise UsageFault(f"--what-if: {error}", EXAMPLE) from None
