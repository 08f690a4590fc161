"""How many documents a second: the plain docxtpl loop, docxtemplater, ours, and the floor of zipping all members.

    .venv/bin/python -m tests.bench.render [NODE_MODULES]

500 different agreements, on one core, in one interleaved run. NODE_MODULES is a folder in which the npm packages
docxtemplater and pizzip are installed; without it docxtemplater is left out. Then: building what a template sees, the
writing, two cores against one, and the memory of ten times as many documents.
"""

from __future__ import annotations

import copy
import gc
import io
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import docx
import yaml
from docxtpl import DocxTemplate

from opdracht.documents.contexts.agreement import agreement_context
from opdracht.documents.engine.compiled import CompiledTemplate
from opdracht.documents.engine.printing import AHEAD, Job, JobResult, print_here
from opdracht.documents.engine.render import template_names, title_of
from opdracht.documents.engine.sandbox import Sandbox
from opdracht.documents.engine.workers import shared
from opdracht.paths import HERE
from opdracht.region import Regio
from tests.bench.docxtemplater import Docxtemplater
from tests.builders import regio_of

DOCUMENTS = 500
ROUNDS = 10
TODAY = date(2026, 11, 23)
TEMPLATE = "ambtelijke-opdracht"


def region(size: int) -> Regio:
    """A region of this many agreements, no two alike, made of those of the demo that are filled."""
    data = yaml.safe_load((HERE / "demo" / "regio.yaml").read_bytes())
    full = [agreement for agreement in data["opdrachten"] if len(agreement.get("mijlpalen", ())) > 1]
    data["opdrachten"] = [_variation(full[n % len(full)], n) for n in range(size)]
    return regio_of(_as_texts(data))


def _variation(agreement: dict[str, Any], number: int) -> dict[str, Any]:
    varied = copy.deepcopy(agreement)
    varied.pop("na", None)
    varied["nummer"] = f"2027-{number + 1:03d}"
    varied["titel"] += f" {number}"
    for name in ("doel", "beoogd_resultaat", "aanleiding", "risicos"):
        varied[name] = f"{varied.get(name, '')} Variant {number} & {number * 7919 % 1000}."
    varied["mijlpalen"] = [*varied["mijlpalen"], *varied["mijlpalen"]][: 2 + number % 4]
    return varied


def _as_texts(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _as_texts(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_texts(value) for value in data]
    return data if isinstance(data, str | None) else str(data)


def plain(template: bytes, context: dict[str, Any]) -> bytes:
    """As everybody writes it."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, Sandbox())
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def members(document: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def zipped(found: list[tuple[str, bytes]]) -> bytes:
    """The floor: all members of a finished document."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found:
            archive.writestr(name, content)
    return made.getvalue()


def seconds(work: Callable[[Any], Any], given: list[Any]) -> float:
    begin = time.perf_counter()
    for one in given:
        work(one)
    return time.perf_counter() - begin


def texts(document: bytes) -> list[str]:
    return [text for p in docx.Document(io.BytesIO(document)).element.body.iter() if (text := p.text) and text.strip()]


def one_core(modules: Path | None) -> None:
    template = template_names()[TEMPLATE].read_bytes()
    regio = region(DOCUMENTS)
    contexts = [agreement_context(regio, nummer, title_of(TEMPLATE), TODAY) for nummer in regio.opdrachten]
    compiled = CompiledTemplate(template)

    def ours(context: dict[str, Any]) -> bytes:
        return compiled.render(context, context["opdracht"]["titel"], context["opdracht"]["nummer"], TODAY)

    finished = [members(ours(context)) for context in contexts]
    part = DOCUMENTS // ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        other = Docxtemplater(modules, Path(folder), template, contexts) if modules else None
        if other:
            alike = texts(other.last.read_bytes()) == texts(ours(contexts[49]))
            print(f"docxtemplater's text is ours: {alike}")
        rates: dict[str, list[float]] = {}
        for number in range(ROUNDS):
            begin, end = number * part, (number + 1) * part
            for name, took in (
                ("plain docxtpl", seconds(lambda context: plain(template, context), contexts[begin:end])),
                ("docxtemplater", other.seconds(begin, end) if other else 0.0),
                ("ours", seconds(ours, contexts[begin:end])),
                ("zip all members", seconds(zipped, finished[begin:end])),
            ):
                if took:
                    rates.setdefault(name, []).append(part / took)
        if other:
            other.close()
    for name, found in rates.items():
        ratio = statistics.median(mine / theirs for mine, theirs in zip(rates["ours"], found, strict=True))
        print(f"{name:<18}{statistics.median(found):8.0f} documents/s   ours is {ratio:5.2f} x that")
    building = seconds(lambda n: agreement_context(regio, n, TEMPLATE, TODAY), list(regio.opdrachten))
    print(f"building what the template sees: {building / DOCUMENTS * 1000:.2f} ms a document")


def jobs(regio: Regio, folder: Path, times: int = 1) -> Iterator[Job]:
    for turn in range(times):
        for nummer in regio.opdrachten:
            context = agreement_context(regio, nummer, title_of(TEMPLATE), TODAY)
            path = folder / f"{turn % 2} {nummer}.docx"  # twice 500 files at most: the disk is not what is measured
            path.unlink(missing_ok=True)
            yield Job(template_names()[TEMPLATE], context, regio.opdrachten[nummer].titel, nummer, path)


def rate(answers: Iterator[Any]) -> tuple[float, float]:
    """Seconds until the first answer, and answers a second from then on."""
    begin = time.perf_counter()
    next(answers)
    first = time.perf_counter()
    number = sum(1 for _ in answers)
    return first - begin, number / (time.perf_counter() - first)


def all_of_it() -> None:
    """What a template sees, rendering, and writing to the disk: on one core and on two, in turns."""
    regio = region(DOCUMENTS)
    every = os.sched_getaffinity(0)
    one = {min(every)}
    found: list[tuple[float, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(3):
            os.sched_setaffinity(0, one)
            _, alone = rate(print_here(jobs(regio, Path(folder), 4), force=True))
            os.sched_setaffinity(0, every)
            work = partial(print_here, force=True)
            starting, together = rate(shared(work, jobs(regio, Path(folder), 4), gone, number=2, ahead=AHEAD))
            found.append((alone, together, starting))
        alone, together, starting = (statistics.median(column) for column in zip(*found, strict=True))
        ratio = statistics.median(two / one for one, two, _ in found)
        print(f"context, render and write, one core  {alone:8.0f} documents/s")
        print(
            f"the same on two cores                {together:8.0f} documents/s   {ratio:.2f} x one, {starting:.1f} s to start"
        )


def memory(times: int) -> None:
    """Print the most memory that a process needs for so many times 500 documents."""
    regio = region(DOCUMENTS)
    with tempfile.TemporaryDirectory() as folder:
        for _ in print_here(jobs(regio, Path(folder), times), force=True):
            pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most, {times * DOCUMENTS:6,} documents: {peak:.0f} MB", flush=True)


def gone(job: Job, why: Exception) -> JobResult:
    raise AssertionError(job.path) from why


def main() -> None:
    gc.set_threshold(200_000, 20, 20)  # as the program itself does, in opdracht/__main__.py
    for times in (1, 10):  # first: a process takes the peak of the one that starts it for its own
        process = multiprocessing.get_context("spawn").Process(target=memory, args=(times,))
        process.start()
        process.join()
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(every)})
    one_core(Path(sys.argv[1]).absolute() if sys.argv[1:] else None)
    os.sched_setaffinity(0, every)
    all_of_it()


if __name__ == "__main__":
    main()
