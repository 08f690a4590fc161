"""What an organisatie is asked: a workbook with what is known of it, in which only its own fields are open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from opdracht.capacity.balance import span
from opdracht.capacity.lines import inzet_hours
from opdracht.capacity.months import YEAR, Months
from opdracht.capacity.overview import overview_of
from opdracht.codec import Fields
from opdracht.dutch import long_date
from opdracht.exchange.round.own import ASKED_ABOUT, CAN_BE_NEW, CAN_GO, KINDS, own, own_fields
from opdracht.exchange.workbook.columns import columns, title
from opdracht.exchange.workbook.content import FigureSheet, SheetRow, TableSheet, WorkbookContent
from opdracht.exchange.workbook.grid import Cell
from opdracht.exchange.workbook.keys import Key, Standing
from opdracht.exchange.workbook.tables import cells_of, names_behind
from opdracht.model import Aanbod, Belang, Opdracht, Persoon, Randvoorwaarde, Record
from opdracht.records import written_key
from opdracht.region import Regio

ASKED = "Gevraagd en geboden"
_MOST_YEARS = 4
Names = Mapping[str, Mapping[str, str]]


def questions(
    regio: Regio, standing: Standing, organisatie: str, origin: Mapping[str, str], today: date, answer_by: date
) -> WorkbookContent:
    """The workbook for an organisatie. `origin` says of which register and which round it is."""
    names = names_behind({kind: _known_to(standing, kind, organisatie) for kind in standing})
    naam = regio.organisaties[organisatie].naam
    tables = [_table(regio, standing, kind, organisatie, names) for kind in KINDS]
    figures = FigureSheet(
        ASKED, ("Profiel", "Jaar", "Uren gevraagd", "Uren geboden", "Uren tekort"), [*_hours(regio, organisatie, today)]
    )
    return WorkbookContent(
        f"{regio.settings.regionaam}: vragen aan {naam}",
        _explanation(naam, answer_by),
        tables,
        origin,
        names,
        [figures],
    )


def _known_to(standing: Standing, kind: type[Record], organisatie: str) -> Mapping[Key, Fields]:
    """The records whose names an organisatie may choose from: itself, its own people, what is asked about."""
    if kind is Opdracht:
        return {key: fields for key, fields in standing[kind].items() if fields["status"] in ASKED_ABOUT}
    if kind.of_organisation:
        return {key: fields for key, fields in standing[kind].items() if fields[kind.of_organisation] == organisatie}
    return {}


def _explanation(naam: str, answer_by: date) -> Sequence[str]:
    return (
        f"Wij vragen {naam} dit bestand aan te vullen en het uiterlijk op {long_date(answer_by)} terug te sturen.",
        "Wat al bekend is, staat er. Klopt alles, stuur het dan ongewijzigd terug. Alleen de witte cellen kunt u veranderen.",
        f"{title(Belang)}: voor elke opdracht of u meedoet, wat u eraan hebt, wat u wenst en wat u nodig hebt.",
        f"{title(Aanbod)}: hoeveel uren u beschikbaar hebt, per profiel en periode. Nieuw aanbod typt u onderaan.",
        f"{ASKED}: wat er van u wordt gevraagd, naast wat u aanbiedt.",
        f"{title(Randvoorwaarde)}: wat uw mensen regelen. Vul in hoe het ervoor staat en waaruit dat blijkt.",
        f"{title(Persoon)}: uw mensen en wat zij doen. Vul aan en verbeter; iemand erbij typt u onderaan.",
        "Doet u aan een opdracht mee, kies dan 'ja' bij 'Doet mee'. Weet u het nog niet, laat de rij dan leeg.",
        "Verander geen sleutels (de bruine koppen). Stuur het bestand terug als .xlsx; de naam mag u veranderen.",
        "U ziet alleen wat van u is. Wat anderen antwoorden, staat hier niet in.",
    )


def _table(regio: Regio, standing: Standing, kind: type[Record], organisatie: str, names: Names) -> TableSheet:
    records = own(standing, kind, organisatie)
    beside, headers = _BESIDE[kind]
    rows = [
        SheetRow(cells_of(kind, fields, names), written_key(key), beside(regio, organisatie, fields))
        for key, fields in records.items()
    ]
    if kind is Belang:
        rows += [
            SheetRow(
                {"opdracht": names["opdracht"].get(nummer, nummer), "organisatie": names["organisatie"][organisatie]},
                beside=beside(regio, organisatie, {"opdracht": nummer}),
            )
            for nummer in _asked_about(standing)
            if (nummer, organisatie) not in records
        ]
        rows.sort(key=lambda row: str(row.cells["opdracht"]))
    new: dict[str, Cell] | None = None
    if kind in CAN_BE_NEW and kind is not Belang:
        new = {kind.of_organisation: names["organisatie"][organisatie]}
    return TableSheet(title(kind), columns(kind), rows, headers, own_fields(kind), new, removable=kind in CAN_GO)


def _asked_about(standing: Standing) -> Iterator[str]:
    for key, fields in standing[Opdracht].items():
        if fields["status"] in ASKED_ABOUT:
            yield str(key[0])


def _of_belang(regio: Regio, organisatie: str, fields: Fields) -> tuple[Cell, ...]:
    opdracht = regio.opdrachten[fields["opdracht"]]
    lines = [line for line in regio.inzet[opdracht.nummer] if line.organisatie == organisatie]
    hours = sum(inzet_hours(line, opdracht, regio.settings) or 0 for line in lines)
    return (opdracht.doel, str(opdracht.status), round(hours) or "")


def _of_randvoorwaarde(regio: Regio, organisatie: str, fields: Fields) -> tuple[Cell, ...]:
    return (regio.opdrachten[fields["opdracht"]].beoogd_resultaat,)


def _of_persoon(regio: Regio, organisatie: str, fields: Fields) -> tuple[Cell, ...]:
    roles = [
        f"{rol.rol} van {nummer}"
        for nummer, opdracht in regio.opdrachten.items()
        if opdracht.status in ASKED_ABOUT
        for rol in regio.rollen[nummer]
        if rol.persoon == fields["code"]
    ]
    return ("\n".join(roles),)


def _of_aanbod(regio: Regio, organisatie: str, fields: Fields) -> tuple[Cell, ...]:
    return ()


_BESIDE: Mapping[type[Record], tuple[Callable[[Regio, str, Fields], tuple[Cell, ...]], tuple[str, ...]]] = {
    Belang: (_of_belang, ("Waarvoor de opdracht is", "Stand", "Uren die van u worden gevraagd")),
    Aanbod: (_of_aanbod, ()),
    Randvoorwaarde: (_of_randvoorwaarde, ("Wat de opdracht oplevert",)),
    Persoon: (_of_persoon, ("Rollen",)),
}


def _hours(regio: Regio, organisatie: str, today: date) -> Iterator[tuple[Cell, ...]]:
    """Per profiel and year from now on: hours asked, offered and short, of all opdrachten that are not finished."""
    planned = span(regio)
    last = min(planned.tot.year if planned else today.year, today.year + _MOST_YEARS)
    months = Months.of(date(today.year, 1, 1), date(max(last, today.year), 12, 31))
    for row in overview_of(regio, months, organisaties=[organisatie]).cells:
        for year in months.periods(YEAR):
            hours = row.over(year)
            if hours.asked or hours.offered:
                yield (row.naam, year.name, round(hours.asked), round(hours.offered), round(hours.short))
