"""Taking part: does each organisation that works on it have somebody to call, and did it decide so itself?"""

from collections.abc import Iterator
from datetime import date

from opdracht.checks.finding import Ernst, Found, rule
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Deelname, Soort
from opdracht.model import Opdracht
from opdracht.region import Regio


@rule("P501", Ernst.WAARSCHUWING, when=lambda status: status.is_on_the_table)
def participants_have_a_contact(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Wie meedoet, heeft een contactpersoon (secretarissen: onvoldoende verbinding tussen regio en gemeenten).

    Keten: capaciteit
    Fout: Zundert doet mee; wie daar de telefoon opneemt, blijkt later.
    Goed: Contactpersoon in Zundert is de beleidsadviseur Wonen.
    Herstel: Leg de contactpersoon vast met 'opdracht set belang'. De regio zelf, en een partner met een rol, heeft die al.
    Vraag: Wie is daar de contactpersoon?
    """
    reachable = {belang.organisatie for belang in regio.belangen[opdracht.nummer] if belang.contactpersoon}
    parties = {persoon.organisatie for rol in ROLLEN_VAN_PARTIJEN for persoon in regio.in_role(opdracht.nummer, rol)}
    for code in _taking_part(regio, opdracht):
        organisatie = regio.organisaties[code]
        needs_one = organisatie.soort == Soort.GEMEENTE or (organisatie.soort != Soort.REGIO and code not in parties)
        if needs_one and code not in reachable:
            text = f"{organisatie.naam} doet mee, maar heeft geen contactpersoon."
            yield _in_belang(regio, opdracht, code, text, "contactpersoon=CODE")
    for belang in regio.belangen[opdracht.nummer]:
        if belang.deelname == Deelname.NEE and _asks(regio, opdracht, belang.organisatie):
            text = f"{regio.organisaties[belang.organisatie].naam} levert hier uren, en zegt niet mee te doen."
            yield _in_belang(regio, opdracht, belang.organisatie, text, "deelname=ja contactpersoon=CODE")


@rule("P502", Ernst.WAARSCHUWING, when=lambda status: status.is_under_way)
def participants_decided_themselves(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een gemeente die meedoet, heeft daar zelf over besloten (secretarissen: vertaal regionaal gesprek intern door).

    Keten: capaciteit
    Fout: Zundert doet mee; het college hoort het later wel.
    Goed: Het college van Zundert besloot op 3 maart 2027 om mee te doen, kenmerk BW-ZUN-2027-0031.
    Herstel: Leg het collegebesluit vast met 'opdracht set belang'.
    Vraag: Wanneer besluit deze gemeente zelf?
    """
    decided = {belang.organisatie for belang in regio.belangen[opdracht.nummer] if belang.besluit.strip()}
    for code in _taking_part(regio, opdracht):
        if code not in decided and regio.organisaties[code].soort == Soort.GEMEENTE:
            text = f"{regio.organisaties[code].naam} doet mee, maar heeft geen collegebesluit."
            yield _in_belang(regio, opdracht, code, text, 'besluit="..."')


def _taking_part(regio: Regio, opdracht: Opdracht) -> list[str]:
    """The codes of the organisations that said yes, or give hours and did not say no."""
    answers = {belang.organisatie: belang.deelname for belang in regio.belangen[opdracht.nummer]}
    willing = [code for code, deelname in answers.items() if deelname == Deelname.JA]
    working = [inzet.organisatie for inzet in regio.inzet[opdracht.nummer]]
    return [code for code in dict.fromkeys([*willing, *working]) if answers.get(code) != Deelname.NEE]


def _asks(regio: Regio, opdracht: Opdracht, code: str) -> bool:
    return any(inzet.organisatie == code and inzet.hoeveelheid for inzet in regio.inzet[opdracht.nummer])


def _in_belang(regio: Regio, opdracht: Opdracht, code: str, text: str, change: str) -> Found:
    measured = [(b.deelname, b.belang) for b in regio.belangen[opdracht.nummer] if b.organisatie == code]
    repair = f"opdracht set belang {opdracht.nummer}/{code} {change}"
    if not measured:
        repair = f"opdracht add belang opdracht={opdracht.nummer} organisatie={code} deelname=ja {change}"
    return Found(text, f"belang {opdracht.nummer}/{code}", repair, measured)
