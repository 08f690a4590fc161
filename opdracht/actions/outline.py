"""An agreement given as values, by options or by answers: read into records, with every fault named."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from opdracht.codec import Fields, is_empty
from opdracht.dutch import parse_date
from opdracht.errors import Fault
from opdracht.exchange.region_file import INSIDE, Entry, Keys, RegionFile, fields_in_file
from opdracht.model import Opdracht, Organisatie, Persoon, Record, Rol, Volgorde, references
from opdracht.records import Invalid, make, next_nummer, written_key
from opdracht.suggest import did_you_mean

NEW: tuple[type[Record], ...] = (Organisatie, Persoon)
"""The kinds that may come with an agreement, when it is the first to name them."""


class _Item(NamedTuple):
    """A record to be made; `place` says which of several it is."""

    kind: type[Record]
    fields: Mapping[str, object]
    place: str = ""


def read_outline(given: Fields, new: Mapping[str, Sequence[Fields]], known: Keys, year: int) -> RegionFile:
    """The records of an agreement in the shape of a file, with the `new` ones (plural name to fields) it comes with.

    `known` are the keys that references may point to. Without a nummer it gets one in the year of its begin, or `year`.
    """
    nummer = str(given.get("nummer") or next_nummer(_year(given, year), known["opdracht"]))
    items = [_Item(kind, fields) for kind in NEW for fields in new.get(kind.meervoud, ())]
    present = {kind: set(keys) for kind, keys in known.items()}
    for item in items:
        present[item.kind.enkelvoud].add(str(item.fields.get("code")))
    read = RegionFile()
    taken: set[tuple[str, ...]] = set()
    for item in (*items, *_parts({**given, "nummer": nummer}, nummer)):
        read.faults += _broken_references(item, present)
        try:
            record = make(item.kind, {name: value for name, value in item.fields.items() if not is_empty(value)})
        except Invalid as invalid:
            read.faults += [Fault(0, _said(item.place, fault.field, fault.text)) for fault in invalid.faults]
            continue
        key = (item.kind.enkelvoud, *(str(getattr(record, name)) for name in item.kind.sleutel))
        if key in taken:
            read.faults.append(Fault(0, f"{key[0]} '{written_key(key[1:])}' staat er twee keer."))
        taken.add(key)
        read.entries.setdefault(item.kind.meervoud, []).append(Entry(record, 0))
    return read


def _parts(given: Fields, nummer: str) -> Iterator[_Item]:
    """The opdracht and all that is in it."""
    names = fields_in_file(Opdracht)
    own = {name: value for name, value in given.items() if name in Opdracht.model_fields or name not in names}
    scope = {f"afbakening_{name}": text for name, text in given.get("afbakening", {}).items()}
    yield _Item(Opdracht, {**own, **scope})
    for other in given.get("na", ()):
        yield _Item(Volgorde, {"opdracht": nummer, "na": other})
    for rol, entries in given.get("rollen", {}).items():
        for entry in entries if isinstance(entries, list) else [entries]:
            person = entry if isinstance(entry, dict) else {"persoon": entry}
            yield _Item(Rol, {"opdracht": nummer, "rol": rol, **person})
    for kind in INSIDE:
        for nr, fields in enumerate(given.get(kind.meervoud, ()), start=1):
            numbered = {"nr": nr} if "nr" in kind.sleutel else {}
            yield _Item(kind, {"opdracht": nummer, **numbered, **fields}, f"{kind.enkelvoud} {nr}, ")


def _broken_references(item: _Item, present: Mapping[str, set[str]]) -> Iterator[Fault]:
    for name, target, _ in references(item.kind):
        code = item.fields.get(name)
        codes = present.get(target, set())
        if isinstance(code, str) and code and code not in codes and name != "opdracht":
            text = f"er is geen {target} '{code[:60]}'."
            yield Fault(0, _said(item.place, name, text), did_you_mean(code, codes))


def _said(place: str, field: str, text: str) -> str:
    return f"{place}{field}: {text}" if field and f"'{field}'" not in text else f"{place}{text}"


def _year(given: Fields, year: int) -> int:
    try:
        return parse_date(str(given.get("van"))).year
    except ValueError:
        return year
