"""What is written on every screen, as it is painted, light and dark: it stands out from what is around it."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget

from tests.ui.asked_screens import DEPUTYS, TEACHERS
from tests.ui.cutting import ICON_ONLY, LARGE
from tests.ui.door_screens import DOORS, Doors
from tests.ui.every_screen import Screen, back
from tests.ui.test_theme import TEXT, contrast
from ui.main_window import MainWindow
from ui.settings import Scheme

WITHOUT_LABELS = {"help"}
"""A document and nothing beside it."""

EVERY = ((TEACHERS, "teachers"), (DEPUTYS, "deputys"), (DOORS, "doors"))
EACH = [(each, whose) for screens, whose in EVERY for each in screens if each.name not in WITHOUT_LABELS]


@pytest.fixture(scope="module", params=[Scheme.LIGHT, Scheme.DARK], ids=lambda scheme: scheme.name)
def scheme(request: pytest.FixtureRequest, teachers: MainWindow, deputys: MainWindow) -> Iterator[Scheme]:
    """Dress the program so."""
    chosen: Scheme = request.param
    for window in (teachers, deputys):
        choose(window, chosen)
    yield chosen
    for window in (teachers, deputys):
        choose(window, Scheme.LIGHT)


def choose(window: MainWindow, scheme: Scheme) -> None:
    back(window)
    action = window.findChild(QAction, f"theme_{scheme}")
    assert action is not None
    action.trigger()
    QApplication.processEvents()


@pytest.mark.parametrize(("screen", "whose"), EACH, ids=[screen.name for screen, _ in EACH])
def test_every_text_stands_out(screen: Screen, whose: str, scheme: Scheme, request: pytest.FixtureRequest) -> None:
    owner: MainWindow | Doors = request.getfixturevalue(whose)
    window = owner.window if isinstance(owner, Doors) else owner
    back(window)
    window.resize(LARGE)
    shown = screen.show(owner)
    QApplication.processEvents()
    top = shown.window()
    picture = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = {(text, round(contrast_of(picture, area), 2)) for text, area in texts(top)}
    assert found
    assert sorted(each for each in found if each[1] < TEXT) == []


def texts(top: QWidget) -> Iterator[tuple[str, QRect]]:
    """Yield what is written in labels and buttons that can be used, and where; what lies under a box is left out."""
    for each in top.findChildren(QWidget):
        if not isinstance(each, QLabel | QAbstractButton) or not each.isVisible() or not each.isEnabled():
            continue
        if each.window() is not top or not each.text().strip() or has_no_text(each):
            continue
        area = QRect(each.mapTo(top, QPoint()), each.size())
        corners = (area.center(), area.topLeft() + QPoint(1, 1), area.bottomRight() - QPoint(1, 1))
        if all(top.childAt(corner) is each for corner in corners):
            yield each.text(), area


def has_no_text(widget: QWidget) -> bool:
    return isinstance(widget, QToolButton) and widget.toolButtonStyle() is ICON_ONLY


def contrast_of(picture: QImage, area: QRect) -> float:
    """Return the contrast of what stands out most in an area with what most of the area is."""
    piece = picture.copy(area)
    colours = Counter(memoryview(piece.constBits()).cast("I"))
    ground = QColor.fromRgb(colours.most_common(1)[0][0])
    return max(contrast(QColor.fromRgb(each), ground) for each in colours)
