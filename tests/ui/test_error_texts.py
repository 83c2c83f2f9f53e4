"""Every error has a sentence: Russian, with its facts, without a raw code."""

import re
from collections.abc import Iterator
from typing import get_type_hints

import pytest

import app.operations  # noqa: F401 (two kinds of error are defined there)
from app.errors import (
    CertificateError,
    GradebookError,
    NewerJournalError,
    UnknownMarkError,
    UnreadableFileError,
)
from app.files.guard import Why
from ui.error_texts import TEXTS, UNKNOWN, sentence
from ui.file_error_texts import WHY

SAMPLES: dict[type, object] = {str: "Ъ", int: 7, float: 7.5, bool: False}


def leaves(kind: type[GradebookError]) -> Iterator[type[GradebookError]]:
    children = [each for each in kind.__subclasses__() if each.__module__.startswith("app.")]
    for child in children:
        yield from leaves(child)
    if not children:
        yield kind


def an(kind: type[GradebookError]) -> GradebookError:
    """Return an error of a kind, with some facts."""
    hints = {name: hint for name, hint in get_type_hints(kind.__init__).items() if name != "return"}
    facts = {name: SAMPLES[hint] for name, hint in hints.items() if hint in SAMPLES}
    return kind(**facts)


LEAVES = sorted(set(leaves(GradebookError)), key=lambda kind: kind.__name__)


def test_the_leaves_are_found() -> None:
    assert {UnknownMarkError, NewerJournalError, UnreadableFileError} <= set(LEAVES)
    assert len(LEAVES) > 30


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_error_has_a_sentence_of_its_own(kind: type[GradebookError]) -> None:
    text = sentence(an(kind))
    assert kind in TEXTS
    assert re.fullmatch(r"[«А-ЯЁ].*[.?!u]", text), text
    assert not set("{}%_") & set(text)


def test_no_two_errors_say_the_same() -> None:
    assert len(set(TEXTS.values())) == len(TEXTS)


def test_the_facts_are_in_the_sentence() -> None:
    assert "«5-»" in sentence(UnknownMarkError("5-"))


def test_a_wrong_clock_is_named_instead_of_the_certificate() -> None:
    assert "дата" in sentence(CertificateError(clock_is_wrong=True))
    assert "сертификат" in sentence(CertificateError(clock_is_wrong=False))


def test_what_nobody_expected_says_that_the_marks_are_safe() -> None:
    assert "в сохранности" in sentence(ZeroDivisionError())
    assert UNKNOWN not in TEXTS.values()


@pytest.mark.parametrize("why", list(Why))
def test_why_a_file_cannot_be_read_is_said_in_words(why: Why) -> None:
    text = sentence(UnreadableFileError("Журнал.xlsx", why.value))
    assert why.value in WHY
    assert why.value not in text
    assert not re.search(r"[a-z_]{3,}", text.replace("Журнал.xlsx", ""))


def test_the_place_in_the_file_is_named() -> None:
    assert sentence(UnreadableFileError("a.csv", Why.QUOTES.value, "строка 7")).endswith(
        "(строка 7). Ничего не загружено."
    )
