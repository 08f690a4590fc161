"""What a plan comes to, in a few Dutch sentences: what goes on, what that is worth, what is proven, what would help."""

from __future__ import annotations

from opdracht.dutch import written
from opdracht.plan.model import Besluit
from opdracht.plan.report import Regel, Voorstel, hours

TOLERANCE = 1e-6


def summary(voorstel: Voorstel) -> str:
    """'Van de 9 opdrachten gaan er 8 door: 6 zoals gewenst, 1 op andere data en 1 gerekt. 1 stopt.'"""
    kept, moved, stretched, stopped = (len(voorstel.of(besluit)) for besluit in Besluit)
    total = len(voorstel.regels)
    if kept == total:
        return "Alles past zoals het nu staat." if total > 1 else "De opdracht past zoals zij nu staat."
    parts = [
        f"{count} {words}"
        for count, words in ((kept, "zoals gewenst"), (moved, "op andere data"), (stretched, "gerekt"))
        if count
    ]
    how = f": {' en '.join(filter(None, [', '.join(parts[:-1]), *parts[-1:]]))}" if len(parts) > 1 else ""
    if len(parts) == 1:
        how = f", {parts[0].partition(' ')[2]}"
    gone = f" {stopped} {'stopt' if stopped == 1 else 'stoppen'}." if stopped else ""
    which = "Van de ene opdracht" if total == 1 else f"Van de {total} opdrachten"
    going = total - stopped
    return f"{which} {'gaat' if going == 1 else 'gaan'} er {going or 'geen'} door{how}.{gone}"


def worths(voorstel: Voorstel) -> list[str]:
    """The value kept against what is asked, against today's dates and against a list by hand."""
    value = voorstel.value or 0.0
    share = f" ({_percent(value / voorstel.asked)})" if voorstel.asked else ""
    said = [f"Dit plan houdt {written(round(value, 2))} van de {written(voorstel.asked)} gevraagde punten{share}."]
    if voorstel.as_is < value - TOLERANCE:
        said.append(f"Zonder iets te verschuiven of te rekken past er {points(voorstel.as_is)}.")
    if voorstel.greedy < value - TOLERANCE:
        moving = (
            f" Verschuift u daarbij, dan {points(voorstel.greedy_moving)}." if voorstel.greedy_moving < value else ""
        )
        said.append(f"Wie de lijst van hoog naar laag afwerkt, houdt {points(voorstel.greedy)}.{moving}")
    return said


def proof(voorstel: Voorstel) -> str:
    """What is proven of a plan; never more than that."""
    value, bound = voorstel.value or 0.0, voorstel.bound or 0.0
    time = f"Gezocht: {written(round(voorstel.seconds, 1))} {'seconde' if voorstel.seconds == 1 else 'seconden'}."
    if voorstel.status == "optimal":
        change = (
            " en met zo weinig mogelijk verandering"
            if voorstel.least_change
            else "; of het met minder verandering kan, is niet bewezen"
        )
        return f"Bewezen: geen plan houdt meer dan {points(bound)}. Dit plan houdt die{change}. {time}"
    return (
        f"Niet bewezen dat dit het beste plan is: meer dan {points(bound)} houdt geen plan, dit plan houdt "
        f"{points(value)}. Het verschil is hooguit {_percent(voorstel.gap or 0.0, 1)}. {time}"
    )


def help_for(regel: Regel) -> str:
    """With which hours more a stopped opdracht could go on."""
    if regel.nodig_uren is None:
        return ""
    if regel.nodig_uren < TOLERANCE:
        return "Er zijn geen uren extra voor nodig."
    return f"Met {hours(regel.nodig_uren)} erbij kan zij doorgaan: {'; '.join(regel.nodig)}."


def help_for_all(voorstel: Voorstel) -> str:
    """With which hours more everything could go on."""
    if voorstel.alles is None:
        return ""
    less = (
        "Met minder kan het niet."
        if voorstel.alles.uren - voorstel.alles.minstens < 1.0
        else f"Met minder dan {hours(voorstel.alles.minstens)} kan het niet."
    )
    asked = [regel for regel in voorstel.of(Besluit.STOPPEN) if regel.nodig_uren is not None]
    every = len(asked) == len(voorstel.of(Besluit.STOPPEN))
    what = "alle opdrachten" if every else "alle opdrachten die met uren te helpen zijn"
    return f"Met {hours(voorstel.alles.uren)} erbij kunnen {what} doorgaan. {less}"


def progress(value: float, bound: float, seconds: float) -> str:
    """Where the search is."""
    return f"Plan van {points(value)}; meer dan {points(bound)} kan niet ({seconds:.0f} s, Ctrl-C: stop met zoeken)"


def points(value: float) -> str:
    """'1 punt' or '7,5 punten'."""
    rounded = round(value, 2)
    return f"{written(rounded)} {'punt' if rounded == 1 else 'punten'}"


def _percent(part: float, decimals: int = 0) -> str:
    return f"{written(round(part * 100, decimals))}%"
