"""backup, restore and doctor: copies of the register, putting one back, and what is wrong with it."""

from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opdracht.cli.app import RegisterOption, command, located, say, shown_command, write_data
from opdracht.errors import UsageFault

if TYPE_CHECKING:
    from opdracht.model import Wijziging
    from opdracht.safety.backup import Copy
    from opdracht.safety.copies import Contents
    from opdracht.safety.restore import Proposal
    from opdracht.store import Register

FINDINGS = 4  # the exit code
KEYS = 5  # so many keys are named at once
Json = Annotated[bool, typer.Option("--json", help="Schrijf JSON, voor andere programma's.")]


@command(
    "backup",
    "Inrichting",
    """
    opdracht backup
    opdracht backup --to /media/stick
    opdracht backup --list
    """,
)
def backup(
    to: Annotated[
        Path | None, typer.Option("--to", metavar="MAP", help="Een andere map dan die van uw reservekopieën.")
    ] = None,
    show_all: Annotated[bool, typer.Option("--list", help="Toon de reservekopieën die er zijn.")] = False,
    json: Json = False,
    register: RegisterOption = None,
) -> None:
    """Maak een reservekopie van het register, en kijk na of zij klopt.

    Oude kopieën ruimt het programma op. Het bewaart alle van de laatste 7 dagen, en daarvoor de laatste van elk van 31
    dagen, 26 weken en 24 maanden waarin er een is. Ook vóór migrate, import, restore en forget komt er een kopie.
    """
    from opdracht.safety import backup as action
    from opdracht.store import Register

    place = Register.at(located(register))
    if show_all:
        _list(action.all_copies(place, to), action.generations(place, to).folder, register, as_json=json)
        return
    made = action.backup(place, to)
    if json:
        from opdracht.exchange.export import as_json

        write_data(as_json({"bestand": str(made.path), "opgeruimd": [str(path) for path in made.thinned]}))
        return
    typer.echo(_near(made.path))
    say(f"De reservekopie klopt: {_held(made.contents)}.")
    if made.thinned:
        say(f"Opgeruimd: {_counted(len(made.thinned), 'oude kopie', 'oude kopieën')}.")


@command(
    "restore",
    "Inrichting",
    """
    opdracht restore --dry-run
    opdracht restore register-2026-11-24-103015.db
    """,
)
def restore(
    copy: Annotated[
        str | None, typer.Argument(metavar="KOPIE", help="Welke reservekopie. Anders: de nieuwste.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Toon alleen wat er zou veranderen.")] = False,
    yes: Annotated[bool, typer.Option("--ja", help="Vraag niet om bevestiging.")] = False,
    register: RegisterOption = None,
) -> None:
    """Zet een reservekopie terug; eerst ziet u wat er verandert.

    Van het register zoals het nu is, komt er eerst een reservekopie. Een beschadigd register blijft staan onder een
    andere naam.
    """
    from opdracht.cli import ask
    from opdracht.safety import restore as action
    from opdracht.store import Register

    place = Register.at(located(register))
    chosen = action.chosen(place, copy)
    proposal = action.propose(place, chosen)
    _show_proposal(proposal, place.name)
    if proposal.there and not proposal.damaged and not proposal.differences:
        say("De kopie is gelijk aan het register. Er is niets om terug te zetten.")
        return
    if dry_run:
        say("Dit was een proef: er is niets veranderd.")
        return
    if not yes and not ask.possible():
        raise UsageFault("Terugzetten zonder terminal kan alleen met --ja.")
    if not yes and not ask.confirm("Deze kopie terugzetten?"):
        raise typer.Abort()
    done = action.restore(place, chosen)
    say(f"Teruggezet op {place.name}.")
    if done.kept:
        say(f"Zoals het was, staat het nog in {_near(done.kept)}")
    if done.aside:
        say(f"Het beschadigde register staat nog in {_near(done.aside)}")
    say(f"Kijk het na met:  {shown_command('opdracht doctor', register)}")


