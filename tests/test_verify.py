"""verify: every change is found, what was only saved again is recognised, and nobody is fooled by what a file claims."""

from __future__ import annotations

import functools
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from opdracht.documents.engine.render import template_names
from opdracht.documents.templates import AGREEMENTS, own_folder
from opdracht.errors import OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.model import Afdruk, Document
from opdracht.proof.compare import Deviation, compared
from opdracht.proof.printed import announce_documents, announced, state_of
from opdracht.proof.text import Part, fingerprint, parts_of, with_rows
from opdracht.proof.verify import Oordeel, Verdict, verify
from opdracht.records import make
from opdracht.store import Register
from tests.builders import a_region, an_agreement
from tests.conftest import Outcome as Ran
from tests.test_documents import HOSTILE


def deviations(expected: Sequence[Part], sent: Sequence[Part]) -> Sequence[Deviation]:
    return compared(expected, sent).deviations


TODAY = date(2026, 11, 23)
SPITE = ("--despite", "Voor deze toets.")
LIBREOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not on this machine")


@dataclass
class Case:
    """A register with an agreement that was vastgesteld and printed, and its two documents."""

    run: Callable[..., Ran]
    register: Register

    def render(self) -> dict[str, Path]:
        ran = self.run("render", "2027-001", "--to", "papier", "--force")
        assert ran.code == 0, ran.err
        return {name: next(Path("papier").glob(f"2027-001*{name.replace('-', ' ')}.docx")) for name in AGREEMENTS}

    def revise(self, *fields: str) -> None:
        assert self.run("set", "2027-001", *fields).code == 0
        assert self.run("status", "2027-001", "vastgesteld", *SPITE, "--reason", "Later.").code == 0

    def verify(self, content: bytes, path: Path = Path("onbekend.docx")) -> Verdict:
        return verify(self.register, path, content, TODAY)


@pytest.fixture
def case(run: Callable[..., Ran], register: Register, tmp_path: Path) -> Case:
    return a_case(run, register, tmp_path)


def a_case(run: Callable[..., Ran], register: Register, tmp_path: Path) -> Case:
    """An agreement that is vastgesteld, and another that is not."""
    other = an_agreement(
        "2027-002", titel="Samen inkopen", doel="Minder nieuw materiaal.", status="voorgesteld", na=["2027-001"]
    )
    return a_case_of(
        run, register, tmp_path, an_agreement(belangen=[{"organisatie": "moerdijk", "deelname": "ja"}]), other
    )


def a_case_of(run: Callable[..., Ran], register: Register, tmp_path: Path, *agreements: dict[str, Any]) -> Case:
    """Agreements of which the first is vastgesteld."""
    region = a_region(*({"status": "voorgesteld", **agreement} for agreement in agreements))
    (tmp_path / "regio.yaml").write_text(as_yaml(region), "utf-8")
    assert run("import", "regio.yaml", "--as-history").code == 0
    assert run("status", "2027-001", "vastgesteld", *SPITE).code == 0
    return Case(run, register)


def edited(content: bytes, edit: Callable[[str, str], str]) -> bytes:
    """The same package with `edit` done to each part of XML."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as written:
        for name in source.namelist():
            data = source.read(name)
            written.writestr(name, edit(name, data.decode()).encode() if name.endswith(".xml") else data)
    return target.getvalue()


def replaced(content: bytes, old: str, new: str, count: int = -1) -> bytes:
    return edited(content, lambda name, text: text.replace(old, new, count) if name == "word/document.xml" else text)


@functools.cache
def a_document(template: str = "ambtelijke-opdracht") -> bytes:
    """A document with text in every sort of place."""
    from opdracht.region import Regio
    from tests.builders import regio_of
    from tests.test_versions import printed_now, version_of

    data = an_agreement(
        besluitvorming="a\tb\nc",
        belangen=[{"organisatie": "moerdijk", "belang": "Meer\u00a0ruimte", "wens": "co-\u00adwens"}],
    )
    alone = Regio.of({"versies": [version_of(regio_of(a_region(data)))]})
    return printed_now(alone, template, TODAY)


def text_nodes(content: bytes) -> Iterator[tuple[str, int, str]]:
    """Each text in a body, header or footer: its part, its place among the texts of that part, and what it says."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                for number, node in enumerate(etree.fromstring(archive.read(name)).iter(qn("w:t"))):
                    if node.text:
                        yield name, number, node.text


