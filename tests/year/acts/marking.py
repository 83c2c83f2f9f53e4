"""A subject teacher's days: columns of marks with their works, who was away, and what is put right later."""

from collections.abc import Sequence
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from tests.tour.hands import expect, part, press, press_letter, until, write
from tests.year.notebook import WEIGHTS, Work
from tests.year.pages import Page, close_pages, open_page
from tests.year.roster import Book, Lesson
from tests.year.sitting import Sitting

KINDS = ("Контрольная работа", "Самостоятельная работа", "Практическая работа", "Проект", "Зачёт", "Проверочная работа")
OWN_WEIGHTS = (None, None, 5, 0, 7, 10)
"""What teachers make of the weight that the kind of work offers; None: leave it."""

ASKED, WRITTEN = 0.4, 0.93
"""How many pupils get a mark at an ordinary lesson, and for a work."""

AWAY = 0.04


def teach(at: Sitting, *, lessons: int, classes: Sequence[str] = ()) -> str:
    """Fill the columns of some lessons of this term that are still empty, every third of them with a work."""
    columns = works = 0
    before = at.typed
    for book in at.own(*classes):
        page = open_page(at, book)
        for n, lesson in enumerate(fresh_lessons(at, book, lessons)):
            chance = at.random(f"{book.title} {book.subject} {lesson.day} {lesson.number}")
            kind = chance.choice(KINDS) if n % 3 == 0 else ""
            if kind:
                works += announce(at, page, lesson, kind, chance)
            entries = [
                entry(at, page, (lesson, pupil), chance, asked=WRITTEN if kind else ASKED) for pupil in page.pupils
            ]
            page.run(lesson, entries)
            note(at, page, lesson, entries)
            page.check(lesson)
            columns += 1
        close_pages(1)
    return f"{columns} columns, {works} works, {at.typed - before} marks typed"


def announce(at: Sitting, page: Page, lesson: Lesson, kind: str, chance: Random) -> int:
    """Announce a work, now and then two of them; return how many."""
    weight = chance.choice(OWN_WEIGHTS)
    planned = [Work(kind, WEIGHTS[kind] if weight is None else weight, f"Тема {lesson.day:%d.%m}")]
    if chance.random() < 0.2:
        planned.append(Work("Домашняя работа", WEIGHTS["Домашняя работа"]))
    for work in planned:
        page.announce(lesson, work)
        at.notebook.announce(lesson.id, work)
    return len(planned)


