"""'Bedoelde u': the word somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A Dutch suggestion for a mistyped word, or the empty string."""
    import difflib

    matches = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"Bedoelde u '{matches[0]}'?" if matches else ""
