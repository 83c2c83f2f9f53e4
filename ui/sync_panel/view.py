"""The quiet indicator in the window's corner, and the panel that opens above it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.help.helping import offer_help
from ui.sync_panel.removals import RemovalsPart
from ui.sync_panel.status import StatusKeeper, SyncStatus
from ui.sync_panel.wording import explanation, headline, icon_name, last_text, progress_text, repaired_text
from ui.theme import SMALL_GAP, WIDE_GAP, Theme
from ui.widgets.icons import BESIDE_TEXT, icon
from ui.widgets.naming import named
from ui.widgets.offering import offer
from ui.widgets.time_left import TimeLeft

PANEL_WIDTH = 340
"""Pixels: an explanation takes three lines."""


class SyncPanel(QFrame):
    """Explains how things stand and offers a round now."""

    wanted = Signal()
    stop_wanted = Signal()
    attention_wanted = Signal()
    decided = Signal(object, bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("sync_panel")
        self.setAccessibleName(self.tr("Synchronisation"))
        self.setProperty("role", "popup")
        self.setFixedWidth(PANEL_WIDTH)
        self._theme = theme
        self._title = self._label("sync_title", "title")
        self._text = self._label("sync_explanation", "")
        self._last = self._label("sync_last", "caption")
        self._repaired = self._label("sync_repaired", "caption")
        self._removals = RemovalsPart(PANEL_WIDTH - 2 * WIDE_GAP)
        self._removals.decided.connect(self.decided)
        self._who = self._label("sync_who", "caption")
        self._build_progress()
        self._button = named(QPushButton(self.tr("Synchronise")), "sync_now")
        self._button.setAccessibleName(self.tr("Synchronise now"))
        self._button.setProperty("kind", "primary")
        self._button.clicked.connect(self.wanted)
        self._attention = self._attention_button(theme)
        self._arrange()
        offer_help(self, "synchronisation")

    def show_status(self, status: SyncStatus) -> None:
        """Show how things stand."""
        self._title.setText(headline(status))
        self._text.setText(explanation(status))
        self._last.setText(last_text(status))
        self._repaired.setText(repaired_text(status))
        self._repaired.setVisible(bool(status.repaired))
        self._removals.show_removals(status.removals)
        self._who.setText("\n".join(each for each in (status.school, status.teacher) if each))
        offer(self._button, possible=not status.running, reason=self.tr("Entries are being sent just now."))
        self._attention.setText(self.tr("Needs attention: {count}").format(count=status.attention))
        self._attention.setVisible(bool(status.attention))
        progress = status.progress if status.running else None
        self._progress.setVisible(progress is not None)
        self._progress_text.setVisible(progress is not None)
        self._stop.setVisible(status.running)
        if progress is not None:
            self._progress.setRange(0, progress.total)
            self._progress.setValue(progress.done)
            left = self._left.text(progress.stage, progress.done, progress.total)
            self._progress_text.setText(" · ".join(each for each in (progress_text(progress), left) if each))
        self.adjustSize()

    def _build_progress(self) -> None:
        self._progress_text = self._label("sync_progress_text", "caption")
        self._progress = named(QProgressBar(textVisible=False), "sync_progress", self.tr("Progress"))
        self._left = TimeLeft(self)
        self._stop = named(QPushButton(self.tr("Stop for now")), "sync_stop")
        self._stop.setToolTip(self.tr("What was taken is kept; the next round comes by itself"))
        self._stop.clicked.connect(self.stop_wanted)

    def _arrange(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        lines.setSpacing(SMALL_GAP)
        texts: list[QWidget] = [self._title, self._text, self._removals, self._last, self._repaired]
        texts += [self._progress_text, self._progress, self._stop, self._who]
        for each in (*texts, self._attention, self._button):
            lines.addWidget(each)

    def _attention_button(self, theme: Theme) -> QPushButton:
        button = named(QPushButton(), "sync_attention")
        button.setIcon(icon("attention", theme.conflict))
        button.setIconSize(BESIDE_TEXT)
        button.clicked.connect(self._on_attention)
        return button

    def _on_attention(self) -> None:
        self.hide()
        self.attention_wanted.emit()

    def _label(self, name: str, role: str) -> QLabel:
        label = named(QLabel(), name)
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label


class SyncIndicator(QToolButton):
    """One line; a click opens the panel."""

    wanted = Signal()
    stop_wanted = Signal()
    attention_wanted = Signal()

    def __init__(self, keeper: StatusKeeper, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sync_indicator")
        self.setIconSize(BESIDE_TEXT)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme = theme
        self._panel = SyncPanel(theme, self)
        self._panel.wanted.connect(self.wanted)
        self._panel.stop_wanted.connect(self.stop_wanted)
        self._panel.attention_wanted.connect(self.attention_wanted)
        self._panel.decided.connect(keeper.decide)
        self._panel.decided.connect(lambda _parts, remove: self.wanted.emit() if remove else None)
        self.clicked.connect(self.open_panel)
        keeper.changed.connect(self._show)
        self._show(keeper.status)

    def open_panel(self) -> None:
        """Open the panel above the indicator."""
        self._panel.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width(), 0))
        self._panel.move(corner.x() - self._panel.width(), corner.y() - self._panel.height() - SMALL_GAP)
        self._panel.show()

    def _show(self, status: SyncStatus) -> None:
        theme = self._theme
        name = icon_name(status)
        colour = {"attention": theme.conflict, "offline": theme.held, "sent": theme.good}.get(name, theme.muted)
        text = headline(status)
        self.setIcon(icon(name, colour))
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(explanation(status))
        self._panel.show_status(status)
