"""The templates of a register: which there are, a copy to make one's own, the check of one, and the names it may use."""

from dataclasses import dataclass
from pathlib import Path

from opdracht.actions.examples import examples
from opdracht.documents.engine.render import is_shipped, refuse_leaks, template_names
from opdracht.documents.engine.workers import TooMuch, Unforeseen, bounded
from opdracht.documents.lint.check import check_template
from opdracht.documents.lint.names import listed, shape_of
from opdracht.documents.lint.places import WHOLE, TemplateFault
from opdracht.documents.templates import own_folder
from opdracht.documents.word.package import package_of
from opdracht.dutch import joined
from opdracht.errors import OpdrachtError, UsageFault
from opdracht.files import write_file
from opdracht.store import Register
from opdracht.suggest import did_you_mean


@dataclass(frozen=True)
class Listed:
    """A template by name: where it stands, and whether it is the user's own."""

    name: str
    path: Path
    own: bool


def templates_of(register: Register) -> tuple[Path, list[Listed]]:
    """The folder for the user's own templates, and every template that `render` would use for this register."""
    folder = own_folder(register)
    return folder, [Listed(name, path, not is_shipped(path)) for name, path in sorted(template_names(folder).items())]


def copy_template(register: Register, name: str, to: Path | None, *, force: bool) -> Path:
    """Copy a template that ships with the program, to make it one's own; the path of the copy."""
    shipped = template_names()
    if name not in shipped:
        hint = f"De sjablonen zijn: {', '.join(shipped)}."
        raise UsageFault(f"Er is geen sjabloon '{name}'. {did_you_mean(name, shipped)}".rstrip(), hint)
    path = (to or own_folder(register)) / f"{name}.docx"
    write_file(path, shipped[name].read_bytes(), force=force)
    return path


def found_template(register: Register, words: str) -> Path:
    """The file of a template that is called by its path, or by its name. Raises OpdrachtError when it is neither."""
    path, known = Path(words), template_names(own_folder(register))
    if words in known and not path.is_file():
        return known[words]
    if not path.suffix and not path.exists() and len(path.parts) == 1:
        hint = f"Geef een bestand, of een van deze namen: {', '.join(known)}."
        raise OpdrachtError(f"Er is geen sjabloon '{words}'. {did_you_mean(words, known)}".rstrip(), hint)
    return path


def check(path: Path, like: str = "") -> list[TemplateFault]:
    """All faults of a template. The names are those of the shipped template `like`, or of the one it is named after.

    Raises OpdrachtError when it is no template at all, UsageFault for a `like` that is none of the program's.
    """
    if like:
        _need_shipped(like)
    try:
        return bounded(check_template, path.absolute(), examples(like or path.stem))
    except (TooMuch, MemoryError):
        text = "De proef is afgebroken: dit sjabloon vraagt te veel tijd of geheugen."
        return [TemplateFault(WHOLE, "", text, "Zoek naar een herhaling die niet stopt, of maak het korter.")]
    except Unforeseen as error:
        raise OpdrachtError(
            f"{path.name} zit anders in elkaar dan een Word-document.",
            "Open het in Word, sla het opnieuw op en probeer het nog eens.",
        ) from error


def check_coming(name: str, content: bytes) -> None:
    """Raise OpdrachtError when what comes in as a template is none, or reaches outside itself."""
    try:
        bounded(_checked, name, content)
    except (TooMuch, MemoryError) as error:
        raise OpdrachtError(f"{name} vraagt te veel tijd of geheugen voor een sjabloon.", _LEAVE_OUT) from error
    except Unforeseen as error:
        raise OpdrachtError(f"{name} zit anders in elkaar dan een Word-document.", _LEAVE_OUT) from error


_LEAVE_OUT = "Herstel dat sjabloon in Word, of haal het uit de zip."


def _checked(name: str, content: bytes) -> None:
    refuse_leaks(name, package_of(name, content), _LEAVE_OUT)


def _need_shipped(name: str) -> None:
    """Raise UsageFault when the program has no template of this name."""
    if name not in (known := template_names()):
        raise UsageFault(
            f"Er is geen sjabloon '{name}'. {did_you_mean(name, known)}".rstrip(), f"Kies {joined(known, 'of')}."
        )


def names_of(template: str) -> list[tuple[str, object]]:
    """Every name that a template may use, with an example from the demo. Raises UsageFault for an unknown template."""
    _need_shipped(template)
    return list(listed(shape_of(examples(template))))
