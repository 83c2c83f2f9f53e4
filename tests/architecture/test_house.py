"""The house stays as the plan shows it: rooms, sizes, clean texts."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("app", "ui", "sync", "portal")
LONGEST_FILE = 400
"""Lines; a file that needs more has two jobs. Data in code is exempt."""


def sources() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_file_has_two_jobs() -> None:
    long = {str(path.relative_to(ROOT)): size for path in sources() if (size := lines_of(path)) > LONGEST_FILE}
    assert long == {}


def test_package_markers_are_empty() -> None:
    assert [str(path) for path in sources() if path.name == "__init__.py" and path.stat().st_size] == []


def test_rooms_without_a_job_do_not_exist() -> None:
    forbidden = {"utils", "helpers", "common", "manager", "misc"}
    assert [str(path) for path in sources() if forbidden & set(path.with_suffix("").parts)] == []


@pytest.mark.parametrize("name", ["desktop.lock", "portal.lock", "dev.lock"])
def test_every_dependency_is_pinned_with_a_hash_and_names_no_index(name: str) -> None:
    lock = (ROOT / "requirements" / name).read_text()
    pinned = re.findall(r"^\S+==\S+.*?(?=^\S|\Z)", lock, flags=re.MULTILINE | re.DOTALL)
    assert pinned
    assert all("--hash=sha256:" in each for each in pinned)
    assert "://" not in lock


def test_pyside_is_not_the_version_that_aborts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (pyside,) = [each for each in project["project"]["optional-dependencies"]["desktop"] if each.startswith("PySide6")]
    assert "!=6.12.0" in pyside


def test_no_text_of_a_machine_is_committed() -> None:
    pattern = re.compile(rb"/work/(main|shared|\.library)|/root/|/home/[a-z]")
    texts = [path for path in tracked() if path.suffix in {".py", ".md", ".toml", ".txt", ".lock", ".ts", ".html", ""}]
    me = Path(__file__).resolve()
    assert [str(path) for path in texts if path.resolve() != me and pattern.search(path.read_bytes())] == []


def test_every_module_says_its_job_in_one_line() -> None:
    def first_line(path: Path) -> str:
        return (ast.get_docstring(ast.parse(path.read_text())) or "").partition("\n")[0]

    assert [str(path) for path in sources() if path.stat().st_size and not first_line(path)] == []


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())
