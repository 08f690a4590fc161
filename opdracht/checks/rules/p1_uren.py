"""The hours: are there enough, does everybody say who works on it, and are they promised once?

Whether the profiel and the niveau that are asked are offered at all, s1_structuur.py says.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from opdracht.capacity import NOTHING, Shortage, all_unfit, in_months, inzet_hours, offered_and_promised, profiel_key
from opdracht.checks.finding import Ernst, Found, about, at, region_rule, rule
from opdracht.checks.rules import s1_structuur
from opdracht.choices import UNDER_WAY, Eenheid, Status
from opdracht.dutch import joined, written
from opdracht.model import Aanbod, Opdracht, key_of
from opdracht.records import written_key
from opdracht.region import Regio

ASKING = frozenset(status for status in Status if status.asks_hours)


@rule("P101", Ernst.FOUT)
def hours_fit_supply(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """De uren passen naast wat al is vastgesteld of loopt (secretarissen: ambities hoger dan de capaciteit).

    Keten: capaciteit
    Fout: Baarle-Nassau zegt 400 uur toe en heeft 150 uur.
    Goed: Baarle-Nassau zegt 150 uur toe en Breda de andere 250.
    Herstel: Vraag minder uren met 'opdracht set inzet', of leg meer aanbod vast met 'opdracht add aanbod'.
    Vraag: Wat doen wij later of niet, of wie levert meer uren?
    """
    for worst in _too_much(regio, opdracht.nummer, peildatum, UNDER_WAY).values():
        organisatie = regio.organisaties[worst.organisatie]
        text = f"{organisatie.naam} {_promises(worst)}.{_others(opdracht, worst)}"
        yield Found(text, at(organisatie), _repair(regio, opdracht, worst))


@rule("P102", Ernst.FOUT)
def hours_are_asked(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een opdracht zegt wie er hoeveel uren aan werkt (secretarissen: stem de agenda af op de capaciteit).

    Keten: capaciteit
    Fout: De gemeenten leveren naar vermogen.
    Goed: Moerdijk: een projectleider, 280 uur per jaar. Breda: een data-analist, 200 uur.
    Herstel: Leg per organisatie de uren vast met 'opdracht add inzet'.
    Vraag: Wie werkt hieraan, en hoeveel uren?
    """
    if not regio.inzet[opdracht.nummer]:
        repair = f"opdracht add inzet opdracht={opdracht.nummer} organisatie=CODE profiel=projectleider"
        text = "Er is geen inzet: wie werkt hier hoeveel uur aan?"
        yield Found(text, repair=f'{repair} hoeveelheid=100 eenheid="uren per jaar"')