def with_text(content: bytes, part: str, number: int, text: str) -> bytes:
    def edit(name: str, xml: str) -> str:
        if name != part:
            return xml
        root = etree.fromstring(xml.encode())
        node = list(root.iter(qn("w:t")))[number]
        node.text = text
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return str(etree.tostring(root, encoding="unicode"))

    return edited(content, edit)


NODES = {template: list(text_nodes(a_document(template))) for template in AGREEMENTS}
SIGN = st.sampled_from(
    [" ", "\u00a0", "\u00ad", "-", "\u2011", "–", "'", "’", "“", "0", "O", "l", "1", ".", ",", "é", "\u200b", "х"]
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.data(),
    template=st.sampled_from(AGREEMENTS),
    sign=SIGN,
    way=st.sampled_from(["insert", "delete", "replace"]),
)
def test_any_change_of_one_sign_is_found(data: st.DataObject, template: str, sign: str, way: str) -> None:
    content = a_document(template)
    part, number, text = data.draw(st.sampled_from(NODES[template]))
    at = data.draw(st.integers(0, len(text) - 1))
    kept = text[at:] if way == "insert" else text[at + 1 :]
    changed = text[:at] + ("" if way == "delete" else sign) + kept
    before, after = parts_of(content), parts_of(with_text(content, part, number, changed))
    counts_pages = text.isdigit() and changed.isdigit() and part.startswith("word/footer")
    if changed == text or counts_pages:
        return
    assert fingerprint(after) != fingerprint(before)
    (found,) = deviations(before, after)
    assert found.was != found.now
    assert ("voettekst" in found.place, "koptekst" in found.place) == ("footer" in part, "header" in part)


def test_a_change_tells_its_place_and_both_texts(case: Case) -> None:
    paths = case.render()
    content = replaced(
        paths["ambtelijke-opdracht"].read_bytes(), "Bedrijven weten waar", "Bedrijven weten nooit waar", 1
    )
    paths["ambtelijke-opdracht"].write_bytes(replaced(content, ">Moerdijk<", ">Breda<", 1))
    ran = case.run("verify", str(paths["ambtelijke-opdracht"]))
    assert ran.code == 4
    assert "Ambtelijke opdracht van opdracht 2027-001, versie 1." in ran.out
    assert "De tekst is niet zoals vastgesteld: zij verschilt op 2 plaatsen." in ran.out
    told = json.loads(case.run("verify", str(paths["ambtelijke-opdracht"]), "--json").out)
    assert (told["uitkomst"], told["opdracht"], told["versie"]) == ("wijkt af", "2027-001", 1)
    first, second = told["afwijkingen"]
    assert re.fullmatch(r"alinea \d+ onder 'Doel'", first["plaats"])
    assert (first["was"], first["staat_er"]) == (
        "Bedrijven weten waar zij kunnen groeien.",
        "Bedrijven weten nooit waar zij kunnen groeien.",
    )
    assert re.fullmatch(r"tabel \d+ onder 'Capaciteit en kwaliteit', rij 2, kolom 1", second["plaats"])
    assert (second["was"], second["staat_er"]) == ("Moerdijk", "Breda")


def test_paragraphs_added_left_out_and_put_elsewhere_are_found(case: Case) -> None:
    content = case.render()["bestuurlijke-opdracht"].read_bytes()
    added = docx.Document(io.BytesIO(content))
    added.add_paragraph("De gemeente betaalt alles.")
    (extra,) = case.verify(saved(added)).deviations
    assert (extra.was, extra.now) == ("", "De gemeente betaalt alles.")
    gone = docx.Document(io.BytesIO(content))
    paragraph = next(p for p in gone.paragraphs if p.text.startswith("Bedrijven weten"))
    element = paragraph._p
    element.getparent().remove(element)
    (missing,) = case.verify(saved(gone)).deviations
    assert (missing.was, missing.now) == ("Bedrijven weten waar zij kunnen groeien.", "")
    gone.element.body.insert(0, element)
    assert case.verify(saved(gone)).uitkomst == Oordeel.DIFFERS


@pytest.mark.parametrize("mark", ["strike", "hidden", "double_strike"])
def test_hiding_or_striking_a_word_is_a_change(mark: str) -> None:
    content = a_document()
    document = docx.Document(io.BytesIO(content))
    run = next(
        run for p in document.paragraphs for run in p.runs if run.text == "Bedrijven weten waar zij kunnen groeien."
    )
    setattr(run.font, mark, True)
    (found,) = deviations(parts_of(content), parts_of(saved(document)))
    assert found.was == "Bedrijven weten waar zij kunnen groeien."


