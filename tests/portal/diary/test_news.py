"""«Что нового»: what teachers wrote since somebody with the link last looked, and nobody else's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.attendance import Absence
from app.domain.classroom import Duty
from app.domain.records import NEVER
from app.ids import LessonId
from app.operations import (
    AttendanceSet,
    DebtSet,
    FinalSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    RemarkAdd,
)
from app.planning import LessonCancel, LessonSubstitute
from portal.diary.looking import FIRST_MS, VISIT_MS
from tests.portal.conftest import Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.portal.pcs import Pc
from tests.portal.portal_school import GALINA, TEST
from tests.small_school import ALGEBRA, BEGINS, BORIS, LESSONS, PUPILS, WHOLE_YEAR

IVANOV, OTHER = PUPILS[:2]
MONDAY = LESSONS[0]
NOTHING = "С прошлого посещения ничего нового."


@pytest.fixture
def reader(portal: Portal) -> Reader:
    """The portal's clock says 21 September 2026; the lists are three weeks old."""
    found = a_reader(portal, IVANOV)
    portal.clock.ms += 2 * FIRST_MS
    found.get("/new")
    leave(portal)
    return found


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    return portal.pc("boris")


def leave(portal: Portal) -> None:
    """Let so much time pass that the next look is another visit."""
    portal.clock.ms += VISIT_MS + 1


def coming(portal: Portal) -> LessonId:
    """Return the lesson of the day after the portal's."""
    today = datetime.fromtimestamp(portal.clock.ms / 1000, UTC).date()
    return LESSONS[(today - BEGINS).days + 1]


def test_the_first_visit_looks_two_weeks_back(portal: Portal, anna: Pc) -> None:
    found = a_reader(portal, IVANOV)
    portal.clock.ms += 2 * FIRST_MS
    assert "За две недели ничего не записано." in found.text("/new")
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, TEST, "5")))
    assert "5 Алгебра 1 сентября Контрольная работа" in found.text("/new")


def test_a_mark_is_new_until_the_visit_is_over(portal: Portal, reader: Reader, anna: Pc) -> None:
    assert NOTHING in reader.text("/new")
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "4")))
    leave(portal)
    for _ in range(2):
        assert "4 Алгебра 1 сентября Ответ на уроке" in reader.text("/new")
    leave(portal)
    assert NOTHING in reader.text("/new")
    assert "Ответ на уроке" in reader.text("/new/all")


def test_what_comes_during_a_visit_is_shown_in_it_once_more(portal: Portal, reader: Reader, anna: Pc) -> None:
    reader.get("/new")
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "4")))
    assert "Ответ на уроке" in reader.text("/new")
    leave(portal)
    assert NOTHING in reader.text("/new")


def test_a_corrected_mark_says_what_it_was_and_one_taken_back_that_it_is_gone(
    portal: Portal, reader: Reader, anna: Pc
) -> None:
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, TEST, "3")), Operation(MarkAdd(MONDAY, IVANOV, None, "2")))
    changed, taken = anna.ids[-2:]
    reader.get("/new")
    leave(portal)
    anna.push(
        Operation(MarkSet("5", "Ошибка ввода"), ent=changed, base=changed),
        Operation(MarkAnnul("Ошибка"), ent=taken, base=taken),
    )
    said = reader.text("/new")
    assert "5 Алгебра 1 сентября Отметка изменена, была 3. Контрольная работа" in said
    assert "Отметка снята: 2. Ответ на уроке" in said


def test_comments_remarks_debts_and_finals_are_told(portal: Portal, reader: Reader, anna: Pc) -> None:
    anna.push(
        Operation(MarkAdd(MONDAY, IVANOV, None, "5")),
        Operation(RemarkAdd(MONDAY, IVANOV, praise=False, text="Без тетради <b>")),
        Operation(RemarkAdd(MONDAY, IVANOV, praise=True, text="Помог другу")),
        Operation(DebtSet(MONDAY, IVANOV, TEST, date(2026, 12, 1))),
        Operation(FinalSet(ALGEBRA, IVANOV, WHOLE_YEAR, "4", "4.00")),
    )
    mark = anna.ids[-5]
    anna.push(Operation(MarkComment("Лучшая работа в классе"), ent=mark))
    said = reader.text("/new")
    for words in (
        "К отметке 5 написано Лучшая работа в классе",
        "Замечание Без тетради &lt;b&gt;",
        "Похвала Помог другу",
        "Долг до 1 декабря: Контрольная работа",
        "4 Алгебра Учебный год",
    ):
        assert words in said
    leave(portal)
    anna.push(Operation(DebtSet(MONDAY, IVANOV, TEST, date(2026, 12, 8))))
    assert "Долг до 8 декабря: Контрольная работа. Был до 1 декабря" in reader.text("/new")
    anna.push(Operation(DebtSet(MONDAY, IVANOV, TEST, None)))
    assert "Долг снят: Контрольная работа" in reader.text("/new")


