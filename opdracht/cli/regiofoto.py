"""How the regiofoto looks on a terminal: the story, the four angles with their chains, and the advice."""

from opdracht.checks.foto import Invalshoek, Regiofoto
from opdracht.cli.findings import show_line
from opdracht.cli.terminal import heading, section, show, show_text, table
from opdracht.dutch import long_date
from opdracht.fields import in_words

EXAMPLES = 2
"""So many findings of a rule the terminal shows; the document shows more."""


def show_foto(foto: Regiofoto) -> None:
    """Print a regiofoto."""
    heading(f"Regiofoto {foto.regio}, {long_date(foto.datum)}")
    show_text(" ".join(foto.samenvatting), "  ", "  ")
    since = [f"sinds {in_words(foto.vorige)}"] if foto.vorige else []
    counts = ["fouten", "waarschuwingen", "hints", "totaal"]
    rows = [
        [angle.naam, *(in_words(getattr(angle, name)) for name in counts), *([angle.verschil] if since else [])]
        for angle in foto.invalshoeken
    ]
    show()
    table(["invalshoek", *counts, *since], rows)
    for angle in foto.invalshoeken:
        if angle.regels or angle.opgelost:
            _angle(angle, in_words(foto.vorige))
    if foto.advies:
        section("Advies")
    for advies in foto.advies:
        show_text(f"{advies.kop}. {advies.tekst}", "  - ", "    ")


def _angle(angle: Invalshoek, before: str) -> None:
    section(angle.naam)
    for keten in angle.ketens:
        text = f"{', '.join(keten.toetsen)}: {' → '.join((keten.oorzaak, *keten.gevolgen))}"
        show_text(text, "  ", "    ")
    for broken in angle.regels:
        show_line(broken.code, broken.ernst, f"{broken.aantal} x  {broken.norm}", broken.verschil)
        for voorbeeld in broken.voorbeelden[:EXAMPLES]:
            show_text(f"{voorbeeld.plaats}: {voorbeeld.tekst}", " " * 21 + "- ", " " * 23)
    if angle.opgelost:
        solved = ", ".join(f"{toets.code} ({toets.aantal} x)" for toets in angle.opgelost)
        show(f"  Opgelost sinds {before}: {solved}")
