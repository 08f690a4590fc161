"""`create` as a conversation: one question at a time, kept on disk after every answer until it is in the register."""

import re

import typer
import yaml

from opdracht.actions import agreements
from opdracht.cli import ask
from opdracht.cli.questions import QUESTIONS, Choices, WizardQuestion
from opdracht.cli.terminal import dim, say
from opdracht.codec import Fields
from opdracht.errors import ExitCode, Faults, OpdrachtError
from opdracht.exchange.export import as_yaml
from opdracht.exchange.region_file import INSIDE
from opdracht.exchange.source import fields_in
from opdracht.safety.drafts import Draft
from opdracht.store import Register

_LISTS = tuple(kind.meervoud for kind in INSIDE)
_STEP = re.compile(r"# vraag (\d+)(, halverwege)?\n")


def run(register: Register, given: Fields, year: int, *, resume: bool, to_resume: str) -> str:
    """Ask for an agreement and add it to the register; its nummer. Stopping keeps the answers; `to_resume` goes on."""
    kept = Draft.of(register, "create.yaml")
    with kept.held():
        return _run(kept, register, given, year, resume=resume, to_resume=to_resume)


def _run(kept: Draft, register: Register, given: Fields, year: int, *, resume: bool, to_resume: str) -> str:
    before = kept.read()
    if resume and before is None:
        raise OpdrachtError("Er zijn geen bewaarde antwoorden.", "Begin opnieuw met: opdracht create")
    if before is not None and not resume:
        say("Er ligt nog een opdracht waarmee u niet klaar was.")
        resume = ask.confirm("Daarmee verdergaan? Bij nee begint u een nieuwe; die antwoorden blijven apart bewaard.")
    conversation = _Conversation(kept, Choices(agreements.begin(register, given, year)), dict(given))
    if resume and before is not None:
        conversation.restore(before)
    elif before is not None:
        _put_apart(register, before)
    kept.write(conversation.text())  # where nothing can be kept, nobody types
    if kept.is_elsewhere:
        say(f"Uw gewone map is niet te schrijven. Uw antwoorden staan zolang in {kept.path}")
    ask.stop_when_ended()
    say()
    say("Typ uw antwoord, of: Enter = overslaan, terug = vorige vraag, stop = bewaren en later verdergaan.")
    say("Bij een lijst kiest u met de pijltjes; daar staat overslaan, terug en stoppen onderaan.")
    say()
    try:
        conversation.hold()
    except (ask.Stop, KeyboardInterrupt, EOFError, OSError):
        conversation.leave(to_resume)
        raise typer.Exit(ExitCode.ABORTED) from None
    return conversation.finish(register, year, to_resume)


def _put_apart(register: Register, text: str) -> None:
    """Keep answers that the user does not go on with under a name of their own."""
    number = 1
    while (apart := Draft.of(register, f"create-{number}.yaml")).read() is not None:
        number += 1
    apart.write(text)
    say(f"De vorige antwoorden staan in {apart.path}")


class _Conversation:
    """The answers so far, and the question that is next."""

    def __init__(self, kept: Draft, choices: Choices, draft: Fields) -> None:
        self.kept = kept
        self.choices = choices
        self.draft = draft
        self.number = 0
        self.half_asked = False
        """Whether the question that is next has an answer that was not finished."""

    def restore(self, text: str) -> None:
        """Go on from kept answers, which people may have mended; what was given on the command line goes before them."""
        try:
            data = fields_in(text)
            for name, new in self.choices.new.items():
                new.extend({**fields} for fields in data.get(name) or ())
            self.draft = {**_shaped(data["opdrachten"][0]), **self.draft}
        except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, IndexError):
            hint = f"Herstel {self.kept.path}, of gooi het weg en begin opnieuw."
            raise OpdrachtError("De bewaarde antwoorden zijn niet te lezen.", hint) from None
        if match := _STEP.match(text):
            self.number, self.half_asked = int(match[1]), match[2] is not None

    def text(self) -> str:
        """The answers, in the shape of a region file, and which question is next."""
        parts = {**self.choices.new, "opdrachten": [self.draft]}
        data = as_yaml({name: part for name, part in parts.items() if part})
        return f"# vraag {self.number}{', halverwege' if self.half_asked else ''}\n{data}"

    def keep(self) -> bool:
        """Write the answers to disk; False, and said, when that cannot be done: then they are here only."""
        try:
            self.kept.write(self.text())
        except OpdrachtError as error:
            say(f"  Let op: {error.message}")
            return False
        return True

    def leave(self, to_resume: str) -> None:
        """Keep the answers and say how to go on; where they cannot be kept, show them."""
        is_kept = self.keep()
        say()
        if is_kept:
            say(f"Uw antwoorden zijn bewaard. Ga verder met: {to_resume}")
            return
        say("Uw antwoorden zijn niet te bewaren. Neem ze hier over:")
        for line in self.text().split("\n"):
            say(line)

    def hold(self) -> None:
        """Ask the questions in their order: what the command line answered is passed over, what was asked can be asked again."""
        asked = {
            number for number in range(self.number + self.half_asked) if QUESTIONS[number].applies(self.choices.regio)
        }
        self.half_asked = False
        while self.number < len(QUESTIONS):
            question = QUESTIONS[self.number]
            given = question.answered(self.draft) and self.number not in asked
            if given or not question.applies(self.choices.regio):
                self.number += 1
                continue
            try:
                self._ask(question)
            except ask.Back:
                self.number = max((number for number in asked if number < self.number), default=self.number)
                continue
            asked.add(self.number)
            self.number += 1
            self.keep()

    def _ask(self, question: WizardQuestion) -> None:
        say()
        say(dim(f"{self.number + 1} van {len(QUESTIONS)}"), f"  {question.explanation}")
        try:
            question.ask(self.draft, self.choices)
        except (ask.Stop, KeyboardInterrupt, EOFError, OSError):
            self.half_asked = question.answered(self.draft)
            raise
        if question.needed and not question.answered(self.draft):
            say("  Zonder dit kan het register de opdracht niet bewaren.")
            self._ask(question)

    def finish(self, register: Register, year: int, to_resume: str) -> str:
        """Put the answers in the register. Refused answers stay kept."""
        self.keep()
        try:
            nummer = agreements.create(register, self.draft, "Uw antwoorden", year, self.choices.new)
        except Faults as faults:
            hint = f"Verbeter ze in {self.kept.path} en ga verder met: {to_resume}"
            raise Faults("Uw antwoorden", faults.faults, hint) from None
        except BaseException:
            self.leave(to_resume)
            raise
        self.kept.forget()
        return nummer


def _shaped(draft: Fields) -> Fields:
    """A draft that was read, without what is empty; raises TypeError or ValueError when a group or a list is not one."""
    for name, value in draft.items():
        if name in ("rollen", "afbakening"):
            dict(value)
        elif name in _LISTS:
            [dict(item) for item in value]
    return {name: value for name, value in draft.items() if value}
