"""What a portal does of itself while it serves: on threads of their own, which end with it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

END_S = 1.0
"""How long the portal's end waits for what such a thread is at."""


@contextmanager
def beside(name: str, work: Callable[[threading.Event], None]) -> Iterator[None]:
    """Let *work* go on as long as the block lasts; its event is set at the end.

    What is half done by then is lost: whoever works so begins it anew after the next start.
    """
    ending = threading.Event()
    thread = threading.Thread(target=work, args=(ending,), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join(END_S)
