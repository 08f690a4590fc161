"""A progress bar for long work: on a terminal only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from opdracht.cli.terminal import can_redraw, console


@contextmanager
def steps(label: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar of `total` steps on stderr; call what it gives after each."""
    if not can_redraw():
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console(err=True), transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)
