"""What happens as a transaction is about to be committed: there the simulation lets programs die."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event


@contextmanager
def at_commit(engine: Engine, act: Callable[[Connection], None]) -> Iterator[None]:
    """Let something happen before each commit of an engine, and of those that share its connections."""
    event.listen(engine, "commit", act)
    try:
        yield
    finally:
        event.remove(engine, "commit", act)
        # an engine that was listened to once tells of each statement for ever, which is a tenth of a history's time
        engine._has_events = False  # noqa: SLF001 (as above)
