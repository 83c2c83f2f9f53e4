"""The guided tour itself: without a display, `make run` is this."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.timeout(240)  # the demo school may have to be made first
def test_the_guided_tour_sees_what_it_must(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    command = [sys.executable, "-m", "tests.tour", "--out", str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "started again  all " in done.stdout
    assert len(list(out.glob("*.png"))) == 13
