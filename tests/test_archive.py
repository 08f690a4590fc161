"""archive: a version as a folder that an e-depot takes, whole or not at all; verify: is that folder still what it was."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from opdracht.actions import archive as archiving
from opdracht.actions.archive import ToArchive, archive
from opdracht.actions.demo import PEILDATUM, fill
from opdracht.actions.imports import import_region
from opdracht.actions.records import change
from opdracht.agreed.freezing import freeze
from opdracht.documents.libreoffice import find_soffice
from opdracht.documents.sheets import Printed
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.exchange.mdto.parties import tooi
from opdracht.exchange.mdto.parts import NAMESPACE, Begrip, as_xml
from opdracht.exchange.mdto.retention import bewaring
from opdracht.model import Opdracht, Organisatie
from opdracht.proof.folder import LIST, FileState, judged, write_list
from opdracht.proof.printed import record_documents
from opdracht.proof.text import parts_of
from opdracht.records import make
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome

Run = Callable[..., Outcome]
SPITE = ("--despite", "Voor deze toets.")
HOSTILE = "Kaart & <b>\"é\" 'x' ]]> {{ titel }} =1+1 🚲 \u202etxt"
TREE = etree.parse(Path(__file__).with_name("mdto.rng"))
OFFICIAL = os.environ.get("OPDRACHT_MDTO")
"""Where the schema of the Nationaal Archief stands, for whoever has it."""
needs_soffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")


@pytest.fixture
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice takes seconds: as on a computer that does not have it."""
    monkeypatch.setattr(archiving, "find_soffice", lambda: None)


@pytest.fixture
def filled(register: Register, run: Run) -> Run:
    """The command line on a register with one agreement of which version 1 was vastgesteld, and one that never was."""
    data = a_region(
        an_agreement(
            status="voorgesteld", titel=HOSTILE, selectielijst="16.1.2", openbaar="deels", openbaar_reden=HOSTILE
        ),
        an_agreement("2027-002", inzet=None),
    )
    import_region(register, as_yaml(data).encode(), "regio.yaml", year=2027, as_history=True)
    assert run("status", "2027-001", "vastgesteld", *SPITE).code == 0
    assert run("set", "organisatie", "moerdijk", "cbs_code=GM1709").code == 0  # later, and still known by it
    return run


