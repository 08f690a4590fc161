"""Angle P, the agreements on the process: who commissions whom?

Whose hours it takes stands in uren.py; whether each gemeente carries it on in deelname.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import product

from opdracht.checks.finding import UNDER_WAY, Ernst, Found, region_rule, rule
from opdracht.checks.saying import says_nothing
from opdracht.checks.tijd import most_at_once
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Niveau, Rolnaam
from opdracht.dutch import joined, long_date, written
from opdracht.model import Opdracht, Rol
from opdracht.region import Regio

SIDES = (
    (Niveau.BESTUURLIJK, Rolnaam.BESTUURLIJK_OPDRACHTGEVER, Rolnaam.BESTUURLIJK_OPDRACHTNEMER),
    (Niveau.AMBTELIJK, Rolnaam.AMBTELIJK_OPDRACHTGEVER, Rolnaam.AMBTELIJK_OPDRACHTNEMER),
)


@rule("P201", Ernst.FOUT)
def roles_are_filled(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P201: de vier rollen zijn ingevuld (secretarissen: onduidelijk wie opdrachtgever en opdrachtnemer is).

    Keten: verbinding
    Fout: De ambtelijk opdrachtnemer volgt nog.
    Goed: Ambtelijk opdrachtnemer is de programmamanager Economie van de regio.
    Herstel: Vul de rol in met 'opdracht add rol'.
    """
    for rol in ROLLEN_VAN_PARTIJEN:
        if not regio.entries(opdracht.nummer, rol):
            repair = f'opdracht add rol opdracht={opdracht.nummer} rol="{rol}" persoon=CODE'
            yield Found(f"Er is geen {rol}.", record=f"rol {opdracht.nummer}/{rol}", repair=repair)


