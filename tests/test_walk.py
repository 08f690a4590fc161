"""Places in a Word document: whoever names one, of a template or of what was sent back, uses the same words for it."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from opdracht.documents.lint.places import paragraphs
from opdracht.proof.text import parts_of
from tests.test_compiled import saved

BOX = (
    f"<w:p {nsdecls('w')}><w:r><w:t>naast</w:t></w:r><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'>"
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>in een vak</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
CONTROL = (
    f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>in een besturing</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
MOVED = (
    f"<w:p {nsdecls('w')}><w:moveFrom><w:r><w:t>verplaatst</w:t></w:r></w:moveFrom><w:r><w:t>gebleven</w:t></w:r></w:p>"
)


def with_blocks(*blocks: str) -> Document:
    document = docx.Document()
    for number, block in enumerate(blocks):
        document.element.body.insert(number, parse_xml(block))
    return document


def with_tables() -> Document:
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "samen"
    table.cell(0, 2).text = "derde"
    table.cell(1, 0).text = "buiten"
    inner = table.cell(1, 0).add_table(1, 2)
    inner.cell(0, 1).text = "binnen"
    return document


@pytest.mark.parametrize(
    ("document", "places"),
    [
        (with_blocks(BOX), {"naast": "alinea 1", "in een vak": "alinea 1, tekstvak, alinea 1"}),
        (with_blocks(CONTROL, BOX), {"in een besturing": "alinea 1", "naast": "alinea 2"}),
        (
            with_tables(),
            {"samen": "tabel 1, rij 1, kolom 1", "derde": "tabel 1, rij 1, kolom 3",
             "binnen": "tabel 1, rij 2, kolom 1, tabel 1, rij 1, kolom 2"},
        ),
    ],
    ids=["a text box", "a content control", "joined cells and a table in a table"],
)  # fmt: skip
def test_a_template_and_a_document_sent_back_have_the_same_places(document: Any, places: dict[str, str]) -> None:
    of_template = {paragraph.text: paragraph.place for paragraph in paragraphs(document.element.body)}
    of_document = {part.text: part.place for part in parts_of(saved(document))}
    assert {text: of_template[text] for text in places} == places
    assert {text: of_document[text] for text in places} == places


def test_what_a_tracked_move_took_away_is_not_read_and_keeps_its_number() -> None:
    parts = parts_of(saved(with_blocks(MOVED, CONTROL)))
    assert [(part.place, part.text) for part in parts] == [("alinea 1", "gebleven"), ("alinea 2", "in een besturing")]
