"""Compares what the windows showed, and what the portal holds, with what was written down and reckoned again."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.year.notebook import Notebook
from tests.year.reckoning import Key, Reckoned
from tests.year.roster import Book
from tests.year.sitting import Seen


@dataclass
class Comparison:
    """How much was compared, by kind, and what differs, in words."""

    counts: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def and_also(self, other: "Comparison") -> "Comparison":
        """Return both together."""
        return Comparison({**self.counts, **other.counts}, self.differences + other.differences)


def compare_windows(
    books: Sequence[Book], notebook: Notebook, reckoned: Mapping[Key, Reckoned], seen: Seen
) -> Comparison:
    """Compare each cell of «Итоги», and the averages beside the names, with the reckoning."""
    known = {book.id: book for book in books}
    found = Comparison()
    shown = {(cell.journal, cell.pupil, cell.period): cell for cell in seen.finals}
    for key, wanted in reckoned.items():
        where = place(known[key[0]], key)
        cell = shown.get(key)
        if cell is None:
            found.differences.append(f"{where}: not shown")
            continue
        decided = notebook.decided(*key)
        found.differences += differences(where, (wanted.average, cell.average), "average")
        found.differences += differences(where, (wanted.proposal, cell.proposed), "proposal")
        found.differences += differences(where, (decided.value, cell.value), "mark set")
        found.differences += differences(where, (decided.reason, cell.reason), "reason")
    for beside in seen.averages:
        key = (beside.journal, beside.pupil, beside.period)
        where = f"{place(known[key[0]], key)}, on the page"
        found.differences += differences(where, (reckoned[key].average, beside.average), "average")
    found.counts = {
        "cells of «Итоги» compared": len(reckoned),
        "of them exactly on a half": sum(each.half for each in reckoned.values()),
        "averages of pages compared": len(seen.averages),
    }
    return found


def compare_portal(data: Path, books: Sequence[Book], notebook: Notebook) -> Comparison:
    """Compare what the portal holds of these journals with what was written down: nothing was lost or added."""
    own = {book.id for book in books}
    with closing(sqlite3.connect(f"file:{data / 'portal.db'}?mode=ro", uri=True)) as base:
        held = Counter(_held(base, own))
    written = Counter(_written(notebook, {lesson.id: book.id for book in books for lesson in book.lessons}))
    names = {book.id: f"{book.title} {book.subject}" for book in books}
    found = Comparison({"facts of the portal compared": held.total()})
    for title, more in (("not at the portal", written - held), ("only at the portal", held - written)):
        found.differences += [f"{names[fact[1]]}: {title}: {fact}" for fact in more]
    return found


def differences(where: str, values: tuple[object, object], what: str) -> Iterator[str]:
    """Yield a sentence where the reckoning and the program differ."""
    reckoned, shown = values
    if reckoned != shown:
        yield f"{where}: {what} {shown!r}, reckoned {reckoned!r}"


def place(book: Book, key: Key) -> str:
    """Return a cell in words."""
    return f"{book.title} {book.subject}, {book.labels[key[1]]}, {book.period_name(key[2])}"


def _held(base: sqlite3.Connection, own: set[str]) -> Iterator[tuple[str, ...]]:
    marks = (
        "select m.journal, m.lesson, m.pupil, m.value, coalesce(w.weight, 1), m.annulled from mark m"
        " left join work w on w.id = m.work"
    )
    kinds = {
        "mark": marks,
        "absence": "select journal, lesson, pupil, code from attendance where code <> ''",
        "debt": "select journal, lesson, pupil from debt where until is not null",
        "set": "select journal, pupil, period, value, reason from final_mark where value <> ''",
    }
    for kind, statement in kinds.items():
        for row in base.execute(statement):
            if row[0] in own:
                yield (kind, *map(str, row))


def _written(notebook: Notebook, journals: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for mark in notebook.marks:
        weight, annulled = str(notebook.work_of(mark).weight), str(int(mark.annulled))
        yield ("mark", mark.journal, mark.lesson, mark.pupil, mark.value, weight, annulled)
    for lesson, signs in notebook.absences.items():
        for pupil, code in signs.items():
            yield ("absence", journals[lesson], lesson, pupil, code)
    for lesson, pupils in notebook.debts.items():
        for pupil in pupils:
            yield ("debt", journals[lesson], lesson, pupil)
    for journal, pupil, period, decision in notebook.decided_marks():
        yield ("set", journal, pupil, period, decision.value, decision.reason)
