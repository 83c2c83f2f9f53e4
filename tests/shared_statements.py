"""One memory of compiled statements for all engines of a test process, which opens thousands of short-lived ones."""

from typing import Any

from sqlalchemy import Engine
from typing_extensions import override

MOST = 5_000
"""A test process knows some two thousand statements; beyond this it begins anew."""


class SharedStatements(dict[tuple[Any, ...], Any]):
    """What was compiled, by the kind of the database instead of by the engine's own dialect."""

    @override
    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(_of_any_engine(key), default)

    @override
    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        if len(self) >= MOST:
            self.clear()
        super().__setitem__(_of_any_engine(key), compiled)


def _of_any_engine(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect = key[0]
    return dialect.name, dialect.driver, dialect.dbapi, key[1:]


def share_statements() -> None:
    """Let every engine of this process look up and remember its statements in one place, until the process ends."""
    shared = SharedStatements()
    # a listener that says it to each connection would make every statement tell that it is executed
    Engine._compiled_cache = property(lambda _: shared, lambda *_: None)  # type: ignore[assignment]  # noqa: SLF001
