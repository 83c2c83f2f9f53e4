"""What parents read of debts, re-taken marks, other scales, and never: a comment for the teacher only."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from app.domain.classroom import Debt
from app.domain.records import NEVER, Lesson, Mark, Record, Subject
from app.domain.regulations import MarkScale
from app.ids import LessonId, MarkId, PupilId, WorkId
from portal.auth.tokens import hash_of
from portal.diary.debts import read_debts
from portal.diary.pages import drawn, week_page
from portal.diary.reading import read_owner
from portal.store.dialects import reading
from tests.browser import open_browser, open_page, take_shot
from tests.portal.diary.diary_portal import DiaryPortal, an_own_portal
from tests.portal.diary.diary_school import MARIA, MONDAY, TEACHER
from tests.portal.diary.term_school import ALGEBRA, FIRST, a_year
from tests.portal.diary.test_term_reading import Diaries, open_diaries

SHOTS = Path(__file__).parents[3] / "build" / "shots"
PRIVATE = "Списывает у соседки"
TODAY = date(2026, 9, 20)


def lesson_on(day: date) -> Lesson:
    return next(each for each in a_year() if isinstance(each, Lesson) and (each.journal, each.day) == (ALGEBRA, day))


LESSON = lesson_on(MONDAY)
LATER = lesson_on(MONDAY + timedelta(days=3))


def a_debt(until: date, lesson: LessonId = LESSON.id, work: WorkId | None = None) -> Debt:
    return Debt(f"debt-{lesson}", NEVER, ALGEBRA, lesson, MARIA, work, until, TEACHER)


def a_mark(key: str, value: str, *, retakes: str = "", comment: str = "", lesson: LessonId = LATER.id) -> Mark:
    mark = Mark(MarkId(key), NEVER, ALGEBRA, lesson, MARIA, None, value, TEACHER, comment=comment)
    return replace(mark, retakes=MarkId(retakes), comment_private=comment == PRIVATE)


def without_algebra_marks() -> list[Record]:
    return [each for each in a_year() if not (isinstance(each, Mark) and each.journal == ALGEBRA)]


@pytest.fixture
def diaries(tmp_path: Path) -> Iterator[Diaries]:
    opened = open_diaries(tmp_path, without_algebra_marks())
    yield opened
    opened.engine.dispose()


def week(diaries: Diaries, pupil: PupilId = MARIA) -> str:
    page = drawn(reading(diaries.engine), diaries.codes[pupil], lambda visit: week_page(visit, MONDAY))
    assert page is not None
    return page


def pages(diaries: Diaries) -> str:
    return week(diaries) + diaries.html()


def owed(diaries: Diaries, today: date = TODAY) -> list[tuple[str, str, date, bool]]:
    with reading(diaries.engine).connect() as connection:
        owner = read_owner(connection, hash_of(diaries.codes[MARIA]))
        assert owner is not None
        return [(each.subject, each.work, each.until, each.is_overdue) for each in read_debts(connection, owner, today)]


def test_a_comment_for_the_teacher_only_reaches_no_page(diaries: Diaries) -> None:
    diaries.put(a_mark("m", "3", comment=PRIVATE), a_mark("n", "5", comment="Умница"))
    assert "Умница" in week(diaries)
    assert PRIVATE not in pages(diaries)


def test_a_debt_stands_on_both_pages_with_its_day(diaries: Diaries) -> None:
    diaries.put(a_debt(date(2199, 9, 24)))
    assert owed(diaries) == [("Алгебра", "Ответ на уроке", date(2199, 9, 24), False)]
    for page in (week(diaries), diaries.html()):
        assert "до 24 сентября" in page


def test_an_overdue_debt_says_so_in_words(diaries: Diaries) -> None:
    diaries.put(a_debt(date(2020, 9, 1)))
    assert "срок прошёл 1 сентября" in week(diaries)
    assert owed(diaries, date(2020, 9, 1))[0][3] is False, "its last day still counts"


@pytest.mark.parametrize("change", ["paid", "taken back"])
def test_what_is_paid_or_taken_back_is_not_owed(diaries: Diaries, change: str) -> None:
    debt = a_debt(date(2026, 9, 24))
    diaries.put(debt)
    diaries.put(a_mark("p", "4", lesson=LESSON.id) if change == "paid" else replace(debt, until=None))
    assert owed(diaries) == []
    assert "Долги" not in pages(diaries)


def test_another_pupils_debt_is_nobodys_elses(diaries: Diaries) -> None:
    diaries.put(replace(a_debt(date(2026, 9, 24)), pupil=PupilId("petr")))
    assert owed(diaries) == []


def test_a_re_taken_mark_does_not_count_and_both_say_why(diaries: Diaries) -> None:
    diaries.put(a_mark("old", "2", lesson=LESSON.id), a_mark("new", "5", retakes="old"))
    algebra = next(each for each in diaries.term().subjects if each.name == "Алгебра")
    assert str(algebra.why.average) == "5.00"
    assert "не считается: пересдана" in diaries.html()
    assert "пересдано: вместо неё стоит другая отметка" in week(diaries)
    assert "поставлена вместо другой отметки" in week(diaries)
    diaries.set_rules(("retaken_counts", "1"))
    assert str(next(each for each in diaries.term().subjects if each.name == "Алгебра").why.average) == "3.50"


def test_averages_of_points_go_by_the_subjects_scale(diaries: Diaries) -> None:
    algebra = next(each for each in a_year() if isinstance(each, Subject) and each.name == "Алгебра")
    diaries.put(
        MarkScale("ten", NEVER, "10 баллов", "10=5 9=5 8=4 7=4 6=3 5=3 4=2"),
        replace(algebra, scale="ten"),
        a_mark("a", "9"),
        a_mark("b", "5"),
    )
    shown = next(each for each in diaries.term().subjects if each.name == "Алгебра")
    assert str(shown.why.average) == "4.00"  # (5 + 3) / 2
    html = diaries.html()
    assert re.search(r"<b class=m5>9</b>", html)
    assert re.search(r"<b class=m3>5</b>", html)
    assert "это 3" in html


def test_passes_have_no_average(diaries: Diaries) -> None:
    algebra = next(each for each in a_year() if isinstance(each, Subject) and each.name == "Алгебра")
    diaries.put(replace(algebra, scale="pass_fail"), a_mark("a", "зач"))
    shown = next(each for each in diaries.term().subjects if each.name == "Алгебра")
    assert (shown.why.average, shown.why.one_more) == (None, ())
    assert "зач" in diaries.html()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with open_page(browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DiaryPortal]:
    more: list[Record] = [
        a_debt(date(2199, 9, 24)),
        a_mark("old", "2", comment=PRIVATE),
        a_mark("new", "5", retakes="old", comment="Исправила"),
    ]
    with an_own_portal(tmp_path_factory.mktemp("debts"), lambda: [*without_algebra_marks(), *more]) as opened:
        yield opened


def test_a_parent_sees_debts_and_re_taken_marks_and_nothing_private(page: Page, portal: DiaryPortal) -> None:
    for address in (portal.week(MARIA, MONDAY), portal.term(MARIA, FIRST)):
        page.goto(address)
        assert "до 24 сентября" in page.get_by_role("region", name="Долги").inner_text()
        assert PRIVATE not in page.content()
    take_shot(page, SHOTS / "diary-term-debts.png")
    page.goto(portal.week(MARIA, MONDAY))
    assert page.get_by_text("пересдано").count() == 1
    take_shot(page, SHOTS / "diary-week-debts.png")
