"""The school's rules of marking, as they were carried here."""

from sqlalchemy import select

from app.domain.rules import MarkingRules
from app.domain.settings import rules_of
from app.store.tables import setting
from app.store.unit import Unit


def read_rules(unit: Unit) -> MarkingRules:
    """Return the school's rules of marking."""
    return rules_of((row.id, row.value) for row in unit.connection.execute(select(setting)))
