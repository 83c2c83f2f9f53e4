"""What the office's pages of figures, control and the year's turn cost: a school of 1,000 pupils, a year behind it."""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx
from litestar.status_codes import HTTP_303_SEE_OTHER
from litestar.testing import TestClient
from nacl.signing import SigningKey
from sqlalchemy import Engine, select

from app.domain.attendance import Absence, attendance_id
from app.domain.periods import YEAR, final_mark_id
from app.domain.records import (
    NEVER,
    Assignment,
    Attendance,
    Enrolment,
    FinalMark,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Teacher,
    Term,
)
from app.ids import ClassId, GroupId, JournalId, LessonId, MarkId, PupilId, SchoolId, SubjectId, TeacherId
from benchmarks.figures import Figure
from portal.api import create_api
from portal.auth.office_links import issue_office_link
from portal.commands import make_portal
from portal.endpoints import Dependencies
from portal.office.forms import form_token
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.rows import write_records
from portal.store.tables import schools

CLASSES, PUPILS, SUBJECTS, TEACHERS = 40, 25, 12, 80
LESSONS = 6
"""A day, from Monday to Friday."""

SIGNED, MARKED = 0.05, 0.28
"""Share of the cells with a sign of absence, and with a mark."""

TERMS = (
    ("t1", "I четверть", 1, 9, date(2026, 9, 1), date(2026, 10, 25)),
    ("t2", "II четверть", 1, 9, date(2026, 11, 2), date(2026, 12, 30)),
    ("t3", "III четверть", 1, 9, date(2027, 1, 11), date(2027, 3, 25)),
    ("t4", "IV четверть", 1, 9, date(2027, 4, 5), date(2027, 5, 26)),
    ("h1", "I полугодие", 10, 11, date(2026, 9, 1), date(2026, 12, 30)),
    ("h2", "II полугодие", 10, 11, date(2027, 1, 11), date(2027, 5, 26)),
)
AUTHOR = TeacherId("teacher-0")
SAMPLES = 15
NOW_MS = 1_811_700_000_000
"""A day at the end of May 2027, when every term is over."""

SLICE = 20_000
"""Rows that are written together."""

PAGES = {
    "figures_term_ms": "?period=2026-12-30",
    "figures_year_ms": f"?period={YEAR}",
    "figures_journals_ms": "/journals?period=2026-12-30",
    "missed_term_ms": "/missed?period=2026-12-30",
    "missed_year_ms": f"/missed?period={YEAR}",
}
"""The pages by their figures: the classes, all journals, what was missed in a term and in the year."""

CONTROL = {
    "keeping_ms": "/control/journals",
    "held_ms": "/control",
    "events_ms": "/control/events",
    "turn_ms": "/turn",
}
"""The pages of control and the first one of the year's turn."""

PAST = {"figures_past_ms": "?year=2026", "missed_past_ms": "/missed?year=2026"}
"""The pages of the year that has ended, asked for after its turn."""

FIRST_MS, TURN_S, UNDO_S = 2_000, 5, 5
"""Targets: how the journals are kept, when nothing has been counted yet; the turn of the year and taking it back."""


def measure(folder: Path) -> list[Figure]:
    """Ask for the pages of a term and of the year. The floor: the office's first page, which reads nearly nothing."""
    data = folder / "portal"
    make_portal(data, "Школа № 7", year=2026, zone="Europe/Moscow")
    engine = open_engine(DataFolder(data).url)
    home = fill(engine)
    api = create_api(Dependencies(engine, SigningKey.generate(), now_ms=lambda: NOW_MS))
    with TestClient(api) as client:
        empty = statistics.median(_asked_ms(client, home))
        begun = time.perf_counter()
        client.get(f"{home}/control/journals").raise_for_status()
        first = Figure("keeping_first_ms", (time.perf_counter() - begun) * 1000, "ms", empty, FIRST_MS)
        pages = {name: f"/figures{path}" for name, path in PAGES.items()} | CONTROL
        figures = [
            Figure(name, statistics.median(_asked_ms(client, home + path)), "ms", empty, 100)
            for name, path in pages.items()
        ]
        figures += [first, *_turned(client, home, empty)]
    engine.dispose()
    return figures


def _turned(client: httpx.Client, home: str, floor: float) -> Iterator[Figure]:
    """Turn the year, look at the one that has ended, and take the turn back. floor: of a page, milliseconds."""
    version = client.get(f"{home}/turn/review").text.partition('name="drawn.version" value="')[2].partition('"')[0]
    saved = {"step": "save", "drawn.version": version}
    yield Figure("turn_s", _sent_s(client, home, "/turn/review", saved), "s", None, TURN_S)
    for name, path in PAST.items():
        yield Figure(name, statistics.median(_asked_ms(client, f"{home}/figures{path}")), "ms", floor, 100)
    yield Figure("turn_undo_s", _sent_s(client, home, "/people/actions", {"step": "undo.1"}), "s", None, UNDO_S)


