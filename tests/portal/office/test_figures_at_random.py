"""Schools made by chance, with pupils who come, go, change groups and are released.

The desktop counts the same, and so does the portal once the year has turned.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.absences import LessonSums
from app.domain.attendance import Absence, attendance_id
from app.domain.classroom import Release
from app.domain.records import (
    NEVER,
    Attendance,
    Enrolment,
    Group,
    Journal,
    Lesson,
    Membership,
    Pupil,
    Record,
    SchoolClass,
    Subject,
    Teacher,
    Term,
)
from app.ids import ClassId, GroupId, JournalId, LessonId, PupilId, SubjectId
from app.services.class_desk_absences import read_absence_sums
from app.services.class_desk_summary import read_summary
from app.services.finals import read_finals
from tests.builders import a_store
from tests.closing_school import SIGNED, final
from tests.portal.office.closing_office import closing_portal
from tests.portal.office.turn_office import MAY
from tests.portal.office.turn_office import on as turning
from tests.small_school import ANNA, BORIS

BEGINS, DAYS = date(2026, 9, 1), 120
TERMS = (
    ("t1", 2, 9, 0, 50),
    ("t2", 2, 9, 60, DAYS),
    ("h1", 10, 11, 0, DAYS),
)
"""Terms of classes 2 to 9 and 10 to 11, in days from the beginning."""

GRADES = (7, 7, 10)
VALUES = ("5", "4", "4", "3", "3", "2", "1", "н/а", "осв", "зач", "незач", "")
CODES = tuple(each.value for each in Absence)


def on(day: int) -> date:
    return BEGINS + timedelta(day)


KEYS = (on(50).isoformat(), on(DAYS).isoformat(), "year")
"""The periods."""


class Made:
    """A school of three classes, each with a whole group and two halves, and an elective of all."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 (a school, not a secret)
        self._journals: list[JournalId] = []
        self._pupils = [PupilId(f"p{n}") for n in range(15)]
        self._members: set[tuple[str, PupilId]] = set()

    def records(self) -> Iterator[Record]:
        for n, (key, low, high, first, last) in enumerate(TERMS):
            yield Term(key, NEVER, key, n, low, high, on(first), on(last))
        yield Teacher(ANNA, NEVER, "Громова", "Анна", "", "anna")
        for n in range(3):
            yield Subject(SubjectId(f"s{n}"), NEVER, f"Предмет {n}", f"П{n}")
        yield from self._groups()
        for who in self._pupils:
            for each in self._pupil(who):
                if isinstance(each, Membership):
                    self._members.add((f"j-{each.group}", who))
                yield each
        for journal in self._journals:
            yield from self._written(journal)

    def _groups(self) -> Iterator[Record]:
        for place, grade in enumerate(GRADES):
            yield SchoolClass(ClassId(f"c{place}"), NEVER, grade, "АБВ"[place], 1, ANNA)
            for half, subject in (("", 0), ("1", 1), ("2", 1)):
                yield from self._group(f"g{place}{half}", place, subject, half)
        yield from self._group("elective", 0, 2, "Право")

    def _group(self, key: str, place: int, subject: int, name: str) -> Iterator[Record]:
        yield Group(GroupId(key), NEVER, ClassId(f"c{place}"), name)
        yield Journal(JournalId(f"j-{key}"), NEVER, GroupId(key), SubjectId(f"s{subject}"), 2026, 2)
        self._journals.append(JournalId(f"j-{key}"))

    def _pupil(self, who: PupilId) -> Iterator[Record]:
        chance = self._chance
        yield Pupil(who, NEVER, who, "Имя", "", date(2013, 1, 1), "")
        steps = sorted(chance.sample(range(1, DAYS), chance.choice([0, 0, 1, 2])))
        begin = chance.choice([0, 0, 0, 20])
        for n, until in enumerate([*(each for each in steps if each > begin), None]):
            place, half = chance.randrange(len(GRADES)), chance.choice("12")
            first, last = on(begin), None if until is None else on(until - 1)
            yield Enrolment(f"e-{who}-{n}", NEVER, who, ClassId(f"c{place}"), first, last, "1")
            for key in (f"g{place}", f"g{place}{half}"):
                yield Membership(f"m-{who}-{n}-{key}", NEVER, GroupId(key), who, first, last)
            begin = until or begin
        if chance.random() < 0.3:
            yield Membership(f"m-{who}-elective", NEVER, GroupId("elective"), who, on(5), chance.choice([None, on(40)]))
        if chance.random() < 0.2:
            yield Membership(f"m-{who}-mistake", NEVER, GroupId("g02"), who, on(10), on(9))
        if chance.random() < 0.3:
            subject = chance.choice(["", "s0", "s1"])
            yield Release(f"r-{who}", NEVER, who, subject, on(chance.randrange(60)), chance.choice([None, on(80)]), "1")

    def _written(self, journal: JournalId) -> Iterator[Record]:
        chance = self._chance
        for n, day in enumerate(sorted(chance.sample(range(DAYS + 5), 12))):
            lesson = LessonId(f"l-{journal}-{n}")
            yield Lesson(lesson, NEVER, journal, on(day), 1, "1", cancelled=chance.random() < 0.1)
            for who in self._pupils:
                if (journal, who) in self._members and (code := chance.choice(CODES)):
                    yield Attendance(attendance_id(lesson, who), SIGNED, journal, lesson, who, code, 0, BORIS)
        for who in self._pupils:
            for period in ("t1", "t2", "h1", "year"):
                if chance.random() < 0.6:
                    yield final(journal, who, period, chance.choice(VALUES))


