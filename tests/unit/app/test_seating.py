"""A seating plan: moving and exchanging, other desks, whoever has no seat; kept as a text, and as an own record."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.seating import USUAL, Layout, Seat, layout_text, read_layout
from app.ids import PupilId
from app.services.seating import read_seating, set_seating
from app.store.unit import Store
from tests.builders import unsent
from tests.small_school import ALGEBRA, PUPILS

ANNA, BORIS, VERA = (PupilId(key) for key in ("anna", "boris", "vera"))
PAIR = Layout(2, 3, 2, {ANNA: (0, 0), BORIS: (0, 1)})

rooms = st.builds(
    lambda across, rows, seats, chosen: Layout(across, rows, seats).filled(PupilId(f"p{n}") for n in range(chosen)),
    st.integers(1, 6),
    st.integers(1, 10),
    st.integers(1, 2),
    st.integers(0, 40),
)


def test_a_pupil_goes_to_a_free_seat_and_whoever_sits_there_to_the_other_one() -> None:
    assert PAIR.moved(ANNA, (2, 3)).places == {ANNA: (2, 3), BORIS: (0, 1)}
    assert PAIR.moved(ANNA, (0, 1)).places == {ANNA: (0, 1), BORIS: (0, 0)}
    assert PAIR.moved(VERA, (0, 1)).places == {ANNA: (0, 0), VERA: (0, 1)}, "who came from no seat leaves none"


def test_there_is_no_seat_outside_of_the_room() -> None:
    assert PAIR.moved(ANNA, (3, 0)) == PAIR.moved(ANNA, (0, 4)) == PAIR.moved(ANNA, (-1, 0)) == PAIR


@given(rooms, st.lists(st.tuples(st.integers(0, 40), st.integers(-1, 10), st.integers(-1, 12))))
def test_whatever_is_moved_nobody_is_lost_and_no_seat_is_taken_twice(
    room: Layout, moves: list[tuple[int, int, int]]
) -> None:
    before = set(room.places)
    for number, row, place in moves:
        who = PupilId(f"p{number}")
        if who in before:
            room = room.moved(who, (row, place))
    assert set(room.places) == before
    assert len(set(room.places.values())) == len(before)
    assert all(room.has(seat) for seat in room.places.values())


@given(rooms)
def test_a_room_is_read_from_its_text_as_it_was(room: Layout) -> None:
    assert read_layout(layout_text(room)) == room


def test_what_is_not_understood_is_left_out() -> None:
    text = "2 3 2\nanna 0 0\nboris 0 0\nvera 9 9\nодин\n1 2 3 4\nanna x 1\n"
    assert read_layout(text).places == {ANNA: (0, 0)}
    assert read_layout("") == read_layout("9 99 7") == read_layout("что это") == USUAL


def test_other_desks_keep_pupils_at_their_desks_and_leave_the_rest_without_a_seat() -> None:
    room = Layout(2, 2, 2, {ANNA: (0, 2), BORIS: (0, 3), VERA: (1, 0)})
    assert room.sized(2, 2, 1).places == {ANNA: (0, 1), VERA: (1, 0)}
    assert room.sized(2, 1, 2).places == {ANNA: (0, 2), BORIS: (0, 3)}
    assert Layout(2, 2, 1, {ANNA: (0, 1)}).sized(2, 2, 2).places == {ANNA: (0, 2)}


def test_whoever_has_no_seat_takes_the_free_ones_from_the_board() -> None:
    room = Layout(1, 2, 2, {ANNA: (0, 1)}).filled([VERA, ANNA, BORIS])
    assert room.places == {ANNA: (0, 1), VERA: (0, 0), BORIS: (1, 0)}
    assert len(Layout(1, 1, 1).filled([ANNA, BORIS]).places) == 1
    assert room.without(VERA).at((0, 0)) is None
    assert set(room.only([ANNA]).places) == {ANNA}


def test_a_plan_is_kept_for_its_teacher_and_waits_for_the_portal(store: Store) -> None:
    room = Layout(3, 4, 2).filled(PUPILS)
    with store.unit() as unit:
        assert read_seating(unit, ALGEBRA) == USUAL
        set_seating(unit, journal=ALGEBRA, layout=room)
    with store.unit() as unit:
        assert read_seating(unit, ALGEBRA) == room
        set_seating(unit, journal=ALGEBRA, layout=room)
    assert unsent(store) == 1, "the same plan once more is nothing new"


def test_a_class_of_forty_five_with_long_ids_fits_into_an_operation(store: Store) -> None:
    pupils = [PupilId(f"{number:036}") for number in range(45)]
    room = Layout(6, 10, 2).filled(pupils)
    with store.unit() as unit:
        set_seating(unit, journal=ALGEBRA, layout=room)
    with store.reading() as unit:
        found = read_seating(unit, ALGEBRA)
    assert found == room
    seat: Seat = found.places[pupils[44]]
    assert found.at(seat) == pupils[44]
