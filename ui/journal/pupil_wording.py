"""What is said of a pupil of the journal's page: to readers of the screen, in the tooltip, beside the name."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.pages import JournalPage, PupilRow, Span
from app.domain.releases import released_span
from ui.explanation.wording import short_day
from ui.journal.wording import average_text, day_text


def spoken_pupil(page: JournalPage, row: int) -> str:
    """Return a row's header as one sentence."""
    translate = QCoreApplication.translate
    pupil = page.pupils[row]
    average = average_text(page, pupil)
    text = translate("Journal", "{pupil}, average {average}") if average else "{pupil}"
    said = [text.format(pupil=pupil.short_name, average=average), *_pupil_facts(page, pupil)]
    return "; ".join(said)


def pupil_lines(page: JournalPage, row: int) -> str:
    """Return a pupil's whole name, and when the pupil is released from the subject, a fact a line."""
    pupil = page.pupils[row]
    shown = f"{pupil.full_name}, {pupil.of_class}" if pupil.of_class else pupil.full_name
    return "\n".join([shown, *_pupil_facts(page, pupil)])


def carried_text(page: JournalPage, pupil: PupilRow) -> str:
    """Return which marks from elsewhere count, as "учтены прежние отметки — 7А: 3"; empty where there are none."""
    counts = Counter(mark.source for mark in page.carried.get(pupil.id, ()))
    listed = ", ".join(f"{source}: {count}" for source, count in counts.items())
    text = QCoreApplication.translate("Journal", "earlier marks count too — {listed}")
    return text.format(listed=listed) if counts else ""


def note_text(page: JournalPage, pupil: PupilRow, today: date) -> str:
    """Return what stands beside a name, as "10Б · осв. до 31.12 · +3".

    The class where there are several, a release, how many marks from elsewhere count.
    """
    released = _release_text(page.released.get(pupil.id, ()), today)
    more = f"+{count}" if (count := len(page.carried.get(pupil.id, ()))) else ""
    return " · ".join(part for part in (pupil.of_class, released, more) if part)


def _pupil_facts(page: JournalPage, pupil: PupilRow) -> list[str]:
    releases = map(_release_line, page.released.get(pupil.id, ()))
    return [*releases, *filter(None, [carried_text(page, pupil)])]


def _release_text(spans: Iterable[Span], today: date) -> str:
    span = released_span(spans, today)
    if span is None:
        return ""
    translate = QCoreApplication.translate
    if span[1] is None:
        return translate("Journal", "exempt")
    return translate("Journal", "exempt until {day}").format(day=short_day(span[1]))


def _release_line(span: Span) -> str:
    translate = QCoreApplication.translate
    first, last = span
    if last is None:
        return translate("Journal", "released from {first} on").format(first=day_text(first))
    return translate("Journal", "released from {first} until {last}").format(first=day_text(first), last=day_text(last))
