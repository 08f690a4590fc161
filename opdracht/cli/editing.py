"""An edit of an agreement: the text stands on disk before the editor opens, and stays there until the register has it."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import typer

from opdracht.actions import agreements
from opdracht.cli import ask
from opdracht.cli.editor import let_edit, with_faults, without_faults
from opdracht.cli.terminal import say
from opdracht.cli.versions import Typed
from opdracht.errors import Faults, OpdrachtError
from opdracht.safety.drafts import Draft
from opdracht.store import Register

_AT_ONCE = 2.0
"""Seconds; an editor that is back sooner, with nothing changed, may have handed the file to a window that is still open."""


class EditOutcome(Enum):
    """What came of an edit: the register changed, the text said the same in other words, or nobody touched it."""

    CHANGED = auto()
    SAME = auto()
    UNTOUCHED = auto()


@dataclass
class Edit:
    """An agreement as it stands (`now`), as the edit began (`before`), and the text of the user in its file (`draft`).

    `was` keeps `before` on disk, so that an edit of last week knows what it started from.
    """

    nummer: str
    register: Register
    draft: Draft
    was: Draft
    now: agreements.AgreementText
    before: agreements.AgreementText
    typed: Typed
    """Gives a command in a text as this user types it; for what is said, as errors get it later."""

    @classmethod
    def of(cls, register: Register, nummer: str, typed: Typed) -> Edit:
        """An edit of an agreement. Raises OpdrachtError when there is none."""
        now = agreements.editable(register, nummer)
        kept, was = (Draft.of(register, f"{nummer}{end}") for end in (".yaml", ".was.yaml"))
        return cls(nummer, register, kept, was, now, now, typed)

    def run(self, year: int) -> EditOutcome:
        """Let the user edit until the text can be saved, or they leave it. Raises OpdrachtError; the text is kept."""
        with self.draft.held():
            text = self._begin()
            try:
                return self._edited(text, year)
            except OpdrachtError as error:
                if self._has_words():
                    error.hint = f"{error.hint} {self._kept()}".strip()
                raise
            except BaseException:
                if self._has_words():
                    say(self.typed(self._kept()))
                raise

    def _begin(self) -> str:
        """The text to edit, on disk: that of last time if it is not in the register yet, or else the agreement as it is."""
        stood, kept = self.was.read(), self.draft.read()
        if stood and kept is not None:
            self.before = agreements.AgreementText.from_kept(stood)
        if kept is not None and without_faults(kept) not in (self.before.text, self.now.text):
            say("Hier is uw tekst van de vorige keer; die staat nog niet in het register.")
            text = kept
        else:
            self.before, text = self.now, self.now.text
        self.was.write(self.before.as_kept())  # first: a text without it would be taken for a change of what is now
        self.draft.write(text)
        if self.draft.is_elsewhere:
            say(f"Uw gewone map is niet te schrijven. Uw tekst staat zolang in {self.draft.path}")
        return text

    def _edited(self, text: str, year: int) -> EditOutcome:
        while True:
            worked, left_at_once = self._let_edit(text)
            text = self._saved(text)
            if text == self.now.text:
                if not left_at_once:
                    self._forget()
                if not worked:
                    raise OpdrachtError("De editor stopte met een fout. Er is niets veranderd.")
                return EditOutcome.UNTOUCHED
            if not worked:
                raise OpdrachtError("De editor stopte met een fout.")
            try:
                is_new = agreements.save_edited(self.register, self.nummer, self.before, text, year)
            except Faults as faults:
                self._need_another_try(faults)
                text = with_faults(text, faults.faults)
                self.draft.write(text)
            except agreements.Changed as changed:  # told once, the user decides what the text becomes
                self.draft.write(changed.text)
                self.was.write(changed.now.as_kept())
                raise
            else:
                self._forget()
                return EditOutcome.CHANGED if is_new else EditOutcome.SAME

    def _let_edit(self, text: str) -> tuple[bool, bool]:
        """Let the user edit the file: whether the editor went well, and whether it left at once with nothing changed."""
        path, began = self.draft.path, time.monotonic()
        before = _stamp(path)
        try:
            worked = let_edit(path)
        except OpdrachtError:
            if text == self.now.text:
                self._forget()
            raise
        left_at_once = worked and time.monotonic() - began < _AT_ONCE and _stamp(path) == before
        if left_at_once and ask.possible():
            say("De editor kwam meteen terug, en de tekst is nog zoals hij was.")
            ask.wait("Staat de editor nog open? Bewaar de tekst daar, en druk dan hier op Enter.")
        elif left_at_once:
            again = f"Bewaart hij later, dan biedt 'opdracht edit {self.nummer}' die tekst aan."
            say(f"De editor kwam meteen terug. Uw tekst staat in {path}. {self.typed(again)}")
        return worked, left_at_once

    def _saved(self, given: str) -> str:
        """The text that the editor left. Raises OpdrachtError when it left none; then the text it was given is kept."""
        left = self.draft.decoded() if self.draft.path.is_file() else None
        if left is None or not left.text.strip():
            if without_faults(given) == self.now.text:
                self._forget()
            else:
                self.draft.write(given)
            raise OpdrachtError("De editor liet geen tekst achter. Er is niets veranderd.")
        if left.damaged:
            raise OpdrachtError("De editor bewaarde een tekst die niet te lezen is.", "Bewaar haar als UTF-8.")
        text = without_faults(left.text)
        if left.guessed:
            lines = left.text.split("\n")
            say("De editor bewaarde geen UTF-8. Deze regels zijn gelezen als Windows-1252; kijk of zij kloppen:")
            for number in left.guessed:
                say(f"  regel {number}: {lines[number - 1].strip()}")
        with suppress(OpdrachtError):  # what the editor saved stands there already
            self.draft.write(text)
        return text

    def _need_another_try(self, faults: Faults) -> None:
        """Ask whether to mend the text; raises the faults when there is nobody to ask, or they do not want to."""
        if ask.possible():
            for fault in faults.details:
                say(f"  {fault}")
            with suppress(typer.Abort, KeyboardInterrupt, EOFError):
                if ask.confirm(f"{faults.message} Wilt u de tekst verbeteren?"):
                    return
        raise faults

    def _has_words(self) -> bool:
        """Whether the file holds what the register does not have."""
        with suppress(OpdrachtError):
            text = self.draft.read()
            return text is not None and without_faults(text) not in (self.before.text, self.now.text)
        return True

    def _kept(self) -> str:
        return f"Uw tekst is bewaard in {self.draft.path}; 'opdracht edit {self.nummer}' biedt hem weer aan."

    def _forget(self) -> None:
        self.draft.forget()
        self.was.forget()


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when a file is saved."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
