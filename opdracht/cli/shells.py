"""Shell completion: the script that makes a shell ask what fits, shown or put where it reads it, and answering it."""

import subprocess
from pathlib import Path

import typer
from typer import _completion_classes
from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_shared import _get_shell_name, get_completion_script, install

from opdracht.cli.completion import VARIABLE
from opdracht.cli.terminal import say, write_data
from opdracht.errors import ExitCode, OpdrachtError
from opdracht.signs import visible

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_PROGRAM = "opdracht"


def switch_on() -> None:
    """Put the script where the shell of this terminal reads it."""
    shell = _shell()
    if shell in ("powershell", "pwsh"):
        path = _profile(shell)
        text = path.read_text("utf-8") if path.is_file() else ""
        if VARIABLE not in text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{text}\n{_script(shell)}\n", "utf-8")
    else:
        _, path = install(shell, _PROGRAM, VARIABLE)
        if shell == "bash":
            path.write_text(_script(shell), "utf-8")
    say(f"Het aanvullen voor {shell} staat in {path}.")
    say("Open een nieuw venster; daarna vult de Tab-toets aan.")


def show() -> None:
    """Print the script for the shell of this terminal."""
    write_data(_script(_shell()) + "\n")


def _shell() -> str:
    shell = _get_shell_name()
    if shell not in SHELLS:
        raise OpdrachtError(
            "Dit is geen schil waarin het programma kan aanvullen.", "Het kan in bash, zsh, fish en PowerShell."
        )
    return shell


def _script(shell: str) -> str:
    script: str = get_completion_script(prog_name=_PROGRAM, complete_var=VARIABLE, shell=shell)
    if shell == "bash":  # a value comes right after 'veld='
        script = script.replace(
            "    return 0", '    [[ "${COMPREPLY[0]-}" == *= ]] && compopt -o nospace\n    return 0'
        )
    return script


def _profile(shell: str) -> Path:
    """The file that PowerShell runs when it starts."""
    asked = [shell, "-NoProfile", "-Command", "echo $profile"]
    try:
        return Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
    except (OSError, subprocess.CalledProcessError):
        hint = "Voeg het zelf toe; u ziet het met: opdracht --show-completion"
        raise OpdrachtError("PowerShell zegt niet waar uw profiel staat.", hint) from None


class _Bash(_completion_classes.BashComplete):
    """Bash takes `veld=waarde` for three words, and puts back what it is given as it is."""

    def get_completion_args(self) -> tuple[list[str], str]:
        words, last = super().get_completion_args()
        joined: list[str] = []
        for word in (*words, last):
            if joined and (word == "=" or joined[-1].endswith("=")):
                joined[-1] += word
            else:
                joined.append(word)
        *before, self.incomplete = joined
        return before, self.incomplete

    def format_completion(self, item: CompletionItem) -> str:
        _, is_pair, _ = self.incomplete.partition("=")
        value = str(item.value)
        return (value.partition("=")[2] if is_pair else value).replace(" ", "\\ ")


def answer(program: typer.Typer) -> int:
    """Print what fits, for the shell that asks; the exit code is for its script."""
    try:
        _completion_classes.completion_init()
        _completion_classes._sanitize_help_text = visible  # no help has marks of rich, which takes longer than all else
        add_completion_class(_Bash, "bash")
        program(args=[], prog_name="opdracht", complete_var=VARIABLE, standalone_mode=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else ExitCode.GOOD
    except Exception:  # whoever types is not to be troubled
        return ExitCode.GOOD
    return ExitCode.GOOD
