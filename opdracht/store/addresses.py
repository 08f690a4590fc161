"""Addresses of databases: read with care, and shown without what is secret."""

from __future__ import annotations

import re
from urllib.parse import unquote

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from opdracht.errors import OpdrachtError

SCHEMES = ("postgresql://", "postgres://")
_ADDRESS = re.compile(r"\S+?://\S+")
_PARTS = re.compile(
    r"(?P<scheme>[^:/]*://)(?:(?P<user>[^:/?@]*)(?P<secret>:.*)?@)?(?P<place>[^?]*)(?P<query>\?.*)?", re.S
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


def unknown(name: str) -> OpdrachtError:
    """The refusal of what is no address of a database; `name` is fit to be shown."""
    return OpdrachtError(
        f"'{name}' is geen adres van een database.",
        "Schrijf postgresql://server/naam. Staat er een wachtwoord in, schrijf daarin dan een @ als %40, een : als %3A, "
        "een / als %2F en een % als %25; of zet het in PGPASSWORD.",
    )


def shown(location: str) -> str:
    """A location as it may be shown and typed again: without a password."""
    if not (parts := _PARTS.fullmatch(location)):
        return location
    options = [
        option
        for option in (parts["query"] or "")[1:].split("&")
        if option and not _SECRET.search(unquote(option.partition("=")[0]))
    ]
    user = f"{parts['user']}@" if parts["user"] else ""
    return f"{parts['scheme']}{user}{parts['place']}{'?' if options else ''}{'&'.join(options)}"


def without_secrets(text: str) -> str:
    """A text for people: every address in it as it may be shown."""
    return _ADDRESS.sub(lambda found: shown(found[0]), text)
