"""Types into a journal until it is killed: a process that forks for each line it reads, so that a start costs little.

Run as `python -m tests.faults.typist JOURNAL WAY`; each line read starts one run. A run tells its process id, then
"acknowledged N" as soon as entry N is durable; its end is told with "ended".
"""

import os
import sys
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from sqlalchemy import delete, insert, select

from app.changes import Cell, Changes
from app.domain.attendance import Absence
from app.domain.pages import EMPTY_CELL, ShownCell
from app.ids import LessonId, PupilId
from app.services.attending import set_absence
from app.services.lesson_page import read_lesson
from app.services.lessons import set_topic
from app.services.marking import put_mark
from app.services.reading import read_cells
from app.store import migrations  # noqa: F401 (a fork opens at once)
from app.store.outbox import waiting
from app.store.tables import outbox
from app.store.unit import Store, Unit
from tests.faults.entries import Entry, Kind, entry
from tests.faults.journals import reopen
from tests.small_school import ALGEBRA

SLOW_DISK_S = 0.002
"""What a planted bug waits between its two halves, as a slow disk would."""

Command = Callable[[Unit], Changes]


class Way(StrEnum):
    """How an entry is written: as the program does, or with a planted bug."""

    RIGHT = "right"
    EARLY = "early"
    """Acknowledged before it is durable."""
    APART = "apart"
    """Its outbox row in a transaction of its own."""


def main() -> None:
    """Fork a run for each line of standard input."""
    path, way = Path(sys.argv[1]), Way(sys.argv[2])
    for _ in sys.stdin:
        process = os.fork()
        if not process:
            type_on(path, way)
        tell(f"process {process}")
        os.waitpid(process, 0)
        tell("ended")


def type_on(path: Path, way: Way) -> None:
    """Go on behind the last entry of which there is an outbox row."""
    store = reopen(path)
    with store.reading() as unit:
        n = waiting(unit)
    while True:
        write(store, entry(n), way, acknowledge=f"acknowledged {n}")
        n += 1


def write(store: Store, typed: Entry, way: Way, *, acknowledge: str) -> None:
    command = command_of(store, typed)
    with store.unit() as unit:
        command(unit)
        if way is Way.EARLY:
            tell(acknowledge)
            time.sleep(SLOW_DISK_S)
        row = unit.connection.execute(select(outbox).order_by(outbox.c.n.desc()).limit(1)).one()
        if way is Way.APART:
            unit.connection.execute(delete(outbox).where(outbox.c.n == row.n))
    if way is Way.APART:
        time.sleep(SLOW_DISK_S)
        with store.unit() as unit:
            unit.connection.execute(insert(outbox).values(**row._mapping))  # noqa: SLF001 (SQLAlchemy's public accessor)
    if way is not Way.EARLY:
        tell(acknowledge)


def command_of(store: Store, typed: Entry) -> Command:
    """Return what a window would do with the entry, having shown the cell or the lesson before."""
    pupil, lesson = typed.pupil, typed.lesson
    if typed.kind is Kind.TOPIC:
        with store.reading() as unit:
            page = read_lesson(unit, lesson)
        assert page
        return lambda unit: set_topic(unit, lesson=lesson, topic=typed.text, base=page.topic_token)
    seen = cell(store, pupil, lesson)
    if typed.kind is Kind.ABSENCE:
        return lambda unit: set_absence(unit, pupil=pupil, lesson=lesson, absence=Absence(typed.text), seen=seen)
    return lambda unit: put_mark(unit, pupil=pupil, lesson=lesson, value=typed.text, seen=seen)


def cell(store: Store, pupil: PupilId, lesson: LessonId) -> ShownCell:
    with store.reading() as unit:
        cells = read_cells(unit, ALGEBRA, cells=frozenset({Cell(ALGEBRA, pupil, lesson)}))
    return cells.get((pupil, lesson), EMPTY_CELL)


def tell(line: str) -> None:
    """Hand a line over in one write, so that a kill leaves it whole or not at all."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