def test_homework_and_absences_are_told(portal: Portal, reader: Reader, anna: Pc) -> None:
    anna.push(
        Operation(HomeworkSet("§ 5, задачи 1–3", links="https://example.org/5"), ent=MONDAY),
        Operation(AttendanceSet(MONDAY, IVANOV, Absence.LATE, 15)),
        Operation(AttendanceSet(LESSONS[1], OTHER, Absence.ILL, 0)),
    )
    said = reader.text("/new")
    assert "Алгебра 1 сентября Задание на дом § 5, задачи 1–3 https://example.org/5" in said
    assert "Алгебра 1 сентября Опоздал(а) на 15 мин" in said
    assert "2 сентября" not in said
    anna.push(Operation(AttendanceSet(MONDAY, IVANOV, Absence.PRESENT, 0), base=anna.ids[-2]))
    assert "на 15 мин" not in reader.text("/new")


def test_each_page_says_how_much_is_new_until_it_was_looked_at(portal: Portal, reader: Reader, anna: Pc) -> None:
    pages = ("", "/day", "/term", "/more", "/notices")
    assert not any("непросмотренных" in reader.text(page) for page in pages)
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "4")), Operation(MarkAdd(MONDAY, OTHER, None, "2")))
    anna.push(Operation(RemarkAdd(MONDAY, IVANOV, praise=True, text="Помог другу")))
    assert all("Новое 2 непросмотренных" in reader.text(page) for page in pages)
    reader.get("/new")
    assert not any("непросмотренных" in reader.text(page) for page in pages)
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "5")))
    assert all("Новое 1 непросмотренных" in reader.text(page) for page in pages)


def test_before_the_first_look_nothing_is_counted(portal: Portal, anna: Pc) -> None:
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "4")))
    assert "непросмотренных" not in a_reader(portal, IVANOV).text()


def test_what_is_for_teachers_only_is_no_news(reader: Reader, anna: Pc) -> None:
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "5")))
    anna.push(Operation(MarkComment("Списывал", private=True), ent=anna.ids[-1]))
    assert "Списывал" not in reader.text("/new")


def test_another_pupils_marks_are_nobody_elses_news(reader: Reader, anna: Pc) -> None:
    anna.push(
        Operation(MarkAdd(MONDAY, OTHER, None, "2")),
        Operation(RemarkAdd(MONDAY, OTHER, praise=False, text="Чужое")),
        Operation(DebtSet(MONDAY, OTHER, TEST, date(2026, 12, 1))),
        Operation(FinalSet(ALGEBRA, OTHER, WHOLE_YEAR, "2", "2.00")),
    )
    assert NOTHING in reader.text("/new")


def test_changes_of_coming_lessons_are_told_with_their_reason(portal: Portal, deputy: Pc) -> None:
    found = a_reader(portal, IVANOV)
    lesson, stood_in = coming(portal), LESSONS[LESSONS.index(coming(portal)) + 1]
    deputy.push(Operation(LessonCancel(cancelled=True, reason="Актированный день"), ent=lesson))
    deputy.push(Operation(LessonSubstitute(stood_in, GALINA)))
    said = found.text("/new")
    assert "отменён Актированный день" in said
    assert "замена, Ушедшая Г." in said


def test_changes_of_lessons_that_are_over_are_not(portal: Portal, deputy: Pc) -> None:
    found = a_reader(portal, IVANOV)
    deputy.push(Operation(LessonCancel(cancelled=True, reason="Актированный день"), ent=LESSONS[0]))
    assert "Актированный день" not in found.text("/new")


def test_two_links_of_one_pupil_have_looked_each_for_itself(portal: Portal, reader: Reader, anna: Pc) -> None:
    other = a_reader(portal, IVANOV)
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "4")))
    reader.get("/new")
    leave(portal)
    assert NOTHING in reader.text("/new")
    assert "Ответ на уроке" in other.text("/new")


def test_a_days_news_stand_under_the_day_on_which_they_came(portal: Portal, reader: Reader, anna: Pc) -> None:
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "4")))
    portal.clock.ms += int(timedelta(days=1).total_seconds() * 1000)
    anna.push(Operation(MarkAdd(MONDAY, IVANOV, None, "5")))
    said = reader.text("/new")
    assert said.index("20 октября") < said.index("19 октября")
