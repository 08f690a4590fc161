"""request: a workbook and a mail for each organisatie that is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from opdracht.actions.workbook import origin_of, standing_now
from opdracht.choices import Niveau, Soort
from opdracht.dutch import long_date
from opdracht.errors import OpdrachtError
from opdracht.exchange.mail import Attachment, draft, is_address
from opdracht.exchange.round.own import ALL_ASKED, ASKED_ABOUT, ASKED_OF, ROUND
from opdracht.exchange.round.questions import questions
from opdracht.exchange.workbook.writing import as_bytes
from opdracht.files import write_file
from opdracht.model import Organisatie
from opdracht.region import Regio
from opdracht.store import Register

TIME_TO_ANSWER = timedelta(weeks=3)


@dataclass(frozen=True)
class Request:
    """A round: which organisaties are asked (all gemeenten when nobody is named), today, and when the answers are due."""

    today: date
    answer_by: date
    organisaties: Sequence[str] = ()


@dataclass(frozen=True)
class AskedOrganisatie:
    """What was written for one organisatie; `address` is that of the contact person, empty when nobody has one."""

    organisatie: str
    workbook: Path
    mail: Path
    address: str


def ask(register: Register, folder: Path, request: Request, *, force: bool) -> list[AskedOrganisatie]:
    """Write a workbook and a mail per organisatie. Raises OpdrachtError when there is nobody or nothing to ask."""
    if request.answer_by < request.today:
        raise OpdrachtError(
            f"{long_date(request.answer_by).capitalize()} is al geweest.", "Kies een latere dag met --before."
        )
    with register.reading() as reader:
        for code in request.organisaties:
            reader.need(Organisatie, [code])
        regio, standing, origin = reader.region(), standing_now(reader), origin_of(reader)
    wanted = [*dict.fromkeys(request.organisaties)] or _gemeenten(regio)
    if not wanted:
        raise OpdrachtError("Er zijn geen gemeenten om te vragen.", "Noem een organisatie met --organisatie CODE.")
    if not any(opdracht.status in ASKED_ABOUT for opdracht in regio.opdrachten.values()):
        raise OpdrachtError(
            "Er is geen opdracht om naar te vragen: geen enkele is voorgesteld, vastgesteld of lopend.",
            "Stel er een voor met: opdracht status NUMMER voorgesteld",
        )
    of_round = {**origin, ROUND: request.today.isoformat(), ALL_ASKED: " ".join(wanted)}
    files: dict[Path, bytes] = {}
    asked = []
    for code in wanted:
        content = questions(regio, standing, code, {**of_round, ASKED_OF: code}, request.today, request.answer_by)
        name = f"uitvraag {code} {request.today.isoformat()}"
        workbook, mail = folder / f"{name}.xlsx", folder / f"{name}.eml"
        address = _address(regio, code)
        files[workbook] = as_bytes(content, request.today)
        files[mail] = _mail(regio, code, address, request, Attachment(workbook.name, files[workbook]))
        asked.append(AskedOrganisatie(code, workbook, mail, address))
    for path, content_of in files.items():
        if path.is_file() and not force and path.read_bytes() != content_of:
            raise OpdrachtError(f"{path} bestaat al en is anders.", "Voeg --force toe om het te vervangen.")
    for path, content_of in files.items():
        write_file(path, content_of, force=force)
    return asked


def _gemeenten(regio: Regio) -> list[str]:
    return [code for code, organisatie in regio.organisaties.items() if organisatie.soort == Soort.GEMEENTE]


def _address(regio: Regio, organisatie: str) -> str:
    """Of the contact person that most belangen name, or else of a civil servant, or of anybody of this organisatie."""
    named = [belang.contactpersoon for of_one in regio.belangen.values() for belang in of_one if belang.contactpersoon]
    persons = [
        persoon
        for persoon in regio.personen.values()
        if persoon.organisatie == organisatie and is_address(persoon.email)
    ]
    persons.sort(key=lambda persoon: (-named.count(persoon.code), persoon.niveau != Niveau.AMBTELIJK, persoon.code))
    return persons[0].email if persons else ""


def _mail(regio: Regio, organisatie: str, address: str, request: Request, attachment: Attachment) -> bytes:
    naam, regionaam = regio.organisaties[organisatie].naam, regio.settings.regionaam
    about: Collection[str] = [nummer for nummer, told in regio.opdrachten.items() if told.status in ASKED_ABOUT]
    return draft(
        address,
        f"{regionaam}: vragen aan {naam}, graag antwoord uiterlijk {long_date(request.answer_by)}",
        (
            "Beste collega,",
            f"De regio werkt aan {len(about)} opdrachten. In de bijlage staat wat wij van {naam} weten: aan welke opdrachten "
            "u meedoet, welke uren u aanbiedt, wie van u een rol heeft en wat uw mensen regelen.",
            "Wilt u het bestand openen in Excel, aanvullen wat ontbreekt, verbeteren wat niet klopt, en het als bijlage "
            f"terugsturen? Graag uiterlijk op {long_date(request.answer_by)}.",
            "Klopt alles al? Stuur het bestand dan ongewijzigd terug: ook dat is een antwoord.",
            "Met vriendelijke groet,",
            regionaam,
        ),
        attachment,
    )
