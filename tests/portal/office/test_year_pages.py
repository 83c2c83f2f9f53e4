"""The pages of the school year: what is said at entry, what is kept, what cannot go away under its marks."""

from datetime import date

import pytest

from app.domain.periods import closing_id
from app.domain.records import NEVER, Closing, Holiday, Mark, Term
from app.domain.regulations import Setting
from app.ids import MarkId
from tests.portal.conftest import Portal
from tests.portal.office.people_office import words
from tests.portal.office.time_office import TimeOffice, days
from tests.small_school import ALGEBRA, ANNA, BEGINS, CLASS, ENDS, LESSONS, PUPILS, WHOLE_YEAR

NEW_TERM, NEW_HOLIDAY, OWN_TERM = "/year/term/new", "/year/holiday/new", f"/year/term/{WHOLE_YEAR}"
AUTUMN = {"name": "Осенние каникулы", **days(date(2026, 10, 26), date(2026, 11, 1))}


@pytest.fixture
def office(portal: Portal) -> TimeOffice:
    return TimeOffice(portal)


def a_mark(n: int) -> Mark:
    return Mark(MarkId(f"m{n}"), NEVER, ALGEBRA, LESSONS[n], PUPILS[0], None, "5", ANNA)


def test_holidays_are_looked_over_saved_and_taken_away(office: TimeOffice) -> None:
    review = office.fill(NEW_HOLIDAY, "check", AUTUMN)
    assert "26.10.2026" in review.text
    assert office.rows(Holiday) == []
    saved = office.press(NEW_HOLIDAY, review, "save")
    assert saved.status_code == 303
    (kept,) = office.rows(Holiday)
    assert (kept.name, kept.first, kept.last) == ("Осенние каникулы", date(2026, 10, 26), date(2026, 11, 1))
    path = f"/year/holiday/{kept.id}"
    office.press(path, office.fill(path, "remove", {}), "remove.save")
    (gone,) = office.rows(Holiday)
    assert gone.last < gone.first
    assert "Каникул и праздников ещё нет" in office.get("/year")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"first": "2026-11-02"}, "Последний день раньше первого."),
        ({"last": "2027-09-01"}, "вне учебного года"),
        ({"first": "29.02.2027"}, "Нужна дата"),
        ({"name": " "}, "Нужно название"),
    ],
)
def test_holidays_that_cannot_be_are_said_at_entry(office: TimeOffice, typed: dict[str, str], words: str) -> None:
    answer = office.fill(NEW_HOLIDAY, "save", {**AUTUMN, **typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert office.rows(Holiday) == []


def test_a_second_term_of_the_same_grades_is_refused(office: TimeOffice) -> None:
    typed = {"name": "2 полугодие", **days(date(2027, 1, 11), ENDS), "first_grade": "10", "last_grade": "11"}
    answer = office.fill(NEW_TERM, "save", typed)
    assert answer.status_code == 422
    assert "Эти дни уже заняты: «Учебный год»." in answer.text


def test_a_term_without_a_school_day_is_said_at_entry(office: TimeOffice) -> None:
    before, sunday = office.rows(Term), date(2026, 9, 6)
    answer = office.fill(OWN_TERM, "save", days(sunday, sunday))
    assert answer.status_code == 422
    assert "нет ни одного учебного" in answer.text
    assert office.rows(Term) == before


def test_terms_get_their_places_by_their_days(office: TimeOffice) -> None:
    shorter = office.fill(OWN_TERM, "check", days(BEGINS, date(2026, 12, 30)))
    office.press(OWN_TERM, shorter, "save")
    typed = {"name": "2 полугодие", **days(date(2026, 12, 30), ENDS), "first_grade": "1", "last_grade": "11"}
    review = office.fill(NEW_TERM, "check", typed)
    assert "30.12.2026 есть и в «Учебный год»" in review.text
    office.press(NEW_TERM, review, "save")
    assert {each.name: each.ordinal for each in office.rows(Term)} == {"Учебный год": 1, "2 полугодие": 2}


def test_marks_that_leave_an_open_term_are_counted(office: TimeOffice) -> None:
    office.portal.put(a_mark(0), a_mark(1), a_mark(5))
    review = office.fill(OWN_TERM, "check", {"first": "2026-09-03"})
    assert "Из периода уходит: 2 отметки" in review.text


def test_a_closed_term_keeps_its_marks(office: TimeOffice) -> None:
    office.portal.put(a_mark(0), Closing(closing_id(WHOLE_YEAR, CLASS), NEVER, WHOLE_YEAR, CLASS, True, "", ANNA))
    before = office.rows(Term)
    for step, typed in (("save", {"first": "2026-09-03"}), ("remove.save", {})):
        answer = office.fill(OWN_TERM, step, typed)
        assert answer.status_code == 422
        assert "Период закрыт в 1 классе" in answer.text
    # days that no mark is on may be added or taken away
    assert office.fill(OWN_TERM, "save", {"last": "2027-05-26"}).status_code == 303
    assert [each.last for each in office.rows(Term)] == [date(2027, 5, 26)]
    assert before[0].last == ENDS


def test_what_another_one_changed_meanwhile_is_not_written_over(office: TimeOffice) -> None:
    review = office.fill(OWN_TERM, "check", {"last": "2027-05-26"})
    office.portal.put(Term(WHOLE_YEAR, NEVER, "Год", 1, 1, 11, BEGINS, ENDS))
    answer = office.press(OWN_TERM, review, "save")
    assert "изменил кто-то другой" in answer.text
    assert [each.name for each in office.rows(Term)] == ["Год"]


def test_how_weeks_are_counted_is_a_setting(office: TimeOffice) -> None:
    answer = office.send("/year/weeks", {"token": token(office), "typed.paused": "1"}, "save")
    assert answer.status_code == 303
    assert [(each.id, each.value) for each in office.rows(Setting)] == [("weeks_pause", "1")]


def token(office: TimeOffice) -> str:
    return office.get("/year").partition('name="token" value="')[2].partition('"')[0]


def test_both_ways_of_counting_weeks_are_shown_by_the_years_own_holidays(office: TimeOffice) -> None:
    office.portal.put(Holiday("h", NEVER, "Осенние", date(2026, 10, 26), date(2026, 11, 1)))
    text = words(office.get("/year"))
    # 31 August begins the first week, 26 October the ninth, which nobody goes to school in
    assert "с 31.08.2026 1-я неделя 1-я неделя" in text
    assert "с 02.11.2026 2-я неделя 1-я неделя" in text
    assert "с 21.09.2026, сейчас 2-я неделя 2-я неделя" in text
