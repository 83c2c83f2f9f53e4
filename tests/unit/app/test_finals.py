"""Marks for periods: proposed from the term's marks, set by the teacher, frozen when the term is closed."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.attendance import Absence, attendance_id
from app.domain.earlier_marks import EarlierMark, earlier_mark_id
from app.domain.final_marks import NOT_ASSESSED, Ground
from app.domain.finals import FinalsPage, ShownFinal
from app.domain.pages import Standing
from app.domain.periods import FINAL, YEAR, closing_id, final_mark_id
from app.domain.records import NEVER, Attendance, Closing, FinalMark, Mark, SchoolClass, Term, Work, WorkType
from app.domain.regulations import Setting
from app.errors import ChangedSinceError, ReasonNeededError, TermClosedError, UnknownMarkError
from app.ids import LessonId, MarkId, OperationId, PupilId, SubjectId, WorkId, WorkTypeId
from app.services.finals import read_explanation, read_finals, read_mean, set_final, set_proposed
from app.services.school_rules import read_rules
from app.services.undoing import revert
from app.store.unit import Store
from tests.builders import FeedOf, a_page, unsent
from tests.small_school import ALGEBRA, ANNA, BORIS, CLASS, LESSONS, PUPILS, SUBJECT, WHOLE_YEAR

IVANOV, PETROVA, SIDOROV = PUPILS[:3]
TODAY = date(2026, 12, 31)
AUTUMN = "autumn"


@pytest.fixture(autouse=True)
def _term(feed: FeedOf) -> None:
    """The first thirty lessons are of the autumn, the rest of nothing."""
    feed.send(Term(WHOLE_YEAR, NEVER, "Весна", 2, 1, 11, date(2027, 1, 1), date(2027, 5, 31)))
    feed.send(Term(AUTUMN, NEVER, "Осень", 1, 1, 11, date(2026, 9, 1), date(2026, 9, 30)))


def marks(feed: FeedOf, who: PupilId, values: str) -> None:
    feed.send(
        *(
            Mark(MarkId(f"{who}-{n}"), OperationId(f"{who}-{n}"), ALGEBRA, LESSONS[n], who, None, value, ANNA)
            for n, value in enumerate(values)
        )
    )


def missed(feed: FeedOf, who: PupilId, count: int) -> None:
    feed.send(*(_absence(LESSONS[n], who) for n in range(count)))


def _absence(lesson: LessonId, who: PupilId) -> Attendance:
    return Attendance(attendance_id(lesson, who), OperationId("a"), ALGEBRA, lesson, who, Absence.ILL, 0, ANNA)


def page(store: Store) -> FinalsPage:
    with store.reading() as unit:
        return read_finals(unit, ALGEBRA, today=TODAY)


def cell(store: Store, who: PupilId = IVANOV, period: str = AUTUMN) -> ShownFinal:
    return page(store).cells[who, period]


def decide(store: Store, value: str, *, reason: str = "", period: str = AUTUMN) -> None:
    with store.unit() as unit:
        set_final(
            unit,
            journal_id=ALGEBRA,
            who=IVANOV,
            period=period,
            value=value,
            seen=cell(store, IVANOV, period),
            reason=reason,
        )


def test_a_term_mark_is_proposed_from_the_marks_of_the_term(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5544455")
    shown = cell(store)
    assert (shown.proposed, shown.average, shown.is_enough, shown.value) == ("5", Decimal("4.57"), True, "")
    assert [each.id for each in page(store).periods] == [AUTUMN, WHOLE_YEAR, YEAR]


def test_too_few_marks_are_said_and_too_many_absences_propose_not_assessed(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "55")
    missed(feed, PETROVA, 21)
    missed(feed, SIDOROV, 20)
    assert (cell(store).is_enough, cell(store).proposed) == (False, "5")
    assert cell(store, PETROVA).proposed == NOT_ASSESSED
    assert cell(store, SIDOROV).proposed is None


def test_a_set_mark_waits_for_the_portal_and_remembers_its_average(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5544455")
    decide(store, "5")
    shown = cell(store)
    assert (shown.value, shown.then, shown.standing, shown.has_changed) == ("5", "4.57", Standing.WAITING, False)
    feed.apply_all()
    assert cell(store).standing is Standing.SENT
    feed.send(Mark(MarkId("late"), OperationId("late"), ALGEBRA, LESSONS[9], IVANOV, None, "2", ANNA))
    assert (cell(store).has_changed, cell(store).average) == (True, Decimal("4.25"))


def test_a_decision_far_from_the_proposal_asks_for_a_reason(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5555555")
    decide(store, "4")
    with pytest.raises(ReasonNeededError):
        decide(store, "3")
    decide(store, "3", reason="По решению педсовета")
    assert (cell(store).value, cell(store).reason) == ("3", "По решению педсовета")


def test_what_is_proposed_is_set_for_everybody_at_once_and_is_one_step(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5555555")
    marks(feed, PETROVA, "3333333")
    decide(store, "4")
    with store.unit() as unit:
        done = set_proposed(unit, page=page(store), period=AUTUMN).recorded
    assert (cell(store).value, cell(store, PETROVA).value, cell(store, SIDOROV).value) == ("4", "3", "")
    with store.unit() as unit:
        revert(unit, steps=done)
    assert (cell(store).value, cell(store, PETROVA).value) == ("4", "")


def test_the_years_mark_is_proposed_once_every_term_has_one(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5555555")
    decide(store, "5")
    assert cell(store, period=YEAR).proposed is None
    decide(store, "4", reason="по итогам", period=WHOLE_YEAR)
    assert (cell(store, period=YEAR).proposed, cell(store, period=YEAR).average) == ("5", Decimal("4.50"))


def test_a_closed_term_is_frozen(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5555555")
    feed.send(Closing(closing_id(AUTUMN, CLASS), OperationId("c"), AUTUMN, CLASS, True, "", BORIS))
    assert page(store).periods[0].closed
    with pytest.raises(TermClosedError):
        decide(store, "5")
    with pytest.raises(TermClosedError), store.unit() as unit:
        set_proposed(unit, page=page(store), period=AUTUMN)
    assert unsent(store) == 0


@pytest.mark.parametrize("value", ["6", "н", "отл", "5-"])
def test_what_is_no_final_mark_is_refused(store: Store, feed: FeedOf, value: str) -> None:
    marks(feed, IVANOV, "5555555")
    with pytest.raises(UnknownMarkError):
        decide(store, value, reason="так")
    assert unsent(store) == 0


def test_two_who_set_a_mark_do_not_overwrite_each_other(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5555555")
    seen = cell(store)
    key = final_mark_id(ALGEBRA, IVANOV, AUTUMN)
    feed.send(FinalMark(key, OperationId("theirs"), ALGEBRA, IVANOV, AUTUMN, "4", "5.00", "", BORIS))
    with pytest.raises(ChangedSinceError), store.unit() as unit:
        set_final(unit, journal_id=ALGEBRA, who=IVANOV, period=AUTUMN, value="5", seen=seen)
    assert cell(store).value == "4"


def test_the_average_explains_itself(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5443")
    with store.reading() as unit:
        why = read_explanation(unit, ALGEBRA, who=IVANOV, term_id=AUTUMN, today=TODAY)
        assert read_explanation(unit, ALGEBRA, who=IVANOV, term_id=YEAR, today=TODAY) is None
    assert why is not None
    assert [line.product for line in why.lines] == [5, 4, 4, 3]  # 16 / 4 = 4.00
    assert (why.sums.products, why.sums.weight, why.proposal.value, why.next_value) == (16, 4, "4", "5")


def test_the_years_mark_explains_itself_from_the_marks_of_the_terms(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5555555")
    decide(store, "5")
    with store.reading() as unit:
        why = read_mean(unit, ALGEBRA, who=IVANOV, period=YEAR, today=TODAY)
        assert read_mean(unit, ALGEBRA, who=IVANOV, period=AUTUMN, today=TODAY) is None
    assert why is not None
    assert [(period.id, value) for period, value in why.parts] == [(AUTUMN, "5"), (WHOLE_YEAR, "")]
    assert (why.mark.value, why.mark.ground, why.mark.mean) == (None, Ground.INCOMPLETE, Decimal("5.00"))


def tenth(*values: str, who: PupilId = IVANOV, subject: SubjectId = SUBJECT) -> list[EarlierMark]:
    """Return marks of the tenth class: of its terms in their order, the year's last."""
    periods = (*map(str, range(1, len(values))), YEAR)
    return [
        EarlierMark(earlier_mark_id(who, subject, period), NEVER, who, subject, 2025, period, value, "10Б")
        for period, value in zip(periods, values, strict=True)
    ]


