"""What a mark weighs: as its work says, or where it is for none as the school's kind «Ответ на уроке» does."""

from sqlalchemy import ColumnElement, func, select

from app.domain.marks import DEFAULT_WEIGHT
from app.domain.works import ANSWERS
from app.store.tables import work, work_type

_kind = work_type.alias("answer")

ANSWER_WEIGHT: ColumnElement[int] = func.coalesce(
    select(func.max(_kind.c.weight)).where(_kind.c.name.in_(ANSWERS)).scalar_subquery(), DEFAULT_WEIGHT
)
"""Of a statement: looked up once, whatever its rows."""

MARK_WEIGHT: ColumnElement[int] = func.coalesce(work.c.weight, ANSWER_WEIGHT)
"""Of a statement over marks to which works are joined, none where there is none."""
