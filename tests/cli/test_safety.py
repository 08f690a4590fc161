"""restore on a real terminal: what would change is shown, and then it asks."""

from __future__ import annotations

import pytest

from opdracht.actions.imports import export_region
from opdracht.actions.records import add, change
from opdracht.safety.backup import backup
from opdracht.store import Register
from tests.cli.test_wizard import Terminal


@pytest.mark.parametrize(("answer", "naam", "code"), [("j", "Breda", 0), ("n", "Anders", 1), ("\x03", "Anders", 1)])
def test_restore_shows_what_changes_and_asks(register: Register, answer: str, naam: str, code: int) -> None:
    add(register, "organisatie", {"code": "breda", "naam": "Breda", "soort": "gemeente"}, 2026)
    backup(register)
    change(register, "organisatie", "breda", {"naam": "Anders"})
    terminal = Terminal("--register", register.location, "restore")
    terminal.wait("1 x organisatie: breda")
    terminal.answer("Deze kopie terugzetten? (j/n)", answer)
    terminal.child.expect("Teruggezet op" if code == 0 else "Afgebroken")
    terminal.child.wait()
    assert terminal.child.exitstatus == code
    assert export_region(register)["organisaties"][0]["naam"] == naam
