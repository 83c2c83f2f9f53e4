"""Makes a journal and types into it while every write is recorded.

Run as `python -m tests.faults.recorded_typing FOLDER LOG ENTRIES [normal]`; with "normal" the journal syncs as
SQLite often is told to with a write-ahead log, which is the control: a power cut then loses what was acknowledged.
"""

import sys
from pathlib import Path

from sqlalchemy import event

from app.store.spool import Spool
from app.store.unit import Store
from tests.faults.entries import entry
from tests.faults.journals import make_journal, reopen
from tests.faults.typist import command_of
from tests.faults.write_log import WriteLog

FOLD_EACH, SPOOL_EACH, RESTART_EACH = 60, 7, 170
"""After so many entries the log is folded, the spool is completed, the program is started again."""


def main() -> None:
    """Type, and save the log."""
    folder, saved, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    log = WriteLog(folder)
    with log.recording():
        make_journal(folder / "journal.db")
        type_into(folder, log, count, careless=sys.argv[4:] == ["normal"])
    log.save(saved)


def type_into(folder: Path, log: WriteLog, count: int, *, careless: bool) -> None:
    store, spool = started(folder, careless=careless), Spool(folder)
    for n in range(count):
        command = command_of(store, entry(n))
        with store.unit() as unit:
            command(unit)
        log.tell(str(n))
        if n % SPOOL_EACH == 0:
            spool.keep_up(store)
        if n % FOLD_EACH == FOLD_EACH - 1:
            store.fold_log()
        if n % RESTART_EACH == RESTART_EACH - 1:
            store.close()
            store = started(folder, careless=careless)
    store.close()


def started(folder: Path, *, careless: bool) -> Store:
    store = reopen(folder / "journal.db")
    if careless:
        engine = store._engine  # noqa: SLF001 (the control breaks what no caller can)
        event.listen(engine, "checkout", lambda connection, *_: connection.execute("PRAGMA synchronous = NORMAL"))
    return store


if __name__ == "__main__":
    main()
