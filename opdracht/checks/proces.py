"""Angle P, the agreements on the process: who commissions whom, and does each gemeente carry it on?

Whose hours it takes stands in uren.py; what must be in place before and during an opdracht in voorwaarden.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from opdracht.checks.finding import PROPOSED, UNDER_WAY, Ernst, Found, region_rule, rule
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Deelname, Niveau, Rolnaam, Soort
from opdracht.model import Opdracht, Rol
from opdracht.numbers import written
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
    for niveau, giver, taker in SIDES:
        for one, other in _without_reason(regio, opdracht, giver, taker):
            code = regio.personen[one.persoon].organisatie
            if one.persoon != other.persoon and code == regio.personen[other.persoon].organisatie:
                yield Found(
                    f"De {niveau}e opdrachtgever en opdrachtnemer zijn allebei van {regio.organisaties[code].naam}.",
                    record=f"rol {_key(other)}",
                    repair=f'opdracht set rol "{_key(other)}" reden="..."',
                )


@rule("P205", Ernst.FOUT)
def nobody_is_on_both_sides(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P205: niemand is opdrachtgever en opdrachtnemer tegelijk zonder vastgelegde reden (secretarissen: wie is opdrachtgever).

    Keten: verbinding
    Fout: De wethouder Economie geeft zichzelf als portefeuillehouder de opdracht.
    Goed: De wethouder van Moerdijk geeft de opdracht; de portefeuillehouder, een ander, neemt haar aan.
    Herstel: Kies voor één kant een ander, of leg de reden vast met 'opdracht set rol'.
    """
    for giver in (sides[1] for sides in SIDES):
        for taker in (sides[2] for sides in SIDES):
            for one, other in _without_reason(regio, opdracht, giver, taker):
                if one.persoon == other.persoon:
                    yield Found(
                        f"De {regio.personen[one.persoon].functie} is {one.rol} en {other.rol}, zonder reden.",
                        record=f"rol {_key(other)}",
                        repair=f'opdracht set rol "{_key(other)}" reden="..."',
                    )


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
        for one, other in _without_reason(regio, opdracht, bestuurlijk, ambtelijk):
            first, second = (regio.personen[entry.persoon].organisatie for entry in (one, other))
            if first != second:
                yield Found(
                    f"De {bestuurlijk} is van {regio.organisaties[first].naam} "
                    f"en de {ambtelijk} van {regio.organisaties[second].naam}.",
                    record=f"rol {_key(other)}",
                    repair=f'opdracht set rol "{_key(other)}" reden="..."',
                )