DOEL = "Bedrijven weten waar zij kunnen groeien."


@pytest.mark.parametrize(
    "instead",
    [
        f"<w:t>Zij weten het.</w:t></w:r><w:del><w:r><w:delText>{DOEL}</w:delText></w:r></w:del><w:r><w:t/>",
        f"<w:t>{DOEL}</w:t></w:r><w:ins><w:r><w:t>Of niet.</w:t></w:r></w:ins><w:r><w:t/>",
        f"<w:fldChar w:fldCharType='begin'/><w:t>{DOEL}</w:t><w:fldChar w:fldCharType='end'/>",
        "<w:t/></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>Zij weten het.</w:t></w:r></w:fldSimple><w:r><w:t/>",
        f"<w:t>{DOEL}</w:t><w:tab/>",
        f"<w:t>{DOEL}</w:t><w:noBreakHyphen/>",
    ],
    ids=["struck by tracking", "put in by tracking", "in the code of a field", "as a page number", "a tab", "a hyphen"],
)
def test_nothing_hides_in_what_word_keeps_beside_the_text(instead: str) -> None:
    def edit(name: str, xml: str) -> str:
        return re.sub(rf"<w:t[^>]*>{re.escape(DOEL)}</w:t>", instead, xml) if name == "word/document.xml" else xml

    content = a_document()
    changed = parts_of(edited(content, edit))
    (found,) = deviations(parts_of(content), changed)
    assert found.was == DOEL


def content_of(content: bytes) -> str:
    return "\n".join(part.text for part in parts_of(content))


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def cut_up(content: bytes) -> bytes:
    """As Word leaves it: every text in runs of one or two signs, with marks of the spelling checker between them."""

    def edit(name: str, xml: str) -> str:
        if not re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
            return xml
        root = etree.fromstring(xml.encode())
        for run in list(root.iter(qn("w:r"))):
            texts = run.findall(qn("w:t"))
            if len(texts) != 1 or len(run) - len(run.findall(qn("w:rPr"))) != 1:
                continue
            text = texts[0].text or ""
            for start in range(0, len(text), 2):
                piece = etree.fromstring(etree.tostring(run))
                node = piece.find(qn("w:t"))
                node.text = text[start : start + 2]
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.addprevious(piece)
                run.addprevious(etree.Element(qn("w:proofErr"), {qn("w:type"): "spellStart"}))
            run.getparent().remove(run)
        return str(etree.tostring(root, encoding="unicode"))

    return edited(content, edit)


@pytest.mark.parametrize("template", AGREEMENTS)
def test_what_was_only_saved_again_is_as_agreed(case: Case, template: str) -> None:
    content = case.render()[template].read_bytes()
    document = docx.Document(io.BytesIO(content))
    document.core_properties.author = "Iemand anders"
    document.core_properties.title = "Mijn opdracht"
    for again in (content, saved(document), cut_up(content), saved(docx.Document(io.BytesIO(cut_up(content))))):
        verdict = case.verify(again)
        assert (verdict.uitkomst, verdict.template, verdict.versie) == (Oordeel.AGREED, template, 1)
        assert (verdict.printed_on, list(verdict.deviations)) == (TODAY, [])


def converted(to: str, *paths: Path) -> list[Path]:
    """The files as LibreOffice saves them."""
    profile = Path("libreoffice").absolute()
    command = [
        str(LIBREOFFICE),
        "--headless",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        to,
        "--outdir",
        "weer",
    ]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True)
    return [Path("weer") / f"{path.stem}.{to[:4].rstrip(':')}" for path in paths]


@needs_libreoffice
def test_libreoffice_saves_a_document_again_and_it_is_as_agreed(case: Case) -> None:
    hostile = Path("papier")
    paths = list(case.render().values())
    case.run(
        "set",
        "2027-002",
        f"doel={HOSTILE[0]}",
        f"aanleiding={HOSTILE[2]}",
        f"escalatie={HOSTILE[3]}",
        "risicos=  twee\tkeer  ",
    )
    assert case.run("status", "2027-002", "vastgesteld", *SPITE).code == 0
    case.run("render", "2027-002", "--to", str(hostile))
    paths += [path for path in hostile.iterdir() if path not in paths]
    for path in converted("docx:Office Open XML Text", *paths):
        assert case.run("verify", str(path)).code == 0, path
    changed = replaced(Path("weer", paths[0].name).read_bytes(), "Woonwijken", "Woonwijkjes", 1)
    (found,) = case.verify(changed).deviations
    assert (found.was, found.now) == ("Woonwijken.", "Woonwijkjes.")


