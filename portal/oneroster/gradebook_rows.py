"""Rows of the gradebook files: a kind of work with a weight is a category, a work a line item, a mark a result."""

from collections.abc import Iterator
from datetime import date

from app.domain.attendance import Absence
from app.domain.classroom import Debt
from app.domain.periods import EXAM, FINAL, YEAR
from app.domain.records import Attendance, FinalMark, Mark, Term, Work
from app.domain.works import answer_weight
from app.ids import JournalId, derived
from portal.oneroster.columns import year_id
from portal.oneroster.gradebook import Gradebook, answers_id
from portal.oneroster.rows import Row, session_on

ANSWERS, FINALS = "Ответ на уроке", "Итоговая отметка"
"""Of a mark without a work, as the journal counts it."""

PERIODS = {YEAR: "Год", EXAM: "Экзамен", FINAL: "Итог"}
MARKED, UNSENT, EXEMPT = "fully graded", "not submitted", "exempt"
MISSED = Absence.ABSENT
"""How every missed lesson is told: whether it was missed by illness is nobody's business outside the school."""


Entry = Mark | Attendance | Debt | FinalMark
"""What is a result."""


def categories(book: Gradebook) -> Iterator[Row]:
    """Yield each kind of work with each weight that it has; a mark's weight stands nowhere else in the standard."""
    school = book.roster.school.id
    answers = {"title": ANSWERS, "weight": str(answer_weight(book.types.values()))}
    yield {"sourcedId": _answers(book), **answers}
    yield {"sourcedId": _finals(book), "title": FINALS}
    for kind, weight in sorted({(each.type, each.weight) for each in book.works.values()}):
        yield {
            "sourcedId": derived("oneroster_category", school, kind, str(weight)),
            "title": book.types[kind].name,
            "weight": str(weight),
        }


def line_items(book: Gradebook) -> Iterator[Row]:
    """Yield the works, then the lessons at which something else was written, then the marks of terms and the year."""
    for work in book.works.values():
        day = book.lessons[work.lesson].day
        yield {**_line(book, work.journal, day), "sourcedId": work.id, **_named(book, work)}
    for key in book.answered:
        lesson = book.lessons[key]
        yield {
            **_line(book, lesson.journal, lesson.day),
            "sourcedId": answers_id(key),
            "title": ANSWERS,
            "categorySourcedId": _answers(book),
        }
    for journal, period in sorted({(each.journal, each.period) for each in book.finals}):
        title, day, session = _period(book, period)
        yield {
            **_line(book, journal, day),
            "sourcedId": _final_line(journal, period),
            "title": title,
            "categorySourcedId": _finals(book),
            "academicSessionSourcedId": session,
        }


def results(book: Gradebook) -> Iterator[Row]:
    """Yield the marks, the missed lessons and releases, the debts, then the marks of terms and the year."""
    for mark in book.marks:
        day = book.lessons[mark.lesson].day
        yield {**_result(mark.id, book.line_of(mark), mark, day), **_scored(mark.value)}
    for absence in book.absences:
        is_released = Absence(absence.code) is Absence.RELEASED
        told = {"scoreStatus": EXEMPT if is_released else UNSENT, "textScore": absence.code if is_released else MISSED}
        day = book.lessons[absence.lesson].day
        yield {**_result(absence.id, answers_id(absence.lesson), absence, day), **told}
    for debt in book.debts:
        row = _result(debt.id, book.line_of(debt), debt, book.lessons[debt.lesson].day)
        yield {**row, "scoreStatus": UNSENT, "missing": "true"}
    for final in book.finals:
        _, day, _ = _period(book, final.period)
        yield {**_result(final.id, _final_line(final.journal, final.period), final, day), **_scored(final.value)}


def _line(book: Gradebook, journal: JournalId, day: date) -> dict[str, str]:
    numbers = [int(value) for value, _ in book.scale(journal).values if value.isdecimal()]
    return {
        "assignDate": day.isoformat(),
        "dueDate": day.isoformat(),
        "classSourcedId": journal,
        "academicSessionSourcedId": session_on(book.roster, book.grades[journal], day),
        "resultValueMin": str(min(numbers)) if numbers else "",
        "resultValueMax": str(max(numbers)) if numbers else "",
        "schoolSourcedId": book.roster.school.id,
    }


def _named(book: Gradebook, work: Work) -> Row:
    school = book.roster.school.id
    category = derived("oneroster_category", school, work.type, str(work.weight))
    return {"title": work.title or book.types[work.type].name, "categorySourcedId": category}


def _result(key: str, line: str, of: Entry, day: date) -> dict[str, str]:
    return {
        "sourcedId": key,
        "lineItemSourcedId": line,
        "studentSourcedId": of.pupil,
        "scoreDate": day.isoformat(),
        "classSourcedId": of.journal,
    }


def _scored(value: str) -> Row:
    where = "score" if value.isdecimal() else "textScore"
    return {"scoreStatus": MARKED, where: value}


def _period(book: Gradebook, period: str) -> tuple[str, date, str]:
    """Return a period's title, its last day and its academic session."""
    found = next((each for each in book.roster.all(Term) if each.id == period), None)
    if found is not None:
        return f"{FINALS}: {found.name}", found.last, found.id
    last = max((each.last for each in book.roster.terms), default=date(book.roster.school.year + 1, 5, 31))
    return f"{FINALS}: {PERIODS.get(period, period)}", last, year_id(book.roster.school.id, book.roster.school.year)


def _final_line(journal: JournalId, period: str) -> str:
    return derived("oneroster_final", journal, period)


def _answers(book: Gradebook) -> str:
    return derived("oneroster_category_answers", book.roster.school.id)


def _finals(book: Gradebook) -> str:
    return derived("oneroster_category_finals", book.roster.school.id)
