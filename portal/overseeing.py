"""Keeps several worker processes at one listening socket: a worker that ends unasked is started anew."""

import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import Any

RESTART_S = 1.0
"""A worker that ends at once, for example while the database is away, is not started more often than this."""

STOP_S = 10.0
"""How long a worker may take to end once it is asked to; then it is killed."""

Work = Callable[..., None]


def oversee(count: int, work: Work, arguments: tuple[Any, ...]) -> None:
    """Run *work* in processes of their own until SIGTERM or SIGINT, then end them all. arguments: can be pickled."""
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    workers = [_started(work, arguments) for _ in range(count)]
    while not ending.wait(RESTART_S):
        workers = [each if each.is_alive() else _started(work, arguments) for each in workers]
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(STOP_S)
        if worker.is_alive():
            worker.kill()


def _started(work: Work, arguments: tuple[Any, ...]) -> BaseProcess:
    # a forked child would share the parent's threads and connections
    worker = get_context("spawn").Process(target=_attended, args=(work, arguments))
    worker.start()
    return worker


def _attended(work: Work, arguments: tuple[Any, ...]) -> None:
    """Work, and end with the process that oversees, however that ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work(*arguments)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
