"""A dialog that asks for a file; where the system has none of its own, Qt's is completed for keyboard and reader."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QToolButton,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from ui.help.helping import offer_help
from ui.widgets.naming import named
from ui.widgets.offering import offer


def file_dialog(parent: QWidget | None, name: str, title: str, help_page: str) -> QFileDialog:
    """Return a dialog that goes once it was answered; whoever asks says what it is for, and opens it."""
    dialog = named(QFileDialog(parent, title), name)
    dialog.finished.connect(dialog.deleteLater)
    offer_help(dialog, help_page)
    Completed(dialog)
    return dialog


class Completed(QObject):
    """Looks after what Qt's own dialog leaves unsaid; there is nothing to look after in a system's."""

    def __init__(self, dialog: QFileDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self._dialog:
            self._complete()
        elif event.type() == QEvent.Type.EnabledChange and isinstance(watched, QAbstractButton):
            self._say_why(watched)
        return super().eventFilter(watched, event)

    def _complete(self) -> None:
        for view in self._dialog.findChildren(QAbstractItemView):
            view.setProperty("kind", "files")
            view.style().polish(view)
        for button in self._dialog.findChildren(QAbstractButton):
            button.installEventFilter(self)
            self._say_why(button)
        for choice in self._dialog.findChildren(QComboBox):
            choice.setToolTip(choice.currentText())
            choice.currentTextChanged.connect(lambda text, shown=choice: shown.setToolTip(text))
        for tree in self._dialog.findChildren(QTreeView):
            for section in range(1, tree.header().count()):
                tree.header().setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)

    def _say_why(self, button: QAbstractButton) -> None:
        nowhere = QCoreApplication.translate("Files", "This window has not shown another folder yet.")
        nothing = QCoreApplication.translate("Files", "Choose a file or write its name first.")
        offer(button, possible=button.isEnabled(), reason=nowhere if isinstance(button, QToolButton) else nothing)