@pytest.fixture
def _eleventh(feed: FeedOf) -> None:
    feed.send(SchoolClass(CLASS, NEVER, 11, "Б", 1, ANNA))


@pytest.mark.usefixtures("_eleventh")
def test_the_final_mark_of_an_eleventh_class_counts_the_tenth_too(store: Store, feed: FeedOf) -> None:
    """(3 + 3 + 3 + 3 + 4 + 4) / 6 = 20 / 6 = 3.33, a «3»; of the last year alone it would be a «4»."""
    feed.send(*tenth("3", "3", "3"))
    for period, value in ((AUTUMN, "3"), (WHOLE_YEAR, "4"), (YEAR, "4")):
        decide(store, value, period=period, reason="зачёт")
    shown = cell(store, period=FINAL)
    assert (shown.proposed, shown.average, shown.is_by_hand) == ("3", Decimal("3.33"), False)
    with store.reading() as unit:
        why = read_mean(unit, ALGEBRA, who=IVANOV, period=FINAL, today=TODAY)
    assert why is not None
    assert why.tenth == (("1", "3"), ("2", "3"), (YEAR, "3"))
    assert [(period.id, value) for period, value in why.parts] == [(AUTUMN, "3"), (WHOLE_YEAR, "4"), (YEAR, "4")]


