"""log, undo and forget: what happened to the register, taking it back, and forgetting a person."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command, write_data
from opdracht.errors import UsageFault

if TYPE_CHECKING:
    from opdracht.history.forget import Forgotten
    from opdracht.history.log import LoggedChange
    from opdracht.history.rewriting import Rewritten

MOST = 20
"""So many changes are shown unless all are asked for."""
NAMED = 10
"""So many of the records that forgetting changes are named."""
_FINGERPRINT = 12
"""So many signs of a fingerprint tell a printed text from any other."""


@command(
    "log",
    "Gegevens",
    """
    opdracht log
    opdracht log 2027-001
    opdracht log persoon wethouder-moerdijk
    opdracht log 12
    """,
)
def log(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NUMMER | SOORT SLEUTEL | NR]",
            help="Van één opdracht, van één ander gegeven, of alles van één wijziging.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=f"Toon ze allemaal, niet alleen de laatste {MOST}.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.")] = False,
    register: RegisterOption = None,
) -> None:
    """Toon wat er in het register is veranderd: wie, wanneer, en wat het was en werd. Het nieuwste staat bovenaan."""
    from opdracht.cli.records import kind_and_key
    from opdracht.history.log import change, history
    from opdracht.records import is_kind, kind_named
    from opdracht.store import Register

    place, given = Register.at(located(register)), words or []
    if len(given) == 1 and given[0].isascii() and given[0].isdigit():
        entries = [change(place, int(given[0][:9]))]
        more = False
    else:
        of = None
        if given:
            if len(given) > 2 or (len(given) == 1 and is_kind(given[0])):
                raise UsageFault(
                    "Geef een nummer, of een soort en een sleutel.", "Bijvoorbeeld: opdracht log persoon CODE"
                )
            kind, key = kind_and_key(given)
            of = (kind_named(kind), key)
        entries = history(place, of, None if everything else MOST + 1, whole=json)
        more = not everything and len(entries) > MOST
        entries = entries if everything else entries[:MOST]
    if json:
        from opdracht.exchange.export import as_json

        write_data(as_json([_data(one) for one in entries]))
        return
    single = len(given) == 1 and len(entries) == 1 and given[0] == str(entries[0].wijziging.nr)
    for one in entries:
        show(one, all_of_it=single)
    if not entries:
        say("Er is nog niets veranderd.")
    if more:
        say(f"Er is meer; bekijk alles met: {shown_command(' '.join(['opdracht log', *given, '--all']), register)}")


@command("undo", "Gegevens", "opdracht undo\nopdracht undo 12")
def undo(
    nr: Annotated[
        str | None, typer.Argument(metavar="NR", help="Welke wijziging. Anders: uw eigen laatste die er nog staat.")
    ] = None,
    register: RegisterOption = None,
) -> None:
    """Neem een wijziging terug. Dat is zelf ook een wijziging; niets raakt kwijt.

    Staat er iets later op, dan gebeurt er niets en leest u waarom. Bestanden op uw schijf blijven zoals zij zijn.
    """
    from opdracht.history.log import change
    from opdracht.history.undo import undo as action
    from opdracht.store import Register

    place = Register.at(located(register))
    if nr is not None and not (nr.isascii() and nr.isdigit() and 0 < len(nr) < 10):
        raise UsageFault(f"'{nr}' is geen nummer van een wijziging.", "Bekijk de nummers met: opdracht log")
    undone = action(place, None if nr is None else int(nr))
    show(change(place, undone.nr), all_of_it=False)
    say(f"Teruggenomen. Toch laten zoals het was? Dat kan met: {shown_command(f'opdracht undo {undone.nr}', register)}")


@command(
    "forget",
    "Gegevens",
    """
    opdracht forget persoon jansen
    opdracht forget persoon jansen --ook "meneer Jansen"
    """,
)
def forget(
    soort: Annotated[str, typer.Argument(metavar="SOORT", help="Altijd: persoon.")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="Wie.")],
    also: Annotated[
        list[str] | None,
        typer.Option("--ook", metavar="TEKST", help="Zo staat die persoon ook in teksten. Mag vaker."),
    ] = None,
    yes: Annotated[bool, typer.Option("--ja", help="Vraag niet om bevestiging.")] = False,
    register: RegisterOption = None,
) -> None:
    """Vergeet een persoon: overal in het register komt een schuilnaam, ook in vroegere wijzigingen. De functie blijft.

    Dit gaat niet terug. Bestanden op uw schijf verandert het programma niet; het zegt welke u zelf moet bekijken.
    """
    from opdracht.cli import ask
    from opdracht.history import forget as action
    from opdracht.model import Persoon
    from opdracht.records import kind_named
    from opdracht.store import Register

    if kind_named(soort) is not Persoon:
        raise UsageFault("Vergeten kan alleen een persoon.", "Haal iets anders weg met: opdracht remove SOORT SLEUTEL")
    place, words = Register.at(located(register)), also or []
    if not yes:
        if not ask.possible():
            raise UsageFault("Iemand vergeten zonder terminal kan alleen met --ja.")
        say(f"Dit verandert: {_changed(action.foreseen(place, code, words).done)}.")
        if not ask.confirm(f"Persoon '{code}' voorgoed vergeten? Dit gaat niet terug."):
            raise typer.Abort()
    found = action.forget(place, code, words)
    say(f"Persoon '{code}' is vergeten en heet nu {found.pseudonym}.")
    say(f"Veranderd: {_changed(found.done)}.")
    _say_what_is_left(found, shown_command(f'opdracht forget persoon {found.pseudonym} --ook "..."', register))


def _changed(done: Rewritten) -> str:
    """What forgetting changes: 'persoon vergeten-1, opdracht 2027-001 en 12 andere, en 3 regels van het journaal'."""
    named = [f"{kind} {key[:_FINGERPRINT] if kind == 'afdruk' else key}" for kind, key in done.records[:NAMED]]
    more = f" en {len(done.records) - NAMED} andere" if len(done.records) > NAMED else ""
    lines = [f"{done.past} {'regel' if done.past == 1 else 'regels'} van het journaal"] if done.past else []
    said = [", ".join(named) + more, *lines] if named else lines
    return ", en ".join(said) or "niets"


def _say_what_is_left(found: Forgotten, more: str) -> None:
    """Where people must look themselves."""
    in_past = [f"wijziging {', '.join(map(str, found.past))}"] if found.past else []
    for title, lines in (
        (
            f"Hier staat misschien nog iets van deze persoon. Is dat zo, dan vergeet u dat ook met: {more}",
            [*found.mentions, *in_past],
        ),
        (
            "Hier heet iets of iemand anders zo. Dat verandert het programma niet; gaat het om deze persoon, dan doet u het:",
            found.called,
        ),
        (
            "In deze bestanden staat de naam nog. Haal ze weg of maak ze opnieuw; staat de naam ook in die van het "
            "bestand, vergeet hem daarna nog een keer:",
            [str(path) for path in found.papers],
        ),
    ):
        if lines:
            say(title)
        for line in lines:
            say(f"  {line}")
    if found.copies:
        say(f"In de reservekopieën van tot nu toe staat de naam ook nog. Ze staan in {found.copies[0].parent}")
        say("Haal ze daar weg zodra u weet dat u ze niet meer nodig hebt; anders verdwijnen zij met de jaren vanzelf.")
    say("Kopieën die elders staan (opdracht backup --to), kent het programma niet. Ook daarin staat de naam nog.")


def show(entry: LoggedChange, *, all_of_it: bool) -> None:
    """Print a change: its number, moment, author and command, and under it what it did."""
    from opdracht.cli.show import screen_width
    from opdracht.dutch import long_date

    change, when = entry.wijziging, entry.when
    by = f"{change.wie} ({change.rekening})" if change.rekening not in ("", change.wie) else change.wie
    head = f"{change.nr:>5}  {long_date(when.date())}, {when:%H:%M}  {by}  {change.commando}"
    typer.echo(typer.style(head.rstrip(), bold=True))
    if change.ongedaan is not None:
        typer.echo(f"       neemt wijziging {change.ongedaan} terug")
    if entry.teruggenomen is not None:
        typer.echo(f"       is teruggenomen, met wijziging {entry.teruggenomen}")
    width = min(screen_width(), 100)
    for sentence in entry.sentences(all_of_them=all_of_it):
        typer.echo(textwrap.fill(sentence, width, initial_indent=" " * 7, subsequent_indent=" " * 9))


def _data(entry: LoggedChange) -> dict[str, object]:
    from json import loads

    change = entry.wijziging
    return {
        "nr": change.nr, "wanneer": change.wanneer, "wie": change.wie, "rekening": change.rekening,
        "commando": change.commando, "ongedaan": change.ongedaan, "teruggenomen": entry.teruggenomen,
        "mutaties": [
            {
                "soort": one.soort, "gegeven": one.gegeven, "eerder": one.eerder,
                "voor": None if one.voor is None else loads(one.voor), "na": None if one.na is None else loads(one.na),
            }
            for one in entry.mutaties
        ],
    }  # fmt: skip