@needs_libreoffice
def test_a_pdf_of_a_document_is_as_agreed_and_one_of_a_changed_document_is_not(case: Case) -> None:
    paths = case.render()
    case.revise("tot=31-3-2028")
    case.run("render", "2027-001", "--template", "wijziging", "--to", "papier")
    (change,) = converted("pdf", next(Path("papier").glob("*wijziging 2.docx")))
    assert (case.verify(change.read_bytes()).uitkomst, case.verify(change.read_bytes()).versie) == (Oordeel.AGREED, 2)
    for path in converted("pdf", *paths.values()):
        ran = case.run("verify", str(path))
        assert ran.code == 0, ran.out
        assert "versie 1" in ran.out
    for old, new, was in (
        ("Bedrijven weten waar", "Bedrijven weten nooit waar", "Bedrijven weten waar zij kunnen groeien."),
        ("100 uren", "900 uren", "100 uren"),
        ("een kwartaal op", "eenkwartaal op", "dan schuift de kaart een kwartaal op"),
        ("De kaart is klaar.", "De kaart is klaar,", "De kaart is klaar."),
        ("1 april 2027", "7 april 2027", "1 april 2027"),
    ):
        changed = Path(f"{new}.docx")
        changed.write_bytes(replaced(paths["ambtelijke-opdracht"].read_bytes(), old, new, 1))
        (pdf,) = converted("pdf", changed)
        verdict = case.verify(pdf.read_bytes(), pdf)
        assert verdict.uitkomst == Oordeel.DIFFERS
        assert [one.was for one in verdict.deviations] == [was], new
        assert new in verdict.deviations[0].now


def test_a_text_of_another_version_than_it_says_is_called_swapped(case: Case) -> None:
    first = case.render()["bestuurlijke-opdracht"].read_bytes()
    case.revise("tot=31-3-2028")
    path = case.render()["bestuurlijke-opdracht"]
    second = path.read_bytes()
    old = case.verify(first)
    assert (old.uitkomst, old.versie) == (Oordeel.AGREED, 1)
    assert "Versie 1 geldt niet meer: er is een versie 2." in old.remarks
    assert "Verwisseld: hier schreef het register versie 2; dit is versie 1." in case.verify(first, path).remarks
    assert case.verify(second).versie == 2

    def pretending(content: bytes, old: str, new: str) -> bytes:
        return edited(
            content, lambda name, xml: re.sub(f"(versie (?:</w:t></w:r>.*?<w:t[^>]*>)?){old}", rf"\g<1>{new}", xml)
        )

    for content, mine, other in ((first, 1, 2), (second, 2, 1)):
        swapped = pretending(content, str(mine), str(other))
        verdict = case.verify(swapped)
        assert (verdict.uitkomst, verdict.versie) == (Oordeel.DIFFERS, mine)
        said = f"Verwisseld: het document noemt zich versie {other}, maar heeft de tekst van versie {mine}."
        assert said in verdict.remarks


def test_a_forged_number_fools_nobody(case: Case) -> None:
    assert case.run("status", "2027-002", "vastgesteld", *SPITE).code == 0
    content = case.render()["bestuurlijke-opdracht"].read_bytes()
    document = docx.Document(io.BytesIO(content))
    document.core_properties.keywords = "2027-002"
    document.core_properties.title = "Bestuurlijke opdracht 2027-002: Samen inkopen"
    verdict = case.verify(saved(document))
    assert (verdict.uitkomst, verdict.opdracht) == (Oordeel.AGREED, "2027-001")
    assert verdict.remarks == ("In de eigenschappen van het bestand staat 2027-002; dat klopt niet met de tekst.",)
    forged = edited(content, lambda name, xml: xml.replace("2027-001", "2027-002"))
    verdict = case.verify(forged)
    assert (verdict.uitkomst, verdict.opdracht) == (Oordeel.DIFFERS, "2027-001")
    assert all("2027-002" in one.now and "2027-001" in one.was for one in verdict.deviations)
    assert "Verwisseld: het document noemt zich opdracht 2027-002, maar heeft de tekst van 2027-001." in verdict.remarks


