"""Homework: for which lesson it is, and what of its links may be opened."""

from dataclasses import dataclass

import pytest

from app.domain.homework import due_place, read_links, shown_links
from app.errors import BadLinkError


@dataclass(frozen=True)
class Lesson:
    id: str
    cancelled: bool = False
    homework_due: str = ""


@pytest.mark.parametrize(
    ("due", "cancelled", "place"),
    [
        ("", "", 1),
        ("", "1", 2),  # the next one is cancelled
        ("2", "", 2),
        ("2", "2", 3),
        ("0", "", 1),  # it was moved before the lesson at which it was set
        ("gone", "", 1),
        ("3", "3", None),
    ],
)
def test_homework_is_for_the_lesson_that_was_chosen_as_long_as_it_is_held(
    due: str, cancelled: str, place: int | None
) -> None:
    lessons = [Lesson(str(n), str(n) == cancelled, due if n == 0 else "") for n in range(4)]
    assert due_place(lessons, 0) == place


def test_addresses_are_one_a_line() -> None:
    assert read_links(" https://a.ru/x?y=1 \n\nhttp://школа.рф") == ("https://a.ru/x?y=1", "http://школа.рф")
    assert read_links("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "a.ru",
        "https://",
        "https://a b",
        "ftp://a.ru",
        "https://[a",
        "HTTPS",
    ],
)
def test_only_pages_of_the_web_are_links(text: str) -> None:
    with pytest.raises(BadLinkError) as caught:
        read_links(f"https://a.ru\n{text}")
    assert caught.value.text == text
    assert shown_links(f"https://a.ru\n{text}") == ("https://a.ru",), "what came from elsewhere is not opened either"
