"""Uses the frozen windows as a teacher does, by keys on a screen of its own: sign in, type, lose power, come back."""

import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import select

from app.domain.records import Mark
from portal.settings import find_folder
from portal.store.dialects import NO_SCHOOL, writing
from portal.store.opening import open_engine
from portal.store.sign_in_tables import device_codes
from portal.store.tables import TABLES, schools
from tests.letting_in import let_in
from tests.own_screen import OwnScreen, wait_until

SCREEN = "1280x800x24"
TITLE = "Перемена"
MAIN_PX = 900
"""The window with the journals is wider, what is before it is narrower."""

FIRST_LESSON = "2026-09-01T08:35"
"""The small school has one then."""

PIN, LOGIN = "480263", "anna"
RESTS_S = 2.0
"""Before keys go to what has just been opened: nobody tells from without that a field can be typed into."""

LOADS_S = 60.0


class FrozenWindows:
    """The program of a build. portal: its data's folder; address: where it is served."""

    def __init__(self, screen: OwnScreen, program: Path, portal: Path, address: str) -> None:
        self._screen, self._portal = screen, portal
        self._command = [str(program), "--address", address, "--now", FIRST_LESSON]

    def use(self) -> None:
        """Come in for the first time, and again after a power cut; what is typed reaches the portal.

        Raises:
            NotShownError: something did not come.
        """
        windows = self._screen.start(self._command)
        wait_until(self._is_shown, "the first window")
        self._sign_in()
        self._enter("5", ["5"])
        windows.kill()
        windows.wait()
        self._screen.start(self._command)
        wait_until(self._is_shown, "the question for the PIN")
        self._type(PIN)
        wait_until(self._is_open, "the journal, by its PIN", LOADS_S)
        self._enter("4", ["4", "5"])

    def _sign_in(self) -> None:
        self._type("")
        wait_until(lambda: bool(self._codes()), "a code")
        let_in(self._portal, self._codes()[0], LOGIN)
        wait_until(lambda: not self._codes(), "the program that was let in")
        self._type(PIN)
        self._type(PIN)
        wait_until(self._is_open, "the journal, for the first time", LOADS_S)

    def _enter(self, letter: str, wanted: list[str]) -> None:
        """Open the lesson that goes on, type into the pupil's cell that is empty, and wait for the portal."""
        self._type("")
        time.sleep(RESTS_S)
        self._screen.press(*["Down"] * (len(wanted) - 1), letter, "Return")
        wait_until(lambda: self._marks() == wanted, f"the marks {wanted} at the portal")

    def _type(self, text: str) -> None:
        time.sleep(RESTS_S)
        if text:
            self._screen.write(text)
        self._screen.press("Return")

    def _is_shown(self) -> bool:
        return bool(self._widths())

    def _is_open(self) -> bool:
        return any(width > MAIN_PX for width in self._widths())

    def _widths(self) -> list[int]:
        """Return how wide each window of the program is, in pixels."""
        listed = self._screen.run(["sh", "-c", f"xdotool search --onlyvisible --name '^{TITLE}$' || true"])
        told = [self._screen.run(["xdotool", "getwindowgeometry", "--shell", each]) for each in listed.split()]
        return [int(line.removeprefix("WIDTH=")) for each in told for line in each.splitlines() if "WIDTH=" in line]

    def _codes(self) -> list[str]:
        engine = open_engine(find_folder(self._portal).url)
        try:
            with writing(engine, NO_SCHOOL).begin() as connection:
                return list(connection.execute(select(device_codes.c.user_code)).scalars())
        finally:
            engine.dispose()

    def _marks(self) -> list[str]:
        engine = open_engine(find_folder(self._portal).url)
        try:
            with writing(engine).begin() as connection:
                school = connection.execute(select(schools.c.school_id)).scalar_one()
            with writing(engine, school).begin() as connection:
                return sorted(connection.execute(select(TABLES[Mark].c.value)).scalars())
        finally:
            engine.dispose()


def use_windows(program: Path, portal: Path, address: str, surroundings: Mapping[str, str], seen: Path) -> None:
    """Use a build's windows; a picture of what they showed last is kept in *seen*, also where something did not come.

    Raises:
        NotShownError: something did not come.
    """
    with ExitStack() as stack:
        screen = OwnScreen(stack, SCREEN, surroundings)
        screen.start(["openbox"])
        try:
            FrozenWindows(screen, program, portal, address).use()
        finally:
            screen.picture(seen)