def test_a_concept_is_called_a_concept(case: Case) -> None:
    case.run("render", "2027-002", "--to", "papier")
    path = next(Path("papier").glob("2027-002*bestuurlijke*"))
    ran = case.run("verify", str(path))
    assert ran.code == 4
    assert "Bestuurlijke opdracht van opdracht 2027-002, gemaakt op 23 november 2026." in ran.out
    assert "Dit is geen vastgestelde tekst." in ran.out
    resaved = case.verify(saved(docx.Document(str(path))))
    assert (resaved.uitkomst, resaved.opdracht) == (Oordeel.NOT_AGREED, "2027-002")
    content = path.read_bytes()
    assert case.run("status", "2027-002", "vastgesteld", *SPITE).code == 0
    later = case.verify(content, Path("x.docx"))
    assert (later.uitkomst, later.versie) == (Oordeel.NOT_AGREED, 1)
    assert "Het document noemt zichzelf een concept." in later.remarks


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Dit bestand is leeg"),
        (b"PK\x03\x04rommel", "Dit document is beschadigd"),
        (b"%PDF-1.7\nrommel", "PDF is beschadigd"),
        (b"zomaar tekst", "een tekstbestand"),
    ],
)
def test_a_file_that_is_no_document_gets_a_clear_sentence(case: Case, content: bytes, said: str) -> None:
    Path("x.docx").write_bytes(content)
    ran = case.run("verify", "x.docx")
    assert ran.code == 3
    assert said in ran.err


def test_a_document_of_something_else_is_refused(case: Case) -> None:
    document = docx.Document()
    document.add_paragraph("Beste collega, hierbij het verslag van 2027-001.")
    with pytest.raises(OpdrachtError, match="hoort niet bij een opdracht van dit register"):
        case.verify(saved(document))
    assert case.run("verify", "niets.docx").code == 3


def test_a_register_that_printed_nothing_still_knows_its_text(case: Case, tmp_path: Path) -> None:
    content = case.render()["ambtelijke-opdracht"].read_bytes()
    assert case.run("export", "alles.yaml").code == 0
    other = Register.at(str(tmp_path / "ander.db"))
    other.create()
    from opdracht.actions.imports import import_region

    import_region(other, Path("alles.yaml").read_bytes(), "x", year=2026, as_history=True)
    verdict = verify(other, Path("x.docx"), content, TODAY)
    assert (verdict.uitkomst, verdict.versie, verdict.printed_on) == (Oordeel.AGREED, 1, None)
    changed = verify(other, Path("x.docx"), replaced(content, "Woonwijken", "Dorpen", 1), TODAY)
    assert changed.uitkomst == Oordeel.DIFFERS


def test_what_a_template_of_the_region_printed_is_told_value_by_value(case: Case) -> None:
    path = case.render()["bestuurlijke-opdracht"]
    agreed = path.read_bytes()
    own_template(case, lambda xml: xml.replace("Beoogd resultaat", "Nu 900.000 euro"))
    assert case.verify(agreed).uitkomst == Oordeel.AGREED
    (found,) = case.verify(replaced(agreed, "Woonwijken", "Dorpen", 1)).deviations
    assert (found.was, found.now) == ("Woonwijken.", "Dorpen.")
    case.render()
    told = json.loads(case.run("verify", str(path), "--json").out)
    assert (told["uitkomst"], told["opdracht"], told["versie"]) == ("eigen sjabloon", "2027-001", 1)
    assert "Nu 900.000 euro" in told["zinnen_van_het_sjabloon"]
    assert not any("Bedrijven weten" in sentence for sentence in told["zinnen_van_het_sjabloon"])
    assert {"Doel", "Titel", "Mijlpaal 1, resultaat"} <= set(told["waarden"])
    assert "Aannames" not in told["ontbreekt"]
    assert case.run("verify", str(path)).code == 4
    changed = case.verify(replaced(path.read_bytes(), "Woonwijken", "Dorpen", 1))
    assert (changed.uitkomst, [place.now for place in changed.deviations]) == (Oordeel.OWN_TEMPLATE, ["Dorpen."])
    assert changed.shown is not None
    assert "Afbakening, niet" in "".join(changed.shown.lacking)
    assert "Dorpen." in changed.shown.sentences


