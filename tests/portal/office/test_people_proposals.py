"""What parents tell of absences, on the office's pages: where it stands, what a decision does, and who was first."""

from datetime import date

import pytest
from msgspec.structs import replace

from app.domain.attendance import Absence, attendance_id
from app.domain.class_absences import StandingSign
from app.domain.excuse_proposals import ACCEPTED, DECLINED, ExcuseProposal
from app.domain.records import NEVER, Attendance
from app.ids import OperationId
from app.judging.reasons import reason_of, reasoned
from app.operations import AbsenceExcuse, AttendanceSet, Operation
from app.planning import ProposalDecide
from tests.excuse_proposals import PAPER, a_proposal
from tests.portal.conftest import Portal
from tests.portal.diary.test_readers import a_parent
from tests.portal.office.people_office import PeopleOffice, words
from tests.portal.pcs import Pc
from tests.portal.portal_school import CLASS_8A, STRANGERS
from tests.small_school import LESSONS, PUPILS

CHILD = PUPILS[0]
PATH = "proposal/proposal"
GIVEN, BARE = ("б", "б", *PAPER), ("н", "", "", None)
NO = {"decision": DECLINED, "answer": "Был на уроках"}


@pytest.fixture
def office(portal: Portal) -> PeopleOffice:
    portal.put(a_proposal())
    return PeopleOffice(portal)


@pytest.fixture
def boris(portal: Portal) -> Pc:
    """Who teaches the subject: the child is away on the tenth, late on the next day, excused on the twelfth."""
    boris, anna = portal.pc("boris"), portal.pc("anna")
    boris.push(sign(9, "н"), sign(10, "о"), sign(11, "н"), sign(12, "н"))
    anna.push(Operation(AbsenceExcuse(LESSONS[11], CHILD, "у", "приказ")))
    return boris


def sign(lesson: int, code: str) -> Operation:
    return Operation(AttendanceSet(LESSONS[lesson], CHILD, code))


def at(office: PeopleOffice, lesson: int) -> tuple[str, str, str, date | None]:
    (row,) = office.rows(Attendance, id=attendance_id(LESSONS[lesson], CHILD))
    return row.code, row.excuse, row.document, row.document_day


def standing(office: PeopleOffice) -> ExcuseProposal:
    (row,) = office.rows(ExcuseProposal, id="proposal")
    return row


def test_it_stands_on_the_list_and_on_the_pupils_page(office: PeopleOffice, boris: Pc) -> None:
    assert "Сообщения о пропусках: 1" in office.get()
    listed = office.get("/proposals")
    assert "Ждут решения: 1 Фамилия00 Имя, 7Б 10–12 сентября 2026, болезнь, справка № 5 от 14.09.2026" in listed
    assert "Сообщение родителей: 10–12 сентября 2026" in office.get(f"/pupil/{CHILD}")
    form = office.get(f"/{PATH}")
    assert "Сообщает: Иванова Мария Петровна, мама, 21 сентября 2026, 11:00." in form
    assert "«Н» без причины в эти дни: 4 Алгебра." in form


def test_an_acceptance_is_looked_at_and_gives_the_reason_where_an_absence_stands_bare(
    office: PeopleOffice, boris: Pc
) -> None:
    said = office.review(PATH, decision=ACCEPTED, answer="")
    assert "Решение ждёт ответа школы принято Чт 10.09.2026 н: 4 Алгебра б – болезнь" in said
    assert "Пт 11.09.2026" not in said
    assert at(office, 9) == BARE
    done = office.save(PATH, decision=ACCEPTED, answer="")
    assert "Сделано. Сообщение о пропуске: Фамилия00 Имя, 10–12 сентября 2026" in done
    assert [at(office, n) for n in (9, 10, 11, 12)] == [GIVEN, ("о", "", "", None), ("у", "у", "приказ", None), BARE]
    assert (standing(office).decision, standing(office).decided_by) == (ACCEPTED, "office")
    assert "Ждут решения" in office.get("/proposals")
    assert "принято" in office.get("/proposals")
    assert "Сейчас: принято (канцелярия)." in office.get(f"/{PATH}")


