"""The answers of a round: which file is whose, what of it is that organisatie's own to say, and what they say of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from opdracht.choices import Deelname
from opdracht.codec import Fields
from opdracht.dutch import joined, short_date
from opdracht.errors import OpdrachtError
from opdracht.exchange.round.own import (
    ALL_ASKED,
    ASKED_OF,
    CAN_BE_NEW,
    CAN_GO,
    KINDS,
    ROUND,
    is_asked_about,
    is_own,
    own_fields,
)
from opdracht.exchange.workbook.keys import Key, NewKeys, Standing
from opdracht.exchange.workbook.reading import CellReading
from opdracht.exchange.workbook.rows import GivenCell, GivenRow, WorkbookRows
from opdracht.model import CODED, Opdracht, Persoon
from opdracht.records import Place, code_of, free_code, read_key
from opdracht.region import Regio


@dataclass(frozen=True)
class Answer:
    """The answer of one organisatie in one file, with what is passed over in it."""

    organisatie: str
    name: str
    rows: WorkbookRows

    @property
    def said(self) -> list[tuple[object, ...]]:
        """All that it says, to lay beside another."""
        return sorted(
            (row.kind.enkelvoud, row.goes, *(str(cell.cell) for cell in row.cells.values())) for row in self.rows.rows
        )


@dataclass(frozen=True)
class Received:
    """The answers of a round, one of each organisatie; `remarks` are about the files, `silent` are those without one."""

    answers: Sequence[Answer]
    remarks: Sequence[str]
    faults: Sequence[str]
    silent: Sequence[str]


def is_answer(rows: WorkbookRows) -> bool:
    """Whether a workbook came from a round, with a day on it."""
    try:
        return ASKED_OF in rows.origin and bool(date.fromisoformat(rows.origin.get(ROUND, "")))
    except ValueError:
        return False


def received(files: Mapping[str, WorkbookRows], known: Regio, is_ours: Callable[[WorkbookRows], bool]) -> Received:
    """Sort the files of a round by who answers; one of an earlier round is named and left out.

    `is_ours` says whether a workbook came from this register.
    """
    remarks, faults = [], []
    rounds = {rows.origin[ROUND] for rows in files.values() if is_answer(rows) and is_ours(rows)}
    answers: dict[str, Answer] = {}
    for name, rows in files.items():
        code = rows.origin.get(ASKED_OF, "")
        if not is_answer(rows):
            faults.append(f"{name} is geen antwoord op een uitvraag. Lees het los in.")
        elif code not in known.organisaties or not is_ours(rows):
            faults.append(f"{name} hoort bij een uitvraag uit een ander register.")
        elif rows.origin[ROUND] != max(rounds):
            told, newest = (short_date(date.fromisoformat(day)) for day in (rows.origin[ROUND], max(rounds)))
            remarks.append(
                f"{name} is overgeslagen: het hoort bij de uitvraag van {told}, en de andere bij die van {newest}."
            )
        elif code not in answers:
            answers[code] = Answer(code, name, rows)
        elif answers[code].said == Answer(code, name, rows).said:
            remarks.append(f"{name} zegt hetzelfde als {answers[code].name}; het is één keer gelezen.")
        else:
            naam = known.organisaties[code].naam
            faults.append(
                f"Van {naam} zijn er twee verschillende antwoorden: {answers[code].name} en {name}. Laat er een weg."
            )
    asked = {code for answer in answers.values() for code in answer.rows.origin.get(ALL_ASKED, "").split()}
    silent = [known.organisaties[code].naam for code in sorted(asked - {*answers}) if code in known.organisaties]
    return Received([*answers.values()], remarks, faults, silent)


def only_own(answer: Answer, now: Standing, new_keys: NewKeys) -> WorkbookRows:
    """What of an answer is that organisatie's own to say. The rest stays as it is; what was changed in it is named.

    `new_keys` has the keys of what got another one since the question.
    """
    reading = _OwnReading(answer, now, new_keys)
    rows = [own for row in answer.rows.rows if (own := reading.row(row)) is not None]
    return replace(answer.rows, rows=rows, remarks=[*answer.rows.remarks, *reading.remarks])


class _OwnReading:
    def __init__(self, answer: Answer, now: Standing, new_keys: NewKeys) -> None:
        self.answer = answer
        self.now = now
        self.new_keys = new_keys
        self.cells = CellReading({kind.enkelvoud: {str(key[0]) for key in now[kind]} for kind in CODED})
        self.remarks: list[str] = []

    def row(self, row: GivenRow) -> GivenRow | None:
        """The row with only the cells that are own; None when it says nothing, or is not own."""
        if row.kind not in KINDS:
            self._remark(row, "dat wordt niet gevraagd")
            return None
        if row.goes and row.kind not in CAN_GO:
            self._remark(row, "dit haalt alleen de regio weg")
            return None
        if row.exported_key == "":
            return self._new(row)
        stored = self._stored(row)
        if stored is None or not is_own(row.kind, stored, self.answer.organisatie, self.now[Persoon]):
            self._remark(row, "dat is niet van deze organisatie, of het is er niet meer")
            return None
        for name in row.cells:
            if (
                name not in own_fields(row.kind)
                and not self.cells.says(row, name, stored[name])
                and row.cells[name].cell != ""
            ):
                self._remark(row, "dit veld vult de regio in", name)
        kept = {name: cell for name, cell in row.cells.items() if name in own_fields(row.kind)}
        keys = {
            name: GivenCell(_plain(stored[name]), row.cells[name].column)
            for name in row.kind.sleutel
            if name in row.cells
        }
        return replace(row, cells={**keys, **kept})

    def _stored(self, row: GivenRow) -> Fields | None:
        """The record that a row was made from, by the key that it had."""
        key = self.new_keys.get(Place(row.kind.enkelvoud, row.exported_key), row.exported_key)
        try:
            return self.now[row.kind].get(read_key(row.kind, key))
        except OpdrachtError:
            return None

    def _new(self, row: GivenRow) -> GivenRow | None:
        told = [name for name in row.cells if name in own_fields(row.kind) and row.cells[name].cell != ""]
        if not told:
            return None
        if row.kind not in CAN_BE_NEW:
            self._remark(row, "hier kan niets bij")
            return None
        owner = row.kind.of_organisation
        column = row.cells[owner].column if owner in row.cells else 0
        if (
            owner in row.cells
            and row.cells[owner].cell != ""
            and not self.cells.says(row, owner, self.answer.organisatie)
        ):
            self._remark(row, "een organisatie antwoordt alleen voor zichzelf", owner)
            return None
        return self._allowed(replace(row, cells={**row.cells, owner: GivenCell(self.answer.organisatie, column)}))

    def _allowed(self, row: GivenRow) -> GivenRow | None:
        """A row of something new, unless it is about an opdracht that is not asked about, or there already for another.

        Somebody new without a code gets one.
        """
        if row.kind is Persoon and row.cells["code"].cell == "":
            row = replace(row, cells={**row.cells, "code": GivenCell(self._code(row), row.cells["code"].column)})
        try:
            key = tuple(self.cells.value_or_raise(row, name) for name in row.kind.sleutel if name in row.cells)
        except ValueError:
            return row  # told with its cell when the records are made
        stored = self.now[row.kind].get(cast("Key", key))
        if stored is not None and not is_own(row.kind, stored, self.answer.organisatie, self.now[Persoon]):
            self._remark(row, "dat is van een andere organisatie")
            return None
        fields = dict(zip(row.kind.sleutel, key, strict=False))
        if not is_asked_about(fields, self.now[Opdracht]):
            self._remark(row, "naar deze opdracht is niet gevraagd")
            return None
        return row

    def _code(self, row: GivenRow) -> str:
        """The code of somebody new: a free one, or that of whoever came in before with just these words."""
        told = [name for name in row.cells if name in own_fields(Persoon) and row.cells[name].cell != ""]
        for key, fields in self.now[Persoon].items():
            is_ours = is_own(Persoon, fields, self.answer.organisatie, self.now[Persoon])
            if is_ours and all(self.cells.says(row, name, fields[name]) for name in told):
                return str(key[0])
        functie = str(row.cells["functie"].cell) if "functie" in row.cells else ""
        code = free_code(code_of(f"{functie} {self.answer.organisatie}"), self.cells.codes[Persoon.enkelvoud])
        self.cells.codes[Persoon.enkelvoud].add(code)
        return code

    def _remark(self, row: GivenRow, why: str, name: str = "") -> None:
        self.remarks.append(f"{self.answer.name}, {row.fault(name, '').where}: overgeslagen, {why}.")


def _plain(value: object) -> str | float:
    return value if isinstance(value, int | float) else str(value)


def contradictions(regio: Regio) -> Iterator[str]:
    """What organisaties say against one another about an opdracht, as sentences; `regio` holds their answers."""
    for nummer, opdracht in regio.opdrachten.items():
        says = {belang.organisatie: belang.deelname for belang in regio.belangen[nummer]}
        refusing = [code for code, deelname in says.items() if deelname == Deelname.NEE]
        joining = [code for code, deelname in says.items() if deelname == Deelname.JA]
        title = f"{nummer} {opdracht.titel}"
        if not refusing:
            continue
        if joining:
            yield (
                f"{title}: {_names(regio, joining)} {'doet' if len(joining) == 1 else 'doen'} mee, "
                f"{_names(regio, refusing)} niet."
            )
        leading = {
            regio.personen[rol.persoon].organisatie for rol in regio.rollen[nummer] if "opdrachtgever" in rol.rol
        }
        if stepping_out := [code for code in refusing if code in leading]:
            yield f"{title}: {_names(regio, stepping_out)} is opdrachtgever, en doet niet mee."
        working = {line.organisatie for line in regio.inzet[nummer]}
        if asked := [code for code in refusing if code in working]:
            yield f"{title}: van {_names(regio, asked)} worden uren gevraagd, en die {'doet' if len(asked) == 1 else 'doen'} niet mee."


def _names(regio: Regio, codes: Sequence[str]) -> str:
    return joined(regio.organisaties[code].naam for code in codes)
