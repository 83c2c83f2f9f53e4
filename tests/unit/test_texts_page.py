"""The page of all texts: true, whole, and by screens that exist."""

import re

from tests.texts_page import PAGE, SCREENS, page_of, read_texts, rooms

SHOWN = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""


def test_the_page_is_what_the_translation_says() -> None:
    assert page_of(read_texts()) == SHOWN, "write it anew: python -m tests.texts_page"


def test_every_text_has_its_screen() -> None:
    where = rooms()
    assert {context for context in read_texts() if where.get(context) not in SCREENS} == set()


def test_no_text_says_how_the_program_is_made() -> None:
    jargon = re.compile(r"токен|реплик|операци|конфликт|хеш|кэш|сервер|баз[аы] данных|лог-?файл", re.IGNORECASE)
    assert [line for line in SHOWN.splitlines() if line.startswith("- ") and jargon.search(line)] == []
