"""A region with the user's own templates in one zip: for another computer, or another region."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from opdracht.actions.imports import Imported, export_region, import_region
from opdracht.actions.templates import check_coming
from opdracht.errors import OpdrachtError
from opdracht.exchange import bundle
from opdracht.exchange.export import as_yaml
from opdracht.exchange.forms import READ, other_form
from opdracht.files import as_one_name, fits_everywhere, written_together
from opdracht.safety.backup import keep_copy
from opdracht.store import Register


@dataclass
class Unpacked:
    """What an import of a zip did: the records, and the names of the templates that are new or replaced."""

    records: Imported
    templates: list[str] = field(default_factory=list)


def is_bundle(content: bytes) -> bool:
    """Whether the content of a file is a zip."""
    return content.startswith(b"PK")


def export_bundle(register: Register, nummers: list[str] | None = None) -> bytes:
    """A zip with the region file of a register, or some of its opdrachten, and the user's own templates."""
    region = as_yaml(export_region(register, nummers)).encode()
    return bundle.packed({bundle.REGION: region, **bundle.in_zip(bundle.templates_in(register.own_templates))})


def import_bundle(
    register: Register,
    content: bytes,
    name: str,
    *,
    year: int,
    update: bool = False,
    dry_run: bool = False,
    as_history: bool = False,
) -> Unpacked:
    """Bring a zip in: its region file as import does, and its templates beside the register. All or nothing.

    A template that is there and differs stops it, unless `update` replaces it; a reserve copy then comes first.
    """
    region, templates = bundle.unpacked(content, name)
    if region is None:
        hint = f"Een zip komt van 'opdracht export BESTAND.zip', en daarin zit {bundle.REGION}. {READ}"
        raise OpdrachtError(f"{name} is {other_form(content)}, geen regiobestand.", hint)
    own = bundle.templates_in(register.own_templates)
    differing = sorted(template for template, text in templates.items() if own.get(template) != text)
    in_the_way = [template for template in differing if template in own]
    if in_the_way and not update:
        raise OpdrachtError(
            f"U hebt al een ander sjabloon {in_the_way[0]}.", "Voeg --update toe om te vervangen wat er al staat."
        )
    _check(name, {**own, **templates}, differing)
    coming = {} if dry_run else {template: templates[template] for template in differing}
    with written_together(register.own_templates, coming) as put:

        def along() -> None:
            if in_the_way:
                keep_copy(register)
            put()

        records = import_region(
            register, region, name, year=year, update=update, dry_run=dry_run, as_history=as_history, along=along
        )
    return Unpacked(records, differing)


def _check(source: str, templates: Mapping[str, bytes], coming: Collection[str]) -> None:
    """Raise OpdrachtError when one of the templates that come in is none, or has a name that some disk refuses."""
    for name in coming:
        if not fits_everywhere(name):
            raise OpdrachtError(
                f"Het sjabloon {name} in {source} heeft een naam die niet op elke schijf past.",
                "Geef het een korte naam van letters, cijfers en streepjes.",
            )
        if alike := [other for other in templates if other != name and as_one_name(other) == as_one_name(name)]:
            raise OpdrachtError(
                f"De sjablonen {name} en {alike[0]} zijn op veel schijven hetzelfde bestand.",
                "Geef een ervan een andere naam.",
            )
        check_coming(name, templates[name])