def fresh_lessons(at: Sitting, book: Book, count: int) -> list[Lesson]:
    """Return so many lessons of today's term until today, as far apart as can be, of those without any mark."""
    term = book.term_on(at.today)
    marked = {mark.lesson for mark in at.notebook.of(book.id)}
    free = [each for each in book.lessons_of(term, at.today) if each.id not in marked] if term else []
    step = max(1, len(free) // count)
    return free[step // 2 :: step][:count]


def entry(at: Sitting, page: Page, cell: tuple[Lesson, str], chance: Random, *, asked: float) -> str:
    """Return what a pupil gets at a lesson: "5", "54", "н", or nothing."""
    lesson, pupil = cell
    label = page.book.labels[pupil]
    draw, away = chance.random(), chance.random()
    values = [value_of(label, chance) for _ in range(2)]
    expected = page.book.is_here(pupil, lesson.day) and not page.book.is_released(pupil, lesson.day)
    if not expected or at.notebook.absence(lesson.id, pupil):
        return ""
    if away < AWAY:
        return chance.choice("нбу")
    if draw > asked:
        return ""
    return "".join(values) if len(at.notebook.works.get(lesson.id, ())) > 1 or draw < 0.03 else values[0]


def value_of(label: str, chance: Random) -> str:
    """Return a mark such as this pupil tends to get."""
    ability = Random(label).uniform(2.4, 4.9)  # noqa: S311 (invented marks, not secrets)
    return str(min(5, max(2, round(chance.gauss(ability, 0.7)))))


def note(at: Sitting, page: Page, lesson: Lesson, entries: Sequence[str]) -> None:
    """Write down what a column was filled with."""
    for pupil, typed in zip(page.pupils, entries, strict=True):
        for letter in typed:
            if letter.isdecimal():
                at.notebook.give(page.book.id, lesson.id, pupil, letter)
            else:
                at.notebook.sign(lesson.id, pupil, letter)


def keep_away(at: Sitting, *, title: str, subject: str, row: int, key: str) -> str:
    """Give one pupil the same sign at every lesson of this term until today that has nothing in that cell."""
    (book,) = at.own(title, subject=subject)
    page = open_page(at, book)
    pupil = page.pupils[row]
    term = book.term_on(at.today)
    days = book.lessons_of(term, at.today) if term else ()
    free = [each for each in days if not at.notebook.shown(each.id, pupil)]
    for lesson in free:
        page.go(lesson, pupil)
        page.type(key)
        at.notebook.sign(lesson.id, pupil, {"с": "осв"}.get(key, key))
        expect(page.place(lesson, pupil).data(), at.notebook.shown(lesson.id, pupil), "the sign")
    close_pages(1)
    return f"{book.title} {subject}, {book.labels[pupil]}: «{key}» at {len(free)} lessons"


def to_everybody(at: Sitting, *, title: str, subject: str, value: str) -> str:
    """«Поставить всем»: one mark into every empty cell of a lesson."""
    (book,) = at.own(title, subject=subject)
    page = open_page(at, book)
    lesson = fresh_lessons(at, book, 1)[0]
    page.go(lesson)
    press(Qt.Key.Key_E, control=True, on=page.table)
    box, text = part(QFrame, "everybody_box"), part(QLineEdit, "everybody_text")
    write(text, value)
    press(Qt.Key.Key_Return, on=text)
    until(box.isHidden, "everybody to be marked")
    for pupil in page.pupils:
        at.notebook.give(book.id, lesson.id, pupil, value)
        at.typed += 1
    page.check(lesson)
    press(Qt.Key.Key_Z, control=True, on=page.table)
    expect(page.place(lesson).data(), "", "the first cell after undo")
    press(Qt.Key.Key_Y, control=True, on=page.table)
    page.check(lesson)
    close_pages(1)
    return f"{book.title} {subject}: {value} to {len(page.pupils)} pupils at once, undone, done again"


def paste_column(at: Sitting, *, title: str, subject: str) -> str:
    """Paste a column that was copied from a spreadsheet; an empty line leaves its cell as it is."""
    (book,) = at.own(title, subject=subject)
    page = open_page(at, book)
    lesson = fresh_lessons(at, book, 1)[0]
    chance = at.random(f"paste {lesson.day}")
    entries = [entry(at, page, (lesson, pupil), chance, asked=WRITTEN) for pupil in page.pupils]
    QGuiApplication.clipboard().setText("\n".join("/".join(each) for each in entries) + "\n")
    page.go(lesson)
    press(Qt.Key.Key_V, control=True, on=page.table)
    note(at, page, lesson, entries)
    page.check(lesson)
    pasted = sum(letter.isdecimal() for each in entries for letter in each)
    at.typed += pasted
    close_pages(1)
    return f"{book.title} {subject}: {pasted} marks pasted"


def reweigh(at: Sitting, *, title: str, subject: str, weight: int) -> str:
    """Give a work that has its marks already another weight."""
    (book,) = at.own(title, subject=subject)
    page = open_page(at, book)
    term = book.term_on(at.today)
    days = book.lessons_of(term, at.today) if term else ()
    lesson = next(each for each in days if any(work.title for work in at.notebook.works.get(each.id, ())))
    work = next(each for each in at.notebook.works[lesson.id] if each.title)
    page.reweigh(lesson, work.title, weight)
    before, work.weight = work.weight, weight
    close_pages(1)
    return f"{book.title} {subject}, {lesson.day}: weight {before} becomes {weight}"


def be_refused(at: Sitting, *, title: str, subject: str) -> str:
    """Type a mark into a closed term: the program says why not and offers to ask; the page stays as it was."""
    (book,) = at.own(title, subject=subject)
    page = open_page(at, book)
    term = book.term_on(at.today)
    lesson = book.lessons_of(term, at.today)[-1] if term else book.lessons[0]
    pupil = page.pupils[0]
    page.go(lesson, pupil)
    press_letter(page.table, "5")
    box = part(QFrame, "request_box")
    said = part(QLabel, "ask_text", box).text()
    press(Qt.Key.Key_Escape, on=part(QLineEdit, "ask_reason", box))
    until(box.isHidden, "the question to go")
    page.check(lesson)
    close_pages(1)
    return said
