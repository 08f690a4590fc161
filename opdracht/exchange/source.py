"""A YAML or JSON file as a tree of nodes with line numbers, read as far as it can be read.

Every scalar stays the text that stands in the file: what it means is for the field to say (fields.py), so that
'nee', '007' and '1e3' are never changed by a guess. After a fault that breaks the structure the reading goes on with
that line mended, because a user wants to hear of all faults at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate

import yaml

from opdracht.codec import Fields
from opdracht.errors import Fault, OpdrachtError
from opdracht.exchange.encoding import decoded
from opdracht.exchange.forms import hint_for, other_form, other_text
from opdracht.exchange.misleading import misread, ordinary_structure, strange_sign
from opdracht.fields import forbidden_character, without_forbidden_characters

LARGEST_FILE = 64 * 1024 * 1024  # bytes; a region of 5,000 agreements is about 20 MB
MOST_PARTS = 4_000_000  # values and names; each takes half a kilobyte when read
MOST_FAULTS = 1000
MOST_REPAIRS = 60
MOST_REREAD = 20_000_000  # signs; of a large file fewer faults are told at once
DEEPEST = 200

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SURROGATE_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_KEY_AT_START = re.compile(r"(\s*(?:- +)?(?:[^\s'\"{}\[\],#&*!|>%@`:-][^'\"{}\[\],#:]*|\"[^\"]*\"|'[^']*'):)(\s|$)")

_BETWEEN_PARTS = ("\n", ",", ": ", "- ", "[", "{")
_BRACKET = re.compile(r"[][{}]")
_DEEP_LINE = re.compile(rf"(?:[-?] +){{{DEEPEST}}}|^ {{{DEEPEST}}}", re.MULTILINE)
_NOWHERE = yaml.Mark("", 0, -1, 0, None, 0)
_RUNS_ON = re.compile(r"(?:[:-]\s+|^\s*)(['\"\[{])")
_FRACTION = re.compile(r"-?\d+(\.\d+([eE][-+]?\d+)?|[eE][-+]?\d+)", re.ASCII)
_OPEN_QUOTE = re.compile(r"""(?:[:,\[{]\s*|-\s+)("[^"]*|'[^']*)$""")

_PROBLEMS = (
    ("mapping values are not allowed", "Er staat een dubbele punt in de tekst.", "Zet de tekst tussen aanhalingstekens."),
    ("could not find expected ':'", "Na de naam van het veld ontbreekt een dubbele punt.", "Schrijf: veld: waarde"),
    ("block scalar", "Het teken > of | aan het begin betekent in YAML iets anders.", "Zet de tekst tussen aanhalingstekens."),
    ("quoted scalar", "Een aanhalingsteken wordt niet gesloten.", "Zet er aan het eind ook een."),
    ("unknown escape", "Een schuine streep naar links betekent hier iets anders.", "Schrijf hem twee keer of gebruik '...'."),
    ("invalid unicode", "Hier staat de code van een teken dat niet bestaat.", "Haal het weg."),
    ("flow node", "Een haak of accolade wordt niet gesloten.", ""),
    ("flow mapping", "Een accolade wordt niet gesloten, of er ontbreekt een komma.", ""),
    ("flow sequence", "Een vierkante haak wordt niet gesloten, of er ontbreekt een komma.", ""),
    ("cannot start any token", "De tekst begint met een bijzonder teken.", "Zet de tekst tussen aanhalingstekens."),
    ("alias", "Een sterretje aan het begin verwijst naar iets dat er niet is.", "Zet de tekst tussen aanhalingstekens."),
    ("another document", "Het bestand bevat meer dan één document.", "Haal de regel met --- weg."),
    ("did not find expected", "Deze regel springt niet goed in, of er ontbreekt een streepje.", "Lijn hem uit met de regel erboven."),
)  # fmt: skip


class EnoughFaults(Exception):
    """There are so many that nobody reads on; those met so far are in the source."""


@dataclass
class Source:
    """What could be read of a file: its root node (None when there is nothing) and the faults met on the way."""

    root: yaml.Node | None = None
    faults: list[Fault] = field(default_factory=list)
    mended: set[int] = field(default_factory=set)
    """Lines (1-based) that no longer say what the file says; further faults on them are no news."""

    json: bool = False
    lines: list[str] = field(default_factory=list)

    def number_in_json(self, node: yaml.ScalarNode) -> float | None:
        """The value of a node that is a number with a fraction in JSON, where 1.400 can mean only one thing.

        None for any other node, and for a number that a computer cannot hold to the letter.
        """
        if not self.json or node.style or not _FRACTION.fullmatch(node.value):
            return None
        number = float(node.value)
        return number if math.isfinite(number) and Decimal(node.value) == Decimal(repr(number)) else None

    def fault(self, line: int, text: str, hint: str = "") -> None:
        """Report a fault, unless that line has been reported as unreadable."""
        if line not in self.mended:
            self.faults.append(Fault(line, text, hint))
        if len(self.faults) >= MOST_FAULTS:
            self.faults.append(Fault(len(self.lines), "Het bestand heeft nog meer fouten.", "Herstel eerst deze."))
            raise EnoughFaults

    def look_at(self, node: yaml.Node) -> None:
        """Report what of a value would be read otherwise than it stands there."""
        if isinstance(node, yaml.ScalarNode) and not self.json and (found := misread(node, self.lines)):
            self.fault(int(node.end_mark.line) + 1, *found)


def read(content: bytes, given: Mapping[str, object] | None = None, names: frozenset[str] = frozenset()) -> Source:
    """Read the bytes of a file, with the fields in `given` in place of those at its top (they are on line 0).

    `names` are those that a field may have. Raises OpdrachtError only for a file that is too large to be a region.
    """
    if len(content) > LARGEST_FILE:
        raise OpdrachtError(f"Het bestand is groter dan {LARGEST_FILE // 2**20} MB.", "Deel het op.")
    source = Source()
    text = decoded(content)
    lines = text.text.split("\n")
    if form := other_form(content) or other_text(lines):
        source.fault(1, f"Dit is {form}, geen regiobestand.", hint_for(form))
        return source
    if text.damaged:
        source.fault(1, "Het bestand is beschadigd: het is geen UTF-16.", "Bewaar het opnieuw, als UTF-8.")
        return source
    source.json = next((line.lstrip()[0] for line in lines if line.strip()), "") in ("{", "[")
    source.lines = lines
    with suppress(EnoughFaults):
        for number in text.guessed:
            source.fault(number, "Deze regel is niet als UTF-8 opgeslagen.", "Bewaar het bestand opnieuw, als UTF-8.")
        _without_control_characters(lines, source)
        for number, sign in ordinary_structure(lines, names):
            source.fault(number, f"Bij de naam van het veld staat {sign}.", "Vervang dat door een gewoon teken.")
        _compose(lines, source)
    if given:
        _put(given, source)
    if source.root is None and not source.faults:
        source.fault(1, "Het bestand is leeg.")
    return source


def _put(given: Mapping[str, object], source: Source) -> None:
    if not isinstance(source.root, yaml.MappingNode):
        source.root = _node(given)
        return
    inside = named(source.root).get("opdrachten")
    items = inside.value if isinstance(inside, yaml.SequenceNode) else [source.root]
    for item in items:
        if isinstance(item, yaml.MappingNode):
            _merge(given, item)


def _merge(given: Mapping[str, object], into: yaml.MappingNode) -> None:
    """Put fields in a mapping: a group of fields joins the group that is there, anything else replaces it."""
    there = named(into)
    for name, value in given.items():
        old = there.get(name)
        if isinstance(value, Mapping) and isinstance(old, yaml.MappingNode):
            _merge(value, old)
        else:
            into.value = [(key, node) for key, node in into.value if key.value != name]
            into.value.append((_node(name), _node(value)))


def _node(value: object) -> yaml.Node:
    if isinstance(value, Mapping):
        return yaml.MappingNode("", [(_node(name), _node(part)) for name, part in value.items()], _NOWHERE)
    if isinstance(value, list):
        return yaml.SequenceNode("", [_node(item) for item in value], _NOWHERE)
    return yaml.ScalarNode("", str(value), _NOWHERE, style='"')


def fields_in(text: str) -> Fields:
    """The fields at the top of a YAML text, their values as texts. Raises YAMLError, or ValueError when there are none."""
    loader = yaml.BaseLoader(text)
    try:
        fields = loader.get_single_data()
    finally:
        loader.dispose()
    if not isinstance(fields, dict):
        raise ValueError(text)
    return fields


def named(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """The values of a mapping by their names. What has a name that is no text (`? [a, b]`) is left out; no fault is told."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: value for key, value in pairs if isinstance(key, yaml.ScalarNode)}


