"""A region or agreement file as records: every fault found, with its line, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from opdracht.choices import Rolnaam
from opdracht.dutch import parse_date
from opdracht.errors import Fault, OpdrachtError
from opdracht.exchange.misleading import strange_sign
from opdracht.exchange.source import MOST_FAULTS, EnoughFaults, Source, is_empty, line_of, named, read
from opdracht.model import CODED, TABLES, Aanbod, Instelling, Opdracht, Record, Rol, Volgorde, references
from opdracht.records import Invalid, make, next_nummer, written_key
from opdracht.settings import MEANING, parsed
from opdracht.suggest import did_you_mean

_INSIDE = [kind for kind in TABLES if kind.in_files and kind.sleutel[0] == "opdracht"]
INSIDE: tuple[type[Record], ...] = tuple(kind for kind in _INSIDE if kind not in (Volgorde, Rol))
"""The lists inside an opdracht whose items are mappings; `rollen`, `na` and `afbakening` have a form of their own."""
TOP: tuple[type[Record], ...] = tuple(kind for kind in TABLES if kind.in_files and kind not in (Instelling, *_INSIDE))
"""The lists of a region file; the settings have a form of their own."""

Keys = Mapping[str, frozenset[str]]
"""The keys a register holds, by the name of the table."""

_TOP_NAMES = (*(kind.meervoud for kind in TOP), "instellingen")
_MOST_COMPARED = 3000
"""Of more codes than these none is looked for that somebody may have meant: it takes seconds."""
_OWN_FORM = ("afbakening", "rollen", "na", *(kind.meervoud for kind in INSIDE))


@dataclass
class Entry:
    """A record from a file, with the line it begins on."""

    record: Any
    line: int


@dataclass
class RegionFile:
    """What a file holds: records by the plural name of their kind, and every fault."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def records(self, kind: type[Record]) -> list[Any]:
        """The records of a kind, in the order of the file."""
        return [entry.record for entry in self.entries.get(kind.meervoud, [])]


def read_region(
    content: bytes,
    known: Keys,
    year: int,
    titles: Mapping[str, str] | None = None,
    given: Mapping[str, object] | None = None,
) -> RegionFile:
    """Read a region file, or an agreement file (one item of `opdrachten`).

    `known` are the keys that references may point to besides those in the file. An opdracht without a nummer is the
    one in `titles` (titel to nummer) with its titel; else it gets a new number in the year of its begin, or `year`.
    `given` are fields that go before those of an agreement file.
    """
    source = read(content, given, _NAMES)
    reading = _FileReading(source, known, year, titles or {})
    with suppress(EnoughFaults):
        if source.root is not None and len(source.faults) < MOST_FAULTS:
            reading.file(source.root)
            reading.report_broken_references()
    reading.result.faults = source.faults
    return reading.result


def fields_in_file(kind: type[Record]) -> tuple[str, ...]:
    """The names that a record of this kind has in a file: without those that its place in the file gives."""
    if kind is Opdracht:
        own = [name for name in Opdracht.model_fields if not name.startswith("afbakening")]
        return (*own, *_OWN_FORM)
    given = ("opdracht", "nr") if kind in INSIDE else ("nr",)
    return tuple(name for name in kind.model_fields if name not in given)


_NAMES = frozenset(
    {*_TOP_NAMES, *MEANING, *Rolnaam, "wel", "niet", "persoon", "reden"}.union(*map(fields_in_file, (*TOP, *INSIDE)))
)


