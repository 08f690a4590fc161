"""list, show, add, set, remove; import and export."""

from pathlib import Path
from typing import Annotated, Any

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command, write_data
from opdracht.errors import OpdrachtError, UsageFault, reason

SOORT = "organisatie, persoon, ambitie, besluit, aanbod, opdracht, volgorde, rol, mijlpaal, randvoorwaarde, inzet, belang of gesprek"
SEEN = SOORT.replace("belang of gesprek", "belang, gesprek, ondertekening, versie, document, statuswissel of terzijde")
Fields = Annotated[
    list[str], typer.Argument(metavar="VELD=WAARDE", help='Zet tekst met spaties tussen aanhalingstekens: doel="..."')
]
Json = Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.")]


@command(
    "list",
    "Bekijken",
    """
    opdracht list
    opdracht list personen organisatie=moerdijk
    opdracht list opdrachten status=concept --json
    """,
)
def list_records(
    soort: Annotated[str, typer.Argument(metavar="SOORT", help=f"Wat u wilt zien: {SEEN}.")] = "opdrachten",
    filters: Annotated[
        list[str] | None, typer.Argument(metavar="VELD=WAARDE", help="Alleen waar dit veld deze waarde heeft.")
    ] = None,
    json: Json = False,
    plain: Annotated[bool, typer.Option("--plain", help="Schrijf de velden met tabs ertussen, zonder kop.")] = False,
    register: RegisterOption = None,
) -> None:
    """Toon de opdrachten, of andere gegevens van het register."""
    from opdracht.cli import show
    from opdracht.cli.pairs import read_pairs
    from opdracht.model import Document
    from opdracht.records import field_value, kind_named
    from opdracht.store import Register

    model = kind_named(soort)
    where = {name: field_value(model, name, text) for name, text in read_pairs(filters or []).items()}
    if lists := [name for name, value in where.items() if isinstance(value, list)]:
        raise UsageFault(f"Op {lists[0]} kunt u niet kiezen.")
    with Register.at(located(register)).reading() as reader:
        rows: list[Any] = reader.rows(model, **where)
    if model is Document:
        from opdracht.proof.printed import with_state

        rows = [with_state(row) for row in rows]
    columns = show.columns(model)
    if json:
        from opdracht.exchange.export import as_json, record_data

        states = [{"staat": row.staat} if model is Document else {} for row in rows]
        write_data(as_json([{**record_data(model, row), **state} for row, state in zip(rows, states, strict=True)]))
    elif plain:
        for row in rows:
            typer.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in show.cells(row, columns)))
    elif rows:
        show.table(columns, [show.cells(row, columns) for row in rows])
    else:
        one = model.meervoud == model.enkelvoud
        limits = (" dat hieraan voldoet" if one else " die hieraan voldoen") if where else " in dit register"
        say(f"Er {'is' if one else 'zijn'} geen {model.meervoud}{limits}.")


@command(
    "show",
    "Bekijken",
    """
    opdracht show 2027-001
    opdracht show persoon wethouder-moerdijk
    opdracht show 2027-001 --yaml
    """,
)
def show_record(
    words: Annotated[
        list[str],
        typer.Argument(metavar="[SOORT] SLEUTEL", help="Een nummer van een opdracht, of een soort en een sleutel."),
    ],
    version: Annotated[
        int | None,
        typer.Option("--version", metavar="NR", help="De opdracht zoals zij als deze versie is vastgesteld."),
    ] = None,
    yaml: Annotated[bool, typer.Option("--yaml", help="Schrijf YAML, zoals create en import die lezen.")] = False,
    json: Json = False,
    register: RegisterOption = None,
) -> None:
    """Toon één opdracht, of één ander gegeven."""
    from opdracht.agreed.freezing import agreed, version_of
    from opdracht.agreed.versions import thawed
    from opdracht.cli.agreement import show_agreement
    from opdracht.cli.versions import tell
    from opdracht.exchange.export import agreement_data, as_json, as_yaml, record_data
    from opdracht.fields import in_words
    from opdracht.model import Opdracht
    from opdracht.records import kind_named, read_key
    from opdracht.store import Register

    kind, key = kind_and_key(words)
    model = kind_named(kind)
    with Register.at(located(register)).reading() as reader:
        record = reader.need(model, read_key(model, key))
        regio = reader.region([key], texts=True) if model is Opdracht else None
    if version is not None and regio is None:
        raise UsageFault("Alleen een opdracht heeft versies.")
    now = agreed(regio, key) if regio and version is None else None
    if regio and version is not None:
        regio = thawed(version_of(regio, key, version))
    data = agreement_data(regio, key) if regio else record_data(model, record)
    if json or yaml:
        write_data(as_json(data) if json else as_yaml(data))
    elif regio:
        show_agreement(regio, key)
        if now and now.versie:
            tell(now, key, register)
    else:
        for name, value in data.items():
            typer.echo(f"{name:<20}{in_words(value)}")


