"""Contexts of the demo region, as `render` makes them: to check a template with, and to show which names there are."""

from collections.abc import Callable
from dataclasses import replace

from opdracht.actions.capacity import Question
from opdracht.actions.demo import PEILDATUM
from opdracht.actions.report import foto_context
from opdracht.capacity.balance import span
from opdracht.capacity.months import Months
from opdracht.capacity.overview import overview_of
from opdracht.checks import RULES, run
from opdracht.checks.foto import foto_of
from opdracht.codec import Fields
from opdracht.documents.contexts.capaciteitsoverzicht import overview_context
from opdracht.documents.contexts.plan import plan_context
from opdracht.documents.contexts.wijziging import Amendment
from opdracht.documents.templates import AMENDMENT, TEMPLATES, About, Material, of_agreement
from opdracht.exchange.region_file import read_region
from opdracht.model import TABLES, Opdracht
from opdracht.paths import HERE
from opdracht.plan.model import Control
from opdracht.plan.proposal import propose
from opdracht.plan.region import Wishes
from opdracht.records import make
from opdracht.region import Regio
from opdracht.store import values

Contexts = list[Fields]


def examples(name: str) -> Contexts:
    """What a template of this name is filled with in the demo; one with a new name is of an opdracht."""
    regio = _demo()
    if made := _OF_THE_REGION.get(name):
        return made(regio)
    template = TEMPLATES.get(name, of_agreement(name))
    found = run(regio, PEILDATUM)
    almost_empty = Regio.of({"opdrachten": [make(Opdracht, {"nummer": "2027-999", "titel": "Nog bijna leeg"})]})
    contexts = []
    for of in (regio, almost_empty):
        material = Material(of, PEILDATUM, bevindingen=found)
        if name == AMENDMENT:
            material = replace(material, change=Amendment(_before(of), of, draft=True))
        keys = of.opdrachten if template.about == About.OPDRACHT else of.organisaties
        contexts += [template.context(material, key) for key in keys]
    return contexts


def _demo() -> Regio:
    parsed = read_region((HERE / "demo" / "regio.yaml").read_bytes(), {}, PEILDATUM.year)
    return Regio.of({kind.meervoud: parsed.records(kind) for kind in TABLES})


def _before(regio: Regio) -> Regio:
    """The same agreements with another purpose each, so that an addendum has something to say."""
    changed = {
        nummer: make(Opdracht, {**values(opdracht), "doel": "Een ander doel."})
        for nummer, opdracht in regio.opdrachten.items()
    }
    return replace(regio, opdrachten=changed)


def _foto(regio: Regio) -> Contexts:
    return [foto_context(foto_of(regio, RULES, run(regio, PEILDATUM), 0, PEILDATUM))]


def _overview(regio: Regio) -> Contexts:
    months = span(regio) or Months.of(PEILDATUM, PEILDATUM)
    seen = overview_of(regio, months, list(regio.opdrachten))
    (with_plan,) = _plan(regio)
    return [{**overview_context(seen, Question(PEILDATUM).statuses, PEILDATUM), "plan": with_plan["plan"]}]


def _plan(regio: Regio) -> Contexts:
    return [plan_context(regio, propose(regio, PEILDATUM, Wishes(), Control(lambda: 0.0)), PEILDATUM)]


_OF_THE_REGION: dict[str, Callable[[Regio], Contexts]] = {
    "regiofoto": _foto,
    "capaciteitsoverzicht": _overview,
    "plan": _plan,
}
"""The templates that a command of their own fills, with the region as a whole."""
