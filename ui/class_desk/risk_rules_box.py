"""Lets a class teacher adjust by which rules pupils are looked for; the school's rules stand beside."""

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

from app.domain.risk_rules import RISK_RANGES, RiskRules, own_of
from ui.class_desk.risk_wording import rule_name, school_text
from ui.theme import SMALL_GAP, WIDE_GAP
from ui.widgets.floating_box import FloatingBox
from ui.widgets.naming import named

WIDTH = 420
STEP = 0.1


class RiskRulesBox(FloatingBox):
    """Enter takes the rules, Escape leaves them as they were. What is as in the school stays the school's."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("risk_rules_box", parent)
        self.setFixedWidth(WIDTH)
        self._failing = self._average("failing_below")
        self._weak = self._average("weak_below")
        self._twos = self._number("twos_in_a_row")
        self._debts = self._number("overdue_debts")
        self._unexcused = self._number("unexcused_lessons")
        self._not_assessed = named(QCheckBox(rule_name("not_assessed")), "risk_not_assessed")
        self._take = named(QPushButton(self.tr("Take these rules")), "risk_take")
        self._take.setProperty("kind", "primary")
        self._take.setDefault(True)
        self._take.setAutoDefault(True)
        self._usual = named(QPushButton(self.tr("As in the school")), "risk_usual")
        self._usual.setProperty("kind", "quiet")
        self._usual.setAutoDefault(True)
        self._school = RiskRules()
        self._fields: dict[str, QWidget] = {
            "failing_below": self._failing,
            "weak_below": self._weak,
            "twos_in_a_row": self._twos,
            "overdue_debts": self._debts,
            "unexcused_lessons": self._unexcused,
            "not_assessed": self._not_assessed,
        }
        self._notes = {name: named(QLabel(), f"risk_{name}_school") for name in self._fields}
        self._lay_out()
        self._take.clicked.connect(lambda: self.chosen.emit(own_of(self.rules(), self._school)))
        self._usual.clicked.connect(lambda: self.show_rules(self._school))
        for average in (self._failing, self._weak):
            average.valueChanged.connect(self._tell_school)
        for number in (self._twos, self._debts, self._unexcused):
            number.valueChanged.connect(self._tell_school)
        self._not_assessed.toggled.connect(self._tell_school)

    def ask(self, rules: RiskRules, school: RiskRules, area: QRect) -> None:
        """Show the rules as they are beside *area*. school: the school's."""
        self._school = school
        self.show_rules(rules)
        for number in (self._twos, self._debts, self._unexcused):
            number.setMinimumWidth(self._failing.sizeHint().width())
        self._tell_school()
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
        hint = QLabel(
            self.tr("The rules are the school's; what you change is for you only, on this computer. 0 turns one off.")
        )
        hint.setProperty("role", "caption")
        hint.setWordWrap(True)
        last = QHBoxLayout()
        last.addWidget(self._usual)
        last.addStretch()
        last.addWidget(self._take)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        lines.addWidget(title)
        lines.addWidget(hint)
        lines.addLayout(self._form())
        lines.addLayout(last)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(SMALL_GAP)
        for name, field in self._fields.items():
            self._notes[name].setProperty("role", "caption")
            line = QHBoxLayout()
            line.addWidget(field)
            line.addWidget(self._notes[name], 1)
            if field is self._not_assessed:
                form.addRow(line)
                continue
            form.addRow(rule_name(name), line)
            field.setAccessibleName(rule_name(name))
        return form

    def _tell_school(self) -> None:
        rules = self.rules()
        for name, field in self._fields.items():
            text = school_text(name, rules, self._school)
            self._notes[name].setText(text)
            field.setAccessibleDescription(text)
        # a rule, its field and what the school has stand in one line, also where texts are larger
        self.setFixedWidth(max(self.width(), self.minimumSizeHint().width()))

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
