"""Shell completion switched on: the script that makes a shell ask what fits, shown or put where it reads it."""

import subprocess
from pathlib import Path

import typer
from typer._completion_shared import _get_shell_name, get_completion_script, install

from opdracht.cli.completion import VARIABLE
from opdracht.cli.terminal import say, write_data
from opdracht.errors import OpdrachtError

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_PROGRAM = "opdracht"


def switch_on(ctx: typer.Context, wanted: bool) -> None:
    """Put the script where the shell of this terminal reads it, and stop."""
    if not wanted or ctx.resilient_parsing:
        return
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
    raise typer.Exit


def show(ctx: typer.Context, wanted: bool) -> None:
    """Print the script for the shell of this terminal, and stop."""
    if wanted and not ctx.resilient_parsing:
        write_data(_script(_shell()) + "\n")
        raise typer.Exit


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
