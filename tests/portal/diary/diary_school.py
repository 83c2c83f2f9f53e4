"""A small school as its diary's tests need it: two pupils of 7Б, two English groups, two weeks and a holiday."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from app.domain.attendance import Absence, attendance_id
from app.domain.records import (
    NEVER,
    Attendance,
    Bell,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    Record,
    School,
    SchoolClass,
    Subject,
    Teacher,
    Term,
    Work,
    WorkType,
)
from app.ids import (
    ClassId,
    GroupId,
    JournalId,
    LessonId,
    MarkId,
    PupilId,
    SchoolId,
    SubjectId,
    TeacherId,
    WorkId,
    WorkTypeId,
    derived,
)

SCHOOL = SchoolId("school-7")
MARIA, PETR = PupilId("maria"), PupilId("petr")
TEACHER = TeacherId("teacher")
CLASS_7B = ClassId("7b")
WHOLE, ENGLISH_1, ENGLISH_2 = GroupId("whole"), GroupId("english-1"), GroupId("english-2")
MONDAY = date(2026, 9, 7)
NEXT_MONDAY = MONDAY + timedelta(7)
HOLIDAY_MONDAY = MONDAY + timedelta(14)
YEAR_BEGINS = date(2026, 9, 1)

SUBJECTS = {
    "algebra": "Алгебра",
    "geometry": "Геометрия",
    "russian": "Русский язык",
    "literature": "Литература",
    "english": "Английский язык",
    "physics": "Физика",
    "history": "История",
    "biology": "Биология",
    "pe": "Физическая культура",
    "informatics": "Информатика",
}
TIMETABLE = (
    ("algebra", "russian", "english", "history", "pe", "biology"),
    ("geometry", "literature", "physics", "russian", "informatics"),
    ("algebra", "english", "russian", "biology", "history", "pe"),
    ("literature", "algebra", "physics", "english", "geometry", "russian"),
    ("russian", "algebra", "informatics", "history", "literature"),
)
"""Subjects by weekday from Monday on, in the order of the lessons."""

TOPICS = {
    "algebra": "Степень с натуральным показателем и её свойства",
    "geometry": "Первый признак равенства треугольников",
    "russian": "Причастный оборот и запятые при нём",
    "literature": "А. С. Пушкин. «Полтава»: два полководца",
    "english": "Travelling by train: past simple questions",
    "physics": "Равномерное движение. Средняя скорость",
    "history": "Россия на рубеже XVI–XVII веков",
    "biology": "Строение растительной клетки",
    "pe": "Бег на короткие дистанции",
    "informatics": "Кодирование текста",
}
HOMEWORK = {
    "algebra": "№ 214–218, правило на с. 47",
    "russian": "Упражнение 96 письменно, выучить § 14",
    "english": "Учебник, с. 23, упр. 5; запись урока: https://example.org/listen?unit=3&part=2.",
    "physics": "§ 16, задачи 3 и 4 на с. 51",
    "history": "§ 7, вопросы 1–4;\nподготовить сообщение на 3 минуты",
    "literature": "Наизусть отрывок «Горит восток зарёю новой…»",
}


def lesson_id(monday: date, weekday: int, number: int, *, group: GroupId | None = None) -> LessonId:
    """Return the id of the lesson at this place of the timetable. weekday: 0 Monday. group: of an English lesson."""
    subject = TIMETABLE[weekday][number - 1]
    taught = group or (ENGLISH_1 if subject == "english" else WHOLE)
    return LessonId(derived("lesson", SCHOOL, taught, subject, str(monday + timedelta(weekday)), str(number)))


def a_mark(pupil: PupilId, lesson: LessonId, value: str, *, work: WorkId | None = None, comment: str = "") -> Mark:
    """Return a mark that the teacher gave."""
    mark = MarkId(derived("mark", pupil, lesson, value, work or ""))
    return Mark(mark, NEVER, JournalId(""), lesson, pupil, work, value, TEACHER, comment=comment)


def an_absence(pupil: PupilId, lesson: LessonId, code: Absence, minutes: int = 0) -> Attendance:
    """Return a sign of absence."""
    return Attendance(
        attendance_id(lesson, pupil), NEVER, JournalId(""), lesson, pupil, code, minutes=minutes, author=TEACHER
    )


def a_school() -> list[Record]:
    """Return the school's lists, lessons, and a first week as teachers filled it in."""
    lessons = [*_lessons(MONDAY), *_lessons(NEXT_MONDAY, filled=False)]
    journals = {lesson.id: lesson.journal for lesson in lessons}
    filled = (replace(record, journal=journals[record.lesson]) for record in _filled_week())
    return [*_lists(), *lessons, *filled]


HOSTILE = """<script>alert(1)</script>"><img src=x onerror=alert(1)>' {{ 7 * 7 }} \u202e"""
HOSTILE_HOMEWORK = (
    """javascript:alert(1) <a href="javascript:alert(2)">https://example.org/?a=1&b=2</a> data:text/html,1"""
)


def a_hostile_school() -> list[Record]:
    """Return the same school with hostile texts wherever a person can write."""
    return [spoilt(record) for record in a_school()]


def spoilt(record: Record) -> Record:
    """Return a record with a hostile text wherever a person can write."""
    match record:
        case Lesson():
            return replace(record, topic=HOSTILE, homework=HOSTILE_HOMEWORK, room=HOSTILE)
        case Mark():
            return replace(record, comment=HOSTILE)
        case Work():
            return replace(record, title=HOSTILE)
        case School() | WorkType() | Subject() | Group() | Holiday() | Term():
            return replace(record, name=HOSTILE)
        case Pupil():
            return replace(record, surname=HOSTILE, name=HOSTILE)
        case _:
            return record


