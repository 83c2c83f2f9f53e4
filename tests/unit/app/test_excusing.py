"""Whole days and reasons: what the class teacher writes, what stays, and that each is one undo."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.changes import Changes
from app.domain.absences import LessonSums
from app.domain.attendance import Absence, attendance_id
from app.domain.class_absences import Filling, Reason
from app.domain.records import Attendance
from app.errors import NoAbsencesError, NoLessonsError, NoSuchThingError
from app.ids import ClassId, LessonId, PupilId
from app.services.class_desk_absences import read_absence_sums
from app.services.excusing import PupilDay, excuse_days, fill_days, read_filling, take_reasons_back
from app.services.undoing import revert
from app.store.rows import read
from app.store.unit import Store
from tests.builders import a_store, unsent
from tests.small_class import (
    ABRAMOV,
    BELOVA,
    CLASS,
    E1_MON,
    E2_MON,
    ENGLISH_1,
    ENGLISH_2,
    H_MON,
    H_OFF,
    H_TUE,
    H_WED,
    HISTORY,
    MONDAY,
    TUESDAY,
    VLASOV,
    WEDNESDAY,
    sign,
    small_class,
)

CERTIFICATE = Reason(Absence.ILL, "справка № 5", date(2026, 9, 10))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path, rows=tuple(small_class(sign(HISTORY, H_MON, ABRAMOV, "о"))))
    yield opened
    opened.close()


def filled(store: Store, *days: PupilDay, absence: Absence = Absence.ABSENT) -> Changes:
    with store.unit() as unit:
        return fill_days(unit, school_class=CLASS, days=set(days), absence=absence)


def excused(store: Store, *days: PupilDay, reason: Reason = CERTIFICATE) -> Changes:
    with store.unit() as unit:
        return excuse_days(unit, school_class=CLASS, days=set(days), reason=reason)


def undone(store: Store, changes: Changes) -> None:
    with store.unit() as unit:
        revert(unit, steps=changes.recorded)


def row(store: Store, lesson: LessonId, who: PupilId) -> Attendance | None:
    with store.reading() as unit:
        return read(unit.connection, Attendance, attendance_id(lesson, who))


def code(store: Store, lesson: LessonId, who: PupilId) -> str:
    found = row(store, lesson, who)
    return found.code if found else ""


def filling(store: Store, *days: PupilDay) -> Filling:
    with store.reading() as unit:
        return read_filling(unit, school_class=CLASS, days=set(days))


def test_a_whole_day_fills_the_lessons_of_the_pupils_own_groups(store: Store) -> None:
    filled(store, (BELOVA, MONDAY))
    assert [code(store, lesson, BELOVA) for lesson in (H_MON, E2_MON, E1_MON)] == ["н", "н", ""]
    assert filling(store, (BELOVA, MONDAY)) == Filling(lessons=2, filled=2, by_teacher=0)


def test_a_subject_teachers_sign_stays_and_is_counted(store: Store) -> None:
    filled(store, (ABRAMOV, MONDAY))
    assert [code(store, lesson, ABRAMOV) for lesson in (H_MON, E1_MON)] == ["о", "н"]
    assert filling(store, (ABRAMOV, MONDAY)) == Filling(lessons=2, filled=1, by_teacher=1)
    assert unsent(store) == 1


def test_a_cancelled_lesson_is_left_out(store: Store) -> None:
    filled(store, (ABRAMOV, TUESDAY))
    assert (code(store, H_TUE, ABRAMOV), code(store, H_OFF, ABRAMOV)) == ("н", "")


def test_several_pupils_and_days_are_one_undo(store: Store) -> None:
    days = (BELOVA, MONDAY), (VLASOV, TUESDAY), (VLASOV, WEDNESDAY)
    changes = filled(store, *days, absence=Absence.EXCUSED)
    assert [code(store, *place) for place in ((H_MON, BELOVA), (H_TUE, VLASOV), (H_WED, VLASOV))] == ["у"] * 3
    assert code(store, H_MON, VLASOV) == ""
    undone(store, changes)
    assert [code(store, *place) for place in ((H_MON, BELOVA), (H_TUE, VLASOV), (H_WED, VLASOV))] == [""] * 3


def test_delete_takes_back_only_what_was_filled_in(store: Store) -> None:
    filled(store, (ABRAMOV, MONDAY))
    filled(store, (ABRAMOV, MONDAY), absence=Absence.PRESENT)
    assert [code(store, lesson, ABRAMOV) for lesson in (H_MON, E1_MON)] == ["о", ""]


def test_a_day_without_lessons_is_said(store: Store) -> None:
    with pytest.raises(NoLessonsError):
        filled(store, (ABRAMOV, date(2026, 9, 12)))
    assert unsent(store) == 0


def test_another_class_is_not_ones_own(store: Store) -> None:
    with pytest.raises(NoSuchThingError), store.unit() as unit:
        fill_days(unit, school_class=ClassId("other"), days={(ABRAMOV, MONDAY)}, absence=Absence.ABSENT)


def test_a_reason_stands_in_place_of_absent_with_its_paper(store: Store) -> None:
    filled(store, (BELOVA, MONDAY))
    changes = excused(store, (BELOVA, MONDAY))
    found = row(store, H_MON, BELOVA)
    assert found is not None
    assert (found.code, found.excuse, found.document, found.document_day) == (
        "б",
        "б",
        "справка № 5",
        date(2026, 9, 10),
    )
    assert len(changes.recorded) == 2
    undone(store, changes)
    assert [code(store, lesson, BELOVA) for lesson in (H_MON, E2_MON)] == ["н", "н"]


def test_lateness_needs_no_reason(store: Store) -> None:
    filled(store, (ABRAMOV, MONDAY))
    assert len(excused(store, (ABRAMOV, MONDAY)).recorded) == 1
    assert [code(store, lesson, ABRAMOV) for lesson in (H_MON, E1_MON)] == ["о", "б"]


def test_a_reason_is_corrected_and_taken_back(store: Store) -> None:
    filled(store, (BELOVA, MONDAY))
    excused(store, (BELOVA, MONDAY))
    excused(store, (BELOVA, MONDAY), reason=Reason(Absence.EXCUSED, "приказ № 7", date(2026, 9, 11)))
    assert code(store, H_MON, BELOVA) == "у"
    with store.unit() as unit:
        take_reasons_back(unit, school_class=CLASS, days={(BELOVA, MONDAY)})
    found = row(store, H_MON, BELOVA)
    assert found is not None
    assert (found.code, found.excuse, found.document) == ("н", "", "")


def test_another_date_of_the_same_paper_is_one_undo(store: Store) -> None:
    filled(store, (BELOVA, MONDAY))
    excused(store, (BELOVA, MONDAY))
    undone(store, excused(store, (BELOVA, MONDAY), reason=replace(CERTIFICATE, day=date(2026, 9, 12))))
    found = row(store, H_MON, BELOVA)
    assert found is not None
    assert (found.code, found.document_day) == ("б", CERTIFICATE.day)


def test_a_reason_without_an_absence_is_refused(store: Store) -> None:
    with pytest.raises(NoAbsencesError):
        excused(store, (BELOVA, MONDAY))
    with pytest.raises(NoAbsencesError), store.unit() as unit:
        take_reasons_back(unit, school_class=CLASS, days={(BELOVA, MONDAY)})


def sums(store: Store) -> LessonSums:
    with store.reading() as unit:
        return read_absence_sums(unit, CLASS, first=MONDAY, last=WEDNESDAY).all_lessons


PLACES = (
    *((HISTORY, lesson, who) for lesson in (H_MON, H_TUE, H_WED) for who in (ABRAMOV, BELOVA, VLASOV)),
    (ENGLISH_1, E1_MON, ABRAMOV),
    (ENGLISH_2, E2_MON, BELOVA),
    (ENGLISH_2, E2_MON, VLASOV),
)
DAYS = frozenset((who, day) for who in (ABRAMOV, BELOVA, VLASOV) for day in (MONDAY, TUESDAY, WEDNESDAY))


@settings(max_examples=15, deadline=None)
@given(
    codes=st.lists(st.sampled_from([None, "", "н", "б", "у", "о", "осв"]), min_size=12, max_size=12),
    days=st.sets(st.sampled_from(sorted(DAYS)), min_size=1),
    absence=st.sampled_from([Absence.ABSENT, Absence.ILL, Absence.EXCUSED, Absence.PRESENT]),
)
def test_neither_days_nor_reasons_touch_what_a_teacher_signed(
    codes: list[str | None], days: set[PupilDay], absence: Absence
) -> None:
    signed = {place: said for place, said in zip(PLACES, codes, strict=True) if said is not None}
    with TemporaryDirectory() as folder:
        rows = (sign(*place, said) for place, said in signed.items())
        store = a_store(Path(folder), rows=tuple(small_class(*rows)))
        filled(store, *days, absence=absence)
        assert all(code(store, lesson, who) == said for (_, lesson, who), said in signed.items())
        before = sums(store)
        try:
            excused(store, *days)
        except NoAbsencesError:
            assert sums(store) == before
        after = sums(store)
        assert (after.missed, after.late, after.lessons) == (before.missed, before.late, before.lessons)
        assert after.unexcused <= before.unexcused
        store.close()
