"""Help pages and usage errors in Dutch: typer's parser, with our own words and layout."""

from __future__ import annotations

import inspect
import re
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from opdracht.cli.declaring import NAMES
from opdracht.cli.terminal import as_line, bold
from opdracht.errors import UsageFault
from opdracht.paths import user_path

if TYPE_CHECKING:
    from typer._click.core import Command as ParsedCommand
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

OF_GROUP = "Commando's"
PANELS = ("Beginnen", "Opdrachten", "Bekijken", "Gegevens", "Inrichting", OF_GROUP)
"""What people come to do: the headings of the program's help, in this order; the last is that of a group of commands."""

_INDENT = "  "
_NAMES_WIDTH = 26


class Command(TyperCommand):
    """A command with a Dutch help page."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write(_page(self, ctx))


class Group(TyperGroup):
    """The program itself: its help groups the commands by what people come to do."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write(_page(self, ctx))

    def list_commands(self, ctx: Context) -> list[str]:
        names = super().list_commands(ctx)
        return [name for name in NAMES if name in names] if ctx.parent is None else names

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, ParsedCommand | None, list[str]]:
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            from opdracht.suggest import did_you_mean

            names = NAMES if ctx.parent is None else self.commands
            hint = did_you_mean(name, names) or f"Bekijk alle commando's met: {ctx.command_path} -h"
            raise UsageFault(f"Er is geen commando '{name}'.", hint)
        return super().resolve_command(ctx, args)


def usage_error(error: typer.TyperException) -> tuple[str, str]:
    """What a usage error of the parser says, in Dutch: the message and the hint."""
    kind, said = type(error).__name__, error.message
    context = getattr(error, "ctx", None)
    hint = f"Bekijk de uitleg met: {context.command_path} -h" if context else ""
    if kind == "MissingParameter":
        return f"Er ontbreekt iets: {_name(error)}.", hint
    if kind == "NoSuchOption":
        near = list(getattr(error, "possibilities", None) or [])  # the nearest first
        return f"De optie {getattr(error, 'option_name', '')} bestaat niet.", f"Bedoelde u {near[0]}?" if near else hint
    if kind == "BadOptionUsage":
        option = getattr(error, "option_name", "")
        return f"Na {option} hoort {'geen waarde' if 'not take' in said else 'een waarde'}.", hint
    if kind == "BadParameter":
        return f"De waarde past niet bij {_name(error)}.", hint
    if extra := re.search(r"unexpected extra argument\(s\) \((.*)\)", said, re.DOTALL):
        return f"Dit is te veel: {extra[1]}", _with_spaces(error, extra[1]) or hint
    return "Dit commando klopt niet.", hint


def _with_spaces(error: typer.TyperException, extra: str) -> str:
    """What to do when a word and what came too much are together the name of a file; empty when they are not."""
    context = getattr(error, "ctx", None)
    for word in context.params.values() if context else ():
        name = f"{word} {extra}"
        if isinstance(word, str | Path) and user_path(Path(name)).exists():
            return f'Zet een naam met spaties tussen aanhalingstekens: "{name}"'
    return ""


def _name(error: typer.TyperException) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return "een waarde"
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.name.upper())


def _page(command: TyperCommand | TyperGroup, ctx: Context) -> str:
    width = min(max(shutil.get_terminal_size((80, 24)).columns, 60), 100)
    params = command.get_params(ctx)
    arguments = [param for param in params if isinstance(param, TyperArgument) and not param.hidden]
    options = [param for param in params if isinstance(param, TyperOption) and not param.hidden]
    lines = [f"{_heading('Gebruik:')} {' '.join(_usage(as_line(ctx.command_path), arguments, command))}", ""]
    lines += _paragraphs(command.help or "", width)
    sections = [*_command_sections(command, ctx)]
    if arguments:
        sections.append(("Argumenten", [(_metavar(param), param.help or "") for param in arguments]))
    sections.append(("Opties", [_option(param) for param in options]))
    for title, entries in sections:
        lines += ["", _heading(f"{title}:"), *_rows(entries, width)]
    if command.epilog:
        lines += ["", _heading("Voorbeelden:"), textwrap.indent(inspect.cleandoc(command.epilog), _INDENT)]
    return "\n".join(lines) + "\n"


def _usage(path: str, arguments: list[TyperArgument], command: TyperCommand | TyperGroup) -> Iterator[str]:
    yield path
    yield "[OPTIES]"
    if isinstance(command, TyperGroup):
        yield "COMMANDO ..."
    for param in arguments:
        name = _metavar(param) + ("..." if param.nargs != 1 else "")
        yield name if param.required else f"[{name}]"


def _command_sections(command: TyperCommand | TyperGroup, ctx: Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    sections: dict[str, list[tuple[str, str]]] = {}
    for name, inner in command.commands.items() if isinstance(command, TyperGroup) else ():
        if isinstance(inner, TyperCommand | TyperGroup):
            first_sentence = inspect.cleandoc(inner.help or "").partition("\n\n")[0].replace("\n", " ")
            sections.setdefault(str(inner.rich_help_panel), []).append((name, first_sentence))
    yield from sorted(sections.items(), key=lambda section: PANELS.index(section[0]))


def _metavar(param: TyperArgument | TyperOption) -> str:
    return str(param.metavar or param.name.upper())


def _option(param: TyperOption) -> tuple[str, str]:
    names = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
    text = "Toon deze uitleg." if param.name == "help" else param.help or ""
    return names if param.is_flag else f"{names} {_metavar(param)}", text


def _rows(entries: list[tuple[str, str]], width: int) -> Iterator[str]:
    column = min(max((len(name) for name, _ in entries), default=0), _NAMES_WIDTH) + 2
    for name, text in entries:
        wrapped = textwrap.wrap(text, width - column - len(_INDENT), break_on_hyphens=False) or [""]
        first = name.ljust(column) + wrapped.pop(0) if len(name) < column else name
        yield (_INDENT + first).rstrip()
        for line in wrapped:
            yield _INDENT + " " * column + line


def _paragraphs(text: str, width: int) -> Iterator[str]:
    paragraphs = inspect.cleandoc(text).split("\n\n")
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ""
        yield from textwrap.wrap(
            " ".join(paragraph.split()),
            width - len(_INDENT),
            initial_indent=_INDENT,
            subsequent_indent=_INDENT,
            break_on_hyphens=False,
        )


def _heading(text: str) -> str:
    return as_line(bold(text))
