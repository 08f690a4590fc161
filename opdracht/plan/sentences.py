"""What a plan comes to, in a few Dutch sentences: what goes on, what that is worth, what is proven, what would help."""

from __future__ import annotations

from opdracht.dutch import counted, joined, written
from opdracht.plan.model import Keuze
from opdracht.plan.regels import hours
from opdracht.plan.voorstel import Regel, Uitkomst, Voorstel

TOLERANCE = 1e-6


def summary(voorstel: Voorstel) -> str:
    """'Van de 9 opdrachten gaan er 8 door: 6 zoals gewenst, 1 op andere data en 1 gerekt. 1 stopt.'"""
    kept, moved, stretched, stopped = (len(voorstel.of(keuze)) for keuze in Keuze)
    total = len(voorstel.regels)
    if kept == total:
        return "Alles past zoals het nu staat." if total > 1 else "De opdracht past zoals zij nu staat."
    if total == 1:
        how = "past niet en stopt" if stopped else "past op andere data" if moved else "past als zij wordt gerekt"
        return f"De opdracht {how}."
    parts = [
        f"{count} {words}"
        for count, words in ((kept, "zoals gewenst"), (moved, "op andere data"), (stretched, "gerekt"))
        if count
    ]
    how = f": {joined(parts)}" if len(parts) > 1 else ""
    if len(parts) == 1:
        how = f", {parts[0].partition(' ')[2]}"
    gone = f" {counted(stopped, 'stopt', 'stoppen')}." if stopped else ""
    return f"Van de {total} opdrachten {_goes(voorstel.goes_on)} er {voorstel.goes_on or 'geen'} door{how}.{gone}"


def going_on(voorstel: Voorstel) -> str:
    """'8 van de 9 opdrachten gaan door'."""
    total = counted(len(voorstel.regels), "opdracht", "opdrachten")
    return f"{voorstel.goes_on} van de {total} {_goes(voorstel.goes_on)} door"


def _goes(number: int) -> str:
    return "gaat" if number <= 1 else "gaan"


def worths(voorstel: Voorstel) -> list[str]:
    """The value kept against what is asked, against today's dates and against a list by hand."""
    value, asked, moving = voorstel.waarde or 0.0, voorstel.gevraagd, voorstel.op_prioriteit_schuivend
    share = f" ({_percent(value / asked)})" if asked else ""
    sentences = [f"Dit plan houdt {written(round(value, 2))} van de {written(asked)} gevraagde punten{share}."]
    if voorstel.zoals_nu < value - TOLERANCE:
        fits = "past" if round(voorstel.zoals_nu, 2) == 1 else "passen"
        sentences.append(f"Zonder iets te verschuiven of te rekken {fits} er {points(voorstel.zoals_nu)}.")
    if voorstel.op_prioriteit < value - TOLERANCE:
        more = f" Verschuift u daarbij, dan {points(moving)}." if moving < value else ""
        sentences.append(f"Wie de lijst van hoog naar laag afwerkt, houdt {points(voorstel.op_prioriteit)}.{more}")
    return sentences


def proof(voorstel: Voorstel) -> str:
    """What is proven of a plan; never more than that."""
    value, bound = voorstel.waarde or 0.0, voorstel.grens or 0.0
    time = f"Gezocht: {counted(round(voorstel.seconden, 1), 'seconde', 'seconden')}."
    if voorstel.uitkomst == Uitkomst.BEWEZEN:
        change = (
            " en met zo weinig mogelijk verandering"
            if voorstel.minste_verandering
            else "; of het met minder verandering kan, is niet bewezen"
        )
        return f"Bewezen: geen plan houdt meer dan {points(bound)}. Dit plan houdt die{change}. {time}"
    return (
        f"Niet bewezen dat dit het beste plan is: meer dan {points(bound)} houdt geen plan, dit plan houdt "
        f"{points(value)}. Het verschil is hooguit {_percent(voorstel.marge or 0.0, 1)}. {time}"
    )


def help_for(regel: Regel) -> str:
    """With which hours more a stopped opdracht could go on."""
    if regel.extra_uren is None:
        return ""
    if regel.extra_uren < TOLERANCE:
        return "Er zijn geen uren extra voor nodig."
    return f"Met {hours(regel.extra_uren)} erbij kan zij doorgaan: {'; '.join(regel.extra_waar)}."


def help_for_all(voorstel: Voorstel) -> str:
    """With which hours more everything could go on."""
    if voorstel.alles is None:
        return ""
    less = (
        "Met minder kan het niet."
        if voorstel.alles.uren - voorstel.alles.minstens < 1.0
        else f"Met minder dan {hours(voorstel.alles.minstens)} kan het niet."
    )
    every = all(regel.extra_uren is not None for regel in voorstel.of(Keuze.STOPPEN))
    what = "alle opdrachten" if every else "alle opdrachten die met uren te helpen zijn"
    return f"Met {hours(voorstel.alles.uren)} erbij kunnen {what} doorgaan. {less}"


def progress(value: float, bound: float, seconds: float) -> str:
    """Where the search is."""
    return f"Plan van {points(value)}; meer dan {points(bound)} kan niet ({seconds:.0f} s, Ctrl-C: stop met zoeken)"


def points(value: float) -> str:
    """'1 punt' or '7,5 punten'."""
    return counted(round(value, 2), "punt", "punten")


def _percent(part: float, decimals: int = 0) -> str:
    return f"{written(round(part * 100, decimals))}%"