@pytest.fixture
def folder(filled: Run, without_pdf: None) -> Path:
    """A folder of the archive."""
    assert filled("archive", "2027-001", "--to", "archief").code == 0
    (made,) = Path("archief").iterdir()
    return made


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the archive, to copy and harm."""
    demo = fill(tmp_path_factory.mktemp("regio") / "demo", force=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archiving, "find_soffice", lambda: None)
        made = archive(demo.register, ToArchive("2027-001"), demo.folder / "archief", PEILDATUM, force=False)
    return made.folder


def metadata(folder: Path) -> dict[str, etree._Element]:
    """The MDTO documents in a folder by their names, each valid."""
    valid = etree.RelaxNG(TREE)
    official = etree.XMLSchema(etree.parse(OFFICIAL)) if OFFICIAL else None
    found = {path.name: etree.parse(path) for path in sorted(folder.rglob("*.mdto.xml"))}
    for name, document in found.items():
        assert valid.validate(document), (name, valid.error_log)
        assert official is None or official.validate(document), (name, official and official.error_log)
    return {name: document.getroot()[0] for name, document in found.items()}


def texts(element: etree._Element, path: str) -> list[str]:
    """The texts of the elements at a path within an element, in their order."""
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return [found.text or "" for found in element.findall(steps)]


@pytest.mark.parametrize("example", ["regio", "zwak"])
def test_the_metadata_of_every_agreement_of_both_examples_are_valid(
    example: str, tmp_path: Path, without_pdf: None
) -> None:
    register = fill(tmp_path / example, force=False, example=example).register
    with register.writing() as writer:
        for opdracht in writer.rows(Opdracht):
            if not writer.region([opdracht.nummer]).versies[opdracht.nummer]:
                freeze(writer, opdracht.nummer, PEILDATUM)
    with register.reading() as reader:
        every = reader.rows(Opdracht)
    for number, opdracht in enumerate(every):
        chosen = {"selectielijst": opdracht.selectielijst or ("16.1", "16.1.2", "19.1, 7 jaar")[number % 3]}
        chosen["openbaar"] = opdracht.openbaar or "ja"
        change(register, "opdracht", opdracht.nummer, chosen)
        made = archive(register, ToArchive(opdracht.nummer), tmp_path / "archief", PEILDATUM, force=False)
        assert len(metadata(made.folder)) == 6
        assert judged(made.folder).strange == []
    assert len(every) >= 5


def test_each_file_has_metadata_that_tell_its_size_its_sum_and_what_it_shows(folder: Path, register: Register) -> None:
    about = metadata(folder)
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    of_files = [path for path in found if not path.name.endswith(".mdto.xml")]
    assert [path.suffix for path in of_files] == [".json", ".docx", ".docx", ".json"]
    for path in of_files:
        told = about[f"{path.name}.mdto.xml"]
        content = path.read_bytes()
        assert texts(told, "naam") == [path.name]
        assert texts(told, "omvang") == [str(len(content))]
        assert texts(told, "checksum/checksumWaarde") == [hashlib.sha256(content).hexdigest()]
        assert texts(told, "checksum/checksumDatum") == ["2026-11-23T00:00:00"]
    dossier, stuk = about["2027-001 dossier.mdto.xml"], about["2027-001 versie 1.mdto.xml"]
    represented = texts(dossier, "heeftRepresentatie/verwijzingNaam") + texts(stuk, "heeftRepresentatie/verwijzingNaam")
    assert sorted(represented) == sorted(path.name for path in of_files)
    with register.reading() as reader:
        versie = reader.region(["2027-001"], texts=True).versies["2027-001"][0]
    assert (folder / "2027-001 versie 1" / "2027-001 versie 1 tekst.json").read_text("utf-8") == versie.inhoud
    assert texts(about["2027-001 versie 1 tekst.json.mdto.xml"], "checksum/checksumWaarde") == [versie.sha256]


def test_what_was_chosen_and_who_took_part_stands_in_the_metadata(folder: Path) -> None:
    for name, level, known_by in (("dossier", "Dossier", "2027-001"), ("versie 1", "Archiefstuk", "2027-001/1")):
        about = metadata(folder)[f"2027-001 {name}.mdto.xml"]
        assert texts(about, "aggregatieniveau/begripLabel") == [level]
        assert texts(about, "identificatie/identificatieKenmerk") == [known_by]
        assert HOSTILE in texts(about, "naam")[0]
        assert texts(about, "waardering/begripCode") == ["B"]
        assert texts(about, "informatiecategorie/begripCode") == ["16.1.2"]
        assert texts(about, "beperkingGebruik/beperkingGebruikType/begripLabel") == ["Gedeeltelijk openbaar"]
        assert texts(about, "beperkingGebruik/beperkingGebruikNadereBeschrijving") == [HOSTILE]
        assert texts(about, "archiefvormer/verwijzingIdentificatie/identificatieKenmerk") == [
            "https://identifier.overheid.nl/tooi/id/gemeente/gm1709",
            "rwb",
        ]
        assert texts(about, "dekkingInTijd/dekkingInTijdBegindatum") == ["2027-01-01"]
        assert "levert uren" in texts(about, "betrokkene/betrokkeneTypeRelatie/begripLabel")


def test_the_journal_goes_along_and_what_happened_becomes_events(
    filled: Run, without_pdf: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = json.loads(filled("log", "2027-001", "--json").out)
    filled("sign", "2027-001", "--rol", "bestuurlijk opdrachtgever", "--niveau", "gekwalificeerd")
    assert filled("status", "2027-001", "lopend").code == 0
    monkeypatch.setenv("OPDRACHT_VANDAAG", "2026-12-01")
    filled("archive", "2027-001", "--to", "archief")
    (made,) = Path("archief").iterdir()
    journal = json.loads((made / "2027-001 journaal.json").read_text("utf-8"))
    assert journal["wijzigingen"][: len(log)] == log[::-1]
    assert [change["commando"] for change in journal["wijzigingen"][len(log) :]] == ["sign", "status"]
    stuk = metadata(made)["2027-001 versie 1.mdto.xml"]
    assert texts(stuk, "event/eventType/begripLabel") == ["Vaststelling", "Ondertekening", "Archivering"]
    assert texts(stuk, "event/eventTijd") == ["2026-11-23", "2026-11-23", "2026-12-01"]
    assert texts(stuk, "event/eventVerantwoordelijkeActor/verwijzingNaam") == ["wethouder Economie"]
    dossier = metadata(made)["2027-001 dossier.mdto.xml"]
    assert texts(dossier, "event/eventType/begripLabel") == [
        "Status lopend", "Status vastgesteld", "Vaststelling van versie 1", "Archivering"
    ]  # fmt: skip


def test_a_term_begins_when_the_opdracht_has_ended(filled: Run, without_pdf: None) -> None:
    filled("set", "2027-001", "selectielijst=16.1")
    filled("archive", "2027-001", "--to", "lopend")
    (running,) = Path("lopend").iterdir()
    assert texts(metadata(running)["2027-001 versie 1.mdto.xml"], "bewaartermijn/termijnEinddatum") == []
    filled("status", "2027-001", "ingetrokken")
    filled("archive", "2027-001", "--to", "klaar")
    (ended,) = Path("klaar").iterdir()
    about = metadata(ended)["2027-001 versie 1.mdto.xml"]
    assert texts(about, "waardering/begripCode") == ["V"]
    assert texts(about, "bewaartermijn/termijnLooptijd") == ["P10Y"]
    assert texts(about, "bewaartermijn/termijnEinddatum") == ["2036-11-23"]


def test_of_two_versions_each_has_a_folder_and_the_dossier_holds_both(filled: Run, without_pdf: None) -> None:
    filled("set", "2027-001", "titel=Nieuwe kaart", "doel=Iets anders dan eerst.")
    assert filled("status", "2027-001", "vastgesteld", "--reason", "Het mocht meer zijn.", *SPITE).code == 0
    for words in ([], ["--version", "1"]):
        assert filled("archive", "2027-001", "--to", "archief", *words).code == 0
    old, new = sorted(Path("archief").iterdir(), key=lambda path: path.name.endswith("versie 2"))
    assert new.name == "2027-001 Nieuwe kaart - versie 2"
    for nr, made in ((1, old), (2, new)):
        about = metadata(made)
        dossier, stuk = about["2027-001 dossier.mdto.xml"], about[f"2027-001 versie {nr}.mdto.xml"]
        kenmerk = "verwijzingIdentificatie/identificatieKenmerk"
        assert texts(dossier, f"bevatOnderdeel/{kenmerk}") == ["2027-001/1", "2027-001/2"]
        assert texts(stuk, f"isOnderdeelVan/{kenmerk}") == texts(dossier, "identificatie/identificatieKenmerk")
        replaced = f"gerelateerdInformatieobject/gerelateerdInformatieobjectVerwijzing/{kenmerk}"
        assert texts(stuk, replaced) == (["2027-001/1"] if nr == 2 else [])
        (document,) = made.rglob("*ambtelijke opdracht.docx")
        said = " ".join(part.text for part in parts_of(document.read_bytes()))
        assert ("Iets anders dan eerst." in said) == (nr == 2)
        assert bool(list(made.rglob("*wijziging.docx"))) == (nr == 2)
    assert filled("archive", "2027-001", "--to", "archief", "--version", "9").code == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["selectielijst="], "selectielijst is niet gekozen"),
        (["selectielijst=19.1"], "zet achter 19.1 hoeveel jaar"),
        (["selectielijst=blabla"], "er staat geen nummer in"),
        (["openbaar="], "niet of zij openbaar is"),
        (["openbaar=nee", "openbaar_reden="], "niet waarom zij niet openbaar is"),
    ],
)
def test_what_nobody_chose_is_not_chosen_by_the_program(
    filled: Run, without_pdf: None, words: list[str], said: str
) -> None:
    assert filled("set", "2027-001", *words).code == 0
    refused = filled("archive", "2027-001", "--to", "archief")
    err = " ".join(refused.err.split())
    assert (refused.code, said in err, "set 2027-001" in err, "10 jaar" in err) == (3, True, True, False), err
    assert not Path("archief").exists()


def test_what_was_never_vastgesteld_is_refused_with_all_that_lacks_at_once(filled: Run, without_pdf: None) -> None:
    refused = filled("archive", "2027-002", "--to", "archief")
    assert (refused.code, "3 fouten" in refused.err, "nooit vastgesteld" in refused.err) == (3, True, True)
    assert not Path("archief").exists()
    assert filled("archive", "2099-001", "--to", "archief").code == 3
    assert filled("archive", "2027-001", "--to", "archief", "--archiefvormer", "niemand").code == 3


def test_a_folder_that_stands_there_is_replaced_only_when_that_is_asked(filled: Run, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    assert filled("archive", "2027-001", "--to", "archief").code == 3
    assert sorted(folder.rglob("*")) == before
    assert filled("archive", "2027-001", "--to", "archief", "--force", "--archiefvormer", "rwb").code == 0
    assert [path.name for path in Path("archief").iterdir()] == [folder.name]
    assert judged(folder).strange == []
    stuk = metadata(folder)["2027-001 versie 1.mdto.xml"]
    assert texts(stuk, "archiefvormer/verwijzingNaam") == ["Regio West-Brabant"]


@pytest.mark.parametrize(
    "touch",
    [
        lambda folder: (folder / "notitie.txt").write_text("van mij", "utf-8"),
        lambda folder: (folder / "2027-001 journaal.json").write_text("[]", "utf-8"),
        lambda folder: (folder / "2027-001 journaal.json").rename(folder / "notitie.json"),
        lambda folder: (folder / LIST).unlink(),
        lambda folder: (folder / LIST).write_bytes(b"\xff"),
    ],
    ids=["added", "changed", "renamed", "no list", "another list"],
)
def test_a_folder_in_which_people_worked_is_never_replaced(
    filled: Run, folder: Path, touch: Callable[[Path], object]
) -> None:
    touch(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (strange,) = judged(folder).strange
    refused = filled("archive", "2027-001", "--to", "archief", "--force")
    assert (refused.code, strange.pad in " ".join(refused.err.split())) == (3, True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in Path("archief").iterdir()] == [folder.name]


def test_what_people_put_in_a_folder_while_it_is_made_again_stays(
    filled: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(filling: Path) -> str:
        (folder / "notitie.txt").write_text("van mij", "utf-8")
        return write_list(filling)

    monkeypatch.setattr(archiving, "write_list", meanwhile)
    assert filled("archive", "2027-001", "--to", "archief", "--force").code == 3
    assert (folder / "notitie.txt").read_text("utf-8") == "van mij"


def test_a_folder_of_which_something_is_gone_is_made_whole_by_force(filled: Run, folder: Path) -> None:
    shutil.rmtree(folder / "2027-001 versie 1")
    assert filled("archive", "2027-001", "--to", "archief", "--force").code == 0
    assert judged(folder).strange == []


def test_a_folder_that_is_not_of_the_archive_is_never_replaced(filled: Run, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "werk.txt").write_text("van mij", "utf-8")
    assert filled("archive", "2027-001", "--to", "archief", "--force").code == 3
    assert [path.name for path in folder.iterdir()] == ["werk.txt"]
    shutil.rmtree(folder)
    folder.write_text("een bestand", "utf-8")
    assert filled("archive", "2027-001", "--to", "archief", "--force").code == 3
    assert folder.read_text("utf-8") == "een bestand"


def test_the_signed_file_goes_along_as_received_and_is_never_lost(filled: Run, without_pdf: None) -> None:
    scan = b"%PDF-1.6\n% een scan & meer \xff\x00"
    Path("getékend & klaar.pdf").write_bytes(scan)
    Path("brief.pdf").write_text("Dit is geen PDF.", "utf-8")
    words = ("archive", "2027-001", "--to", "archief")
    for name in ("brief.pdf", "er-niet.pdf", "."):
        assert filled(*words, "--getekend", name).code == 3
    assert not Path("archief").exists()
    assert filled(*words, "--getekend", "getékend & klaar.pdf").code == 0
    (made,) = Path("archief").iterdir()
    (signed,) = made.rglob("* getekend.pdf")
    assert signed.read_bytes() == scan
    about = metadata(made)[f"{signed.name}.mdto.xml"]
    assert texts(about, "identificatie/identificatieKenmerk")[1] == "getékend & klaar.pdf"
    assert texts(about, "bestandsformaat/begripCode") == ["fmt/20"]
    assert filled(*words, "--force").code == 3
    assert signed.read_bytes() == scan
    assert filled(*words, "--force", "--getekend", "getékend & klaar.pdf").code == 0


def test_a_pdf_that_the_program_made_of_something_else_is_no_signed_file(
    filled: Run, register: Register, without_pdf: None
) -> None:
    for name, about in (("regiofoto", "regiofoto"), ("ander", "2027-002"), ("eigen", "2027-001"), ("leeg", "")):
        with pikepdf.new() as pdf:
            pdf.docinfo["/OpdrachtBron"], pdf.docinfo["/Keywords"] = "00", about
            pdf.save(f"{name}.pdf")
    words = ("archive", "2027-001", "--to", "archief", "--getekend")
    for name in ("regiofoto.pdf", "ander.pdf", "leeg.pdf"):
        assert filled(*words, name).code == 3
    assert not Path("archief").exists()
    assert filled(*words, "eigen.pdf").code == 0
    agenda = Path("eigen.pdf")
    written = Printed(agenda, hashlib.sha256(agenda.read_bytes()).hexdigest(), "gespreksagenda", "2027-001")
    record_documents(register, [written], PEILDATUM, ())
    refused = filled("archive", "2027-001", "--to", "elders", "--getekend", "eigen.pdf")
    assert (refused.code, "gespreksagenda" in refused.err) == (3, True)


@needs_soffice
def test_libreoffice_makes_pdf_for_the_archive_and_a_signed_one_of_another_version_is_refused(filled: Run) -> None:
    filled("set", "2027-001", "titel=Kaart")
    filled("status", "2027-001", "vastgesteld", "--reason", "Een kortere titel.", *SPITE)
    assert filled("archive", "2027-001", "--to", "archief").code == 0
    (made,) = Path("archief").iterdir()
    papers = sorted(path.name for path in made.rglob("*.pdf"))
    assert papers == [
        f"2027-001 versie 2 {what}.pdf" for what in ("ambtelijke opdracht", "bestuurlijke opdracht", "wijziging")
    ]
    about = metadata(made)["2027-001 versie 2 bestuurlijke opdracht.pdf.mdto.xml"]
    assert texts(about, "bestandsformaat/begripCode") == ["fmt/477"]
    paper = str(next(made.rglob("*bestuurlijke opdracht.pdf")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archiving, "find_soffice", lambda: None)
        signed = filled("archive", "2027-001", "--to", "elders", "--getekend", paper, "--json")
        assert "heeft de tekst van versie 2" in json.loads(signed.out)["opmerkingen"][0]
        refused = filled("archive", "2027-001", "--to", "elders", "--version", "1", "--getekend", paper)
        assert (refused.code, "is versie 2 van opdracht 2027-001" in refused.err) == (3, True)


def test_the_register_knows_the_documents_that_were_made(filled: Run, folder: Path) -> None:
    listed = json.loads(filled("list", "documenten", "--json").out)
    assert {Path(row["pad"]).name: (row["versie"], row["staat"]) for row in listed} == {
        path.name: (1, "staat er") for path in folder.rglob("*.docx")
    }
    assert filled("verify", str(next(folder.rglob("*bestuurlijke opdracht.docx")))).code == 0


class Killed(BaseException):
    """As if the machine stopped here: nobody tidies up."""


@pytest.mark.parametrize("failing", [OSError(errno.ENOSPC, "vol"), Killed()], ids=["full", "killed"])
def test_a_folder_is_there_whole_or_not_at_all(
    failing: BaseException, folder: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each of its writes the disk is full, or the machine stops; the folder that stood there stays."""
    steps = 0
    place = folder.parent
    seals = {judged(folder).seal}

    def one_step(real: Callable[..., None]) -> Callable[..., None]:
        def step(*words: object, **more: object) -> None:
            nonlocal steps
            steps -= 1
            if steps < 0:
                raise failing
            real(*words, **more)

        return step

    for at in range(100):
        steps = at
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", one_step(os.replace))
            patch.setattr(os, "rename", one_step(os.rename))
            if isinstance(failing, Killed):
                patch.setattr(shutil, "rmtree", lambda *_, **__: None)
            try:
                archive(register, ToArchive("2027-001"), place, date(2026, 11, 24), force=True)
            except (OpdrachtError, Killed):
                ended = False
            else:
                ended = True
        whole = [path for path in place.iterdir() if not path.name.startswith(".")]
        assert [judged(path).strange for path in whole] == [[]] * len(whole)
        assert folder in whole or [path.name for path in whole] == [f"{folder.name} (oud)"]
        if ended:
            break
        if not folder.exists():
            whole[0].rename(folder)
    assert at > 10
    assert judged(folder).seal not in seals


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("16.1.2", None), ("16.1", 10), ("16.4", 1), ("3.1", 5), (" Selectielijst 2020: 16.1.2 ", None),
        ("19.1, blijvend bewaren", None), ("19.1: vernietigen na 7 jaar", 7), ("16.1.2, 10 jaar", 10),
        ("B (blijvend), overbrengen na 10 jaar", None), ("niet blijvend, 3 jaar", 3),
    ],
)  # fmt: skip
def test_how_long_it_is_kept_follows_from_what_the_archivist_wrote(text: str, years: int | None) -> None:
    assert bewaring(text).years == years


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("19.1", "achter 19.1"), ("ja", "geen nummer"), ("16.1.3", "achter 16.1.3"), ("16", "geen nummer"),
        ("10 jaar of 20 jaar", "2 termijnen"), ("0 jaar", "geen nummer"), ("16.1.2 vernietigen", "na hoeveel jaar"),
        ("16.1.2, blijvend, vernietigen", "blijft en"),
    ],
)  # fmt: skip
def test_how_long_it_is_kept_is_never_guessed(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=f"weet niet hoe lang .*{wrong}"):
        bewaring(text)


