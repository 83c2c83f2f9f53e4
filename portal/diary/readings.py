"""Writes down who has opened a pupil's diary: once a day for each link, for the family to see who looks."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from app.ids import PupilId, SchoolId
from portal.refusals import RefusedError
from portal.store.tables import diary_readings

DAY_MS = 24 * 60 * 60 * 1000
KEPT_MS = 366 * DAY_MS
"""How long it is kept: a school year, and the days on which one asks what was in it."""

MOST = 20_000
"""Links of which a process remembers the day on which they were written down last, of some 200 bytes each."""

# PostgreSQL took the clause from SQLite: one statement is compiled for both
_NOTE = insert(diary_readings).on_conflict_do_nothing(index_elements=["school_id", "pupil", "day", "link"])

_logger = logging.getLogger("portal")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens. link: its hash. account: whose own link it is, empty for nobody's."""

    school: SchoolId
    pupil: PupilId
    link: str
    account: str


class Readings:
    """Writes down what was opened; several threads may. now_ms: the portal's clock."""

    def __init__(
        self, writing: Callable[[SchoolId], AbstractContextManager[Connection]], now_ms: Callable[[], int]
    ) -> None:
        self._writing, self._now_ms = writing, now_ms
        self._noted: OrderedDict[str, int] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, opened: Opened) -> bool:
        """Write down that a diary was opened, unless it is for today; return whether it is.

        Where that fails for now the page is shown all the same, and the next one writes it down.
        """
        now_ms = self._now_ms()
        day = now_ms // DAY_MS
        with self._lock:
            if self._noted.get(opened.link) == day:
                return True
        row = {"school_id": opened.school, "pupil": opened.pupil, "day": day, "link": opened.link}
        try:
            with self._writing(opened.school) as connection:
                connection.execute(_NOTE, {**row, "account": opened.account, "at": now_ms})
        except RefusedError as error:
            _logger.warning("that a diary was opened was not written down: %s", error.code.value)
            return False
        with self._lock:
            self._noted[opened.link] = day
            self._noted.move_to_end(opened.link)
            if len(self._noted) > MOST:
                self._noted.popitem(last=False)
        return True
