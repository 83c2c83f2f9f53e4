"""A measured figure beside its floor and its target, the file they are kept in, and the table that people read."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; smaller is better, unless `least`.

    floor: what the same work costs with nothing of ours around it, measured in the same run; None: there is none.
    target: the most that the value may be, or the ratio where the name ends in "_ratio". least: the target is the least
    that the value may be.
    """

    name: str
    value: float
    unit: str
    floor: float | None
    target: float
    least: bool = False

    @property
    def ratio(self) -> float | None:
        """Return how many times the floor the value is."""
        return self.value / self.floor if self.floor else None

    @property
    def met(self) -> bool:
        """Whether the target is kept."""
        judged = self.ratio if self.name.endswith("_ratio") else self.value
        if judged is None:
            return False
        return judged >= self.target if self.least else judged <= self.target


def write_figures(figures: Sequence[Figure], path: Path) -> None:
    """Keep the figures as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = [asdict(figure) | {"ratio": figure.ratio, "met": figure.met} for figure in figures]
    order = ("name", "value", "unit", "floor", "ratio", "target", "met")
    text = json.dumps([{key: _short(each[key]) for key in order} for each in listed], indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def table_of(figures: Sequence[Figure]) -> str:
    """Return the figures as lines of text."""
    lines = [f"{'figure':<22}{'value':>11} {'unit':<5}{'floor':>11}{'ratio':>8}{'target':>9}  met"]
    for each in figures:
        floor = f"{each.floor:.3f}" if each.floor is not None else "–"
        ratio = f"{each.ratio:.2f}" if each.ratio is not None else "–"
        met = "yes" if each.met else "NO"
        lines.append(f"{each.name:<22}{each.value:>11.3f} {each.unit:<5}{floor:>11}{ratio:>8}{each.target:>9g}  {met}")
    return "\n".join(lines)


def p99(samples: Sequence[float]) -> float:
    """Return the 99th percentile of at least two samples."""
    return statistics.quantiles(samples, n=100, method="inclusive")[98]


def _short(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value