def _list(found: list["Copy"], folder: Path, register: str | None, *, as_json: bool) -> None:
    if as_json:
        from opdracht.exchange.export import as_json as written

        rows = [
            {
                "bestand": str(one.generation.path), "gemaakt": one.generation.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "bytes": one.size, "versie": one.contents.revision if one.contents else None,
                "aantallen": one.contents.counts if one.contents else None, "leesbaar": bool(one.contents),
            }
            for one in found
        ]  # fmt: skip
        write_data(written(rows))
        return
    if not found:
        say(f"Er is nog geen reservekopie in {_near(folder)}")
        say(f"Maak er een met: {shown_command('opdracht backup', register)}")
        return
    from opdracht.cli import show

    show.table(
        ("kopie", "gemaakt op", "grootte", "wat erin staat"),
        [(one.generation.path.name, _moment(one.generation.moment), _size(one.size), _inside(one)) for one in found],
    )
    say(f"\nZe staan in {_near(folder)}")


def _inside(copy: "Copy") -> str:
    return _held(copy.contents) if copy.contents else "niet te lezen"


def _held(contents: "Contents") -> str:
    """'9 opdrachten, 312 gegevens, 14 wijzigingen'."""
    counts = contents.counts
    records = sum(number for name, number in counts.items() if name not in ("wijziging", "mutatie"))
    said = [
        _counted(counts.get("opdracht", 0), "opdracht", "opdrachten"),
        _counted(records, "gegeven", "gegevens"),
    ]
    if contents.head:
        said.append(f"de laatste wijziging is nummer {contents.head[0]}")
    return ", ".join(said)


def _show_proposal(proposal: "Proposal", name: str) -> None:
    typer.echo(f"Kopie:    {_near(proposal.copy)}\n          {_change(proposal.newest)}")
    if not proposal.there:
        typer.echo(f"Register: {name} is er niet; alles komt terug.")
    elif proposal.damaged:
        typer.echo(f"Register: {name} is beschadigd; alles komt uit de kopie.")
    else:
        typer.echo(f"Register: {name}\n          {_change(proposal.now)}")
    if proposal.damaged or not proposal.there:
        from opdracht.cli.records import counted
        from opdracht.store.journal import MODELS

        held = ", ".join(counted(len(one.back), MODELS[one.kind].meervoud) for one in proposal.differences)
        typer.echo(f"\n{_filled(f'In de kopie: {held}.')}\n")
        return
    if proposal.foreign:
        say("Let op: deze kopie is van een ander register.")
    if proposal.forgotten:
        say("Let op: na deze kopie is er iemand vergeten. Die komt hiermee terug; vergeet die daarna opnieuw.")
    for verb, field in (("Komt terug", "back"), ("Verdwijnt", "gone"), ("Verandert", "changed")):
        rows = [(one.kind, getattr(one, field)) for one in proposal.differences if getattr(one, field)]
        if rows:
            typer.echo("\n" + typer.style(f"{verb}:", bold=True))
        for kind, keys in rows:
            named = ", ".join(key if len(key) <= 60 else f"{key[:59]}…" for key in keys[:KEYS])
            more = f" en nog {len(keys) - KEYS}" if len(keys) > KEYS else ""
            typer.echo(f"  {len(keys)} x {kind}: {named}{more}")
    typer.echo()


def _change(newest: "Wijziging | None") -> str:
    if newest is None:
        return "zonder wijzigingen"
    moment = datetime.fromisoformat(newest.wanneer.replace("Z", "+00:00"))
    return f"laatste wijziging: {newest.nr}, {_moment(moment)}, {newest.wie} ({newest.commando or 'onbekend'})"


def _near(path: Path) -> str:
    """A path as it can be typed from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _moment(moment: datetime) -> str:
    """The hour on the user's own clock."""
    from opdracht.dutch import long_date

    here = moment.astimezone()
    return f"{long_date(here.date())} {here:%H:%M}"


def _size(number: int) -> str:
    return f"{number / 1_000_000:.1f} MB".replace(".", ",") if number >= 100_000 else f"{max(number // 1000, 1)} kB"


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