def test_a_decline_needs_a_reason_which_the_parents_read(office: PeopleOffice, boris: Pc) -> None:
    assert "Напишите, почему не принято." in office.refusal(PATH, decision=DECLINED, answer=" ")
    assert "Выберите из списка." in office.refusal(PATH, decision="withdrawn", answer="")
    assert "Не длиннее 200 знаков." in office.refusal(PATH, decision=DECLINED, answer="ы" * 201)
    office.save(PATH, **NO)
    assert (standing(office).decision, standing(office).answer, at(office, 9)) == (DECLINED, "Был на уроках", BARE)
    assert "не принято: Был на уроках" in office.get(f"/pupil/{CHILD}")


def test_what_was_accepted_is_declined_and_its_reasons_go_but_nobody_elses(office: PeopleOffice, boris: Pc) -> None:
    office.save(PATH, decision=ACCEPTED, answer="")
    said = office.review(PATH, **NO)
    assert "Чт 10.09.2026 б, справка № 5: 4 Алгебра н – без причины" in said
    assert "Причины, которые стояли по этому сообщению, будут сняты" in said
    office.save(PATH, **NO)
    assert [at(office, n) for n in (9, 11)] == [BARE, ("у", "у", "приказ", None)]


def test_an_absence_that_came_after_the_acceptance_takes_the_reason_too(office: PeopleOffice) -> None:
    office.save(PATH, decision=ACCEPTED, answer="")
    assert "Так уже и есть: сохранять нечего." in office.review(PATH, decision=ACCEPTED, answer="")
    office.portal.pc("boris").push(sign(9, "н"))
    assert "Решение" not in office.review(PATH, decision=ACCEPTED, answer="").partition("Новое")[2]
    office.save(PATH, decision=ACCEPTED, answer="")
    assert at(office, 9) == GIVEN


def test_an_acceptance_is_taken_back_whole_and_waits_again(office: PeopleOffice, boris: Pc) -> None:
    """The action holds the decision and the reasons; undone it leaves neither, and the parent sees that it waits."""
    mother, home = a_parent(office.portal, "mama")
    office.save(PATH, decision=ACCEPTED, answer="")
    assert "принято" in words(mother.get(f"{home}/absence").text)
    assert "Решение: ждёт ответа школы → принято" in office.get("/actions")
    assert office.undo(1).status_code == 303
    assert [at(office, n) for n in (9, 11)] == [BARE, ("у", "у", "приказ", None)]
    assert (standing(office).decision, standing(office).decided_by, standing(office).answer) == ("", "", "")
    assert "ждёт ответа школы" in words(mother.get(f"{home}/absence").text)
    assert "Ждут решения: 1" in office.get("/proposals")
    office.save(PATH, **NO)
    assert standing(office).decision == DECLINED


def test_a_decline_without_reasons_is_an_action_too_and_what_stood_before_comes_back(
    office: PeopleOffice, boris: Pc
) -> None:
    done = office.save(PATH, **NO)
    assert "Сделано. Сообщение о пропуске" in done
    office.save(PATH, decision=ACCEPTED, answer="")
    assert office.undo(2).status_code == 303
    assert (standing(office).decision, standing(office).answer, at(office, 9)) == (DECLINED, "Был на уроках", BARE)
    assert office.undo(1).status_code == 303
    assert standing(office).decision == ""


def test_a_decline_of_what_was_accepted_is_undone_with_the_reasons_that_it_took(
    office: PeopleOffice, boris: Pc
) -> None:
    office.save(PATH, decision=ACCEPTED, answer="")
    office.save(PATH, **NO)
    assert at(office, 9) == BARE
    assert office.undo(2).status_code == 303
    assert (standing(office).decision, at(office, 9)) == (ACCEPTED, GIVEN)


