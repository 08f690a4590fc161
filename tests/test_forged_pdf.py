"""PDFs that a reader reads otherwise than a program: made from one PDF of the demo, and none of them is as agreed."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from opdracht.actions.demo import Demo, fill
from opdracht.documents.libreoffice import find_soffice
from opdracht.errors import OpdrachtError
from opdracht.proof.pdf_text import PdfReading, read_pdf, reading_of
from opdracht.proof.verify import Oordeel, verify

pytestmark = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")

Forgery = Callable[[pikepdf.Pdf], None]
AGREED = "45.000 euro"
FORGERIES: dict[str, Forgery] = {}


def forgery(change: Forgery) -> Forgery:
    FORGERIES[change.__name__.replace("_", " ")] = change
    return change


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return fill(tmp_path_factory.mktemp("demo") / "demo", force=False)


@pytest.fixture(scope="module")
def agreed(demo: Demo) -> bytes:
    """The PDF of a bestuurlijke opdracht that was vastgesteld, as the program makes it."""
    folder = Path(demo.register.location).parent / "papier"
    command = ["render", "2027-001", "--template", "bestuurlijke-opdracht", "--pdf", "--to", str(folder)]
    subprocess.run(
        [sys.executable, "-m", "opdracht", "--register", demo.register.location, *command],
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.pdf")
    return made.read_bytes()


@pytest.fixture(scope="module")
def honest(agreed: bytes) -> PdfReading:
    return reading_of(agreed)


def forged(content: bytes, change: Forgery, **saving: Any) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(target, **saving)
    return target.getvalue()


def rewritten(pdf: pikepdf.Pdf, pattern: bytes, by: bytes | Callable[[re.Match[bytes]], bytes]) -> None:
    """Change the instructions of the first page, once."""
    page = pdf.pages[0]
    content, number = re.subn(pattern, by, page.Contents.read_bytes(), count=1, flags=re.DOTALL)
    assert number == 1
    page.Contents.write(content)


def added(pdf: pikepdf.Pdf, instructions: bytes) -> None:
    """Draw more on the first page."""
    page = pdf.pages[0]
    page.Contents.write(page.Contents.read_bytes() + b"\n" + instructions)


def font(pdf: pikepdf.Pdf) -> Any:
    return (pdf.pages[0].obj.get("/Resources") or pdf.Root.Pages.Resources).Font.F1


def resources(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj.get("/Resources") or pdf.Root.Pages.Resources


def code_of(pdf: pikepdf.Pdf, sign: str) -> bytes:
    (code,) = re.findall(rb"<(..)> <%04X>" % ord(sign), font(pdf).ToUnicode.read_bytes())
    return bytes(code)


FIRST_TEXT = rb"BT\n([\d.]+) ([\d.]+) Td /F2 11 Tf(.*?)ET"


@forgery
def a_note_on_the_page(pdf: pikepdf.Pdf) -> None:
    look = pdf.make_stream(b"1 1 1 rg 0 0 200 14 re f", BBox=[0, 0, 200, 14], Subtype=Name.Form, Type=Name.XObject)
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.FreeText,
        Rect=Array([60, 400, 260, 414]),
        Contents="900.000 euro",
        AP=Dictionary(N=look),
    )
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


@forgery
def a_field_of_a_form(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="x", V="900.000", Rect=Array([60, 400, 260, 414])
        )
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), NeedAppearances=True)


@forgery
def a_form_in_xml(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


@forgery
def a_layer_that_is_off(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="laag"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    resources(pdf).Properties = Dictionary(L=layer)
    rewritten(pdf, FIRST_TEXT, rb"/OC /L BDC \g<0> EMC")


@forgery
def text_that_is_not_painted(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"BT\n", b"BT 3 Tr\n")


@forgery
def text_that_only_cuts(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"BT\n", b"BT 7 Tr\n")


@forgery
def text_that_is_clipped(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, FIRST_TEXT, rb"0 0 5 5 re W n \g<0>")


@forgery
def a_page_that_is_clipped(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"0 0\.028 595\.\d+ 841\.\d+ re", b"0 400 595 400 re")


@forgery
def a_page_that_is_cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = Array([0, 400, 595, 842])


@forgery
def a_paper_that_is_too_small(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, 300, 842])


@forgery
def a_paper_that_is_moved(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = Array([100, 0, 695, 842])


@forgery
def a_page_that_is_turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Rotate = 180


@forgery
def all_pages_turned_from_above(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Rotate = 90


@forgery
def a_page_of_another_unit(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].UserUnit = 20


@forgery
def white_letters(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"q [\d. ]+ rg\nBT", b"q 1 1 1 rg\nBT")


@forgery
def letters_almost_white(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"q [\d. ]+ rg\nBT", b"q 0.9 0.9 0.9 rg\nBT")


@forgery
def a_white_patch_over_the_text(pdf: pikepdf.Pdf) -> None:
    added(pdf, b"1 1 1 rg 60 400 400 60 re f")


@forgery
def a_white_line_over_the_text(pdf: pikepdf.Pdf) -> None:
    added(pdf, b"1 1 1 RG 14 w 60 488 m 540 488 l S")


@forgery
def a_line_through_the_text(pdf: pikepdf.Pdf) -> None:
    (base, *_) = re.findall(rb"175\.6 ([\d.]+) Td", pdf.pages[0].Contents.read_bytes())
    added(pdf, b"0.5 w 68 %f m 527 %f l S" % (float(base) + 3, float(base) + 3))


@forgery
def a_short_line_that_is_a_one(pdf: pikepdf.Pdf) -> None:
    added(pdf, b"1 w 300 300 m 300 308 l S")


@forgery
def a_large_number_of_long_lines(pdf: pikepdf.Pdf) -> None:
    added(pdf, b"1 w " + b" ".join(b"100 %d m 400 %d l S" % (y, y) for y in range(100, 180, 2)))


@forgery
def a_drawing(pdf: pikepdf.Pdf) -> None:
    added(pdf, b"1 w 300 90 m 310 100 320 80 330 90 c S")


@forgery
def letters_too_small(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"/F2 11 Tf", b"/F2 0.1 Tf")


@forgery
def letters_without_width(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, FIRST_TEXT, rb"BT 0.001 0 0 1 \1 \2 Tm /F2 11 Tf\3ET")


@forgery
def letters_that_are_stretched_to_nothing(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"/F2 11 Tf", b"0.1 Tz /F2 11 Tf")


@forgery
def mirrored_letters(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, FIRST_TEXT, rb"BT -1 0 0 1 500 \2 Tm /F2 11 Tf\3ET")


@forgery
def all_scaled_to_nothing(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"q 0 0", b"0.01 0 0 0.01 0 0 cm q 0 0")


@forgery
def text_beside_the_paper(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, FIRST_TEXT, rb"BT\n-500 \2 Td /F2 11 Tf\3ET")


@forgery
def letters_over_one_another(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"(/F1 9.5 Tf\[<..)", rb"\1>900<")


@forgery
def letters_moved_in_two_steps(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"(/F1 9.5 Tf\[<..)", rb"\1>450<>450<")


@forgery
def two_cells_that_changed_places(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    (first, second) = re.findall(rb"175\.6 ([\d.]+) Td /F1 9.5", content)[:2]
    for old, new in ((first, b"@@"), (second, first), (b"@@", second)):
        content = content.replace(b"175.6 " + old + b" Td /F1 9.5", b"175.6 " + new + b" Td /F1 9.5")
    pdf.pages[0].Contents.write(content)


@forgery
def a_character_map_that_calls_a_four_a_nine(pdf: pikepdf.Pdf) -> None:
    """Every four is drawn as a seven, and the map calls the sevens fours."""
    four, seven = code_of(pdf, "4"), code_of(pdf, "7")
    old = font(pdf).ToUnicode.read_bytes()
    swapped = old.replace(b"<%s> <0034>" % four, b"<%s> <0037>" % four)
    font(pdf).ToUnicode.write(swapped.replace(b"<%s> <0037>" % seven, b"<%s> <0034>" % seven, 1))
    for page in pdf.pages:
        page.Contents.write(
            re.sub(
                rb"(/F1 [\d.]+ Tf)(.*?)(T[jJ])",
                lambda text: text[1] + exchanged(text[2], four, seven) + text[3],
                page.Contents.read_bytes(),
            )
        )


def exchanged(text: bytes, one: bytes, other: bytes) -> bytes:
    def in_codes(codes: re.Match[bytes]) -> bytes:
        pairs = re.findall(rb"..", codes[1])
        return b"<" + b"".join(other if pair == one else one if pair == other else pair for pair in pairs) + b">"

    return re.sub(rb"<([0-9A-F]+)>", in_codes, text)


@forgery
def glyphs_that_changed_places_in_the_font(pdf: pikepdf.Pdf) -> None:
    stream = font(pdf).FontDescriptor.FontFile2
    program = TTFont(io.BytesIO(stream.read_bytes()))
    (table,) = program["cmap"].tables
    four, seven = (table.cmap[int(code_of(pdf, sign), 16)] for sign in "47")
    glyphs = program["glyf"].glyphs
    glyphs[four], glyphs[seven] = glyphs[seven], glyphs[four]
    target = io.BytesIO()
    program.save(target)
    stream.write(target.getvalue())
    stream.Length1 = len(target.getvalue())


@forgery
def two_codes_for_one_sign(pdf: pikepdf.Pdf) -> None:
    stream = font(pdf).ToUnicode
    seven = code_of(pdf, "7")
    stream.write(stream.read_bytes().replace(b"<%s> <0037>" % seven, b"<%s> <0034>" % seven))
    pdf.pages[0].Contents.write(pdf.pages[0].Contents.read_bytes())


@forgery
def a_font_that_is_not_in_the_file(pdf: pikepdf.Pdf) -> None:
    del font(pdf).FontDescriptor["/FontFile2"]


@forgery
def a_font_with_an_encoding_of_its_own(pdf: pikepdf.Pdf) -> None:
    font(pdf).Encoding = Dictionary(Differences=Array([1, Name.nine]))


@forgery
def a_font_that_is_drawn_by_instructions(pdf: pikepdf.Pdf) -> None:
    font(pdf).Subtype = Name.Type3


@forgery
def letters_of_another_width(pdf: pikepdf.Pdf) -> None:
    font(pdf).Widths[1] = 0


@forgery
def text_that_stands_for_other_text(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, rb"<</MCID 2>>", b"<</MCID 2/ActualText<FEFF0039>>>")


@forgery
def other_text_for_who_listens(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].K[0].ActualText = "900.000 euro"


@forgery
def a_script_at_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


@forgery
def an_action_of_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


@forgery
def a_link_that_starts_a_program(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F="cmd.exe")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Border=Array([0, 0, 0]), A=action)
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


@forgery
def a_file_inside(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["bijlage.txt"] = b"900.000 euro"


@forgery
def a_picture(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(
        b"\xff" * 300,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=10,
        Height=10,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )
    resources(pdf).XObject = Dictionary(P=picture)
    added(pdf, b"q 300 0 0 100 60 400 cm /P Do Q")


@forgery
def a_picture_among_the_instructions(pdf: pikepdf.Pdf) -> None:
    added(pdf, b"q 300 0 0 100 60 400 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q")


@forgery
def a_gradient(pdf: pikepdf.Pdf) -> None:
    by = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([1, 1, 1]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 0]), Function=by)
    resources(pdf).Shading = Dictionary(S=shading)
    added(pdf, b"/S sh")


@forgery
def text_that_is_transparent(pdf: pikepdf.Pdf) -> None:
    resources(pdf).ExtGState = Dictionary(G=Dictionary(ca=0))
    rewritten(pdf, rb"BT\n", b"/G gs BT\n")


@forgery
def a_mask_over_all(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_stream(b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Group=Dictionary(S=Name.Transparency))
    mask = Dictionary(S=Name.Luminosity, G=group)
    resources(pdf).ExtGState = Dictionary(G=Dictionary(SMask=mask))
    rewritten(pdf, rb"BT\n", b"/G gs BT\n")


@forgery
def a_page_that_passes_by(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Trans = Dictionary(S=Name.Dissolve)
    pdf.pages[0].Dur = 1


@forgery
def colours_that_become_white(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes().replace(b"XYZ ", b"\x00\x00\x00\x00"))


@forgery
def a_heading_beside_the_pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = "Budget: 900.000 euro"


@forgery
def an_instruction_cut_off(pdf: pikepdf.Pdf) -> None:
    added(pdf, b"q")


@forgery
def a_page_that_stands_twice(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.pages[0].obj)
    pdf.Root.Pages.Count = 3


@forgery
def a_page_more(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()
    pdf.pages[-1].Contents = pdf.make_stream(b"0 0 0 rg 100 100 300 300 re f")


@pytest.mark.parametrize("name", FORGERIES)
def test_a_pdf_that_reads_otherwise_is_not_judged(agreed: bytes, honest: PdfReading, name: str) -> None:
    reading = reading_of(forged(agreed, FORGERIES[name]))
    assert reading.obstacles or reading.pages != honest.pages


def test_the_pdf_that_they_are_made_of_has_no_obstacle(honest: PdfReading) -> None:
    assert honest.obstacles == []


@pytest.mark.parametrize("name", ["a note on the page", "text that is not painted", "letters almost white"])
def test_verify_says_that_it_cannot_judge_it(demo: Demo, agreed: bytes, name: str) -> None:
    verdict = verify(demo.register, Path("x.pdf"), forged(agreed, FORGERIES[name]), date(2026, 11, 23))
    assert (verdict.uitkomst, verdict.opdracht) == (Oordeel.NOT_JUDGED, "2027-001")
    assert verdict.obstacles[0].place == "bladzijde 1"


def test_verify_calls_the_pdf_that_the_program_made_as_agreed(demo: Demo, agreed: bytes) -> None:
    verdict = verify(demo.register, Path("x.pdf"), agreed, date(2026, 11, 23))
    assert (verdict.uitkomst, verdict.opdracht, verdict.obstacles) == (Oordeel.AGREED, "2027-001", [])


@pytest.mark.parametrize(
    "saving",
    [
        {"linearize": True},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"compress_streams": True, "recompress_flate": True},
    ],
    ids=["for the web", "packed", "packed anew"],
)
def test_a_pdf_that_was_only_saved_again_has_no_obstacle(
    agreed: bytes, honest: PdfReading, saving: dict[str, Any]
) -> None:
    reading = reading_of(forged(agreed, lambda pdf: None, **saving))
    assert (reading.obstacles, reading.pages) == ([], honest.pages)


def test_what_stands_before_or_after_the_file_or_was_added_to_it_is_named(agreed: bytes) -> None:
    added_later = agreed + b"1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    for content in (b"PK\x03\x04" + agreed, agreed + b"\n<script>", added_later, agreed + agreed):
        with suppress(OpdrachtError):
            assert reading_of(content).obstacles


def test_a_protected_pdf_is_not_judged_and_one_with_a_password_to_read_is_refused(agreed: bytes) -> None:
    owner = forged(agreed, lambda pdf: None, encryption=pikepdf.Encryption(owner="x", user=""))
    assert [obstacle.what for obstacle in reading_of(owner).obstacles] == ["een beveiliging"]
    user = forged(agreed, lambda pdf: None, encryption=pikepdf.Encryption(owner="x", user="y"))
    with pytest.raises(OpdrachtError, match="Deze PDF is met een wachtwoord beveiligd"):
        reading_of(user)


@pytest.fixture(scope="module")
def unpacked(agreed: bytes) -> bytes:
    """The same PDF with its streams unpacked, so that a changed byte changes what is drawn."""
    return forged(
        agreed, lambda pdf: None, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.specialized
    )


FONT_PROGRAM = re.compile(rb"/Length1 \d+.{,80}?stream\r?\n.*?endstream", re.DOTALL)


def pictures(content: bytes) -> list[npt.NDArray[np.int16]]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.render(scale=2, grayscale=True).to_numpy().astype(np.int16) for page in document]


def is_in_a_font(content: bytes, place: int) -> bool:
    """Whether a place lies in the program of a font: a dent there is in every such letter, and it is still that letter
    or refused, as the tests of false maps show."""
    return any(font.start() < place < font.end() for font in FONT_PROGRAM.finditer(content))


@pytest.mark.parametrize("form", ["agreed", "unpacked"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5))
def test_bytes_changed_at_random_change_nothing_to_see_in_what_is_judged(
    form: str, changes: list[tuple[float, int]], honest: PdfReading, request: pytest.FixtureRequest
) -> None:
    before: bytes = request.getfixturevalue(form)
    content = bytearray(before)
    for place, byte in changes:
        if not is_in_a_font(before, int(place * len(content))):
            content[int(place * len(content))] = byte
    try:
        reading = reading_of(bytes(content))
    except OpdrachtError:
        return
    if reading.obstacles or reading.pages != honest.pages:
        return
    for was, now in zip(pictures(before), pictures(bytes(content)), strict=True):
        assert was.shape == now.shape
        assert (abs(was - now) > 100).sum() < 0.05 * (was < 128).sum(), "more than a dent in one letter"


def test_a_pdf_that_unpacks_to_gigabytes_is_refused_in_one_sentence(agreed: bytes) -> None:
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(b" " * 10_000_000) for _ in range(200)) + packing.flush()

    def unpacks_without_end(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents.write(packed, filter=Name.FlateDecode)

    with pytest.raises(OpdrachtError, match="te veel tijd of geheugen"):
        read_pdf(forged(agreed, unpacks_without_end))


def test_a_page_too_large_or_with_too_much_on_it_is_not_judged_and_too_many_pages_are_refused(agreed: bytes) -> None:
    def too_large(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = Array([0, 0, 200_000, 200_000])

    def too_much(pdf: pikepdf.Pdf) -> None:
        added(pdf, b"0 0 0 rg " * 100_000)

    def too_many(pdf: pikepdf.Pdf) -> None:
        for _ in range(500):
            pdf.pages.append(pdf.pages[0])

    assert reading_of(forged(agreed, too_large)).obstacles[0].what == "een bladzijde van een andere maat"
    assert reading_of(forged(agreed, too_much)).obstacles[0].what == "te veel tekenopdrachten"
    with pytest.raises(OpdrachtError, match="meer dan 500 bladzijden"):
        reading_of(forged(agreed, too_many))


def test_a_text_with_emoji_and_from_right_to_left_is_recognised_and_not_judged(demo: Demo, tmp_path: Path) -> None:
    words = "Huizen \U0001f3e0 isoleren met \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd, voor 1.400 woningen."
    at = ["--register", demo.register.location]
    for command in (
        ["set", "2027-003", f"doel={words}", "titel=Vlas \U0001f33e en hennep"],
        ["status", "2027-003", "vastgesteld", "--despite", "Voor deze toets."],
        ["render", "2027-003", "--template", "bestuurlijke-opdracht", "--pdf", "--to", str(tmp_path)],
    ):
        subprocess.run([sys.executable, "-m", "opdracht", *command, *at], check=True, capture_output=True)
    (made,) = tmp_path.glob("*.pdf")
    verdict = verify(demo.register, made, made.read_bytes(), date(2026, 11, 23))
    assert (verdict.uitkomst, verdict.opdracht, [*verdict.deviations]) == (Oordeel.NOT_JUDGED, "2027-003", [])
