"""Reasons of absences on the office's pages: where they stand, what stays as a teacher wrote it, how one is undone."""

from datetime import date

import pytest

from app.domain.attendance import attendance_id
from app.domain.disputes import Conflict
from app.domain.records import NEVER, Attendance, Lesson
from app.ids import OperationId
from app.operations import AbsenceExcuse, AttendanceFill, AttendanceSet, Operation
from portal.auth.links import issue_link
from tests.portal.conftest import Portal
from tests.portal.office.people_office import PeopleOffice, words
from tests.portal.pcs import Pc
from tests.portal.portal_school import STRANGERS
from tests.small_school import ALGEBRA, BEGINS, LESSONS, PUPILS

ABSENT, OTHER = PUPILS[3], PUPILS[4]
PATH = f"reason/{ABSENT}"
PAPER = {"first": "2026-09-01", "last": "2026-09-04", "sign": "б", "document": "справка № 5", "day": "2026-09-05"}
REASON = ("б", "б", "справка № 5", date(2026, 9, 5))
BARE = ("н", "", "", None)

Shown = tuple[str, str, str, date | None]


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    return PeopleOffice(portal)


@pytest.fixture
def boris(portal: Portal) -> Pc:
    """Who teaches the subject; ABSENT is away on days 1, 2 and 6, late on the third, ill on the fourth."""
    boris = portal.pc("boris")
    boris.push(*(sign(n, code) for n, code in ((0, "н"), (1, "н"), (2, "о"), (3, "б"), (5, "н"))), sign(0, "н", OTHER))
    return boris


def sign(lesson: int, code: str, pupil: str = ABSENT, base: str | None = None) -> Operation:
    seen = OperationId(base) if base else None
    return Operation(AttendanceSet(LESSONS[lesson], pupil, code), base=seen)  # type: ignore[arg-type]  # ids are texts


def signs(office: PeopleOffice, pupil: str = ABSENT) -> list[Shown]:
    """Return a pupil's signs by lesson: as it counts, the reason, its paper."""
    found = sorted(office.rows(Attendance, pupil=pupil), key=lambda each: each.lesson)
    return [(each.code, each.excuse, each.document, each.document_day) for each in found]


def at(office: PeopleOffice, lesson: int) -> Attendance:
    return office.rows(Attendance, id=attendance_id(LESSONS[lesson], ABSENT))[0]


UNTOUCHED = [BARE, BARE, ("о", "", "", None), ("б", "", "", None), BARE]


def test_a_reason_is_looked_at_and_then_stands_in_place_of_each_absence_of_its_days(
    office: PeopleOffice, boris: Pc
) -> None:
    assert "Указать причину пропусков" in office.get(f"/pupil/{ABSENT}")
    form = office.get(f"/{PATH}")
    assert "Последние пропуски без причины: 01.09.2026 (1 урок), 02.09.2026 (1 урок), 06.09.2026 (1 урок)." in form
    said = office.review(PATH, **PAPER)
    assert "Вт 01.09.2026 н: 1 Алгебра б – болезнь Ср 02.09.2026 н: 2 Алгебра б – болезнь" in said
    assert "Причина – болезнь, справка № 5 от 05.09.2026" in said
    assert "Чт 03.09.2026" not in said
    assert "Другие знаки учителей в эти дни останутся как есть: 2 урока." in said
    assert signs(office) == UNTOUCHED
    done = office.save(PATH, **PAPER)
    assert "Сделано. Причина пропусков: Фамилия03 Имя, с 1 сентября 2026 по 4 сентября 2026 " in done
    assert signs(office) == [REASON, REASON, *UNTOUCHED[2:]]


def test_no_sign_of_a_teachers_is_overwritten_and_nobody_misses_more_or_less(office: PeopleOffice, boris: Pc) -> None:
    """domain: a reason changes why lessons were missed, never how many, nor who said that they were."""
    before = office.rows(Attendance, pupil=ABSENT)
    office.save(PATH, **{**PAPER, "last": "2026-09-30"})
    after = office.rows(Attendance, pupil=ABSENT)
    missed = [sum(each.code in {"н", "б", "у"} for each in rows) for rows in (before, after)]
    assert missed == [4, 4]
    assert {each.author for each in after} == {"boris"}
    assert signs(office, OTHER) == [BARE]


def test_the_class_teachers_pc_and_the_family_see_the_reason(office: PeopleOffice, boris: Pc) -> None:
    office.save(PATH, **{**PAPER, "sign": "у", "document": "приказ № 7", "day": ""})
    anna = office.portal.pc("anna")
    seen = [row for row in anna.rows(ALGEBRA) if isinstance(row, Attendance) and row.pupil == ABSENT]
    assert [(each.code, each.document) for each in seen if each.excuse] == [("у", "приказ № 7")] * 2
    with office.portal.engine.begin() as connection:
        link = issue_link(connection, office.portal.school, ABSENT, now_ms=office.portal.clock.ms)
    diary = office.portal.client.get(f"{link}/2026-09-01", follow_redirects=True)
    assert "по уважительной причине" in words(diary.text)


def test_a_reason_is_taken_back_from_the_last_actions(office: PeopleOffice, boris: Pc) -> None:
    office.save(PATH, **PAPER)
    assert "Причина пропусков: Фамилия03 Имя" in office.get("/actions")
    assert office.undo(1).status_code == 303
    assert signs(office) == UNTOUCHED
    assert "Оно уже отменено." in words(office.undo(1).text)


