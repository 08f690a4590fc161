"""Versions of an agreement: its text frozen as canonical JSON, and read back as a region that holds only that.

Everything a document of the agreement shows is in it: the agreement, the persons, organisaties, ambitie and besluit it
refers to, and the settings it is reckoned with. So it reads the same whatever happens to the register afterwards. Pure:
who freezes when stands in actions/versions.py, what counts as a change in differences.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from opdracht import codec
from opdracht.cells import misfit, rules
from opdracht.choices import ROLLEN_VAN_PARTIJEN, Rolnaam, Status
from opdracht.errors import OpdrachtError
from opdracht.fields import parsed_json
from opdracht.model import (
    CODED,
    PARTS,
    TABLES,
    Belang,
    Mijlpaal,
    Opdracht,
    Randvoorwaarde,
    Record,
    Versie,
    fields_that,
    key_of,
    references,
)
from opdracht.records import is_long
from opdracht.region import Regio, tuple_of, without_target
from opdracht.settings import Settings

_LONGER = 12
"""From so many characters a text says something of its own."""
_REFERRED = tuple(kind for kind in CODED if kind is not Opdracht)
_SETTINGS = ("regionaam", "uren_per_fte", "werkweken", "uren_per_dagdeel")
_BY_TABLE = {kind.enkelvoud: kind for kind in TABLES}


def frozen(regio: Regio, nummer: str) -> str:
    """The text of an agreement as canonical JSON: sorted names, no spaces, dates as 2027-03-01, nothing that is empty."""
    inside: list[Record] = [record for kind in PARTS for record in getattr(regio, kind.meervoud)[nummer]]
    waits_for = [regio.opdrachten[entry.na] for entry in regio.volgorde[nummer]]
    opdracht = regio.opdrachten[nummer]
    rows = {Opdracht.meervoud: [{**_filled(opdracht), "status": Status.VASTGESTELD.value}]}
    rows[Opdracht.meervoud] += [{"nummer": other.nummer, "titel": other.titel} for other in waits_for]
    for record in [*inside, *_referred(regio, [opdracht, *inside])]:
        rows.setdefault(record.meervoud, []).append(_filled(record))
    settings = {name: codec.plain(getattr(regio.settings, name)) for name in _SETTINGS}
    data = {"instellingen": settings, **rows}
    return codec.canonical(data)


def hash_of(inhoud: str) -> str:
    """The SHA-256 of a frozen text."""
    return hashlib.sha256(inhoud.encode()).hexdigest()


def thawed(versie: Versie) -> Regio:
    """The agreement of a version as a region that holds only that. Raises OpdrachtError when its text was tampered with."""
    if hash_of(versie.inhoud) != (versie.geschoond or versie.sha256):
        raise OpdrachtError(
            f"De tekst van versie {versie.nr} van opdracht {versie.opdracht} is buiten het programma om veranderd.",
            "Zet een kopie van het register terug.",
        )
    try:
        return replace(_read(versie), versie=versie)
    except (ValueError, KeyError, TypeError, AttributeError, OpdrachtError) as error:
        raise misfit(
            Versie,
            codec.values(versie),
            {"inhoud": "Dit is niet de tekst van een opdracht zoals het programma die vastlegt."},
        ) from error


def _read(versie: Versie) -> Regio:
    """What the text of a version holds. Raises one of many errors when it is not as `frozen` writes it."""
    data = parsed_json(versie.inhoud)
    settings = Settings.of(data.pop("instellingen"))
    kinds: tuple[type[Record], ...] = (Opdracht, *PARTS, *_REFERRED)
    records = {kind.meervoud: [_record(kind, row) for row in data.get(kind.meervoud, ())] for kind in kinds}
    regio = Regio.of(records, settings)
    if versie.opdracht not in regio.opdrachten or any(without_target(records)):
        raise ValueError("it is of another opdracht, or refers to what is not in it")
    return regio


def is_readable(versie: Versie) -> bool:
    """Whether a version from elsewhere holds an agreement that can be printed: its own, with all it refers to."""
    try:
        return bool(frozen(thawed(versie), versie.opdracht))
    except OpdrachtError:
        return False


def newest(regio: Regio, nummer: str) -> Versie | None:
    """The last version of an agreement that was vastgesteld, if any."""
    versies = regio.versies[nummer]
    return versies[-1] if versies else None


def sentences(inhoud: str) -> frozenset[str]:
    """What a frozen text says of its own agreement, each longer text on one line: what it can be known by."""
    data = json.loads(inhoud)
    rows = [
        *data[Opdracht.meervoud][:1],
        *(row for kind in (Mijlpaal, Randvoorwaarde, Belang) for row in data.get(kind.meervoud, ())),
    ]
    texts = (value for row in rows for value in row.values() if isinstance(value, str))
    return frozenset(" ".join(text.split()) for text in texts if len(text) >= _LONGER)


def unsigned(regio: Regio, nummer: str, nr: int | None = None) -> list[Rolnaam]:
    """The roles that still have to sign a version, the newest one unless told otherwise."""
    if nr is None:
        versie = newest(regio, nummer)
        nr = versie.nr if versie else 1
    signed = {ondertekening.rol for ondertekening in regio.ondertekeningen[nummer] if ondertekening.versie == nr}
    return [rol for rol in ROLLEN_VAN_PARTIJEN if rol not in signed]


def as_agreed(regio: Regio, nummer: str) -> Regio:
    """The region to print an agreement from: that of its newest version, or the register itself when there is none.

    The region must hold the texts of the versions.
    """
    versie = newest(regio, nummer)
    return thawed(versie) if versie else regio


def _referred(regio: Regio, records: Iterable[Record]) -> list[Record]:
    """What the records refer to, and what that refers to, each once, in the order of their keys."""
    found: dict[tuple[str, object], Record] = {}
    queue = list(records)
    while queue:
        record = queue.pop()
        for reference in references(_BY_TABLE[record.enkelvoud]):
            kind, code = _BY_TABLE[reference.target], getattr(record, reference.field)
            if kind in _REFERRED and code is not None and (kind.meervoud, code) not in found:
                queue.append(getattr(regio, kind.meervoud)[code])
                found[kind.meervoud, code] = queue[-1]
    return sorted(found.values(), key=lambda record: (record.meervoud, key_of(record)))


def _filled(record: Record) -> codec.Fields:
    """The fields of a record that hold something, but for what stands in no document."""
    private = fields_that(_BY_TABLE[record.enkelvoud], lambda told: told.private)
    return codec.filled({name: value for name, value in codec.values(record).items() if name not in private})


def _record(kind: type[Record], row: codec.Values) -> Record:
    """A light record; what the version does not hold, or is newer than it, has the value of an empty field."""
    given = codec.typed(kind, row)
    if lacking := _needed(kind) - row.keys():
        raise ValueError(f"{kind.enkelvoud} lacks {lacking}")
    record: Record = tuple_of(kind)(
        **{name: given[name] if name in row else value for name, value in _empty(kind).items()}
    )
    for rule in rules(kind):
        rule(record)
    return record


@cache
def _needed(kind: type[Record]) -> frozenset[str]:
    """The fields without which a record is none; a text that must be given may be an empty one."""
    return frozenset(name for name, info in kind.model_fields.items() if info.is_required() and not is_long(kind, name))


@cache
def _empty(kind: type[Record]) -> codec.Fields:
    fields = kind.model_fields.items()
    return {
        name: ("" if is_long(kind, name) else None)
        if field.is_required()
        else field.get_default(call_default_factory=True)
        for name, field in fields
    }