@rule("P103", Ernst.HINT)
def hours_are_no_slivers(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Wie meewerkt, heeft daar elke week genoeg uren voor (secretarissen: onvoldoende capaciteit bij kleine gemeenten).

    Keten: capaciteit
    Fout: Alle 16 gemeenten leveren een medewerker voor een half uur per week.
    Goed: Drie gemeenten leveren een medewerker voor een dag per week; de andere lezen mee.
    Herstel: Voeg uren samen bij minder organisaties met 'opdracht set inzet' en 'opdracht remove inzet'.
    Vraag: Kunnen minder mensen dit doen, met meer uren elk?
    """
    periods: dict[str, list[tuple[float, date, date]]] = {}
    for inzet in regio.inzet[opdracht.nummer]:
        hours = inzet_hours(inzet, opdracht, regio.settings)
        van, tot = inzet.van or opdracht.van, inzet.tot or opdracht.tot
        if hours and van is not None and tot is not None and van <= tot:
            periods.setdefault(inzet.organisatie, []).append((hours, van, tot))
    for code, lines in periods.items():
        days = (max(tot for _, _, tot in lines) - min(van for _, van, _ in lines)).days + 1
        weeks = days / 365.25 * regio.settings.werkweken
        a_week = round(sum(hours for hours, _, _ in lines) / weeks, 1)
        if a_week < regio.settings.minste_uren_per_week:
            organisatie = regio.organisaties[code]
            yield Found(
                f"{organisatie.naam} werkt hier {written(a_week)} uur per week aan; "
                f"minder dan {written(regio.settings.minste_uren_per_week)} uur is snipperwerk.",
                at(organisatie),
                f"opdracht list inzet opdracht={opdracht.nummer} organisatie={code}",
            )


@rule("P104", Ernst.WAARSCHUWING)
def ambitions_fit_supply(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Alle plannen samen passen bij de uren die er zijn (secretarissen: ambities hoger dan de capaciteit).

    Keten: capaciteit
    Fout: Drie opdrachten die nog niet zijn vastgesteld, rekenen op dezelfde projectleider van Breda.
    Goed: De drie volgen elkaar op, of de regio kiest er twee.
    Herstel: Bekijk met 'opdracht capacity' waar het knelt; kies, schuif, of leg meer aanbod vast.
    Vraag: Wat doen wij later of niet, of wie levert meer uren?
    """
    agreed = _too_much(regio, opdracht.nummer, peildatum, UNDER_WAY)  # P101 says so
    for code, worst in _too_much(regio, opdracht.nummer, peildatum, ASKING).items():
        if code not in agreed:
            organisatie = regio.organisaties[code]
            text = f"Als alle plannen doorgaan, {_promises(worst, organisatie.naam)}.{_others(opdracht, worst)}"
            yield Found(text, at(organisatie), f"opdracht capacity --organisatie {code}")


@region_rule("P105", Ernst.WAARSCHUWING)
def hours_are_promised_once(regio: Regio, peildatum: date) -> Iterator[Found]:
    """Dezelfde uren zijn niet twee keer toegezegd (secretarissen: ambities hoger dan de beschikbare capaciteit).

    Keten: capaciteit
    Fout: Baarle-Nassau biedt 40 uur jurist per jaar en zegde daarvan elders 60 uur toe.
    Goed: Baarle-Nassau biedt 100 uur jurist per jaar, waarvan 60 uur al bij een andere regio; 40 uur is vrij.
    Herstel: Pas het aanbod aan met 'opdracht set aanbod', of haal een dubbele regel weg met 'opdracht remove aanbod'.
    """
    seen: dict[tuple[object, ...], Aanbod] = {}
    for aanbod in regio.aanbod:
        if aanbod.tot < peildatum:
            continue
        name = regio.organisaties[aanbod.organisatie].naam
        offered, promised = offered_and_promised(aanbod, regio.settings)
        period = "per jaar" if aanbod.eenheid != Eenheid.UREN else "in de hele periode"
        if promised > offered + NOTHING:
            has = f"{name} biedt {written(round(offered))} uur {aanbod.profiel} {period}"
            text = f"{has} en zegde daarvan elders {written(round(promised))} uur toe."
            yield about(aanbod, text, "al_toegezegd=UREN")
        same = (
            aanbod.organisatie, profiel_key(aanbod.profiel), aanbod.niveau, offered, promised, aanbod.van, aanbod.tot,
        )  # fmt: skip
        first = seen.setdefault(same, aanbod)
        if first is not aanbod and offered:
            twice = f"{name} biedt twee keer hetzelfde: {written(round(offered))} uur {aanbod.profiel} {period}"
            keys = f"{at(first)} en {written_key(key_of(aanbod))}"
            yield Found(f"{twice}, in {keys}. Zijn dat dezelfde uren?", at(aanbod), f"opdracht remove {at(aanbod)}")


@lru_cache(maxsize=4)  # two rules ask the same in turn
def _too_much(regio: Regio, nummer: str, peildatum: date, beside: frozenset[Status]) -> dict[str, Shortage]:
    """The largest shortage of each organisatie, in all its hours or else in those of one profiel and niveau.

    Without what S103 and S104 say: that nothing of the kind is offered.
    """
    worst: dict[str, Shortage] = {}
    for shortage in all_unfit(regio, beside, whole_organisaties=True).get(nummer, ()):
        worst.setdefault(shortage.organisatie, shortage)
    of_profielen = all_unfit(regio, beside).get(nummer, ())
    unoffered = _unoffered(regio, regio.opdrachten[nummer], peildatum) if of_profielen else set()
    for shortage in of_profielen:
        if shortage.offered >= NOTHING or (shortage.organisatie, profiel_key(shortage.profiel)) not in unoffered:
            worst.setdefault(shortage.organisatie, shortage)
    return worst


def _unoffered(regio: Regio, opdracht: Opdracht, peildatum: date) -> set[tuple[str, str]]:
    """The organisaties and profielen of which S103 or S104 says that they are not offered."""
    places = {
        finding.record
        for rule in (s1_structuur.asked_level_is_offered, s1_structuur.asked_profile_is_offered)
        for finding in rule.findings(regio, opdracht, peildatum)
    }
    return {
        (inzet.organisatie, profiel_key(inzet.profiel)) for inzet in regio.inzet[opdracht.nummer] if at(inzet) in places
    }


def _promises(shortage: Shortage, name: str = "") -> str:
    """'zegt 400 uur toe en heeft 150 uur in 2027', after or around the name of the organisatie."""
    profiel = f" {shortage.profiel}" if shortage.profiel else ""
    level = "" if shortage.any_niveau else f" op niveau {shortage.niveau} of hoger"
    asked, offered = written(round(shortage.asked)), written(round(shortage.offered))
    verb = f"zegt {name}" if name else "zegt"
    return f"{verb} {asked} uur{profiel}{level} toe en heeft {offered} uur {in_months(shortage.van, shortage.tot)}"


def _others(opdracht: Opdracht, shortage: Shortage) -> str:
    """A sentence on the other opdrachten that ask these hours."""
    few = 3 if len(shortage.causes) > 5 else 4
    named = [cause.nummer for cause in shortage.causes[: few + 1] if cause.nummer != opdracht.nummer][:few]
    others = len(shortage.causes) - 1  # it is one of them itself
    if others > len(named):
        named.append(f"{others - len(named)} andere")
    return f" Ook {joined(named)} {'vragen' if others > 1 else 'vraagt'} die uren." if others else ""


def _repair(regio: Regio, opdracht: Opdracht, shortage: Shortage) -> str:
    line = next(
        inzet
        for inzet in regio.inzet[opdracht.nummer]
        if inzet.organisatie == shortage.organisatie
        and (not shortage.profiel or profiel_key(inzet.profiel) == profiel_key(shortage.profiel))
    )
    return f"opdracht set {at(line)} hoeveelheid=UREN"
