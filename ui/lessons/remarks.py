"""Remarks and praise said at a lesson, and one more: a pupil by the first letters, and a text."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.pages import PupilRow
from app.domain.remarks import ShownRemark
from app.errors import EmptyTextError, GradebookError, PupilNotChosenError
from app.ids import LessonId, PupilId
from app.services.remark_texts import read_remark_texts
from app.services.remarks import add_remark, read_remarks_of_lesson, take_back_remark
from ui.desk import Desk
from ui.theme import GAP, SMALL_GAP, Theme
from ui.widgets.fold import Fold
from ui.widgets.icons import icon
from ui.widgets.naming import named


class RemarksPart(QWidget):
    """Enter in the text writes it; the fields are cleared only then."""

    refused = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._lesson: LessonId | None = None
        self._pupils: dict[str, PupilId] = {}
        self._rows: list[QWidget] = []
        self._listed = QVBoxLayout()
        self._listed.setSpacing(GAP)
        self._build_form()
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SMALL_GAP)
        inside.addLayout(self._listed)
        inside.addWidget(self._form)
        self._fold = Fold("lesson_remarks_fold", content)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._fold)

    def show_lesson(self, lesson: LessonId, pupils: tuple[PupilRow, ...], *, is_mine: bool) -> None:
        """Show what was said at a lesson; what is being typed for another lesson is left behind."""
        if lesson != self._lesson:
            self._pupil.clear()
            self._text.clear()
        self._lesson = lesson
        self._form.setVisible(is_mine)
        self._pupils = _names(pupils)
        self._names.setStringList(list(self._pupils))
        self._texts.setStringList(list(self._desk.page(read_remark_texts)))
        self._show(self._desk.page(read_remarks_of_lesson, lesson))

    def _show(self, remarks: tuple[ShownRemark, ...]) -> None:
        count = len(remarks)
        title = self.tr("Remarks and praise: {count}").format(count=count) if count else self.tr("Remarks and praise")
        self._fold.show_title(title)
        for row in self._rows:
            self._listed.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(each) for each in remarks]
        for row in self._rows:
            self._listed.addWidget(row)

    def _row(self, remark: ShownRemark) -> QWidget:
        row = QWidget()
        kind = self.tr("Praise") if remark.praise else self.tr("Remark")
        text = named(QLabel(f"{remark.pupil_name}. {kind}: {remark.text}"), "lesson_remark")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SMALL_GAP)
        line.addWidget(text, 1)
        if remark.is_mine:
            label = self.tr("Take back: {text}").format(text=text.text())
            back = named(QToolButton(), "lesson_take_back_remark", label)
            back.setIcon(icon("close", self._theme.muted))
            back.setToolTip(self.tr("Take it back"))
            back.setProperty("kind", "small")
            back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            back.clicked.connect(lambda: self._take_back(remark.id))
            line.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _build_form(self) -> None:
        self._form = QWidget()
        self._names, self._texts = QStringListModel(self), QStringListModel(self)
        self._pupil = named(QLineEdit(), "remark_pupil", self.tr("Pupil"))
        self._pupil.setPlaceholderText(self.tr("Pupil by the first letters"))
        self._kind = named(QComboBox(), "remark_kind", self.tr("Remark or praise"))
        self._kind.addItems([self.tr("Remark"), self.tr("Praise")])
        self._text = named(QLineEdit(), "remark_text", self.tr("Text"))
        self._text.setPlaceholderText(self.tr("What goes into the diary"))
        self._complete(self._pupil, self._names, Qt.MatchFlag.MatchStartsWith)
        self._complete(self._text, self._texts, Qt.MatchFlag.MatchContains)
        self._text.returnPressed.connect(self._on_add)
        add = named(QPushButton(self.tr("Write")), "remark_add", self.tr("Write into the diary"))
        add.clicked.connect(self._on_add)
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        grid.addWidget(self._pupil, 0, 0, 1, 2)
        grid.addWidget(self._text, 1, 0, 1, 2)
        grid.addWidget(self._kind, 2, 0)
        grid.addWidget(add, 2, 1)
        grid.setColumnStretch(0, 1)

    def _complete(self, field: QLineEdit, texts: QStringListModel, match: Qt.MatchFlag) -> None:
        completer = QCompleter(texts, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(match)
        field.setCompleter(completer)

    def _on_add(self) -> None:
        if self._lesson is None:
            return
        try:
            pupil = self._chosen_pupil()
            praise, text = self._kind.currentIndex() == 1, self._text.text()
            self._desk.do(add_remark, lesson=self._lesson, pupil=pupil, praise=praise, text=text)
        except GradebookError as error:
            self.refused.emit(error)
            (self._text if isinstance(error, EmptyTextError) else self._pupil).setFocus()
            return
        self._pupil.clear()
        self._text.clear()
        self._pupil.setFocus()
        self._show(self._desk.page(read_remarks_of_lesson, self._lesson))

    def _chosen_pupil(self) -> PupilId:
        """Return the pupil whose name is typed, or the only one whose name begins so.

        Raises:
            PupilNotChosenError: there is none, or there are several.
        """
        typed = self._pupil.text().strip().casefold()
        if found := self._exact(typed):
            return found
        begins = [key for name, key in self._pupils.items() if typed and name.casefold().startswith(typed)]
        if len(begins) != 1:
            raise PupilNotChosenError
        return begins[0]

    def _exact(self, typed: str) -> PupilId | None:
        return next((key for name, key in self._pupils.items() if name.casefold() == typed), None)

    def _take_back(self, remark: str) -> None:
        try:
            self._desk.do(take_back_remark, remark=remark)
        except GradebookError as error:
            self.refused.emit(error)
        if self._lesson is not None:
            self._show(self._desk.page(read_remarks_of_lesson, self._lesson))


def _names(pupils: tuple[PupilRow, ...]) -> dict[str, PupilId]:
    """Return pupils by their names; by number too where even their birth dates are the same."""
    found: dict[str, PupilId] = {}
    for each in pupils:
        name, number = each.short_name, 2
        unique = name
        while unique in found:
            unique, number = f"{name} ({number})", number + 1
        found[unique] = each.id
    return found
