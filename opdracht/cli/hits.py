"""How what `find` found looks: the place, and under it the words around."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from opdracht.cli.session import SCREEN, Session, write_csv, write_json
from opdracht.cli.terminal import bold, say, show
from opdracht.cli.words import quoted

if TYPE_CHECKING:
    from opdracht.actions.find import Hits

MOST = 30
"""So many places stand on a screen."""
_COLUMNS = ("soort", "sleutel", "veld", "tekst")


def _on_screen(hits: Hits, session: Session, asked: str) -> None:
    from opdracht.dutch import counted

    standing = None
    for hit in islice(hits, MOST):
        if hit.plaats != standing:
            show(bold(str(hit.plaats)))
            standing = hit.plaats
        before, match, after = hit.passage
        show(f"  {hit.veld}: {before}", bold(match), after)
    if not hits:
        say("Dit staat niet in het register.")
    elif len(hits) > MOST:
        say(f"Het staat op {counted(len(hits), 'plaats', 'plaatsen')}; dit zijn de eerste {MOST}.")
        say(f"Noem meer woorden, of bekijk alles met: {session.typed(f'opdracht find {asked} --plain')}")


def _plain(hits: Hits) -> None:
    for hit in hits:
        show("\t".join(str(value) for value in hit.data().values()))


FORMS: Mapping[str, Callable[[Hits, Session, str], None]] = {
    SCREEN: _on_screen,
    "plain": lambda hits, session, asked: _plain(hits),
    "json": lambda hits, session, asked: write_json([hit.data() for hit in hits]),
    "csv": lambda hits, session, asked: write_csv(_COLUMNS, (hit.data() for hit in hits)),
}
"""What prints it in each form."""


def as_typed(words: list[str], *, past: bool) -> str:
    """The words as they can be typed again."""
    return " ".join([*map(quoted, words), *(["--alles"] if past else [])])
