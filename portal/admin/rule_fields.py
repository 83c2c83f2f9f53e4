"""What each rule of the school is called, what it does, and how its value is written for people."""

import re
from dataclasses import dataclass
from enum import Enum

from app.domain.rules import HELD, MARKED, RANGES, MarkingRules

Value = int | str
"""Of a setting; a yes or no is a bool."""

CHOICES: dict[str, dict[str, str]] = {
    "late_entry": {HELD: "решает завуч", MARKED: "принимается и показывается как опоздавшая"},
}
"""The words that a setting may be, and what each means."""

YES, NO = "1", "0"
SWITCH = {YES: "да", NO: "нет"}

_WHOLE = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?")


class Kind(Enum):
    """How a setting is written; the value is what the office's command says of it."""

    AVERAGE = " (в сотых: 450 — это 4,50)"
    NUMBER = ""
    SWITCH = " (1 — да, 0 — нет)"
    CHOICE = " (одно из слов)"


@dataclass(frozen=True, slots=True)
class RuleField:
    """One rule for the office. name: of the setting. meaning: what it does and where that is seen. unit: its word.

    short: what it is called where another one must stand to it in some way, empty where none must.
    """

    name: str
    kind: Kind
    title: str
    meaning: str
    unit: str = ""
    short: str = ""

    @property
    def choices(self) -> dict[str, str]:
        """Return the words that it may be, as they travel, with their meaning; empty for a number."""
        return SWITCH if self.kind is Kind.SWITCH else CHOICES.get(self.name, {})

    @property
    def range_words(self) -> str:
        """Return what it may be, such as «от 1,00 до 5,00»; empty where the choices say it."""
        if self.name not in RANGES:
            return ""
        least, most = RANGES[self.name]
        return f"от {self.text_of(least)} до {self.text_of(most)}"

    def text_in(self, rules: MarkingRules) -> str:
        """Return the value as a form shows it: «4,50», «7», «1», «held»."""
        return self.text_of(getattr(rules, self.name))

    def text_of(self, value: Value) -> str:
        """Return a value as a form shows it."""
        if self.kind is Kind.AVERAGE:
            whole, hundredths = divmod(int(value), 100)
            return f"{whole},{hundredths:02}"
        return str(int(value)) if isinstance(value, bool) else str(value)

    def words_in(self, rules: MarkingRules) -> str:
        """Return the value as a person says it: «4,50», «7», «да»."""
        return self.words_of(getattr(rules, self.name))

    def words_of(self, value: Value) -> str:
        """Return a value as a person says it."""
        text = self.text_of(value)
        return self.choices.get(text, text)

    def read(self, typed: str) -> Value | None:
        """Return what was typed, None where it is no such value. The range is not looked at."""
        text = typed.strip()
        match self.kind:
            case Kind.AVERAGE:
                found = _DECIMAL.fullmatch(text)
                return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None
            case Kind.NUMBER:
                return int(text) if _WHOLE.fullmatch(text) else None
            case Kind.SWITCH:
                return text == YES if text in SWITCH else None
            case _:
                return text if text in self.choices else None


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules that belong together. key: names the group in addresses. of_marks: whether marks are assessed by them."""

    key: str
    title: str
    fields: tuple[RuleField, ...]
    of_marks: bool = True


_AT_RISK = "Такой ученик — в «Зоне риска» у классного руководителя, который может изменить это для себя."
_SEEN = "видно в журнале, в «Итогах» и в дневнике"

THRESHOLDS = RuleGroup(
    "thresholds",
    "Пороги",
    tuple(
        RuleField(
            name,
            Kind.AVERAGE,
            f"«{mark}» предлагается, если средний балл не ниже",
            f"{meaning}; учитель видит предложение в «Итогах» и в пояснении «Почему такая отметка».",
            short=f"порог «{mark}»",
        )
        for name, mark, meaning in (
            ("five_from", "5", "С этого балла предлагается «5»"),
            ("four_from", "4", "С этого балла предлагается «4»"),
            ("three_from", "3", "С этого балла предлагается «3», а ниже — «2»"),
        )
    ),
)

GROUPS = (
    THRESHOLDS,
    RuleGroup(
        "weights",
        "Веса и пересдачи",
        (
            RuleField(
                "weights_count",
                Kind.SWITCH,
                "Учитывать вес работ",
                f"Если да, отметка считается столько раз, каков вес работы, если нет — один раз: {_SEEN}.",
            ),
            RuleField(
                "retaken_counts",
                Kind.SWITCH,
                "Считать и прежнюю отметку после пересдачи",
                f"Если нет, в средний балл входит только новая отметка: {_SEEN}.",
            ),
        ),
    ),
    RuleGroup(
        "enough",
        "Достаточно ли отметок",
        (
            *(
                RuleField(
                    name,
                    Kind.NUMBER,
                    f"Отметок за период, если уроков в неделю {lessons}",
                    "Если их меньше, учитель видит предупреждение в «Итогах».",
                    short=f"число отметок {when}",
                )
                for name, lessons, when in (
                    ("enough_once", "один", "при одном уроке"),
                    ("enough_twice", "два", "при двух уроках"),
                    ("enough_often", "три и больше", "при трёх уроках"),
                )
            ),
            RuleField(
                "unmarked_grades",
                Kind.NUMBER,
                "До какого класса отметок нет",
                "В этих классах программа не предлагает отметок в «Итогах»; 0 — отметки есть во всех классах.",
                "класс",
            ),
        ),
    ),
    RuleGroup(
        "missed",
        "Пропуски",
        (
            RuleField(
                "missed_share",
                Kind.NUMBER,
                "«н/а», если пропущено больше, чем столько долей",
                "Числитель доли, 2 из 3 — это две трети уроков; если мало и отметок, в «Итогах» предлагается «н/а».",
                short="числитель доли",
            ),
            RuleField(
                "missed_of",
                Kind.NUMBER,
                "…из стольких долей",
                "Знаменатель той же доли: на сколько равных долей делятся все уроки периода.",
                short="знаменатель доли",
            ),
        ),
    ),
    RuleGroup(
        "corrections",
        "Исправления",
        (
            RuleField(
                "reason_after_days",
                Kind.NUMBER,
                "Через сколько дней после урока исправление требует причины",
                "Позже учитель, исправляя отметку в журнале, пишет причину; 366 — причина не нужна никогда.",
                "дн.",
            ),
            RuleField(
                "correction_days",
                Kind.NUMBER,
                "Сколько дней после урока отметки ставят и меняют свободно",
                "Запись, которая дошла до портала позже, считается опоздавшей; 0 — срока нет.",
                "дн.",
            ),
            RuleField(
                "late_entry",
                Kind.CHOICE,
                "Что становится с опоздавшей записью",
                "Действует, если выше указан срок; учитель видит свои записи, ждущие решения, в «Требует внимания».",
            ),
        ),
    ),
    RuleGroup(
        "finals",
        "Итоговые отметки",
        (
            RuleField(
                "reason_beyond",
                Kind.NUMBER,
                "На сколько итоговая отметка отличается от предложенной без причины",
                "Если отличие больше, программа спрашивает причину, когда учитель ставит отметку в «Итогах».",
            ),
            RuleField(
                "not_assessed_terms",
                Kind.NUMBER,
                "При скольких «н/а» годовую отметку решает завуч",
                "При стольких «н/а» за год годовая отметка в «Итогах» не предлагается.",
            ),
            RuleField(
                "due_days",
                Kind.NUMBER,
                "За сколько дней до конца периода ждут итоговые отметки",
                "До этого дня учителя выставляют отметки за период.",
                "дн.",
            ),
        ),
    ),
    RuleGroup(
        "attendance",
        "Посещаемость",
        (
            RuleField(
                "lesson_minutes",
                Kind.NUMBER,
                "На сколько минут можно опоздать",
                "Столько длится урок. Большее опоздание журнал не принимает: кто пришёл позже, на уроке не был.",
                "мин",
            ),
        ),
        of_marks=False,
    ),
    RuleGroup(
        "debts",
        "Долги",
        (
            RuleField(
                "days_to_pay",
                Kind.NUMBER,
                "На сколько дней дают долг",
                "Этот срок журнал предлагает, когда учитель ставит долг; не дольше, чем до конца периода. "
                "Учитель может назвать другой.",
                "дн.",
            ),
        ),
        of_marks=False,
    ),
    RuleGroup(
        "risk",
        "Зона риска",
        (
            RuleField(
                "risk_failing_below",
                Kind.AVERAGE,
                "Грозит «2», если средний балл по предмету ниже",
                f"{_AT_RISK} 0 — не отбирать по этому правилу.",
            ),
            RuleField(
                "risk_weak_below",
                Kind.AVERAGE,
                "Слабый средний балл по предмету: ниже",
                f"{_AT_RISK} 0 — не отбирать по этому правилу.",
            ),
            RuleField(
                "risk_twos_in_a_row",
                Kind.NUMBER,
                "Двоек подряд по предмету",
                f"{_AT_RISK} Считаются последние отметки; 0 — не отбирать по этому правилу.",
            ),
            RuleField(
                "risk_overdue_debts",
                Kind.NUMBER,
                "Просроченных долгов по предмету",
                f"{_AT_RISK} 0 — не отбирать по этому правилу.",
            ),
            RuleField(
                "risk_unexcused_lessons",
                Kind.NUMBER,
                "Уроков пропущено без причины",
                f"{_AT_RISK} Считаются уроки всех предметов за период; 0 — не отбирать по этому правилу.",
            ),
            RuleField(
                "risk_not_assessed",
                Kind.SWITCH,
                "Отбирать, кому грозит «н/а»",
                f"{_AT_RISK} Если да, — и тот, кому по пропускам и числу отметок предлагалось бы «н/а».",
            ),
        ),
        of_marks=False,
    ),
    RuleGroup(
        "control",
        "Контроль журналов",
        (
            RuleField(
                "empty_days",
                Kind.NUMBER,
                "Через сколько дней пустые уроки — недочёт",
                "Последние уроки подряд без отметок и пропусков: дни считаются от первого из них; видно у завуча "
                "и в «Контроле».",
                "дн.",
            ),
            RuleField(
                "plan_tolerance",
                Kind.NUMBER,
                "На сколько часов можно отстать от КТП",
                "Отставание показывается завучу и в «Контроле», только если оно больше.",
                "ч",
            ),
        ),
        of_marks=False,
    ),
)
"""Every rule once, in the order in which the office reads them."""

FIELDS: dict[str, RuleField] = {field.name: field for group in GROUPS for field in group.fields}
"""The same by the setting's name."""

OF_MARKS = frozenset(field.name for group in GROUPS if group.of_marks for field in group.fields)
"""The settings by which marks are assessed."""
