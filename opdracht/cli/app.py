"""The program: its commands, what holds for all of them, and how it ends."""

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import update_wrapper
from itertools import takewhile
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from opdracht.cli.completion import VARIABLE
from opdracht.cli.declaring import NAMES, asks_what_there_is
from opdracht.cli.help import Command, Group, usage_error
from opdracht.cli.options import FORMS, SHARED, flag, option
from opdracht.cli.session import SCREEN, Session
from opdracht.cli.start import show_start
from opdracht.cli.terminal import NO_COLOUR, Styled, bold, say, show, show_page
from opdracht.docstrings import docstring
from opdracht.errors import ExitCode, OpdrachtError, UsageFault, reason
from opdracht.paths import user_path

INTERRUPTED = 130  # what typer makes of Ctrl-C
PLAIN = "--no-color"

F = TypeVar("F", bound=Callable[..., None])

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass(frozen=True)
class _Declared:
    """What a command is, beside its own words: what people type, and what it shares with other commands."""

    path: str
    forms: Sequence[str]
    shared: Sequence[str]


_DECLARED: dict[Callable[..., None], _Declared] = {}


def command(
    path: str,
    panel: str,
    examples: str = "",
    *,
    forms: Iterable[str] = (),
    peildatum: bool = False,
    register: bool = True,
    of: typer.Typer = app,
) -> Callable[[F], F]:
    """Declares a command: a function that takes a Session and its own words.

    `path` is what people type after 'opdracht'; `panel` the heading it stands under in the help of the program, or of
    the group it is of. The options in `forms`, and those for the peildatum and the register, become part of the session.
    """
    shared = [name for name, wanted in (("peildatum", peildatum), ("register", register)) if wanted]

    def declare(function: F) -> F:
        _DECLARED[function] = _Declared(path, [form for form in FORMS if form in forms], shared)
        help = docstring(function)
        name = path.rpartition(" ")[2]
        return of.command(name, cls=Command, rich_help_panel=panel, epilog=examples or None, help=help)(function)

    return declare


def program(words: Sequence[str]) -> typer.Typer:
    """The program for these words. Where they ask which commands there are, its commands take nothing: making all
    their options takes longer than naming them."""
    return _runnable(app, _without_words if asks_what_there_is(words) else _with_session)


def _runnable(declared: typer.Typer, made: Callable[[Callable[..., None]], Callable[..., None]]) -> typer.Typer:
    """The same commands and groups, each with what typer is to call."""
    runnable = copy(declared)
    runnable.registered_commands = [copy(command) for command in declared.registered_commands]
    runnable.registered_groups = [copy(group) for group in declared.registered_groups]
    for command in runnable.registered_commands:
        command.callback = command.callback and made(command.callback)
    for group in runnable.registered_groups:
        group.typer_instance = group.typer_instance and _runnable(group.typer_instance, made)
    return runnable


def _without_words(_: Callable[..., None]) -> Callable[..., None]:
    return lambda: None


def _with_session(function: Callable[..., None]) -> Callable[..., None]:
    """The function as typer knows it: with the shared options in the place of the session that is made of them."""

    declared = _DECLARED[function]

    def run(**given: object) -> None:
        from opdracht.author import COMMAND

        COMMAND.set(declared.path)
        chosen = [form for form in declared.forms if given.pop(form)]
        if len(chosen) > 1:
            raise UsageFault(f"Kies --{' of --'.join(chosen)}; samen kan niet.")
        words = {name: word for name in declared.shared if isinstance(word := given.pop(name), str)}
        session = Session(words.get("register"), (chosen or [SCREEN])[0], words.get("peildatum"))
        own_words = {name: user_path(word) if isinstance(word, Path) else word for name, word in given.items()}
        try:
            function(session, **own_words)
        except OpdrachtError as error:
            error.retype(session.typed)
            raise

    own = list(inspect.signature(function).parameters.values())[1:]
    keyword = inspect.Parameter.KEYWORD_ONLY
    options: list[tuple[str, object, bool | None]] = [
        (form, Annotated[bool, flag(f"--{form}", FORMS[form])], False) for form in declared.forms
    ]
    options += [(name, SHARED[name], None) for name in declared.shared]
    added = [inspect.Parameter(name, keyword, default=default, annotation=kind) for name, kind, default in options]
    update_wrapper(run, function)
    words_of_run = [*(word.replace(kind=keyword) for word in own), *added]
    vars(run)["__signature__"] = inspect.Signature(words_of_run)
    return run


