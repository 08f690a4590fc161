"""Take a change back: as a new change, and only when nothing that came later stands on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opdracht.author import who
from opdracht.capacity import shortage_sentence, unfit
from opdracht.choices import UNDER_WAY
from opdracht.errors import OpdrachtError
from opdracht.history.past import Changes
from opdracht.history.way_back import PAPER, WayBack
from opdracht.model import Statuswissel, Versie, Wijziging
from opdracht.records import Place
from opdracht.store import Reader, Register, Writer, journal

FINAL = {
    "migrate": "Zo'n wijziging werkt het hele register bij.",
    "restore": "Zet in plaats daarvan een andere reservekopie terug.",
    "forget": "Wat vergeten is, staat nergens meer.",
    "doctor": "Zo begon dit geredde register.",
}
"""The commands whose changes stay, each with why."""
_SHOWN = 5
"""So many reasons are told at once."""


@dataclass(frozen=True)
class Undone:
    """A change that was taken back, and the number of the change that took it back."""

    wijziging: Wijziging
    nr: int


@dataclass(frozen=True)
class LastOwn:
    """Your own last change that undo takes back, and those after it that it passes over: they are about files only."""

    wijziging: Wijziging
    passed: Sequence[Wijziging]


def last_own(register: Register) -> LastOwn:
    """What undo takes back when no number is given. Raises OpdrachtError when there is nothing."""
    with register.writing(keep=False) as writer:
        return _own_last(writer, Changes(writer))


def undo(register: Register, nr: int | None = None) -> Undone:
    """Take back change `nr`, or your own last one that still stands. Raises OpdrachtError with every reason why it cannot."""
    with register.writing() as writer:
        changes = Changes(writer)
        wijziging = _own_last(writer, changes).wijziging if nr is None else _named(changes, nr)
        way = WayBack.of(writer, wijziging, changes.what_it_did(wijziging))
        if reasons := list(way.obstacles()):
            raise _refusal(changes, wijziging, reasons)
        writer.takes_back = wijziging.nr
        way.take(writer)
        if changes.all[-1].nr > wijziging.nr:
            _check_hours(writer, way.under_way_again())
        number = writer.close()
        if number is None:
            raise OpdrachtError(f"Van wijziging {wijziging.nr} is niets meer over.", "Bekijk: opdracht log")
    return Undone(wijziging, number)


def _named(changes: Changes, nr: int) -> Wijziging:
    """The change with a number, when it may be taken back."""
    change = changes.numbered(nr)
    changes.need_sealed(change)
    if nr in changes.undone:
        changes.need_sealed(changes.numbered(changes.undone[nr]))
        raise OpdrachtError(f"Wijziging {nr} is al teruggenomen, met wijziging {changes.undone[nr]}.")
    if why := FINAL.get(_command(change)):
        raise OpdrachtError(f"Wijziging {nr} ({change.commando}) gaat niet terug. {why}")
    if not _of_people(changes, change):
        raise OpdrachtError(f"Wijziging {nr} gaat over bestanden op uw schijf; die neemt undo niet terug.")
    return change


def _own_last(writer: Writer, changes: Changes) -> LastOwn:
    """The last change of whoever asks that still stands."""
    account = writer.account()
    passed: list[Wijziging] = []
    for change in reversed(changes.all):
        if why := FINAL.get(_command(change)):
            raise OpdrachtError(
                f"De laatste wijziging is nummer {change.nr} ({_command(change)}), en die gaat niet terug. {why}",
                "Een eerdere wijziging neemt u terug met haar nummer; bekijk die met: opdracht log",
            )
        is_own = change.rekening == account and change.wie in (who(), account)
        stands = change.ongedaan is None and change.nr not in changes.undone
        if is_own and stands and _of_people(changes, change):
            changes.need_sealed(change)
            return LastOwn(change, passed)
        if is_own and stands:
            passed.append(change)
    raise OpdrachtError("Er is niets van u om terug te nemen.", "Bekijk wat er is veranderd met: opdracht log")


def _command(change: Wijziging) -> str:
    return change.commando.split(" ")[0]


def _check_hours(reader: Reader, nummers: Iterable[str]) -> None:
    """Refuse when an opdracht would take hours again that others took since, and nobody gave a reason for that."""
    for nummer in nummers:
        regio = reader.region()
        steps, versions = reader.rows(Statuswissel, opdracht=nummer), reader.rows(Versie, opdracht=nummer)
        reasons = [*(step.ondanks for step in steps), *(version.ondanks for version in versions)]
        if (short := unfit(regio, nummer, UNDER_WAY)) and not any(reasons):
            raise OpdrachtError(
                f"Opdracht {nummer} past niet meer naast wat intussen is vastgesteld of loopt: "
                f"{shortage_sentence(regio, short[0])}",
                "Maak eerst uren vrij; bekijk ze met: opdracht capacity",
            )


def _of_people(changes: Changes, change: Wijziging) -> set[Place]:
    """The records that somebody decided about, under their key and an earlier one; not what commands note of files."""
    mutations = changes.what_it_did(change)
    of_people = [row for row in mutations if journal.MODELS.get(row.soort) not in (None, *PAPER)]
    return {Place(row.soort, key) for row in of_people for key in (row.gegeven, row.eerder) if key is not None}


def _refusal(changes: Changes, wijziging: Wijziging, reasons: Sequence[str]) -> OpdrachtError:
    listed = list(dict.fromkeys(reasons))
    more = [f"en nog {len(listed) - _SHOWN} meer"] if len(listed) > _SHOWN else []
    places = _of_people(changes, wijziging)
    later = (change for change in reversed(changes.all) if change.nr > wijziging.nr and change.ongedaan is None)
    standing = (change for change in later if change.nr not in changes.undone)
    last = next((change.nr for change in standing if places & _of_people(changes, change)), None)
    hint = f"Neem eerst wijziging {last} terug: opdracht undo {last}" if last else "Bekijk: opdracht log"
    return OpdrachtError(
        f"Wijziging {wijziging.nr} kan niet terug. Er is niets veranderd.", hint, [*listed[:_SHOWN], *more]
    )
