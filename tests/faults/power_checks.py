"""Cuts the power of recorded programs, starts them again on what is left, and says what is missing."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select

from app.domain.records import Mark
from app.ids import OperationId
from app.store.spool import Spool
from app.store.unit import Store
from portal.exchange.cursors import chain_after
from portal.store.opening import open_engine
from portal.store.tables import TABLES, effects, operations
from tests.faults.entries import after
from tests.faults.journals import PROFILE, held, reopen
from tests.faults.power_cuts import Cut, cuts
from tests.faults.write_log import read_log

Check = Callable[[Path, Cut], str]
"""From the folder that a cut left, and what was told before, to what is wrong; empty for nothing."""


def wrong_after_cuts(program: str, folder: Path, *words: str, count: int, check: Check) -> Iterator[str]:
    """Record a program of this folder, cut its power at so many moments, and yield what is wrong each time.

    program: the module; words: what else it is told: how much to write, and how. The seed is in what is yielded.
    """
    (folder / "recorded").mkdir(parents=True)
    log = folder / "log"
    subprocess.run([sys.executable, "-m", program, str(folder / "recorded"), str(log), *words], check=True, timeout=600)
    seed = random.SystemRandom().randrange(1 << 32)
    for cut in cuts(read_log(log), count, random.Random(seed)):  # noqa: S311 (a moment, not a secret)
        left = folder / "left"
        cut.lay_out(left)
        wrong = check(left, cut)
        yield f"seed {seed}, {cut.after} events: {wrong}" if wrong else ""
        shutil.rmtree(left)


def journal_wrong(folder: Path, cut: Cut) -> str:
    """Return what a journal has lost, or what its spool has that the journal never had."""
    told = len(cut.told)
    if "journal.db" not in cut.files:
        return f"{told} acknowledged, and no journal" if told else ""
    store = reopen(folder / "journal.db")
    try:
        return _lost(store, told) or _spool_wrong(store, Spool(folder))
    finally:
        store.close()


def _lost(store: Store, told: int) -> str:
    found = held(store)
    rows = len(found.pop("waiting"))
    if rows not in {told, told + 1}:
        return f"{told} acknowledged, {rows} in the outbox"
    return "" if found == after(rows) else f"the journal is not as after {rows} entries"


def _spool_wrong(store: Store, spool: Spool) -> str:
    """Return whether the spool is ahead of the journal, and whether a start completes it."""
    if not held(store)["waiting"]:
        return ""
    if spool.lost(store):
        return "the spool has what the journal never had"
    spool.reserve_numbers(store)
    spool.keep_up(store)
    numbers = [record.n for record in spool.read() if record.replica == PROFILE.replica]
    waiting = len(held(store)["waiting"])
    return "" if numbers == list(range(1, waiting + 1)) else "the spool was not completed"


def portal_wrong(folder: Path, cut: Cut) -> str:
    """Return what a portal's database has lost or has in halves."""
    told = {key for said in cut.told for key in said.split()}
    if "portal.db" not in cut.files:
        return f"{len(told)} receipts, and no portal" if told else ""
    engine = open_engine(f"sqlite:///{folder}/portal.db")
    try:
        with engine.connect() as connection:
            log = connection.execute(select(operations).order_by(operations.c.seq)).all()
            marks = set(connection.execute(select(TABLES[Mark].c.id)).scalars())
            sent = set(connection.execute(select(effects.c.seq)).scalars())
    finally:
        engine.dispose()
    chain = ""
    for row in log:
        chain = chain_after(chain, OperationId(row.id))
    given = {row.id for row in log if row.kind == "mark.add"}
    findings = {
        "a receipt without a row": bool(told - {row.id for row in log}),
        "a gap in the order": [row.seq for row in log] != list(range(1, len(log) + 1)),
        "another chain": bool(log) and log[-1].chain != chain,
        "an operation without its mark": given != marks,
        "an operation without its effects": sent != {row.seq for row in log},
    }
    return next((what for what, is_so in findings.items() if is_so), "")
