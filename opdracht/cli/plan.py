"""plan: what fits in the hours there are, what moves and what stops."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command, write_data
from opdracht.errors import UsageFault

if TYPE_CHECKING:
    from opdracht.plan.model import Control


@command(
    "plan",
    "Bekijken",
    """
    opdracht plan
    opdracht plan --keep 2027-003 --time 60
    opdracht plan --what-if "moerdijk projectleider +0,5 fte vanaf 1-7-2027"
    opdracht plan --save krap
    opdracht plan --compare krap ruim
    opdracht plan --apply
    """,
)
def plan(
    keep: Annotated[
        list[str] | None, typer.Option("--keep", metavar="NUMMER", help="Deze opdracht moet doorgaan. Mag vaker.")
    ] = None,
    stop: Annotated[
        list[str] | None, typer.Option("--stop", metavar="NUMMER", help="Deze opdracht gaat niet door. Mag vaker.")
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option("--what-if", metavar="UREN", help="Reken met meer of minder aanbod. Mag vaker."),
    ] = None,
    no_shift: Annotated[bool, typer.Option("--no-shift", help="Verschuif niets.")] = False,
    no_stretch: Annotated[bool, typer.Option("--no-stretch", help="Rek niets uit over meer maanden.")] = False,
    also_running: Annotated[
        bool, typer.Option("--also-running", help="Ook wat vastgesteld is of loopt, mag schuiven of stoppen.")
    ] = False,
    seconds: Annotated[
        str, typer.Option("--time", metavar="SECONDEN", help="Zoek zo lang (gewoonlijk 20 seconden).")
    ] = "20",
    peildatum: Annotated[
        str | None, typer.Option("--peildatum", metavar="DATUM", help="Plan alsof het deze dag is.")
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Schrijf de nieuwe datums van wat nog niet is vastgesteld in het register.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Verander niets: zo gaat het ook zonder deze optie.")
    ] = False,
    save: Annotated[str | None, typer.Option("--save", metavar="NAAM", help="Bewaar het plan onder een naam.")] = None,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option("--compare", metavar="NAAM NAAM", help="Leg twee bewaarde plannen naast elkaar."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="MAP", help="Schrijf het plan ook als Word-document in deze map.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Vervang een plan met die naam, of een document.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.")] = False,
    register: RegisterOption = None,
) -> None:
    """Zoek uit welke opdrachten passen in de uren die er zijn.

    Een opdracht kan blijven staan, schuiven, rekken (evenveel uren over hooguit twee keer zoveel maanden) of stoppen.
    Het plan houdt zo veel mogelijk punten; daarna verandert het zo weinig mogelijk. Het zegt ook wat er bewezen is.

    Er verandert niets in het register, tenzij u --apply geeft. Met Ctrl-C krijgt u het beste plan tot dan toe.
    """
    from opdracht.actions import plan as actions
    from opdracht.cli import ask, planned
    from opdracht.plan.region import Wishes
    from opdracht.store import Register

    place = Register.at(located(register))
    if compare is not None:
        planned.comparison(actions.compare(place, compare), json=json)
        return
    if apply and dry_run:
        raise UsageFault("--apply en --dry-run gaan niet samen.", "Kies een van de twee.")
    limit = _seconds(seconds)
    wishes = Wishes(
        keep=frozenset(keep or ()),
        stop=frozenset(stop or ()),
        shift=not no_shift,
        stretch=not no_stretch,
        also_running=also_running,
    )
    day = ask.day("--peildatum", peildatum) if peildatum else ask.today()
    with _searching(limit) as control:
        regio, found = actions.make_plan(place, day, wishes, what_if or (), control)
    if json:
        from opdracht.exchange.export import as_json

        write_data(as_json(found.data()))
    if found.conflict:
        raise planned.conflict(found.conflict)
    if not json:
        planned.proposal(found)
    if save is not None:
        actions.keep(place, save, found, day, force=force)
        say(f"Bewaard als plan '{save}'.")
    if to is not None:
        say(f"Gemaakt: {actions.write_annex(place, regio, found, day, to, force=force)}")
    if apply:
        planned.applied(actions.apply(place, found), lambda text: shown_command(text, register))
    elif not json and any(regel.shift for regel in found.regels):
        say(
            f"\nEr is niets veranderd. Neem de nieuwe datums over met: {shown_command('opdracht plan --apply', register)}"
        )


def _seconds(given: str) -> float:
    from opdracht.fields import amount

    try:
        number = amount(given)
    except ValueError as error:
        raise UsageFault(f"--time: {error}", "Geef het aantal seconden, bijvoorbeeld --time 60") from None
    if not 1 <= number <= 86_400:
        raise UsageFault("--time: kies van 1 tot 86.400 seconden (een dag).")
    return number


@contextmanager
def _searching(limit: float) -> "Iterator[Control]":
    """The time for a search; Ctrl-C ends it early, and a second one ends the program."""
    from opdracht.plan.model import Control

    begin = time.perf_counter()
    stopped = False

    def interrupt(number: int, frame: object) -> None:
        nonlocal stopped
        if stopped:
            raise KeyboardInterrupt
        stopped = True

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        with _progress_line() as tell:
            yield Control(lambda: time.perf_counter() - begin, limit, lambda: stopped, tell)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress_line() -> Iterator[Callable[[float, float], None]]:
    """One line on a terminal with the value and the bound so far."""
    if not sys.stderr.isatty():
        yield lambda value, bound: None
        return
    from rich.console import Console

    from opdracht.plan.sentences import progress

    begin = time.perf_counter()
    with Console(stderr=True).status("Het plan wordt gemaakt") as line:
        yield lambda value, bound: line.update(progress(value, bound, time.perf_counter() - begin))
