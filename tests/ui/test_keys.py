"""What a key press in a cell means, in either layout."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.domain.attendance import Absence
from app.domain.scales import FIVE, PASS_FAIL, Scale, point_scale
from tests.ui.keyboard import CTRL, PLAIN, SHIFT
from ui.journal.keys import Act, Press, final_keys, read_press, scale_keys


def press(text: str, key: int | None = None, modifiers: Qt.KeyboardModifier = PLAIN) -> Press | None:
    code = ord(text.upper()) if key is None else key
    return read_press(QKeyEvent(QEvent.Type.KeyPress, code, modifiers, text))


@pytest.mark.parametrize("value", list("54321"))
def test_a_digit_is_a_mark(value: str) -> None:
    assert press(value) == Press(Act.MARK, value)


@pytest.mark.parametrize("value", list("54321"))
def test_the_number_pad_gives_marks_too(value: str) -> None:
    assert press(value, modifiers=Qt.KeyboardModifier.KeypadModifier) == Press(Act.MARK, value)


@pytest.mark.parametrize(
    ("russian", "latin", "sign"),
    [
        ("н", "y", Absence.ABSENT),
        ("б", ",", Absence.ILL),
        ("у", "e", Absence.EXCUSED),
        ("о", "j", Absence.LATE),
        ("с", "c", Absence.RELEASED),
    ],
)
def test_the_same_physical_key_is_the_same_sign_in_both_layouts(russian: str, latin: str, sign: Absence) -> None:
    for text in (russian, russian.upper(), latin, latin.upper()):
        found = press(text)
        assert found is not None
        assert (found.act, found.sign) == (Act.SIGN, sign)


@pytest.mark.parametrize("text", ["/", ".", "\\"])
def test_the_key_of_the_slash_asks_for_one_more_mark_in_both_layouts(text: str) -> None:
    assert press(text) == Press(Act.AGAIN)


def test_the_comma_of_the_number_pad_is_no_illness() -> None:
    assert press(",", modifiers=Qt.KeyboardModifier.KeypadModifier) == Press(Act.AGAIN)


@pytest.mark.parametrize("text", ["0", "6", "9", "ъ", "q", "-"])
def test_a_key_that_means_nothing_is_named(text: str) -> None:
    assert press(text) == Press(Act.UNKNOWN, text)


@pytest.mark.parametrize(
    ("key", "act"),
    [
        (Qt.Key.Key_Return, Act.DOWN),
        (Qt.Key.Key_Enter, Act.DOWN),
        (Qt.Key.Key_Tab, Act.RIGHT),
        (Qt.Key.Key_Backtab, Act.LEFT),
        (Qt.Key.Key_Delete, Act.CLEAR),
        (Qt.Key.Key_Backspace, Act.BACK),
        (Qt.Key.Key_F2, Act.COMMENT),
        (Qt.Key.Key_Escape, Act.LEAVE),
    ],
)
def test_named_keys_move_clear_and_comment(key: Qt.Key, act: Act) -> None:
    assert press("", key) == Press(act)


def test_shift_and_enter_go_up() -> None:
    assert press("\r", Qt.Key.Key_Return, SHIFT) == Press(Act.UP)


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_F5])
def test_arrows_and_function_keys_are_left_to_the_table(key: Qt.Key) -> None:
    assert press("", key) is None


def test_a_digit_with_ctrl_is_no_mark() -> None:
    assert press("1", modifiers=CTRL) is None


@pytest.mark.parametrize("text", ["д", "Д", "l", "L", "·"])
def test_a_debt_is_the_same_physical_key_in_both_layouts(text: str) -> None:
    assert press(text) == Press(Act.DEBT, text)


def test_the_equals_key_asks_for_a_mark_instead_of_another() -> None:
    assert press("=") == Press(Act.INSTEAD, "=")


def test_a_scale_whose_values_take_one_key_each_needs_no_waiting() -> None:
    keys = scale_keys(Scale("letters", (("A", "5"), ("B", "4"))))
    assert (keys.at_once, keys.letters) == ({"a": "A", "b": "B"}, frozenset())


def test_of_points_only_a_beginning_of_something_longer_waits() -> None:
    keys = scale_keys(point_scale("hundred", 100, five=85, four=65, three=40))
    assert [keys.grows(text) for text in ("8", "85", "10", "100", "0", "00")] == [
        True,
        False,
        True,
        False,
        False,
        False,
    ]


def test_the_keys_of_a_scale_come_before_the_latin_twins_of_signs() -> None:
    keys = scale_keys(Scale("letters", (("C", "4"),)))
    for text in ("c", "C"):
        event = QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()), PLAIN, text)
        assert read_press(event, keys) == Press(Act.MARK, "C")
    assert read_press(QKeyEvent(QEvent.Type.KeyPress, ord("С"), PLAIN, "с"), keys) == Press(
        Act.SIGN, "с", Absence.RELEASED
    )


@pytest.mark.parametrize(("scale", "key", "value"), [(PASS_FAIL, "з", "зач"), (FIVE, "5", "5")])
def test_marks_for_periods_are_passes_only_where_there_are_no_fives(scale: Scale, key: str, value: str) -> None:
    assert final_keys(scale).at_once[key] == value
    assert (key in final_keys(point_scale("ten", 10, five=9, four=7, three=5)).at_once) is (scale is FIVE)
