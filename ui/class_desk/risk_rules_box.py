"""Lets a class teacher adjust by which rules pupils are looked for; it is kept in this profile only."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.risk_rules import RISK_RANGES, RiskRules
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named

WIDTH = 420
STEP = 0.1


class RiskRulesBox(FloatingBox):
    """Enter takes the rules, Escape leaves them as they were."""

    chosen = Signal(RiskRules)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("risk_rules_box", parent)
        self.setFixedWidth(WIDTH)
        self._failing = self._average("failing_below")
        self._weak = self._average("weak_below")
        self._twos = self._number("twos_in_a_row")
        self._debts = self._number("overdue_debts")
        self._unexcused = self._number("unexcused_lessons")
        self._not_assessed = named(QCheckBox(self.tr("“Not assessed” threatens")), "risk_not_assessed")
        self._take = named(QPushButton(self.tr("Take these rules")), "risk_take")
        self._take.setProperty("kind", "primary")
        self._take.setDefault(True)
        self._take.setAutoDefault(True)
        self._usual = named(QPushButton(self.tr("The usual ones")), "risk_usual")
        self._usual.setProperty("kind", "quiet")
        self._usual.setAutoDefault(True)
        self._lay_out()
        self._take.clicked.connect(lambda: self.chosen.emit(self.rules()))
        self._usual.clicked.connect(lambda: self.show_rules(RiskRules()))

    def ask(self, rules: RiskRules, area: QRect) -> None:
        """Show the rules as they are beside *area*."""
        self.show_rules(rules)
        self.open_beside(area)
        self._failing.setFocus()

    def show_rules(self, rules: RiskRules) -> None:
        """Show rules to begin with."""
        self._failing.setValue(rules.failing_below / 100)
        self._weak.setValue(rules.weak_below / 100)
        self._twos.setValue(rules.twos_in_a_row)
        self._debts.setValue(rules.overdue_debts)
        self._unexcused.setValue(rules.unexcused_lessons)
        self._not_assessed.setChecked(rules.not_assessed)

    def rules(self) -> RiskRules:
        """Return the rules as they stand in the fields."""
        return RiskRules(
            round(100 * self._failing.value()),
            round(100 * self._weak.value()),
            self._twos.value(),
            self._debts.value(),
            self._unexcused.value(),
            self._not_assessed.isChecked(),
        )

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Whom to look for"))
        title.setProperty("role", "title")
        hint = QLabel(self.tr("0 turns a rule off. Only you see it so, on this computer."))
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        form = QFormLayout()
        form.setSpacing(SMALL_GAP)
        for text, field in (
            (self.tr("Failing threatens below"), self._failing),
            (self.tr("A low average is below"), self._weak),
            (self.tr("Marks of 2 in a row"), self._twos),
            (self.tr("Overdue debts in a subject"), self._debts),
            (self.tr("Lessons missed without a reason"), self._unexcused),
        ):
            form.addRow(text, field)
            field.setAccessibleName(text)
        last = QHBoxLayout()
        last.addWidget(self._usual)
        last.addStretch()
        last.addWidget(self._take)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(title)
        lines.addWidget(hint)
        lines.addLayout(form)
        lines.addWidget(self._not_assessed)
        lines.addLayout(last)

    def _average(self, name: str) -> QDoubleSpinBox:
        field = named(QDoubleSpinBox(), f"risk_{name}")
        field.setRange(0, RISK_RANGES[name] / 100)
        field.setSingleStep(STEP)
        field.setDecimals(2)
        return field

    def _number(self, name: str) -> QSpinBox:
        field = named(QSpinBox(), f"risk_{name}")
        field.setRange(0, RISK_RANGES[name])
        return field
