"""What the office's pages work with, and the one way in: who visits, and whether a form is really theirs."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import litestar
from sqlalchemy import Connection

from app.ids import SchoolId
from portal.auth.auditing import Event, Happened, is_read_noted, note_read
from portal.auth.office_links import OfficeVisit, open_visit
from portal.exchange.deciding import may_decide
from portal.limits import Tries
from portal.office.control_kept import KeptCounts
from portal.office.file_forms import Parts, read_parts
from portal.office.forms import Form, check_origin, read_form
from portal.office.refusing import OF_OFFICE, TOO_OFTEN, UNKNOWN, PageRefusedError
from portal.store.dialects import NO_SCHOOL

Asked = litestar.Request[Any, Any, Any]
Opening = Callable[[SchoolId], AbstractContextManager[Connection]]
"""Opens a transaction in a school; one that may write waits behind those that wait already."""


PERSONAL = ("people", "access", "operator", "applications", "figures/missed", "figures/table", "control", "turn")
"""Pages of the office that show people: names, dates of birth, who signed in, in which class many are ill."""

OF_DEPUTY = frozenset({"", "leave", "control", "figures", "retention", "operator"})
"""Pages of the office that a deputy head opens, by the first word of their address: all others write the lists."""

MOST_SIGNS, KEY_SIGNS = 100, 12
"""Kept of a page's address, and of what tells visitors apart."""


class OfficeDesk:
    """What the pages read from and write to. reading: for what changes nothing. now_ms: the portal's clock.

    issuer: the address at which the portal is reached. counts: of the journals, as they were counted last.
    """

    def __init__(self, reading: Opening, writing: Opening, now_ms: Callable[[], int], issuer: str) -> None:
        self.reading, self.writing, self.now_ms, self.issuer = reading, writing, now_ms, issuer
        self._strays = Tries()
        self._saves = Tries()
        self.counts = KeptCounts()

    def visit(self, request: Asked, code: str) -> OfficeVisit:
        """Return whose visit this is; a sign-in of the office will be asked here instead of a link.

        A right link is never kept waiting because somebody tries wrong ones.

        Raises:
            PageRefusedError: nobody of the office's.
        """
        with self.reading(NO_SCHOOL) as connection:
            visit = open_visit(connection, code, now_ms=self.now_ms())
        if visit is not None:
            self._check_duty(request, visit)
            self._note_read(request, visit)
            return visit
        if wait_s := self._strays.take(request.client.host if request.client else ""):
            raise PageRefusedError(TOO_OFTEN, retry_after_s=wait_s)
        raise PageRefusedError(UNKNOWN)

    def visit_with_form(self, request: Asked, code: str, body: bytes) -> tuple[OfficeVisit, Form]:
        """Return whose visit this is and the form that was sent.

        Raises:
            PageRefusedError: nobody of the office's, or the form is not of a page that was drawn for this visit.
        """
        visit = self.visit(request, code)
        check_origin(request.headers)
        return visit, read_form(body, request.headers.get("content-type", ""), visit.secret)

    def visit_with_parts(self, request: Asked, code: str, body: bytes) -> tuple[OfficeVisit, Parts]:
        """Return whose visit this is and the form with a file that was sent.

        Raises:
            PageRefusedError: nobody of the office's, or the form is not of a page that was drawn for this visit.
        """
        visit = self.visit(request, code)
        check_origin(request.headers)
        return visit, read_parts(body, request.headers.get("content-type", ""), visit.secret)

    def _check_duty(self, request: Asked, visit: OfficeVisit) -> None:
        """Check that a deputy head still is one, and asks for a page of a deputy head's.

        Raises:
            PageRefusedError: the duty has ended, or the page is the office's own.
        """
        if not visit.teacher:
            return
        with self.reading(visit.school) as connection:
            lasts = may_decide(connection, visit.school, visit.teacher, now_ms=self.now_ms())
        if not lasts:
            raise PageRefusedError(UNKNOWN)
        if request.url.path.removeprefix(visit.home).strip("/").partition("/")[0] not in OF_DEPUTY:
            raise PageRefusedError(OF_OFFICE)

    def take_save(self, visit: OfficeVisit) -> None:
        """Count what a visitor is about to write: the log keeps it for ever.

        Raises:
            PageRefusedError: too often.
        """
        if wait_s := self._saves.take(visit.key):
            raise PageRefusedError(TOO_OFTEN, retry_after_s=wait_s)

    @contextmanager
    def answering(self, visit: OfficeVisit, *, saves: bool) -> Iterator[Connection]:
        """Open the store for the answer to a form; one that saves is counted and may write.

        Raises:
            PageRefusedError: too much was saved.
        """
        if saves:
            self.take_save(visit)
        with (self.writing if saves else self.reading)(visit.school) as connection:
            yield connection

    def _note_read(self, request: Asked, visit: OfficeVisit) -> None:
        """Write down that a page with personal data was asked for: once a day for each visitor and page."""
        subject = request.url.path.removeprefix(f"{visit.home}/")[:MOST_SIGNS]
        if not subject.startswith(PERSONAL):
            return
        reading = Event(Happened.READ, visit.account or visit.teacher, subject, visit.key[:KEY_SIGNS])
        with self.reading(visit.school) as connection:
            if is_read_noted(connection, visit.school, reading, now_ms=self.now_ms()):
                return
        with self.writing(visit.school) as connection:
            note_read(connection, visit.school, reading, now_ms=self.now_ms())