@rule("P202", Ernst.FOUT)
def roles_have_one_person(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P202: elke rol heeft precies één persoon (secretarissen: onduidelijk wie wat doet; gedeeld is van niemand).

    Keten: verbinding
    Fout: De secretarissen van Moerdijk en Breda zijn samen ambtelijk opdrachtgever.
    Goed: De secretaris van Moerdijk is ambtelijk opdrachtgever; die van Breda is adviseur.
    Herstel: Kies één persoon en haal de ander weg met 'opdracht remove rol'.
    """
    for rol in ROLLEN_VAN_PARTIJEN:
        entries = regio.entries(opdracht.nummer, rol)
        if len(entries) > 1:
            functions = " en ".join(regio.personen[entry.persoon].functie for entry in entries)
            key = f"{opdracht.nummer}/{rol}/{entries[-1].persoon}"
            yield Found(
                f"Er zijn {len(entries)} personen {rol}: {functions}. Kies er één.",
                record=f"rol {opdracht.nummer}/{rol}",
                repair=f'opdracht remove rol "{key}"',
                measured=sorted(regio.personen[entry.persoon].functie for entry in entries),
            )


@rule("P203", Ernst.FOUT)
def roles_are_on_their_level(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P203: een bestuurlijke rol is van een bestuurder, een ambtelijke van een ambtenaar (secretarissen: richt beide in).

    Keten: verbinding
    Fout: Bestuurlijk opdrachtgever is de gemeentesecretaris.
    Goed: Bestuurlijk opdrachtgever is de wethouder; de gemeentesecretaris is ambtelijk opdrachtgever.
    Herstel: Vervang de persoon met 'opdracht remove rol' en 'opdracht add rol'.
    """
    for niveau, *sides in SIDES:
        for rol in sides:
            for persoon in regio.in_role(opdracht.nummer, rol):
                if persoon.niveau != niveau:
                    yield Found(
                        f"De {rol} ({persoon.functie}) werkt op {persoon.niveau} niveau.",
                        record=f"rol {opdracht.nummer}/{rol}/{persoon.code}",
                        repair=f'opdracht remove rol "{opdracht.nummer}/{rol}/{persoon.code}"',
                        measured=(persoon.functie, persoon.niveau),
                    )


@rule("P204", Ernst.WAARSCHUWING)
def sides_are_different_organisations(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P204: opdrachtgever en opdrachtnemer zijn van verschillende organisaties, of er staat waarom niet
    (secretarissen: wie is opdrachtgever).

    Keten: verbinding
    Fout: De directeur van de regio geeft een opdracht aan een programmamanager van de regio.
    Goed: De secretaris van Zundert geeft een opdracht aan een programmamanager van de regio.
    Herstel: Kies iemand van een andere organisatie, of leg de reden vast met 'opdracht set rol'.
    """
    for _, giver, taker in SIDES:
        pairs = _without_reason(regio, opdracht, giver, taker)
        same = [p for p in pairs if p[0].persoon != p[1].persoon and len(set(_organisaties(regio, p))) == 1]
        if same:
            name = regio.organisaties[_organisaties(regio, same[0])[0]].naam
            text = f"De {giver} en de {taker} zijn allebei van {name}."
            yield _give_a_reason(regio, text, same)


@rule("P205", Ernst.FOUT)
def nobody_is_on_both_sides(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P205: niemand is opdrachtgever en opdrachtnemer tegelijk zonder vastgelegde reden (secretarissen: wie is opdrachtgever).

    Keten: verbinding
    Fout: De wethouder Economie geeft zichzelf als portefeuillehouder de opdracht.
    Goed: De wethouder van Moerdijk geeft de opdracht; de portefeuillehouder, een ander, neemt haar aan.
    Herstel: Kies voor één kant een ander, of leg de reden vast met 'opdracht set rol'.
    """
    both: dict[str, list[tuple[Rol, Rol]]] = {}
    for (_, giver, _), (_, _, taker) in product(SIDES, SIDES):
        for one, other in _without_reason(regio, opdracht, giver, taker):
            if one.persoon == other.persoon:
                both.setdefault(one.persoon, []).append((one, other))
    for code, pairs in both.items():
        roles = joined([str(rol) for rol in dict.fromkeys(entry.rol for pair in pairs for entry in pair)])
        yield _give_a_reason(regio, f"De {regio.personen[code].functie} is {roles}, zonder reden.", pairs)


@rule("P206", Ernst.WAARSCHUWING)
def levels_share_an_organisation(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P206: de bestuurder en de ambtenaar aan één kant zijn van dezelfde organisatie, of er staat waarom niet
    (secretarissen: onvoldoende verbinding tussen bestuurders en ambtenaren).

    Keten: verbinding
    Fout: De wethouder van Moerdijk is bestuurlijk opdrachtgever, de secretaris van Breda ambtelijk opdrachtgever.
    Goed: De wethouder en de secretaris van Moerdijk zijn samen de kant van de opdrachtgever.
    Herstel: Kies iemand van dezelfde organisatie, of leg de reden vast met 'opdracht set rol'.
    """
    for bestuurlijk, ambtelijk in zip(SIDES[0][1:], SIDES[1][1:], strict=True):
        pairs = _without_reason(regio, opdracht, bestuurlijk, ambtelijk)
        if apart := [pair for pair in pairs if len(set(_organisaties(regio, pair))) > 1]:
            first, second = (regio.organisaties[code].naam for code in _organisaties(regio, apart[0]))
            yield _give_a_reason(regio, f"De {bestuurlijk} is van {first} en de {ambtelijk} van {second}.", apart)


@region_rule("P207", Ernst.WAARSCHUWING)
def nobody_has_too_many_roles(regio: Regio, peildatum: date) -> Iterator[Found]:
    """P207: niemand heeft in te veel opdrachten tegelijk een rol (secretarissen: stem af op capaciteit; breng focus aan).

    Keten: capaciteit
    Fout: De directeur van de regio is ambtelijk opdrachtnemer van negen opdrachten.
    Goed: Vijf programmamanagers zijn elk opdrachtnemer van één of twee opdrachten.
    Herstel: Verdeel de rollen met 'opdracht remove rol' en 'opdracht add rol'; de grens is max_rollen_per_persoon.
    """
    theirs: dict[str, list[Opdracht]] = {code: [] for code in regio.personen}
    for opdracht in regio.asking:
        for code in {entry.persoon for entry in regio.rollen[opdracht.nummer] if entry.rol in ROLLEN_VAN_PARTIJEN}:
            theirs[code].append(opdracht)
    for code, opdrachten in theirs.items():
        count, day = most_at_once(opdrachten, peildatum)
        if count > regio.settings.max_rollen_per_persoon:
            persoon = regio.personen[code]
            yield Found(
                f"De {persoon.functie} van {regio.organisaties[persoon.organisatie].naam} heeft op {long_date(day)} een "
                f"rol in {count} opdrachten; de afspraak is hooguit {written(regio.settings.max_rollen_per_persoon)}.",
                record=f"persoon {code}",
                repair=f"opdracht list rol persoon={code}",
                measured=(count, regio.settings.max_rollen_per_persoon),
            )


@region_rule("P208", Ernst.WAARSCHUWING)
def nobody_works_on_too_many(regio: Regio, peildatum: date) -> Iterator[Found]:
    """P208: een organisatie werkt niet aan te veel opdrachten tegelijk (secretarissen: stem af op capaciteit; breng focus aan).

    Keten: capaciteit
    Fout: Breda werkt mee aan veertien opdrachten tegelijk.
    Goed: Breda werkt mee aan vijf opdrachten en begint pas aan een nieuwe als er een klaar is.
    Herstel: Verschuif of schrap inzet met 'opdracht remove inzet'; de grens is max_opdrachten_per_organisatie.
    """
    for code, nummers in sorted(_asking(regio).items()):
        theirs = (regio.opdrachten[nummer] for nummer in nummers)
        count, day = most_at_once((one for one in theirs if one.status in UNDER_WAY), peildatum)
        if count > regio.settings.max_opdrachten_per_organisatie:
            yield Found(
                f"{regio.organisaties[code].naam} werkt op {long_date(day)} aan {count} opdrachten tegelijk; "
                f"de afspraak is hooguit {written(regio.settings.max_opdrachten_per_organisatie)}.",
                record=f"organisatie {code}",
                repair=f"opdracht list inzet organisatie={code}",
                measured=(count, regio.settings.max_opdrachten_per_organisatie),
            )


@lru_cache(maxsize=2)  # a check asks for the same region thousands of times
def _asking(regio: Regio) -> dict[str, list[str]]:
    """The opdrachten that ask hours of an organisation, by its code."""
    asking: dict[str, list[str]] = {}
    for nummer in sorted(opdracht.nummer for opdracht in regio.asking):
        for code in {inzet.organisatie for inzet in regio.inzet[nummer]}:
            asking.setdefault(code, []).append(nummer)
    return asking


def _without_reason(regio: Regio, opdracht: Opdracht, rol: Rolnaam, other: Rolnaam) -> list[tuple[Rol, Rol]]:
    """Who are in the one role and in the other, when neither entry gives a reason."""
    firsts, seconds = ([e for e in regio.entries(opdracht.nummer, r) if says_nothing(e.reden)] for r in (rol, other))
    return [(first, second) for first in firsts for second in seconds]


def _key(entry: Rol) -> str:
    return f"{entry.opdracht}/{entry.rol}/{entry.persoon}"


def _organisaties(regio: Regio, pair: tuple[Rol, Rol]) -> list[str]:
    return [regio.personen[entry.persoon].organisatie for entry in pair]


def _give_a_reason(regio: Regio, text: str, pairs: list[tuple[Rol, Rol]]) -> Found:
    """A finding about who are in two roles, at the last of them."""
    key = f"rol {_key(pairs[0][1])}"
    kind, _, which = key.partition(" ")
    measured = sorted(
        (entry.rol, regio.personen[entry.persoon].functie, regio.organisaties[code].naam)
        for pair in pairs
        for entry, code in zip(pair, _organisaties(regio, pair), strict=True)
    )
    return Found(text, key, f'opdracht set {kind} "{which}" reden="..."', measured)