def line_of(node: yaml.Node) -> int:
    """The line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


def is_empty(node: yaml.Node) -> bool:
    """Whether the file leaves this value open: nothing, ~ or null."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def _without_control_characters(lines: list[str], source: Source) -> None:
    for index, line in enumerate(lines):
        if not line.isprintable() and (character := forbidden_character(line)):
            source.fault(index + 1, f"De regel bevat {character}.", "Haal het weg.")
            lines[index] = without_forbidden_characters(line)


def _compose(lines: list[str], source: Source) -> None:
    """Build the tree; where a line breaks it, report that line, mend it and try again."""
    spent = 0
    for _ in range(MOST_REPAIRS):
        text = "\n".join(lines)
        spent += len(text)
        if source.json:  # it may write one character beyond U+FFFF as two halves; YAML knows only whole ones
            text = _SURROGATE_PAIR.sub(_joined, text)
        if sum(map(text.count, _BETWEEN_PARTS)) > MOST_PARTS:
            source.fault(1, "Het bestand bevat te veel onderdelen voor een regio.", "Deel het op.")
            return
        if _is_too_deep(text):
            source.fault(1, "De gegevens zitten te diep in elkaar.")
            return
        try:
            source.root = yaml.compose(text, Loader=_Loader)
            return
        except yaml.MarkedYAMLError as error:
            if not _mend(lines, error, source):
                return
            if spent > MOST_REREAD:
                break
        except yaml.YAMLError:
            source.fault(1, "Het bestand is niet te lezen als YAML.")
            return
    source.fault(len(lines), "Het bestand heeft nog meer fouten.", "Herstel eerst die hierboven staan.")


