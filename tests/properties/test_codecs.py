"""P15, I13: no bytes from outside end a reader in another way than by a refusal that is expected of it.

`make promises` reads ten thousand for each reader.
"""

import gzip
import random
import tracemalloc
from collections.abc import Callable

import pytest
import zstandard

from app.errors import SyncError
from app.wire.messages import ExchangeAnswer
from portal.questions import read_question
from portal.refusals import RefusedError
from sync.answers import Reply, read_answer
from tests.properties.codecs import KEY, READERS, Reader, wrong_reads

INPUTS = 1_000
BOMB = 512 * 1024 * 1024
MOST_MEMORY = 64 * 1024 * 1024


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_whatever_comes_is_read_or_refused(reader: Reader) -> None:
    """P15."""
    seed = random.SystemRandom().randrange(1 << 32)
    assert list(wrong_reads(reader, INPUTS, seed)) == []


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_what_is_good_is_taken(reader: Reader) -> None:
    for good in reader.good:
        reader.read(good)


def test_a_reader_that_raises_what_nobody_expects_is_noticed() -> None:
    """The control."""
    careless = Reader("careless", lambda data: data.decode("utf-8"), (b"{}",))
    assert any(wrong_reads(careless, 100, seed=1))


def _zstd_bomb() -> bytes:
    packer = zstandard.ZstdCompressor(level=19).compressobj()
    block = bytes(1 << 20)
    return b"".join([packer.compress(block) for _ in range(BOMB >> 20)]) + packer.flush()


def _gzip_bomb() -> bytes:
    return gzip.compress(bytes(BOMB >> 2))


@pytest.mark.parametrize("bomb", [_zstd_bomb, _gzip_bomb])
@pytest.mark.parametrize("layers", [0, 1, 2])
def test_a_bomb_takes_bounded_memory(bomb: Callable[[], bytes], layers: int) -> None:
    data = bomb()
    for _ in range(layers):
        data = gzip.compress(data)
    tracemalloc.start()
    try:
        with pytest.raises(SyncError):
            read_answer(Reply(200, 0, data), req="req", key=KEY.verify_key, kind=ExchangeAnswer)
        with pytest.raises(RefusedError):
            read_question(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < MOST_MEMORY
