"""The simulation notices what it is there for: each planted fault shows within a few histories."""

from pathlib import Path

import pytest

from tests.simulation.checking import play
from tests.simulation.planted import PLANTED, Planted, planting
from tests.simulation.school import Template

FEW = range(100, 130)
"""Within so many histories every planted fault must show."""


@pytest.mark.timeout(240)
@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_noticed(template: Template, tmp_path: Path, fault: Planted) -> None:
    noticed = next(
        (seed for seed in (PLANTED[fault], *FEW) if _shows(fault, template, tmp_path / str(seed), seed)), None
    )
    assert noticed is not None, fault.__doc__


def _shows(fault: Planted, template: Template, folder: Path, seed: int) -> bool:
    try:
        with planting(fault):
            play(template, folder, seed)
    except Exception:  # noqa: BLE001 (a fault shows as whatever it breaks)
        return True
    return False
