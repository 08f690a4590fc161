"""The project itself: style, types, the arrows between modules, sizes, and what a wheel carries."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def ran(*command: str) -> str:
    """What a tool prints when it is content; fails with its words when it is not."""
    result = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_the_code_is_in_style() -> None:
    ran("ruff", "check", ".")
    ran("ruff", "format", "--check", ".")


def test_the_types_are_right() -> None:
    ran("mypy")


def test_the_arrows_between_modules_go_one_way() -> None:
    code = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "3 kept, 0 broken" in result.stdout


def test_no_file_is_too_large_to_hold_in_your_head() -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / "opdracht").rglob("*.py")}
    assert {str(path.relative_to(ROOT)): size for path, size in sizes.items() if size > 350} == {}


def test_every_module_says_what_it_holds() -> None:
    silent = [str(path) for path in (ROOT / "opdracht").rglob("*.py") if not path.read_text("utf-8").startswith('"""')]
    assert silent == []


def test_the_migrations_never_import_the_model() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "migrations").rglob("*.py")]
    assert [text for text in texts if re.search(r"(import|from) opdracht", text)] == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    ran("hatchling", "build", "-d", str(folder))
    return folder


def test_the_wheel_carries_templates_migrations_and_the_demo(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "opdracht/templates/bestuurlijke-opdracht.docx",
        "opdracht/templates/ambtelijke-opdracht.docx",
        "opdracht/migrations/env.py",
        "opdracht/migrations/versions/0001_register.py",
        "opdracht/demo/regio.yaml",
        "opdracht/py.typed",
    ):
        assert name in names
    assert [name for name in names if name.startswith("tests") or "__pycache__" in name] == []


def test_the_sdist_carries_all_that_builds_and_tests_it(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "templates/ambtelijke-opdracht.docx",
        "migrations/env.py",
        "tests/builders.py",
        "README.md",
        "LICENSE",
    } <= names
