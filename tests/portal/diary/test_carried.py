"""Marks that came with a pupil, in the diary: those of an own journal count once, an extract's with their school."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from app.domain.classroom import CarriedMark
from app.domain.records import NEVER
from app.ids import MarkId
from portal.store.tables import TABLES
from tests.portal.diary.diary_school import MARIA, MONDAY
from tests.portal.diary.term_school import ALGEBRA, NAMESAKE, SECOND, a_year
from tests.portal.diary.test_term_reading import Diaries, open_diaries

EXTRACT = CarriedMark("x", NEVER, ALGEBRA, MARIA, MONDAY, "2", 4, "Контрольная", "Школа № 3", MarkId(""))


@pytest.fixture
def diaries(tmp_path: Path) -> Iterator[Diaries]:
    opened = open_diaries(tmp_path, a_year())
    yield opened
    opened.engine.dispose()


def test_whoever_moved_has_each_mark_once(diaries: Diaries) -> None:
    with diaries.engine.connect() as connection:
        table = TABLES[CarriedMark]
        carried = connection.execute(select(table.c.value).where(table.c.pupil == NAMESAKE)).scalars().all()
    assert carried == ["3"], "it counts in the new journal"
    algebra = diaries.term(NAMESAKE).subjects[0]
    assert sorted(line.mark.value for line in algebra.why.lines) == ["3", "5"]
    assert (algebra.why.sums.products, algebra.why.sums.weight) == (23, 5)  # 3 + 5 × 4


def test_an_extract_counts_and_names_its_school(diaries: Diaries) -> None:
    diaries.put(EXTRACT)
    algebra = diaries.term().subjects[0]
    assert (algebra.why.sums.products, algebra.why.sums.weight) == (34, 10)  # 26 and 6, with 2 × 4
    assert algebra.why.average == Decimal("3.40")
    assert "Школа № 3: Контрольная" in diaries.html()
    assert "Школа № 3" not in diaries.html(term=SECOND)
    assert "Школа № 3" not in diaries.html(NAMESAKE)


def test_an_extract_that_was_removed_is_gone(diaries: Diaries) -> None:
    diaries.put(EXTRACT)
    diaries.put(replace(EXTRACT, annulled=True))
    assert "Школа № 3" not in diaries.html()


def test_what_an_extract_says_cannot_write_into_the_page(diaries: Diaries) -> None:
    diaries.put(replace(EXTRACT, title="<b>x</b>", source="<script>", day=date(2026, 9, 8)))
    assert "&lt;script&gt;: &lt;b&gt;x&lt;/b&gt;" in diaries.html()
