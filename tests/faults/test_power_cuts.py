"""I1, P2: whatever a power cut drops or tears of what was not synced, what was acknowledged is there once.

`make promises` cuts a thousand times.
"""

from pathlib import Path

import pytest

from tests.faults.power_checks import Check, journal_wrong, portal_wrong, wrong_after_cuts

CUTS = 100
TYPING, PORTAL = "tests.faults.recorded_typing", "tests.faults.recorded_portal"
PROGRAMS = pytest.mark.parametrize(
    ("program", "written", "check"), [(TYPING, "200", journal_wrong), (PORTAL, "60", portal_wrong)]
)


@PROGRAMS
def test_a_power_cut_loses_nothing_acknowledged(program: str, written: str, check: Check, tmp_path: Path) -> None:
    """I1, P2."""
    found = list(wrong_after_cuts(program, tmp_path / "disk", written, count=CUTS, check=check))
    assert [wrong for wrong in found if wrong] == []
    assert len(found) == CUTS


@PROGRAMS
def test_the_usual_way_of_syncing_would_lose(program: str, written: str, check: Check, tmp_path: Path) -> None:
    """The control: with synchronous = NORMAL the same cuts lose what was acknowledged."""
    found = list(wrong_after_cuts(program, tmp_path / "disk", written, "normal", count=CUTS, check=check))
    assert sum(map(bool, found)) > CUTS / 10
