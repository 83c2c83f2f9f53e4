"""What a disk holds after a power cut: a recorded log of writes is played up to some moment, and what was not safe
by then is dropped, torn or kept by chance.

A sync makes a file's bytes safe, and with them what happened to names before, as journalling file systems do. Whatever
came after the last sync is at the disk's mercy, sector by sector; names change in their order or not at all.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.faults.write_log import Deleted, Event, Renamed, Synced, Told, Truncated, Wrote

SECTORS = (512, 4096)
"""How much a disk writes whole."""

Naming = Renamed | Deleted | tuple[str, int]
"""What happens to names; a tuple is a new file and its number."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A folder as the power cut left it. told: what somebody had been told before. after: events until then."""

    files: dict[str, bytes]
    told: tuple[str, ...]
    after: int

    def lay_out(self, folder: Path) -> None:
        """Write the files into a folder."""
        folder.mkdir(parents=True)
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


@dataclass
class Disk:
    """A disk under way. names, data: what is safe. shown: the names as the program sees them."""

    names: dict[str, int] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    data: dict[int, bytearray] = field(default_factory=dict)
    unsafe: dict[int, list[Wrote | Truncated]] = field(default_factory=dict)
    naming: list[Naming] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """Let the next thing happen."""
        match event:
            case Wrote() | Truncated():
                self.unsafe[self._file(event.name)].append(event)
            case Synced(name=name):
                file = self._file(name)
                for change in self.unsafe[file]:
                    _change(self.data[file], change)
                self.unsafe[file] = []
                self.names, self.naming = dict(self.shown), []
            case Renamed() | Deleted():
                self.naming.append(event)
                _name(self.shown, event)
            case Told():
                pass

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return what is there once the power is back."""
        names = dict(self.names)
        for naming in self.naming[: chance.randint(0, len(self.naming))]:
            _name(names, naming)
        survives, sector = chance.choice((0.0, 0.5, 0.9, 1.0)), chance.choice(SECTORS)
        found: dict[str, bytes] = {}
        for name, file in names.items():
            data = bytearray(self.data[file])
            for change in self.unsafe[file]:
                for piece in _pieces(change, sector):
                    if chance.random() < survives:
                        _change(data, piece)
            found[name] = bytes(data)
        return found

    def _file(self, name: str) -> int:
        if name not in self.shown:
            file = len(self.data)
            self.data[file], self.unsafe[file] = bytearray(), []
            self.shown[name] = file
            self.naming.append((name, file))
        return self.shown[name]


def cuts(events: Sequence[Event], count: int, chance: random.Random) -> Iterator[Cut]:
    """Yield what power cuts at so many moments leave, in the order of the moments."""
    moments = sorted(chance.randint(0, len(events)) for _ in range(count))
    disk, told, done = Disk(), [], 0
    for moment in moments:
        for event in events[done:moment]:
            disk.take(event)
            told += [event.what] if isinstance(event, Told) else []
        done = moment
        yield Cut(disk.cut(chance), tuple(told), moment)


def _name(names: dict[str, int], naming: Naming) -> None:
    match naming:
        case Renamed(name=name, onto=onto):
            if name in names:
                names[onto] = names.pop(name)
        case Deleted(name=name):
            names.pop(name, None)
        case (str(name), int(file)):
            names[name] = file


def _pieces(change: Wrote | Truncated, sector: int) -> Iterable[Wrote | Truncated]:
    """Return a change as the disk does it: a sector at a time."""
    if isinstance(change, Truncated):
        return [change]
    ends = [*range((change.place // sector + 1) * sector, change.place + len(change.data), sector)]
    edges = [change.place, *ends, change.place + len(change.data)]
    return [
        Wrote(change.name, begin, change.data[begin - change.place : end - change.place])
        for begin, end in pairwise(edges)
    ]


def _change(data: bytearray, change: Wrote | Truncated) -> None:
    size = change.size if isinstance(change, Truncated) else change.place + len(change.data)
    if len(data) < size:
        data.extend(bytes(size - len(data)))
    if isinstance(change, Truncated):
        del data[size:]
    else:
        data[change.place : size] = change.data
