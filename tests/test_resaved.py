"""Documents that LibreOffice opened and saved again keep every word."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest

from opdracht.actions.demo import fill
from opdracht.documents.libreoffice import find_soffice
from tests.test_documents import texts_of


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed here")
def test_libreoffice_saves_every_document_of_the_set_without_loss_of_text(run: Any, tmp_path: Path) -> None:
    location = ["--register", fill(tmp_path / "demo", force=False).register.location, "--to", str(tmp_path / "voor")]
    for name in ("bestuurlijke-opdracht", "ambtelijke-opdracht", "gespreksagenda"):
        assert run("render", "2027-001", "2027-008", "2027-009", "--template", name, *location).code == 0
    assert run("render", "breda", "rwb", "zundert", "--template", "gemeenteblad", *location).code == 0
    assert run("report", *location).code == 0
    assert run("capacity", *location).code == 0
    before = sorted((tmp_path / "voor").glob("*.docx"))
    assert len(before) == 3 * 3 + 3 + 2
    subprocess.run(
        [
            str(find_soffice()), f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--headless",
            "--convert-to", "docx", "--outdir", str(tmp_path / "na"), *map(str, before),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for path in before:
        saved = docx.Document(str(tmp_path / "na" / path.name))
        assert texts_of(saved).split() == texts_of(docx.Document(str(path))).split()
