"""What the operations of pages took during the year, in a line each."""

from collections.abc import Mapping, Sequence
from statistics import median


def times_text(times: Mapping[str, Sequence[float]]) -> str:
    """Return each operation with its count, median, 99th percentile and longest, in milliseconds."""
    return "\n".join(f"{operation}: {_line(found)}" for operation, found in sorted(times.items()))


def _line(found: Sequence[float]) -> str:
    return f"{len(found)} times, median {median(found):.1f} ms, p99 {p99(found):.1f} ms, longest {max(found):.1f} ms"


def p99(found: Sequence[float]) -> float:
    """Return the value that 99 of 100 do not exceed."""
    return sorted(found)[max(0, -(-len(found) * 99 // 100) - 1)]