@command(
    "doctor",
    "Inrichting",
    """
    opdracht doctor
    opdracht doctor --rescue gered.db
    """,
)
def doctor(
    rescue: Annotated[
        Path | None,
        typer.Option(
            "--rescue",
            metavar="NIEUW",
            help="Maak een nieuw register van wat in een beschadigd bestand nog te lezen is.",
        ),
    ] = None,
    json: Json = False,
    register: RegisterOption = None,
) -> None:
    """Kijk of het register heel is en klopt: het bestand, de gegevens, het journaal, de versies en de documenten.

    Bij elke fout staat wat u eraan doet. Het programma schrijft hierbij niets in het register. De uitgangscode is 4 als
    er iets fout is.
    """
    from opdracht.safety.doctor import examine
    from opdracht.store import Register

    place = Register.at(located(register))
    if rescue is not None:
        _rescue(place, rescue, register, as_json=json)
        return
    report = examine(place)
    if json:
        from opdracht.exchange.export import as_json

        written = {
            "register": place.name,
            "fouten": [{"fout": one.text, "herstel": one.repair} for one in report.faults],
            "opmerkingen": [{"opmerking": one.text, "herstel": one.repair} for one in report.remarks],
        }
        write_data(as_json(written))
    else:
        for kind, said in (("fout", report.faults), ("opmerking", report.remarks)):
            for repair, those in groupby(said, lambda one: one.repair):
                _findings(kind, [one.text for one in those], repair, register)
        if not report.faults:
            say(f"Het register {place.name} is in orde: {_counted(report.counted, 'gegeven', 'gegevens')} nagekeken.")
    if report.faults:
        raise typer.Exit(FINDINGS)


def _findings(kind: str, texts: list[str], repair: str, register: str | None) -> None:
    """Print what has the same repair, and then that."""
    import re

    for text in texts:
        typer.echo(_filled(f"{typer.style(kind, bold=True)}: {text}"))
    if repair:
        typed = re.sub(r"\bopdracht(?= (?:[a-z]+))", lambda _: shown_command("opdracht", register), repair)
        typer.echo(f"  {typed}")  # on one line, to be typed again


def _filled(text: str) -> str:
    """A text over more lines, as wide as the screen."""
    import textwrap

    from opdracht.cli.show import screen_width

    return textwrap.fill(text, min(screen_width(), 100), subsequent_indent="  ", break_on_hyphens=False)


def _rescue(place: "Register", new: Path, register: str | None, *, as_json: bool) -> None:
    from opdracht.cli.records import counted
    from opdracht.safety.rescue import rescue

    found = rescue(place, new)
    if as_json:
        from opdracht.exchange.export import as_json as written

        write_data(
            written(
                {
                    "register": str(new), "gered": dict(found.counts), "uit_journaal": found.from_journal,
                    "niet_in_journaal": found.unknown_to_journal, "leeggemaakt": found.emptied, "verloren": found.lost,
                    "wijzigingen": found.changes, "alle_wijzigingen": found.all_changes,
                }
            )
        )  # fmt: skip
        return
    rescued = ", ".join(counted(number, kind) for kind, number in found.counts.items())
    typer.echo(_filled(f"Gered in {new}: {rescued}."))
    for text, names in (
        ("Uit het journaal, omdat het in de tabel niet of anders te lezen was", found.from_journal),
        (
            f"Stond niet in het journaal{' en is niet meegenomen' if found.all_changes else ''}",
            found.unknown_to_journal,
        ),
        ("Leeggemaakt, omdat het verwees naar iets dat er niet meer is", found.emptied),
        ("Verloren", found.lost),
    ):
        if names:
            typer.echo("\n" + typer.style(f"{text}:", bold=True))
        for name in names:
            typer.echo(f"  {name}")
    if found.all_changes:
        typer.echo(f"\nHet journaal is heel: {_counted(found.changes, 'wijziging', 'wijzigingen')}.")
    elif found.changes:
        typer.echo(f"\nVan het journaal zijn de eerste {_counted(found.changes, 'wijziging', 'wijzigingen')} gered.")
    else:
        typer.echo("\nHet journaal begint opnieuw.")
    if not found.lost:
        say("Er is niets verloren.")
    say(f"{place.name} is niet veranderd. Kijk het nieuwe na met:  {shown_command('opdracht doctor', str(new))}")
