"""What a mark weighs: as its work says, or where it is for none as the school's kind «Ответ на уроке» does."""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, func, select

from app.domain.marks import DEFAULT_WEIGHT
from app.domain.records import Work, WorkType
from app.domain.works import ANSWERS
from portal.store.tables import TABLES

_kind = TABLES[WorkType].alias("answer")


def mark_weight(school: BindParameter[str]) -> ColumnElement[Any]:
    """Return what a mark weighs, of a statement over marks to which works are joined. school: whose marks they are."""
    return func.coalesce(TABLES[Work].c.weight, answer_weight(school))


def answer_weight(school: BindParameter[str]) -> ColumnElement[Any]:
    """Return what a mark without a work weighs; a statement looks it up once, whatever its rows."""
    found = select(func.max(_kind.c.weight)).where(_kind.c.school_id == school, _kind.c.name.in_(ANSWERS))
    return func.coalesce(found.scalar_subquery(), DEFAULT_WEIGHT)
