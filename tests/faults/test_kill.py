"""I1, P1: whatever the moment of a kill, what was acknowledged is there once, with its outbox row."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.store.unit import Store
from tests.faults.entries import after
from tests.faults.journals import Template, held, reopen
from tests.faults.typist import Way

KILLS = 100
LONGEST_S = 0.12
"""Of one run; a third of the runs are killed from the moment on at which they open what the last kill has left."""


class Typist:
    """The process that types. acknowledged: how many entries it has called durable."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.acknowledged = 0

    def type_until_killed(self, after_s: float, *, opened: bool) -> None:
        """Let it type for a while. opened: count from the first receipt, not from the start of opening."""
        assert self._process.stdin
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        typing = int(self._line().removeprefix("process "))
        if opened:
            self._take(self._line())
        time.sleep(after_s)
        os.kill(typing, signal.SIGKILL)
        while (line := self._line()) != "ended":
            self._take(line)

    def _take(self, line: str) -> None:
        self.acknowledged = int(line.removeprefix("acknowledged ")) + 1

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


@contextmanager
def a_typist(journal: Path, way: Way) -> Iterator[Typist]:
    command = [sys.executable, "-m", "tests.faults.typist", str(journal), way]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Typist(process)
        assert process.stdin
        process.stdin.close()


def lost(store: Store, acknowledged: int) -> str:
    """Return what is wrong with the journal, empty where nothing is."""
    found = held(store)
    rows = len(found.pop("waiting"))
    if rows not in {acknowledged, acknowledged + 1}:
        return f"{acknowledged} acknowledged, {rows} in the outbox"
    return "" if found == after(rows) else f"the journal is not as after {rows} entries"


def kills(journal: Path, typist: Typist, count: int) -> Iterator[str]:
    for n in range(count):
        typist.type_until_killed(random.uniform(0, LONGEST_S), opened=n % 3 > 0)  # noqa: S311 (a moment, not a secret)
        store = reopen(journal)
        try:
            yield lost(store, typist.acknowledged)
        finally:
            store.close()


def test_a_kill_loses_nothing_acknowledged_and_doubles_nothing(small_journal: Template, tmp_path: Path) -> None:
    """I1, P1."""
    journal = small_journal.copy(tmp_path / "journal.db")
    with a_typist(journal, Way.RIGHT) as typist:
        assert [wrong for wrong in kills(journal, typist, KILLS) if wrong] == []
    print(f"\n{KILLS} kills, {typist.acknowledged} acknowledged entries, none lost or doubled")  # noqa: T201 (the figure)
    assert typist.acknowledged > KILLS


@pytest.mark.parametrize("way", [Way.EARLY, Way.APART])
def test_a_planted_bug_loses(way: Way, small_journal: Template, tmp_path: Path) -> None:
    """The control: the same kills notice an early receipt, and an outbox row outside the entry's transaction."""
    journal = small_journal.copy(tmp_path / "journal.db")
    with a_typist(journal, way) as typist:
        assert any(kills(journal, typist, KILLS))


def test_a_kill_while_the_journal_is_made_leaves_it_whole_or_absent(tmp_path: Path) -> None:
    for n in range(8):
        journal = tmp_path / str(n) / "journal.db"
        journal.parent.mkdir()
        with subprocess.Popen(
            [sys.executable, "-m", "tests.faults.journals", str(journal)], stdout=subprocess.PIPE
        ) as it:
            assert it.stdout
            it.stdout.readline()
            time.sleep(random.uniform(0, LONGEST_S))  # noqa: S311 (a moment, not a secret)
            it.kill()
        reopen(journal).close()
