"""Many documents: each rendered and written on its own, so that one that fails stops no other.

Writing waits for the disk, so threads do that. The cores of the machine share large work, and a template from outside is
always rendered by a helper: see workers.py.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from opdracht.documents import Context, day_of, names_under
from opdracht.documents.engine.render import is_shipped, made_on, render
from opdracht.documents.engine.workers import Unforeseen, cores, shared
from opdracht.errors import OpdrachtError
from opdracht.files import write_file

WORTH_A_HELPER = 150  # documents: fewer are made sooner than a process is started
AHEAD = 16  # documents that may wait for the disk while the next one is rendered


@dataclass(frozen=True)
class Job:
    """One document to make: what fills which template, its properties, and where it goes."""

    template: Path
    context: Context
    title: str
    keywords: str
    path: Path


@dataclass(frozen=True)
class JobResult:
    """What became of a job: the file was written, stood there already (`same`), or there is a fault."""

    path: Path
    same: bool = False
    sha256: str = ""
    fault: OpdrachtError | None = None


def print_documents(jobs: Iterable[Job], templates: Iterable[Path], number: int, *, force: bool) -> Iterator[JobResult]:
    """Make a number of documents of these templates; what became of each, in any order."""
    helpers = min(cores(), number // WORTH_A_HELPER)
    if not all(map(is_shipped, templates)):
        yield from _print_bounded(jobs, max(1, helpers), force=force)
    elif helpers < 2:
        yield from print_here(jobs, force=force)
    else:
        yield from shared(partial(print_here, force=force), jobs, _ended, number=helpers, ahead=AHEAD)


def _print_bounded(jobs: Iterable[Job], helpers: int, *, force: bool) -> Iterator[JobResult]:
    """Make documents of templates from outside, by helpers. A template that had to be ended is not tried again."""
    ended: dict[Path, JobResult] = {}
    passed_over: list[Job] = []

    def tried() -> Iterator[Job]:
        for job in jobs:
            if job.template in ended:
                passed_over.append(job)
            else:
                yield job

    def end(job: Job, why: Exception) -> JobResult:
        return ended.setdefault(job.template, _ended(job, why))

    yield from shared(partial(print_here, force=force, ahead=0), tried(), end, number=helpers)
    yield from (replace(ended[job.template], path=job.path) for job in passed_over)


def _ended(job: Job, why: Exception) -> JobResult:
    if isinstance(why, Unforeseen):
        fault = OpdrachtError(
            f"Met het sjabloon {job.template.name} is geen document te maken: het zit anders in elkaar.",
            "Open het in Word, sla het opnieuw op en probeer het nog eens.",
        )
    else:
        fault = OpdrachtError(
            f"Het sjabloon {job.template.name} is afgebroken: het vraagt te veel tijd of geheugen.",
            "Zoek in het sjabloon naar een herhaling die niet stopt.",
        )
    return JobResult(job.path, fault=fault)


def print_here(jobs: Iterable[Job], *, force: bool, ahead: int = AHEAD) -> Iterator[JobResult]:
    """Make the documents in this process; what became of each, in the order of the jobs."""
    with ThreadPoolExecutor(max_workers=8) as writers:
        waiting: deque[Future[JobResult]] = deque()
        for job in jobs:
            try:
                content, same = _content(job)
            except OpdrachtError as fault:
                waiting.append(_done(JobResult(job.path, fault=fault)))
            else:
                waiting.append(writers.submit(_written, job.path, content, same, force))
            while len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _content(job: Job) -> tuple[bytes, bool]:
    """The document, and whether it stands there already: as it is, or as it was on the day that file was made."""
    standing = _bytes_of(job.path)
    day = made_on(standing) if standing else None
    if day is not None and day != day_of(job.context):
        as_then = {**job.context, "document": {**names_under(job.context, "document"), "datum": day}}
        if render(job.template, as_then, job.title, job.keywords) == standing:
            return standing, True
    content = render(job.template, job.context, job.title, job.keywords)
    return content, content == standing


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, UnicodeError):
        return b""  # not there, or not to be read: writing tells


def _written(path: Path, content: bytes, same: bool, force: bool) -> JobResult:
    try:
        if not same:
            write_file(path, content, force=force)
    except OpdrachtError as fault:
        return JobResult(path, fault=fault)
    return JobResult(path, same, hashlib.sha256(content).hexdigest())


def _done(result: JobResult) -> Future[JobResult]:
    future: Future[JobResult] = Future()
    future.set_result(result)
    return future
