"""How this profile's windows were left: size, theme, panel; nothing about people or marks."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

FILE = "window.ini"


class Scheme(StrEnum):
    """Which theme the teacher wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings:
    """The settings of one profile, in its folder."""

    def __init__(self, folder: Path) -> None:
        self._file = QSettings(str(folder / FILE), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """The wanted theme; the system's where the file holds something else."""
        found = str(self._file.value("scheme", Scheme.SYSTEM.value))
        return Scheme(found) if found in set(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._file.setValue("scheme", scheme.value)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window, empty at the first start."""
        found = self._file.value("geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._file.setValue("geometry", geometry)

    @property
    def panel_open(self) -> bool:
        """Whether the lesson panel is shown."""
        return str(self._file.value("panel_open", "true")) == "true"

    @panel_open.setter
    def panel_open(self, shown: bool) -> None:
        self._file.setValue("panel_open", "true" if shown else "false")
