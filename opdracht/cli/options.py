"""The words a command takes: how they are declared, and those that stand with more than one command."""

from pathlib import Path
from typing import Annotated

import typer

from opdracht.cli import completion
from opdracht.cli.session import REGISTER


def argument(metavar: str, help: str, complete: completion.Completer | None = None) -> object:
    """A word by its place."""
    return typer.Argument(metavar=metavar, help=help, autocompletion=complete)


def option(metavar: str, help: str, *names: str, complete: completion.Completer | None = None) -> object:
    """An option with a value; without `names` it is called after its parameter."""
    return typer.Option(*names, metavar=metavar, help=help, autocompletion=complete)


def flag(name: str, help: str) -> object:
    """An option without a value."""
    return typer.Option(name, help=help)


def _of_this_or_of_the_program(ctx: typer.Context, location: str | None) -> str | None:
    root: str | None = ctx.find_root().params.get("register")
    return location or root


SHARED: dict[str, object] = {
    "register": Annotated[
        str | None,
        typer.Option(
            "--register",
            metavar="PLAATS",
            callback=_of_this_or_of_the_program,
            help=f"Het register: een bestand of een postgresql://-adres. Zonder deze optie geldt {REGISTER}, en anders "
            "uw eigen register.",
        ),
    ],
    "peildatum": Annotated[str | None, option("DATUM", "Doe alsof het deze dag is.", "--peildatum")],
}
"""What becomes part of the session of a command; the forms of its output do too."""
FORMS = {
    "json": "Schrijf JSON, voor andere programma's.",
    "yaml": "Schrijf YAML, zoals create en import die lezen.",
    "csv": "Schrijf CSV, voor een rekenblad.",
    "plain": "Schrijf de velden met tabs ertussen, zonder kop.",
}
"""The forms in which commands print for other programs: each an option of its name."""
FILTER_FORMS = "veld=waarde, veld=a,b, veld!=waarde, veld~woord, veld<waarde of veld>=waarde"
"""How people say which records they mean (filters.py)."""

Text = str | None
Several = list[str] | None
Nummer = Annotated[str, argument("NUMMER", "De opdracht.", completion.nummers)]
Kind = Annotated[str, argument("SOORT", "Welke soort gegeven.", completion.kinds)]
Yes = Annotated[bool, flag("--yes", "Vraag niet om bevestiging.")]
Where = Annotated[
    Several, option("VELD=WAARDE", f"Bij alles wat zo is in plaats van bij één: {FILTER_FORMS}. Mag vaker.", "--where")
]
DryRun = Annotated[bool, flag("--dry-run", "Zeg alleen wat er zou veranderen.")]
Force = Annotated[bool, flag("--force", "Vervang wat er al staat en anders is.")]
Documents = Annotated[Path, option("MAP", "De map voor de documenten.", "--to")]
Pdf = Annotated[bool, flag("--pdf", "Maak er ook PDF van, met LibreOffice.")]
Odt = Annotated[bool, flag("--odt", "Maak er ook ODT van, met LibreOffice.")]
AlsoTo = Annotated[Path | None, option("MAP", "Schrijf het ook als Word-document in deze map.", "--to")]
DOCUMENTS = Path("documenten")
"""Where documents go when nobody says so."""
