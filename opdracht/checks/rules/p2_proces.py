"""The agreements on the process: who commissions whom?"""

from collections.abc import Iterator
from datetime import date
from itertools import product

from opdracht.checks.finding import Ernst, Found, about, at, region_rule, rule
from opdracht.checks.saying import says_nothing
from opdracht.checks.tijd import most_at_once
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Niveau, Rolnaam
from opdracht.dutch import joined, long_date, written
from opdracht.model import Opdracht, Rol, key_of
from opdracht.records import written_key
from opdracht.region import Regio

SIDES = (
    (Niveau.BESTUURLIJK, Rolnaam.BESTUURLIJK_OPDRACHTGEVER, Rolnaam.BESTUURLIJK_OPDRACHTNEMER),
    (Niveau.AMBTELIJK, Rolnaam.AMBTELIJK_OPDRACHTGEVER, Rolnaam.AMBTELIJK_OPDRACHTNEMER),
)


@rule("P201", Ernst.FOUT)
def roles_are_filled(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """De vier rollen zijn ingevuld (secretarissen: onduidelijk wie opdrachtgever en opdrachtnemer is).

    Keten: verbinding
    Fout: De ambtelijk opdrachtnemer volgt nog.
    Goed: Ambtelijk opdrachtnemer is de programmamanager Economie van de regio.
    Herstel: Vul de rol in met 'opdracht add rol'.
    Vraag: Wie vult de lege rol?
    """
    for rol in ROLLEN_VAN_PARTIJEN:
        if not regio.entries(opdracht.nummer, rol):
            repair = f'opdracht add rol opdracht={opdracht.nummer} rol="{rol}" persoon=CODE'
            yield Found(f"Er is geen {rol}.", record=f"rol {opdracht.nummer}/{rol}", repair=repair)


@rule("P202", Ernst.FOUT)
def roles_have_one_person(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Elke rol heeft precies één persoon (secretarissen: onduidelijk wie wat doet; gedeeld is van niemand).

    Keten: verbinding
    Fout: De secretarissen van Moerdijk en Breda zijn samen ambtelijk opdrachtgever.
    Goed: De secretaris van Moerdijk is ambtelijk opdrachtgever; die van Breda is adviseur.
    Herstel: Kies één persoon en haal de ander weg met 'opdracht remove rol'.
    Vraag: Wie van hen heeft de rol?
    """
    for rol in ROLLEN_VAN_PARTIJEN:
        entries = regio.entries(opdracht.nummer, rol)
        if len(entries) > 1:
            functions = [regio.personen[entry.persoon].functie for entry in entries]
            text = f"Er zijn {len(entries)} personen {rol}: {' en '.join(functions)}. Kies er één."
            yield Found(text, f"rol {opdracht.nummer}/{rol}", _remove(entries[-1]), sorted(functions))


@rule("P203", Ernst.FOUT)
def roles_are_on_their_level(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een bestuurlijke rol is van een bestuurder, een ambtelijke van een ambtenaar (secretarissen: richt beide in).

    Keten: verbinding
    Fout: Bestuurlijk opdrachtgever is de gemeentesecretaris.
    Goed: Bestuurlijk opdrachtgever is de wethouder; de gemeentesecretaris is ambtelijk opdrachtgever.
    Herstel: Vervang de persoon met 'opdracht remove rol' en 'opdracht add rol'.
    Vraag: Wie neemt deze rol over, op het juiste niveau?
    """
    for niveau, *sides in SIDES:
        for rol in sides:
            for entry in regio.entries(opdracht.nummer, rol):
                persoon = regio.personen[entry.persoon]
                if persoon.niveau != niveau:
                    text = f"De {rol} ({persoon.functie}) werkt op {persoon.niveau} niveau."
                    yield Found(text, at(entry), _remove(entry), (persoon.functie, persoon.niveau))


@rule("P204", Ernst.WAARSCHUWING)
def sides_are_different_organisations(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Opdrachtgever en opdrachtnemer zijn van verschillende organisaties, of er staat waarom niet
    (secretarissen: wie is opdrachtgever).

    Keten: verbinding
    Fout: De directeur van de regio geeft een opdracht aan een programmamanager van de regio.
    Goed: De secretaris van Zundert geeft een opdracht aan een programmamanager van de regio.
    Herstel: Kies iemand van een andere organisatie, of leg de reden vast met 'opdracht set rol'.
    Vraag: Waarom zijn opdrachtgever en opdrachtnemer van dezelfde organisatie?
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
    """Niemand is opdrachtgever en opdrachtnemer tegelijk zonder vastgelegde reden (secretarissen: wie is opdrachtgever).

    Keten: verbinding
    Fout: De wethouder Economie geeft zichzelf als portefeuillehouder de opdracht.
    Goed: De wethouder van Moerdijk geeft de opdracht; de portefeuillehouder, een ander, neemt haar aan.
    Herstel: Kies voor één kant een ander, of leg de reden vast met 'opdracht set rol'.
    Vraag: Wie neemt een van de twee rollen over?
    """
    both: dict[str, list[tuple[Rol, Rol]]] = {}
    for (_, giver, _), (_, _, taker) in product(SIDES, SIDES):
        for giving, taking in _without_reason(regio, opdracht, giver, taker):
            if giving.persoon == taking.persoon:
                both.setdefault(giving.persoon, []).append((giving, taking))
    for code, pairs in both.items():
        roles = joined(dict.fromkeys(entry.rol for pair in pairs for entry in pair))
        yield _give_a_reason(regio, f"De {regio.personen[code].functie} is {roles}, zonder reden.", pairs)


@rule("P206", Ernst.WAARSCHUWING)
def levels_share_an_organisation(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """De bestuurder en de ambtenaar aan één kant zijn van dezelfde organisatie, of er staat waarom niet
    (secretarissen: onvoldoende verbinding tussen bestuurders en ambtenaren).

    Keten: verbinding
    Fout: De wethouder van Moerdijk is bestuurlijk opdrachtgever, de secretaris van Breda ambtelijk opdrachtgever.
    Goed: De wethouder en de secretaris van Moerdijk zijn samen de kant van de opdrachtgever.
    Herstel: Kies iemand van dezelfde organisatie, of leg de reden vast met 'opdracht set rol'.
    Vraag: Hoe houden bestuurder en ambtenaar elkaar op de hoogte?
    """
    for bestuurlijk, ambtelijk in zip(SIDES[0][1:], SIDES[1][1:], strict=True):
        pairs = _without_reason(regio, opdracht, bestuurlijk, ambtelijk)
        if apart := [pair for pair in pairs if len(set(_organisaties(regio, pair))) > 1]:
            first, second = (regio.organisaties[code].naam for code in _organisaties(regio, apart[0]))
            yield _give_a_reason(regio, f"De {bestuurlijk} is van {first} en de {ambtelijk} van {second}.", apart)


@region_rule("P207", Ernst.WAARSCHUWING)
def nobody_has_too_many_roles(regio: Regio, peildatum: date) -> Iterator[Found]:
    """Niemand heeft in te veel opdrachten tegelijk een rol (secretarissen: stem af op capaciteit; breng focus aan).

    Keten: capaciteit
    Fout: De directeur van de regio is ambtelijk opdrachtnemer van negen opdrachten.
    Goed: Vijf programmamanagers zijn elk opdrachtnemer van één of twee opdrachten.
    Herstel: Verdeel de rollen met 'opdracht remove rol' en 'opdracht add rol'; de grens is max_rollen_per_persoon.
    """
    limit = regio.settings.max_rollen_per_persoon
    theirs: dict[str, list[Opdracht]] = {code: [] for code in regio.personen}
    for opdracht in regio.asking:
        for code in {entry.persoon for entry in regio.rollen[opdracht.nummer] if entry.rol in ROLLEN_VAN_PARTIJEN}:
            theirs[code].append(opdracht)
    for code, opdrachten in theirs.items():
        count, day = most_at_once(opdrachten, peildatum)
        if count > limit:
            persoon = regio.personen[code]
            who = f"De {persoon.functie} van {regio.organisaties[persoon.organisatie].naam}"
            yield Found(
                f"{who} heeft op {long_date(day)} een rol in {count} opdrachten; de afspraak is hooguit {written(limit)}.",
                at(persoon),
                f"opdracht list rol persoon={code}",
                (count, limit),
            )


@region_rule("P208", Ernst.WAARSCHUWING)
def nobody_works_on_too_many(regio: Regio, peildatum: date) -> Iterator[Found]:
    """Een organisatie werkt niet aan te veel opdrachten tegelijk (secretarissen: stem af op capaciteit; breng focus aan).

    Keten: capaciteit
    Fout: Breda werkt mee aan veertien opdrachten tegelijk.
    Goed: Breda werkt mee aan vijf opdrachten en begint pas aan een nieuwe als er een klaar is.
    Herstel: Verschuif of schrap inzet met 'opdracht remove inzet'; de grens is max_opdrachten_per_organisatie.
    """
    limit = regio.settings.max_opdrachten_per_organisatie
    theirs: dict[str, list[Opdracht]] = {}
    for opdracht in regio.asking:
        if opdracht.status.is_under_way:
            for code in {inzet.organisatie for inzet in regio.inzet[opdracht.nummer]}:
                theirs.setdefault(code, []).append(opdracht)
    for code, opdrachten in sorted(theirs.items()):
        count, day = most_at_once(opdrachten, peildatum)
        if count > limit:
            organisatie = regio.organisaties[code]
            works = f"{organisatie.naam} werkt op {long_date(day)} aan {count} opdrachten tegelijk"
            text = f"{works}; de afspraak is hooguit {written(limit)}."
            yield Found(text, at(organisatie), f"opdracht list inzet organisatie={code}", (count, limit))


def _without_reason(regio: Regio, opdracht: Opdracht, rol: Rolnaam, other: Rolnaam) -> list[tuple[Rol, Rol]]:
    """Who are in the one role and in the other, when neither entry gives a reason."""
    firsts, seconds = ([e for e in regio.entries(opdracht.nummer, r) if says_nothing(e.reden)] for r in (rol, other))
    return [(first, second) for first in firsts for second in seconds]


def _remove(entry: Rol) -> str:
    return f'opdracht remove rol "{written_key(key_of(entry))}"'


def _organisaties(regio: Regio, pair: tuple[Rol, Rol]) -> list[str]:
    return [regio.personen[entry.persoon].organisatie for entry in pair]


def _give_a_reason(regio: Regio, text: str, pairs: list[tuple[Rol, Rol]]) -> Found:
    """A finding about who are in two roles, at the last of them."""
    measured = sorted(
        (entry.rol, regio.personen[entry.persoon].functie, regio.organisaties[code].naam)
        for pair in pairs
        for entry, code in zip(pair, _organisaties(regio, pair), strict=True)
    )
    return about(pairs[0][1], text, 'reden="..."', measured)
