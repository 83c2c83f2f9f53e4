"""I2, I21: of two programs of one PC neither takes away what the other has just begun, nor what it is handing in."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LEAST = 20
"""Ways of a pair; fewer would mean that the programs were not stopped where they touch the folder."""


def ways(home: Path, *roles: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.faults.keyless_pairs", *roles, str(home)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=200)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) >= LEAST
    return found


@pytest.mark.timeout(240)
@pytest.mark.parametrize("roles", [("begin", "sweep"), ("sweep", "begin"), ("begin", "hand_in"), ("hand_in", "begin")])
def test_a_session_that_is_just_begun_is_never_removed_and_its_entry_outlives_it(
    tmp_path: Path, roles: tuple[str, str]
) -> None:
    """While it lives a sweep counts nothing of it; once it is killed its folder and its entry are there."""
    for way in ways(tmp_path, *roles):
        begun, swept = (way["first"], way["second"]) if roles[0] == "begin" else (way["second"], way["first"])
        assert begun.startswith("keyless-"), way
        assert swept == "0", way
        assert (way["found"], way["left"]) == ("1 0 1", "1 1 1"), way


@pytest.mark.timeout(240)
@pytest.mark.parametrize("roles", [("hand_in", "hand_in"), ("hand_in", "sweep"), ("sweep", "hand_in")])
def test_of_two_that_hand_in_what_is_left_neither_fails_and_nothing_is_left_twice(
    tmp_path: Path, roles: tuple[str, str]
) -> None:
    for way in ways(tmp_path, *roles):
        assert {way["first"], way["second"]} <= {"0", "1"}, way
        if roles == ("hand_in", "hand_in"):
            assert "1" in {way["first"], way["second"]}, way
            assert way["left"] == "0 0 0", way
