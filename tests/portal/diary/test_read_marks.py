"""«Прочитано»: said by a form, kept as one operation, sent to the class teacher; nothing else can be said by it."""

from datetime import date

import pytest
from sqlalchemy import func, select, update

from app.domain.classroom import DiaryRead, Duty
from app.domain.records import NEVER
from app.operations import MarkAdd, Operation, RemarkAdd, RemarkAnnul
from app.planning import DiarySeen
from portal.exchange.family import FAMILY
from portal.store.tables import links, operations
from tests.portal.conftest import Portal
from tests.portal.diary.reader import Reader, a_reader
from tests.portal.pcs import Pc
from tests.portal.portal_school import STRANGERS
from tests.small_school import ALGEBRA, BEGINS, BORIS, LESSONS, PUPILS, WHOLE_YEAR

IVANOV, OTHER = PUPILS[:2]
FIRST_WEEK = date(2026, 8, 31)


@pytest.fixture
def reader(portal: Portal) -> Reader:
    return a_reader(portal, IVANOV)


@pytest.fixture
def deputy(portal: Portal) -> Pc:
    """Boris is the deputy head too."""
    portal.put(Duty("duty", NEVER, BORIS, "deputy_head", BEGINS, None))
    return portal.pc("boris")


def remark_of(anna: Pc, pupil: str = IVANOV) -> str:
    """Let Anna write a remark; return its id."""
    anna.push(Operation(RemarkAdd(LESSONS[0], PUPILS[PUPILS.index(pupil)], praise=False, text="Без тетради")))
    return str(anna.ids[-1])


def reads(pc: Pc) -> list[DiaryRead]:
    """Return what a teacher's PC hears of it."""
    return [row for row in pc.rows(ALGEBRA) if isinstance(row, DiaryRead)]


def said(portal: Portal) -> int:
    """Return how many operations families have written."""
    with portal.engine.connect() as connection:
        found = select(func.count()).select_from(operations).where(operations.c.replica == FAMILY)
        return int(connection.execute(found).scalar_one())


def test_a_remark_is_read_once_and_the_class_teacher_hears_it(portal: Portal, reader: Reader, anna: Pc) -> None:
    remark = remark_of(anna)
    answers = [reader.read("remark", remark) for _ in range(2)]
    assert [(each.status_code, each.headers["location"]) for each in answers] == [
        (303, f"{reader.home}/{BEGINS}#d{BEGINS}")
    ] * 2
    assert said(portal) == 1
    (row,) = reads(anna)
    assert (row.pupil, row.what, row.key, row.wall[:10]) == (IVANOV, "remark", remark, "2026-09-21")
    assert "Прочитано 21 сентября" in reader.text(f"/{BEGINS}")


def test_it_travels_in_the_feed_too(reader: Reader, anna: Pc) -> None:
    remark = remark_of(anna)
    anna.pull()
    reader.read("remark", remark)
    entries = anna.pull()
    assert [type(row) for entry in entries for row in entry.rows] == [DiaryRead]


def test_a_week_and_a_term_are_read(portal: Portal, reader: Reader, anna: Pc) -> None:
    assert "Прочитано : неделя" in reader.text(f"/{FIRST_WEEK}")
    assert reader.read("week", str(FIRST_WEEK)).headers["location"] == f"{reader.home}/{FIRST_WEEK}"
    assert reader.read("term", WHOLE_YEAR).headers["location"] == f"{reader.home}/term/{WHOLE_YEAR}"
    assert {(row.what, row.key) for row in reads(anna)} == {("week", str(FIRST_WEEK)), ("term", WHOLE_YEAR)}
    assert said(portal) == 2
    assert "Прочитано 21 сентября" in reader.text(f"/term/{WHOLE_YEAR}")


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("week", "2026-09-01"),
        ("week", "20260831"),
        ("week", "2027-02-01"),
        ("week", "2025-09-01"),
        ("week", "x"),
        ("term", "x"),
        ("remark", "x"),
        ("mark", "x"),
        ("", ""),
    ],
)
def test_what_is_not_there_is_not_said_to_be_read(portal: Portal, reader: Reader, what: str, key: str) -> None:
    assert reader.read(what, key).status_code == 404
    assert said(portal) == 0


def test_another_childs_remark_and_one_that_is_not_there_get_the_same_answer(
    portal: Portal, reader: Reader, anna: Pc
) -> None:
    answers = [reader.read("remark", key) for key in (remark_of(anna, OTHER), "unknown")]
    assert len({(each.status_code, each.text) for each in answers}) == 1
    assert (answers[0].status_code, said(portal)) == (404, 0)


def test_a_remark_that_was_taken_back_cannot_be_read(portal: Portal, reader: Reader, anna: Pc) -> None:
    remark = remark_of(anna)
    anna.push(Operation(RemarkAnnul(), ent=anna.ids[-1]))
    assert (reader.read("remark", remark).status_code, said(portal)) == (404, 0)


def test_a_form_of_another_site_changes_nothing(portal: Portal, reader: Reader, anna: Pc) -> None:
    remark = remark_of(anna)
    form = {"what": "remark", "key": remark}
    refused = [
        reader.send("/read", form, sec_fetch_site="cross-site"),
        reader.send("/read", {**form, "token": "0" * 64}),
        reader.send("/read", {**form, "token": a_reader(portal, OTHER).token()}),
        reader.send("/read", form, content_type="text/plain"),
        portal.client.post(f"{reader.home}/read", content=b"what=remark&what=week", headers={}),
    ]
    assert {each.status_code for each in refused} == {403}
    assert said(portal) == 0


def test_a_huge_form_is_not_read(reader: Reader) -> None:
    assert reader.send("/read", {"what": "week", "key": "x" * 10_000}).status_code == 413


def test_a_revoked_link_says_nothing(portal: Portal, reader: Reader, anna: Pc) -> None:
    remark = remark_of(anna)
    token = reader.token()
    with portal.engine.begin() as connection:
        connection.execute(update(links).values(revoked=1))
    answer = reader.send("/read", {"token": token, "what": "remark", "key": remark})
    assert (answer.status_code, answer.text, said(portal)) == (404, reader.get().text, 0)


def test_no_teachers_pc_can_say_it(anna: Pc, deputy: Pc) -> None:
    seen = Operation(DiarySeen(ALGEBRA, IVANOV, "week", str(FIRST_WEEK)))
    assert anna.verdicts(seen) == [("rejected", "no_pupil")]
    assert deputy.verdicts(seen) == [("rejected", "no_pupil")]


def test_families_come_into_the_log_as_nobodys_pc(portal: Portal, reader: Reader, anna: Pc) -> None:
    anna.push(Operation(MarkAdd(LESSONS[0], IVANOV, None, "5")))
    reader.read("week", str(FIRST_WEEK))
    with portal.engine.connect() as connection:
        rows = connection.execute(select(operations.c.author, operations.c.n, operations.c.kind)).all()
    assert ("family", 1, "diary.seen") in {tuple(row) for row in rows}


def test_the_right_is_for_the_own_child_alone(portal: Portal) -> None:
    stranger = a_reader(portal, STRANGERS[0])
    assert stranger.read("week", str(FIRST_WEEK)).status_code == 303
    assert stranger.read("week", str(FIRST_WEEK)).status_code == 303
    assert said(portal) == 1