def own_template(case: Case, edit: Callable[[str], str], name: str = "bestuurlijke-opdracht") -> Path:
    """A template of the region's own: that of the program with other words."""
    own = own_folder(case.register) / f"{name}.docx"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_bytes(edited(template_names()[name].read_bytes(), lambda part, xml: edit(xml)))
    return own


def test_no_template_and_no_row_makes_a_text_agreed(case: Case) -> None:
    agreed = case.render()["bestuurlijke-opdracht"].read_bytes()
    own = own_template(
        case, lambda xml: xml.replace("De opdrachtgever geeft", "De opdrachtgever betaalt alles en geeft")
    )
    doctored = case.render()["bestuurlijke-opdracht"].read_bytes()
    own.unlink()  # and nobody sees what was done
    verdict = case.verify(doctored)
    assert verdict.uitkomst == Oordeel.OWN_TEMPLATE
    assert "Het register drukte deze tekst op 23 november 2026 zo af." in verdict.remarks
    assert any("betaalt alles" in sentence for sentence in verdict.shown.sentences) if verdict.shown else False
    forged = replaced(agreed, "Woonwijken", "Dorpen", 1)
    with case.register.writing() as writer:
        mark = {"vingerafdruk": fingerprint(parts_of(forged)), "gemaakt_op": TODAY, "opdracht": "2027-001", "versie": 1}
        writer.insert([make(Afdruk, {**mark, "sjabloon": "bestuurlijke-opdracht"})])
        written = {**mark, "pad": "/x.docx", "sjabloon": "x", "sha256": hashlib.sha256(forged).hexdigest()}
        writer.insert([make(Document, written)])
    inserted = case.verify(forged)
    assert inserted.uitkomst == Oordeel.OWN_TEMPLATE
    assert inserted.shown is not None
    assert ("Dorpen." in inserted.shown.sentences, "Afbakening, niet" in inserted.shown.lacking) == (True, True)


def test_a_document_without_names_is_as_agreed_too(case: Case) -> None:
    assert case.run("set", "persoon", "wethouder", "naam=Jo Bakker").code == 0
    case.revise("tot=31-3-2028")
    assert case.run("render", "2027-001", "--to", "zonder", "--without-names").code == 0
    for path in Path("zonder").glob("*.docx"):
        assert case.verify(path.read_bytes()).uitkomst == Oordeel.AGREED


def a_template_of_an_amendment(case: Case) -> None:
    template = docx.Document()
    template.add_heading("Wijziging van {{ opdracht.nummer }}", 1)
    template.add_paragraph("Versie {{ document.versie }}, {{ wijziging.datum }}. Waarom: {{ wijziging.reden }}")
    for text in (
        "{%p for v in wijziging.verschillen %}",
        "{{ v.onderdeel }}: {{ v.was }} wordt {{ v.wordt }}",
        "{%p endfor %}",
    ):
        template.add_paragraph(text)
    own = own_folder(case.register)
    own.mkdir(parents=True)
    template.save(str(own / "wijziging.docx"))


@pytest.mark.parametrize("is_own", [False, True])
def test_the_amendment_is_printed_and_known_as_the_version_it_makes(case: Case, is_own: bool) -> None:
    if is_own:
        a_template_of_an_amendment(case)
    refused = case.run("render", "2027-001", "--template", "wijziging")
    assert (refused.code, "heeft geen wijziging" in refused.err) == (3, True)
    case.run("set", "2027-001", "tot=31-3-2028")
    assert case.run("render", "2027-001", "--template", "wijziging").code == 0
    (draft,) = Path("documenten").glob("*wijziging 2.docx")
    assert case.verify(saved(docx.Document(str(draft)))).uitkomst == Oordeel.NOT_AGREED
    case.run("status", "2027-001", "vastgesteld", *SPITE, "--reason", "De netbeheerder levert later.")
    assert case.run("render", "2027-001", "--template", "wijziging", "--force").code == 0
    verdict = case.verify(saved(docx.Document(str(draft))))
    expected = Oordeel.OWN_TEMPLATE if is_own else Oordeel.AGREED
    assert (verdict.uitkomst, verdict.versie, verdict.template) == (expected, 2, "wijziging")


