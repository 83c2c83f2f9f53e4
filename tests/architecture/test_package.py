"""What schools install is what was tested: the frozen build is made of the same versions, each known by its hash."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "requirements"
OWN = {"app", "sync", "ui", "portal", "sandbox", "resources"}
PINNED = re.compile(r"^([a-z0-9._-]+(?:\[[a-z,]+\])?)==([^\s;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PINNED.findall((LOCKS / f"{name}.lock").read_text(encoding="utf-8")))


@pytest.mark.parametrize("lock", ["package", "dev"])
def test_the_desktops_libraries_have_one_version_everywhere(lock: str) -> None:
    desktop = pins("desktop")
    assert "pyside6-essentials" in desktop
    assert {name: pins(lock).get(name) for name in desktop} == desktop


def test_every_library_of_the_build_is_known_by_its_hash_and_by_no_address() -> None:
    text = (LOCKS / "package.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert {entry.partition("==")[0] for entry in entries} >= {"pyinstaller", "keyring", "sqlcipher3"}
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def declared(extra: str) -> set[str]:
    """Return the libraries of the core and of one of the programs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"][extra]]
    return {spelled(re.split(r"[^A-Za-z0-9._-]", each)[0]) for each in wanted}


def spelled(library: str) -> str:
    return library.lower().replace("_", "-")


def imported(room: str) -> Iterator[str]:
    """Yield the modules that a folder of ours imports from outside of itself, wherever in a file it does."""
    for path in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    yield from (each.name for each in names)
                case ast.ImportFrom(module=str(name), level=0):
                    yield name


@pytest.mark.parametrize(
    ("extra", "rooms", "beside"),
    [("desktop", ("app", "sync", "ui"), {"shiboken6"}), ("portal", ("app", "portal"), set[str]())],
)
def test_a_program_needs_no_library_but_its_own(extra: str, rooms: tuple[str, ...], beside: set[str]) -> None:
    """Where everything is installed nobody misses what only the other program has asked for."""
    found = {name.partition(".")[0] for room in rooms for name in imported(room)}
    foreign = found - OWN - set(sys.stdlib_module_names) - beside
    made_by = packages_distributions()
    missing = {name: made_by.get(name, []) for name in foreign if not {*map(spelled, made_by[name])} & declared(extra)}
    assert len(foreign) > 5
    assert missing == {}
