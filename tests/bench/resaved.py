"""How many documents that were only saved again are as agreed: all of the two examples, in every way that is known.

Run it with `python -m tests.bench.resaved`; it prints what is not as agreed, the number that is, and the slowest verdict.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from opdracht.actions.demo import PEILDATUM, fill
from opdracht.actions.render import render_documents
from opdracht.agreed.freezing import freeze
from opdracht.documents.libreoffice import find_soffice
from opdracht.documents.templates import Material, chosen_templates
from opdracht.model import Opdracht
from opdracht.proof.verify import Oordeel, verify
from opdracht.store import Register
from tests.resaving import WAYS, by_libreoffice

EXAMPLES = ("regio", "zwak")


def main() -> None:
    """Print the figures."""
    right = total = 0
    slowest = 0.0
    with TemporaryDirectory() as folder:
        for example in EXAMPLES:
            register, paths = _agreed(Path(folder, example), example)
            for way, path, content in _saved_again(paths, Path(folder, example)):
                start = time.perf_counter()
                verdict = verify(register, path, content, PEILDATUM)
                slowest = max(slowest, time.perf_counter() - start)
                total += 1
                right += verdict.uitkomst == Oordeel.AGREED
                if verdict.uitkomst != Oordeel.AGREED:
                    print(f"{path.name}, {way}: {verdict.uitkomst} {[*verdict.obstacles, *verdict.deviations][:3]}")
    print(f"{right} of {total} as agreed; the slowest in {slowest:.2f} s")


def _agreed(folder: Path, example: str) -> tuple[Register, list[Path]]:
    """A register in which every agreement of an example is vastgesteld, and the two documents of each."""
    register = fill(folder, force=False, example=example).register
    with register.writing() as writer:
        for opdracht in writer.rows(Opdracht):
            if not opdracht.status.is_agreed:  # the others were frozen with the example
                freeze(writer, opdracht.nummer, PEILDATUM)
    with register.reading() as reader:
        regio = reader.region(texts=True)
    papers = folder / "papier"
    rendered = render_documents(
        Material(regio, PEILDATUM), [*regio.opdrachten], chosen_templates([]), papers, force=True
    )
    return register, sorted(file.path for file in rendered.printed)


def _saved_again(paths: list[Path], folder: Path) -> Iterator[tuple[str, Path, bytes]]:
    for way, save in WAYS.items():
        yield from ((way, path, save(path.read_bytes())) for path in paths)
    if find_soffice() is not None:
        for way, through_odt in (("LibreOffice", False), ("LibreOffice by way of odt", True)):
            again = by_libreoffice(paths, folder, through_odt=through_odt)
            yield from ((way, path, saved.read_bytes()) for path, saved in zip(paths, again, strict=True))


if __name__ == "__main__":
    main()
