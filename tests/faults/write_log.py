"""Records everything that this process's SQLite and its spools write, sync, rename and delete in one folder, in order.

SQLite is heard where it speaks to the disk: the methods of each file that its own VFS opens are wrapped. A spool is
heard at `os.fsync`, by then its bytes have been written, and at `os.rename`.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import sqlcipher3._sqlite3 as library
from msgspec import Struct

VFS_OPEN, VFS_DELETE = 5, 6
"""Places of xOpen and xDelete, counted in pointers: sqlite3.h, struct sqlite3_vfs."""

FILE_WRITE, FILE_TRUNCATE, FILE_SYNC, FILE_METHODS = 3, 4, 5, 19
"""Places of xWrite, xTruncate, xSync, and how many there are in version 3: sqlite3.h, struct sqlite3_io_methods."""

Open = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
"""The name is handed on as the pointer it is: the VFS keeps it."""

Delete = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
Write = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
Truncate = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64)
Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class Wrote(Struct, frozen=True, array_like=True, tag=True):
    """Bytes were handed to the system."""

    name: str
    place: int
    data: bytes


class Truncated(Struct, frozen=True, array_like=True, tag=True):
    """A file was cut or lengthened to a size."""

    name: str
    size: int


class Synced(Struct, frozen=True, array_like=True, tag=True):
    """The disk said that a file is safe."""

    name: str


class Renamed(Struct, frozen=True, array_like=True, tag=True):
    """A file took another's place."""

    name: str
    onto: str


class Deleted(Struct, frozen=True, array_like=True, tag=True):
    """A file was taken away."""

    name: str


class Told(Struct, frozen=True, array_like=True, tag=True):
    """Somebody was told that what was written until now is kept."""

    what: str


Event = Wrote | Truncated | Synced | Renamed | Deleted | Told


class WriteLog:
    """What was written in a folder, as long as `recording` lasts."""

    _heard_by: ClassVar["WriteLog | None"] = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.events: list[Event] = []
        self._known: dict[str, int] = {}
        self._opened: dict[int, str] = {}
        self._methods: dict[int, Any] = {}
        self._kept: list[Any] = []

    def tell(self, what: str) -> None:
        """Write down that somebody was told something."""
        self.events.append(Told(what))

    def save(self, path: Path) -> None:
        """Write the log to a file."""
        path.write_bytes(msgspec.msgpack.encode(self.events))

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Listen; once in a process."""
        self._hear_sqlite()
        fsync = os.fsync

        def synced(fd: Any) -> None:
            fsync(fd)
            self._spool_synced(Path(f"/proc/self/fd/{fd}").readlink())

        os.fsync = synced
        WriteLog._heard_by = self
        sys.addaudithook(_heard)
        try:
            yield
        finally:
            os.fsync = fsync
            WriteLog._heard_by = None

    def renamed(self, old: Path, new: Path) -> None:
        """Write a renaming down; what of the file nobody synced is written down as unsafe."""
        name, onto = self._name(old), self._name(new)
        if name is None or onto is None:
            return
        self._spool_wrote(name, old)
        self.events.append(Renamed(name, onto))
        self._known[onto] = self._known.pop(name, 0)

    def _spool_synced(self, path: Path) -> None:
        name = self._name(path)
        if name is not None:
            self._spool_wrote(name, path)
            self.events.append(Synced(name))

    def _spool_wrote(self, name: str, path: Path) -> None:
        """Write down what is new at a file's end; SQLite's own files are heard elsewhere."""
        if not name.endswith((".spool", ".spool.new")):
            return
        data, known = path.read_bytes(), self._known.get(name, 0)
        if name.endswith(".new") and len(data) < known:
            known = 0
        self.events.append(Wrote(name, known, data[known:]))
        self._known[name] = len(data)

    def _name(self, path: Path | str) -> str | None:
        try:
            return str(Path(path).resolve().relative_to(self._folder))
        except ValueError:
            return None

    def _hear_sqlite(self) -> None:
        lib = ctypes.CDLL(library.__file__)
        lib.sqlite3_vfs_find.restype = ctypes.c_void_p
        vfs = _pointers(lib.sqlite3_vfs_find(None), VFS_DELETE + 1)
        opened, deleted = Open(vfs[VFS_OPEN] or 0), Delete(vfs[VFS_DELETE] or 0)

        def on_open(of: int, name: int | None, file: int, flags: int, out: int) -> int:
            code = int(opened(of, name, file, flags, out))
            if code == 0 and name and (known := self._name(ctypes.string_at(name).decode())) is not None:
                self._opened[file] = known
                self._wrap(file)
            return code

        def on_delete(of: int, name: bytes, flags: int) -> int:
            code = int(deleted(of, name, flags))
            if code == 0 and (known := self._name(name.decode())) is not None:
                self.events.append(Deleted(known))
            return code

        vfs[VFS_OPEN] = self._kept_pointer(Open(on_open))
        vfs[VFS_DELETE] = self._kept_pointer(Delete(on_delete))

    def _wrap(self, file: int) -> None:
        """Let a file that was opened answer to methods of ours, which call its own."""
        head = _pointers(file, 1)
        own = int(head[0] or 0)
        if own not in self._methods:
            copied = (ctypes.c_void_p * FILE_METHODS)(*_pointers(own, FILE_METHODS))
            write = Write(copied[FILE_WRITE] or 0)
            truncate, sync = Truncate(copied[FILE_TRUNCATE] or 0), Sync(copied[FILE_SYNC] or 0)

            def on_write(of: int, data: int, size: int, place: int) -> int:
                return self._after(
                    int(write(of, data, size, place)),
                    lambda: Wrote(self._opened[of], place, ctypes.string_at(data, size)),
                )

            def on_truncate(of: int, size: int) -> int:
                return self._after(int(truncate(of, size)), lambda: Truncated(self._opened[of], size))

            def on_sync(of: int, flags: int) -> int:
                return self._after(int(sync(of, flags)), lambda: Synced(self._opened[of]))

            copied[FILE_WRITE] = self._kept_pointer(Write(on_write))
            copied[FILE_TRUNCATE] = self._kept_pointer(Truncate(on_truncate))
            copied[FILE_SYNC] = self._kept_pointer(Sync(on_sync))
            self._methods[own] = copied
        head[0] = ctypes.addressof(self._methods[own])

    def _after(self, code: int, event: Callable[[], Event]) -> int:
        if code == 0:
            self.events.append(event())
        return code

    def _kept_pointer(self, function: Any) -> int | None:
        """Return a function's address, and keep the function as long as the log."""
        self._kept.append(function)
        return ctypes.cast(function, ctypes.c_void_p).value


def read_log(path: Path) -> list[Event]:
    """Return the events of a saved log."""
    return msgspec.msgpack.decode(path.read_bytes(), type=list[Event])


def _heard(what: str, facts: tuple[Any, ...]) -> None:
    """Hear what Python tells its auditors; they cannot be taken away, so one listens for whoever records."""
    log = WriteLog._heard_by  # noqa: SLF001 (of this module)
    if what == "os.rename" and log is not None:
        log.renamed(Path(facts[0]), Path(facts[1]))


def _pointers(address: int, count: int) -> "ctypes.Array[ctypes.c_void_p]":
    return (ctypes.c_void_p * count).from_address(address)