def _lists() -> Iterator[Record]:
    yield School(SCHOOL, NEVER, "Школа № 7 города Заречного", "Школа № 7", 2026, "Europe/Moscow")
    yield Holiday("autumn", NEVER, "Осенние каникулы", HOLIDAY_MONDAY, HOLIDAY_MONDAY + timedelta(6))
    for number in range(1, 7):
        starts = 8 * 60 + 30 + (number - 1) * 55
        yield Bell(f"bell-{number}", NEVER, 1, 0, number, _clock(starts), _clock(starts + 45))
    yield Bell("short-friday", NEVER, 1, 5, 1, "09:00", "09:30")
    yield WorkType(WorkTypeId("control"), NEVER, "Контрольная работа", "К", 4, "#b3261e", 1)
    yield WorkType(WorkTypeId("dictation"), NEVER, "Диктант", "Д", 3, "#8a4b00", 2)
    for key, name in SUBJECTS.items():
        yield Subject(SubjectId(key), NEVER, name, name[:6])
    yield Teacher(TEACHER, NEVER, "Громова", "Анна", "Игоревна", "gromova")
    yield SchoolClass(CLASS_7B, NEVER, 7, "Б", 1, TEACHER)
    yield Pupil(MARIA, NEVER, "Ёлкина", "Мария", "Олеговна", date(2013, 4, 2), "f")
    yield Pupil(PETR, NEVER, "Чудов", "Пётр", "", date(2013, 8, 9), "m")
    yield from (Group(WHOLE, NEVER, CLASS_7B, ""), Group(ENGLISH_1, NEVER, CLASS_7B, "англ. 1"))
    yield Group(ENGLISH_2, NEVER, CLASS_7B, "англ. 2")
    for pupil, english in ((MARIA, ENGLISH_1), (PETR, ENGLISH_2)):
        yield Enrolment(f"enrolment-{pupil}", NEVER, pupil, CLASS_7B, YEAR_BEGINS, None, "12")
        for group in (WHOLE, english):
            yield Membership(f"member-{pupil}-{group}", NEVER, group, pupil, YEAR_BEGINS, None)
    for group, subject in _taught():
        yield Journal(_journal(group, subject), NEVER, group, SubjectId(subject), 2026, 3)


def _taught() -> Iterator[tuple[GroupId, str]]:
    for subject in SUBJECTS:
        yield from ((group, subject) for group in ((ENGLISH_1, ENGLISH_2) if subject == "english" else (WHOLE,)))


def _journal(group: GroupId, subject: str) -> JournalId:
    return JournalId(f"{group}-{subject}")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _lessons(monday: date, *, filled: bool = True) -> Iterator[Lesson]:
    for weekday, subjects in enumerate(TIMETABLE):
        for number, subject in enumerate(subjects, 1):
            for group in (ENGLISH_1, ENGLISH_2) if subject == "english" else (WHOLE,):
                yield Lesson(
                    lesson_id(monday, weekday, number, group=group),
                    NEVER,
                    _journal(group, subject),
                    monday + timedelta(weekday),
                    number,
                    f"{200 + 3 * number + weekday}",
                    cancelled=filled and (weekday, number) == (4, 5),
                    topic=TOPICS[subject] if filled else "",
                    homework=HOMEWORK.get(subject, "") if filled else "",
                )


def _filled_week() -> Iterator[Work | Mark | Attendance]:
    algebra, dictation = lesson_id(MONDAY, 3, 2), lesson_id(MONDAY, 0, 2)
    yield Work(WorkId("powers"), NEVER, JournalId(""), algebra, WorkTypeId("control"), "Степени", 4)
    yield Work(WorkId("commas"), NEVER, JournalId(""), dictation, WorkTypeId("dictation"), "", 3)
    coming = lesson_id(NEXT_MONDAY, 1, 3)
    yield Work(WorkId("motion"), NEVER, JournalId(""), coming, WorkTypeId("control"), "Движение", 4)
    marks = (
        a_mark(MARIA, algebra, "5", work=WorkId("powers"), comment="Единственная решила задачу со звёздочкой!"),
        a_mark(MARIA, dictation, "4", work=WorkId("commas")),
        a_mark(MARIA, dictation, "3", work=WorkId("commas"), comment="Пропущены запятые, разберём на уроке."),
        a_mark(MARIA, lesson_id(MONDAY, 2, 2), "5"),
        a_mark(MARIA, lesson_id(MONDAY, 4, 2), "2", comment="Не было тетради"),
        a_mark(PETR, algebra, "2", work=WorkId("powers"), comment="Пересдача в четверг, только для Петра"),
    )
    absences = (
        an_absence(MARIA, lesson_id(MONDAY, 1, 1), Absence.ILL),
        an_absence(MARIA, lesson_id(MONDAY, 1, 2), Absence.ABSENT),
        an_absence(MARIA, lesson_id(MONDAY, 0, 5), Absence.RELEASED),
        an_absence(MARIA, lesson_id(MONDAY, 3, 1), Absence.LATE, 7),
        an_absence(PETR, lesson_id(MONDAY, 0, 1), Absence.EXCUSED),
    )
    yield from marks
    yield from absences
