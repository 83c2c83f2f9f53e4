"""«Поворот года»: prepared over days, looked at as a whole, done at once, taken back as a whole."""

from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from app.domain.disputes import HeldEntry
from app.domain.movement import is_on
from app.domain.records import (
    NEVER,
    Assignment,
    Enrolment,
    Group,
    Journal,
    Lesson,
    Mark,
    Membership,
    Pupil,
    School,
    SchoolClass,
    Term,
)
from app.ids import LessonId, PupilId
from app.operations import AttendanceSet, MarkAdd, NoteSet, Operation, TopicSet
from portal.auth.auditing import read_readings
from portal.office.people_reading import People
from portal.office.turn_draft import read_turn, year_before
from tests.portal.conftest import Portal
from tests.portal.office.control_office import ControlOffice, deputy_of
from tests.portal.office.people_office import words
from tests.portal.office.turn_office import KINDS, MAY, SEPTEMBER, TurnOffice, on
from tests.portal.pcs import Pc
from tests.small_school import ALGEBRA, ANNA, CLASS, LESSONS, PUPILS


@pytest.fixture
def office(portal: Portal) -> TurnOffice:
    return on(portal, MAY)


def state(office: TurnOffice) -> dict[Any, Any]:
    """Return the school's rows that mean something: without their tokens, and without what was taken back."""
    rows = {(kind, each.id): replace(each, token=NEVER) for kind in KINDS for each in office.rows(kind)}  # type: ignore[attr-defined]  # records
    gone = {key for key, each in rows.items() if isinstance(each, Term) and not each.last_grade}
    gone |= {key for key, each in rows.items() if isinstance(each, SchoolClass) and each.year < 0}
    gone |= {
        key for key, each in rows.items() if isinstance(each, Enrolment | Membership | Assignment) and _never(each)
    }
    classes = {key[1] for key in gone}
    gone |= {key for key, each in rows.items() if isinstance(each, Group) and each.school_class in classes}
    groups = {key[1] for key in gone}
    gone |= {key for key, each in rows.items() if isinstance(each, Journal) and each.group in groups}
    return {key: each for key, each in rows.items() if key not in gone}


def _never(time: Any) -> bool:
    return time.last is not None and time.last < time.first


def parts(pc: Pc) -> set[str]:
    """Return the journals that a PC is told of."""
    return {info.id for info in pc.hello().parts} - {"school", "roster", "own", "access"}


def new_journal(office: TurnOffice, subject: str = "algebra") -> str:
    (found,) = office.rows(Journal, year=2027, subject=subject)
    return found.id


def test_it_is_prepared_from_april_on(portal: Portal) -> None:
    early = on(portal, date(2027, 3, 31))
    assert "можно готовить с 1 апреля 2027 года" in early.said()
    assert early.page("/turn/review").status_code == 404
    assert early.decide("", fresh="1А", order="", last="").status_code == 404
    assert early.rows(School)[0].year == 2026
    assert "Посмотреть всё целиком" in on(portal, date(2027, 4, 1)).said()


def test_the_first_page_says_what_each_class_becomes(office: TurnOffice) -> None:
    said = office.said()
    assert "Поворот года: 2026/27 → 2027/28" in said
    assert "7Б 30 8Б" in said


def test_what_was_prepared_is_kept_and_changes_nothing(portal: Portal, office: TurnOffice) -> None:
    before = state(office)
    assert office.decide("", fresh="1а, 1Б", order="77-у", last="2027-06-25").status_code == 303
    assert office.decide(f"/class/{CLASS}", to="8В", **{f"p__{PUPILS[0]}": "-"}).status_code == 303
    later = on(portal, MAY + timedelta(3))
    said = later.said()
    assert 'value="1А, 1Б"' in later.page("/turn").text
    assert 'value="77-у"' in later.page("/turn").text
    assert "7Б 30 8В 1 ученик" in said
    assert state(later) == before
    assert later.form("", "clear").status_code == 303
    assert "7Б 30 8Б –" in later.said()