@pytest.mark.parametrize(
    ("soort", "code", "known_by"),
    [
        ("gemeente", "GM0758", "gemeente/gm0758"), ("gemeente", " gm 758", "gemeente/gm0758"),
        ("gemeente", "758", "gemeente/gm0758"), ("provincie", "PV30", "provincie/pv30"),
        ("waterschap", "WS0652", "waterschap/ws0652"), ("gemeente", "PV30", None), ("gemeente", "GM07588", None),
        ("gemeente", "GM٠٧٥٨", None), ("gemeente", None, None), ("regio", "GM0758", None),
    ],
)  # fmt: skip
def test_an_organisatie_is_known_by_its_place_in_tooi(soort: str, code: str | None, known_by: str | None) -> None:
    organisatie = make(Organisatie, {"code": "x", "naam": "X", "soort": soort, "cbs_code": code})
    found = tooi(organisatie)
    assert (found.kenmerk if found else None) == (known_by and f"https://identifier.overheid.nl/tooi/id/{known_by}")


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t&<>]\"'")))
def test_every_text_that_a_field_takes_reads_back_from_the_metadata_to_the_letter(text: str) -> None:
    document = etree.fromstring(as_xml("bestand", [("naam", text), Begrip(text, text, text).part("x")]))
    (about,) = document
    assert texts(about, "naam") == texts(about, "x/begripLabel") == [text]
    assert texts(about, "x/begripCode") == ([text] if text else [])


