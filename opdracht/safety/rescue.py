"""A new register of what can still be read of a damaged one: its rows, and what the journal says of records beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from opdracht import codec
from opdracht.cells import shown
from opdracht.codec import Fields, Values, values
from opdracht.errors import OpdrachtError, reason
from opdracht.fields import parsed_json
from opdracht.files import temporary_folder
from opdracht.model import JOURNAL, TABLES, Mutatie, Record, Wijziging, references
from opdracht.records import Invalid, make, written_key
from opdracht.safety import leaves, salvage
from opdracht.safety.generations import way_back
from opdracht.safety.sound import Rows, changes_in
from opdracht.store import Register, Writer, journal
from opdracht.store.reading import table_of

Records = dict[type[Record], dict[str, Fields]]
"""The fields of each record, by its kind and its key as people type it."""


@dataclass
class Rescued:
    """What was rescued of each kind, what of that came from the journal, and what was lost."""

    counts: Counter[str] = field(default_factory=Counter)
    from_journal: list[str] = field(default_factory=list)
    unknown_to_journal: list[str] = field(default_factory=list)
    emptied: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    changes: int = 0
    """How many changes of the journal are in the new register."""
    all_changes: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost: no record, no reference, and nothing of the journal."""
        return self.all_changes and not self.lost and not self.emptied


def rescue(register: Register, new: Path) -> Rescued:
    """Make a new register of what can be read of the file of another, which is only read. Raises OpdrachtError."""
    if register.on_server:
        raise OpdrachtError("Redden gaat alleen uit een bestand.", way_back(register))
    if new.exists():
        raise OpdrachtError(f"{new} bestaat al.", "Kies een naam die er nog niet is.")
    read = _read(register)
    journalled = _journalled(changes_in(read)[1])
    sealed, is_all = _sealed(read, journalled)
    rescued = Rescued(changes=len(sealed), all_changes=is_all)
    records = {model: _of_kind(model, read[model], journalled[model], rescued) for model in TABLES}
    if not any(records.values()):
        raise OpdrachtError(f"In {register.name} is niets meer te lezen.", way_back(register))
    _only_with_targets(records, rescued)
    Register.at(str(new)).create(lambda writer: _fill(writer, read, sealed, records))
    rescued.counts = Counter({model.meervoud: len(of_kind) for model, of_kind in records.items() if of_kind})
    return rescued


def _read(register: Register) -> Rows:
    path = register.path
    if not path.is_file():
        raise OpdrachtError(f"{path} is {'geen bestand' if path.exists() else 'er niet'}.", way_back(register))
    try:
        if not path.stat().st_size:
            raise OpdrachtError(f"{path} is leeg.", way_back(register))
        with salvage.mended(path, _first_page) as connection:
            read = {model: salvage.table(connection, model) for model in (*TABLES, *JOURNAL)}
        if not all(table.is_whole for table in read.values()) and not salvage.has_journal(path):
            _add_leaves(read, path.read_bytes())
        return read
    except OSError as error:
        raise OpdrachtError(f"{path} is niet te lezen: {reason(error)}.", "Kijk of u erbij mag.") from error


def _add_leaves(read: Rows, content: bytes) -> None:
    """What of the tables with lost rows still stands in the pages of the file."""
    by_kind = leaves.rows_by_kind(content, salvage.page_size(content), leaves.columns_of_tables())
    if not by_kind[Wijziging] and not any(table.rows for table in read.values()):
        return  # of another program: every register has a change in its journal
    for model, table in read.items():
        known = {_key(model, row) for row in table.rows} | {row.key for row in table.wrong}
        found = {_key(model, row): row for row in by_kind[model]} if table.lost else {}
        table.rows += [row for key, row in found.items() if key not in known]


def _first_page() -> bytes:
    """The first page of a new register."""
    with temporary_folder() as folder:
        fresh = Register.at(str(folder / "nieuw.db"))
        fresh.create()
        content = fresh.path.read_bytes()
    return content[: salvage.page_size(content)]


