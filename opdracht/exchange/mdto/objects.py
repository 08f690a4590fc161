"""What MDTO says of an opdracht: of the whole (a dossier), of one version (an archiefstuk in it), and of each file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from opdracht.choices import Openbaar, Status
from opdracht.exchange.mdto.parties import archiefvormers, betrokkenen, verwijzing
from opdracht.exchange.mdto.parts import Begrip, Kenmerk, Part, Verwijzing, as_xml, filled
from opdracht.exchange.mdto.retention import Bewaring
from opdracht.model import Ondertekening, Opdracht, Organisatie, Versie
from opdracht.region import Regio

_AGGREGATIES = "Begrippenlijst Aggregatieniveaus MDTO"
_PRONOM = "PRONOM-register"
_OPENBAAR = {
    Openbaar.JA: "Openbaar",
    Openbaar.NEE: "Niet openbaar",
    Openbaar.DEELS: "Gedeeltelijk openbaar",
}
_WORD = ("Microsoft Word for Windows 2007 onwards", "fmt/412")
_PDF_A = ("Acrobat PDF/A - Portable Document Format 2b", "fmt/477")
_JSON = ("JSON Data Interchange Format", "fmt/817")
_PDF = re.compile(rb"%PDF-(1\.[0-7]|2\.0)")
_PRONOM_OF_PDF = {**{f"1.{minor}": f"fmt/{14 + minor}" for minor in range(8)}, "2.0": "fmt/1129"}


@dataclass(frozen=True)
class Filing:
    """What of an opdracht goes to the archive: `agreed` is the text of `versie`, and `regio` how the register stands."""

    regio: Regio
    agreed: Regio
    versie: Versie
    bewaring: Bewaring
    day: date
    archiefvormer: Organisatie | None = None
    """Whose archive it is, when that is not that of its parties."""

    @property
    def nummer(self) -> str:
        """The nummer of the opdracht."""
        return self.versie.opdracht

    @property
    def opdracht(self) -> Opdracht:
        """The opdracht as the register has it now: what the archivist chose is no part of what was agreed."""
        return self.regio.opdrachten[self.nummer]

    @property
    def title(self) -> str:
        """What it was called when it was agreed."""
        return self.agreed.opdrachten[self.nummer].titel

    @property
    def register(self) -> str:
        """Who calls things by these numbers."""
        return f"Opdrachtenregister {self.regio.settings.regionaam}"

    @property
    def dossier(self) -> Verwijzing:
        """The opdracht as a whole."""
        return Verwijzing(f"Opdracht {self.nummer}: {self.title}", Kenmerk(self.nummer, self.register))

    def organisatie(self, organisatie: Organisatie) -> Verwijzing:
        """An organisatie that has to do with it."""
        return verwijzing(organisatie, self.regio, self.register)

    def archiefstuk(self, versie: Versie) -> Verwijzing:
        """One version of it."""
        naam = f"Opdracht {self.nummer}: {self.title}, versie {versie.nr}"
        return Verwijzing(naam, Kenmerk(f"{self.nummer}/{versie.nr}", self.register))


@dataclass(frozen=True)
class ArchiveFile:
    """A file for the archive: its name, its bytes, and the name by which it was received from outside, if it was."""

    name: str
    content: bytes
    received_as: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes, in hexadecimals."""
        return hashlib.sha256(self.content).hexdigest()

    def reference(self, of: Verwijzing) -> Verwijzing:
        """The file, as a part of what it shows."""
        assert of.kenmerk
        return Verwijzing(self.name, Kenmerk(f"{of.kenmerk.kenmerk}/{self.name}", of.kenmerk.bron))


def dossier_xml(filing: Filing, files: Sequence[ArchiveFile]) -> bytes:
    """The metadata of an opdracht as a whole: what happened to it, and which versions it has."""
    regio, nummer = filing.regio, filing.nummer
    days = [
        *((step.datum, f"Status {step.naar}", step.ondanks) for step in regio.statuswissels[nummer]),
        *((versie.datum, f"Vaststelling van versie {versie.nr}", "") for versie in regio.versies[nummer]),
    ]
    events = [_event(what, day, why) for day, what, why in sorted(days)]
    versies = [filing.archiefstuk(versie).part("bevatOnderdeel") for versie in regio.versies[nummer]]
    return _object_xml(filing, filing.dossier, "Dossier", [*events, _archived(filing)], versies, files)


def archiefstuk_xml(filing: Filing, files: Sequence[ArchiveFile]) -> bytes:
    """The metadata of the version that goes to the archive."""
    versie = filing.agreed.versie or filing.versie
    signatures = [each for each in filing.regio.ondertekeningen[filing.nummer] if each.versie == versie.nr]
    events = [
        _event("Vaststelling", versie.datum, "; ".join(filter(None, (versie.reden, versie.ondanks)))),
        *(
            _event("Ondertekening", signature.datum, _signature(signature), Verwijzing(signature.functie))
            for signature in sorted(signatures, key=attrgetter("datum"))
        ),
        _archived(filing),
    ]
    part_of = [filing.dossier.part("isOnderdeelVan")]
    return _object_xml(filing, filing.archiefstuk(versie), "Archiefstuk", events, part_of, files, _replaced(filing))


