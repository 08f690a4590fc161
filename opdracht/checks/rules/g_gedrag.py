"""Behaviour and culture: does somebody own it, is the good conversation held, does everybody count?"""

from collections.abc import Iterator
from datetime import date

from opdracht.capacity import inzet_hours, percentage, shares_of
from opdracht.checks.finding import Ernst, Found, about, at, region_rule, rule
from opdracht.checks.saying import lacks, says_nothing
from opdracht.checks.tijd import days_after, is_reached
from opdracht.choices import Deelname, Niveau, Rolnaam, Soort, Stand, Status
from opdracht.dutch import joined, long_date, written
from opdracht.model import Opdracht
from opdracht.region import Regio


@rule("G101", Ernst.FOUT)
def preconditions_have_an_owner(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Elke randvoorwaarde heeft een eigenaar (secretarissen: onvoldoende eigenaarschap, reactief).

    Keten: structuur
    Fout: De gemeenten zorgen samen voor het geld.
    Goed: De wethouder Financiën van Breda zorgt voor het geld.
    Herstel: Kies één persoon aan de kant van de opdrachtgever met 'opdracht set randvoorwaarde'.
    Vraag: Wie is eigenaar van deze randvoorwaarde?
    """
    for voorwaarde in regio.randvoorwaarden[opdracht.nummer]:
        if voorwaarde.eigenaar is None and voorwaarde.status != Stand.VERVALLEN:
            text = f"Randvoorwaarde '{voorwaarde.categorie}' heeft geen eigenaar."
            yield about(voorwaarde, text, "eigenaar=CODE", (voorwaarde.categorie, voorwaarde.tekst))


@rule("G102", Ernst.HINT)
def milestones_have_an_owner(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Elke mijlpaal heeft een eigenaar (secretarissen: onvoldoende eigenaarschap, gebrek aan commitment).

    Keten: structuur
    Fout: Op 1 oktober 2027 is de kaart klaar.
    Goed: Op 1 oktober 2027 heeft de programmamanager Economie de kaart klaar.
    Herstel: Kies één persoon met 'opdracht set mijlpaal'.
    Vraag: Wie is eigenaar van deze mijlpaal?
    """
    for mijlpaal in regio.mijlpalen[opdracht.nummer]:
        if mijlpaal.eigenaar is None and not is_reached(mijlpaal, peildatum):
            text = f"De mijlpaal van {long_date(mijlpaal.datum)} heeft geen eigenaar."
            yield about(mijlpaal, text, "eigenaar=CODE", (mijlpaal.datum, mijlpaal.resultaat))


@rule("G201", Ernst.WAARSCHUWING, when=lambda status: status.is_under_way)
def there_was_a_conversation(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Rond het begin voeren opdrachtgever en opdrachtnemer het gesprek (secretarissen: onvoldoende het goede gesprek).

    Keten: gesprek
    Fout: De opdracht loopt sinds januari; het is april en niemand sprak elkaar.
    Goed: Op 20 januari 2027 bespraken de secretaris en de programmamanager hoe het gaat.
    Herstel: Voer het gesprek en leg de afspraken vast met 'opdracht add gesprek'; de grens is dagen_tot_gesprek, ook voor
        een gesprek vooraf.
    Vraag: Hoe vaak spreken wij elkaar voortaan?
    """
    if opdracht.van is None or _since_the_start(regio, opdracht, peildatum):
        return
    due = days_after(opdracht.van, regio.settings.dagen_tot_gesprek)
    if due < peildatum:
        yield _no_talk(regio, opdracht, "Sinds de start is geen gesprek vastgelegd.", due)


@rule("G202", Ernst.HINT, when=lambda status: status.is_under_way)
def conversations_go_on(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Tussen twee gesprekken ligt niet te veel tijd (secretarissen: onvoldoende het goede gesprek, passiviteit).

    Keten: gesprek
    Fout: Het laatste gesprek was een half jaar geleden.
    Goed: De wethouder en de portefeuillehouder spreken elkaar elk kwartaal.
    Herstel: Voer het gesprek en leg het vast met 'opdracht add gesprek'; de grens is dagen_tussen_gesprekken.
    Vraag: Hoe vaak spreken wij elkaar voortaan?
    """
    last = max(_since_the_start(regio, opdracht, peildatum), default=None)
    if last is None or (opdracht.van is not None and opdracht.van > peildatum):
        return  # no talk at all G201 says
    limit = regio.settings.dagen_tussen_gesprekken
    due = days_after(last, limit)
    if due < peildatum:
        text = f"Het laatste gesprek was op {long_date(last)}, meer dan {written(limit)} dagen geleden."
        yield _no_talk(regio, opdracht, text, due)


@rule("G203", Ernst.WAARSCHUWING)
def tensions_are_solved(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Een spanning blijft niet liggen (secretarissen: maak spanningen bespreekbaar, open, eerlijk en zakelijk).

    Keten: gesprek
    Fout: Moerdijk en Breda zijn het sinds de zomer oneens over de volgorde.
    Goed: De spanning is genoemd op 22 september en opgelost op 13 oktober 2026.
    Herstel: Bespreek de spanning en leg de dag vast met 'opdracht set gesprek'; de grens is dagen_spanning.
    Vraag: Wat is er nodig om deze spanning op te lossen?
    """
    limit = regio.settings.dagen_spanning
    for gesprek in regio.gesprekken[opdracht.nummer]:
        open_still = gesprek.spanning.strip() and (gesprek.opgelost_op is None or gesprek.opgelost_op > peildatum)
        if open_still and (peildatum - gesprek.datum).days > limit:
            tension = f"De spanning uit het gesprek van {long_date(gesprek.datum)}"
            measured = (gesprek.datum, gesprek.spanning, gesprek.opgelost_op)
            text = f"{tension} staat langer dan {written(limit)} dagen open."
            yield about(gesprek, text, "opgelost_op=DATUM", measured)


@region_rule("G301", Ernst.WAARSCHUWING)
def small_ones_carry_a_fair_share(regio: Regio, peildatum: date) -> Iterator[Found]:
    """Een kleine gemeente draagt niet veel meer uren dan bij haar inwoners past (secretarissen: ongelijkwaardigheid,
    gebrek aan grip door verschil in grootte).

    Keten: capaciteit
    Fout: Baarle-Nassau levert 6 procent van de uren en heeft 1 procent van de inwoners.
    Goed: Baarle-Nassau levert 2 procent van de uren; Breda neemt de rest over.
    Herstel: Verdeel de uren anders met 'opdracht set inzet'; de grens is grootste_aandeel.
    """
    hours = dict.fromkeys(regio.organisaties, 0.0)
    for opdracht in regio.asking:
        for inzet in regio.inzet[opdracht.nummer]:
            hours[inzet.organisatie] += inzet_hours(inzet, opdracht, regio.settings) or 0.0
    for share in shares_of(regio, hours):
        if share.is_too_much(regio.settings.grootste_aandeel):
            hours_share, inwoners_share = percentage(share.of_uren), percentage(share.of_inwoners)
            text = f"{share.naam}: {hours_share} van de uren en {inwoners_share} van de inwoners."
            place = at(regio.organisaties[share.organisatie])
            yield Found(text, place, f"opdracht list inzet organisatie={share.organisatie}")


@rule("G302", Ernst.WAARSCHUWING, when=lambda status: status.is_on_the_table)
def wishes_name_what_they_need(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Wie meedoet, weet wat daarvoor nodig is (secretarissen: weet wat je wil en wat je daarvoor nodig hebt).

    Keten: wens
    Fout: Woensdrecht wil een stuw bij Ossendrecht.
    Goed: Woensdrecht wil een stuw bij Ossendrecht en vraagt één dag per week een adviseur van het waterschap.
    Herstel: Vraag de gemeente wat zij nodig heeft en leg dat vast met 'opdracht set belang'.
    Vraag: Wat heeft deze gemeente nodig om mee te doen?
    """
    for belang in regio.belangen[opdracht.nummer]:
        organisatie = regio.organisaties[belang.organisatie]
        wishes = belang.wens.strip() and belang.deelname != Deelname.NEE
        if wishes and says_nothing(belang.nodig) and organisatie.soort == Soort.GEMEENTE:
            text = f"{organisatie.naam} wil meedoen, maar noemt niet wat daarvoor nodig is."
            yield about(belang, text, 'nodig="..."', (belang.wens, belang.nodig))


@rule("G303", Ernst.WAARSCHUWING, when=lambda status: status.is_on_the_table)
def both_sides_prepared(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Ambtenaren van een gemeente en van de regio schrijven mee (secretarissen: betrek inhoudelijke ambtenaren;
    maak samen de concretiseringsslag).

    Keten: wens
    Fout: De regio schrijft de opdracht; de gemeenten krijgen haar ter vaststelling.
    Goed: Een beleidsadviseur van Zundert en een van de regio schreven de opdracht samen.
    Herstel: Laat iemand van de andere kant meeschrijven en leg dat vast met 'opdracht add rol'.
    Vraag: Welke ambtenaar schrijft mee?
    """
    writers = [p for p in regio.in_role(opdracht.nummer, Rolnaam.VOORBEREIDER) if p.niveau == Niveau.AMBTELIJK]
    organisaties = [regio.organisaties[code] for code in dict.fromkeys(persoon.organisatie for persoon in writers)]
    present = {organisatie.soort for organisatie in organisaties}
    sides = ((Soort.GEMEENTE, "een ambtenaar van een gemeente"), (Soort.REGIO, "een ambtenaar van de regio"))
    missing = [words for soort, words in sides if soort not in present]
    if missing:
        names = [organisatie.naam for organisatie in organisaties]
        some = f"Alleen {joined(names)} {'schreven' if names[1:] else 'schreef'} mee"
        who = some if names else "Geen ambtenaar schreef mee"
        yield Found(
            f"{who}; voeg {' en '.join(missing)} toe.",
            repair=f"opdracht add rol opdracht={opdracht.nummer} rol=voorbereider persoon=CODE",
            measured=sorted((p.functie, regio.organisaties[p.organisatie].naam) for p in writers),
        )


@rule("G401", Ernst.WAARSCHUWING, when=lambda status: status == Status.AFGEROND)
def the_result_is_recorded(regio: Regio, opdracht: Opdracht, peildatum: date) -> Iterator[Found]:
    """Van wat klaar is, ligt het resultaat vast (secretarissen: toegevoegde waarde van de regio wordt niet gezien).

    Keten: verbinding
    Fout: De opdracht is klaar; of de kaart er kwam, staat nergens.
    Goed: De kaart is op 15 december 2027 vastgesteld en overgedragen aan de beheerder regionale gegevens.
    Herstel: Leg vast wanneer elke mijlpaal is gehaald en hoe de opdracht is afgerond, met 'opdracht set'.
    Vraag: Wat ligt er nu, en wie heeft er iets aan?
    """
    mijlpalen = sorted(regio.mijlpalen[opdracht.nummer], key=lambda mijlpaal: (mijlpaal.datum, mijlpaal.nr))
    missed = [mijlpaal for mijlpaal in mijlpalen if not is_reached(mijlpaal, peildatum)]
    gaps: dict[str, str] = {}
    if not mijlpalen:
        gaps["er is geen mijlpaal"] = f'opdracht add mijlpaal opdracht={opdracht.nummer} datum=DATUM resultaat="..."'
    elif missed:
        single = f"de mijlpaal van {long_date(missed[0].datum)} is"
        which = f"{len(missed)} mijlpalen zijn" if missed[1:] else single
        gaps[f"{which} niet gehaald"] = f"opdracht set {at(missed[-1])} gehaald_op=DATUM"
    if says_nothing(opdracht.afronding):
        gaps[f"de afronding {lacks(opdracht.afronding, 'is leeg')}"] = f'opdracht set {opdracht.nummer} afronding="..."'
    if gaps:
        text = f"De opdracht is klaar zonder vastgelegd resultaat: {' en '.join(gaps)}."
        measured = (opdracht.afronding, [(mijlpaal.datum, mijlpaal.resultaat) for mijlpaal in missed])
        yield Found(text, repair=next(iter(gaps.values())), measured=measured)


def _since_the_start(regio: Regio, opdracht: Opdracht, peildatum: date) -> list[date]:
    """The days of the conversations that were held by then, from shortly before the start; one can also be planned."""
    first = date.min if opdracht.van is None else opdracht.van
    days = (gesprek.datum for gesprek in regio.gesprekken[opdracht.nummer] if gesprek.datum <= peildatum)
    return [day for day in days if (first - day).days <= regio.settings.dagen_tot_gesprek]


def _no_talk(regio: Regio, opdracht: Opdracht, text: str, due: date) -> Found:
    repair = f'opdracht add gesprek opdracht={opdracht.nummer} datum=DATUM afspraken="..."'
    days = [gesprek.datum for gesprek in regio.gesprekken[opdracht.nummer]]
    return Found(text, repair=repair, measured=(opdracht.van, days), due=due)