@pytest.mark.usefixtures("_eleventh")
def test_a_mark_far_from_what_both_years_propose_asks_for_a_reason(store: Store, feed: FeedOf) -> None:
    feed.send(*tenth("3", "3", "3"))
    for period, value in ((AUTUMN, "3"), (WHOLE_YEAR, "4"), (YEAR, "4")):
        decide(store, value, period=period, reason="зачёт")
    with pytest.raises(ReasonNeededError):
        decide(store, "5", period=FINAL)
    decide(store, "4", period=FINAL)
    assert cell(store, period=FINAL).value == "4"
    decide(store, "5", period=FINAL, reason="решение педсовета")
    assert cell(store, period=FINAL).value == "5"


@pytest.mark.usefixtures("_eleventh")
def test_while_marks_of_the_tenth_are_not_known_the_final_mark_is_typed_by_hand(store: Store, feed: FeedOf) -> None:
    """As in a ninth class it would be the year's, a «5»; another subject's and another pupil's marks are not these."""
    feed.send(*tenth("4", "", "4"), *tenth("5", "5", "5", who=PETROVA))
    feed.send(*tenth("5", "5", "5", subject=SubjectId("physics")))
    for period in (AUTUMN, WHOLE_YEAR, YEAR):
        decide(store, "5", period=period, reason="зачёт")
    shown = cell(store, period=FINAL)
    assert (shown.proposed, shown.average, shown.is_by_hand) == (None, None, True)
    assert not cell(store, period=YEAR).is_by_hand
    with store.reading() as unit:
        why = read_mean(unit, ALGEBRA, who=IVANOV, period=FINAL, today=TODAY)
    assert why is not None
    assert (why.missing, why.mark.ground) == (("2",), Ground.TENTH)
    decide(store, "4", period=FINAL)
    assert cell(store, period=FINAL).value == "4"
    with pytest.raises(ReasonNeededError):
        decide(store, "3", period=YEAR)


def test_marks_of_a_tenth_class_count_in_no_other_grade(store: Store, feed: FeedOf) -> None:
    feed.send(SchoolClass(CLASS, NEVER, 9, "Б", 1, ANNA), *tenth("2", "2", "2"))
    decide(store, "5", period=YEAR, reason="зачёт")
    assert cell(store, period=FINAL).proposed == "5"


def test_one_pupils_explanation_is_the_same_as_on_the_page_of_all(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5443")
    marks(feed, PETROVA, "22")
    with store.reading() as unit:
        why = read_explanation(unit, ALGEBRA, who=PETROVA, term_id=AUTUMN, today=TODAY)
    assert why is not None
    assert (why.proposal.average, why.proposal.value) == (cell(store, PETROVA).average, cell(store, PETROVA).proposed)
    assert why.proposal.average == Decimal("2.00")


def test_the_schools_settings_arrive_and_count(store: Store, feed: FeedOf) -> None:
    marks(feed, IVANOV, "5544455")
    feed.send(Setting("five_from", OperationId("s"), "460"), Setting("unknown", OperationId("s"), "1"))
    feed.send(Setting("four_from", OperationId("s"), "many"), Setting("weights_count", OperationId("s"), "0"))
    with store.reading() as unit:
        rules = read_rules(unit)
    assert (rules.five_from, rules.four_from, rules.weights_count) == (460, 350, False)
    assert cell(store).proposed == "4"


def test_the_page_and_the_term_show_the_same_average(store: Store, feed: FeedOf) -> None:
    control = WorkTypeId("control")
    feed.send(WorkType(control, NEVER, "Контрольная", "к", 4, "#c0503f", 1))
    feed.send(Work(WorkId("w"), NEVER, ALGEBRA, LESSONS[0], control, "", 4))
    mark = Mark(MarkId("m"), OperationId("m"), ALGEBRA, LESSONS[0], IVANOV, WorkId("w"), "5", ANNA)
    feed.send(mark, Mark(MarkId("n"), OperationId("n"), ALGEBRA, LESSONS[1], IVANOV, None, "3", ANNA))
    for weights, average in (("1", Decimal("4.60")), ("0", Decimal("4.00"))):  # (5 × 4 + 3) / 5, (5 + 3) / 2
        feed.send(Setting("weights_count", OperationId(f"s{weights}"), weights))
        assert (a_page(store).averages[IVANOV], cell(store).average) == (average, average)
