import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disks import mounted_disk
from tests.faults.journals import Template, make_journal


@pytest.fixture(scope="session")
def small_journal(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A journal with the small school in it and nothing entered yet."""
    return Template(make_journal(tmp_path_factory.mktemp("journal") / "journal.db"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid():
        pytest.skip("only root can mount a small disk")
    with mounted_disk(tmp_path / "disk") as disk:
        yield disk
