"""A region, or one agreement, as the data of a region file, and as YAML or JSON text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields as settings_fields
from datetime import date
from decimal import Decimal

import yaml

from opdracht.choices import Rolnaam
from opdracht.codec import Fields as Data
from opdracht.codec import is_empty, plain
from opdracht.exchange.misleading import needs_quotes
from opdracht.exchange.region_file import INSIDE, TOP, fields_in_file
from opdracht.model import Opdracht, Plan, Record, Versie
from opdracht.region import Regio
from opdracht.settings import Settings
from opdracht.signs import with_codes


def region_data(regio: Regio, plannen: Iterable[Plan] = ()) -> Data:
    """The whole register in the shape of a region file, with the plans that were kept: what is empty is left out."""
    data: Data = {
        "instellingen": {
            setting.name: _plain(getattr(regio.settings, setting.name))
            for setting in settings_fields(Settings)
            if getattr(regio.settings, setting.name) != setting.default
        },
    }
    for kind in TOP:
        held = plannen if kind is Plan else getattr(regio, kind.meervoud)
        if kind is Opdracht:
            data[kind.meervoud] = [agreement_data(regio, nummer, versions=True) for nummer in regio.opdrachten]
        else:
            data[kind.meervoud] = _all(kind, held.values() if isinstance(held, Mapping) else held)
    return {name: part for name, part in data.items() if part}


def agreement_data(regio: Regio, nummer: str, *, with_empty: bool = False, versions: bool = False) -> Data:
    """One opdracht with all that is in it. `with_empty` keeps the fields that nobody has filled in, to show them.

    Its frozen `versions` are for a file that must carry everything; the region must hold their texts.
    """
    opdracht = regio.opdrachten[nummer]
    data: Data = {}
    for name in fields_in_file(Opdracht):
        if name == "afbakening":
            data[name] = {"wel": opdracht.afbakening_wel, "niet": opdracht.afbakening_niet}
            if not with_empty:
                data[name] = {part: text for part, text in data[name].items() if text}
        elif name == "na":
            data[name] = [entry.na for entry in regio.volgorde[nummer]]
        elif name == "rollen":
            data[name] = _rollen(regio, nummer)
        elif name not in {kind.meervoud for kind in INSIDE}:
            data[name] = _plain(getattr(opdracht, name))
    for kind in INSIDE if versions else (kind for kind in INSIDE if kind is not Versie):
        data[kind.meervoud] = _all(kind, getattr(regio, kind.meervoud)[nummer])
    return {name: value for name, value in data.items() if with_empty or not (is_empty(value) or value == {})}


def record_data(kind: type[Record], record: Record) -> Data:
    """One record by itself, all its fields."""
    return {name: _plain(getattr(record, name)) for name in kind.model_fields}


def _all(kind: type[Record], records: Iterable[Record]) -> list[Data]:
    names = fields_in_file(kind)
    return [
        {name: _plain(value) for name in names if not is_empty(value := getattr(record, name))} for record in records
    ]


def _rollen(regio: Regio, nummer: str) -> Data:
    by_role: dict[str, list[object]] = {}
    for rol in regio.rollen[nummer]:
        entry = {"persoon": rol.persoon, "reden": rol.reden} if rol.reden else rol.persoon
        by_role.setdefault(str(rol.rol), []).append(entry)
    return {rol.value: entries[0] if not entries[1:] else entries for rol in Rolnaam if (entries := by_role.get(rol))}


def _plain(value: object) -> object:
    """A value as JSON has it, but for dates: YAML has those."""
    return value if isinstance(value, date) else plain(value)


def as_json(data: object) -> str:
    """JSON with dates as ISO text; hidden signs as JSON writes them, so that it holds them and yet shows them."""
    return with_codes(json.dumps(data, ensure_ascii=False, indent=2, default=plain), _escaped_in_json) + "\n"


def _escaped_in_json(sign: str) -> str:
    return json.dumps(sign)[1:-1]


def as_yaml(data: object) -> str:
    """YAML in block style, texts of several lines as blocks; a text with hidden signs in quotes, where YAML can write them."""
    return with_codes(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110), _escaped_in_yaml)


def _escaped_in_yaml(sign: str) -> str:
    return f"\\u{ord(sign):04X}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08X}"


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)  # list items stand under their key, as people write them

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if with_codes(text) != text else "|" if "\n" in text else "'" if needs_quotes(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _number_node(dumper: yaml.SafeDumper, number: float) -> yaml.ScalarNode:
    written = format(Decimal(repr(number)), "f")
    if re.fullmatch(r"\d{1,3}\.\d{3}", written):
        written += "0"  # 1.125 could be read as a thousand and some
    return dumper.represent_scalar("tag:yaml.org,2002:float", written)


def _empty_node(dumper: yaml.SafeDumper, _: None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


_Dumper.add_representer(str, _text_node)
_Dumper.add_representer(float, _number_node)
_Dumper.add_representer(type(None), _empty_node)
_Dumper.add_representer(
    date, lambda dumper, day: dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())
)
