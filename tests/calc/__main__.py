"""Does the tasks of docs/usability.md in LibreOffice Calc by the keys that its lines name, and looks at each.

What our own windows do by their lines tests/ui/test_usability.py tells; this needs an office, and takes minutes.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.calc.book import FIRST, LAST, NEXT, OTHER, OWN, PLAN, TODAY, TOPICS, write_book
from tests.calc.program import Calc, running_calc
from tests.own_screen import NotShownError
from tests.ui.shown_school import NAMES
from tests.ui.test_usability import TASKS

PASSWORD = "480263"  # noqa: S105 (the book of a task)
COLUMN = f"{TODAY}{FIRST}:{TODAY}{LAST}"
START = f"{TODAY}{FIRST}"
WRONG = next(row for row, name in enumerate(NAMES) if name.startswith("Каз"))
"""Row of the pupil whose mark is corrected."""

BUILD = Path("build") / "calc"


def nobody() -> list[str]:
    """Return what stands in a column that nobody has filled."""
    return [""] * len(NAMES)


def some(value: str, *rows: int) -> list[str]:
    """Return what stands in a column with a value for some."""
    return [value if row in rows else "" for row in range(len(NAMES))]


class Desk:
    """A teacher's Calc with the book of marks."""

    def __init__(self, calc: Calc, book: Path) -> None:
        self.calc, self.book = calc, book

    @property
    def column(self) -> list[str]:
        """What is seen in today's column."""
        return list(self.calc.ask("texts", OWN, COLUMN))

    def seen(self, cell: str) -> str:
        """Return what is seen in a cell of the own class's sheet."""
        return str(self.calc.ask("texts", OWN, f"{cell}:{cell}")[0])

    def begin(self, sheet: str = OWN) -> None:
        """Open the book anew as it was left: the plan at its next topic, a class at today's first pupil."""
        self.calc.ask("close")
        self.calc.ask("open", str(self.book), PASSWORD)
        self.calc.ask(
            "go", [[PLAN, f"A{NEXT}"], [OTHER, "A1"], [OWN, START], *([[sheet, "A1"]] if sheet != OWN else [])]
        )

    def play(self, number: int) -> None:
        """Do what the line of a task says."""
        self.calc.play(TASKS[number].calc_keys)

    def at(self) -> str:
        """Return where the caret is."""
        sheet, cell = self.calc.ask("where")
        return f"{sheet} {cell.replace('$', '')}"


def opened(desk: Desk) -> None:
    """1: the book is chosen in its folder, where the first Enter opens it, and is locked."""
    first, rest = TASKS[1].calc_keys.split(" ", 1)
    expect(first, "Enter")
    desk.calc.open_from_folder(desk.book)
    desk.calc.wait(lambda: any("пароль" in title for title in desk.calc.ask("windows")), "the box of the password")
    desk.calc.play(rest)
    desk.calc.wait(lambda: bool(desk.calc.ask("is_open")), "the book")


def found_lesson(desk: Desk) -> None:
    """2: the other class's sheet is in sight, today's column is not known."""
    desk.begin(OTHER)
    desk.play(2)
    expect(desk.at(), f"{OWN} {TODAY}1")


def filled(desk: Desk) -> None:
    """3."""
    desk.begin()
    desk.play(3)
    expect(desk.column, ["5"] * len(NAMES))


def told_absent(desk: Desk) -> None:
    """4."""
    desk.begin()
    desk.play(4)
    expect(desk.column, some("н", 3, 10, 19))


def told_topic(desk: Desk) -> None:
    """5: the plan is left at its next topic."""
    desk.begin()
    desk.play(5)
    expect(desk.seen(f"{TODAY}2"), TOPICS[NEXT - 1])


def set_homework(desk: Desk) -> None:
    """6: the caret is back at the first pupil."""
    desk.begin()
    desk.play(6)
    expect((desk.seen(f"{TODAY}3"), desk.at()), ("№ 214", f"{OWN} {START}"))


def corrected(desk: Desk) -> None:
    """7."""
    desk.begin()
    desk.play(7)
    expect(desk.column, some("4", WRONG))


def saw_formula(desk: Desk) -> None:
    """8: the caret is on the average, whose formula stands over the sheet."""
    desk.begin()
    desk.play(8)
    expect(desk.at(), f"{OWN} C{FIRST}")


def tried_fives(desk: Desk) -> None:
    """9: three are enough, two are not, and none is left."""
    keys = TASKS[9].calc_keys
    desk.begin()
    before = desk.seen(f"C{FIRST}")
    averages = []
    for step in keys.split(" Ctrl+Z")[0].split(" Tab "):
        desk.calc.play(f"{step} Tab" if not step.endswith("Enter") else step)
        averages.append(desk.seen(f"C{FIRST}"))
    expect([average >= "4,5" for average in averages], [False, False, True])
    desk.begin()
    desk.play(9)
    expect((desk.seen(f"C{FIRST}"), desk.column), (before, nobody()))


def filled_and_undone(desk: Desk) -> None:
    """10."""
    keys, _, last = TASKS[10].calc_keys.rpartition(" ")
    desk.begin()
    desk.calc.play(keys)
    expect(desk.column, ["5"] * len(NAMES))
    desk.calc.play(last)
    expect(desk.column, nobody())


def set_term(desk: Desk) -> None:
    """11."""
    desk.begin()
    desk.play(11)
    expect(desk.calc.ask("texts", OWN, f"D{FIRST}:D{LAST}"), ["4"] * len(NAMES))


def locked(desk: Desk) -> None:
    """12: something has been written."""
    desk.begin()
    desk.calc.play("5 Enter")
    desk.play(12)
    desk.calc.wait(lambda: not desk.calc.ask("is_open"), "the book is still open")


def printed(desk: Desk) -> None:
    """13: the sheet lies, the names are on every one of its pages."""
    desk.begin()
    desk.play(13)
    expect(desk.calc.ask("print_of", OWN), ["A", "D", True])
    path = Path(desk.calc.home) / "marks.pdf"
    desk.calc.wait(lambda: path.exists() and path.read_bytes()[-6:].strip() == b"%%EOF", "the PDF file")


PLAYS: dict[int, Callable[[Desk], None]] = {
    1: opened,
    2: found_lesson,
    3: filled,
    4: told_absent,
    5: told_topic,
    6: set_homework,
    7: corrected,
    8: saw_formula,
    9: tried_fives,
    10: filled_and_undone,
    11: set_term,
    12: locked,
    13: printed,
}


def expect(found: object, wanted: object) -> None:
    """Look whether a task is done.

    Raises:
        NotShownError: it is not.
    """
    if found != wanted:
        raise NotShownError(found, wanted)


def main(numbers: list[int]) -> int:
    """Play the tasks, all where none is named; return how many were not done."""
    BUILD.mkdir(parents=True, exist_ok=True)
    missed = 0
    for number in numbers or sorted(PLAYS):
        with tempfile.TemporaryDirectory() as name, running_calc(Path(name)) as calc:
            plain, book = Path(name) / "marks.xlsx", Path(name) / "marks.ods"
            write_book(plain)
            calc.ask("keep", str(plain), str(book), PASSWORD)
            try:
                PLAYS[number](Desk(calc, book))
                said = str(TASKS[number].calc)
            except NotShownError as error:
                missed += 1
                calc.picture(BUILD / f"{number}.png")
                said = f"not done: {error}"
            sys.stdout.write(f"{number:2}  {TASKS[number].name}: {said}\n")
    return missed


if __name__ == "__main__":
    sys.exit(main([int(each) for each in sys.argv[1:]]))
