"""Addresses of databases: read with care, and shown without what is secret."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from opdracht.errors import OpdrachtError

SCHEMES = ("postgresql://", "postgres://")
_ADDRESS = re.compile(r"\S+?://\S+")
_SCHEMELESS = re.compile(r"(?<![^\s'\"(])(?!\w:[\\/])(?P<user>[^\s:/@'\"(]+):(?!//)(?P<secret>\S*)@(?P<server>\S+)")
_WORD_OF_LIBPQ = re.compile(r"(?:^|\s)(?:host|hostaddr|port|dbname|user|password|passfile|service|sslmode)\s*=", re.I)
_SECRET_WORD = re.compile(r"(?P<name>\w*(?:password|passwd|pwd|secret|token)\s*=\s*)(?:'(?:[^'\\]|\\.)*'?|\S+)", re.I)
_BEGINS_LIKE_ADDRESS = re.compile(
    r"\s*(?:(?:postgres\w*|psql|pg|sqlite3?|https?|jdbc|file)\s*:|postgres(?:ql)?//|\\\\)", re.I
)
_PARTS = re.compile(
    r"(?P<scheme>[^:/]*://)(?:(?P<user>[^:/?@]*)(?P<secret>:.*)?@)?(?P<rest>[^?]*)(?P<query>\?.*)?", re.S
)
_SECRET = re.compile(r"pass(?!file)|secret|token", re.IGNORECASE)


def parsed(location: str) -> sa.URL:
    """The address of a database. Raises OpdrachtError, without what is secret, when it cannot be one."""
    try:
        address = sa.make_url(location).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise unknown(shown(location)) from None
    if (
        "@" in f"{address.host}{address.database}"
    ):  # a password with an @ ends too early, and the rest is taken for a host
        raise unknown(shown(location))
    return address


def is_mistyped(location: str) -> bool:
    """Whether this is neither an address of a register on a server nor the name of a file, but was meant as an address."""
    if "://" in location:
        return not location.lower().startswith(SCHEMES)
    if location.startswith("\\\\") and os.name == "nt":
        return False
    return any(form.match(location) for form in (_BEGINS_LIKE_ADDRESS, _SCHEMELESS)) or bool(
        _WORD_OF_LIBPQ.search(location)
    )


def mistyped(location: str) -> OpdrachtError:
    """The refusal of a location that was meant as an address; without :// a password may stand anywhere in it."""
    return OpdrachtError(
        f"'{shown(location)}' is geen adres dat opdracht kent."
        if "://" in location
        else "Dit is geen plaats van een register: geen adres van een database en geen gewone naam van een bestand.",
        "Schrijf bij --register of in OPDRACHT_REGISTER postgresql://naam@server/database, of de naam van een bestand, "
        "zoals map/register.db. Zet een wachtwoord in PGPASSWORD.",
    )


def unknown(name: str) -> OpdrachtError:
    """The refusal of what is no address of a database; `name` is fit to be shown."""
    return OpdrachtError(
        f"'{name}' is geen adres van een database.",
        "Schrijf postgresql://server/naam. Staat er een wachtwoord in, schrijf daarin dan een @ als %40, een : als %3A, "
        "een / als %2F en een % als %25; of zet het in PGPASSWORD.",
    )


def shown(location: str) -> str:
    """A location as it may be shown and typed again: without a password. One that is mistyped is not shown at all."""
    if "://" not in location and is_mistyped(location):
        return "PLAATS"
    if not (parts := _PARTS.fullmatch(location)):
        return location
    options = [
        option
        for option in (parts["query"] or "")[1:].split("&")
        if option and not _SECRET.search(unquote(option.partition("=")[0]))
    ]
    user = f"{parts['user']}@" if parts["user"] else ""
    return f"{parts['scheme']}{user}{parts['rest']}{'?' if options else ''}{'&'.join(options)}"


def without_secrets(text: str) -> str:
    """A text for people: every address in it as it may be shown, and no password that was meant for one."""
    text = _ADDRESS.sub(lambda address: shown(address[0]), text)
    text = _SECRET_WORD.sub(lambda word: f"{word['name']}...", text)
    return _SCHEMELESS.sub(lambda address: f"{address['user']}:...@{address['server']}", text)
