"""Two programs of one PC in the folder of sessions without a keyring, each stopped before any of its steps there.

`python -m tests.faults.keyless_pairs ROLE ROLE HOME` plays every way in which one goes on while the other stands
between two of its calls of the system, and prints what became of each, a line of JSON. A process is forked for each
program.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from app.ids import ReplicaId
from app.store.keyless import KeylessFolder, forget, holding, tidy
from app.store.spool import SPOOL, read_spool, write_records
from app.vault.profiles import keyless_folders
from app.wire.spool_frames import Waiting

STEPS = frozenset({"open", "os.mkdir", "os.remove", "os.rmdir", "os.rename", "os.listdir", "os.scandir", "fcntl.flock"})
"""Of what the interpreter tells before a call of the system: what touches files."""

STOPPED, WAITS, ENDED = "stopped", "waits", "ended"
RECORD = Waiting(ReplicaId("r"), 1, b"sealed")

Role = Callable[[Path], str]


class Program:
    """A forked process that does one thing. stop: before which of its steps it stands until it is told to go on."""

    def __init__(self, role: Role, home: Path, stop: int) -> None:
        (heard, said), (told, tell) = os.pipe(), os.pipe()
        self._pid = os.fork()
        if not self._pid:
            _play(role, home, stop, (said, told))
        os.close(said)
        os.close(told)
        self._heard, self._tell = os.fdopen(heard, encoding="utf-8"), tell
        self.result = ""

    def hear(self) -> str:
        """Return what it tells next: that it stands, that it waits for its turn, or that it is done."""
        word, _, self.result = self._heard.readline().rstrip("\n").partition(" ")
        return word

    def go(self) -> None:
        """Let it go on."""
        os.write(self._tell, b"g")

    def finish(self) -> None:
        """Let it go on until it is done."""
        while (word := self.hear()) != ENDED:
            if word == STOPPED:
                self.go()

    def kill(self) -> None:
        """End it as a power cut would."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        self._heard.close()
        os.close(self._tell)


def _play(role: Role, home: Path, stop: int, pipes: tuple[int, int]) -> NoReturn:
    """Do a thing in this process and say how it goes; what it holds it holds until it is killed."""
    said, told = pipes
    sleep, steps = time.sleep, iter(range(stop, -1, -1))

    def say(word: str, result: str = "") -> None:
        os.write(said, f"{word} {result}\n".encode())

    def step(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in STEPS or (event != "fcntl.flock" and not str(arguments[0]).startswith(str(home))):
            return
        if next(steps, None) == 0:
            say(STOPPED)
            os.read(told, 1)

    def wait(seconds: Any) -> None:
        # from here on it only asks again, until the other one has ended
        for _ in steps:
            pass
        say(WAITS)
        sleep(seconds)

    time.sleep = wait
    sys.addaudithook(step)
    try:
        result = role(home)
    except Exception as error:  # noqa: BLE001 (whatever it is, whoever plays is told)
        result = f"{type(error).__name__} {error}"
    say(ENDED, result)
    signal.pause()
    os._exit(0)


def begin(home: Path) -> str:
    """Begin a session and write an entry."""
    folder = KeylessFolder(home)
    write_records(folder.path / SPOOL, [RECORD])
    held.append(folder)
    return folder.path.name


held: list[KeylessFolder] = []
"""Sessions under way in this process."""


def sweep(home: Path) -> str:
    """Remove what sessions have left."""
    return str(sum(tidy(each) for each in keyless_folders(home)))


def hand_in(home: Path) -> str:
    """Hand in what sessions have left, as the windows do, to a portal that takes everything."""
    taken = 0
    for each in keyless_folders(home):
        with holding(each) as left:
            sent = len(read_spool(each / SPOOL)) if left else 0
        if sent != left:
            return f"{left} wait and {sent} are there"
        if left:
            forget(each)
        taken += sent
    return str(taken)


ROLES: dict[str, Role] = {each.__name__: each for each in (begin, sweep, hand_in)}


def played(home: Path, roles: tuple[Role, Role], stops: tuple[int, int]) -> tuple[dict[str, str], bool, bool]:
    """Let the first go until it stands, the second until it stands or waits, the first to its end, the second too.

    Return what became of it, and whether each has stood.
    """
    first = Program(roles[0], home, stops[0])
    stood = first.hear() == STOPPED
    second = Program(roles[1], home, stops[1])
    heard = second.hear()
    stood_too = heard == STOPPED
    if stood:
        first.go()
        if first.hear() == WAITS:
            if heard == STOPPED:
                second.go()
                heard = WAITS
            first.finish()
    if heard == STOPPED:
        second.go()
    if heard != ENDED:
        second.finish()
    said = {"first": first.result, "second": second.result, "found": _found(home)}
    for program in (first, second):
        program.kill()
    return said | {"left": _found(home)}, stood, stood_too


def _found(home: Path) -> str:
    """Return how many folders are there, how many entries a sweep counts, and how many lie there after it."""
    counted = sum(tidy(each) for each in keyless_folders(home))
    there = keyless_folders(home)
    return f"{len(there)} {counted} {sum(len(read_spool(each / SPOOL)) for each in there)}"


def ways(home: Path, roles: tuple[Role, Role]) -> Iterator[dict[str, Any]]:
    """Play every way. A dead session's entry lies there where nobody begins one."""
    for i in count():
        for j in count():
            place = home / f"{i}-{j}"
            place.mkdir(parents=True)
            if begin not in roles:
                dead = Program(begin, place, -1)
                dead.finish()
                dead.kill()
            said, stood, stood_too = played(place, roles, (i, j))
            yield {"at": [i, j], **said}
            if not stood_too:
                break
        if not stood:
            return


def main() -> None:
    """Play and print."""
    first, second, home = sys.argv[1:]
    for way in ways(Path(home), (ROLES[first], ROLES[second])):
        print(json.dumps(way), flush=True)  # noqa: T201 (whoever started it reads this)


if __name__ == "__main__":
    main()
