"""A journal on another computer's disk is refused: two PCs could open it at once (hostile input, profiles)."""

from pathlib import Path

import pytest

from app.errors import NetworkShareError
from app.vault import shares
from app.vault.profiles import InstanceLock
from app.vault.shares import SHARES, is_share, mounted_kind

TABLE = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /mail rw,relatime shared:20 - nfs4 server:/mail rw,vers=4.2
41 40 254:1 / /mail/local rw,relatime - xfs /dev/vdb rw
42 22 0:36 / /mnt/two\\040words rw,relatime master:3 - cifs //server/share rw
43 22 0:37 / /srv rw,relatime - nfs server:/srv rw
44 43 254:2 / /srv rw,relatime - ext4 /dev/vdc rw
45 22 0:38 / broken
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/opt/peremena", "ext4"),
        ("/mail/anna", "nfs4"),
        ("/mail/local", "xfs"),
        ("/mailbox", "ext4"),
        ("/mnt/two words/peremena", "cifs"),
        ("/mnt/two", "ext4"),
        ("/srv/peremena", "ext4"),
    ],
    ids=["root", "share", "disk below a share", "like a share", "written sign", "beside a share", "mounted over"],
)
def test_the_deepest_and_last_place_says_what_a_folder_lies_in(folder: str, kind: str) -> None:
    assert mounted_kind(Path(folder), TABLE) == kind


def test_a_table_that_says_nothing_makes_no_share() -> None:
    assert mounted_kind(Path("/mail"), "") == ""
    assert "" not in SHARES


def test_this_computers_disk_is_no_share(tmp_path: Path) -> None:
    assert not is_share(tmp_path)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_profile_on_a_share_is_refused_and_nothing_is_made_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"22 1 254:0 / / rw - ext4 /dev/vda rw\n40 22 0:35 / {tmp_path}/share rw - {kind} server:/x rw\n")
    monkeypatch.setattr(shares, "MOUNTS", table)
    with pytest.raises(NetworkShareError), InstanceLock(tmp_path / "share" / "default"):
        pass
    assert not (tmp_path / "share").exists()
    with InstanceLock(tmp_path / "disk" / "default"):
        pass