def test_of_two_reasons_the_last_one_is_taken_back_first_and_brings_the_first_one_again(
    office: PeopleOffice, boris: Pc
) -> None:
    office.save(PATH, **PAPER)
    said = office.save(PATH, **{**PAPER, "last": "2026-09-01", "sign": "у", "document": "приказ № 7", "day": ""})
    assert "Вт 01.09.2026: б, справка № 5: 1 Алгебра → у – уважительная причина" in said
    assert office.undo(1).status_code == 409
    assert office.undo(2).status_code == 303
    assert signs(office) == [REASON, REASON, *UNTOUCHED[2:]]
    assert office.undo(1).status_code == 303
    assert signs(office) == UNTOUCHED


def test_a_teacher_who_corrects_the_sign_meanwhile_keeps_it_when_the_reason_is_taken_back(
    office: PeopleOffice, boris: Pc
) -> None:
    office.save(PATH, **PAPER)
    assert boris.verdicts(sign(0, "о", base=at(office, 0).token)) == [("applied", "")]
    assert office.undo(1).status_code == 303
    assert signs(office) == [("о", "", "", None), *UNTOUCHED[1:]]


def test_a_reason_of_the_class_teachers_since_is_not_taken_back_by_the_office(office: PeopleOffice, boris: Pc) -> None:
    office.save(PATH, **PAPER)
    anna = office.portal.pc("anna")
    said = Operation(AbsenceExcuse(LESSONS[0], ABSENT, "у", "приказ"), base=at(office, 0).excuse_token)
    assert anna.verdicts(said) == [("applied", "")]
    assert office.undo(1).status_code == 409
    assert signs(office)[0] == ("у", "у", "приказ", None)


def test_a_class_teacher_who_has_not_seen_the_reason_collides_with_it(office: PeopleOffice, boris: Pc) -> None:
    anna = office.portal.pc("anna")
    office.save(PATH, **PAPER)
    assert anna.verdicts(Operation(AbsenceExcuse(LESSONS[0], ABSENT, "у"))) == [("conflict", "")]
    assert [each.field for each in office.rows(Conflict)] == ["excuse"]
    assert signs(office)[0] == REASON


def test_what_changes_after_the_look_is_looked_at_again(office: PeopleOffice, boris: Pc) -> None:
    looked = office.check(PATH, **PAPER)
    assert boris.verdicts(sign(1, "о", base=at(office, 1).token)) == [("applied", "")]
    answer = office.confirm(PATH, looked)
    assert "Пока вы смотрели, здесь что-то изменили" in words(answer.text)
    assert signs(office)[0] == BARE


def test_another_date_of_the_earlier_paper_is_a_change_too(office: PeopleOffice, boris: Pc) -> None:
    anna = office.portal.pc("anna")
    for day in (1, 2):
        given = AbsenceExcuse(LESSONS[0], ABSENT, "у", "приказ", date(2026, 9, day))
        looked = office.check(PATH, **PAPER)
        assert anna.verdicts(Operation(given, base=at(office, 0).excuse_token)) == [("applied", "")]
    assert "Пока вы смотрели, здесь что-то изменили" in words(office.confirm(PATH, looked).text)
    assert signs(office)[0] == ("у", "у", "приказ", date(2026, 9, 2))


def test_a_day_that_the_class_teacher_filled_takes_a_reason_and_a_cancelled_lesson_does_not(
    office: PeopleOffice, boris: Pc
) -> None:
    anna = office.portal.pc("anna")
    assert anna.verdicts(Operation(AttendanceFill(LESSONS[6], ABSENT, "н"))) == [("applied", "")]
    office.portal.put(Lesson(LESSONS[0], NEVER, ALGEBRA, BEGINS, 1, "201", cancelled=True))
    office.save(PATH, **{**PAPER, "last": "2026-09-07"})
    assert [each[1] for each in signs(office)] == ["", "б", "", "", "б", "б"]


def test_the_same_reason_again_is_nothing_to_save(office: PeopleOffice, boris: Pc) -> None:
    office.save(PATH, **PAPER)
    assert "Так уже и есть: сохранять нечего." in office.review(PATH, **PAPER)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first": "2026-09-03"}, "В эти дни у ученика нет «н»"),
        ({"last": "2026-08-31"}, "Последний день не может быть раньше первого."),
        ({"first": "2026-08-01", "last": "2026-08-01"}, "Нужен день этого учебного года: с 01.09.2026."),
        ({"sign": "н"}, "Выберите из списка."),
        ({"sign": ""}, "Выберите из списка."),
        ({"document": ""}, "Назовите документ, у которого эта дата."),
        ({"document": "ы" * 201}, "Не длиннее 200 знаков."),
        ({"day": "вчера"}, "Нужен день"),
    ],
)
def test_what_cannot_be_is_said(office: PeopleOffice, boris: Pc, typed: dict[str, str], said: str) -> None:
    assert said in office.refusal(PATH, **{**PAPER, **typed})
    assert signs(office) == UNTOUCHED


def test_who_was_never_away_has_nothing_to_be_excused(office: PeopleOffice) -> None:
    assert "Пропусков без причины нет." in office.get(f"/reason/{STRANGERS[0]}")
    assert office.check("reason/nobody", **PAPER).status_code == 404


def test_the_journal_of_events_names_the_pupil_and_never_the_reason(office: PeopleOffice, boris: Pc) -> None:
    office.save(PATH, **PAPER)
    assert "болезнь, справка № 5 от 05.09.2026" in office.get("/actions")
    events = words(office.portal.client.get(f"{office.home}/control/events").text)
    assert "Причина пропусков: Фамилия03 Имя, с 1 сентября 2026 по 4 сентября 2026" in events
    assert "болезнь" not in events
    assert "справка" not in events
