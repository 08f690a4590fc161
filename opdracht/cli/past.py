"""How the past looks: the changes of a register, and what it takes to forget a person."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from opdracht.cli.terminal import heading, say, show, show_text
from opdracht.dutch import counted, first_few, long_date
from opdracht.history.forget import Forgotten
from opdracht.history.log import LoggedChange, sentence
from opdracht.history.rewriting import Rewritten

NAMED = 10
"""So many of the records that forgetting changes are named."""
_FINGERPRINT = 12
"""So many signs of a fingerprint tell a printed text from any other."""


def show_change(entry: LoggedChange, *, all_of_it: bool) -> None:
    """Print a change: its number, moment, author and command, and under it what it did."""
    change, when = entry.wijziging, entry.when
    by = f"{change.wie} ({change.rekening})" if change.rekening not in ("", change.wie) else change.wie
    heading(f"{change.nr:>5}  {long_date(when.date())}, {when:%H:%M}  {by}  {change.commando}".rstrip())
    if change.ongedaan is not None:
        show(f"       neemt wijziging {change.ongedaan} terug")
    if entry.teruggenomen is not None:
        show(f"       is teruggenomen, met wijziging {entry.teruggenomen}")
    for line in entry.sentences(all_of_them=all_of_it):
        show_text(line, " " * 7, " " * 9)


COLUMNS = ("nr", "wanneer", "wie", "rekening", "commando", "ongedaan", "teruggenomen", "soort", "gegeven", "wat")
"""Of a table of changes."""


def change_rows(entry: LoggedChange) -> list[dict[str, object]]:
    """The same as rows of a table, one for each record; `wanneer` on the clock of this machine."""
    beside = {"wanneer": entry.when, "teruggenomen": entry.teruggenomen}
    told = {name: getattr(entry.wijziging, name) for name in ("nr", "wie", "rekening", "commando", "ongedaan")}
    return [
        {**told, **beside, "soort": mutatie.soort, "gegeven": mutatie.gegeven, "wat": sentence(mutatie)}
        for mutatie in entry.mutaties
    ]


def rewritten(done: Rewritten, called: Mapping[str, str] = MappingProxyType({})) -> str:
    """What forgetting changes: 'persoon vergeten-1, opdracht 2027-001 en 12 andere, en 3 regels van het journaal'.

    `called` are other codes to name in the place of those in the keys.
    """
    keys = [(kind, "/".join(called.get(part, part) for part in key.split("/"))) for kind, key in done.records]
    names = [f"{kind} {key[:_FINGERPRINT] if kind == 'afdruk' else key}" for kind, key in keys]
    records = [first_few(names, NAMED, "en {} andere")] if names else []
    lines = [f"{counted(done.past, 'regel', 'regels')} van het journaal"] if done.past else []
    return ", en ".join([*records, *lines]) or "niets"


def say_what_is_left(forgotten: Forgotten, typed: Callable[[str], str]) -> None:
    """Say where people must look themselves, with the command to forget more of the same person."""
    more = typed(f'opdracht forget persoon {forgotten.pseudonym} --also "..."')
    in_past = [f"wijziging {', '.join(map(str, forgotten.past))}"] if forgotten.past else []
    for title, lines in (
        (
            f"Hier staat misschien nog iets van deze persoon. Is dat zo, dan vergeet u dat ook met: {more}",
            [*forgotten.mentions, *in_past],
        ),
        (
            "Hier heet iets of iemand anders zo. Dat verandert het programma niet; gaat het om deze persoon, dan doet u het:",
            forgotten.called,
        ),
        (
            "In deze bestanden staat de naam nog. Haal ze weg of maak ze opnieuw; staat de naam ook in die van het "
            "bestand, vergeet hem daarna nog een keer:",
            [str(path) for path in forgotten.papers],
        ),
    ):
        if lines:
            say(title)
        for line in lines:
            say(f"  {line}")
    if forgotten.copies:
        say(f"In de reservekopieën van tot nu toe staat de naam ook nog. Ze staan in {forgotten.copies[0].parent}")
        say("Haal ze daar weg zodra u weet dat u ze niet meer nodig hebt; anders verdwijnen zij met de jaren vanzelf.")
    elsewhere = typed("opdracht backup --to")
    say(f"Kopieën die elders staan ({elsewhere}), kent het programma niet. Ook daarin staat de naam nog.")