@region_rule("P207", Ernst.WAARSCHUWING)
def nobody_has_too_many_roles(regio: Regio, peildatum: date) -> Iterator[Found]:
    """P207: niemand heeft in te veel opdrachten tegelijk een rol (secretarissen: stem af op capaciteit; breng focus aan).

    Keten: capaciteit
    Fout: De directeur van de regio is ambtelijk opdrachtnemer van negen opdrachten.
    Goed: Vijf programmamanagers zijn elk opdrachtnemer van één of twee opdrachten.
    Herstel: Verdeel de rollen met 'opdracht remove rol' en 'opdracht add rol'; de grens is max_rollen_per_persoon.
    """
    counts = dict.fromkeys(regio.personen, 0)
    for opdracht in (one for one in regio.asking if not _is_past(one, peildatum)):
        for code in {entry.persoon for entry in regio.rollen[opdracht.nummer] if entry.rol in ROLLEN_VAN_PARTIJEN}:
            counts[code] += 1
    for code, count in counts.items():
        if count > regio.settings.max_rollen_per_persoon:
            persoon = regio.personen[code]
            yield Found(
                f"De {persoon.functie} van {regio.organisaties[persoon.organisatie].naam} heeft een rol in {count} "
                f"opdrachten; de afspraak is hooguit {written(regio.settings.max_rollen_per_persoon)}.",
                record=f"persoon {code}",
                repair=f"opdracht list rol persoon={code}",
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
        running = (regio.opdrachten[nummer] for nummer in nummers)
        count = sum(one.status in UNDER_WAY and not _is_past(one, peildatum) for one in running)
        if count > regio.settings.max_opdrachten_per_organisatie:
            yield Found(
                f"{regio.organisaties[code].naam} werkt aan {count} opdrachten tegelijk; "
                f"de afspraak is hooguit {written(regio.settings.max_opdrachten_per_organisatie)}.",
                record=f"organisatie {code}",
                repair=f"opdracht list inzet organisatie={code}",
            )


@rule("P501", Ernst.WAARSCHUWING, PROPOSED)
def participants_have_a_contact(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P501: wie meedoet, heeft een contactpersoon (secretarissen: onvoldoende verbinding tussen regio en gemeenten).

    Keten: capaciteit
    Fout: Zundert doet mee; wie daar de telefoon opneemt, blijkt later.
    Goed: Contactpersoon in Zundert is de beleidsadviseur Wonen.
    Herstel: Leg de contactpersoon vast met 'opdracht set belang'. Een regio of partner met een eigen rol heeft die al.
    """
    known = {belang.organisatie for belang in regio.belangen[opdracht.nummer] if belang.contactpersoon}
    parties = {persoon.organisatie for rol in ROLLEN_VAN_PARTIJEN for persoon in regio.in_role(opdracht.nummer, rol)}
    for code in _taking_part(regio, opdracht):
        organisatie = regio.organisaties[code]
        if code not in known and (organisatie.soort == Soort.GEMEENTE or code not in parties):
            yield Found(
                f"{organisatie.naam} doet mee, maar heeft geen contactpersoon.",
                record=f"belang {opdracht.nummer}/{code}",
                repair=_repair_belang(regio, opdracht, code, "contactpersoon=CODE"),
            )


@rule("P502", Ernst.WAARSCHUWING, UNDER_WAY)
def participants_decided_themselves(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """P502: een gemeente die meedoet, heeft daar zelf over besloten (secretarissen: vertaal regionaal gesprek intern door).

    Keten: capaciteit
    Fout: Zundert doet mee; het college hoort het later wel.
    Goed: Het college van Zundert besloot op 3 maart 2027 om mee te doen, kenmerk BW-ZUN-2027-0031.
    Herstel: Leg het collegebesluit vast met 'opdracht set belang'.
    """
    decided = {belang.organisatie for belang in regio.belangen[opdracht.nummer] if belang.besluit.strip()}
    for code in _taking_part(regio, opdracht):
        if code not in decided and regio.organisaties[code].soort == Soort.GEMEENTE:
            yield Found(
                f"{regio.organisaties[code].naam} doet mee, maar heeft geen collegebesluit.",
                record=f"belang {opdracht.nummer}/{code}",
                repair=_repair_belang(regio, opdracht, code, 'besluit="..."'),
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
    firsts, seconds = ([e for e in regio.entries(opdracht.nummer, r) if not e.reden.strip()] for r in (rol, other))
    return [(first, second) for first in firsts for second in seconds]


def _key(entry: Rol) -> str:
    return f"{entry.opdracht}/{entry.rol}/{entry.persoon}"


def _taking_part(regio: Regio, opdracht: Opdracht) -> list[str]:
    """The codes of the organisations that said yes or give hours."""
    willing = [belang.organisatie for belang in regio.belangen[opdracht.nummer] if belang.deelname == Deelname.JA]
    return list(dict.fromkeys([*willing, *(inzet.organisatie for inzet in regio.inzet[opdracht.nummer])]))


def _repair_belang(regio: Regio, opdracht: Opdracht, code: str, value: str) -> str:
    if any(belang.organisatie == code for belang in regio.belangen[opdracht.nummer]):
        return f"opdracht set belang {opdracht.nummer}/{code} {value}"
    return f"opdracht add belang opdracht={opdracht.nummer} organisatie={code} deelname=ja {value}"


def _is_past(opdracht: Opdracht, peildatum: date) -> bool:
    return opdracht.tot is not None and opdracht.tot < peildatum