class _FileReading:
    """One pass over a tree of nodes."""

    def __init__(self, source: Source, known: Keys, year: int, titles: Mapping[str, str]) -> None:
        self.source = source
        self.result = RegionFile()
        self.year = year
        self.titles = titles
        self.present = {table: set(keys) for table, keys in known.items()}
        """The keys that references may point to, also of records in the file that have a fault."""
        self.given_out: dict[int, str] = {}
        """The last number that an opdracht without one got, by year."""
        self.keys: dict[tuple[str, ...], int] = {}
        """The line of each key met, to find the ones that stand twice."""
        self.references: list[tuple[str, str, str, int]] = []
        """Field, table, code and line of each reference, also of records that have a fault."""
        self.offers: Counter[object] = Counter()
        """How many lines of aanbod each organisatie has so far."""
        self.visited: set[int] = set()
        self.unreadable = 0

    def file(self, root: yaml.Node) -> None:
        names = named(root).keys()
        if "titel" in names and names.isdisjoint(_TOP_NAMES):
            self.note_nummers([root])
            self.opdracht(root)
            return
        parts = self.mapping(root, _TOP_NAMES)
        for name, node in self.mapping(parts.get("instellingen"), tuple(MEANING)).items():
            self.setting(name, node)
        for kind in (kind for kind in TOP if kind not in (Aanbod, Opdracht)):
            for item in self.items(parts.get(kind.meervoud)):
                self.add(kind, item, self.mapping(item, fields_in_file(kind)))
        for item in self.items(parts.get("aanbod")):
            self.aanbod(item)
        opdrachten = self.items(parts.get("opdrachten"))
        self.note_nummers(opdrachten)
        for item in opdrachten:
            self.opdracht(item)

    def setting(self, name: str, node: yaml.Node) -> None:
        text = str(self.value(node))
        try:
            parsed(name, text)
        except OpdrachtError as error:
            self.source.fault(line_of(node), error.message)
        else:
            self.add(Instelling, node, {}, naam=name, waarde=text)

    def aanbod(self, item: yaml.Node) -> None:
        parts = self.mapping(item, fields_in_file(Aanbod))
        owner = self.value(parts["organisatie"]) if "organisatie" in parts else None
        self.offers[owner] += 1
        self.add(Aanbod, item, parts, nr=self.offers[owner])

    def opdracht(self, item: yaml.Node) -> None:
        parts = self.mapping(item, fields_in_file(Opdracht))
        given = {
            f"afbakening_{name}": self.value(node)
            for name, node in self.mapping(parts.get("afbakening"), ("wel", "niet")).items()
        }
        if "nummer" not in parts or is_empty(parts["nummer"]):
            titel = self.value(parts["titel"]) if "titel" in parts else ""
            given["nummer"] = self.titles.get(str(titel)) or self.new_nummer(parts.get("van"))
        own = {name: node for name, node in parts.items() if name not in _OWN_FORM}
        if (record := self.add(Opdracht, item, own, **given)) is None:
            self.unreadable += 1  # what is inside is read all the same, under a number that nobody has
        nummer = record.nummer if record else f"0000-{self.unreadable:03d}"
        for kind in INSIDE:
            for number, node in enumerate(self.items(parts.get(kind.meervoud)), start=1):
                place = {"nr": number} if "nr" in kind.model_fields else {}
                self.add(kind, node, self.mapping(node, fields_in_file(kind)), opdracht=nummer, **place)
        for node in self.items(parts.get("na"), one_is_a_list=True):
            self.add(Volgorde, node, {"na": node}, opdracht=nummer)
        self.rollen(parts.get("rollen"), nummer)

    def rollen(self, node: yaml.Node | None, nummer: str) -> None:
        """A mapping from role to a person, to {persoon, reden}, or to a list of those."""
        for key, value in self.pairs(node):
            for item in self.items(value, one_is_a_list=True):
                is_group = isinstance(item, yaml.MappingNode)
                parts = self.mapping(item, ("persoon", "reden")) if is_group else {"persoon": item}
                self.add(Rol, item, {"rol": key, **parts}, opdracht=nummer)

    def note_nummers(self, opdrachten: Sequence[yaml.Node]) -> None:
        """Remember the numbers in the file before new ones are given out."""
        for item in opdrachten:
            if isinstance(nummer := named(item).get("nummer"), yaml.ScalarNode):
                self.present.setdefault("opdracht", set()).add(nummer.value)

    def new_nummer(self, van: yaml.Node | None) -> str:
        year = self.year
        if isinstance(van, yaml.ScalarNode) and not is_empty(van):
            with suppress(ValueError):  # reported when the record is made
                year = parse_date(van.value).year
        last = self.given_out.get(year)  # what stands in the file was noted before the first
        nummer = next_nummer(year, {last} if last else self.present.get("opdracht", set()))
        self.given_out[year] = nummer
        self.present.setdefault("opdracht", set()).add(nummer)
        return nummer

    def add(self, kind: type[Record], item: yaml.Node, parts: Mapping[str, yaml.Node], **given: object) -> Any:
        """Make a record of the fields in the file and those its place gives; None, and the faults, if that fails."""
        lines = {name: line_of(node) for name, node in parts.items()}
        values = {name: self.value(node) for name, node in parts.items() if not is_empty(node)} | given
        self.note_key(kind, values, line_of(item))
        self.note_references(kind, values, lines)
        try:
            record = make(kind, values)
        except Invalid as invalid:
            for fault in invalid.faults:
                text = f"{fault.field}: {fault.text}" if fault.field in lines else fault.text
                self.source.fault(lines.get(fault.field, line_of(item)), text)
            return None
        self.result.entries.setdefault(kind.meervoud, []).append(Entry(record, line_of(item)))
        return record

    def note_key(self, kind: type[Record], values: Mapping[str, object], line: int) -> None:
        table = kind.enkelvoud
        key = tuple(str(values.get(name, kind.model_fields[name].get_default() or "")) for name in kind.sleutel)
        if kind in CODED:
            self.present.setdefault(table, set()).add(key[0])
        if all(key) and (table, *key) in self.keys:
            text = f"{table} '{written_key(key)}' staat er twee keer, ook op regel {self.keys[(table, *key)]}."
            self.source.fault(line, text)
        self.keys.setdefault((table, *key), line)

    def note_references(self, kind: type[Record], values: Mapping[str, object], lines: Mapping[str, int]) -> None:
        for name, target, _ in references(kind):
            code = values.get(name)
            if name in lines and isinstance(code, str) and code:
                self.references.append((name, target, code, lines[name]))

    def report_broken_references(self) -> None:
        for name, target, code, line in self.references:
            codes = self.present.get(target, set())
            if code not in codes:
                hint = did_you_mean(code, codes) if len(codes) < _MOST_COMPARED else ""
                self.source.fault(line, f"{name}: er is geen {target} '{code[:60]}'.", hint)

    def value(self, node: yaml.Node) -> object:
        """The text of a node, or its list of texts; what else stands there is a fault and reads as empty."""
        if (
            not node.tag.startswith(("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"))
            and node.tag
        ):
            self.source.fault(
                line_of(node), f"Een waarde met een label ({node.tag[:40]}) kan hier niet.", "Haal het weg."
            )
        if isinstance(node, yaml.ScalarNode):
            number = self.source.number_in_json(node)
            return node.value if number is None else number
        if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            if not self.first_visit(node):
                return ""
            for item in node.value:
                self.source.look_at(item)
            return [item.value for item in node.value if not is_empty(item)]
        self.source.fault(line_of(node), "Hier hoort een tekst, geen groep velden.")
        return ""

    def items(self, node: yaml.Node | None, *, one_is_a_list: bool = False) -> list[yaml.Node]:
        """The items of a list. With `one_is_a_list` a single value is a list of one."""
        if node is None or is_empty(node):
            return []
        if isinstance(node, yaml.SequenceNode):
            items = list(node.value) if self.first_visit(node) else []
            for item in items:
                self.source.look_at(item)
            return items
        if one_is_a_list:
            return [node]
        self.misplaced(node, "Hier hoort een lijst: begin elk onderdeel met een streepje.")
        return []

    def pairs(self, node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """The keys and values of a mapping; anything else, and a key that stands twice, is a fault."""
        if node is None or is_empty(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self.misplaced(node, "Hier horen velden: schrijf 'veld: waarde'.")
            return
        if not self.first_visit(node):
            return
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.source.fault(line_of(key), "De naam van een veld is een tekst.")
            elif key.value in seen:
                text = f"Het veld '{key.value[:60]}' staat er twee keer, ook op regel {seen[key.value]}."
                self.source.fault(line_of(key), text)
            elif sign := strange_sign(key.value):
                self.source.fault(line_of(key), f"In de naam van het veld staat {sign}.", "Typ de naam opnieuw.")
            else:
                seen[key.value] = line_of(key)
                self.source.look_at(value)
                yield key, value

    def mapping(self, node: yaml.Node | None, allowed: Sequence[str]) -> dict[str, yaml.Node]:
        """The fields of a mapping; a name that is not allowed is a fault."""
        parts: dict[str, yaml.Node] = {}
        for key, value in self.pairs(node):
            if key.value in allowed:
                parts[key.value] = value
            else:
                hint = did_you_mean(key.value, allowed)
                self.source.fault(line_of(key), f"Het veld '{key.value[:60]}' bestaat niet.", hint)
        return parts

    def misplaced(self, node: yaml.Node, text: str) -> None:
        """Report a node that stands where another belongs, with the sign that may have made it so."""
        sign = strange_sign(node.value) if isinstance(node, yaml.ScalarNode) else ""
        self.source.fault(line_of(node), text, f"Hier staat {sign}." if sign else "")

    def first_visit(self, node: yaml.Node) -> bool:
        """False, and a fault, for a part that the file uses twice through a YAML alias."""
        if id(node) in self.visited:
            self.source.fault(line_of(node), "Dit deel wordt elders met een sterretje herhaald.", "Schrijf het uit.")
            return False
        self.visited.add(id(node))
        return True
