"""What others have written since one's last visit: what is noted, what is told of it, and what is put away."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import func, insert, select, update

from app.domain.attendance import attendance_id
from app.domain.classroom import Debt, Remark
from app.domain.disputes import Revision
from app.domain.news import NewsItem, NewsPage, Told
from app.domain.periods import final_mark_id
from app.domain.records import (
    NEVER,
    Attendance,
    FinalMark,
    Journal,
    Lesson,
    Mark,
    Pupil,
    Record,
    Work,
    WorkType,
)
from app.ids import JournalId, LessonId, MarkId, OperationId, ReplicaId, TeacherId, WorkId, WorkTypeId
from app.services.news import count_news, look_at_news, read_news
from app.services.noting import KEPT, MOST
from app.store.rows import read, remove
from app.store.tables import news
from app.store.unit import Store
from tests.builders import FeedOf, a_store
from tests.small_school import ALGEBRA, ANNA, BORIS, LESSONS, PUPILS, WHOLE_YEAR, records

IVANOV, MONDAY = PUPILS[0], LESSONS[0]
WALL = "2026-09-01T10:42:00+00:00"
OLD = 100
"""A line that was never looked at."""
OFFICE = TeacherId("office")


def page_of(store: Store, *, seen_too: bool = False) -> NewsPage:
    with store.reading() as unit:
        return read_news(unit, seen_too=seen_too)


def items_of(store: Store) -> tuple[NewsItem, ...]:
    return page_of(store).items


def a_mark(key: str, value: str, *, work: WorkId | None = None, token: str = "t", comment: str = "") -> Mark:  # noqa: S107 (a version)
    mark = Mark(MarkId(key), OperationId(token), ALGEBRA, MONDAY, IVANOV, work, value, BORIS, comment=comment)
    return replace(mark, wall=WALL)


def a_change(before: str, after: str, *, of: str, field: str = "value", key: str = "change") -> Revision:
    change = OperationId(key)
    return Revision(
        change, change, ALGEBRA, of, MONDAY, IVANOV, "", field, before, after, "опечатка", BORIS, ReplicaId("his"), WALL
    )


def lesson_in(store: Store) -> Lesson:
    with store.reading() as unit:
        found = read(unit.connection, Lesson, MONDAY)
    assert found is not None
    return found


def test_nothing_is_news_at_first_and_nothing_of_ones_own_ever(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark("mine", "5"), author=ANNA)
    assert page_of(store) == NewsPage((), {}, 0)


def test_a_mark_is_told_with_its_work_pupil_and_author(store: Store, feed: FeedOf) -> None:
    kind = WorkType(WorkTypeId("control"), NEVER, "Контрольная", "К", 4, "#b3261e", 1)
    work = Work(WorkId("w"), OperationId("w"), ALGEBRA, MONDAY, kind.id, "", 4)
    feed.send(kind, work)
    feed.send(a_mark("m", "4", work=work.id), author=BORIS)
    (item,) = items_of(store)
    assert (item.told, item.after, item.label, item.author) == (Told.MARK, "4", "Контрольная", "Седов Б.")
    assert (item.title, item.subject, item.day, item.pupil_name) == ("7Б", "Алгебра", date(2026, 9, 1), "Фамилия00 Имя")
    assert (item.journal, item.lesson, item.pupil) == (ALGEBRA, MONDAY, IVANOV)


def test_a_correction_is_one_line_and_the_first_value_stays_told(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark("m", "3"), author=BORIS)
    feed.send(a_mark("m", "5", token="t2"), a_change("3", "5", of="m"), author=BORIS)  # noqa: S106 (a version)
    corrected, given = items_of(store)
    assert (corrected.told, corrected.before, corrected.after, corrected.reason) == (Told.CHANGE, "3", "5", "опечатка")
    assert (given.told, given.after) == (Told.MARK, "3")


def test_a_work_and_what_is_owed_of_it_are_told_with_what_they_began_with(store: Store, feed: FeedOf) -> None:
    kind = WorkType(WorkTypeId("control"), NEVER, "Контрольная", "К", 4, "#b3261e", 1)
    work = Work(WorkId("w"), OperationId("w"), ALGEBRA, MONDAY, kind.id, "", 4)
    debt = Debt("d", OperationId("d"), ALGEBRA, MONDAY, IVANOV, work.id, date(2026, 9, 15), BORIS)
    feed.send(kind, work, debt, author=BORIS)
    given_up = replace(debt, token=OperationId("d2"), until=None)
    feed.send(given_up, a_change("2026-09-15", "", of="d", field="debt", key="d2"), author=BORIS)
    gone = replace(work, token=OperationId("w2"), annulled=True)
    feed.send(gone, a_change("control 4", "", of="w", field="work", key="w2"), author=BORIS)
    assert [(each.told, each.before, each.after, each.label) for each in items_of(store)] == [
        (Told.CHANGE, "control 4", "", ""),
        (Told.CHANGE, "2026-09-15", "", "Контрольная"),
        (Told.DEBT, None, "2026-09-15", "Контрольная"),
        (Told.WORK, None, "control 4", ""),
    ]


def test_another_room_is_told_and_of_a_lesson_that_is_not_held_it_is_not(store: Store, feed: FeedOf) -> None:
    moved = replace(lesson_in(store), room="12", token=OperationId("1"))
    feed.send(moved, author=OFFICE)
    (item,) = items_of(store)
    assert (item.told, item.after, item.author) == (Told.ROOM, "12", "")
    feed.send(replace(moved, room="14", cancelled=True, token=OperationId("2")), author=OFFICE)
    assert {each.told for each in items_of(store)} == {Told.ROOM, Told.LESSON}
    with store.reading() as unit:
        assert count_news(unit) == 2


def test_a_comment_is_told_as_a_comment(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark("m", "5"), author=BORIS)
    feed.send(replace(a_mark("m", "5"), comment="Молодец", comment_token=OperationId("c")), author=BORIS)
    assert [(each.told, each.after) for each in items_of(store)] == [(Told.COMMENT, "Молодец"), (Told.MARK, "5")]


def test_of_a_lesson_what_is_new_is_told(store: Store, feed: FeedOf) -> None:
    lesson = lesson_in(store)
    topic = replace(lesson, topic="Степени", topic_token=OperationId("1"))
    feed.send(topic, author=BORIS)
    work = replace(topic, homework="№ 12", homework_token=OperationId("2"))
    feed.send(work, author=BORIS)
    feed.send(replace(work, cancelled=True, reason="Актированный день"), author=BORIS)
    lines = [(each.told, each.after, each.reason) for each in items_of(store)]
    assert lines == [
        (Told.LESSON, "cancelled", "Актированный день"),
        (Told.HOMEWORK, "№ 12", ""),
        (Told.TOPIC, "Степени", ""),
    ]


def test_the_offices_timetable_is_no_news(store: Store, feed: FeedOf) -> None:
    feed.send(replace(lesson_in(store), id=LessonId("new")), author=OFFICE)
    assert items_of(store) == ()


def test_signs_final_marks_and_remarks_are_told(store: Store, feed: FeedOf) -> None:
    sign = attendance_id(MONDAY, IVANOV)
    final = final_mark_id(ALGEBRA, IVANOV, WHOLE_YEAR)
    feed.send(Attendance(sign, OperationId("a"), ALGEBRA, MONDAY, IVANOV, "н", 0, BORIS), author=BORIS)
    feed.send(FinalMark(final, OperationId("f"), ALGEBRA, IVANOV, WHOLE_YEAR, "5", "4.60", "", BORIS), author=BORIS)
    feed.send(Remark("r", OperationId("r"), ALGEBRA, MONDAY, IVANOV, True, "Помог другу", BORIS), author=BORIS)
    told = {each.told: each for each in items_of(store)}
    assert told[Told.ATTENDANCE].after == "н"
    assert (told[Told.FINAL_MARK].after, told[Told.FINAL_MARK].period_name) == ("5", "Учебный год")
    assert (told[Told.REMARK].label, told[Told.REMARK].after) == ("Помог другу", "+")


def test_the_paper_behind_a_sign_is_not_told(store: Store, feed: FeedOf) -> None:
    sign = attendance_id(MONDAY, IVANOV)
    row = Attendance(sign, OperationId("a"), ALGEBRA, MONDAY, IVANOV, "б", 0, BORIS)
    feed.send(row, a_change("н", "б", of=sign, field="attendance"), author=BORIS)
    (item,) = items_of(store)
    assert (item.before, item.after, item.reason) == ("н", "б", "")


def test_how_much_later_somebody_came_is_told(store: Store, feed: FeedOf) -> None:
    sign = attendance_id(MONDAY, IVANOV)
    row = Attendance(sign, OperationId("a"), ALGEBRA, MONDAY, IVANOV, "о", 15, BORIS)
    feed.send(
        row, replace(a_change("о", "о", of=sign, field="attendance"), before_minutes=5, after_minutes=15), author=BORIS
    )
    (item,) = items_of(store)
    assert (item.told, item.before, item.after) == (Told.CHANGE, "о 5", "о 15")


def test_what_is_gone_is_told_no_more(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark("m", "5"), a_mark("n", "4"), author=BORIS)
    with store.unit() as unit:
        remove(unit.connection, [(Mark, "m")])
    assert [each.after for each in items_of(store)] == ["4"]


def test_namesakes_are_told_apart(store: Store, feed: FeedOf) -> None:
    with store.reading() as unit:
        people = [read(unit.connection, Pupil, each) for each in PUPILS[:2]]
    twins = [replace(each, surname="Иванова", patronymic=name) for each, name in zip(people, "АБ", strict=True) if each]
    marks = [replace(a_mark(f"m{n}", "5"), pupil=PUPILS[n]) for n in range(2)]
    feed.send(*twins, *marks, author=BORIS)
    assert {each.pupil_name for each in items_of(store)} == {"Иванова Имя А", "Иванова Имя Б"}


def test_what_was_looked_at_is_put_away_and_can_be_seen_again(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark("m", "5"), author=BORIS)
    newest = items_of(store)[0].n
    feed.send(a_mark("n", "4"), author=BORIS)
    with store.unit() as unit:
        assert look_at_news(unit, upto=newest).news
    assert [each.after for each in items_of(store)] == ["4"]
    assert [(each.after, each.is_seen) for each in page_of(store, seen_too=True).items] == [("4", False), ("5", True)]


def test_one_journal_can_be_put_away_alone(store: Store, feed: FeedOf) -> None:
    feed.send(a_mark("m", "5"), author=BORIS)
    with store.unit() as unit:
        assert not look_at_news(unit, upto=1_000, of=JournalId("other"))
        assert look_at_news(unit, upto=1_000, of=ALGEBRA).news
        assert count_news(unit) == 0


def test_the_same_rows_once_more_are_no_news(store: Store, feed: FeedOf) -> None:
    for _ in range(2):
        feed.send(a_mark("m", "5"), a_change("3", "5", of="m"), author=BORIS)
    assert len(items_of(store)) == 1


def test_old_lines_are_forgotten_once_seen_and_very_old_ones_anyway(store: Store, feed: FeedOf) -> None:
    rows = [{"kind": Told.MARK, "id": "gone", "journal": ALGEBRA, "author": BORIS}] * (MOST + 5)
    with store.unit() as unit:
        unit.connection.execute(insert(news), rows)
        unit.connection.execute(update(news).where(news.c.n <= MOST, news.c.n != OLD).values(seen=1))
    feed.send(a_mark("m", "5"), author=BORIS)
    with store.reading() as unit:
        kept = unit.connection.execute(select(func.count()).select_from(news)).scalar_one()
        first, second = unit.connection.execute(select(news.c.n).order_by(news.c.n).limit(2)).scalars()
    assert (kept, first, second) == (KEPT + 1, OLD, MOST + 6 - KEPT + 1)


def test_news_by_journal_come_with_the_latest_day_first(tmp_path: Path) -> None:
    store = a_store(tmp_path, rows=_two_journals(records()))
    feed = FeedOf(store)
    later = replace(a_mark("later", "4"), lesson=LESSONS[3])
    other = replace(a_mark("other", "3"), journal=JournalId("z"))
    feed.send(a_mark("m", "5"), other, later, author=BORIS)
    assert [(each.journal, each.lesson) for each in items_of(store)] == [
        (ALGEBRA, LESSONS[3]),
        (ALGEBRA, MONDAY),
        (JournalId("z"), MONDAY),
    ]
    store.close()


def _two_journals(rows: Iterable[Record]) -> Iterable[Record]:
    for row in rows:
        yield row
        if isinstance(row, Journal):
            yield replace(row, id=JournalId("z"))
