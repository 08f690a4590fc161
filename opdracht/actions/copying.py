"""A new opdracht after an old one: the same agreement at other dates, without what happened to the old one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from opdracht.actions.agreements import add_outline
from opdracht.codec import Fields, values
from opdracht.dutch import long_date
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.exchange.export import agreement_data
from opdracht.model import PARTS, Opdracht, Record, declarations, fields_that, key_of
from opdracht.plan.grid import Looptijd
from opdracht.plan.shifted import Shift, shifted
from opdracht.records import field_value, kind_of, make
from opdracht.region import Regio
from opdracht.store import Register

_AGREED = tuple(kind for kind in PARTS if kind.after)
"""The parts of what is agreed: a conversation is none."""
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b", re.ASCII)


@dataclass(frozen=True)
class Copied:
    """The nummer of a new opdracht, and the texts in which a year stands: those are as they were."""

    nummer: str
    dated: Sequence[str]


def copy(register: Register, nummer: str, given: Fields, year: int) -> Copied:
    """A concept with all that was agreed of an opdracht, moved to the begin in `given`; what else is given goes before it.

    `given` has the shape of a file. With an end too it is stretched, as a plan does. Raises OpdrachtError when the old
    opdracht has no begin, and UsageFault when no new one is given.
    """
    if not given.get("van"):
        raise UsageFault("Zeg met --van op welke dag de nieuwe opdracht begint.", "Bijvoorbeeld: --van 1-1-2028")
    with register.writing() as writer:
        writer.need(Opdracht, [nummer])
        regio = writer.region([nummer])
        moved = _moved(regio, nummer, _shift(regio.opdrachten[nummer], given))
        agreed = agreement_data(moved, nummer)
        together = {group: {**agreed.get(group, {}), **given.get(group, {})} for group in ("afbakening", "rollen")}
        data = {**agreed, **given, **together}
        for name in {"nummer", "status"} - given.keys():
            del data[name]
        return Copied(add_outline(writer, data, year, "De kopie"), [*_dated(moved, nummer, given)])


def _shift(old: Opdracht, given: Mapping[str, object]) -> Shift:
    if old.van is None:
        raise OpdrachtError(
            f"Opdracht {old.nummer} heeft geen begindatum: hoever alles opschuift, is niet te zeggen.",
            f"Geef haar een begindatum: opdracht set {old.nummer} van=DATUM",
        )
    van = field_value(Opdracht, "van", str(given["van"]))
    before = Looptijd(old.van, max(old.tot or old.van, old.van))
    if not given.get("tot"):
        return Shift.to_begin(before, van)
    tot = field_value(Opdracht, "tot", str(given["tot"]))
    if tot < van:
        raise UsageFault(f"Het einde, {long_date(tot)}, ligt voor het begin, {long_date(van)}.")
    return Shift(before, Looptijd(van, tot)) if old.tot else Shift.to_begin(before, van)


def _moved(regio: Regio, nummer: str, shift: Shift) -> Regio:
    """The opdracht with what is agreed of it, at its new dates."""
    old = regio.opdrachten[nummer]
    records: dict[type[Record], list[Record]] = {Opdracht: [_unproved(old)]}
    for kind in _AGREED:
        records[kind] = [_unproved(row) for row in getattr(regio, kind.meervoud)[nummer]]
    unmoved = Regio.of({kind.meervoud: rows for kind, rows in records.items()})
    at = {(kind_of(record), key_of(record)): record for record in shifted(unmoved, nummer, shift)}
    fields = {**values(at[Opdracht, (nummer,)])}
    if old.tot is None:
        fields["tot"] = None
    if old.uiterlijk is not None:
        fields["uiterlijk"] = shift.day(old.uiterlijk, last=True)
    at[Opdracht, (nummer,)] = make(Opdracht, fields)
    return Regio.of(
        {kind.meervoud: [at.get((kind, key_of(row)), row) for row in rows] for kind, rows in records.items()}
    )


def _unproved(record: Record) -> Record:
    """A record without what shows that something was done or decided."""
    kind = kind_of(record)
    empty = {name: kind.model_fields[name].get_default() for name in fields_that(kind, lambda field: field.proof)}
    return make(kind, {**values(record), **empty})


def _dated(regio: Regio, nummer: str, given: Fields) -> Iterator[str]:
    """What of an opdracht has a text in which a year stands, but for what is given anew: its label, or the kind of part."""
    kinds: tuple[type[Record], ...] = (Opdracht, *_AGREED)
    for kind in kinds:
        records = [regio.opdrachten[nummer]] if kind is Opdracht else getattr(regio, kind.meervoud)[nummer]
        for name, field in declarations(kind).items():
            texts = [str(getattr(record, name)) for record in records if field.prose]
            is_given = name in given or kind.meervoud in given or name.partition("_")[2] in given.get("afbakening", {})
            if not is_given and any(map(_YEAR.search, texts)):
                yield field.label if kind is Opdracht else f"{field.label.lower()} van {kind.meervoud}"
