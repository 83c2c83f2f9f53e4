"""What the printed journal shows, page by page, as plain texts for its template."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from app.domain.classroom import CarriedMark
from app.domain.periods import EXAM, FINAL, YEAR
from app.domain.records import Attendance, FinalMark, Lesson, Mark, Pupil, Teacher, Work
from app.domain.year_turn import title_of
from app.ids import LessonId, PupilId, TeacherId, WorkId
from portal.archive.history_paper import decision_rows, revision_rows
from portal.archive.reading import KeptJournal, YearSchool
from portal.archive.signs import day_text, printed

COLUMNS = 28
"""Lessons on one page."""

PERIODS = {YEAR: "Год", EXAM: "Экзамен", FINAL: "Итог"}
OFFICE = "канцелярия"


@dataclass(frozen=True)
class JournalPaper:
    """A journal that is to be printed. zone: the school's."""

    found: YearSchool
    kept: KeptJournal
    zone: str

    def facts(self) -> dict[str, Any]:
        """Return all that the template shows."""
        return {
            "class": printed(title_of(self.found.class_of(self.kept.journal))),
            "subject": printed(self.found.subjects[self.kept.journal.subject].name),
            "group": printed(self.found.groups[self.kept.journal.group].name),
            "teachers": [self._span(each.teacher, each.first, each.last) for each in self.kept.assignments],
            "class_teacher": self.teacher(self.found.class_of(self.kept.journal).teacher or ""),
            "hours": self.kept.journal.hours,
            "pupils": [[name_of(each), self._left(each.id)] for each in self.kept.pupils],
            "pages": [self._page(first) for first in range(0, len(self.lessons), COLUMNS)],
            "lessons": [self._lesson(each) for each in self.lessons],
            "periods": [title for _, title in self.periods],
            "finals": [[self._final(each.id, key) for key, _ in self.periods] for each in self.kept.pupils],
            "carried": self._carried(),
            "revisions": revision_rows(self),
            "decisions": decision_rows(self),
        }

    @cached_property
    def lessons(self) -> list[Lesson]:
        """The lessons that took place, and those of the others in which something was written."""
        written = {each.lesson for each in self.kept.of(Mark)} | {each.lesson for each in self.kept.of(Attendance)}
        return [each for each in self.kept.of(Lesson) if each.id in written or not (each.cancelled or each.removed)]

    @cached_property
    def by_lesson(self) -> dict[LessonId, Lesson]:
        """Every lesson by its id."""
        return {each.id: each for each in self.kept.of(Lesson)}

    @cached_property
    def pupils(self) -> dict[PupilId, str]:
        """The names of the pupils."""
        return {each.id: name_of(each) for each in self.kept.pupils}

    @cached_property
    def periods(self) -> list[tuple[str, str]]:
        """The periods and their titles: the terms, and of the others those in which a mark was set."""
        set_for = {each.period for each in self.kept.of(FinalMark)}
        terms = self.found.terms_of(self.found.class_of(self.kept.journal).grade)
        named = [(each.id, printed(each.name)) for each in terms]
        return named + [(key, title) for key, title in PERIODS.items() if key in set_for]

    def teacher(self, key: str) -> str:
        """Return a teacher's surname and initials; a name alone for the office."""
        found = self.found.teachers.get(TeacherId(key))
        return initials_of(found) if found else OFFICE if key else ""

    @cached_property
    def _works(self) -> dict[WorkId, Work]:
        return {each.id: each for each in self.kept.of(Work)}

    @cached_property
    def _cells(self) -> dict[tuple[LessonId, PupilId], list[str]]:
        cells: dict[tuple[LessonId, PupilId], list[str]] = defaultdict(list)
        for absent in self.kept.of(Attendance):
            if absent.code:
                cells[absent.lesson, absent.pupil].append(printed(absent.code))
        for mark in self.kept.of(Mark):
            if not mark.annulled:
                cells[mark.lesson, mark.pupil].append(printed(mark.value))
        return cells

    @cached_property
    def _finals(self) -> dict[tuple[PupilId, str], FinalMark]:
        return {(each.pupil, each.period): each for each in self.kept.of(FinalMark)}

    def _page(self, first: int) -> dict[str, Any]:
        """Return a page of marks of the lessons from *first* on."""
        shown = self.lessons[first : first + COLUMNS]
        return {
            "days": [[f"{each.day:%d.%m}", self._short_works(each.id)] for each in shown],
            "rows": [
                [" ".join(self._cells.get((lesson.id, pupil.id), ())) for lesson in shown] for pupil in self.kept.pupils
            ],
        }

    def _short_works(self, lesson: LessonId) -> str:
        shorts = {each.id: each.short for each in self.found.work_types}
        return " ".join(printed(shorts.get(each.type, "")) for each in self._works_of(lesson))

    def _works_of(self, lesson: LessonId) -> Iterator[Work]:
        return (each for each in self._works.values() if each.lesson == lesson and not each.annulled)

    def _lesson(self, lesson: Lesson) -> list[str]:
        types = {each.id: each.name for each in self.found.work_types}
        works = "; ".join(
            printed(f"{types.get(each.type, '')} {each.title}".strip() + f" (вес {each.weight})")
            for each in self._works_of(lesson.id)
        )
        homework = " ".join(filter(None, (lesson.homework, lesson.homework_links)))
        topic = f"Урок отменён. {lesson.topic}" if lesson.cancelled else lesson.topic
        return [day_text(lesson.day), str(lesson.number), printed(topic), works, printed(homework)]

    def _final(self, pupil: PupilId, period: str) -> list[str]:
        found = self._finals.get((pupil, period))
        if found is None:
            return ["", ""]
        return [printed(found.value), printed(found.average.replace(".", ","))]

    def _carried(self) -> list[list[str]]:
        return [
            [
                self.pupils.get(each.pupil, ""),
                day_text(each.day),
                printed(each.value),
                str(each.weight),
                printed(each.title),
                printed(each.source),
            ]
            for each in self.kept.of(CarriedMark)
            if not (each.annulled or each.retaken)
        ]

    def _span(self, key: str, first: date, last: date | None) -> str:
        until = f" по {day_text(last)}" if last else ""
        since = f" с {day_text(first)}" if first.year > 1 else ""
        return f"{self.teacher(key)}{since}{until}"

    def _left(self, pupil: PupilId) -> str:
        """Return since when a pupil is no more of the group, empty where that is not so."""
        mine = [each for each in self.kept.memberships if each.pupil == pupil]
        last = max((each.last for each in mine if each.last), default=None)
        stays = any(each.last is None for each in mine)
        return f"до {last:%d.%m}" if last and not stays and self.lessons and last < self.lessons[-1].day else ""


def name_of(person: Pupil) -> str:
    """Return a pupil's names as they are printed."""
    return printed(" ".join(filter(None, (person.surname, person.name, person.patronymic))))


def initials_of(person: Teacher) -> str:
    """Return a teacher's surname and initials."""
    letters = (f"{each[0]}." for each in (person.name, person.patronymic) if each)
    return printed(" ".join((person.surname, *letters)))
