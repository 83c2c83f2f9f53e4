"""What lies in the portal's database and on its disk, read anew each time Prometheus asks."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError
from typing_extensions import override

from app.domain.disputes import HeldEntry
from app.ids import SchoolId
from portal.auth.applications import count_waiting
from portal.exchange.cursors import read_head
from portal.keeping.automatic import read_last
from portal.notices.queueing import read_queue
from portal.settings import DataFolder
from portal.store.dialects import listing, reading
from portal.store.standby import Standby
from portal.store.tables import TABLES, attic, schools

_held = TABLES[HeldEntry].c

SCHOOL_FIGURES = {
    "entries": "Operations in the school's order",
    "entries_backed_up": "Operations that a proved backup holds",
    "entries_held": "Entries that wait for the deputy head",
    "entries_parked": "Entries of programs of another version that wait for their turn",
    "letters_late": "Letters to families that should be out",
    "applications_waiting": "Applications for access to a diary that wait for the school's decision",
    "applications_overdue": "Applications of those that should have been decided",
}


class PortalCollector(Collector):
    """Reads the figures of a portal. standby: a copy of its database to read from, None for none."""

    def __init__(self, folder: DataFolder, engine: Engine, standby: Standby | None = None) -> None:
        self._folder, self._engine, self._standby = folder, engine, standby

    @override
    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield _gauge("disk_free_bytes", "Free on the disk of the portal's folder", self._free())
        yield from self._backups()
        yield from self._copy()
        try:
            figures = self._schools()
        except SQLAlchemyError:
            yield _gauge("database_up", "Whether the database answers", 0)
            return
        yield _gauge("database_up", "Whether the database answers", 1)
        for name, words in SCHOOL_FIGURES.items():
            family = GaugeMetricFamily(f"peremena_{name}", words, labels=["school"])
            for school, found in figures.items():
                family.add_metric([school], found[name])
            yield family

    def _free(self) -> int:
        return shutil.disk_usage(self._folder.path).free

    def _copy(self) -> Iterator[GaugeMetricFamily]:
        if self._standby is None:
            return
        lag_s = self._standby.lag_s
        yield _gauge("replica_up", "Whether the copy of the database that is read from answers", lag_s is not None)
        if lag_s is not None:
            yield _gauge("replica_lag_seconds", "How far the copy of the database is behind", lag_s)

    def _backups(self) -> Iterator[GaugeMetricFamily]:
        last = read_last(self._folder)
        if last is None:
            return
        late = datetime.now(UTC) > datetime.fromisoformat(last.due)
        yield _gauge(
            "backup_late", "Whether the next automatic backup is overdue, or failed", late or bool(last.failed)
        )
        if last.made:
            made = datetime.fromisoformat(last.made).timestamp()
            yield _gauge("backup_made_timestamp_seconds", "When the last automatic backup was proved", made)

    def _schools(self) -> dict[str, dict[str, int]]:
        with listing(self._engine).connect() as connection:
            found = [SchoolId(each) for each in connection.execute(select(schools.c.school_id)).scalars()]
        figures = {}
        for school in found:
            with reading(self._engine, school).connect() as connection:
                figures[str(school)] = _figures(connection, school)
        return figures


def _figures(connection: Connection, school: SchoolId) -> dict[str, int]:
    head = read_head(connection, school)
    waiting = select(func.count()).where(_held.school_id == school, _held.decision == "")
    parked = select(func.count()).where(attic.c.school_id == school)
    now_ms = int(datetime.now(UTC).timestamp() * 1000)
    waiting_applications, overdue = count_waiting(connection, school, now_ms=now_ms)
    return {
        "entries": head.seq,
        "entries_backed_up": head.backed_up_seq,
        "entries_held": int(connection.execute(waiting).scalar_one()),
        "entries_parked": int(connection.execute(parked).scalar_one()),
        "letters_late": read_queue(connection, school, now_ms=now_ms).due,
        "applications_waiting": waiting_applications,
        "applications_overdue": overdue,
    }


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"peremena_{name}", words, value=value)