def _is_too_deep(text: str) -> bool:
    """Whether building the tree would exhaust the stack, which no exception reports: libyaml builds it in C."""
    steps = (1 if bracket in "[{" else -1 for bracket in _BRACKET.findall(text))
    if max(accumulate(steps), default=0) < DEEPEST and not _DEEP_LINE.search(text):
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return True
    except yaml.YAMLError as error:  # reported where the tree is built, which stops at the same place
        return "nesting depth" in str(error)  # a libyaml of its own accord
    return False


def _mend(lines: list[str], error: yaml.MarkedYAMLError, source: Source) -> bool:
    """Report the line that `error` is about and change it so that the rest can be read; False if that is hopeless."""
    said = f"{error.context or ''} {error.problem or ''}".lower()
    unclosed = "flow" in said or ("scalar" in said and "tab character" not in said)
    mark = error.context_mark if unclosed and error.context_mark else error.problem_mark or error.context_mark
    if mark is None:
        source.fault(1, "Het bestand is niet te lezen als YAML.")
        return False
    index = min(mark.line, len(lines) - 1)
    if "quoted scalar" in said:
        # The quote that is not closed opened earlier than the one that YAML stumbles over.
        index = next((i for i, line in enumerate(lines[:index]) if _OPEN_QUOTE.search(line)), index)
    if not lines[index].strip() and index:
        index -= 1
    line = lines[index]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        source.fault(index + 1, "De regel springt in met een tab.", "Gebruik spaties.")
        before = next((above for above in reversed(lines[:index]) if above.strip()), "")
        lines[index] = before[: len(before) - len(before.lstrip())] + line.lstrip()
        return True
    source.fault(index + 1, *_problem(line, said))
    seen = index + 1 in source.mended
    source.mended.add(index + 1)
    key = None if seen else _KEY_AT_START.match(line)
    replacement = f"{key[1]} ''" if key else ""
    if replacement == line:
        return False
    lines[index] = replacement
    return True


def _problem(line: str, said: str) -> tuple[str, str]:
    """What is wrong with a line that YAML refuses in these words, and what to do."""
    found = ((text, hint) for part, text, hint in _PROBLEMS if part in said)
    text, hint = next(found, ("Deze regel is niet te lezen.", ""))
    if "did not find expected key" in said and (begin := _RUNS_ON.search(line)):
        text = f"De waarde begint met {begin[1]} en gaat verder na het teken dat haar sluit."
        hint = "Zet de hele waarde tussen aanhalingstekens; een aanhalingsteken daarin schrijft u twee keer."
    if "flow" in said and " #" in line:
        text = f"{text} Na ' #' leest YAML niet verder."
    if sign := strange_sign(line):
        text = f"{text} Op deze regel staat {sign}."
    return text, hint


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[2], 16), int(match[3], 16)
    return match[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