def test_a_folder_proves_itself_without_any_register(folder: Path, run: Run) -> None:
    sound = run("verify", "archief", "--register", "er-is-geen.db", "--json")
    (told,) = json.loads(sound.out)
    assert (sound.code, told["ongewijzigd"], told["afwijkingen"]) == (0, True, [])
    assert told["zegel"] == hashlib.sha256((folder / LIST).read_bytes()).hexdigest()
    (folder / "2027-001 journaal.json").write_text("[]", "utf-8")
    changed = run("verify", str(folder), "--register", "er-is-geen.db")
    assert (changed.code, "veranderd: 2027-001 journaal.json" in changed.out) == (4, True)
    Path("leeg").mkdir()
    assert run("verify", "leeg").code == 3
    assert run("verify", str(folder / "2027-001 versie 1")).code == 3  # a part of one proves nothing


def a_change(kept: Path, path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" ")


def another_case(kept: Path, path: Path) -> None:
    path.rename(path.with_name("x"))
    path.with_name("x").rename(path.with_name(path.name.upper()))


def a_link(kept: Path, path: Path) -> None:
    path.unlink()
    path.symlink_to(next(kept.rglob(path.name)))


def a_pipe(kept: Path, path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_folder(kept: Path, path: Path) -> None:
    path.unlink()
    path.mkdir()


HARMS: dict[str, tuple[Callable[[Path, Path], object], FileState]] = {
    "changed": (a_change, FileState.CHANGED),
    "gone": (lambda kept, path: path.unlink(), FileState.MISSING),
    "renamed": (lambda kept, path: path.rename(path.with_name("anders.bin")), FileState.RENAMED),
    "elsewhere": (lambda kept, path: path.rename(path.parent / "anders.bin"), FileState.RENAMED),
    "another case": (another_case, FileState.RENAMED),
    "a link to the same": (a_link, FileState.NO_FILE),
    "a folder": (a_folder, FileState.MISSING),
}
if sys.platform != "win32":
    HARMS["a pipe"] = (a_pipe, FileState.NO_FILE)


@pytest.mark.parametrize("harm", HARMS)
def test_every_file_that_comes_to_harm_is_named_and_no_other(harm: str, kept: Path, tmp_path: Path) -> None:
    names = [path.relative_to(kept) for path in sorted(kept.rglob("*")) if path.is_file() and path.name != LIST]
    do, state = HARMS[harm]
    for name in names[::3]:
        shutil.copytree(kept, tmp_path / "map")
        do(kept, tmp_path / "map" / name)
        verdict = judged(tmp_path / "map")
        also = [f"{name.as_posix()}/"] if harm == "a folder" else []
        assert [strange.pad for strange in verdict.strange] == [name.as_posix(), *also]
        assert verdict.strange[0].staat == state
        assert verdict.expected == len(names)
        shutil.rmtree(tmp_path / "map")


@pytest.mark.parametrize(
    "add",
    [
        lambda folder: (folder / ".DS_Store").write_bytes(b""),
        lambda folder: (folder / "2027-001 versie 1" / "extra.docx").write_bytes(b"x"),
        lambda folder: (folder / "nieuw" / "dieper").mkdir(parents=True),
        lambda folder: (folder / "link").symlink_to(folder),
        lambda folder: (folder / f"{LIST}.mdto.xml").write_bytes(b"<x/>"),
        lambda folder: shutil.copy(folder / "2027-001 journaal.json", folder / "kopie.json"),
    ],
)
def test_what_was_added_is_named(add: Callable[[Path], object], kept: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(kept, tmp_path / "map")
    add(folder)
    assert [strange.staat for strange in judged(folder).strange] == [FileState.ADDED]


@pytest.mark.parametrize(
    ("content", "staat"),
    [(None, FileState.MISSING), (b"", FileState.CHANGED), (b"\xff\x00geen lijst", FileState.CHANGED)],
)
def test_without_the_list_the_metadata_still_tell_what_the_files_were(
    content: bytes | None, staat: FileState, kept: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(kept, tmp_path / "map")
    (folder / LIST).unlink() if content is None else (folder / LIST).write_bytes(content)
    assert [(strange.pad, strange.staat) for strange in judged(folder).strange] == [(LIST, staat)]
    (folder / "2027-001 journaal.json").write_text("[]", "utf-8")
    next(folder.rglob("*ambtelijke opdracht.docx")).unlink()
    states = {strange.pad.rpartition("/")[2]: strange.staat for strange in judged(folder).strange}
    assert states == {
        LIST: staat,
        "2027-001 journaal.json": FileState.CHANGED,
        "2027-001 versie 1 ambtelijke opdracht.docx": FileState.MISSING,
    }


def test_a_file_and_its_place_in_the_list_that_changed_together_are_found_by_the_metadata(
    kept: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(kept, tmp_path / "map")
    path = folder / "2027-001 journaal.json"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_text("[]", "utf-8")
    listed = (folder / LIST).read_text("utf-8")
    (folder / LIST).write_text(listed.replace(before, hashlib.sha256(b"[]").hexdigest()), "utf-8")
    (strange,) = judged(folder).strange
    assert (strange.pad, strange.staat) == (path.name, FileState.CHANGED)
    assert judged(folder).seal != judged(kept).seal


def test_an_accent_that_a_disk_takes_apart_is_the_same_name(kept: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(kept, tmp_path / "map")
    (folder / LIST).write_text(f"{hashlib.sha256(b'x').hexdigest()}  één.txt\n", "utf-8")
    for path in folder.rglob("*"):
        if path.is_file() and path.name != LIST:
            path.unlink()
    shutil.rmtree(folder / "2027-001 versie 1")
    (folder / unicodedata.normalize("NFD", "één.txt")).write_bytes(b"x")
    assert judged(folder).strange == []


def test_a_list_and_metadata_that_somebody_made_up_harm_nothing(kept: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(kept, tmp_path / "map")
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim", "utf-8")
    known = hashlib.sha256(b"geheim").hexdigest()
    with (folder / LIST).open("a", encoding="utf-8") as file:
        file.write(f"{known}  ../geheim.txt\n{known}  {secret}\n")
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><MDTO>&b;</MDTO>"
    (folder / "2027-001 journaal.json.mdto.xml").write_text(bomb, "utf-8")
    found = {strange.pad: strange.staat for strange in judged(folder).strange}
    assert found == {
        "../geheim.txt": FileState.MISSING,
        str(secret): FileState.MISSING,
        "2027-001 journaal.json.mdto.xml": FileState.CHANGED,
    }


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_to_some_files_exactly_those_are_named(
    kept: Path, tmp_path: Path, data: st.DataObject
) -> None:
    folder = tmp_path / "map"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder)
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file() and path.name != LIST]
    harmed = data.draw(st.lists(st.sampled_from(names), unique=True, max_size=4))
    for number, name in enumerate(harmed):
        if data.draw(st.booleans()):
            a_change(kept, folder / name)
        else:
            (folder / name).rename(folder / f"{number}.bin")
    assert [strange.pad for strange in judged(folder).strange] == sorted(name.as_posix() for name in harmed)


def texts_of(folder: Path) -> Iterator[str]:
    yield from (path.read_text("utf-8") for path in folder.rglob("*.xml"))


def test_no_name_of_a_person_stands_in_the_metadata(filled: Run, without_pdf: None) -> None:
    filled("set", "persoon", "wethouder", "naam=Anna de Vries")
    says = "Anna de Vries wil het."
    filled("set", "2027-001", f"titel={says}", f"beoogd_resultaat={says}", f"openbaar_reden={says}", f"themas={says}")
    assert filled("status", "2027-001", "vastgesteld", "--reason", says, *SPITE).code == 0
    assert filled("archive", "2027-001", "--to", "archief").code == 0
    (made,) = Path("archief").iterdir()
    assert not any(re.search("Anna|Vries", text) for text in texts_of(made))
    assert (
        "wethouder Economie wil het." in texts(metadata(made)["2027-001 versie 2.mdto.xml"], "event/eventResultaat")[0]
    )
    (agreed,) = made.rglob("*tekst.json")
    assert says in agreed.read_text("utf-8")