def bestand_xml(filing: Filing, file: ArchiveFile, of: Verwijzing) -> bytes:
    """The metadata of one file of the dossier or of its version."""
    kenmerk = file.reference(of).kenmerk
    assert kenmerk
    received = [("identificatie", Kenmerk(file.received_as, "Bestandsnaam bij ontvangst").parts())]
    label, code = formaat(file)
    checksum: list[Part] = [
        Begrip("SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO").part("checksumAlgoritme"),
        ("checksumWaarde", file.sha256),
        ("checksumDatum", f"{filing.day.isoformat()}T00:00:00"),
    ]
    return as_xml(
        "bestand",
        [
            ("identificatie", kenmerk.parts()),
            *(received if file.received_as else ()),
            ("naam", file.name),
            ("omvang", str(len(file.content))),
            Begrip(label, _PRONOM, code).part("bestandsformaat"),
            ("checksum", checksum),
            of.part("isRepresentatieVan"),
        ],
    )


def formaat(file: ArchiveFile) -> tuple[str, str]:
    """The format of a file and its code in PRONOM; a PDF that was received is what it says of its version."""
    if not file.name.endswith(".pdf"):
        return _WORD if file.name.endswith(".docx") else _JSON
    if not file.received_as:
        return _PDF_A
    header = _PDF.search(file.content[:1024])
    version = header[1].decode() if header else ""
    return f"Acrobat PDF {version} - Portable Document Format".replace("  ", " "), _PRONOM_OF_PDF.get(version, "")


def _object_xml(
    filing: Filing,
    what: Verwijzing,
    level: str,
    events: Sequence[Part],
    relations: Sequence[Part],
    files: Sequence[ArchiveFile],
    related: Iterable[Part] = (),
) -> bytes:
    opdracht = filing.agreed.opdrachten[filing.nummer]
    assert what.kenmerk
    parts: list[Part] = [
        ("identificatie", what.kenmerk.parts()),
        ("naam", what.naam),
        Begrip(level, _AGGREGATIES).part("aggregatieniveau"),
        *_subject(filing, opdracht),
        ("taal", "nl"),
        *events,
        filing.bewaring.waardering(),
        *filing.bewaring.termijn(_ended(filing)),
        filing.bewaring.categorie(),
        *relations,
        *(file.reference(what).part("heeftRepresentatie") for file in files),
        *related,
        *_archiefvormers(filing),
        *_betrokkenen(filing),
        _beperking(filing.opdracht),
    ]
    return as_xml("informatieobject", parts)


def _subject(filing: Filing, opdracht: Opdracht) -> Iterator[Part]:
    """What it is about: its ambitie, its themes, its result, its period."""
    regio = filing.agreed
    if opdracht.ambitie:
        ambitie = regio.ambities[opdracht.ambitie]
        yield Begrip(ambitie.titel, f"Ambities van {regio.settings.regionaam}", ambitie.code).part("classificatie")
    yield from (("trefwoord", thema) for thema in opdracht.themas)
    yield from filled(("omschrijving", opdracht.beoogd_resultaat or opdracht.doel))
    if opdracht.van:
        ended = opdracht.tot.isoformat() if opdracht.tot and opdracht.tot >= opdracht.van else ""
        period: list[Part] = [
            Begrip("Looptijd van de opdracht").part("dekkingInTijdType"),
            ("dekkingInTijdBegindatum", opdracht.van.isoformat()),
            *filled(("dekkingInTijdEinddatum", ended)),
        ]
        yield "dekkingInTijd", period


def _replaced(filing: Filing) -> Iterator[Part]:
    """The version before it."""
    for versie in filing.regio.versies[filing.nummer]:
        if versie.nr == filing.versie.nr - 1:
            before = filing.archiefstuk(versie).part("gerelateerdInformatieobjectVerwijzing")
            vervangt = Begrip("Vervangt").part("gerelateerdInformatieobjectTypeRelatie")
            yield "gerelateerdInformatieobject", [before, vervangt]


def _archiefvormers(filing: Filing) -> Iterator[Part]:
    """Whose archive it is; an opdracht without parties is of the region."""
    chosen = [filing.archiefvormer] if filing.archiefvormer else archiefvormers(filing.agreed, filing.nummer)
    if not chosen:
        yield Verwijzing(filing.regio.settings.regionaam).part("archiefvormer")
    yield from (filing.organisatie(organisatie).part("archiefvormer") for organisatie in chosen)


def _betrokkenen(filing: Filing) -> Iterator[Part]:
    for rol, organisatie in betrokkenen(filing.agreed, filing.nummer):
        actor = filing.organisatie(organisatie).part("betrokkeneActor")
        yield "betrokkene", [Begrip(rol).part("betrokkeneTypeRelatie"), actor]


def _beperking(opdracht: Opdracht) -> Part:
    """Who may see it, and why not everybody."""
    assert opdracht.openbaar
    soort = Begrip(_OPENBAAR[opdracht.openbaar], "Openbaarheid volgens de Wet open overheid")
    reden = filled(("beperkingGebruikNadereBeschrijving", opdracht.openbaar_reden))
    return "beperkingGebruik", [soort.part("beperkingGebruikType"), *reden]


def _ended(filing: Filing) -> date | None:
    """When the opdracht ended, if it did."""
    if filing.opdracht.status not in (Status.AFGEROND, Status.INGETROKKEN):
        return None
    return max((step.datum for step in filing.regio.statuswissels[filing.nummer]), default=None)


def _archived(filing: Filing) -> Part:
    return _event("Archivering", filing.day)


def _event(what: str, day: date, result: str = "", by: Verwijzing | None = None) -> Part:
    parts: list[Part] = [
        Begrip(what).part("eventType"),
        ("eventTijd", day.isoformat()),
        *([by.part("eventVerantwoordelijkeActor")] if by else []),
        *filled(("eventResultaat", result)),
    ]
    return "event", parts


def _signature(signature: Ondertekening) -> str:
    on = f", {signature.grondslag}" if signature.grondslag else ""
    return f"{signature.rol}, {signature.niveau}{on}"
