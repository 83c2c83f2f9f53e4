"""The school's rules and its deputy heads: shown and changed by the office."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, and_, bindparam, select

from app.domain.classroom import Duty
from app.domain.records import NEVER, Teacher
from app.domain.regulations import Setting
from app.domain.rules import RANGES, MarkingRules
from app.domain.settings import rules_of, setting_text
from app.ids import SchoolId, TeacherId, derived
from portal.admin.rule_fields import FIELDS
from portal.errors import ImpossibleRuleError, NoDeputyError, UnknownLoginError, UnknownRuleError
from portal.exchange.deciding import may_decide
from portal.exchange.office import put_records
from portal.rights import Role
from portal.store.tables import TABLES, operations

setting, teacher = TABLES[Setting], TABLES[Teacher]

_LAST_CHANGES = (
    select(setting.c.id, operations.c.received)
    .join(operations, and_(operations.c.school_id == setting.c.school_id, operations.c.id == setting.c.token))
    .where(setting.c.school_id == bindparam("school"))
)


def read_rules(connection: Connection, school: SchoolId) -> MarkingRules:
    """Return the school's rules of marking."""
    rows = connection.execute(select(setting.c.id, setting.c.value).where(setting.c.school_id == school))
    return rules_of((row.id, row.value) for row in rows)


def read_last_changes(connection: Connection, school: SchoolId) -> dict[str, int]:
    """Return when the office last changed each setting that it ever did, in Unix milliseconds of the portal's clock."""
    return {row.id: row.received for row in connection.execute(_LAST_CHANGES, {"school": school})}


def rules_text(rules: MarkingRules) -> str:
    """Return every setting with its value and meaning, a line each."""
    return "\n".join(
        f"{name} = {setting_text(rules, name)}    {field.title}{field.kind.value}" for name, field in FIELDS.items()
    )


def set_rules(connection: Connection, school: SchoolId, wanted: Sequence[tuple[str, str]], *, received_ms: int) -> int:
    """Change settings, all or none; return how many were different. They reach every desktop by synchronisation.

    Raises:
        UnknownRuleError: a name is no setting.
        ImpossibleRuleError: a value is impossible, by itself or beside another one.
    """
    for name, _ in wanted:
        if name not in FIELDS:
            raise UnknownRuleError(name)
    rules = rules_of([*_texts(read_rules(connection, school)), *wanted])
    for name, text in wanted:
        if setting_text(rules, name) != text:
            raise ImpossibleRuleError(name, text, _meant(name))
    return put_rules(connection, school, rules, received_ms=received_ms)


def put_rules(connection: Connection, school: SchoolId, rules: MarkingRules, *, received_ms: int) -> int:
    """Put those settings that differ from the school's; return how many they are.

    rules: possible ones. They reach every desktop by synchronisation.
    """
    before, after = _texts(read_rules(connection, school)), _texts(rules)
    changed = [Setting(name, NEVER, text) for old, (name, text) in zip(before, after, strict=True) if old[1] != text]
    return put_records(connection, school, changed, received_ms=received_ms)


def give_duty(
    connection: Connection, school: SchoolId, login: str, days: tuple[date, date | None], *, received_ms: int
) -> None:
    """Make a teacher a deputy head. days: first and last, None while it lasts.

    Raises:
        UnknownLoginError: no teacher has this login.
    """
    found = _teacher(connection, school, login)
    key = derived("duty", found, Role.DEPUTY_HEAD, days[0].isoformat())
    duty = Duty(key, NEVER, found, Role.DEPUTY_HEAD.value, *days)
    put_records(connection, school, (duty,), received_ms=received_ms)


def find_deputy(connection: Connection, school: SchoolId, login: str, *, now_ms: int) -> TeacherId:
    """Return the teacher of a login, who is a deputy head today.

    Raises:
        UnknownLoginError: no teacher has this login.
        NoDeputyError: the teacher is none.
    """
    found = _teacher(connection, school, login)
    if not may_decide(connection, school, found, now_ms=now_ms):
        raise NoDeputyError(login)
    return found


def _teacher(connection: Connection, school: SchoolId, login: str) -> TeacherId:
    found = connection.execute(
        select(teacher.c.id).where(teacher.c.school_id == school, teacher.c.login == login.strip().lower())
    ).scalar()
    if found is None:
        raise UnknownLoginError(login)
    return TeacherId(found)


def _texts(rules: MarkingRules) -> list[tuple[str, str]]:
    return [(name, setting_text(rules, name)) for name in FIELDS]


def _meant(name: str) -> str:
    field = FIELDS[name]
    if field.choices:
        return f"нужно {' или '.join(field.choices)}"
    least, most = RANGES[name]
    return f"нужно целое число от {least} до {most}, и пороги убывают, а числа отметок растут"
