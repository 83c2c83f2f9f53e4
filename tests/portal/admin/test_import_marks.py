"""A journal's sheet: what each cell becomes, as other gradebooks export it too."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.attendance import Absence, attendance_id
from app.domain.entries import Typed
from app.domain.marks import SCALE
from app.domain.records import NEVER, Attendance, Mark, Work
from app.domain.regulations import MarkScale
from app.domain.scales import PASS_FAIL, PASSED, point_scale, scale_text
from app.errors import BadMinutesError, UnknownMarkError
from app.files.refusals import Reason
from portal.admin.import_marks import parse_cell
from tests.portal.admin.school_files import LISTS, Taken, a_journal, take, take_alone, take_with

HEADING, NUMBERS = "№;Ученик;01.09;01.09;03.09", ";Урок;1;2;1"
PETR = "1;Ёлкин Пётр Семёнович"


def marks(taken: Taken) -> list[Mark]:
    return taken.of(Mark)


def absences(taken: Taken) -> list[Attendance]:
    return taken.of(Attendance)


@pytest.mark.parametrize(
    ("text", "values", "absence"),
    [
        ("5", ("5",), None),
        ("4/5", ("4", "5"), None),
        ("5 4", ("5", "4"), None),
        ("5  4", ("5", "4"), None),
        ("Н", (), Absence.ABSENT),
        ("н 4", ("4",), Absence.ABSENT),
        ("О 5", ("5",), Absence.LATE),
        ("О 4 5", ("4", "5"), Absence.LATE),
        ("Б 4/5", ("4", "5"), Absence.ILL),
        ("УП", (), Absence.EXCUSED),
        ("НП", (), Absence.ABSENT),
        ("ОТ", (), Absence.ABSENT),
        ("ОП 3", ("3",), Absence.LATE),
        ("ОСВ", (), Absence.RELEASED),
    ],
)
def test_a_cell_is_read_as_schools_write_it(text: str, values: tuple[str, ...], absence: Absence | None) -> None:
    assert parse_cell(text) == Typed(values, absence)


@pytest.mark.parametrize(
    "text", ["5-", "+5", "6", "0", "45", "4,5", "·", ".", "точка", "Н Б", "НБ", "зачёт", "05.04.2026"]
)
def test_what_is_no_mark_is_never_guessed(text: str) -> None:
    with pytest.raises(UnknownMarkError):
        parse_cell(text)


@given(st.text(max_size=12) | st.text(st.sampled_from("12345 /нНбуопОП.-"), max_size=8))
def test_any_text_is_marks_of_the_scale_or_refused(text: str) -> None:
    try:
        typed = parse_cell(text)
    except UnknownMarkError:
        return
    assert set(typed.marks) <= set(SCALE)


@pytest.mark.parametrize(
    ("scale", "cell", "values", "refused"),
    [
        ("hundred", "85 100", ["85", "100"], "101"),
        (PASS_FAIL.name, "Зач", [PASSED], "5"),
        ("not known here", "5", ["5"], "85"),
    ],
)
def test_marks_are_of_the_scale_that_the_school_gave_the_subject(
    scale: str, cell: str, values: list[str], refused: str
) -> None:
    lists = take_alone(*LISTS.values()).books
    hundred = point_scale("hundred", 100, five=85, four=70, three=50)
    lists.add(MarkScale("hundred", NEVER, hundred.name, scale_text(hundred)))
    lists.add(replace(lists.subjects["алгебра"], scale=scale))
    taken = take_with(lists, a_journal(HEADING, NUMBERS, f"{PETR};{cell};{refused};"))
    assert [each.value for each in sorted(marks(taken), key=lambda each: each.id)] == values
    assert taken.reasons == [(Reason.BAD_MARK, "D8")]


def test_a_mark_belongs_to_its_pupil_its_lesson_and_the_journals_teacher() -> None:
    taken = take(a_journal(HEADING, NUMBERS, f"{PETR};;5;"))
    (mark,) = marks(taken)
    (teacher,) = taken.books.teachers["морозова елена сергеевна"]
    lesson = taken.books.lessons[mark.journal][date(2026, 9, 1), 2]
    assert (mark.value, mark.lesson, mark.author, mark.work) == ("5", lesson.id, teacher, None)
    assert taken.books.pupils[mark.pupil].surname == "Ёлкин"


def test_two_marks_of_one_work_are_two_marks_in_the_order_of_the_cell() -> None:
    taken = take(a_journal(HEADING, NUMBERS, ";Вид работы;Диктант;;", f"{PETR};4/5;;"))
    (work,) = taken.of(Work)
    assert work.weight == 3
    assert [(each.value, each.work) for each in sorted(marks(taken), key=lambda each: each.id)] == [
        ("4", work.id),
        ("5", work.id),
    ]


def test_absence_and_mark_of_one_cell_both_go_in() -> None:
    taken = take(a_journal(HEADING, NUMBERS, f"{PETR};Б 4;УП;"))
    assert [each.value for each in marks(taken)] == ["4"]
    assert [each.code for each in absences(taken)] == ["б", "у"]
    assert all(each.id == attendance_id(each.lesson, each.pupil) for each in absences(taken))


def test_the_same_sheet_again_has_the_same_ids_even_where_a_mark_was_corrected() -> None:
    first = take(a_journal(HEADING, NUMBERS, f"{PETR};4 5;;"))
    again = take(a_journal(HEADING, NUMBERS, f"{PETR};3 5;;"))
    assert {each.id for each in marks(first)} == {each.id for each in marks(again)}


def test_a_namesake_is_known_by_the_birth_date() -> None:
    taken = take(a_journal(HEADING, NUMBERS, "1;Кузнецов Иван Сергеевич, 30.08.2013;5;;"))
    (mark,) = marks(taken)
    assert taken.books.pupils[mark.pupil].born == date(2013, 8, 30)


def test_a_wrong_birth_date_is_nobody() -> None:
    taken = take(a_journal(HEADING, NUMBERS, "1;Кузнецов Иван Сергеевич, 30.08.2012;5;;"))
    assert taken.reasons == [(Reason.UNKNOWN_PUPIL, "B8")]


def test_a_patronymic_may_be_left_out_where_nobody_else_is_meant() -> None:
    taken = take(a_journal(HEADING, NUMBERS, "1;ЁЛКИН Пётр;5;;", "2;Кузнецов Иван;4;;"))
    assert [each.value for each in marks(taken)] == ["5"]
    assert taken.reasons == [(Reason.NAMESAKES, "B9")]


def test_a_pupil_who_stands_there_twice_counts_once() -> None:
    taken = take(a_journal(HEADING, NUMBERS, f"{PETR};5;;", f"{PETR};4;;"))
    assert [each.value for each in marks(taken)] == ["5"]
    assert taken.reasons == [(Reason.TWICE, "B9")]


def test_a_pupil_of_another_class_is_not_looked_for() -> None:
    assert take(a_journal(HEADING, NUMBERS, "1;Гринберг Илья;5;;")).reasons == [(Reason.UNKNOWN_PUPIL, "B8")]


def test_a_half_marks_its_own_pupils_only() -> None:
    sheet = a_journal("№;Ученик;02.09;", f"{PETR};5;", subject="Английский язык", group="англ. 2")
    assert take(sheet).reasons == [(Reason.NOT_ENROLLED, "C7")]


def test_two_lessons_of_a_day_need_their_numbers() -> None:
    assert take(a_journal(HEADING, f"{PETR};5;4;3")).reasons == [(Reason.NO_LESSON, "C6"), (Reason.NO_LESSON, "D6")]


def test_two_works_of_one_lesson_are_two_columns() -> None:
    taken = take(a_journal("№;Ученик;01.09;01.09;", ";Урок;1;1;", ";Вид работы;Диктант;Зачёт;", f"{PETR};Н 5;Н 4;"))
    assert taken.reasons == []
    assert len({each.work for each in marks(taken)}) == 2
    assert len(absences(taken)) == 1


def test_one_work_twice_is_refused_once() -> None:
    sheet = a_journal("№;Ученик;01.09;01.09;", ";Урок;1;1;", f"{PETR};5;4;")
    assert take(sheet).reasons == [(Reason.TWICE, "D6")]


def test_columns_that_a_gradebook_computes_are_left_alone() -> None:
    taken = take(a_journal("№;Ученик;01.09;Ср. балл", ";Урок;1;", f"{PETR};5;4.67"))
    assert taken.reasons == []
    assert len(marks(taken)) == 1


def test_an_unknown_column_is_named_once() -> None:
    sheet = a_journal("№;Ученик;сентябрь;03.09", f"{PETR};5;4", "2;Кузнецов Иван Сергеевич, 11.05.2013;5;4")
    assert take(sheet).reasons == [(Reason.BAD_DATE, "C6")]


def test_an_empty_column_asks_nothing() -> None:
    assert take(a_journal("№;Ученик;07.09;03.09", f"{PETR};;4")).reasons == []


def test_a_journal_of_an_unknown_class_is_named_once() -> None:
    sheet = a_journal(HEADING, NUMBERS, f"{PETR};5;4;3", school_class="8Г")
    assert take(sheet).reasons == [(Reason.UNKNOWN_CLASS, "B1")]


def test_marks_without_a_name_are_told() -> None:
    assert take(a_journal(HEADING, NUMBERS, "1;;5;;")).reasons == [(Reason.EMPTY, "B8")]


def test_a_first_class_has_absences_but_no_marks() -> None:
    sheet = a_journal("№;Ученик;01.09;08.09", "1;Гринберг Илья;Н;5", school_class="1А", subject="Математика")
    taken = take(sheet)
    assert [each.code for each in absences(taken)] == ["н"]
    assert taken.reasons == [(Reason.UNMARKED_GRADE, "D7")]


def test_of_two_teachers_in_turn_the_one_of_the_day_is_the_author() -> None:
    loads = LISTS["loads"] + "7Б;Геометрия;;2;Седов Борис;01.10.2026;\n"
    sheet = a_journal("№;Ученик;25.09;02.10", f"{PETR};5;4", subject="Геометрия")
    taken = take(sheet, lists=LISTS | {"loads": loads})
    names = {next(iter(found)): name for name, found in taken.books.teachers.items()}
    assert [names[each.author] for each in marks(taken)] == ["морозова елена сергеевна", "седов борис"]


def test_minutes_late_are_read_and_impossible_ones_are_refused() -> None:
    assert parse_cell("О15 4") == Typed(("4",), Absence.LATE, 15)
    with pytest.raises(BadMinutesError):
        parse_cell("О99")
