"""The project itself: style, types, the arrows between modules, sizes, and what a wheel carries."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import zipfile
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
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


def modules() -> list[Path]:
    return sorted((ROOT / "opdracht").rglob("*.py"))


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function under its signature, its docstring not counted."""
    has_docstring = ast.get_docstring(function) is not None
    body = function.body[1:] if has_docstring else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_function_is_too_long_to_hold_in_your_head() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.name}": body_length(node)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and body_length(node) > 40
    }
    assert long == {}


def test_no_two_classes_have_one_name() -> None:
    where: dict[str, list[str]] = {}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                where.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def test_no_modules_import_one_another_in_a_circle() -> None:
    """Imports inside functions count too."""
    graph = grimp.build_graph("opdracht", cache_dir=None)
    sorter = TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) - packages_of(module) for module in graph.modules}
    )
    try:
        sorter.prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def packages_of(module: str) -> set[str]:
    """The packages that a module stands in: a package may gather what is in it."""
    parts = module.split(".")
    return {".".join(parts[:number]) for number in range(1, len(parts))}


def test_the_command_line_opens_no_transaction_itself() -> None:
    """A command goes through a use case: what reads or writes a register stands there."""
    opening = [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / "opdracht" / "cli").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("reading", "writing")
    ]
    assert opening == []


def test_every_way_to_end_is_named_in_one_place() -> None:
    """No exit code stands bare in the command line."""
    bare = [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / "opdracht" / "cli").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("typer.Exit", "sys.exit")
        and any(isinstance(word, ast.Constant) for word in node.args)
    ]
    assert bare == []


def test_few_values_are_of_any_type() -> None:
    counts = {str(path.relative_to(ROOT)): len(re.findall(r"\bAny\b", path.read_text("utf-8"))) for path in modules()}
    assert sum(counts.values()) < 60, {name: count for name, count in counts.items() if count}


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
