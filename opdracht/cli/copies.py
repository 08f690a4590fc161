"""How reserve copies look: what is in them, and what putting one back would change."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from opdracht.cli.session import Session
from opdracht.cli.terminal import say, section, show, show_text, table
from opdracht.cli.words import kind_counted
from opdracht.dutch import counted, first_few, long_date
from opdracht.model import Wijziging
from opdracht.safety.backup import Copy, NewCopy
from opdracht.safety.copies import Contents
from opdracht.safety.generations import CopyMark
from opdracht.safety.restore import Proposal

KEYS = 5
"""So many keys are named at once."""


def show_copies(copies: Sequence[Copy], folder: Path, hint: str) -> None:
    """Print the copies in a folder; without any, `hint` says how to make one, where that can be."""
    if not copies:
        say(f"Er is nog geen reservekopie in {near(folder)}")
        if hint:
            say(hint)
        return
    rows = [
        (copy.generation.path.name, _moment(copy.generation.moment), _size(copy.size), _inside(copy)) for copy in copies
    ]
    table(("kopie", "gemaakt op", "grootte", "wat erin staat"), rows)
    say()
    say(f"Ze staan in {near(folder)}")


def copies_data(copies: Sequence[Copy]) -> list[dict[str, object]]:
    """The same, as `backup --list --json` writes it."""
    return [
        {
            "bestand": str(copy.generation.path),
            "gemaakt": copy.generation.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "bytes": copy.size,
            "versie": copy.contents.revision if copy.contents else None,
            "aantallen": copy.contents.counts if copy.contents else None,
            "leesbaar": bool(copy.contents),
            "gaaf": bool(copy.contents) and copy.generation.mark != CopyMark.UNSOUND,
            "vervangen": copy.generation.mark == CopyMark.REPLACED,
        }
        for copy in copies
    ]


def new_copy_data(new: NewCopy) -> dict[str, object]:
    """What `backup --json` writes of the copy that was made."""
    return {
        "bestand": str(new.path),
        "opgeruimd": [str(path) for path in new.thinned],
        "gaaf": not new.faults,
        "fouten": new.faults,
        "sjablonen": new.templates,
    }


def show_new(new: NewCopy, session: Session) -> None:
    """Print which copy was made, and what is wrong with what it is of."""
    show(near(new.path))
    goes = "Er gaat" if new.templates == 1 else "Er gaan"
    along = f" {goes} {counted(new.templates, 'eigen sjabloon', 'eigen sjablonen')} mee." if new.templates else ""
    if new.faults:
        say(f"De reservekopie is gelijk aan het register, maar dat is niet gaaf: {new.faults[0]}{along}")
        say("restore zet deze kopie alleen terug als u haar noemt.")
        say(f"Kijk wat eraan scheelt met: {session.typed('opdracht doctor')}")
    else:
        say(f"De reservekopie klopt: {contents_text(new.contents)}.{along}")
    if new.thinned:
        say(f"Opgeruimd: {counted(len(new.thinned), 'oude kopie', 'oude kopieën')}.")


def _inside(copy: Copy) -> str:
    return contents_text(copy.contents) if copy.contents else "niet te lezen"


def contents_text(contents: Contents) -> str:
    """'9 opdrachten, 312 gegevens, de laatste wijziging is nummer 14'."""
    counts = contents.counts
    records = sum(number for name, number in counts.items() if name not in ("wijziging", "mutatie"))
    parts = [counted(counts.get("opdracht", 0), "opdracht", "opdrachten"), counted(records, "gegeven", "gegevens")]
    if contents.head:
        parts.append(f"de laatste wijziging is nummer {contents.head[0]}")
    return ", ".join(parts)


def show_proposal(proposal: Proposal, session: Session) -> None:
    """Print what putting a copy back on a register would change."""
    name = session.register.name
    show(f"Kopie:    {near(proposal.copy)}")
    show(f"          {_newest(proposal.newest)}")
    if not proposal.is_there:
        show(f"Register: {name} is er niet; alles komt terug.")
    elif proposal.obstacle:
        show(f"Register: {name} {proposal.obstacle}; alles komt uit de kopie.")
    else:
        show(f"Register: {name}")
        show(f"          {_newest(proposal.now)}")
        if proposal.own_faults:
            show(f"          niet gaaf: {proposal.own_faults[0]}")
    if proposal.faults:
        say(f"Let op: deze kopie is niet gaaf. {proposal.faults[0]}")
    if proposal.templates:
        show(f"Sjablonen: {', '.join(proposal.templates)}")
    if proposal.obstacle or not proposal.is_there:
        inside = ", ".join(kind_counted(len(part.back), part.kind) for part in proposal.differences)
        show()
        show_text(f"In de kopie: {inside}.", rest="  ")
        show()
        return
    if proposal.foreign:
        say("Let op: deze kopie is van een ander register.")
    if proposal.forgotten:
        say("Let op: na deze kopie is er iemand vergeten. Die komt hiermee terug; vergeet die daarna opnieuw.")
    _differences(proposal)
    show()


def _differences(proposal: Proposal) -> None:
    parts = proposal.differences
    for verb, by_kind in (
        ("Komt terug", [(part.kind, part.back) for part in parts]),
        ("Verdwijnt", [(part.kind, part.gone) for part in parts]),
        ("Verandert", [(part.kind, part.changed) for part in parts]),
    ):
        if any(keys for _, keys in by_kind):
            section(f"{verb}:")
        for kind, keys in by_kind:
            if keys:
                names = [key if len(key) <= 60 else f"{key[:59]}…" for key in keys]
                show(f"  {len(keys)} x {kind}: {first_few(names, KEYS)}")


def _newest(change: Wijziging | None) -> str:
    if change is None:
        return "zonder wijzigingen"
    moment = datetime.fromisoformat(change.wanneer.replace("Z", "+00:00"))
    return f"laatste wijziging: {change.nr}, {_moment(moment)}, {change.wie} ({change.commando or 'onbekend'})"


def near(path: Path) -> str:
    """A path as it can be typed from here."""
    with suppress(FileNotFoundError):  # the folder in which the user stands is gone
        here = Path.cwd()
        return str(path.relative_to(here) if path.is_relative_to(here) else path)
    return str(path)


def _moment(moment: datetime) -> str:
    """The hour on the user's own clock."""
    here = moment.astimezone()
    return f"{long_date(here.date())} {here:%H:%M}"


def _size(number: int) -> str:
    return f"{number / 1_000_000:.1f} MB".replace(".", ",") if number >= 100_000 else f"{max(number // 1000, 1)} kB"
