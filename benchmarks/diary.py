"""What a parent's week costs the portal: a page in the server, 200 at once, first and again, its bytes on the wire."""

import gzip
import random
import selectors
import socket
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine, select

from app.domain.attendance import Absence, attendance_id
from app.domain.records import (
    NEVER,
    Attendance,
    Bell,
    Enrolment,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Term,
    Work,
    WorkType,
)
from app.ids import (
    ClassId,
    GroupId,
    JournalId,
    LessonId,
    MarkId,
    PupilId,
    SubjectId,
    TeacherId,
    WorkId,
    WorkTypeId,
)
from benchmarks.figures import Figure, p99
from portal.auth.links import issue_link
from portal.commands import make_portal
from portal.diary.drawing import STYLE, TEMPLATES
from portal.diary.opening import Visit
from portal.diary.pages import drawn, week_page
from portal.diary.weeks import DiaryDay, DiaryOwner, DiarySpan, DiaryWeek
from portal.exchange.office import put_records
from portal.settings import DataFolder
from portal.store.dialects import reading
from portal.store.opening import open_engine
from portal.store.tables import schools
from tests.portal_process import PortalProcess

CLASSES, PUPILS, SUBJECTS = 3, 30, 14
"""Of the school that is measured; a page reads its own pupil's rows by index, so that more classes change little."""

FIRST, WEEKS, DAYS, LESSONS = date(2026, 9, 7), 34, 5, 6
MARKED, MISSED, WORKS = 0.25, 0.05, 0.2
SAMPLES, AT_ONCE = 60, 200
WEEK = FIRST + timedelta(7 * 12)
AUTHOR = TeacherId("teacher")


def measure(folder: Path) -> list[Figure]:
    """Measure a full school year's week, of another pupil each time."""
    data = folder / "portal"
    make_portal(data, "Школа № 7", year=2026, zone="Europe/Moscow")
    engine = open_engine(DataFolder(data).url)
    paths = _filled(engine)
    pages = reading(engine)
    codes = [path.rpartition("/")[2] for path in paths]
    took = list(_timed_ms(lambda code: drawn(pages, code, _week), codes * 2))
    empty = list(_timed_ms(lambda _code: _without_data(), codes))
    page = drawn(pages, codes[0], _week) or ""
    engine.dispose()
    with PortalProcess(data) as portal:
        portal.start()
        weeks = [f"{path}/{WEEK}" for path in paths]
        first, again, floor_ms = (_at_once_ms(portal.url, asked) for asked in (weeks, weeks, [STYLE.path]))
    sent, floor = (_packed_kb(text) for text in (page, _without_data()))
    return [
        Figure("diary_week_ms", statistics.median(took), "ms", statistics.median(empty), 30),
        Figure("diary_week_200_ms", p99(again), "ms", p99(floor_ms), 150),
        Figure("diary_week_200_median_ms", statistics.median(again), "ms", statistics.median(floor_ms), 100),
        Figure("diary_week_200_first_ms", p99(first), "ms", p99(floor_ms), 2_000),
        Figure("diary_week_kb", sent, "KB", floor, 40),
    ]


def _week(visit: Visit) -> str:
    return week_page(visit, WEEK)


def _timed_ms(work: Callable[[str], object], codes: Sequence[str]) -> Iterator[float]:
    for code in codes:
        begun = time.perf_counter()
        work(code)
        yield (time.perf_counter() - begun) * 1000


def _packed_kb(page: str) -> float:
    """Return what a page and its style weigh as they travel."""
    return sum(len(gzip.compress(text.encode())) for text in (page, STYLE.text)) / 1024


def _without_data() -> str:
    """Draw the page of a week in which nothing stands."""
    owner = DiaryOwner("", PupilId(""), "", "", "", "", "UTC")  # type: ignore[arg-type]
    days = tuple(DiaryDay(WEEK + timedelta(n), (), "") for n in range(7))
    week = DiaryWeek(owner, "", days, DiarySpan(None, None, None))
    facts = {"week": week, "debts": (), "today": WEEK, "opens": WEEK, "home": "", "token": "", "beside": ()}
    return TEMPLATES.get_template("week.html").render(facts)


