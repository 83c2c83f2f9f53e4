"""Which theme is shown: the system's, following it, or the one that the teacher chose."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.settings import Scheme, Settings
from ui.theme import DARK, LIGHT, Theme, apply_theme, system_theme


class ThemeSwitch(QObject):
    """Applies a theme to the application and says when it is another."""

    changed = Signal(object)

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._theme = self._wanted()
        self._percent = settings.text_percent
        apply_theme(app, self._theme, self._percent)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """The theme that is shown."""
        return self._theme

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

    def _follow(self) -> None:
        wanted, percent = self._wanted(), self._settings.text_percent
        if wanted is not self._theme or percent != self._percent:
            self._theme, self._percent = wanted, percent
            apply_theme(self._app, wanted, percent)
            self.changed.emit(wanted)

    def _wanted(self) -> Theme:
        match self._settings.scheme:
            case Scheme.LIGHT:
                return LIGHT
            case Scheme.DARK:
                return DARK
            case _:
                return system_theme()