def states(case: Case) -> dict[str, str]:
    with case.register.reading() as reader:
        rows = reader.rows(Document)
    return {Path(row.pad).name[:20] + row.sjabloon[:4]: state_of(row) for row in rows}


def test_the_register_knows_which_documents_exist(case: Case) -> None:
    paths = case.render()
    listed = json.loads(case.run("list", "documenten", "--json").out)
    assert [(row["opdracht"], row["versie"], row["staat"]) for row in listed] == [("2027-001", 1, "staat er")] * 2
    first, second = (Path(row["pad"]) for row in listed)
    assert listed[0]["sha256"] == hashlib.sha256(first.read_bytes()).hexdigest()
    first.unlink()
    second.write_bytes(b"anders")
    assert [row["staat"] for row in json.loads(case.run("list", "documenten", "--json").out)] == ["is weg", "veranderd"]
    case.render()
    assert set(states(case).values()) == {"staat er"}
    assert len(paths) == 2
    with case.register.reading() as reader:
        (row,) = [row for row in reader.rows(Afdruk) if row.sjabloon == "ambtelijke-opdracht"]
    assert row.vingerafdruk == fingerprint(parts_of(paths["ambtelijke-opdracht"].read_bytes()))


def test_a_run_that_was_cut_off_leaves_the_truth(case: Case) -> None:
    paths = case.render()
    one, two = paths.values()
    coming = [(path, template, "2027-001") for template, path in paths.items()]
    coming.append((Path("papier/nieuw.docx"), "bestuurlijke-opdracht", "2027-002"))
    announce_documents(case.register, coming, TODAY)  # and then the machine goes off, half-way
    one.write_bytes(b"een nieuwe versie")
    assert sorted(states(case).values()) == ["niet afgemaakt", "niet afgemaakt", "staat er"]
    case.render()
    assert set(states(case).values()) == {"staat er"}
    assert len(states(case)) == 2
    assert two.exists()


def test_a_document_that_could_not_be_written_is_known_as_it_was(case: Case) -> None:
    paths = case.render()
    before = states(case)
    with (
        pytest.raises(KeyboardInterrupt),
        announced(case.register, [(p, t, "2027-001") for t, p in paths.items()], TODAY),
    ):
        raise KeyboardInterrupt
    assert states(case) == before
    with case.register.reading() as reader:
        assert all(len(row.sha256) == 64 for row in reader.rows(Document))


def test_the_regiofoto_is_known_too_and_is_no_agreed_text(case: Case) -> None:
    assert case.run("report", "--to", "papier").code == 0
    path = next(Path("papier").glob("regiofoto*"))
    assert [row["sjabloon"] for row in json.loads(case.run("list", "documenten", "--json").out)] == ["regiofoto"]
    ran = case.run("verify", str(path))
    assert ran.code == 4
    assert "Regiofoto, gemaakt op 23 november 2026." in ran.out
    assert "Dit is geen vastgestelde tekst." in ran.out


def test_a_row_of_a_table_that_became_two_is_a_deviation(case: Case) -> None:
    content = case.render()["bestuurlijke-opdracht"].read_bytes()
    document = docx.Document(io.BytesIO(content))
    table = next(table for table in document.tables if table.rows[0].cells[0].text == "Organisatie")
    row = table.rows[1]
    texts = [cell.text for cell in row.cells]
    new = deepcopy(row._tr)
    row._tr.addnext(new)
    for cell in row.cells[1:]:
        cell.paragraphs[0].clear()
    table.rows[2].cells[0].paragraphs[0].clear()
    verdict = case.verify(saved(document))
    assert verdict.uitkomst == Oordeel.DIFFERS
    assert [(place.was, place.now) for place in verdict.deviations] == [(texts[1], f"{texts[1]} [in een andere rij]")]


def test_two_rows_that_became_one_are_a_deviation() -> None:
    rows = [
        Part("tabel 1, rij 1, kolom 1", "780", "kolom 1"),
        Part("tabel 1, rij 1, kolom 2", "ja", "kolom 2"),
        Part("tabel 1, rij 2, kolom 3", "niet", "kolom 3"),
    ]
    together = [*rows[:2], Part("tabel 1, rij 1, kolom 3", "niet", "kolom 3")]
    assert [part.opens_row for part in with_rows(rows)] == [True, False, True]
    (place,) = deviations(list(with_rows(rows)), list(with_rows(together)))
    assert (place.was, place.now) == ("niet", "niet [in een andere rij]")
