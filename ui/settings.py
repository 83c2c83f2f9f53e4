"""How this profile's windows were left: size, theme, panel; nothing about people or marks."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.domain.risk_rules import RISK_RANGES, Own

FILE = "window.ini"

IDLE_MINUTES = (1, 3, 5, 10, 15, 30)
USUAL_IDLE_MINUTES = 5
"""Without a key or a click for so long the profile is locked."""

TEXT_PERCENTS = (100, 115, 130)
"""How large texts may be, of their usual size."""


class Scheme(StrEnum):
    """Which theme the teacher wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class _InMemory:
    """What a file of settings does, without one."""

    def __init__(self) -> None:
        self._held: dict[str, object] = {}

    def value(self, name: str, usual: object = None) -> object:
        return self._held.get(name, usual)

    def setValue(self, name: str, value: object) -> None:  # noqa: N802 (as QSettings calls it)
        self._held[name] = value

    def remove(self, name: str) -> None:
        self._held.pop(name, None)


class Settings:
    """The settings of one profile, in its folder; folder: None for those that end with the program."""

    def __init__(self, folder: Path | None) -> None:
        self._file: QSettings | _InMemory = (
            _InMemory() if folder is None else QSettings(str(folder / FILE), QSettings.Format.IniFormat)
        )

    def take_looks(self, of: "Settings") -> None:
        """Let the windows look as by other settings."""
        self.scheme, self.geometry = of.scheme, of.geometry
        self.text_percent, self.touch = of.text_percent, of.touch

    @property
    def portal(self) -> str:
        """The address of the portal at which somebody was last signed in here without a keyring; empty for none."""
        return str(self._file.value("portal", ""))

    @portal.setter
    def portal(self, address: str) -> None:
        self._file.setValue("portal", address)

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
    def own_risk(self) -> Own:
        """What a class teacher has otherwise than the school's rules of pupils at risk; what is odd is left out."""
        found = {name: min(most, self._number(f"risk_{name}", -1)) for name, most in RISK_RANGES.items()}
        own = {name: value for name, value in found.items() if value >= 0}
        said = str(self._file.value("risk_not_assessed", ""))
        return own | ({"not_assessed": said == "true"} if said in {"true", "false"} else {})

    @own_risk.setter
    def own_risk(self, own: Own) -> None:
        for name in (*RISK_RANGES, "not_assessed"):
            self._file.remove(f"risk_{name}")
        for name, value in own.items():
            self._file.setValue(f"risk_{name}", str(value).lower())

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a key the profile is locked; the usual ones where the file is odd."""
        found = self._number("idle_minutes", USUAL_IDLE_MINUTES)
        return found if found in IDLE_MINUTES else USUAL_IDLE_MINUTES

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self._file.setValue("idle_minutes", minutes)

    def _number(self, name: str, usual: int) -> int:
        found = str(self._file.value(name, usual))
        return int(found) if found.isdecimal() else usual

    @property
    def text_percent(self) -> int:
        """How large texts are; the usual size where the file is odd."""
        found = self._number("text_percent", TEXT_PERCENTS[0])
        return found if found in TEXT_PERCENTS else TEXT_PERCENTS[0]

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self._file.setValue("text_percent", percent)

    @property
    def recent(self) -> list[str]:
        """What was done by the palette, the last first: names of actions and ids of journals."""
        return self._words("recent")

    @recent.setter
    def recent(self, keys: list[str]) -> None:
        self._file.setValue("recent", "|".join(keys))

    @property
    def hints_shown(self) -> bool:
        """Whether hints are wanted."""
        return str(self._file.value("hints_shown", "true")) == "true"

    @hints_shown.setter
    def hints_shown(self, shown: bool) -> None:
        self._file.setValue("hints_shown", "true" if shown else "false")

    @property
    def hints_read(self) -> list[str]:
        """The names of the hints that are read."""
        return self._words("hints_read")

    @hints_read.setter
    def hints_read(self, names: list[str]) -> None:
        self._file.setValue("hints_read", "|".join(names))

    def _words(self, name: str) -> list[str]:
        return [each for each in str(self._file.value(name, "")).split("|") if each]

    @property
    def touch(self) -> bool:
        """Whether the program is used with fingers: on a whiteboard or a tablet."""
        return str(self._file.value("touch", "false")) == "true"

    @touch.setter
    def touch(self, touch: bool) -> None:
        self._file.setValue("touch", "true" if touch else "false")

    @property
    def trends_shown(self) -> bool:
        """Whether how an average went is drawn beside it."""
        return str(self._file.value("trends_shown", "true")) == "true"

    @trends_shown.setter
    def trends_shown(self, shown: bool) -> None:
        self._file.setValue("trends_shown", "true" if shown else "false")

    @property
    def panel_open(self) -> bool:
        """Whether the lesson panel is shown."""
        return str(self._file.value("panel_open", "true")) == "true"

    @panel_open.setter
    def panel_open(self, shown: bool) -> None:
        self._file.setValue("panel_open", "true" if shown else "false")
