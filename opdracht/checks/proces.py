"""Angle P, the agreements on the process: who commissions whom, with whose hours, under which preconditions?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opdracht.capacity import asked_hours, offered_hours
from opdracht.checks.finding import Ernst, Found, rule
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Niveau, Rolnaam, Stand
from opdracht.dates import long_date
from opdracht.model import Opdracht, Rol
from opdracht.numbers import written
from opdracht.region import Regio

SIDES = (
    (Niveau.BESTUURLIJK, Rolnaam.BESTUURLIJK_OPDRACHTGEVER, Rolnaam.BESTUURLIJK_OPDRACHTNEMER),
    (Niveau.AMBTELIJK, Rolnaam.AMBTELIJK_OPDRACHTGEVER, Rolnaam.AMBTELIJK_OPDRACHTNEMER),
)


@rule("P101", Ernst.FOUT)
def hours_fit_supply(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P101: een organisatie zegt niet meer uren toe dan zij heeft (secretarissen: ambities hoger dan de capaciteit)."""
    if opdracht.van is None or opdracht.tot is None:
        return
    for code in dict.fromkeys(inzet.organisatie for inzet in regio.inzet[opdracht.nummer]):
        asked = asked_hours(regio, code, opdracht.van, opdracht.tot)
        offered = offered_hours(regio, code, opdracht.van, opdracht.tot)
        if asked > offered + 0.5:  # half an hour: what is printed is rounded to hours
            name = regio.organisaties[code].naam
            others = sorted(
                other.nummer
                for other in regio.asking
                if other is not opdracht and any(inzet.organisatie == code for inzet in regio.inzet[other.nummer])
            )
            together = f", samen met {', '.join(others[:3])}{' en meer' if others[3:] else ''}," if others else ""
            yield Found(
                f"{name} zegt in deze periode{together} {written(round(asked))} uur toe "
                f"en heeft {written(round(offered))} uur.",
                record=f"organisatie {code}",
                repair=f"opdracht list aanbod organisatie={code}",
            )


