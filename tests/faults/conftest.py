"""The program in a process of its own, ready to come to harm; once per worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.program import Program


@pytest.fixture(scope="session")
def program() -> Iterator[Program]:
    started = Program()
    try:
        if started.why_not:
            pytest.skip(started.why_not)
        yield started
    finally:
        started.close()