@pytest.mark.parametrize(
    ("path", "typed", "told"),
    [
        ("", {"fresh": "весна", "order": "", "last": ""}, "Нужны классы через запятую"),
        ("", {"fresh": "", "order": "а" * 61, "last": ""}, "Не длиннее 60 знаков"),
        ("", {"fresh": "", "order": "", "last": "2027-09-02"}, "Нужен день с 01.04.2027 по 31.08.2027"),
        ("", {"fresh": "", "order": "", "last": "вчера"}, "Нужен день, например"),
        (f"/class/{CLASS}", {"to": "12А"}, "Нужны число от 1 до 11 и буква"),
        (f"/class/{CLASS}", {"to": "8Б", f"p__{PUPILS[0]}": "5А"}, "Выберите из списка."),
        (f"/load/{CLASS}", {f"hours__{ALGEBRA}": "много", f"teacher__{ALGEBRA}": ""}, "Нужно число часов от 0"),
        (f"/load/{CLASS}", {f"hours__{ALGEBRA}": "00099", f"teacher__{ALGEBRA}": ""}, "Нужно число часов от 0"),
        (f"/load/{CLASS}", {f"hours__{ALGEBRA}": "0" * 5_000, f"teacher__{ALGEBRA}": ""}, "Нужно число часов от 0"),
        (f"/load/{CLASS}", {f"hours__{ALGEBRA}": "3", f"teacher__{ALGEBRA}": "x"}, "Выберите учителя из списка."),
        ("/days", {}, "Нужны два дня"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_not_kept(
    office: TurnOffice, path: str, typed: dict[str, str], told: str
) -> None:
    before = office.said()
    answer = office.decide(path, **typed)
    assert answer.status_code == 422
    assert told in words(answer.text)
    assert office.said() == before


@pytest.mark.parametrize("path", ["/turn/class/unknown", "/turn/load/unknown", "/turn/spring", "/turn/days/7b"])
def test_a_page_that_is_none_is_not_found(office: TurnOffice, path: str) -> None:
    assert office.page(path).status_code == 404
    assert office.decide(path.removeprefix("/turn"), to="8А").status_code == 404


def test_the_review_tells_every_pupils_fate_and_what_is_unfinished(portal: Portal, office: TurnOffice) -> None:
    office.decide("", fresh="7Б", order="", last="")
    office.decide(f"/class/{CLASS}", to="8Б", **{f"p__{PUPILS[0]}": "-", f"p__{PUPILS[1]}": "7Б"})
    said = office.said("/turn/review")
    assert "Учебный год: 2026/27 → 2027/28" in said
    assert "Остаётся на повторное обучение: 1 ученик" in said
    assert "Фамилия00 Имя: выбывает" in said
    assert "Фамилия01 Имя: 7Б, повторно" in said
    assert "Фамилия02 Имя: 8Б" in said
    assert "период не закрыт" in said
    assert "За год не выставлено" in said


def test_the_year_turns_as_one_action(portal: Portal, office: TurnOffice) -> None:
    office.decide("", fresh="1А", order="77-у", last="")
    office.decide(f"/load/{CLASS}", **{f"hours__{ALGEBRA}": "4", f"teacher__{ALGEBRA}": ANNA})
    said = office.turn()
    assert "Сделано. Поворот года: 2026/27 → 2027/28" in said
    assert office.rows(School)[0].year == 2027
    assert set(office.titles) >= {"1А", "8Б"}
    assert "7Б" not in office.titles
    eighth = office.titles["8Б"]
    here = [each for each in office.rows(Enrolment, school_class=eighth) if is_on(each, SEPTEMBER)]
    assert len(here) == 30
    (journal,) = office.rows(Journal, id=new_journal(office))
    assert journal.hours == 4
    assert [each.teacher for each in office.rows(Assignment, journal=journal.id)] == [ANNA]
    assert "8Б 30 учеников" in office.get()
    assert "7Б" not in office.get()
    assert office.page(f"/people/class/{CLASS}").status_code == 404
    assert "7Б с 1 сентября 2026 по 31 августа 2027" in office.get(f"/pupil/{PUPILS[0]}")
    assert "2027/28 учебный год" in office.said()


def test_it_does_not_turn_twice(office: TurnOffice) -> None:
    looked = office.page("/turn/review").text
    version = looked.partition('name="drawn.version" value="')[2].partition('"')[0]
    office.turn()
    assert office.form("/review", "save", **{"drawn.version": version}).status_code == 404
    assert office.rows(School)[0].year == 2027


def test_what_has_changed_since_it_was_looked_at_is_shown_again(portal: Portal, office: TurnOffice) -> None:
    looked = office.page("/turn/review").text
    version = looked.partition('name="drawn.version" value="')[2].partition('"')[0]
    portal.put(Enrolment("late", NEVER, PupilId("late"), CLASS, date(2027, 5, 1), None, "9"))
    portal.put(_pupil("late"))
    answer = office.form("/review", "save", **{"drawn.version": version})
    assert answer.status_code == 409
    assert "посмотрите ещё раз" in words(answer.text)
    assert office.rows(School)[0].year == 2026


def _pupil(key: str) -> Pupil:
    return Pupil(PupilId(key), NEVER, "Поздняя", "Вера", "", date(2013, 5, 5), "f")


def version_of(portal: Portal) -> str:
    """Return what a review of these decisions would draw, though it draws no button."""
    with portal.engine.connect() as connection:
        turned = read_turn(connection, portal.school, year_before(People(connection, portal.school, MAY)))
    return blake2b(msgspec.json.encode(turned.records), digest_size=12).hexdigest()


def test_days_that_cannot_be_forbid_the_turn(portal: Portal, office: TurnOffice) -> None:
    (term,) = office.rows(Term)
    office.decide("/days", **{f"first__{term.id}": "2027-09-01", f"last__{term.id}": "2029-05-31"})
    assert "Эти дни вне учебного года" in office.said("/turn/days")
    assert "Сначала исправьте дни нового года" in office.said("/turn/review")
    assert office.form("/review", "save", **{"drawn.version": version_of(portal)}).status_code == 409
    assert office.rows(School)[0].year == 2026
    office.decide("/days", **{f"first__{term.id}": "2027-09-01", f"last__{term.id}": "2028-05-31"})
    assert "Сначала исправьте" not in office.said("/turn/review")


def test_it_is_taken_back_as_a_whole(portal: Portal, office: TurnOffice, anna: Pc) -> None:
    before, held = state(office), parts(anna)
    office.turn()
    assert state(office) != before
    assert parts(anna) != held
    assert office.undo(1).status_code == 303
    assert state(office) == before
    assert parts(anna) == held
    assert "7Б 30 учеников" in office.get()
    # and done again
    assert "Сделано." in office.turn()
    assert "8Б 30 учеников" in office.get()


def test_it_is_not_taken_back_once_somebody_builds_on_it(portal: Portal, office: TurnOffice, anna: Pc) -> None:
    office.turn()
    journal = new_journal(office)
    portal.put(Lesson(LessonId("new"), NEVER, journal, SEPTEMBER, 1, "1"))  # type: ignore[arg-type]  # an id
    answer = office.undo(1)
    assert answer.status_code == 409
    assert "урок" in words(answer.text)
    assert office.rows(School)[0].year == 2027


def test_a_teacher_is_told_of_the_new_journals_and_no_more_of_the_old(
    portal: Portal, office: TurnOffice, anna: Pc
) -> None:
    assert ALGEBRA in parts(anna)
    office.turn()
    now = parts(anna)
    assert new_journal(office) in now
    assert ALGEBRA not in now
    school = [row for row in anna.rows("school") if isinstance(row, Term | SchoolClass | School)]
    assert {row.year for row in school if isinstance(row, School)} == {2027}
    assert all(row.last >= SEPTEMBER for row in school if isinstance(row, Term))
    assert "7Б" not in {f"{row.grade}{row.letter}" for row in school if isinstance(row, SchoolClass)}
    assert {row.school_class for row in anna.rows("roster") if isinstance(row, Group)} <= set(office.titles.values())


def test_what_comes_late_for_a_journal_of_the_past_year_waits_for_the_deputy_head(
    portal: Portal, office: TurnOffice, anna: Pc
) -> None:
    office.turn()
    assert anna.verdicts(
        Operation(MarkAdd(LESSONS[0], PUPILS[0], None, "5")),
        Operation(AttendanceSet(LESSONS[1], PUPILS[0], "н")),
        Operation(TopicSet("Степени"), ent=LESSONS[2], base=NEVER),
        Operation(NoteSet(LESSONS[2], ANNA, "себе")),
    ) == [("held", "year_over")] * 3 + [("applied", "")]
    deputy = deputy_of(portal)
    said = deputy.said("/control")
    assert "7Б Алгебра · Фамилия00 Имя" in said
    assert "Учебный год закончен" in said
    # its author reads it on any PC, though the journal is of the past year (I10)
    assert [row.ground for row in portal.pc("anna").rows(ALGEBRA) if isinstance(row, HeldEntry)] == ["year_over"] * 3
    held = [each.id for each in deputy.rows(HeldEntry)]
    assert "Принято: 3 записи" in deputy.decide("accept", *held)
    assert [each.value for each in deputy.rows(Mark)] == ["5"]
    assert ALGEBRA not in parts(anna)


def test_only_the_office_turns_the_year(portal: Portal, office: TurnOffice) -> None:
    deputy_of(portal)
    deputy = ControlOffice(portal)
    assert portal.client.get(f"{deputy.home}/turn").status_code == 403
    assert deputy.post("/turn/review", "save", {}).status_code == 403


def test_a_form_from_elsewhere_or_without_its_token_is_refused(portal: Portal, office: TurnOffice) -> None:
    data = {"step": "save", "typed.fresh": "1Г", "typed.order": "", "typed.last": ""}
    ours = {"Origin": str(portal.client.base_url).rstrip("/")}
    sent = [
        portal.client.post(f"{office.home}/turn", data={**data, "token": token}, headers=headers).status_code
        for token, headers in ((office.token, {"Origin": "https://example.org"}), ("x", ours))
    ]
    assert sent == [403, 403]
    assert "1Г" not in office.page("/turn").text


def test_who_looked_is_written_down(portal: Portal, office: TurnOffice) -> None:
    office.said("/turn/review")
    with portal.engine.connect() as connection:
        assert "turn/review" in {each.subject for each in read_readings(connection, portal.school)}
