"""Whether a folder lies on another computer: two PCs could open a journal there at once, and a cut would tear it.

Source: SQLite, «Write-Ahead Logging», section 1: all processes must be on the same host computer.
"""

import re
import sys
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
"""What is mounted where on Linux. Source: proc(5)."""

_OF_THE_SYSTEM = ("afs", "ceph", "cifs", "davfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs")
_OF_PROGRAMS = ("ceph-fuse", "davfs2", "glusterfs", "gvfsd-fuse", "rclone", "smbnetfs", "sshfs")
SHARES = frozenset({*_OF_THE_SYSTEM, *(f"fuse.{name}" for name in _OF_PROGRAMS)})
"""Kinds of file systems whose files another computer keeps."""

_WRITTEN = re.compile(r"\\([0-7]{3})")


def mounted_kind(folder: Path, mounts: str) -> str:
    """Return the kind of the file system that a folder lies in, empty where the table does not say.

    mounts: the table, as Linux writes it. The last of the deepest places counts: it lies over the others.
    """
    deepest, found = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:  # noqa: PLR2004 (the fifth field is the place)
            continue
        place = Path(_WRITTEN.sub(lambda sign: chr(int(sign[1], 8)), fields[4]))
        if folder.is_relative_to(place) and len(place.parts) >= deepest:
            deepest, found = len(place.parts), after.split(" ")[0]
    return found


if sys.platform == "win32":
    import ctypes

    REMOTE_DRIVE = 4
    """DRIVE_REMOTE. Source: winbase.h, GetDriveTypeW."""

    def is_share(folder: Path) -> bool:
        """Return whether another computer keeps what lies in a folder."""
        root = folder.resolve().anchor
        return root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == REMOTE_DRIVE
else:

    def is_share(folder: Path) -> bool:
        """Return whether another computer keeps what lies in a folder; no, where the system does not tell."""
        return MOUNTS.is_file() and mounted_kind(folder.resolve(), MOUNTS.read_text(errors="replace")) in SHARES
