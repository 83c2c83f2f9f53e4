"""Says what tables in parts cost and bring with many schools: python -m tests.portal.measured_parts SCHOOLS ENTRIES."""

import statistics
import sys
import time
from collections.abc import Callable

from sqlalchemy import Connection, Engine, select

from app.domain.records import Mark
from app.ids import SchoolId
from portal.store.dialects import BEGIN, reading, writing
from portal.store.opening import open_engine, raise_database
from portal.store.tables import TABLES, effects, operations
from tests.portal_database import PORTAL, Cluster, running_cluster

JOURNALS = 200
"""Of a school."""

TURNS = 400
MARK = TABLES[Mark]
MARKED = ", ".join(MARK.c.keys())

_FILL = """
INSERT INTO operations SELECT school, n, md5(school || n), 'replica-' || n % 30, n, 'author-' || n % 30, 'mark.add',
  md5(n::text), decode(repeat('ab', 60), 'hex'), decode(repeat('cd', 180), 'hex'), 'applied', '',
  1790000000000 + n, md5(n::text)
  FROM generate_series(1, {entries}) n, (SELECT 'school-' || s AS school FROM generate_series({first}, {last}) s) t;
INSERT INTO effects SELECT school, n, 'journal-' || n % {journals}, decode(repeat('ef', 200), 'hex')
  FROM generate_series(1, {entries}) n, (SELECT 'school-' || s AS school FROM generate_series({first}, {last}) s) t;
INSERT INTO mark ({mark}) SELECT school, md5(school || n), 't', 'journal-' || n % {journals}, 'lesson-' || n % 6000,
  'pupil-' || n % 900, NULL, '5', 'author', false, '', '', '', false, '', false, '2026-11-25T09:00:00+03:00'
  FROM generate_series(1, {entries}) n, (SELECT 'school-' || s AS school FROM generate_series({first}, {last}) s) t
"""


def main(schools: int, entries: int) -> None:
    """Fill two databases with the same rows and measure the same questions in both."""
    with running_cluster() as cluster:
        for parts in (0, 32):
            _measure(cluster, schools, entries, parts)


def _measure(cluster: Cluster, schools: int, entries: int, parts: int) -> None:
    server = cluster.new()
    owner, serving = raise_database(server.owner, PORTAL, parts=parts), open_engine(server.portal)
    _say(f"\n{parts or 'no'} parts, {schools} schools of {entries} entries")
    _say(f"filling: {_timed(lambda: _fill(owner, schools, entries)):.1f} s")
    plain = owner.execution_options(**{BEGIN: "SELECT 1"})
    with plain.connect() as connection:
        _say(f"vacuum: {_timed(lambda: connection.exec_driver_sql('VACUUM ANALYZE')):.1f} s")
        size = connection.exec_driver_sql("SELECT pg_size_pretty(pg_database_size(current_database()))").scalar_one()
        _say(f"size: {size}")
    page = select(effects.c.seq, operations.c.id, effects.c.rows).join(
        operations, (operations.c.school_id == effects.c.school_id) & (operations.c.seq == effects.c.seq)
    )
    for title, question in {
        "feed, the last 150": lambda at, school: at.execute(
            page.where(effects.c.school_id == school, effects.c.seq > entries - 150).order_by(effects.c.seq)
        ).all(),
        "marks of a journal": lambda at, school: at.execute(
            select(MARK).where(MARK.c.school_id == school, MARK.c.journal == "journal-7").order_by(MARK.c.id)
        ).all(),
        "one mark by its id": lambda at, school: at.execute(
            select(MARK).where(MARK.c.school_id == school, MARK.c.id == "none")
        ).all(),
    }.items():
        _say(f"{title}: {_asked_ms(serving, schools, question)}")
    _say(f"200 operations written: {_written_ms(serving, schools, entries)}")
    with owner.begin() as connection:
        for table in (operations, effects, MARK):
            took = _timed(lambda: connection.execute(table.delete().where(table.c.school_id == "school-1")))  # noqa: B023 (called at once)
            _say(f"a school taken out of {table.name}: {took:.2f} s")
    with plain.connect() as connection:
        _say(f"vacuum after it: {_timed(lambda: connection.exec_driver_sql('VACUUM ANALYZE')):.1f} s")
    owner.dispose()
    serving.dispose()
    cluster.drop(server.owner.database or "")


def _fill(owner: Engine, schools: int, entries: int) -> None:
    for first in range(1, schools + 1, 20):
        last = min(first + 19, schools)
        with owner.begin() as connection:
            for statement in _FILL.format(
                first=first, last=last, entries=entries, journals=JOURNALS, mark=MARKED
            ).split(";"):
                connection.exec_driver_sql(statement.replace("%", "%%"))


def _asked_ms(serving: Engine, schools: int, question: Callable[[Connection, SchoolId], object]) -> str:
    took = []
    for turn in range(TURNS):
        school = SchoolId(f"school-{1 + turn * 37 % schools}")
        with reading(serving, school).connect() as connection:
            took.append(1000 * _timed(lambda: question(connection, school)))  # noqa: B023 (called at once)
    return _summed(took)


def _written_ms(serving: Engine, schools: int, entries: int) -> str:
    took = []
    for turn in range(60):
        school = SchoolId(f"school-{1 + turn * 37 % schools}")
        rows = [
            {
                **dict.fromkeys(operations.c.keys(), "x"),
                "school_id": school,
                "seq": 1 + entries + turn * 1000 + n,
                "n": n,
            }
            | {"id": f"new-{turn}-{n}", "replica": f"r{turn}", "header": b"h" * 60, "body": b"b" * 180, "received": 0}
            for n in range(200)
        ]
        with writing(serving, school).begin() as connection:
            took.append(1000 * _timed(lambda: connection.execute(operations.insert(), rows)))  # noqa: B023 (called at once)
    return _summed(took)


def _summed(took: list[float]) -> str:
    return f"median {statistics.median(took):.2f} ms, p95 {statistics.quantiles(took, n=20)[18]:.2f} ms"


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
