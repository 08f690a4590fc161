"""The program: its commands, what holds for all of them, and how it ends."""

import os
import re
import sys
from collections.abc import Callable
from itertools import takewhile
from typing import Annotated, Any, TypeVar

import typer

from opdracht.cli.help import Command, Group, usage_error
from opdracht.errors import OpdrachtError, UsageFault, reason

REGISTER = "OPDRACHT_REGISTER"
INTERRUPTED = 130  # what typer makes of Ctrl-C

F = TypeVar("F", bound=Callable[..., Any])

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(name: str, panel: str, examples: str = "", of: typer.Typer = app) -> Callable[[F], F]:
    """Declares a command; `panel` is the heading it stands under in the help of the program, or of the group it is of."""
    return of.command(name, cls=Command, rich_help_panel=panel, epilog=examples or None)


def group(name: str, panel: str, help: str) -> typer.Typer:
    """Declares a command that has commands of its own; the first sentence of `help` stands in the help of the program."""
    made = typer.Typer(cls=Group, add_completion=False, no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(made, name=name, help=help, rich_help_panel=panel)
    return made


def _of_this_or_of_the_program(ctx: typer.Context, location: str | None) -> str | None:
    root: str | None = ctx.find_root().params.get("register")
    return location or root


RegisterOption = Annotated[
    str | None,
    typer.Option(
        "--register",
        metavar="PLAATS",
        callback=_of_this_or_of_the_program,
        help=f"Het register: een bestand of een postgresql://-adres. Zonder deze optie geldt {REGISTER}, en anders "
        "uw eigen register.",
    ),
]


def located(location: str | None) -> str | None:
    """The register that was asked for: by the option, or else by the environment."""
    return location or os.environ.get(REGISTER) or None


def shown_command(text: str, location: str | None) -> str:
    """A command as this user can type it here: with the way the program was started, and the register it was given."""
    from shlex import quote

    words = text.removeprefix("opdracht")
    if location and location != os.environ.get(REGISTER):
        from opdracht.store.addresses import shown

        words = f" --register {quote(shown(location))}{words}"
    return program() + words


def program() -> str:
    """How the user starts this program."""
    started = sys.argv[0]
    if os.path.basename(started) == "__main__.py":
        return "python -m opdracht"
    name = os.path.basename(started).removesuffix(".exe")
    on_path = any(
        os.path.join(folder, os.path.basename(started)) == os.path.abspath(started)
        for folder in os.environ.get("PATH", "").split(os.pathsep)
    )
    return name if on_path or os.sep not in started else started.removesuffix(".exe")


def say(text: str) -> None:
    """A message for the user: on stderr, so that stdout holds data only."""
    typer.echo(text, err=True)


def write_data(text: str) -> None:
    """Data for another program: UTF-8 on stdout, whatever the console speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version as installed

        typer.echo(f"opdracht {installed('opdracht')}")
        raise typer.Exit()


@app.callback()
def opdracht(
    register: Annotated[
        str | None, typer.Option("--register", metavar="PLAATS", help="Het register, voor elk commando.")
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Toon bij een fout ook waar in het programma die optrad.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Toon de versie en stop.")
    ] = False,
) -> None:
    """Register van opdrachten tussen gemeenten en hun regio.

    Leg vast wie wie een opdracht geeft, wat er ligt als het klaar is, onder welke voorwaarden en met wiens uren. Toets
    de opdrachten en maak er Word-documenten van.

    Nieuw hier? Begin met: opdracht demo
    """


def main(arguments: list[str] | None = None) -> int:
    """Run the program; the exit code. 0 good, 1 unexpected or aborted, 2 usage, 3 refused, 4 findings."""
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in takewhile(lambda word: word.startswith("-"), given)
    _use_a_console_that_takes_every_sign()
    try:
        if any("\udc80" <= sign <= "\udcff" for word in given for sign in word):
            raise UsageFault("Een woord bevat een teken dat niet te lezen is.", "Typ het opnieuw.")
        code = app(args=given, standalone_mode=False) or 0
        return _aborted() if code == INTERRUPTED else code
    except typer.Exit as stop:
        return stop.exit_code
    except (typer.Abort, KeyboardInterrupt, EOFError):
        return _aborted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if debug:
            raise
        _report(OpdrachtError(f"De uitvoer is niet te schrijven: {reason(error)}."))
        return 1
    except OpdrachtError as error:
        if debug:
            raise
        _report(error)
        return error.exit_code
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(error.message)
        else:
            _report(OpdrachtError(*usage_error(error)))
        return 2


def _commands() -> list[str]:
    names = [command.name for command in app.registered_commands] + [group.name for group in app.registered_groups]
    return [str(name) for name in names]


def _typed(match: re.Match[str]) -> str:
    """'opdracht' as this user typed it, with the register that was given."""
    given = sys.argv[1:]
    place = given[given.index("--register") + 1] if "--register" in given[:-1] else None
    return shown_command("opdracht", place)


def _aborted() -> int:
    say("Afgebroken.")
    return 1


def _report(error: OpdrachtError) -> None:
    say(f"{typer.style('Fout:', fg='red', bold=True)} {_without_secrets(error.message)}")
    for line in error.details:
        say(f"  {_without_secrets(str(line))}")
    if error.hint:
        hint = re.sub(rf"\bopdracht(?= (?:{'|'.join(_commands())})\b)", _typed, _without_secrets(error.hint))
        say(f"{typer.style('Tip:', bold=True)} {hint}")


def _without_secrets(text: str) -> str:
    """The text, without the password in an address that was typed in the wrong place."""
    if "://" not in text:
        return text
    from opdracht.store.addresses import without_secrets

    return without_secrets(text)


def _use_a_console_that_takes_every_sign() -> None:
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
