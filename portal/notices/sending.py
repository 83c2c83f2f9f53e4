"""One round of the letters: who has news is put into the queue, and what is due goes to the mail server.

A letter is noted after it was handed over. A process that is killed between the two sends it once more, under the same
Message-ID, by which most programs show it once.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, select

from app.ids import ID_BYTES, SchoolId, text_of
from portal.auth.derived import DerivedKeys
from portal.exchange.cursors import Head
from portal.notices.application_letters import untold_applications
from portal.notices.choosing import APPLICATION, forget
from portal.notices.composing import Composer, Ready
from portal.notices.mail_settings import MailSettings
from portal.notices.posting import LetterPutOffError, LetterRefusedError, MailAwayError, Post, open_post
from portal.notices.queueing import (
    Waiting,
    blame,
    drop,
    give_up,
    put_letters,
    put_off,
    read_due,
    take_letters_turn,
)
from portal.notices.watching import look_around
from portal.store.dialects import listing, reading, writing
from portal.store.tables import schools

AWAY, MOST_AWAY = timedelta(seconds=30), timedelta(minutes=15)
"""How long a mail server that cannot be used is left alone: twice as long each time, up to the second."""

BEGINNING = datetime.min.replace(tzinfo=UTC)

_logger = logging.getLogger("portal.notices")


@dataclass
class Sender:
    """Sends a portal's letters. issuer: the portal's own address. now_ms: its clock. holder: who takes turns by it."""

    engine: Engine
    keys: DerivedKeys
    settings: MailSettings
    issuer: str
    now_ms: Callable[[], int]
    holder: str = field(default_factory=lambda: text_of(os.urandom(ID_BYTES)))
    _seen: dict[SchoolId, Head] = field(default_factory=dict)
    _away_until: datetime = BEGINNING
    _away: timedelta = AWAY

    def round(self) -> int:
        """Look for news in every school and send what is due; return how many letters went out."""
        with listing(self.engine).connect() as connection:
            found = [SchoolId(school) for school in connection.execute(select(schools.c.school_id)).scalars()]
        for school in found:
            self._look(school)
            self._look_at_applications(school)
        return sum(self._send(school) for school in found)

    def _look(self, school: SchoolId) -> None:
        with reading(self.engine, school).connect() as connection:
            found = look_around(connection, self.keys, school, self._seen.get(school), now_ms=self.now_ms())
        if found is None:
            return
        if found.due or found.ended:
            with writing(self.engine, school).begin() as connection:
                put_letters(connection, school, found.due)
                for link in found.ended:
                    forget(connection, school, link)
        self._seen[school] = found.head

    def _look_at_applications(self, school: SchoolId) -> None:
        with reading(self.engine, school).connect() as connection:
            untold = untold_applications(connection, school)
        if untold:
            with writing(self.engine, school).begin() as connection:
                put_letters(connection, school, dict.fromkeys(untold, self._now()), APPLICATION)

    def _send(self, school: SchoolId) -> int:
        if self._now() < self._away_until:
            return 0
        with reading(self.engine, school).connect() as connection:
            due = read_due(connection, self.keys, school, now_ms=self.now_ms())
        if not due or not self._note(due[0], lambda _: None):
            return 0
        composer = Composer(self.engine, self.keys, self.settings.sender, self.issuer, self.now_ms)
        written = ((letter, composer.written(letter)) for letter in due)
        ready = ((letter, each) for letter, each in written if each is not None)
        first = next(ready, None)
        if first is None:
            return 0
        letter, sent = first[0], 0
        try:
            with open_post(self.settings) as post:
                sent += self._hand_over(post, *first)
                for letter, each in ready:
                    sent += self._hand_over(post, letter, each)
        except MailAwayError as error:
            self._leave_alone(letter, str(error))
        else:
            self._away = AWAY
        return sent

    def _hand_over(self, post: Post, letter: Waiting, ready: Ready) -> int:
        """Hand a letter over and note what became of it; return how many went out.

        Raises:
            MailAwayError: the server is the trouble; the letter waits.
        """
        try:
            post.send(ready.message)
        except LetterRefusedError as error:
            _logger.warning("a letter was refused for good: %s", type(error.__cause__).__name__)
            self._note(letter, lambda connection: give_up(connection, letter))
        except LetterPutOffError as error:
            kind = type(error.__cause__).__name__
            self._note(letter, lambda connection: put_off(connection, letter, kind, now=self._now()))
        else:
            self._note(letter, lambda connection: self._told(connection, letter, ready))
            return 1
        return 0

    def _told(self, connection: Connection, letter: Waiting, ready: Ready) -> None:
        drop(connection, letter, ready.told)
        if ready.is_last:
            forget(connection, letter.school, letter.link)

    def _leave_alone(self, letter: Waiting, kind: str) -> None:
        _logger.warning("the mail server cannot be used: %s", kind)
        self._note(letter, lambda connection: blame(connection, letter, kind))
        self._away_until = self._now() + self._away
        self._away = min(2 * self._away, MOST_AWAY)

    def _note(self, letter: Waiting, write: Callable[[Connection], None]) -> bool:
        """Write something down and go on with the turn; return whether it is this process's."""
        with writing(self.engine, letter.school).begin() as connection:
            is_ours = take_letters_turn(connection, letter.school, self.holder, now_ms=self.now_ms())
            if is_ours:
                write(connection)
            return is_ours

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.now_ms() / 1000, UTC)
