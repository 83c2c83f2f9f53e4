"""«Итоги»: what is proposed is accepted, some marks are decided otherwise and with a reason, year, exam, final mark."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt

from tests.tour.hands import expect, press
from tests.year.notebook import Decision
from tests.year.pages import Finals, close_pages, open_finals
from tests.year.roster import EXAM, EXAM_GRADES, FINAL, LAST_GRADE, YEAR, Book
from tests.year.sitting import Sitting

NOT_ASSESSED, RELEASED = "н/а", "осв"
KEYS = {NOT_ASSESSED: "н", RELEASED: "с"}
DIGITS = frozenset("54321")


def set_term(at: Sitting, *, day: date, classes: Sequence[str] = ()) -> str:
    """Set the marks of the terms that end on a day: some by hand, then as proposed, «н/а» for those without any."""
    counts = [0, 0, 0]
    for book in at.own(*classes):
        term = book.term_on(day)
        if term is None or term.last != day:
            continue
        finals = open_finals(at, book)
        here = [
            pupil for pupil in finals.pupils if any(book.is_here(pupil, each.day) for each in book.lessons_of(term))
        ]
        counts[0] += by_hand(at, finals, term.id)
        counts[1] += accept(at, finals, term.id)
        for pupil in here:
            if not finals.cell(pupil, term.id).value:
                decide(at, finals, (pupil, term.id), NOT_ASSESSED)
                counts[2] += 1
        close_pages(2)
    return "{} decided by hand, {} as proposed, {} «н/а»".format(*counts)


def by_hand(at: Sitting, finals: Finals, period: str) -> int:
    """Decide a few marks otherwise than proposed; return how many."""
    chance = at.random(f"decide {finals.book.title} {finals.book.subject} {finals.book.period_name(period)}")
    open_ones = [each for each in finals.pupils if (finals.cell(each, period).proposed or "") in DIGITS]
    chosen = chance.sample(open_ones, min(3, len(open_ones)))
    for n, pupil in enumerate(chosen):
        proposed = int(finals.cell(pupil, period).proposed or 0)
        near = proposed + 1 if proposed < 5 else proposed - 1
        far = proposed + 2 if proposed < 4 else proposed - 2
        match n:
            case 0:
                decide(at, finals, (pupil, period), str(near))
            case 1:
                decide(at, finals, (pupil, period), str(far), "Динамика за период, решение методического объединения")
            case _:
                enter_as_proposed(at, finals, (pupil, period))
    return len(chosen)


def accept(at: Sitting, finals: Finals, period: str) -> int:
    """Set what the page proposes wherever nothing is set; return how many."""
    due = {
        pupil: cell.proposed
        for pupil in finals.pupils
        if (cell := finals.cell(pupil, period)).proposed and not cell.value
    }
    if due:
        finals.accept_all(period)
    for pupil, value in due.items():
        write_down(at, finals, (pupil, period), Decision(value or ""))
    return len(due)


def enter_as_proposed(at: Sitting, finals: Finals, place: tuple[str, str]) -> None:
    """Take one proposal by Enter."""
    proposed = finals.cell(*place).proposed or ""
    finals.go(*place)
    press(Qt.Key.Key_Return, on=finals.table)
    write_down(at, finals, place, Decision(proposed))


def decide(at: Sitting, finals: Finals, place: tuple[str, str], value: str, reason: str = "") -> None:
    """Set a mark by its key."""
    finals.set(*place, KEYS.get(value, value), reason)
    write_down(at, finals, place, Decision(value, reason))


def write_down(at: Sitting, finals: Finals, place: tuple[str, str], decision: Decision) -> None:
    """Compare a cell with what was decided, and note it."""
    cell = finals.cell(*place)
    expect((cell.value, cell.reason), (decision.value, decision.reason), f"{finals.book.labels[place[0]]}, {place[1]}")
    at.notebook.decide(finals.book.id, *place, decision)


def change_mind(at: Sitting, *, title: str, subject: str, day: date) -> str:
    """Take a mark that was set back, see the proposal again, and set another one."""
    (book,) = at.own(title, subject=subject)
    term = book.term_on(day)
    finals = open_finals(at, book)
    period = term.id if term else YEAR
    pupil = next(each for each in finals.pupils if finals.cell(each, period).value in DIGITS)
    before = finals.cell(pupil, period).value
    finals.go(pupil, period)
    press(Qt.Key.Key_Delete, on=finals.table)
    expect(finals.cell(pupil, period).value, "", "the mark that was taken back")
    proposed = finals.cell(pupil, period).proposed or ""
    decide(at, finals, (pupil, period), proposed)
    close_pages(2)
    return f"{book.title} {subject}, {book.labels[pupil]}: {before} taken back, {proposed} set"


def set_year(at: Sitting, *, classes: Sequence[str] = ()) -> str:
    """Set the year's marks: some by hand, then as proposed; where «н/а» leaves none, one by hand with a reason."""
    counts = [0, 0, 0]
    for book in at.own(*classes):
        finals = open_finals(at, book)
        counts[0] += by_hand(at, finals, YEAR)
        counts[1] += accept(at, finals, YEAR)
        for pupil in undecided(at, book, finals):
            decide(at, finals, (pupil, YEAR), "3", "Решение педагогического совета")
            counts[2] += 1
        close_pages(2)
    return "{} decided by hand, {} as proposed, {} after two «н/а»".format(*counts)


def undecided(at: Sitting, book: Book, finals: Finals) -> list[str]:
    """Return who has a mark or a word for every term and still no mark for the year."""
    return [
        pupil
        for pupil in finals.pupils
        if not finals.cell(pupil, YEAR).value
        and all(at.notebook.decided(book.id, pupil, term.id).value for term in book.terms)
    ]


def set_exams(at: Sitting, *, pupils: int) -> str:
    """Set marks of the exam for some pupils of the classes that end with exams, then the final marks.

    Those of a ninth class are set as proposed; in an eleventh nothing is, and the same pupils' are typed.
    """
    exams = finals_set = by_hand = 0
    for book in at.own():
        if book.grade not in EXAM_GRADES:
            continue
        finals = open_finals(at, book)
        chance = at.random(f"exam {book.title} {book.subject}")
        for pupil in [each for each in finals.pupils if finals.cell(each, YEAR).value in DIGITS][:pupils]:
            decide(at, finals, (pupil, EXAM), chance.choice("5432"))
            exams += 1
            if book.grade == LAST_GRADE:
                decide(at, finals, (pupil, FINAL), finals.cell(pupil, YEAR).value)
                by_hand += 1
        finals_set += accept(at, finals, FINAL)
        close_pages(2)
    return f"{exams} marks of the exam, {finals_set} final marks as proposed, {by_hand} by hand"
