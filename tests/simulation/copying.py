"""What happens to whole disks: a PC is copied to another one, or put back to an earlier copy of itself."""

import shutil
from pathlib import Path

from app.ids import OperationId
from tests.simulation.pcs import SimulatedPc

MOST_PCS = 6
"""So many PCs at most: each copy wants its rounds."""

KEPT = "kept"
"""Where the copy of a PC's folder lies, beside the folder."""


def copy_pc(pc: SimulatedPc, folder: Path) -> SimulatedPc:
    """Return another PC with a copy of this one's disk; whoever works there thinks that it is the same one."""
    pc.store.close()
    shutil.copytree(pc.folder, folder)
    pc.start()
    return SimulatedPc(folder, pc.profile, pc.network, pc.chance, set(pc.acknowledged))


def keep_copy(pc: SimulatedPc) -> None:
    """Copy a PC's disk, for later."""
    pc.store.close()
    place = _place(pc)
    if place.exists():
        shutil.rmtree(place)
    shutil.copytree(pc.folder, place)
    pc.kept = frozenset(pc.acknowledged)
    pc.start()


def put_back(pc: SimulatedPc) -> None:
    """Put a PC's disk back to its copy; what was entered since and never sent is gone with it."""
    if pc.kept is None:
        return
    pc.store.close()
    shutil.rmtree(pc.folder)
    shutil.copytree(_place(pc), pc.folder)
    pc.acknowledged = set[OperationId](pc.kept)
    pc.start()


def _place(pc: SimulatedPc) -> Path:
    return pc.folder.with_name(f"{pc.folder.name}.{KEPT}")
