"""What the Tab key offers: numbers, codes, kinds, fields and words of closed lists, read from the register itself.

It must be there before a finger leaves the key. So nothing here loads the model: the tables of a register in a file
tell their own fields, closed lists and references. Whatever goes wrong, nothing is offered and nothing is said.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import typer

from opdracht.cli.session import register_file
from opdracht.signs import visible

VARIABLE = "_OPDRACHT_COMPLETE"
"""The script of a shell sets it when it asks what fits."""
KINDS = {
    "organisatie": "organisaties", "persoon": "personen", "ambitie": "ambities", "besluit": "besluiten",
    "aanbod": "aanbod", "opdracht": "opdrachten", "volgorde": "volgorde", "rol": "rollen", "mijlpaal": "mijlpalen",
    "randvoorwaarde": "randvoorwaarden", "inzet": "inzet", "belang": "belangen", "gesprek": "gesprekken",
    "ondertekening": "ondertekeningen", "versie": "versies", "document": "documenten",
    "statuswissel": "statuswissels", "terzijde": "terzijde",
}  # fmt: skip
"""The kinds that people name and their plurals, as the model has them: loading it takes longer than a page of help may."""
Offers = list[tuple[str, str]]
"""What fits, each with what it is."""
Completer = Callable[[typer.Context, str], Offers]

_KNOWN_BY = ("titel", "functie", "naam", "resultaat", "tekst")
_PATIENCE = 0.05  # seconds to wait for a register that somebody writes in
_MOST = 200  # codes are offered at once
_CLOSED = r"CHECK \((\w+) IN \(([^)]*)\)\)"


def fixed(*words: str) -> Completer:
    """Some words that never change."""

    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        return [(word, "") for word in words]

    return offer


kinds = fixed(*KINDS, *(plural for singular, plural in KINDS.items() if plural != singular))
"""The names of the kinds of records."""


def keys_of(kind: str) -> Completer:
    """The keys of the records of a kind."""

    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        return [*_keys(ctx, kind, incomplete)]

    return offer


nummers = keys_of("opdracht")
"""The numbers of the opdrachten."""


def words_of(kind: str, field: str) -> Completer:
    """The words of a closed list."""

    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        return [(word, "") for word in _closed_list(ctx, kind, field)]

    return offer


def records(ctx: typer.Context, incomplete: str) -> Offers:
    """[SOORT] SLEUTEL: a number or a kind, and after a kind a key of it."""
    kind, *key = _typed(ctx) or [""]
    if kind not in KINDS and kind not in KINDS.values():
        return [] if kind else [*nummers(ctx, incomplete), *kinds(ctx, incomplete)]
    return [] if key else [*_keys(ctx, _singular(kind), incomplete)]


def changes(ctx: typer.Context, incomplete: str) -> Offers:
    """[SOORT] SLEUTEL VELD=WAARDE."""
    first, *others = _typed(ctx) or [""]
    is_kind = first in KINDS or first in KINDS.values()
    if not first or (is_kind and not others):
        return records(ctx, incomplete)
    return [*_pairs(ctx, _singular(first) if is_kind else "opdracht", incomplete)]


def pairs(ctx: typer.Context, incomplete: str) -> Offers:
    """VELD=WAARDE, of the kind that was named, or else of an opdracht."""
    return [*_pairs(ctx, _singular(str(ctx.params.get("soort") or "opdracht")), incomplete)]


def settings(ctx: typer.Context, incomplete: str) -> Offers:
    """The settings of a register, and the name of who works in it."""
    from opdracht.settings import MEANING

    return [*MEANING.items(), ("wie", "hoe u heet, bij alles wat u verandert")]


def rules(ctx: typer.Context, incomplete: str) -> Offers:
    """The codes of the checks, as they stand in their files: to load them all takes too long."""
    texts = (path.read_text("utf-8") for path in (Path(__file__).parent.parent / "checks").rglob("*.py"))
    return [(code, "") for code in sorted({code for text in texts for code in re.findall(r'"([AGPS]\d{3})"', text)})]


def templates(ctx: typer.Context, incomplete: str) -> Offers:
    """The templates that ship with the program, and the user's own."""
    from opdracht.paths import own_templates, shipped

    folders = (shipped("templates"), own_templates(_register(ctx)))
    names = {path.stem for folder in folders for path in folder.glob("*.docx")}
    return [(name, "") for name in sorted(names) if visible(name) == name]


def _typed(ctx: typer.Context) -> list[str]:
    """The words before the one that is being typed."""
    return [str(word) for word in ctx.params.get("words") or ()]


def _singular(kind: str) -> str:
    return next((singular for singular, plural in KINDS.items() if kind == plural), kind)


def _register(ctx: typer.Context) -> Path | None:
    """The file of the register; None for one on a server, which may be far away."""
    return register_file(ctx.params.get("register") or ctx.find_root().params.get("register"))


def _read(ctx: typer.Context, question: str, *values: object) -> Sequence[tuple[object, ...]]:
    """What the register answers; nothing when it is not there or cannot be read. Nothing is written or made."""
    import sqlite3

    path = _register(ctx)
    if path is None or not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", _PATIENCE, uri=True)) as register:
            return register.execute(question, values).fetchall()
    except sqlite3.Error:
        return []


def _keys(ctx: typer.Context, kind: str, incomplete: str, before: str = "") -> Iterator[tuple[str, str]]:
    fields = _read(ctx, "SELECT name, pk FROM pragma_table_info(?)", kind)
    names = [str(name) for name, _ in fields]
    key = " || '/' || ".join(f'"{name}"' for place, name in sorted((place, name) for name, place in fields if place))
    known = next((f'"{name}"' for name in _KNOWN_BY if name in names), "''")
    if key:
        asked = f'SELECT {key}, {known} FROM "{kind}" WHERE substr({key}, 1, ?) = ? LIMIT {_MOST}'  # noqa: S608 - a name cannot be a value; read only, and what is no SQL offers nothing
        for code, what in _read(ctx, asked, len(incomplete), incomplete):
            if visible(str(code)) == code:  # what cannot be typed is not offered
                yield f"{before}{code}", str(what)


def _closed_list(ctx: typer.Context, kind: str, field: str) -> list[str]:
    for (made,) in _read(ctx, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", kind):
        for name, words in re.findall(_CLOSED, str(made)):
            if name == field:
                return re.findall(r"'([^']*)'", words)
    return []


def _pairs(ctx: typer.Context, kind: str, incomplete: str) -> Iterator[tuple[str, str]]:
    field, has_value, value = incomplete.partition("=")
    if not has_value:
        yield from ((f"{name}=", "") for (name,) in _read(ctx, "SELECT name FROM pragma_table_info(?)", kind))
        return
    yield from ((f"{field}={word}", "") for word in _closed_list(ctx, kind, field))
    for target, column in _read(ctx, 'SELECT "table", "from" FROM pragma_foreign_key_list(?)', kind):
        if column == field:
            yield from _keys(ctx, str(target), value, f"{field}=")
