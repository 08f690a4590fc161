"""The questions of the wizard, in their order, with what a good answer looks like."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from opdracht.choices import Niveau, Rolnaam, Soort
from opdracht.cli import ask
from opdracht.codec import Fields
from opdracht.model import Inzet, Mijlpaal, Opdracht, Randvoorwaarde, Record, declarations
from opdracht.model.base import word_list
from opdracht.records import code_of, field_value, free_code
from opdracht.region import Regio

Codes = Sequence[tuple[str, str]]
"""Codes, each with the words people know it by."""


@dataclass
class Choices:
    """The records to choose from: those of the register, and the new ones made on the way, by their plural names."""

    regio: Regio
    new: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {"organisaties": [], "personen": []})

    def organisatie(self, question: str, *, may_skip: bool = True) -> str:
        """The code of an organisatie, new or known; SKIP for none."""
        new = self.new["organisaties"]
        known = [(code, organisatie.naam) for code, organisatie in self.regio.organisaties.items()]
        known += [(fields["code"], fields["naam"]) for fields in new]
        answer = ask.choose(question, known, new="Een organisatie toevoegen", may_skip=may_skip)
        if not ask.is_new(answer):
            return answer
        naam = ask.needed_text("Naam van de organisatie:", "Moerdijk")
        soort = ask.choose("Wat voor organisatie is het?", _words(Soort), may_skip=False)
        code = free_code(code_of(naam), {code for code, _ in known})
        new.append({"code": code, "naam": naam, "soort": str(soort)})
        return code

    def persoon(self, question: str, niveau: Niveau | None) -> str:
        """The code of a person on a level, new or known; SKIP for none."""
        new = self.new["personen"]
        known = [
            (code, f"{persoon.functie}, {self._name(persoon.organisatie)}")
            for code, persoon in self.regio.personen.items()
            if niveau in (None, persoon.niveau)
        ]
        known += [
            (fields["code"], f"{fields['functie']}, {self._name(fields['organisatie'])}")
            for fields in new
            if niveau in (None, fields["niveau"])
        ]
        answer = ask.choose(question, known, new="Een persoon toevoegen")
        if not ask.is_new(answer):
            return answer
        example = "gemeentesecretaris" if niveau == Niveau.AMBTELIJK else "wethouder Economie"
        functie = ask.needed_text("Functie:", example)
        organisatie = self.organisatie("Bij welke organisatie?", may_skip=False)
        level = niveau or ask.choose("Op welk niveau?", _words(Niveau), may_skip=False)
        taken = {*self.regio.personen, *(fields["code"] for fields in new)}
        code = free_code(code_of(f"{functie} {organisatie}"), taken)
        new.append({"code": code, "functie": functie, "organisatie": organisatie, "niveau": str(level)})
        return code

    def _name(self, code: str) -> str:
        if code in self.regio.organisaties:
            return self.regio.organisaties[code].naam
        return next((fields["naam"] for fields in self.new["organisaties"] if fields["code"] == code), code)


def _words(words: type[Soort | Niveau] | Sequence[str]) -> Codes:
    return [(word, word) for word in words]


@dataclass(frozen=True)
class WizardQuestion:
    """One question: `explanation` says what it is for, `ask` puts the answer in the draft."""

    name: str
    explanation: str
    ask: Callable[[Fields, Choices], None]
    applies: Callable[[Regio], bool] = lambda regio: True
    """Whether there is something to ask: a region without ambitions has none to choose from."""

    @property
    def needed(self) -> bool:
        """Whether the register cannot do without an answer."""
        return self.name in Opdracht.model_fields and Opdracht.model_fields[self.name].is_required()

    def answered(self, draft: Fields) -> bool:
        """Whether the draft has an answer."""
        group, name = _place(self.name)
        return name in (draft.get(group, {}) if group else draft)


def _place(name: str) -> tuple[str, str]:
    """Where an answer stands in a draft, which has the shape of a file: the group, and the name within it."""
    if name in tuple(Rolnaam):
        return "rollen", name
    group, _, part = name.partition("_")
    return (group, part) if group == "afbakening" else ("", name)


def _put(draft: Fields, name: str, answer: str) -> None:
    group, name = _place(name)
    fields = draft.setdefault(group, {}) if group else draft
    if answer:
        fields[name] = str(answer)
    else:
        fields.pop(name, None)


def _earlier(draft: Fields, name: str) -> str:
    group, name = _place(name)
    return str((draft.get(group, {}) if group else draft).get(name, ""))


def _asking(label: str) -> str:
    return label if label.endswith(("?", "...")) else f"{label}:"


def _text(name: str, explanation: str, label: str = "") -> WizardQuestion:
    """A question for a text; a label in other words than on the field itself, where those ask better."""
    declared = declarations(Opdracht)[name]

    def put(draft: Fields, choices: Choices) -> None:
        def read(given: str) -> object:
            return field_value(Opdracht, name, given)

        try:
            answer = ask.text(_asking(label or declared.label), declared.example, _earlier(draft, name), read)
        except ask.Stop as stop:
            if stop.half.strip():
                _put(draft, name, stop.half.strip())
            raise
        _put(draft, name, answer)

    return WizardQuestion(name, explanation, put)


def _choice(name: str, explanation: str, listed: Callable[[Regio], Codes]) -> WizardQuestion:
    """A question with the records or words to choose from."""

    def put(draft: Fields, choices: Choices) -> None:
        label = _asking(declarations(Opdracht)[name].label)
        _put(draft, name, ask.choose(label, listed(choices.regio), now=_earlier(draft, name)))

    return WizardQuestion(name, explanation, put, applies=lambda regio: bool(listed(regio)))


def _word(name: str, explanation: str) -> WizardQuestion:
    return _choice(name, explanation, lambda regio: [(word, word) for word in word_list(Opdracht, name) or ()])


def _role(rol: Rolnaam, niveau: Niveau | None, explanation: str) -> WizardQuestion:
    def put(draft: Fields, choices: Choices) -> None:
        _put(draft, rol.value, choices.persoon(f"{rol.capitalize()}:", niveau))

    return WizardQuestion(rol.value, explanation, put)


def _several(
    kind: type[Record], explanation: str, first: Callable[[Choices], str], rest: Callable[[Choices, str], Fields]
) -> WizardQuestion:
    """A list: the questions of one item, until the first of them is passed over."""
    name = kind.meervoud

    def put(draft: Fields, choices: Choices) -> None:
        items: list[Fields] = draft.get(name, [])
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

    return WizardQuestion(name, explanation, put)


def _field(kind: type[Record], name: str, label: str) -> str:
    """The answer for a field of an item; one that the item cannot do without may not be passed over."""
    put = ask.needed_text if kind.model_fields[name].is_required() else ask.text
    return put(_asking(label), declarations(kind)[name].example, read=lambda given: field_value(kind, name, given))


def _first_datum(choices: Choices) -> str:
    question, example = "Datum van de mijlpaal:", declarations(Mijlpaal)["datum"].example
    return ask.text(question, example, read=lambda given: field_value(Mijlpaal, "datum", given))


def _mijlpaal(choices: Choices, datum: str) -> Fields:
    return {
        "datum": datum,
        "resultaat": _field(Mijlpaal, "resultaat", "Wat ligt er dan?"),
        "eigenaar": choices.persoon("Wie zorgt ervoor?", None),
        "besluit_door": _field(Mijlpaal, "besluit_door", "Wie besluit erover?"),
    }


def _first_categorie(choices: Choices) -> str:
    words = word_list(Randvoorwaarde, "categorie") or ()
    return ask.choose("Soort randvoorwaarde:", [(word, word) for word in words])


def _randvoorwaarde(choices: Choices, categorie: str) -> Fields:
    return {
        "categorie": str(categorie),
        "tekst": _field(Randvoorwaarde, "tekst", "Wat moet er geregeld zijn?"),
        "eigenaar": choices.persoon("Wie regelt het, aan de kant van de opdrachtgever?", None),
        "uiterlijk": _field(Randvoorwaarde, "uiterlijk", "Uiterlijk wanneer?"),
        "gevolg": _field(Randvoorwaarde, "gevolg", "Als dit niet lukt, dan ..."),
    }


def _first_organisatie(choices: Choices) -> str:
    return choices.organisatie("Welke organisatie werkt eraan?")


def _inzet(choices: Choices, organisatie: str) -> Fields:
    words = word_list(Inzet, "eenheid") or ()
    return {
        "organisatie": organisatie,
        "profiel": _field(Inzet, "profiel", "Wie is er nodig?"),
        "hoeveelheid": _field(Inzet, "hoeveelheid", "Hoeveel?"),
        "eenheid": str(ask.choose("Waarin geteld?", [(word, word) for word in words], may_skip=False)),
    }


def _ambities(regio: Regio) -> Codes:
    return [(code, ambitie.titel) for code, ambitie in regio.ambities.items()]


def _besluiten(regio: Regio) -> Codes:
    return [
        (code, f"{code}: {shorten(besluit.tekst, 70, placeholder=' ...')}") for code, besluit in regio.besluiten.items()
    ]


QUESTIONS: tuple[WizardQuestion, ...] = (
    _text("titel", "Hoe heet de opdracht? Kort en herkenbaar."),
    _choice("ambitie", "Aan welke ambitie van de regio werkt zij?", _ambities),
    _choice("besluit", "Uit welk besluit volgt zij?", _besluiten),
    _text("aanleiding", "Wat is er aan de hand?"),
    _text("doel", "Waarvoor doet u het?"),
    _text("beoogd_resultaat", "Wat ligt er als het klaar is? Noem een datum, een getal en een product."),
    _text("afbakening_wel", "De grens van de opdracht.", "Wat hoort er wel bij?"),
    _text("afbakening_niet", "De andere kant van die grens.", "Wat hoort er niet bij?"),
    _text("van", "Wanneer begint zij?"),
    _text("tot", "Wanneer is zij klaar?"),
    _text("prioriteit", "Hoe dringend is zij? Van 1 (hoogst) tot en met 5."),
    _role(Rolnaam.BESTUURLIJK_OPDRACHTGEVER, Niveau.BESTUURLIJK, "Wie bepaalt het wat? Eén bestuurder."),
    _role(Rolnaam.AMBTELIJK_OPDRACHTGEVER, Niveau.AMBTELIJK, "Wie bewaakt aanpak en capaciteit? Vaak de secretaris."),
    _role(Rolnaam.BESTUURLIJK_OPDRACHTNEMER, Niveau.BESTUURLIJK, "Wie neemt de opdracht aan namens het regiobestuur?"),
    _role(Rolnaam.AMBTELIJK_OPDRACHTNEMER, Niveau.AMBTELIJK, "Wie werkt haar uit en meldt afwijkingen?"),
    _role(Rolnaam.VOORBEREIDER, Niveau.AMBTELIJK, "Welke inhoudelijke ambtenaar schreef mee?"),
    _several(Mijlpaal, "Welke tussenresultaten liggen er, en wanneer?", _first_datum, _mijlpaal),
    _several(Randvoorwaarde, "Wat moet er geregeld zijn om te slagen?", _first_categorie, _randvoorwaarde),
    _several(Inzet, "Wie werkt er hoeveel uur aan?", _first_organisatie, _inzet),
    _text("budget", "Wat kost het, in euro's?"),
    _word("dekking", "Past dat binnen de begroting?"),
    _word("mandaat", "Is er een mandaat nodig?"),
    _text("risicos", "Wat kan er misgaan, en waar gaat u van uit?"),
    _text("besluitvorming", "Welk orgaan besluit wanneer?"),
    _text("verantwoording", "Aan wie vertelt u hoe het gaat, en hoe vaak?"),
    _text("escalatie", "Wat doet u als het vastloopt?"),
)
"""The outline of a good opdracht, from what for to what if; the rest can be filled in with `opdracht edit`."""
