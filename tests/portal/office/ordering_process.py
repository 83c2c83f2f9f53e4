"""An operator's order in a process of its own, which is killed while it is being carried out."""

import os
import signal
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from app.ids import SchoolId
from portal.auth.codes import issue_code
from portal.auth.operator_acts import Order, carry_out
from portal.commands import open_portal
from tests.forked_portal import FORKS


def killed_order(data: Path, order: Order, login: str, *, by: str, now_ms: int) -> int | None:
    """Order a code for a teacher's PC and die with it made and nothing committed; return how the process ended."""
    process = FORKS.Process(target=_order, args=(data, order, login, by, now_ms))
    process.start()
    process.join(30)
    ended = process.exitcode
    process.kill()
    process.join()
    process.close()
    return ended


def _order(data: Path, order: Order, login: str, by: str, now_ms: int) -> None:
    with open_portal(data) as (engine, school):
        carry_out(engine, school, order, partial(_made, school, login, now_ms), by=by, now_ms=now_ms)


def _made(school: SchoolId, login: str, now_ms: int, connection: Connection) -> None:
    issue_code(connection, school, login, now_ms=now_ms)
    os.kill(os.getpid(), signal.SIGKILL)