def _at_once_ms(portal: str, paths: Sequence[str]) -> list[float]:
    """Ask for AT_ONCE pages at the same moment, each on a connection of its own; return how long each took.

    One thread asks and listens: two hundred of them would be measured instead of the portal.
    """
    address = urlsplit(portal)
    waiting = selectors.DefaultSelector()
    asked: list[socket.socket] = []
    for _ in range(AT_ONCE):
        asked.append(socket.create_connection((address.hostname, address.port), timeout=60))
        waiting.register(asked[-1], selectors.EVENT_READ, bytearray())
    begun = time.perf_counter()
    for n, each in enumerate(asked):
        path = paths[n % len(paths)]
        each.sendall(f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    took: list[float] = []
    while len(took) < AT_ONCE:
        for key, _ in waiting.select(timeout=60):
            key.data.extend(key.fileobj.recv(65_536))  # type: ignore[union-attr]  # a socket, as registered above
            if _is_whole(key.data):
                took.append((time.perf_counter() - begun) * 1000)
                waiting.unregister(key.fileobj)
    for each in asked:
        each.close()
    return took


def _is_whole(answer: bytearray) -> bool:
    """Return whether a page has arrived, to its last byte."""
    head, found, body = answer.partition(b"\r\n\r\n")
    if not found:
        return False
    lines = head.split(b"\r\n")
    assert lines[0].split()[1] == b"200"
    length = next(int(line.partition(b":")[2]) for line in lines if line.lower().startswith(b"content-length:"))
    return len(body) >= length


def _filled(engine: Engine) -> list[str]:
    """Put the school in; return the paths of the pupils' diaries."""
    with engine.begin() as connection:
        school = connection.execute(select(schools.c.school_id)).scalar_one()
        put_records(connection, school, list(_records()), received_ms=0)
        pupils = [PupilId(f"p{n}-{row}") for n in range(CLASSES) for row in range(PUPILS)]
        return [issue_link(connection, school, pupil, now_ms=0) for pupil in pupils]


def _records() -> Iterator[Record]:
    chance = random.Random(7)  # noqa: S311 (the same school each time)
    yield Term("t", NEVER, "Учебный год", 1, 1, 11, FIRST, FIRST + timedelta(7 * WEEKS))
    yield WorkType(WorkTypeId("k"), NEVER, "Контрольная работа", "К", 4, "#b3261e", 1)
    for number in range(1, LESSONS + 1):
        yield Bell(f"b{number}", NEVER, 1, 0, number, f"{7 + number:02}:30", f"{8 + number:02}:15")
    for n in range(SUBJECTS):
        yield Subject(SubjectId(f"s{n}"), NEVER, f"Предмет № {n + 1}", f"П{n + 1}")
    for n in range(CLASSES):
        yield from _class(n)
        yield from _year(n, chance)


def _class(n: int) -> Iterator[Record]:
    yield SchoolClass(ClassId(f"c{n}"), NEVER, 7, "АБВ"[n], 1, None)
    yield Group(GroupId(f"g{n}"), NEVER, ClassId(f"c{n}"), "")
    for row in range(PUPILS):
        pupil = PupilId(f"p{n}-{row}")
        yield Pupil(pupil, NEVER, f"Фамилия{row}", "Имя", "", date(2013, 1, 1), "f")
        yield Enrolment(f"e{n}-{row}", NEVER, pupil, ClassId(f"c{n}"), FIRST, None, "1")
        yield Membership(f"m{n}-{row}", NEVER, GroupId(f"g{n}"), pupil, FIRST, None)
    for place in range(SUBJECTS):
        yield Journal(JournalId(f"j{n}-{place}"), NEVER, GroupId(f"g{n}"), SubjectId(f"s{place}"), 2026, 3)


def _year(n: int, chance: random.Random) -> Iterator[Record]:
    for count in range(WEEKS * DAYS * LESSONS):
        week, place = divmod(count, DAYS * LESSONS)
        day, number = divmod(place, LESSONS)
        journal = JournalId(f"j{n}-{place % SUBJECTS}")
        key = LessonId(f"l{n}-{count}")
        yield Lesson(
            key,
            NEVER,
            journal,
            FIRST + timedelta(week * 7 + day),
            number + 1,
            f"{200 + place}",
            topic=f"Тема урока № {count}: свойства и признаки",
            homework=f"§ {count}, задачи {number + 1}–{number + 5}, повторить правило",
        )
        if chance.random() < WORKS:
            yield Work(WorkId(f"w{n}-{count}"), NEVER, journal, key, WorkTypeId("k"), f"Работа {count}", 4)
        for row in range(PUPILS):
            yield from _cell(PupilId(f"p{n}-{row}"), key, journal, chance)


def _cell(pupil: PupilId, lesson: LessonId, journal: JournalId, chance: random.Random) -> Iterator[Record]:
    if chance.random() < MISSED:
        yield Attendance(attendance_id(lesson, pupil), NEVER, journal, lesson, pupil, Absence.ILL, 0, AUTHOR)
    elif chance.random() < MARKED:
        value = chance.choice("5432")
        yield Mark(MarkId(f"m-{lesson}-{pupil}"), NEVER, journal, lesson, pupil, None, value, AUTHOR, comment="Хорошо")