@command(
    "add",
    "Gegevens",
    """
    opdracht add organisatie code=moerdijk naam=Moerdijk soort=gemeente
    opdracht add mijlpaal opdracht=2027-001 datum=1-4-2027 resultaat="De gegevens zijn binnen."
    """,
)
def add_record(
    soort: Annotated[str, typer.Argument(metavar="SOORT", help=f"Wat u toevoegt: {SOORT}.")],
    fields: Annotated[
        list[str] | None, typer.Argument(metavar="VELD=WAARDE", help="De velden. Wat ontbreekt, vraagt het programma.")
    ] = None,
    register: RegisterOption = None,
) -> None:
    """Voeg een gegeven toe: een organisatie, een persoon, een mijlpaal enzovoort."""
    from opdracht.actions import records
    from opdracht.actions.records import referred
    from opdracht.cli import ask
    from opdracht.cli.pairs import read_pairs
    from opdracht.model import key_of
    from opdracht.records import kind_named, required_fields, written_key
    from opdracht.store import Register

    model = kind_named(soort)
    values = read_pairs(fields or [])
    missing = [name for name in required_fields(model) if name not in values]
    if missing and ask.possible():
        targets = referred(Register.at(located(register)), model)
        for name in missing:
            values[name] = ask.field(model, name, targets.get(name, ()))
    record = records.add(Register.at(located(register)), soort, values, ask.today().year)
    key = written_key(key_of(record))
    say(f"Toegevoegd: {model.enkelvoud} {key}.")
    say(f"Bekijk het met: {shown_command(f'opdracht show {model.enkelvoud} {quoted(key)}', register)}")


@command(
    "set",
    "Gegevens",
    """
    opdracht set 2027-001 tot=15-12-2027
    opdracht set mijlpaal 2027-001/1 gehaald_op=1-4-2027
    opdracht set persoon wethouder-moerdijk functie="wethouder Economie"
    """,
)
def set_record(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[SOORT] SLEUTEL VELD=WAARDE",
            help="Welk gegeven, en wat het wordt. Met 'veld=' maakt u een veld leeg.",
        ),
    ],
    register: RegisterOption = None,
) -> None:
    """Verander velden van een opdracht of een ander gegeven."""
    from opdracht.actions import records
    from opdracht.cli.pairs import read_pairs
    from opdracht.fields import in_words
    from opdracht.records import is_kind
    from opdracht.store import Register

    key_words = 2 if is_kind(words[0]) else 1  # a kenmerk may hold a '='
    first = next((index for index, word in enumerate(words) if index >= key_words and "=" in word), len(words))
    kind, key = kind_and_key(words[:first])
    pairs = read_pairs(words[first:])
    if not pairs:
        raise UsageFault(
            "Zeg wat er verandert: veld=waarde.", 'Bijvoorbeeld: opdracht set 2027-001 titel="Nieuwe titel"'
        )
    before, after = records.change(Register.at(located(register)), kind, key, pairs)
    for name in pairs:
        old, new = in_words(getattr(before, name)), in_words(getattr(after, name))
        say(f"{name} was {old or 'leeg'} en is nu {new or 'leeg'}.")


