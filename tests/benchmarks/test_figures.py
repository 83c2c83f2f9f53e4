"""The benchmark's file: its agreed form, and when a target counts as kept."""

import json
from pathlib import Path

import pytest

from benchmarks.figures import Figure, p99, table_of, write_figures
from benchmarks.syncs import syncs_of

FORM = ["name", "value", "unit", "floor", "ratio", "target", "met"]


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("push_10k_s", 6.0, "s", None, 6), True),
        (Figure("push_10k_s", 6.001, "s", None, 6), False),
        (Figure("noop_ms", 30.0, "ms", 0.5, 40), True),
        (Figure("start_ratio", 200.0, "ms", 125.0, 1.6), True),
        (Figure("start_ratio", 201.0, "ms", 125.0, 1.6), False),
        (Figure("start_ratio", 1.0, "ms", None, 1.6), False),
        (Figure("portal_batches_s", 20.0, "1/s", None, 20, least=True), True),
        (Figure("portal_batches_s", 19.9, "1/s", None, 20, least=True), False),
    ],
)
def test_a_ratio_is_judged_by_its_floor_and_every_other_figure_by_its_value(figure: Figure, met: bool) -> None:
    assert figure.met is met


def test_the_file_lists_each_figure_in_the_agreed_form(tmp_path: Path) -> None:
    write_figures(
        [Figure("start_ratio", 250.0, "ms", 125.0, 1.6), Figure("push_10k_s", 1.23456, "s", None, 6)],
        tmp_path / "build" / "bench.json",
    )
    listed = json.loads((tmp_path / "build" / "bench.json").read_text(encoding="utf-8"))
    assert [list(each) for each in listed] == [FORM, FORM]
    assert [list(each.values()) for each in listed] == [
        ["start_ratio", 250.0, "ms", 125.0, 2.0, 1.6, False],
        ["push_10k_s", 1.2346, "s", None, None, 6, True],
    ]


def test_the_table_shows_which_target_is_missed() -> None:
    _, kept, missed = table_of([Figure("a", 1, "s", None, 2), Figure("b", 3, "s", None, 2)]).splitlines()
    assert (kept.split()[-1], missed.split()[-1]) == ("yes", "NO")


def test_the_99th_percentile_leaves_out_a_hundredth() -> None:
    assert p99([float(n) for n in range(101)]) == 99


def test_only_the_syncs_of_the_thread_that_typed_are_counted_between_two_marks() -> None:
    trace = """\
7 fdatasync(5) = 0
7 access("a-mark-has-been-typed", F_OK) = -1 ENOENT (No such file or directory)
7 fdatasync(5) = 0
8 fdatasync(9 <unfinished ...>
7 access("/etc/other", F_OK) = 0
7 access("a-mark-has-been-typed", F_OK) = -1 ENOENT (No such file or directory)
8 <... fdatasync resumed>) = 0
7 fsync(5) = 0
7 fdatasync(5 <unfinished ...>
7 <... fdatasync resumed>) = 0
7 access("a-mark-has-been-typed", F_OK) = -1 ENOENT (No such file or directory)
"""
    assert syncs_of(trace) == [1, 2]
