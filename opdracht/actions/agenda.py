"""The agenda of a register as an iCalendar file: everybody's, or that of some opdrachten, a persoon or an organisatie."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from opdracht.documents.contexts.names import HiddenNames
from opdracht.exchange.agenda import SHOWN, Appointment, Concerning, appointments
from opdracht.exchange.ical import Edition, as_ics
from opdracht.files import read_file, write_file
from opdracht.history.past import last_change_of
from opdracht.model import Opdracht, Organisatie, Persoon, Wijziging
from opdracht.store import Register


@dataclass(frozen=True)
class WrittenAgenda:
    """How many appointments an agenda has, and how many of an earlier one it cancels.

    `like_names` are words in an agenda without names that look like one all the same, with the titles of the appointments.
    """

    appointments: int
    cancelled: int
    like_names: dict[str, list[str]] = field(default_factory=dict)


def write_agenda(
    register: Register, target: Path, concerning: Concerning, today: date, *, names: bool
) -> WrittenAgenda:
    """Write the agenda. Of an earlier one of the same choice in its place it takes the marks over, and replaces it.

    Raises OpdrachtError for an unknown key, and when another file stands there. Without `names` no person is named.
    """
    with register.reading() as reader:
        for nummer in concerning.nummers:
            reader.need(Opdracht, [nummer])
        for kind, code in ((Persoon, concerning.persoon), (Organisatie, concerning.organisatie)):
            if code:
                reader.need(kind, [code])
        regio = reader.region()
    hidden = None if names else HiddenNames.of(regio.personen.values(), regio.organisaties.values())
    days = appointments(hidden.regio(regio) if hidden else regio, concerning)
    like_names: dict[str, list[str]] = {}
    if hidden:
        for appointment in days:
            hidden.note_left(appointment.title, (appointment.title, *appointment.lines), like_names)
    title = f"Opdrachten van {regio.settings.regionaam}"
    choice = f"{concerning}{' met namen' if names else ''}"
    return replace(write_calendar(register, target, title, choice, days, today), like_names=like_names)


def write_calendar(
    register: Register, target: Path, title: str, choice: str, days: Sequence[Appointment], today: date
) -> WrittenAgenda:
    """Write appointments of a register; `choice` says which. See `write_agenda` for what may stand there."""
    with register.reading() as reader:
        first = next((change.wanneer for change in reader.rows(Wijziging)), "")
        number = last_change_of(reader, SHOWN)
    earlier = read_file(target) if target.is_file() else None
    of_register = f"{hashlib.sha256(first.encode()).hexdigest()[:12]}.opdracht"
    agenda = as_ics(title, Edition(of_register, choice, today, number), days, earlier)
    write_file(target, agenda.content, force=True)  # what stands there was read as an earlier one
    return WrittenAgenda(len(days), agenda.cancelled)
