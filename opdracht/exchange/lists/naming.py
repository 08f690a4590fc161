"""Who and what a list names: the codes of records that the register has, and the records that come with the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from opdracht.choices import Niveau, Soort
from opdracht.dutch import counted, first_few, joined
from opdracht.exchange.lists.headings import HEADINGS, plain_words
from opdracht.exchange.lists.known import Known, without_its_kind
from opdracht.exchange.lists.layout import Layout
from opdracht.exchange.lists.table import ListRow, ListTable
from opdracht.exchange.lists.values import is_nothing
from opdracht.exchange.lists.vocabulary import OF_BESTUUR, WORDS
from opdracht.exchange.workbook.columns import FieldColumn
from opdracht.exchange.workbook.grid import Cell
from opdracht.exchange.workbook.rows import GivenCell, GivenRow
from opdracht.model import Belang, Organisatie, Persoon, Record
from opdracht.records import code_of, free_code, make, required_fields
from opdracht.signs import looks
from opdracht.suggest import did_you_mean

NOBODY = "-"
"""What a name means that the user leaves open."""
NEW = "nieuw"
"""What a name means that the user says is of a new record."""


class MistakableName(ValueError):
    """A name looks like one of the register: it may be a slip, or somebody else."""


@dataclass
class Naming:
    """The reading of names. `alike` are names that look like one of the register: only the user knows what they mean."""

    table: ListTable
    layout: Layout
    known: Known
    made: list[GivenRow] = field(default_factory=list)
    alike: dict[str, tuple[type[Record], str]] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    ambiguous: Counter[str] = field(default_factory=Counter)
    """Names of several records, where one should be meant."""
    several: dict[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """Who a name of several people may mean: the code and what shows it."""
    organisations: Counter[str] = field(default_factory=Counter)
    """Organisaties where a person should stand."""
    without_organisation: Counter[str] = field(default_factory=Counter)
    """People who would be made, had the list said of which organisatie they are."""

    def code(
        self,
        column: FieldColumn,
        cell: Cell,
        line: int,
        place: int,
        organisatie: str = "",
        niveau: Niveau | None = None,
    ) -> str | None:
        """The code that a cell means; None when it says nothing, or names what need not be there and is not.

        Raises ValueError with a Dutch sentence, as MistakableName for a name that looks like another.
        """
        kind = column.target
        text = " ".join(str(cell).split())
        if kind is None or is_nothing(cell):
            return None
        decided = self.layout.names.get(looks(text))
        if decided is not None and decided != NEW:
            return None if decided == NOBODY else decided
        codes = self._known(kind, text)
        if len(codes) > 1:
            codes = self.known.of_organisation(codes, organisatie or self._own_organisation) or codes
        if len(codes) == 1:
            return codes[0]
        if codes:
            self._note_several(column, kind, text, codes)
            return None
        if kind is Persoon and self.known.code(Organisatie, text) is not None:
            self.organisations[text] += 1
            return None
        if kind not in (Organisatie, Persoon):
            return self._missing(column, kind, text)
        if decided is None and (close := self.known.alike(kind, text)) is not None:
            self.alike[text] = (kind, close)
            name = self.known.name(kind, close) or close
            raise MistakableName(f"Er is geen {kind.enkelvoud} '{text[:60]}'. Bedoelde u '{name}'?")
        if kind is Organisatie:
            return self.new_organisation(text, line, place)
        return self.new_person(text, self.heading(place), line, place, organisatie, niveau)

    @property
    def _own_organisation(self) -> str:
        """The organisatie that the whole list is of, as far as somebody said so."""
        told = self.layout.filled.get("organisatie", "")
        return self.known.code(Organisatie, told) or told

    def organisation_of(self, row: ListRow) -> str:
        """The code of the organisatie that a row names in a column that is no field of its kind; '' when it names none."""
        words = HEADINGS[Belang.enkelvoud]["organisatie"]
        for column in self.table.columns:
            if column.place not in self.layout.fields and plain_words(column.heading) in words:
                return self.known.code(Organisatie, str(row.cells[column.place])) or ""
        return ""

    def _known(self, kind: type[Record], text: str) -> list[str]:
        codes = self.known.named(kind, text)
        if not codes and kind is Persoon and (own := function_and_name(text))[0]:
            return self.known.named(kind, " ".join(own).strip()) or self.known.named(kind, own[1])
        return codes

    def _note_several(self, column: FieldColumn, kind: type[Record], text: str, codes: Sequence[str]) -> None:
        """Nobody knows which of several records a name means."""
        if kind is Persoon:
            self.several[text] = [(code, f"{code}: {self.known.name(kind, code)}") for code in codes]
        told = f"Er is meer dan één {kind.enkelvoud} '{text[:60]}': {first_few(codes, 4)}."
        if self._is_needed(column):
            raise ValueError(f"{told} Schrijf de code.")
        self.ambiguous[told] += 1

    def _is_needed(self, column: FieldColumn) -> bool:
        """Whether a row says nothing without this; a role of an opdracht may stay open."""
        return column.kind is self.layout.kind and column.name in required_fields(column.kind)

    def _missing(self, column: FieldColumn, kind: type[Record], text: str) -> str | None:
        if self._is_needed(column):
            names = {self.known.name(kind, code).lower(): code for code in self.known.codes(kind)}
            raise ValueError(f"Er is geen {kind.enkelvoud} '{text[:60]}'. {did_you_mean(text, names)}".rstrip())
        self.unknown[f"{kind.enkelvoud} '{text[:60]}'"] += 1
        return None

    def heading(self, place: int) -> str:
        """What stands above a column."""
        return next((column.heading for column in self.table.columns if column.place == place), "")

    def new_organisation(self, text: str, line: int, place: int) -> str:
        """The code of an organisatie that comes with the list."""
        naam = without_its_kind(text)
        code = free_code(code_of(naam), self.known.codes(Organisatie))
        soort = soort_of(text, self.heading(place))
        self._make(Organisatie, {"code": code, "naam": naam, "soort": soort.value}, line, place)
        return code

    def new_person(
        self, text: str, functie: str, line: int, place: int, organisatie: str = "", niveau: Niveau | None = None
    ) -> str | None:
        """The code of a person who comes with the list; None when nobody knows of which organisatie they are."""
        organisatie = organisatie or self._own_organisation
        if not organisatie:
            self.without_organisation[text] += 1
            return None
        own, naam = function_and_name(text)
        functie = own or functie or "contactpersoon"
        code = free_code(code_of(f"{functie} {organisatie}"), self.known.codes(Persoon))
        fields = {
            "code": code,
            "functie": functie,
            "organisatie": organisatie,
            "niveau": (niveau or niveau_of(functie)).value,
            "naam": naam,
        }
        self._make(Persoon, fields, line, place)
        return code

    def _make(self, kind: type[Record], fields: dict[str, str], line: int, place: int) -> None:
        cells = {name: GivenCell(text, place + 1) for name, text in fields.items() if text}
        self.known.add(make(kind, fields))
        self.made.append(GivenRow(kind, self.table.sheet, line, cells))

    def remarks(self) -> Iterator[str]:
        """What was made, and what was left empty, as Dutch sentences."""
        if self.made:
            made = Counter(row.kind for row in self.made)
            told = joined(counted(number, kind.enkelvoud, kind.meervoud) for kind, number in made.items())
            yield f"De lijst noemt {told} die het register niet kent. Die komen erbij."
        for name, count in self.unknown.items():
            times = "" if count == 1 else f" ({count} keer)"
            yield f"Het register kent {name} niet{times}: leeg gelaten."
        yield from (f"{told} Leeg gelaten." for told in self.ambiguous)
        if self.organisations:
            yield f"Een organisatie, en geen persoon, overgeslagen: {first_few([*self.organisations], 5)}."
        if self.without_organisation:
            people = first_few([*self.without_organisation], 5)
            yield f"Niet in het register en overgeslagen: {people}. Zeg van welke organisatie zij zijn met --vul organisatie=CODE."


def soort_of(name: str, heading: str) -> Soort:
    """What kind of organisatie has a name in a column with a heading."""
    said = f" {plain_words(name)} "
    for soort in (Soort.WATERSCHAP, Soort.PROVINCIE, Soort.REGIO, Soort.GEMEENTE):
        if soort.value in said:
            return soort
    for word, other in WORDS[Soort].items():
        if f" {word} " in said:
            return Soort(other)
    return Soort.GEMEENTE if "gemeente" in plain_words(heading) else Soort.OVERIG


def niveau_of(functie: str) -> Niveau:
    """Whether a function is of a bestuur."""
    said = plain_words(functie)
    return Niveau.BESTUURLIJK if any(word in said for word in OF_BESTUUR) else Niveau.AMBTELIJK


def function_and_name(text: str) -> tuple[str, str]:
    """'wethouder De Vries' as a function and a name; what does not begin with a function is a name."""
    first, _, rest = text.strip().partition(" ")
    if first.lower().rstrip(".") in (*OF_BESTUUR, "weth"):
        return ("wethouder" if first.lower().startswith("weth") else first.lower()), rest.strip()
    return "", text.strip()
