"""The pages of the turn of the year: what was prepared, what of it is looked at, and the deed itself."""

from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from typing import Any

import msgspec
from litestar import Response
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT, HTTP_422_UNPROCESSABLE_ENTITY
from sqlalchemy import Connection

from app.domain.periods import YEAR
from app.domain.year_turn import LEAVES, title_of
from app.domain.year_turned import YearTurned
from app.ids import ClassId
from portal.archive.keeping_terms import year_text
from portal.auth.office_links import OfficeVisit
from portal.office import turn_wording as wording
from portal.office.actions import Deed, act
from portal.office.control_held import count_waiting
from portal.office.control_wording import entries_words
from portal.office.desk import OfficeDesk
from portal.office.drawing import moved, page
from portal.office.figures_reading import ClosingSchool, read_closing
from portal.office.forms import Form
from portal.office.people_load import journal_title
from portal.office.people_reading import People, full_name, today_in
from portal.office.reading import read_school
from portal.office.refusing import UNKNOWN, PageRefusedError
from portal.office.time_wording import marks_words
from portal.office.turn_draft import drop_turn, is_open, keep_turn, read_turn, year_before
from portal.office.turn_forms import AWAY, READERS, Errors, Typed
from portal.office.wording import closed_words

Facts = dict[str, Any]
REVIEW, CLEAR, SAVE, LOOK = "review", "clear", "save", "look"
STALE = "Пока вы смотрели, здесь что-то изменили. Ничего не сделано: посмотрите ещё раз, что получится."


