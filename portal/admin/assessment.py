"""The school's rules of marking and its deputy heads: shown and changed by the office."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from app.domain.records import NEVER, Duty, Teacher
from app.domain.regulations import Setting
from app.domain.rules import RANGES, MarkingRules
from app.domain.settings import rules_of, setting_text
from app.ids import SchoolId, TeacherId, derived
from portal.errors import ImpossibleRuleError, UnknownLoginError, UnknownRuleError
from portal.exchange.office import put_records
from portal.rights import Role
from portal.store.tables import TABLES

setting, teacher = TABLES[Setting], TABLES[Teacher]

WORDS: dict[str, str] = {
    "five_from": "«5», если средний балл не ниже (сотые)",
    "four_from": "«4», если средний балл не ниже (сотые)",
    "three_from": "«3», если средний балл не ниже (сотые)",
    "weights_count": "учитывать вес работы (1 — да, 0 — нет)",
    "reason_after_days": "через сколько дней исправление требует причины",
    "correction_days": "сколько дней можно исправлять отметки (0 — без срока)",
    "late_entry": "опоздавшая запись: held — решает завуч, marked — принимается с пометкой",
    "enough_once": "отметок за период при одном уроке в неделю",
    "enough_twice": "отметок за период при двух уроках в неделю",
    "enough_often": "отметок за период при трёх и более уроках в неделю",
    "missed_share": "«н/а» предлагается, если пропущено больше … (числитель доли)",
    "missed_of": "… (знаменатель доли)",
    "retaken_counts": "считать и старую отметку после пересдачи (1 — да, 0 — нет)",
    "reason_beyond": "на сколько отметка может отличаться от предложенной без причины",
    "unmarked_grades": "до какого класса отметок нет",
    "not_assessed_terms": "при скольких «н/а» годовую отметку решает завуч",
    "due_days": "за сколько дней до конца периода ждут итоговые отметки",
}
"""What each setting means, for the school office."""


def read_rules(connection: Connection, school: SchoolId) -> MarkingRules:
    """Return the school's rules of marking."""
    rows = connection.execute(select(setting.c.id, setting.c.value).where(setting.c.school_id == school))
    return rules_of((row.id, row.value) for row in rows)


def rules_text(rules: MarkingRules) -> str:
    """Return every setting with its value and meaning, a line each."""
    return "\n".join(f"{name} = {setting_text(rules, name)}    {words}" for name, words in WORDS.items())


def set_rules(connection: Connection, school: SchoolId, wanted: Sequence[tuple[str, str]], *, received_ms: int) -> int:
    """Change settings, all or none; return how many were different. They reach every desktop by synchronisation.

    Raises:
        UnknownRuleError: a name is no setting.
        ImpossibleRuleError: a value is impossible, by itself or beside another one.
    """
    for name, _ in wanted:
        if name not in WORDS:
            raise UnknownRuleError(name)
    rules = rules_of([*_texts(read_rules(connection, school)), *wanted])
    for name, text in wanted:
        if setting_text(rules, name) != text:
            raise ImpossibleRuleError(name, text, _meant(name))
    rows = [Setting(name, NEVER, text) for name, text in wanted]
    return put_records(connection, school, rows, received_ms=received_ms)


def give_duty(
    connection: Connection, school: SchoolId, login: str, days: tuple[date, date | None], *, received_ms: int
) -> None:
    """Make a teacher a deputy head. days: first and last, None while it lasts.

    Raises:
        UnknownLoginError: no teacher has this login.
    """
    found = connection.execute(
        select(teacher.c.id).where(teacher.c.school_id == school, teacher.c.login == login.strip().lower())
    ).scalar()
    if found is None:
        raise UnknownLoginError(login)
    key = derived("duty", found, Role.DEPUTY_HEAD, days[0].isoformat())
    duty = Duty(key, NEVER, TeacherId(found), Role.DEPUTY_HEAD.value, *days)
    put_records(connection, school, (duty,), received_ms=received_ms)


def _texts(rules: MarkingRules) -> list[tuple[str, str]]:
    return [(name, setting_text(rules, name)) for name in WORDS]


def _meant(name: str) -> str:
    if name not in RANGES:
        return WORDS[name]
    least, most = RANGES[name]
    return f"нужно целое число от {least} до {most}, и пороги убывают, а числа отметок растут"