def group(name: str, panel: str, help: str) -> typer.Typer:
    """Declares a command that has commands of its own; the first sentence of `help` stands in the help of the program."""
    commands = typer.Typer(cls=Group, add_completion=False, no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(commands, name=name, help=help, rich_help_panel=panel)
    return commands


def version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version as installed

        show(f"opdracht {installed('opdracht')}")
        raise typer.Exit()


def switch_completion_on(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from opdracht.cli.shells import switch_on

        switch_on()
        raise typer.Exit()


def show_completion(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from opdracht.cli.shells import show

        show()
        raise typer.Exit()


def opdracht(
    register: Annotated[str | None, option("PLAATS", "Het register, voor elk commando.", "--register")] = None,
    debug: Annotated[bool, flag("--debug", "Toon bij een fout ook waar in het programma die optrad.")] = False,
    no_color: Annotated[bool, flag(PLAIN, "Toon alles zonder kleur en vette letters, zoals met NO_COLOR=1.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Toon de versie en stop.")
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=switch_completion_on,
            is_eager=True,
            help="Laat de Tab-toets commando's, nummers en velden aanvullen, in deze schil.",
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            callback=show_completion,
            is_eager=True,
            help="Toon het script daarvoor, om het zelf te plaatsen.",
        ),
    ] = False,
) -> None:
    """Register van opdrachten tussen gemeenten en hun regio.

    Leg vast wie wie een opdracht geeft, wat er ligt als het klaar is, onder welke voorwaarden en met wiens uren. Toets
    de opdrachten en maak er Word-documenten van.

    Nieuw hier? Begin met: opdracht demo
    """


app.callback(help=docstring(opdracht))(opdracht)


def run(given: list[str]) -> int:
    """Run the command that these words give, once it is declared; its exit code (errors.ExitCode)."""
    given = _without_colour(given)
    debug = "--debug" in takewhile(lambda word: word.startswith("-"), given)
    _use_a_console_that_takes_every_sign()
    if os.environ.get(VARIABLE):
        from opdracht.cli.shells import answer

        return answer(program(NAMES))
    try:
        if any("\udc80" <= sign <= "\udcff" for word in given for sign in word):
            raise UsageFault("Een woord bevat een teken dat niet te lezen is.", "Typ het opnieuw.")
        if not given and show_start():
            return ExitCode.GOOD
        code = program(given)(args=given, standalone_mode=False) or ExitCode.GOOD
        return _aborted() if code == INTERRUPTED else code
    except typer.Exit as stop:
        return stop.exit_code
    except (typer.Abort, KeyboardInterrupt, EOFError):
        return _aborted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.ABORTED
    except (OSError, OpdrachtError) as error:
        if debug:
            raise
        return _refused(error)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            show_page(error.message)
            named_a_group = getattr(getattr(error, "ctx", None), "parent", None) is not None  # to see what is in it
            return ExitCode.GOOD if named_a_group else ExitCode.USAGE
        _report(OpdrachtError(*usage_error(error)))
        return ExitCode.USAGE


def _without_colour(given: list[str]) -> list[str]:
    """The words without the one that asks for no colours: it may stand anywhere, and holds from the first page of help on."""
    words = list(takewhile(lambda word: word != "--", given))
    if PLAIN not in words:
        return given
    os.environ[NO_COLOUR] = "1"  # rich and the prompts ask this too
    return [word for word in words if word != PLAIN] + given[len(words) :]


def _refused(error: OSError | OpdrachtError) -> int:
    if isinstance(error, OpdrachtError):
        _report(error)
        return error.exit_code
    if isinstance(error, FileNotFoundError) and not _stands_somewhere():
        _report(OpdrachtError("De map waarin u staat, is er niet meer.", "Ga naar een andere map met: cd"))
    else:
        _report(OpdrachtError(f"De uitvoer is niet te schrijven: {reason(error)}."))
    return ExitCode.ABORTED


def _stands_somewhere() -> bool:
    """Whether the folder in which the program runs is there."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _aborted() -> int:
    say("Afgebroken.")
    return ExitCode.ABORTED


def _report(error: OpdrachtError) -> None:
    say(Styled("Fout:", fg="red", bold=True), f" {_without_secrets(error.message)}")
    for line in error.details:
        say(f"  {_without_secrets(str(line))}")
    if error.hint:
        say(bold("Tip:"), f" {_without_secrets(error.hint)}")


def _without_secrets(text: str) -> str:
    """The text, without the password in an address that was typed in the wrong place."""
    if not any(part in text.lower() for part in ("://", "@", "pass", "pwd", "secret", "token")):
        return text
    from opdracht.store.addresses import without_secrets

    return without_secrets(text)


def _use_a_console_that_takes_every_sign() -> None:
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
