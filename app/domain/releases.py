"""From which lessons pupils are released «освобождён»: such a lesson is neither missed nor to be attended.

Source: the school's regulation on the journal, which names the grounds, such as a medical certificate.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from app.domain.pages import Span, is_member
from app.ids import PupilId, SubjectId


class ReleaseFact(Protocol):
    """A release, as records and rows have it. subject: empty for every subject."""

    @property
    def pupil(self) -> PupilId:
        """Who is released."""
        ...

    @property
    def subject(self) -> str:
        """From which subject."""
        ...

    @property
    def first(self) -> date:
        """From which day on."""
        ...

    @property
    def last(self) -> date | None:
        """Until which day, included; None while it lasts."""
        ...


class Releases:
    """The releases of a school that are in force; one taken back ends before it begins."""

    def __init__(self, found: Iterable[ReleaseFact] = ()) -> None:
        spans: dict[tuple[PupilId, str], list[Span]] = defaultdict(list)
        for each in found:
            if each.last is None or each.first <= each.last:
                spans[each.pupil, each.subject].append((each.first, each.last))
        self._spans = {key: tuple(sorted(listed, key=_by_day)) for key, listed in spans.items()}
        self.pupils = frozenset(pupil for pupil, _ in self._spans)
        """Who is released from anything at any time."""

    def of(self, pupil: PupilId, subject: SubjectId) -> tuple[Span, ...]:
        """Return the days on which a pupil is released from a subject, or from every one; the earliest first."""
        if pupil not in self.pupils:
            return ()
        found = {*self._spans.get((pupil, subject), ()), *self._spans.get((pupil, ""), ())}
        return tuple(sorted(found, key=_by_day))

    def covers(self, pupil: PupilId, subject: SubjectId, day: date) -> bool:
        """Return whether a pupil is released from a lesson of the subject on a day."""
        return pupil in self.pupils and is_member(self.of(pupil, subject), day)


NO_RELEASES = Releases()


def released_span(spans: Iterable[Span], day: date) -> Span | None:
    """Return the release that covers a day, the one that lasts longest; None where none does."""
    covering = [span for span in spans if is_member([span], day)]
    return max(covering, key=lambda span: span[1] or date.max, default=None)


def _by_day(span: Span) -> tuple[date, date]:
    return span[0], span[1] or date.max