@rule("P102", Ernst.FOUT)
def hours_are_asked(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P102: een opdracht zegt wie er hoeveel uren aan werkt (secretarissen: stem de agenda af op de capaciteit)."""
    if not regio.inzet[opdracht.nummer]:
        repair = (
            f"opdracht add inzet opdracht={opdracht.nummer} organisatie=CODE profiel=projectleider "
            'hoeveelheid=100 eenheid="uren per jaar"'
        )
        yield Found("Er is geen inzet: wie werkt hier hoeveel uur aan?", repair=repair)


@rule("P201", Ernst.FOUT)
def roles_are_filled(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P201: de vier rollen zijn ingevuld (secretarissen: onduidelijk wie opdrachtgever en opdrachtnemer is)."""
    for rol in ROLLEN_VAN_PARTIJEN:
        if not _entries(regio, opdracht, rol):
            repair = f'opdracht add rol opdracht={opdracht.nummer} rol="{rol}" persoon=CODE'
            yield Found(f"Er is geen {rol}.", record=f"rol {opdracht.nummer}/{rol}", repair=repair)


@rule("P202", Ernst.FOUT)
def roles_have_one_person(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P202: elke rol heeft precies één persoon (secretarissen: onduidelijk wie wat doet; gedeeld is van niemand)."""
    for rol in ROLLEN_VAN_PARTIJEN:
        entries = _entries(regio, opdracht, rol)
        if len(entries) > 1:
            functions = " en ".join(regio.personen[entry.persoon].functie for entry in entries)
            key = f"{opdracht.nummer}/{rol}/{entries[-1].persoon}"
            yield Found(
                f"Er zijn {len(entries)} personen {rol}: {functions}. Kies er één.",
                record=f"rol {opdracht.nummer}/{rol}",
                repair=f'opdracht remove rol "{key}"',
            )


@rule("P203", Ernst.FOUT)
def roles_are_on_their_level(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P203: een bestuurlijke rol is van een bestuurder, een ambtelijke van een ambtenaar (secretarissen: richt beide in)."""
    for niveau, *sides in SIDES:
        for rol in sides:
            for persoon in regio.in_role(opdracht.nummer, rol):
                if persoon.niveau != niveau:
                    yield Found(
                        f"De {rol} ({persoon.functie}) werkt op {persoon.niveau} niveau.",
                        record=f"rol {opdracht.nummer}/{rol}/{persoon.code}",
                    )


@rule("P204", Ernst.WAARSCHUWING)
def sides_are_different_organisations(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P204: opdrachtgever en opdrachtnemer zijn van verschillende organisaties, of er staat waarom niet
    (secretarissen: wie is opdrachtgever)."""
    for niveau, giver, taker in SIDES:
        for one in _entries(regio, opdracht, giver):
            for other in _entries(regio, opdracht, taker):
                code = regio.personen[one.persoon].organisatie
                same = one.persoon != other.persoon and code == regio.personen[other.persoon].organisatie
                if same and not (one.reden.strip() or other.reden.strip()):
                    yield Found(
                        f"De {niveau}e opdrachtgever en opdrachtnemer zijn allebei van {regio.organisaties[code].naam}.",
                        record=f"rol {opdracht.nummer}/{taker}/{other.persoon}",
                    )


@rule("P205", Ernst.FOUT)
def nobody_is_on_both_sides(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P205: niemand is opdrachtgever en opdrachtnemer tegelijk zonder vastgelegde reden (secretarissen: wie is opdrachtgever)."""
    givers = [entry for _, giver, _ in SIDES for entry in _entries(regio, opdracht, giver)]
    takers = [entry for _, _, taker in SIDES for entry in _entries(regio, opdracht, taker)]
    for one in givers:
        for other in takers:
            if one.persoon == other.persoon and not (one.reden.strip() or other.reden.strip()):
                key = f"{opdracht.nummer}/{other.rol}/{other.persoon}"
                yield Found(
                    f"De {regio.personen[one.persoon].functie} is {one.rol} en {other.rol}, zonder reden.",
                    record=f"rol {key}",
                    repair=f'opdracht set rol "{key}" reden="..."',
                )


@rule("P301", Ernst.FOUT)
def there_is_a_precondition(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P301: een opdracht noemt haar randvoorwaarden (secretarissen: regel de bijbehorende randvoorwaarden)."""
    if not regio.randvoorwaarden[opdracht.nummer]:
        repair = f'opdracht add randvoorwaarde opdracht={opdracht.nummer} categorie=capaciteit tekst="..."'
        yield Found("Er is geen randvoorwaarde: wat moet er geregeld zijn?", repair=repair)


@rule("P302", Ernst.FOUT)
def preconditions_are_not_past_due(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P302: een randvoorwaarde is op haar datum geregeld (secretarissen: afspraken worden niet uitgevoerd)."""
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        waiting = voorwaarde.status in (Stand.OPEN, Stand.TOEGEZEGD)
        if waiting and voorwaarde.uiterlijk is not None and voorwaarde.uiterlijk < peildatum:
            key = f"{opdracht.nummer}/{voorwaarde.nr}"
            yield Found(
                f"Randvoorwaarde '{voorwaarde.categorie}' moest op {long_date(voorwaarde.uiterlijk)} geregeld zijn "
                f"en is {'nog open' if voorwaarde.status == Stand.OPEN else 'alleen toegezegd'}.",
                record=f"randvoorwaarde {key}",
                repair=f'opdracht set randvoorwaarde {key} status=geregeld bewijs="..."',
            )


def _entries(regio: Regio, opdracht: Opdracht, rol: Rolnaam) -> list[Rol]:
    return [entry for entry in regio.rollen[opdracht.nummer] if entry.rol == rol]
