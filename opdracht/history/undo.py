"""Take a change back: as a new change, and only when nothing that came later stands on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opdracht.author import who
from opdracht.capacity import shortage_sentence, unfit
from opdracht.choices import UNDER_WAY
from opdracht.errors import OpdrachtError
from opdracht.history import past
from opdracht.history.past import taken_back
from opdracht.history.way_back import PAPER, WayBack
from opdracht.model import Mutatie, Statuswissel, Versie, Wijziging
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
    """A change that was taken back, with what it had done, and the number of the change that took it back."""

    wijziging: Wijziging
    mutaties: Sequence[Mutatie]
    nr: int


def undo(register: Register, nr: int | None = None) -> Undone:
    """Take back change `nr`, or your own last one that still stands. Raises OpdrachtError with every reason why it cannot."""
    with register.writing() as writer:
        wijziging = _standing(writer, nr)
        everything = writer.rows(Mutatie, wijziging=wijziging.nr)
        mutaties = _of_people(everything)
        way = WayBack.of(writer, wijziging, everything)
        if reasons := list(way.obstacles()):
            raise _refusal(writer, wijziging, mutaties, reasons)
        writer.takes_back = wijziging.nr
        way.take(writer)
        if writer.last_change() > wijziging.nr:
            _check_hours(writer, way.under_way_again())
        number = writer.close()
        if number is None:
            raise OpdrachtError(f"Van wijziging {wijziging.nr} is niets meer over.", "Bekijk: opdracht log")
    return Undone(wijziging, mutaties, number)


def _standing(writer: Writer, nr: int | None) -> Wijziging:
    """The change to take back."""
    changes = writer.rows(Wijziging)
    gone = taken_back(changes)
    if nr is not None:
        found = next((one for one in changes if one.nr == nr), None)
        if found is None:
            raise OpdrachtError(f"Er is geen wijziging {nr}.", "Bekijk wat er is veranderd met: opdracht log")
        _check_seal(writer, changes, found)
        if nr in gone:
            _check_seal(writer, changes, changes[gone[nr] - 1])
            raise OpdrachtError(f"Wijziging {nr} is al teruggenomen, met wijziging {gone[nr]}.")
        if why := FINAL.get(found.commando.split(" ")[0]):
            raise OpdrachtError(f"Wijziging {nr} ({found.commando}) gaat niet terug. {why}")
        if not _of_people(writer.rows(Mutatie, wijziging=nr)):
            raise OpdrachtError(f"Wijziging {nr} gaat over bestanden op uw schijf; die neemt undo niet terug.")
        return found
    account = writer.account()
    for one in reversed(changes):
        if (word := one.commando.split(" ")[0]) in FINAL:
            raise OpdrachtError(
                f"De laatste wijziging is nummer {one.nr} ({word}), en die gaat niet terug. {FINAL[word]}",
                "Een eerdere wijziging neemt u terug met haar nummer; bekijk die met: opdracht log",
            )
        if one.rekening != account or one.wie not in (who(), account):
            continue
        if one.ongedaan is None and one.nr not in gone and _of_people(writer.rows(Mutatie, wijziging=one.nr)):
            _check_seal(writer, changes, one)
            return one
    raise OpdrachtError("Er is niets van u om terug te nemen.", "Bekijk wat er is veranderd met: opdracht log")


def _check_seal(reader: Reader, changes: Sequence[Wijziging], change: Wijziging) -> None:
    """Refuse a change that is not in the journal as it was written."""
    if not past.is_sealed(reader, changes, change):
        raise OpdrachtError(
            f"Wijziging {change.nr} staat niet meer in het journaal zoals zij is geschreven.",
            "Kijk wat eraan scheelt met: opdracht doctor",
        )


def _check_hours(reader: Reader, nummers: Iterable[str]) -> None:
    """Refuse when an opdracht would take hours again that others took since, and nobody gave a reason for that."""
    for nummer in nummers:
        regio = reader.region()
        steps, versions = reader.rows(Statuswissel, opdracht=nummer), reader.rows(Versie, opdracht=nummer)
        accepted = any(one.ondanks for one in steps) or any(one.ondanks for one in versions)
        if (short := unfit(regio, nummer, UNDER_WAY)) and not accepted:
            raise OpdrachtError(
                f"Opdracht {nummer} past niet meer naast wat intussen is vastgesteld of loopt: "
                f"{shortage_sentence(regio, short[0])}",
                "Maak eerst uren vrij; bekijk ze met: opdracht capacity",
            )


def _of_people(mutations: Iterable[Mutatie]) -> list[Mutatie]:
    """What somebody decided, without what commands note about files."""
    return [one for one in mutations if journal.MODELS.get(one.soort) not in (None, *PAPER)]


def _refusal(
    reader: Reader, wijziging: Wijziging, mutaties: Sequence[Mutatie], reasons: Sequence[str]
) -> OpdrachtError:
    told = list(dict.fromkeys(reasons))
    more = [f"en nog {len(told) - _SHOWN} meer"] if len(told) > _SHOWN else []
    keys = {(one.soort, one.gegeven) for one in mutaties}
    changes = reader.rows(Wijziging)
    gone = taken_back(changes)
    later = [
        one.nr
        for one in changes
        if one.nr > wijziging.nr and one.nr not in gone and one.ongedaan is None
        and any((row.soort, row.gegeven) in keys for row in reader.rows(Mutatie, wijziging=one.nr))
    ]  # fmt: skip
    hint = f"Neem eerst wijziging {later[-1]} terug: opdracht undo {later[-1]}" if later else "Bekijk: opdracht log"
    return OpdrachtError(
        f"Wijziging {wijziging.nr} kan niet terug. Er is niets veranderd.", hint, [*told[:_SHOWN], *more]
    )
