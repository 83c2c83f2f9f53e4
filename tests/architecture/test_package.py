"""What schools install is what was tested: the frozen build is made of the same versions, each known by its hash."""

import re
from pathlib import Path

import pytest

LOCKS = Path(__file__).parents[2] / "requirements"
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