def _sent_s(client: httpx.Client, home: str, path: str, fields: dict[str, str]) -> float:
    """Send a form that is taken; return how many seconds it takes."""
    token = form_token(home.rpartition("/")[2])
    ours = {"Origin": str(client.base_url).rstrip("/")}
    begun = time.perf_counter()
    answer = client.post(home + path, data={"token": token, **fields}, headers=ours, follow_redirects=False)
    took = time.perf_counter() - begun
    if answer.status_code != HTTP_303_SEE_OTHER:
        raise ValueError(path)
    return took


def fill(engine: Engine) -> str:
    """Put the school in; return the address of the office's pages."""
    rows: list[Record] = []
    with engine.begin() as connection:
        school = SchoolId(connection.execute(select(schools.c.school_id)).scalar_one())
        for each in records():
            rows.append(each)
            if len(rows) == SLICE:
                write_records(connection, school, rows)
                rows.clear()
        write_records(connection, school, rows)
        return issue_office_link(connection, school, now_ms=NOW_MS)


def records() -> Iterator[Record]:
    """Yield the school with all that was written in the year."""
    chance = random.Random(7)  # noqa: S311 (the same school each time)
    for ordinal, (key, name, low, high, first, last) in enumerate(TERMS, 1):
        yield Term(key, NEVER, name, ordinal, low, high, first, last)
    for n in range(SUBJECTS):
        yield Subject(SubjectId(f"s{n}"), NEVER, f"Предмет № {n + 1}", f"П{n + 1}")
    for n in range(TEACHERS):
        yield Teacher(TeacherId(f"teacher-{n}"), NEVER, f"Учителева{n}", "Анна", "Петровна", f"teacher{n}")
    for place in range(CLASSES):
        yield from _class(place)
        yield from _year(place, chance)
        yield from _finals(place, chance)


def _class(place: int) -> Iterator[Record]:
    key, group = ClassId(f"c{place}"), GroupId(f"g{place}")
    yield SchoolClass(key, NEVER, _grade(place), "АБВГ"[place % 4], 1, TeacherId(f"teacher-{place}"))
    yield Group(group, NEVER, key, "")
    for row in range(PUPILS):
        pupil = _pupil(place, row)
        yield Pupil(pupil, NEVER, f"Фамилия{row}", "Имя", "", date(2013, 1, 1), "f")
        yield Enrolment(f"e{pupil}", NEVER, pupil, key, TERMS[0][4], None, "1")
        yield Membership(f"m{pupil}", NEVER, group, pupil, TERMS[0][4], None)
    for n in range(SUBJECTS):
        yield Journal(_journal(place, n), NEVER, group, SubjectId(f"s{n}"), 2026, 3)
        teacher = TeacherId(f"teacher-{(place * SUBJECTS + n) % TEACHERS}")
        yield Assignment(f"a{place}-{n}", NEVER, _journal(place, n), teacher, TERMS[0][4], None)


def _year(place: int, chance: random.Random) -> Iterator[Record]:
    days = (TERMS[0][4] + timedelta(n) for n in range((TERMS[3][5] - TERMS[0][4]).days + 1))
    for n, day in enumerate(each for each in days if each.isoweekday() < 6 and _is_school_day(each)):
        for number in range(1, LESSONS + 1):
            journal, key = _journal(place, (n * LESSONS + number) % SUBJECTS), LessonId(f"l{place}-{n}-{number}")
            yield Lesson(key, NEVER, journal, day, number, f"{100 + place}", topic="Тема урока")
            for row in range(PUPILS):
                if chance.random() < SIGNED:
                    pupil, code = _pupil(place, row), chance.choice([Absence.ABSENT, Absence.ILL, Absence.EXCUSED])
                    yield Attendance(attendance_id(key, pupil), NEVER, journal, key, pupil, code, 0, AUTHOR)
                elif _grade(place) > 1 and chance.random() < MARKED:
                    mark = MarkId(f"m{place}-{n}-{number}-{row}")
                    yield Mark(mark, NEVER, journal, key, _pupil(place, row), None, chance.choice("5443"), AUTHOR)


def _finals(place: int, chance: random.Random) -> Iterator[Record]:
    grade = _grade(place)
    periods = [*(key for key, _, low, high, *_ in TERMS if low <= grade <= high), YEAR]
    for n in range(SUBJECTS):
        for row in range(PUPILS):
            for period in periods if grade > 1 else ():
                key = final_mark_id(_journal(place, n), _pupil(place, row), period)
                value = chance.choice("5554444433332") if chance.random() > 0.01 else "н/а"
                yield FinalMark(key, NEVER, _journal(place, n), _pupil(place, row), period, value, "4.00", "", AUTHOR)


def _is_school_day(day: date) -> bool:
    return any(first <= day <= last for *_, first, last in TERMS[:4])


def _grade(place: int) -> int:
    return 1 + place * 11 // CLASSES


def _journal(place: int, n: int) -> JournalId:
    return JournalId(f"j{place}-{n}")


def _pupil(place: int, row: int) -> PupilId:
    return PupilId(f"p{place}-{row}")


def _asked_ms(client: httpx.Client, path: str) -> Iterator[float]:
    """Ask for a page once, so that it is known, and then as often as is measured."""
    client.get(path).raise_for_status()
    for _ in range(SAMPLES):
        begun = time.perf_counter()
        client.get(path)
        yield (time.perf_counter() - begun) * 1000
