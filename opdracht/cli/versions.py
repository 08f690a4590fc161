"""How the versions of an agreement look: which there is, who still has to sign it, and what differs from another text."""

from collections.abc import Callable, Sequence

from opdracht.agreed.freezing import Agreed, Compared
from opdracht.cli.terminal import heading, say, section, show, show_text
from opdracht.dutch import counted, joined, long_date

Typed = Callable[[str], str]
"""A command as the user can type it."""


def show_agreed(agreed: Agreed, nummer: str, typed: Typed) -> None:
    """Print where the text of an agreement is: its version, who still has to sign that, and what changed since."""
    versie = agreed.versie
    if versie is None:
        how = typed(f"opdracht status {nummer} vastgesteld")
        show(f"  De tekst is nog niet vastgelegd. Doe dat met: {how}")
        return
    show(f"  Versie {versie.nr}, vastgesteld op {long_date(versie.datum)}. {still_to_sign(agreed.unsigned)}")
    if number := len(agreed.changes):
        show(
            f"  Concept van versie {versie.nr + 1}: {counted(number, 'verandering', 'veranderingen')}. "
            f"Bekijk {'haar' if number == 1 else 'ze'} met: {typed(f'opdracht diff {nummer}')}"
        )


def still_to_sign(missing: Sequence[str]) -> str:
    """Who still has to sign, in a sentence."""
    if not missing:
        return "De vier rollen hebben haar ondertekend."
    return f"Nog niet ondertekend door: {joined(str(rol) for rol in missing)}."


def show_difference(compared: Compared, nummer: str, typed: Typed) -> None:
    """Print what differs between two texts of an agreement."""
    after = f"versie {compared.to}" if compared.to else "het register zoals het nu is"
    if not compared.differences:
        say(f"Tussen versie {compared.since} en {after} is er in opdracht {nummer} niets veranderd.")
        return
    heading(f"Opdracht {nummer}: van versie {compared.since} naar {after}")
    if compared.reason:
        show(f"Waarom: {compared.reason}")
    for difference in compared.differences:
        was_and_is(difference.onderdeel, difference.was or "stond er niet", "wordt", difference.wordt or "vervalt")
    if compared.to is None:
        say()
        say(f'Stel dit vast met: {typed(f"opdracht status {nummer} vastgesteld --reason")} "..."')


def difference_data(compared: Compared, nummer: str) -> dict[str, object]:
    """The same, as `diff --json` writes it."""
    return {
        "opdracht": nummer,
        "van": compared.since,
        "naar": compared.to,
        "reden": compared.reason,
        "verschillen": difference_rows(compared),
    }


COLUMNS = ("onderdeel", "was", "wordt")
"""Of a table of differences."""


def difference_rows(compared: Compared) -> list[dict[str, object]]:
    """What differs, as rows of a table."""
    return [{name: getattr(difference, name) for name in COLUMNS} for difference in compared.differences]


def was_and_is(place: str, was: str, verb: str, now: str) -> None:
    """Print what stood somewhere and what stands or will stand there."""
    section(place[:1].upper() + place[1:])
    for label, text in (("was", was), (verb, now)):
        for line in text.split("\n") or [""]:
            first, label = f"  {label:<10}", ""
            show_text(line, first, " " * 12)
