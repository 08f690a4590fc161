"""How documents look from outside: what was made of them, what a file proves to be, and what is wrong with a template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from opdracht.cli.terminal import bold, heading, say, section, show, show_text, table
from opdracht.cli.versions import Typed, was_and_is
from opdracht.dutch import counted, first_few, long_date
from opdracht.errors import Fault, Faults, OpdrachtError, UsageFault

if TYPE_CHECKING:
    from opdracht.cli.session import Session
    from opdracht.documents.libreoffice import Conversion, Converted
    from opdracht.documents.lint.places import TemplateFault
    from opdracht.proof.fill_in import Fill
    from opdracht.proof.shown import Shown
    from opdracht.proof.verify import Verdict

MOST_SIGNS = 1000
"""So many signs of what stands in one place are shown; with --json all of them."""
NAMED = 3
"""So many documents are named beside a fault that many have."""
MOST_PLACES = 20
"""So many places, values or sentences of a document are shown; with --json all of them."""


def show_written(written: Sequence[Path], same: Sequence[Path], what: str) -> None:
    """Print the files that were made, and say how many of them and of those that stayed as they were."""
    for path in written:
        show(str(path))
    say(what + (f" {len(same)} ongewijzigd." if same else ""))


def documents(number: int) -> str:
    """'3 documenten'."""
    return counted(number, "document", "documenten")


def show_like_names(like_names: Mapping[str, Sequence[str]]) -> None:
    """Say what looks like a name in what has to be without: the words, each with where they stand."""
    if like_names:
        say("Dit lijkt een naam, maar is niet de hele naam van iemand in het register. Lees het na:")
    for words, names in sorted(like_names.items()):
        say(f"  '{words}' in {first_few(names, NAMED, 'en {} andere')}")


def converted_too(
    session: Session, documents: Sequence[Path], *, pdf: bool, odt: bool, force: bool
) -> Iterator[tuple[Conversion, Converted]]:
    """What became of Word documents in each other form that was asked for."""
    from opdracht.actions.render import convert_documents
    from opdracht.documents.odt import ODT
    from opdracht.documents.pdf import PDF

    for conversion, wanted in ((PDF, pdf), (ODT, odt)):
        if wanted:
            yield conversion, convert_documents(session.register, documents, conversion, session.today, force=force)


def need_folder(folder: Path | None, *, pdf: bool, odt: bool) -> None:
    """Raise UsageFault when a document is asked for in another form and none is made."""
    if folder is None and (pdf or odt):
        raise UsageFault("--pdf en --odt horen bij --to.", "Zeg met --to in welke map het document komt.")


def say_made(session: Session, document: Path, *, pdf: bool, odt: bool, force: bool) -> None:
    """Say that a Word document about the region was made, and make it in the other forms that were asked for."""
    say(f"Gemaakt: {document}")
    for _, converted in converted_too(session, [document], pdf=pdf, odt=odt, force=force):
        for path in converted.written:
            say(f"Gemaakt: {path}")
        for path in converted.same:
            say(f"Ongewijzigd: {path}")
        if converted.failed:
            raise not_made(converted.failed, some_are=True)


def not_made(failed: Mapping[Path, OpdrachtError], *, some_are: bool) -> Faults:
    """Which documents failed and why, those with the same fault together; and whether others were made."""
    by_fault: dict[tuple[str, str], list[str]] = {}
    for path, error in sorted(failed.items()):
        by_fault.setdefault((error.message, error.hint), []).append(path.stem)
    faults = [
        Fault(0, f"{first_few(names, NAMED, 'en {} andere')}: {message}", hint)
        for (message, hint), names in by_fault.items()
    ]
    is_or_are = "is" if len(failed) == 1 else "zijn"
    others = "Het andere is wel gemaakt." if some_are else ""
    return Faults(f"{documents(len(failed))} {is_or_are} niet gemaakt", faults, outcome=others)


def show_verdict(path: Path, verdict: Verdict) -> None:
    """Print what a file is, and where it differs from what was agreed."""
    from opdracht.documents.engine.render import title_of

    what = title_of(verdict.template) if verdict.template else "Een document"
    of = f" van opdracht {verdict.opdracht}" if verdict.opdracht else ""
    version = f", versie {verdict.versie}" if verdict.versie else ""
    day = f", gemaakt op {long_date(verdict.printed_on)}" if verdict.printed_on else ""
    show(path.name)
    show(f"  {what}{of}{version}{day}.")
    heading(f"  {_outcome(verdict)}")
    for remark in verdict.remarks:
        show_text(remark, "  ", "  ")
    if verdict.fills:
        show_text(f"Ingevuld: {', '.join(map(_fill, verdict.fills))}.", "  ", "  ")
    for deviation in verdict.deviations[:MOST_PLACES]:
        was_and_is(deviation.place, _some(deviation.was), "staat er", _some(deviation.now))
    _and_more(len(verdict.deviations))
    if verdict.shown:
        _show_values(verdict.shown)
    if verdict.obstacles:
        section("Hier kan een lezer iets anders zien dan het programma leest")
        _listed([f"{obstacle.place}: {obstacle.what}" for obstacle in verdict.obstacles])


def _some(text: str) -> str:
    """What stands somewhere, of much the beginning."""
    return f"{text[:MOST_SIGNS]}…" if len(text) > MOST_SIGNS else text or "niets"


def _fill(fill: Fill) -> str:
    return f"{fill.field} ({' '.join(fill.text.split())})"


def _show_values(shown: Shown) -> None:
    """Print which agreed values a document from another template shows, and what else it says."""
    number = len(shown.values) + len(shown.lacking)
    show(f"  Het toont {len(shown.values)} van de {counted(number, 'waarde', 'waarden')} die zijn vastgesteld.")
    if shown.sentences:
        section("Dit zegt het sjabloon zelf")
        _listed(shown.sentences)
    for title, names in (("Dit staat erin", shown.values), ("Dit ontbreekt", shown.lacking)):
        if names:
            section(title)
            show_text("; ".join(names[:MOST_PLACES]), "  ", "  ")
            _and_more(len(names))


def _listed(lines: Sequence[str]) -> None:
    """Print lines, of many the first ones."""
    for line in lines[:MOST_PLACES]:
        show_text(line, "  ", "    ")
    _and_more(len(lines))


def _and_more(number: int) -> None:
    if number > MOST_PLACES:
        show(f"  en nog {number - MOST_PLACES}; met --json ziet u ze alle")


def _outcome(verdict: Verdict) -> str:
    number = len(verdict.deviations)
    places = counted(number, "plaats", "plaatsen")
    return {
        "zoals vastgesteld": "De tekst is zoals vastgesteld.",
        "niet te beoordelen": "De tekst is niet te beoordelen; hieronder staat waardoor.",
        "eigen sjabloon": "De tekst komt uit een ander sjabloon dan dat van het programma. Wat dat zegt, is niet vastgesteld.",
        "wijkt af": f"De tekst is niet zoals vastgesteld: zij verschilt op {places}.",
        "geen vastgestelde tekst": "Dit is geen vastgestelde tekst."
        + (f" Zij verschilt van wat is vastgesteld op {places}." if number else ""),
    }[verdict.uitkomst]


def verdict_data(path: Path, verdict: Verdict) -> dict[str, object]:
    """The same, as `verify --json` writes it."""
    return {
        "bestand": str(path),
        "uitkomst": verdict.uitkomst,
        "opdracht": verdict.opdracht,
        "versie": verdict.versie,
        "sjabloon": verdict.template,
        "afgedrukt_op": verdict.printed_on,
        "afwijkingen": [
            {"plaats": deviation.place, "was": deviation.was, "staat_er": deviation.now}
            for deviation in verdict.deviations
        ],
        "opmerkingen": list(verdict.remarks),
        "ingevuld": [{"plaats": fill.place, "veld": fill.field, "tekst": fill.text} for fill in verdict.fills],
        "waarden": list(verdict.shown.values) if verdict.shown else None,
        "ontbreekt": list(verdict.shown.lacking) if verdict.shown else None,
        "zinnen_van_het_sjabloon": list(verdict.shown.sentences) if verdict.shown else None,
        "belemmeringen": [{"plaats": obstacle.place, "wat": obstacle.what} for obstacle in verdict.obstacles],
    }


_DUTCH = {"place": "plaats", "near": "tekst", "text": "fout", "hint": "herstel", "ernst": "ernst"}


def template_data(faults: Sequence[TemplateFault]) -> list[dict[str, object]]:
    """The faults of a template, as `template check --json` writes them."""
    return [{_DUTCH[name]: value for name, value in asdict(fault).items()} for fault in faults]


def show_template(file: Path, faults: Sequence[TemplateFault], typed: Typed) -> None:
    """Print the faults of a template, with their place and what to do."""
    for fault in faults:
        show(bold(fault.ernst), f"  {fault.place}")
        for line in (f"bij: {fault.near}" if fault.near else "", fault.text, typed(fault.hint)):
            if line:
                show(f"  {line}")
        show()
    if not faults:
        say(f"{file.name} is in orde.")
        return
    grave = sum(fault.ernst == "fout" for fault in faults)
    warnings = counted(len(faults) - grave, "waarschuwing", "waarschuwingen")
    say(f"{file.name}: {counted(grave, 'fout', 'fouten')}, {warnings}.")


def show_names(names: Sequence[tuple[str, object]]) -> None:
    """Print the names that a template may use, each with an example, and how they are written."""
    from opdracht.documents.engine.sandbox import as_dutch

    examples = [(name, str(as_dutch(example)).replace("\n", " ")) for name, example in names]
    table(("naam", "voorbeeld"), [(name, text if len(text) <= 60 else f"{text[:59]}…") for name, text in examples])
    say()
    say("Schrijf een naam als {{ opdracht.titel }}. Wat [] in zijn naam heeft, staat in een lijst:")
    say(
        "{%p for m in opdracht.mijlpalen %}, dan {{ m.datum }}, dan {%p endfor %}; voor rijen van een tabel {%tr ... %}."
    )