@command("remove", "Gegevens", "opdracht remove mijlpaal 2027-001/2")
def remove_record(
    words: Annotated[list[str], typer.Argument(metavar="[SOORT] SLEUTEL", help="Welk gegeven.")],
    yes: Annotated[bool, typer.Option("--ja", help="Vraag niet om bevestiging.")] = False,
    register: RegisterOption = None,
) -> None:
    """Verwijder een gegeven. Wat nog gebruikt wordt, blijft staan."""
    from opdracht.actions import records
    from opdracht.cli import ask
    from opdracht.store import Register

    kind, key = kind_and_key(words)
    if not yes and not ask.possible():
        raise UsageFault("Verwijderen zonder terminal kan alleen met --ja.")
    if not yes and not ask.confirm(f"{kind} '{key}' verwijderen?"):
        raise typer.Abort()
    record = records.remove(Register.at(located(register)), kind, key)
    say(f"Verwijderd: {record.enkelvoud} {key}.")


@command("import", "Gegevens", "opdracht import regio.yaml")
def import_file(
    path: Annotated[Path, typer.Argument(metavar="BESTAND", help="Een regiobestand: YAML of JSON.")],
    update: Annotated[
        bool, typer.Option("--update", help="Vervang wat er al staat en in het bestand anders is.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Zeg alleen wat er zou veranderen.")] = False,
    register: RegisterOption = None,
) -> None:
    """Lees een regiobestand in: alles, of bij een fout niets."""
    from opdracht.actions.imports import import_region
    from opdracht.cli import ask
    from opdracht.store import Register

    changes = import_region(
        Register.at(located(register)),
        read_file(path),
        path.name,
        year=ask.today().year,
        update=update,
        dry_run=dry_run,
    )
    for text, counter in (("nieuw", changes.added), ("vervangen", changes.changed), ("stond er al", changes.same)):
        if counts := ", ".join(counted(number, kind) for kind, number in counter.items() if number):
            say(f"{text.capitalize()}: {counts}.")
    if not (changes.added.total() or changes.changed.total() or changes.same.total()):
        say("In dit bestand staat niets voor het register.")
    if dry_run:
        say("Dit was een proef: er is niets veranderd.")
    else:
        say(f"Toets het register met: {shown_command('opdracht check', register)}")


@command(
    "export",
    "Gegevens",
    """
    opdracht export regio.yaml
    opdracht export - --json
    """,
)
def export_file(
    path: Annotated[
        str, typer.Argument(metavar="BESTAND", help="Waarheen: een bestand op .yaml of .json, of - voor het scherm.")
    ],
    nummers: Annotated[list[str] | None, typer.Argument(metavar="NUMMER", help="Alleen deze opdrachten.")] = None,
    json: Json = False,
    force: Annotated[bool, typer.Option("--force", help="Vervang een bestand dat er al staat.")] = False,
    register: RegisterOption = None,
) -> None:
    """Schrijf het register naar een bestand dat import weer kan lezen."""
    from opdracht.actions.imports import export_region
    from opdracht.exchange.export import as_json, as_yaml
    from opdracht.files import write_file
    from opdracht.store import Register

    data = export_region(Register.at(located(register)), nummers)
    text = as_json(data) if json or path.lower().endswith(".json") else as_yaml(data)
    if path == "-":
        write_data(text)
        return
    write_file(Path(path), text.encode(), force=force)
    say(f"Geschreven: {path}")


def counted(number: int, plural: str) -> str:
    """'1 ambitie', '8 ambities'."""
    from opdracht.model import TABLES

    singular = {table.meervoud: table.enkelvoud for table in TABLES}
    return f"{number} {singular.get(plural, plural) if number == 1 else plural}"


def read_file(path: Path) -> bytes:
    """The bytes of a file the user named. Raises OpdrachtError when it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise OpdrachtError(f"Het bestand {path} is er niet.", "Kijk naar de naam en de map.") from None
    except IsADirectoryError:
        raise OpdrachtError(f"{path} is een map, geen bestand.", "Kies een bestand in die map.") from None
    except OSError as error:
        raise OpdrachtError(f"Het bestand {path} is niet te lezen: {reason(error)}.") from error


def quoted(key: str) -> str:
    """A key as it can be typed again."""
    return f'"{key}"' if " " in key else key


def kind_and_key(words: list[str]) -> tuple[str, str]:
    if len(words) == 1:
        return "opdracht", words[0]
    if len(words) == 2:
        return words[0], words[1]
    raise UsageFault(
        "Geef een nummer, of een soort en een sleutel.", "Bijvoorbeeld: opdracht show persoon wethouder-breda"
    )
