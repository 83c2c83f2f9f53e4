"""Sixty PCs ask for everything at once at eight o'clock on 1 September: each gets all of it (I11)."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from portal.auth.keys import read_key
from portal.settings import DataFolder
from tests.portal.pcs import Pc
from tests.portal_process import PortalProcess

PCS = 60


@pytest.mark.timeout(240)
def test_sixty_first_synchronisations_at_once_bring_everybody_the_same(school_data: Path) -> None:
    key = read_key(DataFolder(school_data).key).verify_key
    with PortalProcess(school_data, by_command=True) as process:
        process.start()
        with (
            httpx.Client(base_url=process.url, timeout=120, limits=httpx.Limits(max_connections=None)) as client,
            ThreadPoolExecutor(PCS) as pool,
        ):
            codes = [process.code("anna") for _ in range(PCS)]
            begun = list(pool.map(lambda code: first_morning(Pc(client, key), code), codes))
    assert len(begun) == PCS
    assert len(set(begun)) == 1
    assert begun[0]


def first_morning(pc: Pc, code: str) -> tuple[str, ...]:
    """Enrol, fetch every part, and read the feed to its end; return the digests of the pages."""
    assert pc.enrol(code).status == 200
    digests = tuple(page.digest for part in pc.hello().parts for page in pc.pages(part.id))
    pc.pull()
    return digests
