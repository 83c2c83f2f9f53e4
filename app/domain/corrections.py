"""When a change of a mark comes late: the window of correction, and the reason that the school asks for.

Source: the letter АП-147/07 of 15.02.2012 (entry on the day of the lesson, history of corrections); the days are the
school's own.
"""

from datetime import date, timedelta

from app.domain.rules import MarkingRules


def asks_for_reason(lesson: date, changed: date, rules: MarkingRules) -> bool:
    """Whether changing a mark asks for a reason. lesson: its day. changed: the day of the change."""
    return (changed - lesson).days > rules.reason_after_days


def window_ends(lesson: date, rules: MarkingRules) -> date | None:
    """Return the last day on which the marks of a lesson may be set or changed, None where the school sets none."""
    return lesson + timedelta(days=rules.correction_days) if rules.correction_days else None


def late_entry(lesson: date, arrived: date, rules: MarkingRules) -> str | None:
    """Return what becomes of an entry: HELD or MARKED of the rules where it is late, None where it is in time.

    arrived: the day on which it reached the portal, by the portal's clock; no PC's clock decides.
    """
    last = window_ends(lesson, rules)
    return rules.late_entry if last is not None and arrived > last else None
