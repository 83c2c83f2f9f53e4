"""Namesakes on a page: told apart by patronymic, else by birth date; nobody else says more than surname and name."""

from datetime import date

import pytest

from app.domain.classroom import Debt
from app.domain.disputes import Conflict
from app.domain.pages import PupilRow
from app.domain.records import NEVER, Mark, Pupil
from app.ids import MarkId, OperationId, PupilId, ReplicaId
from app.services.attention import read_attention
from app.services.class_desk import own_class, read_pupils
from app.services.debts import read_debts
from app.services.finals import read_finals
from app.services.lesson_page import read_lesson
from app.services.news import read_news
from app.store.unit import Store
from tests.builders import FeedOf, a_page
from tests.small_school import ALGEBRA, BEGINS, BORIS, CLASS, ENDS, LESSONS, PUPILS

BORN = date(2013, 3, 12)


def call(feed: FeedOf, *people: tuple[str, str, date]) -> None:
    """Let the first pupils be called so: name, patronymic, birth date."""
    feed.send(
        *(
            Pupil(key, NEVER, "Ёлкин", name, patronymic, born, "m")
            for key, (name, patronymic, born) in zip(PUPILS, people, strict=False)
        )
    )


def called(store: Store, count: int) -> list[str]:
    rows = {each.id: each.short_name for each in a_page(store).pupils}
    return [rows[key] for key in PUPILS[:count]]


def test_a_name_that_nobody_else_has_is_surname_and_name(store: Store, feed: FeedOf) -> None:
    call(feed, ("Пётр", "Олегович", BORN), ("Иван", "Олегович", BORN))
    assert called(store, 2) == ["Ёлкин Пётр", "Ёлкин Иван"]
    assert a_page(store).pupils[0].full_name == "Ёлкин Иван Олегович"


def test_another_patronymic_tells_namesakes_apart(store: Store, feed: FeedOf) -> None:
    call(feed, ("Пётр", "Олегович", BORN), ("Пётр", "Ильич", BORN))
    assert called(store, 2) == ["Ёлкин Пётр Олегович", "Ёлкин Пётр Ильич"]
    assert a_page(store).pupils[0].full_name == "Ёлкин Пётр Ильич"


def test_one_of_two_may_have_no_patronymic(store: Store, feed: FeedOf) -> None:
    call(feed, ("Пётр", "", BORN), ("Пётр", "Ильич", BORN))
    assert called(store, 2) == ["Ёлкин Пётр", "Ёлкин Пётр Ильич"]


def test_the_birth_date_tells_them_apart_where_the_patronymic_is_the_same(store: Store, feed: FeedOf) -> None:
    call(feed, ("Пётр", "Ильич", BORN), ("Пётр", "Ильич", date(2013, 4, 1)), ("Пётр", "Олегович", BORN))
    assert called(store, 3) == ["Ёлкин Пётр (12.03.2013)", "Ёлкин Пётр (01.04.2013)", "Ёлкин Пётр Олегович"]
    assert "Ёлкин Пётр Ильич (12.03.2013)" in {each.full_name for each in a_page(store).pupils}


@pytest.mark.parametrize("where", ["lesson", "class", "finals"])
def test_every_list_of_pupils_tells_them_apart(store: Store, feed: FeedOf, where: str) -> None:
    call(feed, ("Пётр", "Олегович", BORN), ("Пётр", "Ильич", BORN))
    with store.reading() as unit:
        lesson = read_lesson(unit, LESSONS[0])
        assert lesson is not None
        lists: dict[str, tuple[PupilRow, ...]] = {
            "lesson": lesson.pupils,
            "class": read_pupils(unit, own_class(unit, CLASS), BEGINS, ENDS),
            "finals": read_finals(unit, ALGEBRA, today=ENDS).pupils,
        }
    names = {each.id: each.short_name for each in lists[where]}
    assert (names[PupilId(PUPILS[0])], names[PUPILS[1]]) == ("Ёлкин Пётр Олегович", "Ёлкин Пётр Ильич")
    assert len(names) == len(PUPILS)


def test_the_texts_of_attention_news_and_debts_tell_them_apart(store: Store, feed: FeedOf) -> None:
    call(feed, ("Пётр", "Ильич", BORN), ("Пётр", "Ильич", date(2013, 4, 1)), ("Олег", "Ильич", BORN))
    feed.send(Pupil(PupilId("of-another-class"), NEVER, "Ёлкин", "Олег", "Ильич", BORN, "m"))
    about = (NEVER, ALGEBRA, "m", LESSONS[0])
    wall = "2026-09-02T08:00:00+00:00"
    for who in PUPILS[:3]:
        written = OperationId(f"by-{who}")
        feed.send(Mark(MarkId(f"mark-{who}"), written, ALGEBRA, LESSONS[0], who, None, "4", BORIS), author=BORIS)
        other = Conflict(OperationId(f"c-{who}"), *about, who, "value", "5", BORIS, ReplicaId("his"), wall)
        feed.send(other, Debt(f"d-{who}", written, ALGEBRA, LESSONS[1], who, None, BEGINS, BORIS))
    with store.reading() as unit:
        told = [
            {item.pupil_name for item in read_attention(unit)},
            {item.pupil_name for item in read_news(unit).items},
            {item.name for item in read_debts(unit, ALGEBRA)},
        ]
    assert told == [{"Ёлкин Пётр (12.03.2013)", "Ёлкин Пётр (01.04.2013)", "Ёлкин Олег"}] * 3
