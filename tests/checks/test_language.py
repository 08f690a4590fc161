"""Dutch sentences as different secretaries write them, judged as a reader would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opdracht.checks.language import (
    anchors,
    as_name,
    long_sentences,
    passives,
    readability,
    says_more_than_when,
    sentences,
    signs_in,
    vague_words,
    words,
)
from opdracht.checks.saying import says_nothing
from opdracht.checks.vocabulary import (
    DATE,
    DECIDES,
    EMPTY_DOING,
    IS_SO,
    LOFTY,
    NOT_COUNTING,
    NUMBER,
    READY,
    RUNS,
    SIGNS,
    TANGIBLE,
    VAGUE_PATTERNS,
)

DOERS = frozenset(
    as_name(name)
    for name in (
        "Breda",
        "Bergen op Zoom",
        "Etten-Leur",
        "Moerdijk",
        "Roosendaal",
        "Steenbergen",
        "Zundert",
        "Halderberge",
        "Rucphen",
        "Oosterhout",
        "Regio West-Brabant",
        "rwb",
        "directeur",
        "'s-Hertogenbosch",
    )
)

CONCRETE = (
    "Uiterlijk 1 maart 2028 rijden er veertien elektrische buurtbussen tussen de dorpen.",
    "De omgevingsdienst heeft voor de zomer van 2027 alle 340 stallen gecontroleerd.",
    "Er ligt een getekende overeenkomst met de drie ziekenhuizen over de spoedzorg.",
    "In december 2028 zijn 1.200 huizen van het gas af.",
    "Het algemeen bestuur stelt in juni de begroting voor 2028 vast.",
    "Binnen zes maanden heeft elke gemeente een vast telefoonnummer voor mantelzorgers.",
    "Tachtig jongeren zonder diploma hebben op 31 december een leerwerkplek.",
    "De wachttijd voor schuldhulp daalt van elf naar vier weken.",
    "Breda bouwt een opvanglocatie met 250 bedden, klaar in het derde kwartaal van 2028.",
    "Een gezamenlijk inkoopcontract voor jeugdzorg is getekend door negen colleges.",
    "Vóór 15 mei levert de projectleider een rapport met de kosten per kern.",
    "Op de A58 staan voor 2029 twaalf nieuwe laadpalen voor vrachtwagens.",
    "De raad van Zundert besluit op 12-10-2027 over de verordening.",
    "Eind 2027 hebben we 35 kilometer fietspad verbreed tot vier meter.",
    "Het aantal inbraken in bedrijfspanden is in 2029 een kwart lager dan nu.",
    "De gemeente Moerdijk opent een servicepunt waar ondernemers hun vergunning aanvragen.",
    "Alle raadsleden krijgen elk kwartaal een overzicht van de uitgaven, voor het eerst op 1 april 2027.",
    "500 daken van scholen en sporthallen zijn bedekt met zonnepanelen.",
    "Het waterschap en Steenbergen leggen drie kilometer natuurvriendelijke oever aan.",
    "De programmamanager levert een draaiboek voor hoogwater op.",
    "In het schooljaar 2027-2028 lopen 100 mbo-studenten stage bij een gemeente.",
    "Begin 2028 is de website live waarop inwoners hun afvalkosten zien.",
    "Vijftien huisartsen werken met hetzelfde digitale formulier voor verwijzing.",
    "Per 1 juli 2027 vervallen de 27 losse regelingen en geldt er één verordening.",
    "De zeventien gemeenten gebruiken vanaf 1 januari 2028 hetzelfde zaaksysteem.",
    "Op 1 september staan de namen van alle vrijwilligers in een openbaar register.",
    "Roosendaal plaatst 40 camera's op het spooremplacement.",
    "Aan het eind van 2027 is bij 60 van de 85 bruggen de draagkracht gemeten.",
    "De wethouders ondertekenen in november een convenant met de woningcorporaties.",
    "Iedere school heeft in 2028 een rookvrij plein.",
    "Tussen Etten-Leur en Roosendaal ligt een snelfietsroute van 14 kilometer.",
    "De directeur van RWB stuurt elke maand een memo van een bladzijde.",
    "Het regionale meldpunt voor overlast is dag en nacht bereikbaar en handelt 90 procent binnen 48 uur af.",
    "Een lijst van leegstaande panden, met per pand de eigenaar en het oppervlak.",
    "Minstens 300 werkzoekenden volgen een taalcursus.",
    "Uiterlijk in week 20 heeft ieder college het voorstel behandeld.",
    "De GGD vaccineert 95% van de tweejarigen.",
    "Voor kerst 2027 zijn de sloten langs de N268 uitgebaggerd.",
    "Halderberge en Rucphen delen vanaf juli twee jeugdboa's.",
    "RWB publiceert op 1-6-2028 een atlas met de 40 mooiste wandelroutes.",
    "Het zwembad in Oosterhout draait in 2029 op een warmtepomp.",
    "Een handleiding van tien bladzijden voor raadsleden.",
    "200 hectare nieuw bos in 2030.",
    "Na afloop hebben zes kernen een AED die dag en nacht bereikbaar is.",
)

EMPTY = (
    "De regio ontwikkelt zich tot een aantrekkelijk gebied om te wonen en te werken.",
    "We zetten samen met onze partners stevig in op een circulaire economie.",
    "Een krachtige en veerkrachtige regio die klaar is voor de toekomst.",
    "De gemeenten werken intensief samen aan een gezonde leefomgeving.",
    "Wij willen de verbinding tussen onderwijs en arbeidsmarkt verder versterken.",
    "Er is meer aandacht voor de positie van kwetsbare inwoners.",
    "Het stimuleren van innovatie bij het midden- en kleinbedrijf.",
    "De samenwerking tussen overheid, ondernemers en onderwijs wordt verder uitgebouwd.",
    "We geven ruimte aan initiatieven uit de samenleving.",
    "Samen bouwen we aan een duurzame en leefbare regio voor iedereen.",
    "De kwaliteit van de dienstverlening is merkbaar verbeterd.",
    "Er is draagvlak voor een integrale aanpak van de woningbouwopgave.",
    "De energietransitie wordt in gezamenlijkheid opgepakt en waar mogelijk versneld.",
    "Regio West-Brabant pakt haar rol als aanjager van de brede welvaart.",
    "We verkennen de kansen van digitalisering voor onze inwoners.",
    "De bereikbaarheid van de regio is op orde en toekomstbestendig.",
    "Beter benutten van elkaars kennis en expertise.",
    "Gemeenten en provincie trekken als één overheid op richting het Rijk.",
    "De kwaliteit van het landelijk gebied is geborgd.",
    "In 2030 is onze regio een van de meest innovatieve van het land.",
    "Een goed vestigingsklimaat draagt bij aan de groei van de werkgelegenheid.",
    "Inwoners voelen zich gezien, gehoord en gesteund.",
    "Bestuurders voeren het gesprek over de gezamenlijke opgaven en zoeken elkaar actief op.",
    "Er ontstaat meer samenhang tussen de verschillende beleidsterreinen en programma's.",
    "We maken werk van de arbeidsmarkt van morgen.",
    "De regio profileert zich sterker richting Den Haag en Brussel.",
    "Een gezamenlijke visie op mobiliteit waarin alle partners zich herkennen.",
    "Inwoners en ondernemers ervaren minder drempels.",
    "Het programma levert een bijdrage aan de verduurzaming van de gebouwde omgeving.",
    "De gemeenten ondersteunen elkaar bij complexe vraagstukken.",
    "Komende jaren investeren we in een toekomstgericht landelijk gebied.",
    "De samenwerking in de keten is geoptimaliseerd.",
    "Breda wil een inspirerende voorbeeldrol vervullen.",
    "Er is een lerende omgeving waarin professionals elkaar versterken.",
    "West-Brabant staat in 2035 bekend als groene topregio.",
    "Betere benutting van de kansen rond logistiek.",
    "De colleges blijven met elkaar in gesprek over de woonopgave.",
    "Meer grip op de ondermijnende criminaliteit.",
    "We faciliteren inwonersinitiatieven en nemen belemmeringen weg.",
    "Een plan van aanpak om het netwerk verder uit te bouwen.",
    "De regionale samenwerking is slagvaardig en transparant ingericht.",
    "Voldoende betaalbare woningen voor alle doelgroepen.",
    "RWB jaagt de transitie naar een nieuwe economie aan.",
    "We voeren gesprekken met partners om kansen te inventariseren.",
)


def judged_concrete(text: str) -> bool:
    return len(anchors(text, DOERS)) >= 2


def test_concrete_and_empty_sentences_are_told_apart() -> None:
    wrong = [text for text in CONCRETE if not judged_concrete(text)] + [text for text in EMPTY if judged_concrete(text)]
    assert len(CONCRETE) >= 40
    assert len(EMPTY) >= 40
    assert len(wrong) <= (len(CONCRETE) + len(EMPTY)) * 3 // 40, "\n".join(wrong)


@pytest.mark.parametrize(("kind", "concrete"), [("concreet", True), ("leeg", False)])
def test_sentences_written_without_knowing_the_rules_are_told_apart(kind: str, concrete: bool) -> None:
    texts = (Path(__file__).parent / f"zinnen-{kind}.txt").read_text("utf-8").splitlines()
    wrong = [text for text in texts if judged_concrete(text) != concrete]
    assert len(texts) == 110
    assert len(wrong) <= len(texts) * 6 // 40, "\n".join(wrong)


def test_no_empty_sentence_passes_for_concrete() -> None:
    assert [text for text in EMPTY if judged_concrete(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Op 1-7-2027 tekent Breda het contract.", {"datum", "doener", "product"}),
        ("Per 1 januari gelden 16 regels.", {"datum", "getal", "product"}),
        ("Eind 2028", {"datum"}),
        ("In het derde kwartaal", {"datum"}),
        ("Voor de zomer van 2027", {"datum"}),
        ("Er zijn 2000 woningen.", {"getal", "product"}),
        ("2.000 euro", {"getal"}),
        ("Vierentwintig keer", {"getal"}),
        ("Bergen op Zoom en Etten-Leur doen mee.", {"doener"}),
        ("'s-Hertogenbosch doet mee.", {"doener"}),
        ("De gemeenten doen mee.", set()),
        ("Elke gemeente doet mee.", {"doener"}),
        ("Twaalf gemeenten doen mee.", {"getal", "doener"}),
        ("De gemeente Moerdijk doet mee.", {"doener"}),
        ("Langs de A27 en de N268.", set()),
        ("Wij trekken op als één regio.", set()),
        ("Eén loket.", {"getal", "product"}),
        ("De enquête is af.", {"product"}),
        ("Het vmbo-loket.", {"product"}),
        ("Een fijne plek voor iedereen.", set()),
        ("De plekken zijn gekozen.", {"product"}),
        ("De dienstverlening en de samenhang.", set()),
        ("RWB zet in op een loket.", set()),
        ("RWB opent een loket, wat bijdraagt aan de groei.", {"doener", "product"}),
        ("Een inwoner kan 's avonds een paspoort ophalen.", {"product"}),
        ("'s Avonds is het stil.", set()),
        ("Wij gaan in 2027 aan de slag met drie pijlers.", {"datum"}),
        ("Zeven gemeenten spreken in 2027 met één mond.", {"datum"}),
        ("Zeven gemeenten tekenen in 2027.", {"datum", "doener", "getal"}),
        ("", set()),
    ],
)
def test_anchors(text: str, found: set[str]) -> None:
    assert set(anchors(text, DOERS)) == found


@pytest.mark.parametrize("text", [*CONCRETE, *EMPTY])
def test_whether_a_text_says_more_than_when_agrees_with_its_anchors(text: str) -> None:
    assert says_more_than_when(text, DOERS) == bool(anchors(text, DOERS).keys() - {"datum"})


def test_two_anchors_are_enough_to_look_for() -> None:
    text = "Op 1-7-2027 tekent Breda het contract voor 16 gemeenten."
    assert len(anchors(text, DOERS)) == 4
    assert anchors(text, DOERS, 2).items() < anchors(text, DOERS).items()


SIGNED = {
    "datum": DATE,
    "getal": NUMBER,
    "geen getal": NOT_COUNTING,
    "tastbaar": TANGIBLE,
    "mooi": LOFTY,
    **VAGUE_PATTERNS,
    **EMPTY_DOING,
}


def test_every_sign_belongs_to_a_pattern() -> None:
    assert SIGNS.keys() == SIGNED.keys() | {"worden", "stand"}


@pytest.mark.parametrize("pattern", [READY, DECIDES, RUNS, IS_SO])
@given(data=st.data())
def test_what_says_that_something_is_in_a_state_has_the_sign_of_it(
    data: st.DataObject, pattern: re.Pattern[str]
) -> None:
    assert "stand" in signs_in(data.draw(st.from_regex(pattern)))


@pytest.mark.parametrize(("sign", "pattern"), SIGNED.items(), ids=map(str, range(len(SIGNED))))
@given(data=st.data())
def test_what_a_pattern_matches_has_its_sign(data: st.DataObject, sign: str, pattern: re.Pattern[str]) -> None:
    text = data.draw(st.from_regex(pattern))
    assert sign in signs_in(text)


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("We zetten de komende jaren stevig in op toerisme.", ("inzetten op",)),
        ("Om in te zetten op groei.", ("inzetten op",)),
        ("Er is ingezet op groei.", ("inzetten op",)),
        ("Het college speelt snel in op vragen.", ("inspelen op",)),
        ("Dit draagt voor een deel bij aan de groei.", ("bijdragen aan",)),
        ("RWB jaagt de vernieuwing aan.", ("aanjagen",)),
        ("We ontwikkelen het loket verder door.", ("doorontwikkelen",)),
        ("Wij geven initiatieven de ruimte.", ("ruimte geven",)),
        ("De kwaliteit is geborgd.", ("borgen",)),
        ("Toekomstbestendig en integraal, waar mogelijk.", ("waar mogelijk", "integraal", "toekomstbestendig")),
        ("Breda zet tien bussen in op zaterdag.", ()),
        ("De kaart geeft de vrije ruimte per terrein.", ()),
        ("De borgsom is 100 euro.", ()),
        ("Bij het loket ligt een folder; wij zetten de balie neer. Breda stemt in op 1 mei.", ()),
        ("Bedrijven weten waar zij kunnen groeien.", ()),
        ("Moerdijk heeft 4 kilometer dijk versterkt.", ()),
        ("De brug verbindt Oudemeer en Zilverwoude.", ()),
        ("Elke gemeente draagt 2 euro per inwoner bij aan het fonds.", ()),
        ("Integraal kindcentrum De Regenboog opent.", ()),
        ("Wij zetten 12 boa's in op het strand.", ()),
        ("Het waterschap zet pompen in op drie plekken.", ()),
        ("We zetten in op drie pijlers.", ("inzetten op",)),
        ("De brug naar de toekomst: wij versterken de samenwerking.", ("versterken",)),
        ("Moerdijk versterkt de samenwerking.", ("versterken",)),
        ("Een integrale aanpak draagt bij aan de opgave.", ("bijdragen aan", "integraal")),
    ],
)
def test_vague_words_also_when_split(text: str, vague: tuple[str, ...]) -> None:
    assert tuple(vague_words(text)) == vague


def test_vague_words_are_given_as_they_stand_in_the_text() -> None:
    text = "Wij Zetten de komende jaren met alle partners stevig in op groei. Er is geborgd dat het wordt gestimuleerd."
    assert list(vague_words(text).values()) == ["Zetten ... in op", "geborgd", "gestimuleerd"]


@pytest.mark.parametrize(
    ("text", "participles"),
    [
        ("Het plan wordt door het college vastgesteld.", ("vastgesteld",)),
        ("De regels worden onderzocht en besproken.", ("onderzocht", "besproken")),
        ("Wat er wordt ingezet, telt mee.", ("ingezet",)),
        ("De aanvraag wordt ingediend.", ("ingediend",)),
        ("De brug werd vernieuwd.", ("vernieuwd",)),
        ("Inwoners worden betrokken bij het ontwerp.", ("betrokken",)),
        ("Mogelijkheden worden benut.", ("benut",)),
        ("De gemeente wordt opdrachtgever van bedrijven.", ()),
        ("De overheid wordt eigenaar van het gebied.", ()),
        ("De kaart wordt groter en Breda bepaalt de plek.", ()),
        ("De tegenstellingen worden kleiner door de vragenlijsten van de hogescholen.", ()),
        ("Het loket wordt een begrip bij gemeenten en gezinnen.", ()),
        ("De weg wordt geschikt voor fietsers.", ()),
        ("Zij wordt directeur, het plan is gemaakt.", ()),
        ("Breda heeft de brug gebouwd.", ()),
    ],
)
def test_passives(text: str, participles: tuple[str, ...]) -> None:
    assert passives(text) == participles


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Op 1.3.2027 kost het 4.500 euro, bijv. voor stenen. Daarna niet.", 2),
        ("Op 1-4-2027 is het af. 12 gemeenten tekenen.", 2),
        ("Het besluit (art. 3) geldt o.a. voor Breda. Klaar!", 2),
        ("Zie blz. 12 t/m 14 en nr. 4.", 1),
        ("- een kaart\n- een lijst\n- een loket", 3),
        ("Dit loopt door\nop de volgende regel. En dan?", 2),
        ("De prijs daalt; de kwaliteit stijgt.", 2),
        ("Uiterlijk 15 dec. 2027 is het klaar.", 1),
        ("", 0),
        ("...", 0),
    ],
)
def test_sentences(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts


def test_a_sentence_of_twenty_words_is_not_long() -> None:
    twenty = " ".join(["woord"] * 20) + "."
    assert long_sentences(f"{twenty} {twenty.capitalize()}") == ()
    assert long_sentences(f"Eén {twenty}") == (f"Eén {twenty}",)


def test_words_keep_their_accents_and_hyphens() -> None:
    assert words("Eén vmbo-loket in Etten-Leur: 3 foto's, België.") == [
        "Eén", "vmbo-loket", "in", "Etten-Leur", "foto's", "België",
    ]  # fmt: skip


def test_easy_text_scores_high_and_hard_text_low() -> None:
    easy = (
        "Op de kaart staat waar nog stroom is. Het bedrijf belt de gemeente. De gemeente kijkt op de kaart. Is er plek?"
    )
    easy += " Dan komt het bedrijf daar. Is er geen plek, dan zoekt de gemeente verder."
    hard = (
        "De intergemeentelijke samenwerkingsverbanden bewerkstelligen beleidsmatige harmonisatie van procedures voor "
        "vergunningverlening, waarbij organisatorische verantwoordelijkheden, financiële randvoorwaarden en communicatieve "
        "uitgangspunten gezamenlijk geformuleerd en vervolgens geoperationaliseerd dienen te worden ten behoeve van de "
        "maatschappelijke opgaven in het desbetreffende gebied."
    )
    easily, hardly = readability(easy), readability(hard)
    assert easily is not None
    assert hardly is not None
    assert easily > 80
    assert hardly < 20


def test_a_few_words_have_no_score() -> None:
    assert readability("Kort.") is None


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        *(
            (text, True)
            for text in ("", " \n", "-", "?", "...", "n.v.t.", "Zie bijlage.", "Volgt nog", "p.m.", "PM", "ja", "x")
        ),
        *(
            (text, False)
            for text in ("Minder files.", "AB-1", "2026/113", "Ja, met een lening.", "Zie bijlage 3 van AB-2026-4.")
        ),
    ],
)
def test_what_only_stands_in_for_a_text_says_nothing(text: str, nothing: bool) -> None:
    assert says_nothing(text) == nothing
