"""Looks a portal over: its folder, key, database, and the log's chain; changes nothing."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from app.domain.records import Journal, Lesson, Mark, Pupil, School, Teacher
from app.ids import OperationId, SchoolId
from portal.archive.acts import read_acts
from portal.archive.keeping_terms import year_text
from portal.auth.applications import count_waiting
from portal.auth.esia.opening import open_gate
from portal.auth.esia.settings import FILE as ESIA_FILE
from portal.auth.keys import read_key
from portal.errors import BadEsiaSettingsError, BadKeyError, BadMailSettingsError
from portal.exchange.cursors import BEGINNING, Head, chain_after, read_head
from portal.keeping.automatic import read_last
from portal.notices.mail_settings import FILE, read_mail_settings
from portal.notices.queueing import read_queue
from portal.settings import DataFolder
from portal.store.dialects import Failure, failure_of, is_server, listing, reading
from portal.store.opening import connect_engine, found_schema
from portal.store.tables import SCHEMA, TABLES, operations, replicas, schools

OTHERS = 0o077
"""The bits of a file's mode that let other people of the machine at it."""

LATE = timedelta(hours=1)
"""How late a letter may be before something is wrong."""

COUNTED = ((Teacher, "учителей"), (Pupil, "учеников"), (Journal, "журналов"), (Lesson, "уроков"), (Mark, "отметок"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. text: a Russian line."""

    good: bool
    text: str


def examine(folder: DataFolder) -> Iterator[Finding]:
    """Yield what was found, in the order of looking."""
    yield Finding(good=True, text=f"Папка: {folder.path}")
    yield _key(folder)
    yield from _backups(folder)
    yield from _mail(folder)
    engine = connect_engine(folder.url)
    try:
        yield from _database(folder, engine)
    except DBAPIError as error:
        away = failure_of(error) is Failure.AWAY
        why = "сервер не отвечает или не пускает" if away else "не читается, файл повреждён или это не база портала"
        yield Finding(good=False, text=f"База данных: {why}")
    finally:
        engine.dispose()


def _key(folder: DataFolder) -> Finding:
    try:
        read_key(folder.key)
    except BadKeyError:
        return Finding(good=False, text="Ключ портала: файла нет или он повреждён")
    mode = folder.key.stat().st_mode & 0o777
    if os.name == "posix" and mode & OTHERS:
        return Finding(good=False, text=f"Ключ портала: файл открыт другим пользователям (права {mode:o}, нужны 600)")
    return Finding(good=True, text="Ключ портала: в порядке")


def _backups(folder: DataFolder) -> Iterator[Finding]:
    last = read_last(folder)
    if last is None:
        return
    made = f"последняя {last.made}" if last.made else "ещё ни одной"
    if last.failed:
        yield Finding(good=False, text=f"Резервные копии: {made}, следующая не получилась ({last.failed})")
    elif datetime.now(UTC) > datetime.fromisoformat(last.due):
        yield Finding(good=False, text=f"Резервные копии: {made}, следующей давно нет")
    else:
        yield Finding(good=True, text=f"Резервные копии: {made}")


def _mail(folder: DataFolder) -> Iterator[Finding]:
    try:
        settings = read_mail_settings(folder.path)
    except BadMailSettingsError:
        yield Finding(good=False, text=f"Почта: настройки в файле {FILE} неполны или неверны")
        return
    if settings is not None:
        yield Finding(good=True, text=f"Почта: письма уходят через {settings.host}:{settings.port}")


def _database(folder: DataFolder, engine: Engine) -> Iterator[Finding]:
    schema = found_schema(engine)
    if schema != SCHEMA:
        yield Finding(good=False, text=f"База данных: версия {schema}, эта программа работает с версией {SCHEMA}")
        return
    yield _server(engine) if is_server(engine) else _file(engine)
    with listing(engine).connect() as connection:
        found = [SchoolId(school) for school in connection.execute(select(schools.c.school_id)).scalars()]
    if not found:
        yield Finding(good=False, text="Школа: не создана")
    for school in found:
        with reading(engine, school).connect() as connection:
            yield from _school(connection, school)
    yield from _esia(folder, engine)


def _esia(folder: DataFolder, engine: Engine) -> Iterator[Finding]:
    """Yield how people sign in through ESIA; of a portal that works without there is nothing to say."""
    try:
        gate = open_gate(folder.path, engine)
    except BadEsiaSettingsError:
        yield Finding(good=False, text=f"Госуслуги: настройки в файле {ESIA_FILE} неполны или неверны")
        return
    if gate is not None:
        closed = ", ".join(f"«{each.name}»" for each in gate.schools if not gate.opens_office(each.id))
        office = f"; канцелярию они не открывают: {closed}" if closed else ""
        yield Finding(good=True, text=f"Госуслуги: вход настроен{office}")


def _file(engine: Engine) -> Finding:
    with reading(engine).connect() as connection:
        problems = list(connection.exec_driver_sql("PRAGMA quick_check").scalars())
    whole = problems == ["ok"]
    return Finding(good=whole, text="База данных: цела" if whole else f"База данных: повреждена, {problems[0]}")


def _server(engine: Engine) -> Finding:
    from portal.store.postgresql import is_bytewise, missing_walls  # noqa: PLC0415 (only for a server's database)

    with reading(engine).connect() as connection:
        missing = missing_walls(connection) if is_bytewise(connection) else "строки сравниваются по правилам языка"
    return Finding(good=not missing, text=f"База данных: {missing}" if missing else "База данных: на сервере, закрыта")


def _school(connection: Connection, school: SchoolId) -> Iterator[Finding]:
    table = TABLES[School]
    name = connection.execute(select(table.c.name).where(table.c.school_id == school, table.c.id == school)).scalar()
    counts = ", ".join(f"{word}: {_count(connection, school, kind)}" for kind, word in COUNTED)
    yield Finding(good=name is not None, text=f"Школа: {name or 'без названия'}; {counts}")
    pcs = select(func.count()).select_from(replicas).where(replicas.c.school_id == school, replicas.c.revoked.is_(None))
    yield Finding(good=True, text=f"Подключено ПК: {connection.execute(pcs).scalar_one()}")
    yield from _letters(connection, school)
    yield from _applications(connection, school)
    if left := [year_text(each.year) for each in read_acts(connection, school) if each.is_to_be_erased]:
        yield Finding(
            good=False, text=f"Журналы {', '.join(left)} уничтожены по акту, а записи ещё в базе: retention erase"
        )
    yield _log(connection, school, read_head(connection, school))


def _letters(connection: Connection, school: SchoolId) -> Iterator[Finding]:
    """Yield what keeps letters from going out; where none is late there is nothing to say."""
    now = datetime.now(UTC)
    queue = read_queue(connection, school, now_ms=int(now.timestamp() * 1000))
    if queue.oldest is None or (now - queue.oldest < LATE and not queue.failed):
        return
    why = f"почтовый сервер не принимает ({queue.failed})" if queue.failed else "их никто не отправляет"
    since = queue.oldest.isoformat(timespec="minutes")
    yield Finding(good=False, text=f"Письма: ждут {queue.due}, первое с {since}, {why}")


def _applications(connection: Connection, school: SchoolId) -> Iterator[Finding]:
    """Yield that applications for access wait longer than they may; where none does there is nothing to say."""
    waiting, overdue = count_waiting(connection, school, now_ms=int(datetime.now(UTC).timestamp() * 1000))
    if overdue:
        yield Finding(good=False, text=f"Заявления о доступе к дневнику: ждут {waiting}, из них просрочено {overdue}")


def _count(connection: Connection, school: SchoolId, kind: type[Teacher | Pupil | Journal | Lesson | Mark]) -> int:
    table = TABLES[kind]
    counted = select(func.count()).select_from(table).where(table.c.school_id == school)
    return int(connection.execute(counted).scalar_one())


def _log(connection: Connection, school: SchoolId, head: Head) -> Finding:
    """Follow the chain from the first operation to the head."""
    chain, last = BEGINNING, 0
    rows = connection.execute(
        select(operations.c.seq, operations.c.id, operations.c.chain)
        .where(operations.c.school_id == school)
        .order_by(operations.c.seq)
    )
    for seq, key, stored in rows:
        chain = chain_after(chain, OperationId(key))
        if (seq, stored) != (last + 1, chain):
            return Finding(good=False, text=f"Записи: порядок нарушен на месте {last + 1}")
        last = seq
    if (last, chain) != (head.seq, head.chain):
        return Finding(good=False, text=f"Записи: последняя {last}, а должна быть {head.seq}")
    return Finding(good=True, text=f"Записи: {last}, порядок не нарушен")
