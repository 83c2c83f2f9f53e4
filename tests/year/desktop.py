"""One sitting of the year: the real program, used by keys and clicks; it fails on anything that is not as it should be.

Run as `python -m tests.year.desktop FOLDER NUMBER`: the scenario's folder, and the place of the sitting in its plan.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.tour.hands import drive, unlock, window
from tests.year.acts.entering import sign_in
from tests.year.scenario import PEOPLE, YEAR_PLAN, Act
from tests.year.sitting import Sitting, sit_down


def play(at: Sitting, acts: Sequence[Act]) -> None:
    """Do one act after another and tell of each."""
    if acts[0] is not sign_in:
        unlock()
        window("main_window")
    for act in acts:
        begun = time.monotonic()
        told = act(at)
        name = getattr(act, "func", act).__name__.replace("_", " ")
        line = f"{at.now:%d.%m.%Y}  {PEOPLE[at.login]:<22} {name:<15} {told}  [{time.monotonic() - begun:.1f} s]"
        print(line, flush=True)  # noqa: T201 (the scenario speaks on standard output)
    at.keep()


def main(words: Sequence[str]) -> None:
    """Play one sitting."""
    folder, number = Path(words[0]), int(words[1])
    planned = YEAR_PLAN[number]
    at = sit_down(folder, planned.login, planned.now)
    options = ["--profile", planned.login, "--now", planned.now.isoformat()]
    drive(options, lambda: play(at, planned.acts))


if __name__ == "__main__":
    main(sys.argv[1:])
