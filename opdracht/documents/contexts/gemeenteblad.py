"""What the template `gemeenteblad` sees: what one organisatie gets from the region, gives to it and still has to do."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date

from opdracht.choices import Deelname, Niveau, Soort
from opdracht.documents import Context
from opdracht.documents.contexts.agreement import shown
from opdracht.documents.contexts.hours import ProfielUren, asked_by, balances, year
from opdracht.dutch import short_date, written
from opdracht.model import Belang, Opdracht, Organisatie, Persoon, Randvoorwaarde
from opdracht.region import Regio

LOWEST = 6  # below every prioriteit: an opdracht without one comes last
ROOM = 10  # opdrachten and randvoorwaarden together that one A4 holds


def gemeente_context(regio: Regio, code: str, today: date) -> Context:
    """The names for the one page of an organisatie."""
    opdrachten = _taking_part(regio, code)
    last = max((o.tot.year for o in opdrachten if o.tot), default=today.year)
    by_year = {number: balances(regio, code, year(number)) for number in range(today.year, last + 1)}
    asked_in = [number for number, lines in by_year.items() if any(line.gevraagd for line in lines)]
    first = asked_in[0] if asked_in else today.year
    profiles = by_year.get(first, [])
    return {
        "organisatie": {**shown(regio, Organisatie, code), "inwoners": regio.organisaties[code].inwoners},
        "document": {"soort": "Gemeenteblad", "datum": today, "versie": today.isoformat()},
        "regio": {"naam": regio.settings.regionaam},
        "nvt": "n.v.t.",
        "jaar": str(first),
        "opdrachten": [_opdracht(regio, code, opdracht, first) for opdracht in opdrachten],
        "ambities": list(dict.fromkeys(regio.ambities[o.ambitie].titel for o in opdrachten if o.ambitie)),
        "profielen": [asdict(line) for line in profiles],
        "uren": _total(profiles),
        "later": [{"jaar": str(number), **_total(by_year[number])} for number in asked_in[1:]],
        "mensen": _people(regio, code, opdrachten),
        "nog_te_doen": _to_do(regio, code, opdrachten, profiles, str(first)),
    }


def _total(lines: Sequence[ProfielUren]) -> dict[str, int]:
    return {name: sum(getattr(line, name) for line in lines) for name in ("gevraagd", "geboden", "tekort")}


def _taking_part(regio: Regio, code: str) -> list[Opdracht]:
    """The opdrachten that an organisatie takes part in, gives hours to or has a role in; the first in priority first."""
    people = {persoon.code for persoon in regio.personen.values() if persoon.organisatie == code}
    return sorted(
        (
            opdracht
            for opdracht in regio.asking
            if any(b.organisatie == code and b.deelname != Deelname.NEE for b in regio.belangen[opdracht.nummer])
            or any(inzet.organisatie == code for inzet in regio.inzet[opdracht.nummer])
            or any(rol.persoon in people for rol in regio.rollen[opdracht.nummer])
        ),
        key=lambda opdracht: (opdracht.prioriteit or LOWEST, opdracht.nummer),
    )


def _belang(regio: Regio, code: str, opdracht: Opdracht) -> Belang | None:
    return next((b for b in regio.belangen[opdracht.nummer] if b.organisatie == code), None)


def _deelname(regio: Regio, code: str, opdracht: Opdracht) -> Deelname:
    """Whether it takes part. Only a gemeente has to say so: the regional body works on what it is asked."""
    belang = _belang(regio, code, opdracht)
    if belang is not None:
        return belang.deelname
    return Deelname.ONBEKEND if regio.organisaties[code].soort == Soort.GEMEENTE else Deelname.JA


def _opdracht(regio: Regio, code: str, opdracht: Opdracht, number: int) -> Context:
    belang = _belang(regio, code, opdracht)
    return {
        "nummer": opdracht.nummer,
        "titel": opdracht.titel,
        "status": opdracht.status,
        "van": opdracht.van,
        "tot": opdracht.tot,
        "ambitie": regio.ambities[opdracht.ambitie].titel if opdracht.ambitie else "",
        "deelname": _deelname(regio, code, opdracht),
        "belang": belang.belang if belang else "",
        "nodig": belang.nodig if belang else "",
        "uren": asked_by(regio, opdracht.nummer, code, year(number)),
    }


def _people(regio: Regio, code: str, opdrachten: Sequence[Opdracht]) -> list[Context]:
    """The persons of an organisatie who do something in its opdrachten, each with what and in which."""
    doing: dict[str, dict[str, list[str]]] = {}
    for opdracht in opdrachten:
        belang = _belang(regio, code, opdracht)
        as_contact = [(belang.contactpersoon, "contactpersoon")] if belang and belang.contactpersoon else []
        in_a_role = [(rol.persoon, str(rol.rol)) for rol in regio.rollen[opdracht.nummer]]
        for person, what in [*in_a_role, *as_contact]:
            if regio.personen[person].organisatie == code or what == "contactpersoon":
                doing.setdefault(person, {}).setdefault(what, []).append(opdracht.nummer)
    return [
        {
            "persoon": shown(regio, Persoon, person),
            "taken": [{"rol": what, "nummers": numbers} for what, numbers in tasks.items()],
        }
        for person, tasks in sorted(doing.items(), key=lambda item: _bestuur_first(regio, item[0]))
    ]


def _bestuur_first(regio: Regio, code: str) -> tuple[bool, str]:
    return regio.personen[code].niveau != Niveau.BESTUURLIJK, code


def _to_do(
    regio: Regio, code: str, opdrachten: Sequence[Opdracht], profiles: Sequence[ProfielUren], jaar: str
) -> list[Context]:
    """What is still open, by subject; a subject with nothing left to do is left out."""
    undecided = (o for o in opdrachten if _deelname(regio, code, o) == Deelname.ONBEKEND)
    stated = [(o, belang) for o in opdrachten if (belang := _belang(regio, code, o))]
    joining = [(o, belang) for o, belang in stated if belang.deelname == Deelname.JA]
    is_gemeente = regio.organisaties[code].soort == Soort.GEMEENTE
    points = {
        "Zeggen of wij meedoen": _numbers(undecided),
        "Zelf besluiten": _numbers(o for o, b in joining if is_gemeente and not b.besluit),
        "Zeggen wat het ons oplevert": _numbers(o for o, b in joining if not b.belang),
        "Zeggen wat wij nodig hebben": _numbers(o for o, b in joining if b.wens and not b.nodig),
        "Een contactpersoon noemen": _numbers(o for o, b in joining if not b.contactpersoon),
        "Randvoorwaarden regelen": _conditions(regio, code, opdrachten),
        f"Uren vinden in {jaar}": [
            f"{line.profiel}: {written(line.tekort)} uur te weinig" for line in profiles if line.tekort
        ],
    }
    return [{"onderwerp": subject, "punten": todo} for subject, todo in points.items() if todo]


def _numbers(opdrachten: Iterator[Opdracht]) -> list[str]:
    numbers = ", ".join(opdracht.nummer for opdracht in opdrachten)
    return [numbers] if numbers else []


def _conditions(regio: Regio, code: str, opdrachten: Sequence[Opdracht]) -> list[str]:
    open_ones = sorted(
        (
            voorwaarde
            for opdracht in opdrachten
            for voorwaarde in regio.randvoorwaarden[opdracht.nummer]
            if not voorwaarde.status.is_settled
            and voorwaarde.eigenaar
            and regio.personen[voorwaarde.eigenaar].organisatie == code
        ),
        key=lambda voorwaarde: (voorwaarde.uiterlijk or date.max, voorwaarde.opdracht, voorwaarde.nr),
    )
    first = open_ones[: max(ROOM - len(opdrachten), 1)]
    more = len(open_ones) - len(first)
    return [_condition(voorwaarde) for voorwaarde in first] + ([f"en nog {more} andere"] if more else [])


def _condition(voorwaarde: Randvoorwaarde) -> str:
    by = f", uiterlijk {short_date(voorwaarde.uiterlijk)}" if voorwaarde.uiterlijk else ""
    return f"{voorwaarde.opdracht}{by}: {voorwaarde.tekst}"
