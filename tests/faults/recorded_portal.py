"""Makes a portal and lets a PC push marks to it while every write of its database is recorded.

Run as `python -m tests.faults.recorded_portal FOLDER LOG PUSHES [normal]`; "normal" as in tests.faults.recorded_typing.
"""

import sys
from pathlib import Path

from litestar.testing import TestClient
from sqlalchemy import Engine, event, select

from app.ids import SchoolId
from app.operations import MarkAdd, Operation
from portal.api import create_api
from portal.auth.codes import issue_code
from portal.auth.keys import read_key
from portal.commands import make_portal
from portal.endpoints import Dependencies, now_ms
from portal.exchange.office import put_records
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import schools
from tests.faults.write_log import WriteLog
from tests.portal.pcs import Pc
from tests.small_school import LESSONS, PUPILS, records

MARKS = 3
"""In one push."""


def main() -> None:
    """Push, and save the log."""
    folder, saved, count = DataFolder(Path(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3])
    log = WriteLog(folder.path)
    with log.recording():
        make_portal(folder.path, "Школа № 7", year=2026, zone="Europe/Moscow")
        engine = open_engine(folder.url)
        if sys.argv[4:] == ["normal"]:
            event.listen(engine, "checkout", lambda connection, *_: connection.execute("PRAGMA synchronous = NORMAL"))
        push(folder, engine, log, count)
        engine.dispose()
    log.save(saved)


def push(folder: DataFolder, engine: Engine, log: WriteLog, count: int) -> None:
    key = read_key(folder.key)
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        put_records(connection, school, tuple(records()), received_ms=now_ms())
        code = issue_code(connection, school, "anna", now_ms=now_ms())
    with TestClient(create_api(Dependencies(engine, key))) as client:
        pc = Pc(client, key.verify_key)
        assert pc.enrol(code).status == 200
        for n in range(count):
            pupils = [PUPILS[(n * MARKS + place) % len(PUPILS)] for place in range(MARKS)]
            pc.push(*[Operation(MarkAdd(LESSONS[n % len(LESSONS)], pupil, None, "5")) for pupil in pupils])
            log.tell(" ".join(pc.ids[-MARKS:]))


if __name__ == "__main__":
    main()
