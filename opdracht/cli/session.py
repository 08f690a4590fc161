"""What one command works with: its register, the day it is, the form of what it prints, and how this user types a command."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from opdracht.cli.declaring import NAMES
from opdracht.cli.terminal import write_data
from opdracht.errors import OpdrachtError, UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from opdracht.store import Register

REGISTER = "OPDRACHT_REGISTER"
TODAY = "OPDRACHT_VANDAAG"
SCREEN = "screen"
"""The form of what a command prints for people; the other forms are those of options.FORMS."""


@dataclass(frozen=True)
class Session:
    """One command that runs: made once, of the options that all commands share."""

    location: str | None = None
    form: str = SCREEN
    peildatum: str | None = None

    @cached_property
    def register(self) -> Register:
        """The register that was asked for: by the option, or else by the environment, or else the user's own."""
        from opdracht.store import Register

        return Register.at(self.location or os.environ.get(REGISTER) or None)

    @cached_property
    def today(self) -> date:
        """The day it is; OPDRACHT_VANDAAG sets it for a demonstration or a test."""
        from opdracht.dutch import parse_date

        set_day = os.environ.get(TODAY)
        try:
            return parse_date(set_day) if set_day else date.today()
        except ValueError as error:
            raise OpdrachtError(f"{TODAY}: {error}") from None

    @cached_property
    def day(self) -> date:
        """The peildatum: the day for which the command was asked, or today."""
        return read_day("--peildatum", self.peildatum) if self.peildatum else self.today

    def on(self, location: str) -> Session:
        """The same for another register, to name commands for it."""
        return replace(self, location=location)

    def typed(self, text: str) -> str:
        """A text with each command in it as this user can type it: as the program was started, with the register given."""
        return re.sub(rf"\bopdracht(?= (?:{'|'.join(NAMES)})\b)", lambda _: self._start, text)

    @cached_property
    def _start(self) -> str:
        if not self.location or self.location == os.environ.get(REGISTER):
            return program()
        from shlex import quote

        from opdracht.store.addresses import shown

        return f"{program()} --register {quote(shown(self.location))}"

    @property
    def for_people(self) -> bool:
        """Whether people read what is printed."""
        return self.form == SCREEN

    @property
    def as_data(self) -> bool:
        """Whether another program reads what is printed."""
        return self.form == "json"


def write_json(data: object) -> None:
    """Write data as JSON."""
    from opdracht.exchange.export import as_json

    write_data(as_json(data))


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write a table as CSV for a spreadsheet, with the sign by which that knows UTF-8."""
    from opdracht.exchange.table import as_csv

    write_data(as_csv(columns, rows), mark=True)


def write_yaml(data: object) -> None:
    """Write data as YAML."""
    from opdracht.exchange.export import as_yaml

    write_data(as_yaml(data))


def register_file(location: str | None = None) -> Path | None:
    """The file of the register at a location, or else of the one that is used when none is given; None on a server."""
    location = location or os.environ.get(REGISTER)
    if not location:
        from opdracht.paths import default_register

        return default_register()
    return None if "://" in location else Path(location).expanduser()


def read_day(option: str, given: str) -> date:
    """The day that an option gives."""
    from opdracht.dutch import parse_date

    try:
        return parse_date(given)
    except ValueError as error:
        raise UsageFault(f"{option}: {error}") from None


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
