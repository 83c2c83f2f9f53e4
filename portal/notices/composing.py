"""Writes a letter that is due at the moment in which it is sent: what was taken back meanwhile is in none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

from sqlalchemy import Engine

from app.ids import derived
from portal.auth.derived import DerivedKeys
from portal.notices.application_letters import Untold, application_letter, read_untold
from portal.notices.choosing import APPLICATION, CONFIRM, NEWS, Choice, forget, read_choice, stop_code
from portal.notices.letters import Addresses, Envelope, confirming_letter, news_letter
from portal.notices.queueing import Waiting, drop, postpone
from portal.notices.timing import awake
from portal.notices.watching import Told, read_told
from portal.store.dialects import reading, writing


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter as it is sent. told: up to where it tells news or steps, None for another letter.

    is_last: nothing follows; the address is forgotten.
    """

    message: EmailMessage
    told: int | None = None
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Composer:
    """Writes a portal's letters. sender: their address. issuer: the portal's own address. now_ms: its clock."""

    engine: Engine
    keys: DerivedKeys
    sender: str
    issuer: str
    now_ms: Callable[[], int]

    def written(self, letter: Waiting) -> Ready | None:
        """Return the letter, None where there is nothing to send now; it then waits for the morning, or for nothing."""
        with reading(self.engine, letter.school).connect() as connection:
            choice = read_choice(connection, self.keys, letter.school, letter.link)
            is_news = choice is not None and letter.sort == NEWS
            told = read_told(connection, choice, now_ms=self.now_ms()) if choice and is_news else None
            steps = read_untold(connection, choice) if choice and letter.sort == APPLICATION else None
        if choice is not None and steps is not None:
            return self._application(letter, choice, steps) if self._is_time(letter, steps.zone, steps.steps) else None
        if choice is not None and not is_news:
            address = f"{self.issuer}/notices/confirm/{letter.code}"
            return Ready(
                confirming_letter(self._envelope(choice, letter), address, is_of_application=choice.is_of_application)
            )
        if choice is None or told is None:
            with writing(self.engine, letter.school).begin() as connection:
                forget(connection, letter.school, letter.link)
            return None
        return self._news(letter, choice, told) if self._is_time(letter, told.owner.zone, told.news) else None

    def _is_time(self, letter: Waiting, zone: str, told: Sequence[object]) -> bool:
        now = self._now()
        at = awake(now, zone)
        if told and at == now:
            return True
        with writing(self.engine, letter.school).begin() as connection:
            if told:
                postpone(connection, letter, at)
            else:
                drop(connection, letter)
        return False

    def _news(self, letter: Waiting, choice: Choice, told: Told) -> Ready:
        leads = Addresses(self._stop(letter), f"{self.issuer}/account" if told.owner.by_sign_in else "")
        name = told.owner.name if choice.wish.names else ""
        envelope = self._envelope(choice, letter)
        return Ready(news_letter(envelope, leads, told.news, name=name, shows=choice.wish.shows), told.head.seq)

    def _application(self, letter: Waiting, choice: Choice, untold: Untold) -> Ready:
        leads = Addresses(self._stop(letter), f"{self.issuer}/access/{untold.application}")
        message = application_letter(self._envelope(choice, letter), leads, untold)
        return Ready(message, untold.steps[-1].number, untold.is_over)

    def _stop(self, letter: Waiting) -> str:
        return f"{self.issuer}/notices/stop/{stop_code(self.keys, letter.school, letter.link)}"

    def _envelope(self, choice: Choice, letter: Waiting) -> Envelope:
        """Return the envelope; its key follows from what was told before, so that the same letter has the same one."""
        before = letter.code if letter.sort == CONFIRM else str(choice.told)
        key = derived("letter", letter.school, letter.link, letter.sort, before)
        return Envelope(self.sender, choice.address, key, self._now())

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.now_ms() / 1000, UTC)
