"""How the health of a register looks: what is wrong with it and what to do, and what was saved of a damaged one."""

from itertools import groupby
from pathlib import Path

from opdracht.cli.session import Session
from opdracht.cli.terminal import bold, filled, say, section, show, show_text
from opdracht.cli.words import kind_counted
from opdracht.dutch import counted
from opdracht.safety.doctor import Report
from opdracht.safety.rescue import Rescued


def show_report(report: Report, session: Session) -> None:
    """Print what is wrong; what has the same repair stands together above it."""
    for kind, sentences in (("fout", report.faults), ("opmerking", report.remarks)):
        for repair, together in groupby(sentences, lambda sentence: sentence.repair):
            for sentence in together:
                first, *rest = filled(f"{kind}: {sentence.text}", rest="  ")
                show(bold(kind), first.removeprefix(kind))
                for line in rest:
                    show(line)
            if repair:
                show(f"  {session.typed(repair)}")  # on one line, to be typed again
    if not report.faults:
        looked_at = counted(report.counted, "gegeven", "gegevens")
        say(f"Het register {session.register.name} is in orde: {looked_at} nagekeken.")


def report_data(report: Report, name: str) -> dict[str, object]:
    """The same, as `doctor --json` writes it."""
    return {
        "register": name,
        "fouten": [{"fout": sentence.text, "herstel": sentence.repair} for sentence in report.faults],
        "opmerkingen": [{"opmerking": sentence.text, "herstel": sentence.repair} for sentence in report.remarks],
    }


def show_rescued(rescued: Rescued, new: Path, session: Session) -> None:
    """Print what was saved of a damaged register, and what was not."""
    saved = ", ".join(kind_counted(number, kind) for kind, number in rescued.counts.items())
    show_text(f"Gered in {new}: {saved}.", rest="  ")
    left_out = " en is niet meegenomen" if rescued.all_changes else ""
    for text, names in (
        ("Uit het journaal, omdat het in de tabel niet of anders te lezen was", rescued.from_journal),
        (f"Stond niet in het journaal{left_out}", rescued.unknown_to_journal),
        ("Leeggemaakt, omdat het verwees naar iets dat er niet meer is", rescued.emptied),
        ("Verloren", rescued.lost),
    ):
        if names:
            section(f"{text}:")
        for name in names:
            show(f"  {name}")
    changes = counted(rescued.changes, "wijziging", "wijzigingen")
    show()
    if rescued.all_changes:
        show(f"Het journaal is heel: {changes}.")
    elif rescued.changes:
        show(f"Van het journaal zijn de eerste {changes} gered.")
    else:
        show("Het journaal begint opnieuw.")
    if rescued.is_whole:
        say("Er is niets verloren.")
    elif not rescued.lost:
        say("Van de gegevens is niets verloren, voor zover nog te zien is.")
    check = session.on(str(new)).typed("opdracht doctor")
    say(f"{session.register.name} is niet veranderd. Kijk het nieuwe na met:  {check}")


def rescued_data(rescued: Rescued, new: Path) -> dict[str, object]:
    """The same, as `doctor --rescue --json` writes it."""
    return {
        "register": str(new),
        "gered": dict(rescued.counts),
        "uit_journaal": rescued.from_journal,
        "niet_in_journaal": rescued.unknown_to_journal,
        "leeggemaakt": rescued.emptied,
        "verloren": rescued.lost,
        "wijzigingen": rescued.changes,
        "alle_wijzigingen": rescued.all_changes,
    }
