"""Faults planted between the portal and its database: what a programmer forgets, and what a programmer mistakes."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from app.ids import SchoolId

_ON_THE_SCHOOL = re.compile(r"((?:\w+\.|\"\w+\"\.)?school_id) = (\?|%\(\w+\)s(?:::VARCHAR)?)")
"""A condition on the school in a statement of either database."""


@contextmanager
def forgotten_conditions(engine: Engine) -> Iterator[None]:
    """Let every statement forget on which school it is conditioned: it means each school that it can see."""

    def forget(statement: str, values: Any) -> tuple[str, Any]:
        return _ON_THE_SCHOOL.sub(r"(\1 = \2 OR \1 IS NOT NULL)", statement), values

    with _changing(engine, forget):
        yield


@contextmanager
def mistaken_school(engine: Engine, school: SchoolId, other: SchoolId) -> Iterator[None]:
    """Let every statement name another school than the one whose turn it is."""

    def mistake(statement: str, values: Any) -> tuple[str, Any]:
        return statement, _with(values, school, other)

    with _changing(engine, mistake):
        yield


def _with(values: Any, school: SchoolId, other: SchoolId) -> Any:
    match values:
        case dict():
            return {name: _with(value, school, other) for name, value in values.items()}
        case list() | tuple():
            return type(values)(_with(value, school, other) for value in values)
        case _:
            return other if values == school else values


@contextmanager
def _changing(engine: Engine, change: Callable[[str, Any], tuple[str, Any]]) -> Iterator[None]:
    def listener(_connection: Any, _cursor: Any, statement: str, values: Any, *_others: Any) -> tuple[str, Any]:
        return change(statement, values)

    event.listen(engine, "before_cursor_execute", listener, retval=True)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", listener)
