"""An agreement as people read it on a screen: every field that is filled in, in the order and with the labels of the model."""

from collections.abc import Iterator, Sequence

from opdracht.actions.reading import Look
from opdracht.capacity import inzet_hours
from opdracht.choices import Rolnaam
from opdracht.cli.listing import cells, columns
from opdracht.cli.terminal import heading, section, show, show_text, table
from opdracht.cli.versions import Typed, show_agreed
from opdracht.fields import in_words
from opdracht.model import TABLES, Record, Rol, Volgorde, declarations
from opdracht.records import is_long, kind_of
from opdracht.region import Regio
from opdracht.wording import field_text, name_behind, person_text

_LABEL = 28
"""So many signs wide is the column of labels."""


def show_look(look: Look, typed: Typed) -> None:
    """Print one record, or one agreement and where its text is."""
    if look.regio is None:
        for name, value in look.data().items():
            for line in in_words(value).split("\n"):
                show(f"{name:<20}{line}")
                name = ""
        return
    show_agreement(look.regio, look.key)
    if look.agreed and look.agreed.versie:
        show_agreed(look.agreed, look.key, typed)


def show_agreement(regio: Regio, nummer: str) -> None:
    """Print an agreement: its short fields, its texts, and each part and record that belongs to it."""
    opdracht = regio.opdrachten[nummer]
    heading(f"{nummer}  {opdracht.titel}")
    texts = dict(_texts(regio, opdracht))
    for label, text in (*_facts(regio, opdracht, skip={"nummer", "titel", *texts}), *_of_others(regio, nummer)):
        show_text(text, f"  {label:<{_LABEL}}", " " * (_LABEL + 2))
    for label, text in texts.values():
        section(label)
        for paragraph in text.split("\n"):
            show_text(paragraph, "  ", "  ")
    for kind in TABLES:
        if (
            kind.sleutel[0] == "opdracht"
            and kind not in (Rol, Volgorde)
            and (rows := getattr(regio, kind.meervoud)[nummer])
        ):
            section(kind.meervoud.capitalize())
            _part(kind, rows)


def _texts(regio: Regio, opdracht: Record) -> Iterator[tuple[str, tuple[str, str]]]:
    """The filled fields that may run over several lines: name, and label with text."""
    for name, field in declarations(kind_of(opdracht)).items():
        if is_long(kind_of(opdracht), name) and (text := field_text(regio, opdracht, name)):
            yield name, (field.label, text)


def _facts(regio: Regio, opdracht: Record, skip: set[str]) -> Iterator[tuple[str, str]]:
    for name, field in declarations(kind_of(opdracht)).items():
        if name not in skip and (text := field_text(regio, opdracht, name)):
            yield field.label, text


def _of_others(regio: Regio, nummer: str) -> Iterator[tuple[str, str]]:
    """What it waits for, who has which role, and the hours of all together."""
    for waits in regio.volgorde[nummer]:
        yield declarations(Volgorde)["na"].label, name_behind(regio, "opdracht", waits.na)
    for entry in sorted(regio.rollen[nummer], key=lambda entry: list(Rolnaam).index(entry.rol)):
        reason = f" ({entry.reden})" if entry.reden else ""
        yield entry.rol.capitalize(), person_text(regio, entry.persoon, with_name=False) + reason
    hours = [inzet_hours(inzet, regio.opdrachten[nummer], regio.settings) for inzet in regio.inzet[nummer]]
    known = [round(number) for number in hours if number is not None]
    if hours and len(known) == len(hours):
        yield "Uren in totaal", in_words(sum(known))


def _part(kind: type[Record], rows: Sequence[Record]) -> None:
    """The records of a part in a table, without columns in which nothing stands; under it what has no column."""
    listed = [name for name in columns(kind) if name != "opdracht"]
    shown = [name for name, *cell in zip(listed, *(cells(row, listed) for row in rows), strict=True) if any(cell)]
    table(shown, [cells(row, shown) for row in rows])
    others = [name for name in kind.model_fields if name not in (*listed, *kind.sleutel, "inhoud", "sha256")]
    for row in rows:
        (key,) = cells(row, ["sleutel"])
        for name, text in zip(others, cells(row, others), strict=True):
            if text:
                show_text(f"{key} {declarations(kind)[name].label.lower()}: {text}", "  ", "  ")