class TurnDesk:
    """The pages of the turn in one transaction."""

    def __init__(self, connection: Connection, desk: OfficeDesk, visit: OfficeVisit) -> None:
        self._connection, self._desk, self._visit = connection, desk, visit
        self._today: date = today_in(connection, visit.school, desk.now_ms())
        self._people = People(connection, visit.school, self._today)
        self._turned: YearTurned = read_turn(connection, visit.school, year_before(self._people))

    def show(self, word: str, key: str, facts: Facts, *, status: int = HTTP_200_OK) -> Response[str]:
        """Return a page. facts: besides its own.

        Raises:
            PageRefusedError: there is none such, or it is too early in the year.
        """
        if not is_open(self._people, self._today):
            if word:
                raise PageRefusedError(UNKNOWN)
            return self._page("turn_early.html", {"opens": f"1 апреля {self._turned.year}", **facts})
        template, facts_of = PAGES.get((word, bool(key)), ("", None))
        if facts_of is None:
            raise PageRefusedError(UNKNOWN)
        return self._page(template, {**facts_of(self, key), "errors": {}, "typed": {}, **facts}, status=status)

    def answer(self, place: tuple[str, str], form: Form) -> Response[str]:
        """Answer a form: keep what it decides, or turn the year.

        Raises:
            PageRefusedError: there is no such page, or it is too early in the year.
        """
        word, key = place
        if not is_open(self._people, self._today) or (word, bool(key)) not in PAGES:
            raise PageRefusedError(UNKNOWN)
        home = f"{self._visit.home}/turn"
        if form.step == CLEAR:
            drop_turn(self._connection, self._visit.school)
            return moved(home)
        if word == REVIEW:
            return self._done(form)
        if key:
            self.known(key)
        errors: Errors = {}
        typed: Typed = {name: text.strip() for name, text in form.typed.items()}
        turn = READERS[word](self._turned, self._people, key, typed, errors)
        if errors:
            return self.show(word, key, {"errors": errors, "typed": typed}, status=HTTP_422_UNPROCESSABLE_ENTITY)
        keep_turn(self._connection, self._visit.school, turn, now_ms=self._desk.now_ms())
        if form.step == LOOK:
            return moved(f"{home}/{REVIEW}")
        return moved(f"{home}?saved=1" if not key else f"{home}#{key}")

    def known(self, key: str) -> ClassId:
        """Return the id of a class.

        Raises:
            PageRefusedError: there is none.
        """
        if key not in self._people.classes:
            raise PageRefusedError(UNKNOWN)
        return ClassId(key)

    def start(self, _key: str) -> Facts:
        """Return the classes and what they become."""
        turned, counts = self._turned, dict[str, list[int]]()
        for fate in turned.fates:
            count = counts.setdefault(fate.before, [0, 0])
            count[0] += 1
            count[1] += fate.own
        rows = [
            (each.id, title_of(each), turned.targets[each.id], *counts.get(title_of(each), [0, 0]))
            for each in self._people.classes.values()
        ]
        journals = {each.id: 0 for each in self._people.classes.values()}
        for journal in turned.before.journals:
            journals[self._people.groups[journal.group].school_class] += 1
        return {
            "rows": rows,
            "journals": journals,
            "fresh": ", ".join(turned.turn.fresh),
            "turn": turned.turn,
            "flaws": len(turned.flaws),
            "done": None,
        }

    def of_class(self, key: str) -> Facts:
        """Return what becomes of the pupils of a class."""
        known, turned = self.known(key), self._turned
        title = self._people.title(known)
        own = [each for each in turned.fates if each.before == title]
        order = {who: place for place, who in enumerate(self._people.pupils)}
        pupils = [
            (each.pupil, full_name(self._people.pupils[each.pupil]), (each.after or AWAY) if each.own else "")
            for each in sorted(own, key=lambda each: order[each.pupil])
        ]
        grade, target = self._people.classes[known].grade, turned.targets[known]
        facts = {"key": key, "class_title": title, "target": target or AWAY, "pupils": pupils}
        return {**facts, "leaves": target == LEAVES, "options": wording.class_options(turned, grade)}

    def days(self, _key: str) -> Facts:
        """Return the terms and holidays of the new year."""
        turned = self._turned
        new: dict[str, Any] = {**dict(turned.moved_terms), **dict(turned.moved_holidays)}
        rows = [(each, new.get(each.id)) for each in turned.before.spans]
        return {"rows": rows, "said": wording.flaw_lines(turned)}

    def of_load(self, key: str) -> Facts:
        """Return the load of a class."""
        known = self.known(key)
        own = [each for each in self._turned.before.journals if self._people.groups[each.group].school_class == key]
        rows = sorted((journal_title(self._people, each), each.id, self._turned.load(each), each.hours) for each in own)
        teachers = [(each.id, full_name(each)) for each in self._people.teachers.values()]
        facts = {"key": key, "class_title": self._people.title(known), "target": self._turned.targets[known]}
        return {**facts, "rows": rows, "teachers": teachers}

    def review(self, _key: str) -> Facts:
        """Return all that would be done, and what to look at before."""
        return {
            "lines": [*wording.sum_lines(self._turned), *wording.paper_lines(self._turned.turn)],
            "fates": wording.fate_lists(self._turned, self._people),
            "targets": {self._people.title(key): to for key, to in self._turned.targets.items()},
            "notices": [*self._unfinished(), *wording.notices(self._turned)],
            "flaws": len(self._turned.flaws),
            "version": self._version(),
            "stale": "",
        }

    def _unfinished(self) -> list[str]:
        """Return what of the year that ends is not done yet."""
        found = []
        if waiting := count_waiting(self._connection, self._visit.school):
            found.append(f"Ждёт решения завуча: {entries_words(waiting)}. После поворота они останутся в «Контроле».")
        school = ClosingSchool(self._connection, self._visit.school, self._today)
        if year := next((each for each in school.periods if each.key == YEAR), None):
            missing = sum(each.missing for each in read_closing(school, year))
            found += [f"За год не выставлено: {marks_words(missing)}."] if missing else []
        for term in school.terms:
            grades = range(term.first_grade, term.last_grade + 1)
            still = sum(
                grade in grades and not school.rules.is_unmarked(grade) and (term.id, key) not in school.closed
                for key, (grade, _) in school.titles.items()
            )
            found += [f"{term.name}: период не закрыт {closed_words(still)}."] if still else []
        return found

    def _done(self, form: Form) -> Response[str]:
        """Turn the year where it is still as it was looked at."""
        if form.drawn.get("version") != self._version() or self._turned.flaws:
            return self.show(REVIEW, "", {"stale": STALE}, status=HTTP_409_CONFLICT)
        turned = self._turned
        title = f"Поворот года: {year_text(turned.year - 1)} → {year_text(turned.year)}"
        deed = Deed(title, wording.sum_lines(turned))
        number = act(self._connection, self._visit, deed, turned.records, now_ms=self._desk.now_ms())
        drop_turn(self._connection, self._visit.school)
        return moved(f"{self._visit.home}/turn?done={number or 0}")

    def _version(self) -> str:
        """Return what tells whether the same would be done as was shown."""
        return blake2b(msgspec.json.encode(self._turned.records), digest_size=12).hexdigest()

    def _page(self, template: str, facts: Facts, *, status: int = HTTP_200_OK) -> Response[str]:
        words: Facts = {name: getattr(wording, name) for name in ("target_words", "days_words", "pupils_words")}
        common = {**words, "year_text": year_text, "year": self._turned.year, "away": AWAY}
        school = read_school(self._connection, self._visit.school)
        return page(template, self._visit, school, {**common, **facts}, status=status)


PAGES: dict[tuple[str, bool], tuple[str, Callable[[TurnDesk, str], Facts]]] = {
    ("", False): ("turn.html", TurnDesk.start),
    ("class", True): ("turn_class.html", TurnDesk.of_class),
    ("days", False): ("turn_days.html", TurnDesk.days),
    ("load", True): ("turn_load.html", TurnDesk.of_load),
    (REVIEW, False): ("turn_review.html", TurnDesk.review),
}
"""The template of each page and what it shows, by the word of its address and whether it is about one class."""
