"""Which theme is shown: the system's, following it, or the one that the teacher chose."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.long_press import LongPress
from ui.settings import Scheme, Settings
from ui.theme import DARK, LIGHT, Theme, apply_theme, system_theme


class ThemeSwitch(QObject):
    """Applies a theme to the application and says when it is another."""

    changed = Signal(object)

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._shown = self._wanted_state()
        self._long_press = LongPress(app)
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """The theme that is shown."""
        return self._shown[0]

    @property
    def scheme(self) -> Scheme:
        """What the teacher chose."""
        return self._settings.scheme

    def use(self, settings: Settings) -> None:
        """Show what another profile's teacher chose."""
        self._settings = settings
        self._follow()

    def choose(self, scheme: Scheme) -> None:
        """Remember a choice and show it."""
        self._settings.scheme = scheme
        self._follow()

    def choose_text(self, percent: int) -> None:
        """Remember how large texts are wanted, and show them so."""
        self._settings.text_percent = percent
        self._follow()

    def choose_touch(self, *, touch: bool) -> None:
        """Remember whether fingers are used, and make room for them."""
        self._settings.touch = touch
        self._follow()

    def _follow(self) -> None:
        wanted = self._wanted_state()
        if wanted != self._shown:
            self._shown = wanted
            self._apply()
            self.changed.emit(wanted[0])

    def _apply(self) -> None:
        theme, percent, touch = self._shown
        apply_theme(self._app, theme, percent, touch=touch)
        self._long_press.turn(on=touch)

    def _wanted_state(self) -> tuple[Theme, int, bool]:
        return self._wanted(), self._settings.text_percent, self._settings.touch

    def _wanted(self) -> Theme:
        match self._settings.scheme:
            case Scheme.LIGHT:
                return LIGHT
            case Scheme.DARK:
                return DARK
            case _:
                return system_theme()
