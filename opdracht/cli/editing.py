"""An edit of an agreement: the text goes to the editor and back until it is right, and is kept on disk meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from opdracht.actions import agreements
from opdracht.cli import ask
from opdracht.cli.editor import let_edit, with_faults, without_faults
from opdracht.cli.terminal import say
from opdracht.errors import Faults, OpdrachtError
from opdracht.safety.drafts import Draft
from opdracht.store import Register


class EditOutcome(Enum):
    """What came of an edit: the register changed, the text said the same in other words, or nobody touched it."""

    CHANGED = auto()
    SAME = auto()
    UNTOUCHED = auto()


@dataclass
class Edit:
    """An agreement as it stands (`now`), as the edit began (`before`), and as the user wants it (`text`)."""

    register: Register
    nummer: str
    now: agreements.AgreementText
    before: agreements.AgreementText
    text: str

    @classmethod
    def of(cls, register: Register, nummer: str) -> Edit:
        """An edit of the text of last time, if that is not in the register yet, or else of the agreement as it is."""
        now = agreements.editable(register, nummer)
        was = Draft.of(register, f"{nummer}.was.yaml").read()
        before = agreements.AgreementText.from_kept(was) if was else now
        text = Draft.of(register, f"{nummer}.yaml").read() or now.text
        if text != now.text:
            say("Hier is uw tekst van de vorige keer; die staat nog niet in het register.")
        return cls(register, nummer, now, before, text)

    def run(self, year: int) -> EditOutcome:
        """Let the user edit until the text can be saved, or they leave it. Raises OpdrachtError; the text is kept."""
        while True:
            text, worked = let_edit(self.text, f"opdracht-{self.nummer}.yaml")
            self.text = without_faults(text)
            if worked and self.text == self.now.text:
                self._forget()
                return EditOutcome.UNTOUCHED
            if self.text != self.now.text:
                self._keep()
            if not worked and self.text != self.now.text:
                hint = f"Uw tekst is bewaard; 'opdracht edit {self.nummer}' biedt hem aan."
                raise OpdrachtError("De editor stopte met een fout.", hint)
            try:
                is_new = agreements.save_edited(self.register, self.nummer, self.before, self.text, year)
            except Faults as faults:
                self._need_another_try(faults)
                self.text = with_faults(self.text, faults.faults)
            except agreements.Changed as changed:  # told once, the user decides what the text becomes
                self.before, self.text = changed.now, changed.text
                self._keep()
                raise
            else:
                self._forget()
                return EditOutcome.CHANGED if is_new else EditOutcome.SAME

    def _need_another_try(self, faults: Faults) -> None:
        """Ask whether to mend the text; raises the faults when there is nobody to ask, or they do not want to."""
        if ask.possible():
            for fault in faults.faults:
                say(f"  {fault}")
            if ask.confirm(f"{faults.message} Wilt u de tekst verbeteren?"):
                return
        path = Draft.of(self.register, f"{self.nummer}.yaml").path
        hint = f"Uw tekst is bewaard in {path}; 'opdracht edit' biedt hem weer aan."
        raise Faults("De tekst", faults.faults, hint)

    def _keep(self) -> None:
        Draft.of(self.register, f"{self.nummer}.was.yaml").write(self.before.as_kept())
        Draft.of(self.register, f"{self.nummer}.yaml").write(self.text)

    def _forget(self) -> None:
        for name in (f"{self.nummer}.yaml", f"{self.nummer}.was.yaml"):
            Draft.of(self.register, name).forget()