@pytest.mark.parametrize("seed", range(8))
def test_the_desktop_counts_every_figure_the_same(empty_school: Path, tmp_path: Path, seed: int) -> None:
    rows = tuple(Made(seed).records())
    today = on((15, 55, 100, DAYS + 20)[seed % 4])
    store, compared = a_store(tmp_path, rows=rows), 0
    with closing_portal(empty_school, tmp_path, *rows) as office, store.reading() as unit:
        for key in KEYS:
            missed = office.missed(today, key)
            for each in office.classes(today, key).values():
                period = each.period.period
                assert read_summary(unit, each.id, period=period, today=today).figures().standings == each.standings
                for journal in each.journals:
                    assert read_finals(unit, journal.id, today=today).figures(period) == journal.figures
                    compared += 1
                last = min(each.period.last, today)
                sums = read_absence_sums(unit, each.id, first=each.period.first, last=last).all_lessons
                assert missed[each.id].sums == LessonSums(ill=sums.ill, excused=sums.excused, unexcused=sums.unexcused)
    store.close()
    assert compared > 20


@pytest.mark.parametrize("seed", range(8, 12))
def test_the_turn_of_the_year_changes_no_figure_of_the_year_that_ends(
    empty_school: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 (whom the office sends where)
    with closing_portal(empty_school, tmp_path, *Made(seed).records()) as office:
        before = [(office.classes(MAY, key), office.missed(MAY, key)) for key in KEYS]
        turn = turning(office.portal, MAY)
        for place, to in enumerate(("8Б", "8А", "11В")):
            turn.decide(f"/class/c{place}", to=to)
        for place, (to, other) in enumerate((("8Б", "8А"), ("8А", "8Б"), ("11В", "11В"))):
            own = {f"p__p{n}": chance.choice(["", "-", other]) for n in range(15)}
            assert turn.decide(f"/class/c{place}", to=to, **own).status_code == 303
        assert "Сделано." in turn.turn()
        assert [(office.classes(MAY, key, 2026), office.missed(MAY, key, 2026)) for key in KEYS] == before
        assert not any(each.marks.assessed for each in office.classes(MAY, "year").values())