def test_the_reasons_that_came_since_go_with_the_acceptance(office: PeopleOffice, boris: Pc) -> None:
    """The class teacher has followed up: «н» of a later day had the reason from the same decision."""
    office.portal.put(replace(a_proposal(), last=date(2026, 9, 15)))
    office.save(PATH, decision=ACCEPTED, answer="")
    assert at(office, 12) == GIVEN
    boris.push(sign(13, "н"))
    follow_up = reasoned(
        StandingSign(LESSONS[13], CHILD, Absence.ABSENT, Absence.PRESENT, NEVER),
        reason_of(standing(office)),
        proposal=standing(office).id,
    )
    assert office.portal.pc("anna").verdicts(follow_up) == [("applied", "")]
    assert at(office, 13) == GIVEN
    assert office.undo(1).status_code == 303
    assert [at(office, n) for n in (9, 12, 13)] == [BARE] * 3


def test_what_the_class_teacher_has_decided_since_is_not_undone_by_the_office(office: PeopleOffice, boris: Pc) -> None:
    office.save(PATH, decision=ACCEPTED, answer="")
    otherwise = Operation(ProposalDecide(DECLINED, "Видела его"), ent="proposal", base=standing(office).token)
    assert office.portal.pc("anna").verdicts(otherwise) == [("applied", "")]
    answer = office.undo(1)
    assert answer.status_code == 409
    assert "изменена другим действием" in words(answer.text)
    assert (standing(office).decision, standing(office).answer) == (DECLINED, "Видела его")


def test_what_the_class_teacher_decided_while_the_office_looked_stands(office: PeopleOffice, boris: Pc) -> None:
    looked = office.check(PATH, decision=ACCEPTED, answer="")
    said = Operation(ProposalDecide(DECLINED, "Видела его в школе"), ent="proposal", base=NEVER)
    assert office.portal.pc("anna").verdicts(said) == [("applied", "")]
    answer = office.confirm(PATH, looked)
    assert "Пока вы смотрели, здесь что-то изменили" in words(answer.text)
    assert (standing(office).decision, at(office, 9)) == (DECLINED, BARE)


def test_what_was_decided_back_and_forth_meanwhile_is_looked_at_again(office: PeopleOffice) -> None:
    office.save(PATH, **NO)
    looked, anna = office.check(PATH, decision=ACCEPTED, answer=""), office.portal.pc("anna")
    for decision, answer in ((ACCEPTED, ""), (DECLINED, NO["answer"])):
        said = Operation(ProposalDecide(decision, answer), ent="proposal", base=standing(office).token)
        assert anna.verdicts(said) == [("applied", "")]
    assert "Пока вы смотрели, здесь что-то изменили" in words(office.confirm(PATH, looked).text)


def test_what_the_family_took_back_and_what_is_not_there_is_no_page(office: PeopleOffice) -> None:
    office.portal.put(replace(a_proposal("gone"), decision="withdrawn"))
    for key in ("gone", "none"):
        assert office.check(f"proposal/{key}", decision=ACCEPTED, answer="").status_code == 404
    assert "Сообщение родителей" in office.get(f"/pupil/{CHILD}")
    assert office.get(f"/pupil/{CHILD}").count("Сообщение родителей") == 1


def test_the_class_teachers_pc_is_sent_what_the_office_decided(office: PeopleOffice, boris: Pc) -> None:
    office.save(PATH, **NO)
    anna = office.portal.pc("anna")
    (row,) = (each for each in anna.rows("access") if isinstance(each, ExcuseProposal))
    assert (row.decision, row.answer) == (DECLINED, "Был на уроках")
    otherwise = Operation(ProposalDecide(ACCEPTED), ent="proposal", base=OperationId(row.token))
    assert anna.verdicts(otherwise) == [("applied", "")]


def test_the_first_days_stand_first(office: PeopleOffice) -> None:
    sooner = replace(a_proposal("sooner", STRANGERS[0], CLASS_8A), first=date(2026, 9, 9))
    office.portal.put(sooner, replace(a_proposal("answered"), decision=DECLINED, answer="нет"))
    listed = office.get("/proposals")
    assert listed.index("9–12 сентября") < listed.index("10–12 сентября")
    assert "не принято: нет" in listed
