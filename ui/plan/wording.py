"""What the page of a plan says: days, states, and how the lessons stand against the plan."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.plan_facts import PlanFact
from app.domain.plan_pages import ItemState, PlanRow


def day_text(day: date) -> str:
    """Return a day as a table shows it, such as "24.11"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dd.MM")


def long_day_text(day: date) -> str:
    """Return a day as a list of lessons shows it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd, d MMMM")


def lessons_text(row: PlanRow) -> str:
    """Return the days of the lessons that took an item, or of those that are expected to."""
    given = ", ".join(day_text(each.day) for each in row.given)
    expected = ", ".join("≈ " + day_text(each) for each in row.expected)
    return ", ".join(filter(None, (given, expected)))


def state_text(row: PlanRow) -> str:
    """Return how far an item is."""
    if row.state is ItemState.BEGUN:
        text = QCoreApplication.translate("Plan", "{given} of {hours}")
        return text.format(given=len(row.given), hours=row.entry.hours)
    texts = {
        ItemState.GIVEN: QCoreApplication.translate("Plan", "given"),
        ItemState.NEXT: QCoreApplication.translate("Plan", "next"),
        ItemState.SKIPPED: QCoreApplication.translate("Plan", "passed over"),
        ItemState.UNTOLD: QCoreApplication.translate("Plan", "lesson without a topic"),
        ItemState.LEFT_OUT: QCoreApplication.translate("Plan", "no lesson left"),
    }
    return texts.get(row.state, "")


def fact_text(fact: PlanFact) -> str:
    """Return how far the lessons are, with the causes."""
    if fact.behind > 0:
        text = QCoreApplication.translate("Plan", "By now the plan has {due} h, you are at {place} h: {n} h behind")
    elif fact.behind < 0:
        text = QCoreApplication.translate("Plan", "By now the plan has {due} h, you are at {place} h: {n} h ahead")
    else:
        text = QCoreApplication.translate("Plan", "By now the plan has {due} h, you are at {place} h: on time")
    told = text.format(due=fact.due, place=fact.place, n=abs(fact.behind))
    causes = _causes(fact)
    return f"{told} ({causes})" if causes else told


def length_text(fact: PlanFact) -> str:
    """Return whether the plan fits the year and what is left of it."""
    if fact.too_long:
        text = QCoreApplication.translate(
            "Plan", "The plan is longer than the year: {hours} h, but {lessons} lessons. {n} h have none."
        )
        return text.format(hours=fact.hours, lessons=fact.lessons, n=fact.too_long)
    if fact.left > fact.coming:
        text = QCoreApplication.translate("Plan", "{left} h of the plan are left, but only {coming} lessons.")
        return text.format(left=fact.left, coming=fact.coming)
    text = QCoreApplication.translate("Plan", "The plan has {hours} h, the year {lessons} lessons.")
    return text.format(hours=fact.hours, lessons=fact.lessons)


def is_short_of_lessons(fact: PlanFact) -> bool:
    """Return whether some of the plan will have no lesson."""
    return bool(fact.too_long) or fact.left > fact.coming


def tail_text(texts: Sequence[str], most: int) -> str:
    """Return the first texts, and how many more there are."""
    shown = "; ".join(texts[:most])
    if len(texts) <= most:
        return shown
    return QCoreApplication.translate("Plan", "{texts} and {n} more").format(texts=shown, n=len(texts) - most)


def _causes(fact: PlanFact) -> str:
    told = (
        (fact.cancelled, QCoreApplication.translate("Plan", "lessons cancelled: {n}")),
        (fact.untold, QCoreApplication.translate("Plan", "without a topic: {n}")),
        (fact.own, QCoreApplication.translate("Plan", "own topics: {n}")),
        (fact.over, QCoreApplication.translate("Plan", "longer than planned: {n}")),
        (fact.skipped, QCoreApplication.translate("Plan", "passed over: {n} h")),
    )
    return ", ".join(text.format(n=count) for count, text in told if count)