def _sealed(read: Rows, journalled: Records) -> tuple[set[int], bool]:
    """The changes from the first one on of which nothing is damaged, and whether those are all.

    Where rows of the journal may lack, they are all when they tell every record as it stands, and no other.
    """
    changes, mutations = changes_in(read)
    by_change = journal.by_change(mutations)
    broken = next(journal.unsealed(changes, by_change), None)
    sealed = {change.nr for change in changes if broken is None or change.nr < broken}
    is_whole = all(read[model].is_whole for model in JOURNAL) or all(
        {_key(model, row): codec.filled(row) for row in read[model].rows} == journalled[model] for model in TABLES
    )
    return sealed, broken is None and is_whole and by_change.keys() <= sealed and bool(sealed)


def _journalled(mutations: Iterable[Mutatie]) -> Records:
    """The records as far as the journal can be read."""
    readable = (row for row in mutations if row.soort in journal.MODELS and _is_readable(row))
    journalled: Records = {model: {} for model in TABLES}
    for (kind, key), fields in journal.replayed(readable).items():
        journalled[journal.MODELS[kind]][key] = fields
    return journalled


def _is_readable(row: Mutatie) -> bool:
    try:
        return all(text is None or isinstance(parsed_json(text), dict) for text in (row.voor, row.na))
    except ValueError:
        return False


def _of_kind(
    model: type[Record], table: salvage.Table, journalled: dict[str, Fields], rescued: Rescued
) -> dict[str, Fields]:
    """Each record from the journal when all of that is sealed; else from its row, or from the journal where there is none.

    What a whole journal does not know was removed, or came from elsewhere: that stays behind.
    """
    in_table = [(_key(model, row), _valid(model, row)) for row in table.rows]
    records = {key: fields for key, fields in in_table if fields is not None}
    broken = {key for key, fields in in_table if fields is None} | {row.key for row in table.wrong if row.has_key}
    unknown = records.keys() - journalled.keys() if rescued.changes else set()
    for key, fields in journalled.items():
        if key in records and not (rescued.all_changes and codec.filled(records[key]) != fields):
            continue
        record = _valid(model, codec.typed(model, fields))
        if record and _key(model, record) == key:
            records[key] = record
            rescued.from_journal.append(_named(model, key))
        elif key not in records:
            broken.add(key)
    rescued.lost += [_named(model, key) for key in sorted(broken - records.keys())]
    rescued.unknown_to_journal += [_named(model, key) for key in records if key in unknown]
    if rescued.all_changes:
        return {key: fields for key, fields in records.items() if key not in unknown}
    if table.may_lack:
        rescued.lost.append(
            f"rijen van de tabel {model.enkelvoud} die niet te lezen zijn en niet in het journaal staan"
        )
    return records


def _valid(model: type[Record], fields: Values) -> Fields | None:
    """The fields of a record when they make one."""
    try:
        return values(make(model, fields))
    except Invalid:
        return None


def _key(model: type[Record], fields: Values) -> str:
    return written_key([fields.get(name, "?") for name in model.sleutel])


def _named(model: type[Record], key: str) -> str:
    return f"{model.enkelvoud} {shown(key)}"


def _only_with_targets(records: Records, rescued: Rescued) -> None:
    """Let go of what refers to a record that is not there; where the reference may be empty, only of that."""
    for model, of_kind in records.items():
        for key, fields in list(of_kind.items()):
            for reference in references(model):
                code = fields[reference.field]
                if code is None or code in records[journal.MODELS[reference.target]]:
                    continue
                if table_of(model).columns[reference.field].nullable:
                    rescued.emptied.append(f"{reference.field} van {_named(model, key)}")
                    fields[reference.field] = None
                elif of_kind.pop(key, None):
                    rescued.lost.append(_named(model, key))


def _fill(writer: Writer, read: Rows, sealed: set[int], records: Records) -> None:
    """The sealed part of the journal as it is, and the records; what they differ becomes a change of this command."""
    changes = [row for row in read[Wijziging].rows if row["nr"] in sealed]
    mutations = [row for row in read[Mutatie].rows if row["wijziging"] in sealed]
    filling: dict[type[Record], list[Fields]] = {Wijziging: changes, Mutatie: mutations}
    filling |= {model: list(of_kind.values()) for model, of_kind in records.items()}
    for model, rows in filling.items():
        if rows:
            writer.connection.execute(sa.insert(table_of(model)), rows)
    writer.reconcile()
