"""Appointments as an iCalendar file (RFC 5545), that Outlook, Google and Apple take in, also twice.

Each keeps its UID; one that is new or changed gets a SEQUENCE that rises with the register, also where the earlier export
is not at hand; one that went since that is CANCELLED. So a calendar changes what it has in place of keeping both. What did
not change since the earlier export is written as it was, to the byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vRecur

from opdracht.errors import OpdrachtError
from opdracht.exchange.agenda import Appointment

PRODUCT = "-//opdracht//agenda//NL"
_FINGERPRINT = "X-OPDRACHT-INHOUD"
_CHOICE = "X-OPDRACHT-KEUZE"
_FIELDS = ("uid", "dtstamp", "sequence", "dtstart", "dtend", "status", _FINGERPRINT)
"""What every appointment has."""
_LAST_SEQUENCE = 2**31 - 1  # the largest whole number of RFC 5545
_HINT = "Kies een andere naam voor de agenda, of haal dat bestand weg."


@dataclass(frozen=True)
class AgendaFile:
    """The bytes of an agenda, and how many appointments in it are cancelled."""

    content: bytes
    cancelled: int


@dataclass(frozen=True)
class Edition:
    """Of which register a calendar is, whose appointments it has, on which day and at which point of that register."""

    register: str
    choice: str
    day: date
    number: int
    """Never less than in an earlier edition, and more when what an appointment shows has changed."""

    @property
    def moment(self) -> datetime:
        """When it was made, as a calendar wants it: the same all day long."""
        return datetime.combine(self.day, time(), UTC)


def as_ics(name: str, edition: Edition, appointments: Iterable[Appointment], earlier: bytes | None) -> AgendaFile:
    """A calendar with a name; `earlier` is the export of before.

    Raises OpdrachtError when `earlier` is no agenda of this register,
    or one with another choice: what that has more would be cancelled.
    """
    before = {} if earlier is None else _events(earlier, edition.register, edition.choice)
    calendar = Calendar()
    for field, value in (
        ("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", name), (_CHOICE, edition.choice),
    ):  # fmt: skip
        calendar.add(field, value)
    for appointment in appointments:
        uid = f"{hashlib.sha256(appointment.key.encode()).hexdigest()[:16]}@{edition.register}"
        calendar.add_component(_event(appointment, uid, before.pop(uid, None), edition))
    for gone in before.values():
        calendar.add_component(_cancelled(gone, edition))
    return AgendaFile(calendar.to_ical(), sum(event.get("status") == "CANCELLED" for event in calendar.walk("VEVENT")))


def _events(content: bytes, register: str, choice: str) -> dict[str, Event]:
    try:
        calendar = Calendar.from_ical(content)
    except ValueError as error:
        raise OpdrachtError("Het bestand dat er staat, is geen agenda die te lezen is.", _HINT) from error
    parts = calendar.subcomponents
    events = {str(event.get("uid")): event for event in parts if isinstance(event, Event) and _is_ours(event, register)}
    if str(calendar.get("prodid")) != PRODUCT or len(events) < len(parts):
        raise OpdrachtError("Het bestand dat er staat, is niet de agenda van dit register.", _HINT)
    if str(calendar.get(_CHOICE, choice)) != choice:
        raise OpdrachtError("De agenda die er staat, is met een andere keuze gemaakt.", _HINT)
    return events


def _is_ours(event: Event, register: str) -> bool:
    """Whether a register wrote this: what `_event` fills, each once and in its own form, and nothing in it."""
    return (
        not event.errors
        and not event.subcomponents
        and not any(isinstance(value, list) for value in event.values())
        and all(field in event for field in _FIELDS)
        and str(event["uid"]).endswith(f"@{register}")
        and 0 <= _sequence(event) < _LAST_SEQUENCE
        and event["status"] in ("CONFIRMED", "CANCELLED")
    )


def _sequence(event: Event) -> int:
    number = event.get("sequence")
    return number if isinstance(number, int) else -1


def _next_sequence(before: Event | None, edition: Edition) -> int:
    return edition.number if before is None else max(edition.number, _sequence(before) + 1)


def _event(appointment: Appointment, uid: str, before: Event | None, edition: Edition) -> Event:
    mark = hashlib.sha256(repr(appointment).encode()).hexdigest()
    if before is not None and str(before.get(_FINGERPRINT)) == mark and before.get("status") != "CANCELLED":
        return before
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", edition.moment)
    event.add("sequence", _next_sequence(before, edition))
    event.add("dtstart", appointment.day)
    event.add("dtend", appointment.day + timedelta(1))
    event.add("summary", appointment.title)
    event.add("description", "\n".join(appointment.lines))
    event.add("categories", [appointment.soort])
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    if appointment.repeats:
        event.add("rrule", vRecur.from_ical(appointment.repeats))
    event.add(_FINGERPRINT, mark)
    return event


def _cancelled(event: Event, edition: Edition) -> Event:
    if event.get("status") == "CANCELLED":
        return event
    changed: dict[str, object] = {
        "status": "CANCELLED", "sequence": _next_sequence(event, edition), "dtstamp": edition.moment,
    }  # fmt: skip
    for field, value in changed.items():
        event.pop(field)
        event.add(field, value)
    return event
