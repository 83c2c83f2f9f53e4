"""How this profile's windows were left: size, theme, panel; nothing about people or marks."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.domain.risk_rules import RISK_RANGES, RiskRules

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
    def risk_rules(self) -> RiskRules:
        """By which rules a class teacher looks for pupils at risk; the usual one for each that the file lacks."""
        usual = RiskRules()
        numbers = {
            name: max(0, min(most, self._number(f"risk_{name}", getattr(usual, name))))
            for name, most in RISK_RANGES.items()
        }
        not_assessed = str(self._file.value("risk_not_assessed", "true")) == "true"
        return RiskRules(**numbers, not_assessed=not_assessed)

    @risk_rules.setter
    def risk_rules(self, rules: RiskRules) -> None:
        for name in RISK_RANGES:
            self._file.setValue(f"risk_{name}", getattr(rules, name))
        self._file.setValue("risk_not_assessed", "true" if rules.not_assessed else "false")

    def _number(self, name: str, usual: int) -> int:
        found = str(self._file.value(name, usual))
        return int(found) if found.isdecimal() else usual

    @property
    def panel_open(self) -> bool:
        """Whether the lesson panel is shown."""
        return str(self._file.value("panel_open", "true")) == "true"

    @panel_open.setter
    def panel_open(self, shown: bool) -> None:
        self._file.setValue("panel_open", "true" if shown else "false")
