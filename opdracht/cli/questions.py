"""The questions of the wizard, in their order, with what a good answer looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from textwrap import shorten
from typing import Any

from opdracht.actions.setup import code_of
from opdracht.choices import Categorie, Dekking, Eenheid, Mandaat, Niveau, Rolnaam, Soort
from opdracht.cli import ask
from opdracht.model import Inzet, Mijlpaal, Opdracht, Randvoorwaarde, Record
from opdracht.records import field_value
from opdracht.region import Regio

Draft = dict[str, Any]


@dataclass
class Choices:
    """The records to choose from: those of the register, and the ones made on the way."""

    regio: Regio
    organisaties: list[dict[str, str]] = field(default_factory=list)
    personen: list[dict[str, str]] = field(default_factory=list)

    def as_file(self, draft: Draft) -> dict[str, Any]:
        """The draft as a region file, with the new records it needs."""
        parts = {"organisaties": self.organisaties, "personen": self.personen, "opdrachten": [draft]}
        return {name: part for name, part in parts.items() if part}

    def restore(self, data: dict[str, Any]) -> None:
        """The new records of a draft that was kept."""
        self.organisaties = data.get("organisaties", [])
        self.personen = data.get("personen", [])

    def organisatie(self, question: str, *, may_skip: bool = True) -> str:
        """The code of an organisatie, new or known; SKIP for none."""
        known = [(code, organisatie.naam) for code, organisatie in self.regio.organisaties.items()]
        known += [(new["code"], new["naam"]) for new in self.organisaties]
        answer = ask.choose(question, known, new="Een organisatie toevoegen", may_skip=may_skip)
        if not ask.is_new(answer):
            return answer
        naam = ask.needed_text("Naam van de organisatie:", "Moerdijk")
        soort = ask.choose("Wat voor organisatie is het?", [(soort, soort) for soort in Soort], may_skip=False)
        code = self._free(code_of(naam), {code for code, _ in known})
        self.organisaties.append({"code": code, "naam": naam, "soort": str(soort)})
        return code

    def persoon(self, question: str, niveau: Niveau | None) -> str:
        """The code of a person on a level, new or known; SKIP for none."""
        known = [
            (code, f"{persoon.functie}, {self._name(persoon.organisatie)}")
            for code, persoon in self.regio.personen.items()
            if niveau in (None, persoon.niveau)
        ]
        known += [
            (new["code"], f"{new['functie']}, {self._name(new['organisatie'])}")
            for new in self.personen
            if niveau in (None, new["niveau"])
        ]
        answer = ask.choose(question, known, new="Een persoon toevoegen")
        if not ask.is_new(answer):
            return answer
        functie = ask.needed_text(
            "Functie:", "gemeentesecretaris" if niveau == Niveau.AMBTELIJK else "wethouder Economie"
        )
        organisatie = self.organisatie("Bij welke organisatie?", may_skip=False)
        level = niveau or ask.choose("Op welk niveau?", [(one, one) for one in Niveau], may_skip=False)
        taken = {*self.regio.personen, *(new["code"] for new in self.personen)}
        code = self._free(code_of(f"{functie} {organisatie}"), taken)
        self.personen.append({"code": code, "functie": functie, "organisatie": organisatie, "niveau": str(level)})
        return code

    def _name(self, code: str) -> str:
        if code in self.regio.organisaties:
            return self.regio.organisaties[code].naam
        return next((new["naam"] for new in self.organisaties if new["code"] == code), code)

    def _free(self, code: str, taken: set[str]) -> str:
        code = code or "nieuw"
        number = 2
        free = code
        while free in taken:
            free, number = f"{code}-{number}", number + 1
        return free


@dataclass(frozen=True)
class Question:
    """One question: `explanation` says what it is for, `ask` puts the answer in the draft."""

    name: str
    explanation: str
    ask: Callable[[Draft, Choices], None]
    needed: bool = False
    applies: Callable[[Regio], bool] = lambda regio: True
    """Whether there is something to ask: a region without ambitions has none to choose from."""

    def answered(self, draft: Draft) -> bool:
        """Whether the draft has an answer."""
        if self.name in tuple(Rolnaam):
            return self.name in draft.get("rollen", {})
        if self.name.startswith("afbakening_"):
            return self.name.removeprefix("afbakening_") in draft.get("afbakening", {})
        return self.name in draft


def _asking(label: str) -> str:
    return label if label.endswith(("?", "...")) else f"{label}:"


def _start_of(text: str) -> str:
    return shorten(text, 70, placeholder=" ...")


def _put(draft: Draft, name: str, answer: str) -> None:
    part, _, key = name.partition("_") if name.startswith("afbakening_") else ("", "", name)
    place = draft.setdefault(part, {}) if part else draft
    if answer:
        place[key] = str(answer)
    else:
        place.pop(key, None)


def _text(name: str, label: str, explanation: str, example: str, *, needed: bool = False) -> Question:
    def put(draft: Draft, choices: Choices) -> None:
        earlier = draft.get("afbakening", {}).get(name.removeprefix("afbakening_"), "") or draft.get(name, "")
        answer = ask.text(_asking(label), example, str(earlier), lambda given: field_value(Opdracht, name, given))
        _put(draft, name, answer)

    return Question(name, explanation, put, needed)


def _word(name: str, label: str, explanation: str, words: type[StrEnum]) -> Question:
    def put(draft: Draft, choices: Choices) -> None:
        _put(draft, name, ask.choose(_asking(label), [(word, word) for word in words], now=draft.get(name, "")))

    return Question(name, explanation, put)


def _known(name: str, label: str, explanation: str, listed: Callable[[Regio], list[tuple[str, str]]]) -> Question:
    def put(draft: Draft, choices: Choices) -> None:
        _put(draft, name, ask.choose(_asking(label), listed(choices.regio), now=draft.get(name, "")))

    return Question(name, explanation, put, applies=lambda regio: bool(listed(regio)))


def _role(rol: Rolnaam, niveau: Niveau | None, explanation: str) -> Question:
    def put(draft: Draft, choices: Choices) -> None:
        code = choices.persoon(f"{rol.capitalize()}:", niveau)
        _put(draft.setdefault("rollen", {}), rol.value, code)

    return Question(rol.value, explanation, put)


def _several(
    name: str, explanation: str, first: Callable[[Choices], str], rest: Callable[[Choices, str], Draft]
) -> Question:
    """A list: the questions of one item, until the first of them is passed over."""

    def put(draft: Draft, choices: Choices) -> None:
        items: list[Draft] = draft.get(name, [])
        if items:
            ask.note(f"U hebt er al {len(items)}.")
        while start := first(choices):
            try:
                item = rest(choices, start)
            except ask.Back:
                ask.note("Deze vervalt; begin er opnieuw aan, of sla over.")
                continue
            items.append({key: value for key, value in item.items() if value})
            draft[name] = items
            ask.note(f"Genoteerd ({len(items)}). Nog een? Of sla over, dan gaat u door.")

    return Question(name, explanation, put)


def _field(model: type[Record], name: str, label: str, example: str, *, needed: bool = False) -> str:
    put = ask.needed_text if needed else ask.text
    return put(_asking(label), example, read=lambda given: field_value(model, name, given))


def _mijlpaal_datum(choices: Choices) -> str:
    return _field(Mijlpaal, "datum", "Datum van de mijlpaal", "1 april 2027")


def _mijlpaal(choices: Choices, datum: str) -> Draft:
    return {
        "datum": datum,
        "resultaat": _field(
            Mijlpaal, "resultaat", "Wat ligt er dan?", "Gegevens van 16 gemeenten zijn binnen.", needed=True
        ),
        "eigenaar": choices.persoon("Wie zorgt ervoor?", None),
        "besluit_door": _field(Mijlpaal, "besluit_door", "Wie besluit erover?", "algemeen bestuur"),
    }


def _randvoorwaarde_categorie(choices: Choices) -> str:
    return ask.choose("Soort randvoorwaarde:", [(one, one) for one in Categorie])


def _randvoorwaarde(choices: Choices, categorie: str) -> Draft:
    return {
        "categorie": str(categorie),
        "tekst": _field(
            Randvoorwaarde, "tekst", "Wat moet er geregeld zijn?", "De netbeheerder levert de gegevens.", needed=True
        ),
        "eigenaar": choices.persoon("Wie regelt het, aan de kant van de opdrachtgever?", None),
        "uiterlijk": _field(Randvoorwaarde, "uiterlijk", "Uiterlijk wanneer?", "1 februari 2027"),
        "gevolg": _field(Randvoorwaarde, "gevolg", "Als dit niet lukt, dan ...", "schuift de kaart een kwartaal op"),
    }


def _inzet_organisatie(choices: Choices) -> str:
    return choices.organisatie("Welke organisatie werkt eraan?")


def _inzet(choices: Choices, organisatie: str) -> Draft:
    return {
        "organisatie": organisatie,
        "profiel": _field(Inzet, "profiel", "Wie is er nodig?", "projectleider", needed=True),
        "hoeveelheid": _field(Inzet, "hoeveelheid", "Hoeveel?", "300", needed=True),
        "eenheid": str(ask.choose("Waarin geteld?", [(one, one) for one in Eenheid], may_skip=False)),
    }


QUESTIONS: tuple[Question, ...] = (
    _text("titel", "Titel", "Hoe heet de opdracht? Kort en herkenbaar.", "Stroomkaart bedrijventerreinen", needed=True),
    _known("ambitie", "Ambitie", "Aan welke ambitie van de regio werkt zij?",
           lambda regio: [(code, ambitie.titel) for code, ambitie in regio.ambities.items()]),
    _known("besluit", "Besluit", "Uit welk besluit volgt zij?",
           lambda regio: [(code, f"{code}: {_start_of(besluit.tekst)}") for code, besluit in regio.besluiten.items()]),
    _text("aanleiding", "Aanleiding", "Wat is er aan de hand?", "Op tien bedrijventerreinen is het stroomnet vol."),
    _text("doel", "Doel", "Waarvoor doet u het?", "Bedrijven weten waar zij kunnen groeien."),
    _text("beoogd_resultaat", "Beoogd resultaat", "Wat ligt er als het klaar is? Noem een datum, een getal en een product.",
          "Op 15-12-2027 staat op één kaart waar het stroomnet vol is."),
    _text("afbakening_wel", "Wat hoort er wel bij?", "De grens van de opdracht.", "Alle bedrijventerreinen groter dan 5 hectare."),
    _text("afbakening_niet", "Wat hoort er niet bij?", "De andere kant van die grens.", "Woonwijken."),
    _text("van", "Begindatum", "Wanneer begint zij?", "1 januari 2027"),
    _text("tot", "Einddatum", "Wanneer is zij klaar?", "15 december 2027"),
    _text("prioriteit", "Prioriteit", "Hoe dringend is zij? Van 1 (hoogst) tot en met 5.", "2"),
    _role(Rolnaam.BESTUURLIJK_OPDRACHTGEVER, Niveau.BESTUURLIJK, "Wie bepaalt het wat? Eén bestuurder."),
    _role(Rolnaam.AMBTELIJK_OPDRACHTGEVER, Niveau.AMBTELIJK, "Wie bewaakt aanpak en capaciteit? Vaak de secretaris."),
    _role(Rolnaam.BESTUURLIJK_OPDRACHTNEMER, Niveau.BESTUURLIJK, "Wie neemt de opdracht aan namens het regiobestuur?"),
    _role(Rolnaam.AMBTELIJK_OPDRACHTNEMER, Niveau.AMBTELIJK, "Wie werkt haar uit en meldt afwijkingen?"),
    _role(Rolnaam.VOORBEREIDER, Niveau.AMBTELIJK, "Welke inhoudelijke ambtenaar schreef mee?"),
    _several("mijlpalen", "Welke tussenresultaten liggen er, en wanneer?", _mijlpaal_datum, _mijlpaal),
    _several("randvoorwaarden", "Wat moet er geregeld zijn om te slagen?", _randvoorwaarde_categorie, _randvoorwaarde),
    _several("inzet", "Wie werkt er hoeveel uur aan?", _inzet_organisatie, _inzet),
    _text("budget", "Budget in euro's", "Wat kost het?", "25000"),
    _word("dekking", "Dekking", "Past dat binnen de begroting?", Dekking),
    _word("mandaat", "Mandaat", "Is er een mandaat nodig?", Mandaat),
    _text("risicos", "Risico's", "Wat kan er misgaan, en waar gaat u van uit?", "De netbeheerder levert te laat."),
    _text("besluitvorming", "Besluitvorming", "Welk orgaan besluit wanneer?", "Het algemeen bestuur besluit op 15-12-2027."),
    _text("verantwoording", "Verantwoording", "Aan wie vertelt u hoe het gaat, en hoe vaak?",
          "Elk kwartaal een bladzijde aan de secretarissenkring."),
    _text("escalatie", "Escalatie", "Wat doet u als het vastloopt?", "Eerst de twee secretarissen, dan de twee bestuurders."),
)  # fmt: skip
"""The outline of a good opdracht, from what for to what if; the rest can be filled in with `opdracht edit`."""
