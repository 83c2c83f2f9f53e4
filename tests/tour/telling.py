"""What the tour says: a line for each step."""


def say(what: str, seen: str) -> None:
    """Print a line of the tour."""
    print(f"{what:>16}  {seen}", flush=True)  # noqa: T201 (the tour speaks on standard output)
