"""The numbers behind pictures: an average mark by mark, the marks of a work, a class over a term."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from app.domain.counting import CountedMark
from app.domain.pages import JournalPage
from app.domain.pictures import class_over, pupil_trend, running_averages, spread_of
from app.domain.rules import MarkingRules
from app.domain.scales import FIVE, PASS_FAIL
from app.ids import WorkId
from app.services.reading import read_page
from tests.builders import a_store
from tests.ui.shown_school import ALGEBRA, TODAY, shown_school

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalPage]:
    store = a_store(Path(tmp_path_factory.mktemp("shown")), rows=tuple(shown_school()))
    with store.reading() as unit:
        yield read_page(unit, ALGEBRA, first=date(2026, 11, 2), last=date(2026, 12, 30))
    store.close()


def a_mark(value: str, weight: int = 1, *, counts: bool = True) -> CountedMark:
    return CountedMark(value, weight, DAY, counts=counts)


def test_an_average_goes_mark_by_mark_and_skips_what_does_not_count() -> None:
    marks = [a_mark("5"), a_mark("2", counts=False), a_mark("3", 0), a_mark("3", 3)]
    assert running_averages(marks, FIVE, MarkingRules()) == (Decimal("5.00"), Decimal("3.50"))


def test_a_scale_without_marks_has_no_trend() -> None:
    assert running_averages([a_mark("зач"), a_mark("незач")], PASS_FAIL, MarkingRules()) == ()


def test_every_trend_of_the_page_ends_at_the_average_beside_it(page: JournalPage) -> None:
    ends = {who.id: pupil_trend(page, who.id)[-1:] for who in page.pupils}
    assert {who: (average,) for who, average in page.averages.items() if average is not None} == {
        who: end for who, end in ends.items() if end
    }
    assert len(ends) == 28


def test_the_marks_of_a_work_are_all_accounted_for(page: JournalPage) -> None:
    column = next(n for n, each in enumerate(page.lessons) if each.works and each.day < TODAY)
    found = spread_of(page, column, page.lessons[column].works[0].id)
    given = [mark.value for row in range(28) for mark in page.cell(row, column).counting]
    assert dict(found.counts) == {value: given.count(value) for value, _ in page.scale.values}
    assert [len(found.names[value]) for value, count in found.counts] == [count for _, count in found.counts]
    assert sum(count for _, count in found.counts) + found.absent + found.without == 28


def test_a_work_that_nobody_was_marked_for_is_empty(page: JournalPage) -> None:
    column = next(n for n, each in enumerate(page.lessons) if each.works and each.day < TODAY)
    found = spread_of(page, column, WorkId("other"))
    assert sum(count for _, count in found.counts) == 0
    assert found.average is None


def test_a_class_goes_over_the_lessons_with_marks_only(page: JournalPage) -> None:
    steps = class_over(page)
    assert all(step.marks for step in steps)
    assert steps[0].average == steps[0].so_far
    counted = [mark for cell in page.cells.values() for mark in cell.counting]
    together = sum(int(mark.value) * mark.weight for mark in counted), sum(mark.weight for mark in counted)
    assert steps[-1].so_far == (Decimal(together[0]) / together[1]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert sum(step.marks for step in steps) == len(counted)
