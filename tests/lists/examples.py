"""Ten lists in the form of real ones: titles and logos above, two rows of headings, merged cells, totals, notes, words of their own.

Each was rebuilt after the form of public lists of gemeenten and regional bodies; what is in them is made up.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True)
class ExampleList:
    """A list: the name of its file, what its rows are, and the answers that its user gives (the name of what is asked: answer)."""

    name: str
    soort: str
    content: bytes
    answers: dict[str, str]


def workbook(**sheets: Callable[[Workbook, Worksheet], None]) -> bytes:
    """A workbook of sheets, each filled by a function."""
    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True, "default_date_format": "dd-mm-yyyy"})
    for name, write in sheets.items():
        write(book, book.add_worksheet(name.replace("_", " ")))
    book.close()
    return written.getvalue()


def rows(sheet: Worksheet, top: int, *lines: Sequence[Any], left: int = 0) -> None:
    """Write lines of cells; None leaves a cell empty."""
    for number, line in enumerate(lines, start=top):
        for place, cell in enumerate(line, start=left):
            if cell is not None:
                sheet.write(number, place, cell)


def projectenlijst() -> ExampleList:
    """A portfolio of a gemeente: a title over the table, roles in columns, a status of its own, amounts in thousands, a total."""

    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range("A1:I1", "Gemeente Moerdijk – Projectenportefeuille 2027", book.add_format({"bold": True}))
        sheet.write("A2", "Stand per 1 november 2026")
        rows(
            sheet, 3,
            ["Nr.", "Projectnaam", "Programma (en thema)", "Bestuurlijk opdrachtgever", "Ambtelijk opdrachtgever", "Projectleider",
             "Projectfase", "Start", "Gereed", "Budget (x € 1.000)", "Opmerkingen"],
            [1, "Herinrichting Markt", "Leefomgeving", "Weth. De Wit", "A. Kuiper", "S. Yılmaz", "Uitvoering", date(2026, 9, 1),
             date(2027, 12, 31), 1250, "zie raadsbesluit"],
            [2, "Stroomkaart bedrijventerreinen", "Economie", "Weth. Jansen", "A. Kuiper", "P. Vos / L. Bos", "Initiatief",
             "Q1 2027", "Q4 2027", 80, None],
            [3, "Nieuwe school Zevenbergen", "Samenleving", "Weth. De Wit", "B. Smit", "vacature", "Afgerond", 2025, 2026, 6400.5, None],
            [4, "Sporthal", "Samenleving", "Weth. Jansen", "B. Smit", "n.t.b.", "In voorbereiding", "mrt 2027", "n.t.b.", "pm", None],
            ["Totaal", None, None, None, None, None, None, None, None, 7730.5],
        )  # fmt: skip
        sheet.write("A12", "* Bedragen zijn voorlopig en nog niet door de raad vastgesteld.")
        sheet.autofilter("A4:K8")

    def legend(book: Workbook, sheet: Worksheet) -> None:
        rows(sheet, 0, ["Legenda"], ["groen", "op schema"], ["rood", "bijsturen"])

    return ExampleList("Projectenportefeuille.xlsx", "opdrachten", workbook(Projecten=fill, Legenda=legend), {})


def termijnagenda() -> ExampleList:
    """A long-term agenda of a raad: when what comes before whom; the opdracht that it is about is asked."""

    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "Termijnagenda gemeenteraad")
        rows(
            sheet, 2,
            ["Datum raad", "Onderwerp", "Behandeling in", "Portefeuillehouder", "Soort stuk", "Toelichting"],
            [date(2027, 2, 11), "Startnotitie stroomnet", "commissie Ruimte", "wethouder Economie", "raadsvoorstel", None],
            ["Q2 2027", "Tussenrapportage stroomkaart", "gemeenteraad", "wethouder Economie", "raadsinformatiebrief", "was Q1"],
            ["december 2027", "Vaststellen stroomkaart", "gemeenteraad", "wethouder Economie", "raadsvoorstel", None],
        )  # fmt: skip

    return ExampleList("LTA 2027.xlsx", "mijlpalen", workbook(Blad1=fill), {"opdracht": "2027-001"})


def capaciteit_per_maand() -> ExampleList:
    """Hours of people per month: a year over the months, merged gemeenten, totals below and at the right."""

    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "Capaciteitsplanning regionale projecten (uren)")
        sheet.merge_range("D3:O3", "2027", book.add_format({"align": "center"}))
        months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
        rows(
            sheet, 3,
            ["Gemeente", "Functie", "Schaal", *months, "Totaal"],
            [None, "projectleider", 11, *[40] * 6, 0, 20, *[40] * 4, 420],
            [None, "beleidsadviseur", 10, *[13.3] * 12, 159.6],
            ["Gem. Zundert", "projectleider", 11, "-", "-", "-", *[24] * 9, 216],
            ["Totaal", None, None, *[77.3] * 12, 795.6],
        )  # fmt: skip
        sheet.merge_range("A5:A6", "Gemeente Moerdijk", book.add_format())

    return ExampleList("Capaciteit 2027.xlsx", "aanbod", workbook(Planning=fill), {})


def capaciteit_per_kwartaal() -> ExampleList:
    """Hours per quarter that name a project: inzet. The unit stands nowhere, so it is asked."""

    def fill(_: Workbook, sheet: Worksheet) -> None:
        rows(
            sheet, 0,
            ["Project", "Organisatie", "Rol", "Q4 2026", "Q1 2027", "Q2 2027", "Q3 2027"],
            ["Stroomkaart bedrijventerreinen", "Moerdijk", "projectleider", None, 120, 120, 60],
            ["Stroomkaart bedrijventerreinen", "Regio West-Brabant", "GIS-specialist", 10, 45.5, 45.5, 45.5],
        )  # fmt: skip

    return ExampleList("inzet.xlsx", "aanbod", workbook(Inzet=fill), {"eenheid": "uren"})


def uitvoeringsprogramma() -> ExampleList:
    """An action programme: themes as rows of their own, quarters as dates, a trekker and partners."""

    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range("A1:G1", "Uitvoeringsprogramma Regio West-Brabant 2027-2028", book.add_format())
        rows(
            sheet, 2,
            ["#", "Actie", "Beoogd resultaat", "Trekker", "Partners", "Start", "Klaar", "Prio"],
            ["THEMA 1: MOBILITEIT"],
            ["1.1", "Snelfietsroute", "De route ligt er.", "Moerdijk", "provincie", "2e kwartaal 2027", "eind 2028", "Hoog"],
            ["1.2", "Hubs aan de rand van de stad", "Drie hubs zijn open.", "RWB", "vervoerders", "jan-27", "dec-28", "Midden"],
            ["THEMA 2: ENERGIE"],
            ["2.1", "Warmtevisie", "Alle raden hebben een visie.", "RWB", None, "2027", "2028", "laag"],
        )  # fmt: skip

    return ExampleList("UVP 2027.xlsx", "opdrachten", workbook(Programma=fill), {})


def contactenlijst() -> ExampleList:
    """The contacts of a regional body, with telephone numbers that have no place here."""

    def fill(_: Workbook, sheet: Worksheet) -> None:
        rows(
            sheet, 0,
            ["Contactpersonen regio"], [],
            ["Naam", "Functie", "Organisatie", "E-mail", "Telefoon"],
            ["M. de Groot", "wethouder Wonen", "Gemeente Moerdijk", "m.degroot@moerdijk.example", "0168-373600"],
            ["F. el Amrani", "gemeentesecretaris", "gemeente Zundert", "f.elamrani@zundert.example", "076-5995600"],
            ["T. Maas", "strategisch adviseur", "Provincie Noord-Brabant", "tmaas@brabant.example", None],
        )  # fmt: skip

    return ExampleList("contacten.xlsx", "personen", workbook(Blad1=fill), {})


def besluitenlijst() -> ExampleList:
    """What an algemeen bestuur decided; which body it is stands in the title only."""

    def fill(_: Workbook, sheet: Worksheet) -> None:
        rows(
            sheet, 0,
            ["Besluitenlijst algemeen bestuur Regio West-Brabant"], ["(vastgesteld)"], [],
            ["Vergaderdatum", "Agendapunt", "Onderwerp", "Besluit"],
            ["4 november 2026", 7, "Regionale agenda", "Het AB stelt de regionale agenda 2027-2030 vast."],
            ["4 november 2026", 8, "Begroting", "Het AB stemt in met de begrotingswijziging."],
            [date(2026, 12, 16), 3, "Stroomnet", "Het AB geeft opdracht tot het maken van een stroomkaart."],
        )  # fmt: skip

    return ExampleList("besluiten AB.xlsx", "besluiten", workbook(AB=fill), {})


def formatieoverzicht() -> ExampleList:
    """The establishment of a gemeente in fte per function; whose it is stands nowhere, and neither does the year."""

    def fill(_: Workbook, sheet: Worksheet) -> None:
        rows(
            sheet, 0,
            ["Formatieoverzicht"], [],
            ["Team", "Functie", "Schaal", "Formatie (fte)", "Bezetting (fte)"],
            ["Ruimte", "planoloog", 11, 2.5, 2.0],
            ["Ruimte", "projectleider", 11, "1,8", 1.8],
            ["Subtotaal Ruimte", None, None, 4.3, 3.8],
            ["Economie", "accountmanager", 10, 1, 1],
            ["Totaal", None, None, 5.3, 4.8],
        )  # fmt: skip

    return ExampleList("formatie.xlsx", "aanbod", workbook(Formatie=fill), {"organisatie": "moerdijk", "jaar": "2027"})


def risicolijst() -> ExampleList:
    """The risks of one project: its name stands above the list, categories in words of its own."""

    def fill(_: Workbook, sheet: Worksheet) -> None:
        rows(
            sheet, 0,
            ["Risicoregister Stroomkaart bedrijventerreinen"], [],
            ["Nr", "Risico", "Soort risico", "Gevolg", "Kans (1-5)", "Beheersmaatregel", "Risico-eigenaar", "Deadline", "Status"],
            [1, "De netbeheerder levert niets.", "Extern", "Geen kaart", 4, "Convenant", "gemeentesecretaris", "1-2-2027", "loopt"],
            [2, "Er is te weinig geld.", "Financieel", "Uitstel", 2, "Subsidie", "programmamanager", "eind Q1", "Gesloten"],
            [3, "De raad stemt niet in.", "Politiek-bestuurlijk", "Stop", 1, "Gesprekken", "wethouder Economie", date(2027, 5, 1), "open"],
        )  # fmt: skip

    return ExampleList("risico's.xlsx", "randvoorwaarden", workbook(Risicos=fill), {})


def projectenkalender() -> ExampleList:
    """A calendar of projects as Excel in Dutch saves .csv: semicolons, Windows-1252, dates and amounts as people type them."""
    lines = (
        "Projectenkalender;;;;;\r\n"
        ";;;;;\r\n"
        "Project;Doel;Startdatum;Einddatum;Trekker;Kosten\r\n"
        "Fietsplan;Méér mensen op de fiets;01-03-2027;31-12-2027;Gemeente Moerdijk;€ 25.000,-\r\n"
        '"Markt ""Noord""; fase 2";Een veilige markt;1 mrt 2027;15/06/2028;RWB;1,2 mln\r\n'
        ";;;;;\r\n"
        "Bron: gemeente;;;;;\r\n"
    )
    return ExampleList("kalender.csv", "opdrachten", lines.encode("cp1252"), {})


EXAMPLES = (
    projectenlijst, termijnagenda, capaciteit_per_maand, capaciteit_per_kwartaal, uitvoeringsprogramma, contactenlijst,
    besluitenlijst, formatieoverzicht, risicolijst, projectenkalender,
)  # fmt: skip
