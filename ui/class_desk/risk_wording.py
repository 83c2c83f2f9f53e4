"""Why a pupil is at risk, and by which rules, in words."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from app.domain.risk import Risk, RiskKind, RiskRow
from app.domain.risk_rules import RiskRules, own_of
from ui.class_desk.counts import ClassCounts
from ui.explanation.wording import two_places

AVERAGES = {"failing_below", "weak_below"}


def hundredths(number: int) -> str:
    """Return hundredths as "2,50"."""
    return two_places(Decimal(number) / 100)


def risk_text(risk: Risk) -> str:
    """Return a ground as a sentence with its facts."""
    translate = QCoreApplication.translate
    average = "" if risk.average is None else two_places(risk.average)
    texts = {
        RiskKind.FAILING: translate("ClassDesk", "Failing threatens: average {average}, below {limit}"),
        RiskKind.NOT_ASSESSED: translate(
            "ClassDesk", "“Not assessed” threatens: lessons missed {count} of {all}, and too few marks"
        ),
        RiskKind.TWOS: "{twos}",
        RiskKind.WEAK: translate("ClassDesk", "Average {average}, below {limit}"),
        RiskKind.DEBTS: "{debts}",
        RiskKind.UNEXCUSED: translate("ClassDesk", "Lessons missed without a reason: {count} of {all}"),
    }
    return texts[risk.kind].format(
        average=average,
        limit=hundredths(risk.limit),
        count=risk.count,
        all=risk.of,
        twos=ClassCounts().twos(risk.count),
        debts=ClassCounts().debts(risk.count),
    )


def subject_text(row: RiskRow) -> str:
    """Return where a ground is: a subject, or all of them."""
    return row.subject or QCoreApplication.translate("ClassDesk", "all subjects")


def spoken_risk(row: RiskRow) -> str:
    """Return a row as one sentence."""
    return f"{row.pupil.short_name}, {subject_text(row)}: {risk_text(row.risk)}"


def rule_name(name: str) -> str:
    """Return what a rule is called. name: a field of RiskRules."""
    translate = QCoreApplication.translate
    return {
        "failing_below": translate("ClassDesk", "Failing threatens below"),
        "weak_below": translate("ClassDesk", "A low average is below"),
        "twos_in_a_row": translate("ClassDesk", "Marks of 2 in a row"),
        "overdue_debts": translate("ClassDesk", "Overdue debts in a subject"),
        "unexcused_lessons": translate("ClassDesk", "Lessons missed without a reason"),
        "not_assessed": translate("ClassDesk", "“Not assessed” threatens"),
    }[name]


def value_text(name: str, value: int) -> str:
    """Return a rule's value: «2,50», «3», «off»."""
    if not value:
        return QCoreApplication.translate("ClassDesk", "off")
    if isinstance(value, bool):
        return QCoreApplication.translate("ClassDesk", "on")
    return hundredths(value) if name in AVERAGES else str(value)


def school_text(name: str, rules: RiskRules, school: RiskRules) -> str:
    """Return how a rule stands to the school's."""
    translate, theirs = QCoreApplication.translate, getattr(school, name)
    if getattr(rules, name) == theirs:
        return translate("ClassDesk", "as in the school")
    return translate("ClassDesk", "in the school: {value}").format(value=value_text(name, theirs))


def own_text(rules: RiskRules, school: RiskRules) -> str:
    """Return which rules are otherwise than the school's, in one sentence."""
    translate = QCoreApplication.translate
    told = "; ".join(
        translate("ClassDesk", "{rule} — {value} ({school})").format(
            rule=rule_name(name), value=value_text(name, value), school=school_text(name, rules, school)
        )
        for name, value in own_of(rules, school).items()
    )
    if not told:
        return translate("ClassDesk", "All of it is as in the school.")
    return translate("ClassDesk", "Otherwise than in the school, on this computer only: {rules}.").format(rules=told)


def rules_text(rules: RiskRules) -> str:
    """Return the rules that are on, in one sentence."""
    translate = QCoreApplication.translate
    failing, weak = hundredths(rules.failing_below), hundredths(rules.weak_below)
    parts = (
        (rules.failing_below, translate("ClassDesk", "average below {limit} in a subject").format(limit=failing)),
        (rules.weak_below, translate("ClassDesk", "below {limit}").format(limit=weak)),
        (rules.not_assessed, translate("ClassDesk", "“not assessed” threatens")),
        (rules.twos_in_a_row, translate("ClassDesk", "2 in a row: from {count}").format(count=rules.twos_in_a_row)),
        (rules.overdue_debts, translate("ClassDesk", "overdue debts: from {count}").format(count=rules.overdue_debts)),
        (
            rules.unexcused_lessons,
            translate("ClassDesk", "lessons missed without a reason: from {count}").format(
                count=rules.unexcused_lessons
            ),
        ),
    )
    told = ", ".join(text for is_on, text in parts if is_on)
    if not told:
        return translate("ClassDesk", "No rule is on: nobody is looked for.")
    return translate("ClassDesk", "Looked for: {rules}.").format(rules=told)
