"""What a pupil's card says: its lines, and the rows of its tables."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.counting import Counting
from app.domain.debts import is_overdue
from app.domain.final_marks import Proposal
from app.domain.pages import JournalDebt
from app.domain.pupil_cards import CardAbsence, CardMark, CardSubject, CardTerm, PupilCard
from app.domain.remarks import ShownRemark
from ui.counts import Counts
from ui.explanation.wording import counting_text, short_day, two_places
from ui.journal.wording import absence_text, debt_day_text
from ui.widgets.text_table import TextRow

NONE = "—"


def whose_text(card: PupilCard, subject: CardSubject | None) -> str:
    """Return class, group and birth date, as "7Б · англ. 1 · родился(-ась) 12.03.2013"."""
    born = QCoreApplication.translate("PupilCard", "born {day}").format(day=f"{card.born:%d.%m.%Y}")
    group = subject.group if subject else ""
    return " · ".join(part for part in (card.school_class, group, born) if part)


def subject_text(subject: CardSubject) -> str:
    """Return a subject as it is chosen, with its group where there is one."""
    return f"{subject.name} · {subject.group}" if subject.group else subject.name


def average_text(average: Decimal | None) -> str:
    """Return an average as "4,36", a dash where nothing counts."""
    return NONE if average is None else two_places(average)


def answer_text(term: CardTerm) -> str:
    """Return what stands beside the average: proposed, set, how the lessons were attended."""
    translate = QCoreApplication.translate
    proposal = term.explanation.proposal
    parts = [
        translate("PupilCard", "proposed: {mark}").format(mark=proposal.value) if proposal.value else "",
        translate("PupilCard", "set: {mark}").format(mark=term.value) if term.value else "",
    ]
    return " · ".join(part for part in parts if part)


def trend_text(averages: tuple[Decimal, ...]) -> str:
    """Return the picture of the trend in words."""
    translate = QCoreApplication.translate
    if not averages:
        return translate("PupilCard", "No marks count yet.")
    if len(averages) == 1:
        return translate("PupilCard", "The average after the first mark: {now}.").format(now=two_places(averages[0]))
    text = translate(
        "PupilCard", "The average went from {first} to {now}, between {least} and {most}; each step is in the table."
    )
    return text.format(
        first=two_places(averages[0]),
        now=two_places(averages[-1]),
        least=two_places(min(averages)),
        most=two_places(max(averages)),
    )


def mark_rows(subject: CardSubject, term: CardTerm) -> tuple[TextRow, ...]:
    """Return the marks of a term, the latest first: day, for what, mark, weight, the average after it."""
    return tuple(_mark_row(subject, each) for each in reversed(term.marks))


def _mark_row(subject: CardSubject, mark: CardMark) -> TextRow:
    translate = QCoreApplication.translate
    line = mark.line
    label = line.mark.label or translate("PupilCard", "answer")
    if line.mark.source:
        label = f"{line.mark.source}: {label}"
    counts = line.counting is Counting.COUNTS
    if not counts:
        label = f"{label} ({counting_text(line.counting)})"
    texts = (
        short_day(line.mark.day),
        label,
        line.mark.value,
        str(line.weight) if counts else NONE,
        average_text(mark.average),
    )
    told = translate("PupilCard", "{day}, {work}: {mark}, weight {weight}; the average after it {average}")
    day, work, value, weight, average = texts
    said = told.format(day=day, work=work, mark=value, weight=weight, average=average)
    return TextRow(texts, said, subject.journal if mark.lesson else "", mark.lesson or "")


def absence_rows(absences: Iterable[CardAbsence]) -> tuple[TextRow, ...]:
    """Return missed lessons and those come late to: day, lesson, subject, sign, reason."""
    return tuple(_absence_row(each) for each in absences)


def _absence_row(absence: CardAbsence) -> TextRow:
    translate = QCoreApplication.translate
    sign = absence_text(absence.absence)
    if absence.minutes:
        sign = f"{sign}, {Counts().minutes_late(absence.minutes)}"
    reason = absence.document
    if absence.document_day:
        of_day = translate("PupilCard", "{document} of {day}").format(
            document=absence.document, day=_whole_day(absence.document_day)
        )
        reason = of_day.strip()
    texts = (short_day(absence.day), str(absence.number), absence.subject, sign, reason)
    return TextRow(texts, ", ".join(filter(None, texts)), absence.journal, absence.lesson)


def remark_rows(remarks: Iterable[ShownRemark]) -> tuple[TextRow, ...]:
    """Return remarks and praise: day, subject, kind, text, by whom."""
    translate = QCoreApplication.translate
    return tuple(
        TextRow(
            texts := (
                short_day(each.day),
                each.subject,
                translate("PupilCard", "praise") if each.praise else translate("PupilCard", "remark"),
                each.text,
                each.author,
            ),
            ", ".join(filter(None, texts)),
            each.journal,
            each.lesson,
        )
        for each in remarks
    )


def debt_rows(subjects: Iterable[CardSubject], today: date) -> tuple[TextRow, ...]:
    """Return what is owed: day, subject, work, until when."""
    return tuple(_debt_row(subject, each, today) for subject in subjects for each in subject.debts)


def _debt_row(subject: CardSubject, debt: JournalDebt, today: date) -> TextRow:
    work = debt.work or QCoreApplication.translate("PupilCard", "answer")
    until = debt_day_text(debt.until, overdue=is_overdue(debt.until, today))
    texts = (short_day(debt.day), subject.name, work, until)
    return TextRow(texts, ", ".join(texts), subject.journal, debt.lesson)


def tried_text(now: Proposal, tried: Proposal | None) -> str:
    """Return what further marks make of an average and a proposal, as "4,36 → 4,52 · предлагается 4 → 5"."""
    translate = QCoreApplication.translate
    if tried is None:
        return translate("PupilCard", "Type the marks that might come: nothing is written.")
    average = f"{average_text(now.average)} → {average_text(tried.average)}"
    proposed = translate("PupilCard", "proposed {before} → {after}")
    return f"{average}   ·   {proposed.format(before=now.value or NONE, after=tried.value or NONE)}"


def counted(title: str, count: int) -> str:
    """Return a part's title with how many there are."""
    return f"{title} {QLocale().toString(count)}" if count else title


def _whole_day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
