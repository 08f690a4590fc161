"""Render documents to Word files: of agreements, and of the organisaties that take part in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from opdracht.checks import run, without_set_aside
from opdracht.choices import Soort
from opdracht.documents.files import file_name, write_file
from opdracht.documents.names import without_names
from opdracht.documents.render import render, template_names
from opdracht.documents.templates import TEMPLATES, About, Material, Template
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.model import Opdracht, Organisatie
from opdracht.region import Regio
from opdracht.store import Register
from opdracht.suggest import did_you_mean

AGREEMENTS = ("bestuurlijke-opdracht", "ambtelijke-opdracht")
"""The two documents of an agreement: one for each level."""


@dataclass
class Rendered:
    """The files of one rendering: new or changed, unchanged, and what went wrong with the rest."""

    written: list[Path] = field(default_factory=list)
    same: list[Path] = field(default_factory=list)
    failed: list[OpdrachtError] = field(default_factory=list)


def chosen_templates(names: Sequence[str]) -> list[Template]:
    """The templates to use, the two of the agreement when none is named.

    Raises OpdrachtError for an unknown one, and UsageFault when they are not about the same kind of record.
    """
    for name in names:
        if name not in TEMPLATES:
            hint = f"De sjablonen zijn: {', '.join(TEMPLATES)}."
            raise OpdrachtError(f"Er is geen sjabloon '{name}'. {did_you_mean(name, TEMPLATES)}".rstrip(), hint)
    chosen = [TEMPLATES[name] for name in names or AGREEMENTS]
    if len({template.about for template in chosen}) > 1:
        raise UsageFault(
            "Deze sjablonen gaan niet over hetzelfde: het ene over een opdracht, het andere over een gemeente.",
            "Maak de documenten in twee keer.",
        )
    return chosen


def material_for(
    register: Register, templates: Sequence[Template], keys: Sequence[str], today: date, *, names: bool = True
) -> tuple[Material, list[str]]:
    """What documents are made of, and what they are about: the records named, or all of them when none is.

    Without `names` the documents show functions only. Raises OpdrachtError for a key that is not in the register.
    """
    about = templates[0].about
    whole = any(template.of_whole_region for template in templates)
    with register.reading() as reader:
        for key in keys:
            reader.need(Opdracht if about == About.OPDRACHT else Organisatie, [key])
        regio = reader.region(None if whole or not keys else keys)
    regio = regio if names else without_names(regio)
    chosen = list(keys or _all(regio, about))
    if not any(template.name == "gespreksagenda" for template in templates):
        return Material(regio, today), chosen
    found, _ = without_set_aside(regio, run(regio, today, chosen))
    return Material(regio, today, bevindingen=found), chosen


def _all(regio: Regio, about: About) -> list[str]:
    if about == About.OPDRACHT:
        return list(regio.opdrachten)
    return [code for code, organisatie in regio.organisaties.items() if organisatie.soort == Soort.GEMEENTE]


def render_documents(
    material: Material,
    keys: Iterable[str],
    templates: Sequence[Template],
    folder: Path,
    *,
    force: bool = False,
    done: Callable[[], None] = lambda: None,
) -> Rendered:
    """Write the documents of some records to a folder; `done` is called after each. One that fails stops no other."""
    result = Rendered()
    paths = template_names()
    for key in keys:
        for template in templates:
            nummer, name = template.subject(material.regio, key)
            path = folder / file_name(nummer, name, template.name)
            try:
                context = template.context(material, key)
                content = render(paths[template.name], context, template.title(material.regio, key), key)
                (result.written if write_file(path, content, force=force) else result.same).append(path)
            except OpdrachtError as error:
                result.failed.append(error)
            done()
    return result
