"""How a list is read, given by its user or kept from last time: the columns by their headings, in YAML that people can mend."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from opdracht.errors import OpdrachtError, UsageFault
from opdracht.exchange.export import as_yaml
from opdracht.exchange.lists.headings import plain_words
from opdracht.exchange.lists.layout import OF_ORGANISATION, PERIOD, YEAR, Layout, targets
from opdracht.exchange.lists.table import ListTable
from opdracht.exchange.source import fields_in
from opdracht.model import Record
from opdracht.signs import looks
from opdracht.suggest import did_you_mean

LEFT = "-"
"""The field of a column that is left alone."""
_ALSO = (YEAR, "organisatie")
"""What may hold for a whole list of any kind."""


@dataclass(frozen=True)
class KeptLayout:
    """The choices for a list under a name: the field by heading ('-' for a column left alone), and what else was said."""

    name: str
    kind: str
    columns: Mapping[str, str]
    filled: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    group: str = ""

    @classmethod
    def of(cls, name: str, table: ListTable, layout: Layout) -> KeptLayout:
        """The choices that a layout of a list holds; its year and what its titles say are of this list only."""
        columns = {column.heading: layout.fields.get(column.place, LEFT) for column in table.columns}
        filled = {name: value for name, value in layout.filled.items() if name not in (YEAR, *layout.from_above)}
        return cls(name, layout.kind.enkelvoud, columns, filled, layout.names, layout.group)

    @classmethod
    def read(cls, name: str, text: str) -> KeptLayout:
        """The choices in a file. Raises OpdrachtError when it is none."""
        try:
            data = fields_in(text)
            parts = [dict(data.get(part) or {}) for part in ("kolommen", "overal", "namen")]
            columns, filled, names = ({str(key): str(value) for key, value in part.items()} for part in parts)
            return cls(name, str(data["soort"]), columns, filled, names, str(data.get("groep") or ""))
        except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError):
            hint = f"Herstel het, of kies met --als een andere naam dan '{name}'."
            raise OpdrachtError(f"De bewaarde indeling '{name}' is niet te lezen.", hint) from None

    def as_text(self) -> str:
        """The file of these choices."""
        parts: dict[str, object] = {
            "soort": self.kind,
            "kolommen": dict(self.columns),
            "overal": dict(self.filled),
            "namen": dict(self.names),
            "groep": self.group,
        }
        return as_yaml({name: part for name, part in parts.items() if part})

    def fits(self, table: ListTable) -> bool:
        """Whether a list has the same headings."""
        return {plain_words(name) for name in self.columns} == {plain_words(column.heading) for column in table.columns}

    def change(self, table: ListTable, layout: Layout) -> None:
        """Make these choices in a layout, as far as the list has these columns."""
        for heading, target in self.columns.items():
            column = table.called(heading)
            if column is not None and (target == LEFT or target in targets(layout.kind)):
                choose(layout, column.place, target)
        layout.filled |= self.filled
        layout.names |= self.names
        layout.group = self.group or layout.group


def choose(layout: Layout, place: int, target: str) -> None:
    """Let a column be a field, or nothing."""
    if target not in (LEFT, PERIOD, OF_ORGANISATION):
        layout.fields = {other: name for other, name in layout.fields.items() if name != target}
    layout.by_values.discard(place)
    if target == LEFT:
        layout.fields.pop(place, None)
        layout.left.add(place)
    else:
        layout.left.discard(place)
        layout.fields[place] = target
        layout.filled.pop(target, None)


def give_columns(table: ListTable, layout: Layout, given: Sequence[str]) -> None:
    """Make the choices 'heading=field' of a user. Raises UsageFault for what the list or the kind does not have."""
    for words in given:
        heading, sign, target = words.rpartition("=")
        column = table.called(heading) if sign else None
        if not sign:
            raise UsageFault(f"--kolom '{words}' mist een =.", "Schrijf --kolom 'Kop=veld', of --kolom 'Kop=-'.")
        if column is None:
            known = {plain_words(other.heading): other.heading for other in table.columns}
            meant = did_you_mean(plain_words(heading), known)
            hint = f"De koppen zijn: {', '.join(known.values())}."
            raise UsageFault(f"Er is geen kolom '{heading}'. {meant}".rstrip(), hint)
        choose(layout, column.place, _target(layout.kind, target.strip()))


def _target(kind: type[Record], written: str) -> str:
    """The field that people mean by its name or its label."""
    known = targets(kind)
    by_label = {looks(label): name for name, label in known.items()}
    if written == LEFT or written in known:
        return written
    if looks(written) in by_label:
        return by_label[looks(written)]
    text = f"{kind.enkelvoud} heeft geen veld '{written}'. {did_you_mean(written, known)}".rstrip()
    raise UsageFault(text, f"De velden zijn: {', '.join(known)}.")


def fill(layout: Layout, given: Sequence[str]) -> None:
    """Let every row have what a user gives as 'field=value'. Raises UsageFault for a field that is none."""
    for words in given:
        name, sign, value = words.partition("=")
        known = [*targets(layout.kind), *_ALSO]
        if not sign or not value.strip() or name.strip() not in known:
            text = f"--vul '{words}' kan niet. {did_you_mean(name.strip(), known) if sign else ''}".rstrip()
            raise UsageFault(text, f"Schrijf --vul veld=waarde. De velden zijn: {', '.join(known)}.")
        if name.strip() == YEAR and not re.fullmatch(r"(?:20|21)\d\d", value.strip()):
            raise UsageFault(f"'{value.strip()}' is geen jaar.", "Schrijf --vul jaar=2027.")
        place = layout.place_of(name.strip())
        if place is not None:
            layout.fields.pop(place)
        layout.filled[name.strip()] = value.strip()
        layout.from_above.discard(name.strip())
