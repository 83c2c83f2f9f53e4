"""A teacher's school for looking at: long names, works, two terms, marks and absences, the same at each run."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from app.domain.access import GRANTED, AccessRequest
from app.domain.attendance import Absence, attendance_id
from app.domain.excuse_proposals import ACCEPTED, DECLINED, ExcuseProposal
from app.domain.records import (
    NEVER,
    Assignment,
    Attendance,
    Bell,
    Enrolment,
    Group,
    Holiday,
    Journal,
    Lesson,
    Mark,
    Membership,
    PlanItem,
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
    OperationId,
    ProposalId,
    PupilId,
    SchoolId,
    SubjectId,
    WorkId,
    WorkTypeId,
)
from tests.access_requests import a_request
from tests.excuse_proposals import a_proposal
from tests.small_school import ANNA

TODAY = date(2026, 11, 24)
"""A Tuesday."""

NOW = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)
"""In the middle of the second lesson."""

TOKEN = OperationId("office")
ALGEBRA = JournalId("algebra-7б")
GEOMETRY = JournalId("geometry-7б")
BEGINS, ENDS = date(2026, 9, 1), date(2027, 5, 26)
NAMES = [
    "Абрамов Тимофей Ильич",
    "Алексеева Алёна Игоревна",
    "Белоусова Ксения Дмитриевна",
    "Борисов Егор Павлович",
    "Воронова-Залесская Мария-София Ильинична",
    "Гаврилов Артём Олегович",
    "Дёмин Пётр Сергеевич",
    "Егорова Алиса Романовна",
    "Ермакова Дарья Антоновна",
    "Ёлкина Варвара Максимовна",
    "Жуков Никита Андреевич",
    "Зайцева Полина Евгеньевна",
    "Иванов Иван Иванович",
    "Иванов Пётр Алексеевич",
    "Казаков Матвей Денисович",
    "Кузьмина Ева",
    "Лебедев Лев Константинович",
    "Макарова Анна Владимировна",
    "Назаров Рустам Ринатович",
    "Орлова Вероника Станиславовна",
    "Павлов Глеб Юрьевич",
    "Романова Злата Кирилловна",
    "Сафонов Фёдор Михайлович",
    "Титова Ульяна Артуровна",
    "Уварова Светлана Львовна",
    "Фомин Даниил Вячеславович",
    "Хасанова Амина Тимуровна",
    "Щербаков Марк Георгиевич",
]
TOPICS = [
    "Степень с натуральным показателем и её свойства",
    "Умножение и деление степеней",
    "Возведение в степень произведения",
    "Одночлен и его стандартный вид",
    "Умножение одночленов",
    "Функция y = x² и её график",
    "Многочлен и его стандартный вид",
    "Сложение и вычитание многочленов",
    "Умножение одночлена на многочлен",
    "Вынесение общего множителя за скобки",
]
SECTIONS = ("Степени и многочлены", "Формулы сокращённого умножения", "Линейная функция", "Системы уравнений")
KINDS = (
    ("answer", "Самостоятельная работа", "С", 2, "#8a5300"),
    ("home", "Домашняя работа", "ДР", 1, "#566173"),
    ("control", "Контрольная работа", "К", 4, "#b3261e"),
)
CLASSES = ((7, "А"), (7, "Б"), (9, "А"), (10, "Б"))


def pupil_id(row: int) -> PupilId:
    """Return a pupil of 7Б. row: from 0, in the order of the page."""
    return PupilId(f"7Б-{row:02}")


def shown_school() -> Iterator[Record]:
    """Yield everything: what the office enters and a term and a half of entries."""
    yield School(SchoolId("school"), NEVER, "Школа № 12", "Школа 12", 2026, "Europe/Moscow")
    yield Term("t1", NEVER, "I четверть", 1, 1, 11, BEGINS, date(2026, 10, 25))
    yield Term("t2", NEVER, "II четверть", 2, 1, 11, date(2026, 11, 2), date(2026, 12, 30))
    yield Term("t3", NEVER, "III четверть", 3, 1, 11, date(2027, 1, 11), date(2027, 3, 25))
    yield Term("t4", NEVER, "IV четверть", 4, 1, 11, date(2027, 4, 5), ENDS)
    yield Holiday("h1", NEVER, "Осенние каникулы", date(2026, 10, 26), date(2026, 11, 1))
    for number in range(1, 8):
        minutes = 8 * 60 + 30 + (number - 1) * 55
        yield Bell(f"b{number}", NEVER, 1, 0, number, _clock(minutes), _clock(minutes + 45))
    for place, (key, name, short, weight, colour) in enumerate(KINDS, 1):
        yield WorkType(WorkTypeId(key), NEVER, name, short, weight, colour, place)
    yield Teacher(ANNA, NEVER, "Морозова", "Елена", "Викторовна", "morozova")
    for key, name in (("algebra", "Алгебра"), ("geometry", "Геометрия"), ("probability", "Вероятность и статистика")):
        yield Subject(SubjectId(key), NEVER, name, name)
    yield from _classes()
    yield from _year_of(ALGEBRA)


def _classes() -> Iterator[Record]:
    for grade, letter in CLASSES:
        key = ClassId(f"{grade}{letter}")
        yield SchoolClass(key, NEVER, grade, letter, 1, ANNA if key == "7Б" else None)
        yield Group(GroupId(key), NEVER, key, "")
        for row, name in enumerate(NAMES if key == "7Б" else NAMES[::2]):
            surname, first, patronymic = [*name.split(" "), ""][:3]
            pupil = PupilId(f"{key}-{row:02}")
            yield Pupil(pupil, NEVER, surname, first, patronymic, date(2013, 1, 1) + timedelta(row), "")
            yield Enrolment(f"e-{pupil}", NEVER, pupil, key, BEGINS, None, "1")
            yield Membership(f"m-{pupil}", NEVER, GroupId(key), pupil, BEGINS, None)
    for number, (subject, group) in enumerate(
        [("algebra", "7Б"), ("geometry", "7Б"), ("algebra", "7А"), ("algebra", "9А"), ("probability", "10Б")]
    ):
        journal = JournalId(f"{subject}-{group.lower()}")
        yield Journal(journal, NEVER, GroupId(group), SubjectId(subject), 2026, 3)
        yield Assignment(f"a-{journal}", NEVER, journal, ANNA, BEGINS, None)
        if journal != ALGEBRA:
            cancelled = number == 3
            lesson = LessonId(f"today-{journal}")
            yield Lesson(lesson, NEVER, journal, TODAY, (0, 3, 1, 4, 5)[number], "214", cancelled, *_texts(number))


def _texts(number: int) -> tuple[str, OperationId, str, OperationId]:
    return ("", NEVER, "", NEVER) if number % 2 else (TOPICS[number], TOKEN, "§ 12, № 214", TOKEN)


def _year_of(journal: JournalId) -> Iterator[Record]:
    chance = random.Random(12)  # noqa: S311 (a picture, not a secret)
    days = [BEGINS + timedelta(n) for n in range((ENDS - BEGINS).days)]
    taught = [
        day for day in days if day.isoweekday() in {2, 4, 5} and not date(2026, 10, 26) <= day < date(2026, 11, 2)
    ]
    for n, topic in enumerate(TOPICS * 10, 1):
        yield PlanItem(f"p{n}", NEVER, journal, n, SECTIONS[n // 26], topic, 1, "тест" if n % 10 == 0 else "")
    for n, day in enumerate(taught):
        lesson = LessonId(f"lesson-{n:03}")
        past = day < TODAY
        texts = (TOPICS[n % len(TOPICS)], TOKEN, f"§ {5 + n // 3}, № {100 + 7 * n}", TOKEN) if past else ()
        yield Lesson(lesson, TOKEN, journal, day, 2 if day.isoweekday() != 5 else 4, "214", False, *texts)
        if n % 7 == 4:
            kind = KINDS[2 if n % 3 == 0 else 0]
            yield Work(WorkId(f"w{n}"), TOKEN, journal, lesson, WorkTypeId(kind[0]), "", kind[3])
        if past:
            yield from _cells_of(journal, lesson, WorkId(f"w{n}") if n % 7 == 4 else None, chance)


def _cells_of(journal: JournalId, lesson: LessonId, work: WorkId | None, chance: random.Random) -> Iterator[Record]:
    for row in range(len(NAMES)):
        pupil, drawn = pupil_id(row), chance.random()
        level = 2 + (row * 7 % 4)
        if drawn < 0.07:
            sign = chance.choice([Absence.ABSENT, Absence.ILL, Absence.EXCUSED, Absence.LATE])
            yield Attendance(attendance_id(lesson, pupil), TOKEN, journal, lesson, pupil, sign, 0, ANNA)
        elif drawn < (0.9 if work else 0.38):
            for again in range(2 if drawn > 0.36 and not work else 1):
                value = str(max(2, min(5, level + chance.choice([-1, 0, 0, 1, 1]))))
                comment = "Решил задачу вторым способом" if drawn < 0.09 and not again else ""
                yield Mark(
                    MarkId(f"{lesson}-{row}-{again}"), TOKEN, journal, lesson, pupil, work, value, ANNA, comment=comment
                )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def access_requests(pupil: Callable[[int], PupilId] = pupil_id) -> Iterator[AccessRequest]:
    """Yield applications for access to diaries of 7Б: an overdue and doubtful one, another, a decided one.

    pupil: a pupil of the class by the row.
    """
    guardian = "Константинопольская-Преображенская Александра Всеволодовна"
    doubts = "surname_differs name_stated others_have_access"
    overdue = a_request("overdue", pupil(4), ClassId("7Б"), doubts=doubts)
    yield replace(overdue, applicant=guardian, ground="guardian", due=date(2026, 11, 20))
    yield replace(a_request("due", pupil(0), ClassId("7Б")), applicant="Абрамова Елена Викторовна", due=TODAY)
    decided = a_request("decided", pupil(2), ClassId("7Б"))
    yield replace(decided, decision=GRANTED, decided_by=ANNA)


def excuse_proposals(pupil: Callable[[int], PupilId] = pupil_id) -> Iterator[ExcuseProposal]:
    """Yield what parents of 7Б tell of absences: days that are over, days to come, an accepted and a declined one."""
    of_class = ClassId("7Б")
    ill = replace(a_proposal("ill", pupil(3), of_class), filed="2026-11-23T05:40:00+00:00")
    yield replace(ill, first=TODAY - timedelta(4), last=TODAY, document_day=TODAY)
    journey = replace(ill, id=ProposalId("journey"), pupil=pupil(4), sign="у", document_day=None)
    told = "Областная олимпиада по математике, приказ управления образования"
    guardian = "Константинопольская-Преображенская Александра Всеволодовна, опекун"
    days = {"first": TODAY + timedelta(1), "last": TODAY + timedelta(3)}
    yield replace(journey, **days, document=told, proposer=guardian)
    yield replace(journey, **days, id=ProposalId("awaited"), pupil=pupil(0), decision=ACCEPTED, decided_by=ANNA)
    over = replace(ill, id=ProposalId("over"), pupil=pupil(2), first=TODAY - timedelta(9), last=TODAY - timedelta(8))
    yield replace(over, decision=DECLINED, decided_by=ANNA, answer="Был на уроках")
