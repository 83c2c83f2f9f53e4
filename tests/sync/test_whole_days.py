"""The class teacher fills a day while a subject teacher writes at the lesson, both without a network."""

import pytest

from app.domain.attendance import Absence
from app.domain.class_absences import Reason
from app.services.attending import set_absence
from app.services.attention import read_attention, resolve
from app.services.excusing import excuse_days, fill_days
from tests.small_school import BEGINS, CLASS, PUPILS
from tests.sync.desktops import Desktop, NewDesktop

IVANOV = PUPILS[0]


def fill(desktop: Desktop, absence: Absence = Absence.ABSENT) -> None:
    with desktop.store.unit() as unit:
        fill_days(unit, school_class=CLASS, days={(IVANOV, BEGINS)}, absence=absence)


def excuse(desktop: Desktop, sign: Absence) -> None:
    with desktop.store.unit() as unit:
        excuse_days(unit, school_class=CLASS, days={(IVANOV, BEGINS)}, reason=Reason(sign, "справка", BEGINS))


def write(desktop: Desktop, absence: Absence) -> None:
    seen = desktop.cell()
    with desktop.store.unit() as unit:
        set_absence(unit, pupil=IVANOV, lesson=desktop.page().lessons[0].id, absence=absence, seen=seen)


@pytest.mark.parametrize("teacher_first", [True, False])
def test_the_subject_teachers_lateness_stands_whoever_comes_first(
    anna: Desktop, boris: Desktop, *, teacher_first: bool
) -> None:
    """Anna is the class teacher."""
    fill(anna)
    write(boris, Absence.LATE)
    assert (anna.cell().absence, boris.cell().absence) == (Absence.ABSENT, Absence.LATE)
    first, second = (boris, anna) if teacher_first else (anna, boris)
    for each in (first, second, first):
        each.round()
    assert {anna.cell().absence, boris.cell().absence} == {Absence.LATE}
    assert (anna.waiting(), boris.waiting(), anna.attention(), boris.attention()) == (0, 0, 0, 0)


def test_two_reasons_collide_and_are_decided(anna: Desktop, new_desktop: NewDesktop) -> None:
    """The class teacher gives one on each of two PCs."""
    other = new_desktop("anna")
    fill(anna)
    anna.round()
    other.round()
    excuse(anna, Absence.ILL)
    excuse(other, Absence.EXCUSED)
    anna.round()
    other.round()
    assert other.cell().absence is Absence.ILL
    with other.store.unit() as unit:
        (item,) = read_attention(unit)
        assert (item.about, item.shown, item.other) == ("excuse", "б", "у")
        resolve(unit, conflict_id=item.id, take_other=True)
    other.round()
    anna.round()
    assert (anna.cell().absence, other.cell().absence) == (Absence.EXCUSED, Absence.EXCUSED)
    assert (anna.attention(), other.attention()) == (0, 0)
