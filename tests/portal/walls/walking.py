"""A walk through every door of the portal with one school's keys, asking for another school's things."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
from sqlalchemy import Engine, event

from tests.portal.conftest import Portal
from tests.portal.walls.asking import PUBLIC, Ask, Swaps, asked_at
from tests.portal.walls.guests import Guest
from tests.portal.walls.neighbours import CANARY
from tests.portal.walls.reading_pages import Page, PageForm

CHOICES = 3
"""Of a list on a page that is looked at by a form: how many are chosen, one after another."""

SEE_OTHER, BROKEN = 303, 500


@dataclass
class Found:
    """What a walk has seen. statuses, pages: of the answers to what is one's own, by route and by who asked what.

    leaks, uneven, broken: questions whose answers tell of the other school, differ by whether a thing is another
    school's or nobody's, or are that something is broken. compared: how many were asked about others' things, by route.
    noticed: routes that leak or are broken.
    """

    statuses: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    leaks: list[str] = field(default_factory=list)
    uneven: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    compared: Counter[str] = field(default_factory=Counter)
    noticed: set[str] = field(default_factory=set)

    def note(self, name: str, ask: Ask, answer: httpx.Response) -> None:
        """Look at an answer. name: of who asked what."""
        if CANARY in answer.text:
            self.leaks.append(name)
        if answer.status_code >= BROKEN:
            self.broken.append(name)
        if CANARY in answer.text or answer.status_code >= BROKEN:
            self.noticed.add(str(ask.route))


Looked = list[tuple[Guest, list[Ask], list[Ask]]]


@dataclass
class Walk:
    """Goes with one guest after another."""

    portal: Portal
    swaps: Swaps
    found: Found = field(default_factory=Found)
    asked: set[tuple[str, ...]] = field(default_factory=set)

    def look(self, guests: Sequence[Guest]) -> Looked:
        """Follow every link; return the pages and the forms that each guest is shown."""
        return [(guest, *self._come(guest)) for guest in guests]

    def ask_for_others(self, looked: Looked) -> None:
        """Ask the same about the other school's things, and with them about things that are nowhere."""
        for guest, theirs, nobodys in self._about_others(looked):
            answer, said = self._heard_of_theirs(guest, theirs)
            self.found.compared[str(theirs.route)] += 1
            # what an earlier question has left in a cache is asked once, by whoever comes first
            if self._outside(answer, said) != self._outside(*self._heard(guest, nobodys)) and self._outside(
                *self._heard(guest, theirs)
            ) != self._outside(*self._heard(guest, nobodys)):
                self.found.uneven.append(f"{guest.name}: {theirs}: {answer.status_code}, {len(said)} statements")

    def ask_for_theirs(self, looked: Looked) -> None:
        """Ask the same about the other school's things alone."""
        for guest, theirs, _ in self._about_others(looked):
            self._heard_of_theirs(guest, theirs)

    def press(self, looked: Looked) -> None:
        """Press every button; what ends a key is pressed last."""
        pressed = ((guest, ask) for guest, _, forms in looked for ask in forms)
        for guest, ask in sorted(pressed, key=lambda each: _ends_something(each[1])):
            self.portal.clock.ms = guest.ms
            self._press(guest, ask)

    def _come(self, guest: Guest) -> tuple[list[Ask], list[Ask]]:
        """Follow every link that a guest is shown; return the pages and the forms that were found."""
        self.portal.clock.ms = guest.ms
        coming = list(guest.starts)
        pages: dict[tuple[str, ...], Ask] = {}
        forms: dict[tuple[str, ...], Ask] = {}
        while coming:
            ask = coming.pop(0)
            known, sort = forms if ask.method == "POST" else pages, self._sort(ask)
            if sort in known or not ask.path.startswith(guest.within):
                continue
            known[sort] = ask
            if ask.method == "POST":
                continue
            answer = self._answer(guest, ask)
            if answer.status_code == SEE_OTHER:
                coming.append(asked_at(answer.headers["location"]))
            coming += _offered(answer, ask, guest)
        return list(pages.values()), list(forms.values())

    def _sort(self, ask: Ask) -> tuple[str, ...]:
        """Return what is the same of questions that differ only in whose things, or which days, they are about."""
        chosen = (f"{name}{bool(text)}" for name, text in ask.query)
        return (*self._words(ask), *chosen, *(self.swaps.plain(name) for name, _ in ask.fields))

    def _words(self, ask: Ask) -> tuple[str, ...]:
        steps = (text for name, text in ask.fields if name == "step")
        return (ask.method, *map(self.swaps.plain, (*ask.path.split("/"), *steps)))

    def _answer(self, guest: Guest, ask: Ask) -> httpx.Response:
        route = ask.route
        assert route is not None, f"{guest.name}: {ask} leads nowhere"
        answer = ask.send(self.portal.client, guest.headers)
        name = f"{guest.name}: {ask}"
        self.found.note(name, ask, answer)
        self.found.statuses[str(route)][answer.status_code] += 1
        self.found.pages[name] = str(route), answer.text
        return answer

    def _about_others(self, looked: Looked) -> Iterator[tuple[Guest, Ask, Ask]]:
        """Yield what is asked by whom; of places that differ only in whose thing stands there the first one."""
        for guest, pages, forms in looked:
            self.portal.clock.ms = guest.ms
            for ask in [*pages, *forms]:
                for about in self.swaps.about_others(ask):
                    place = (*self._words(ask), about.place)
                    if place not in self.asked:
                        self.asked.add(place)
                        yield guest, about.theirs, about.nobodys

    def _heard_of_theirs(self, guest: Guest, theirs: Ask) -> tuple[httpx.Response, list[str]]:
        answer, said = self._heard(guest, theirs)
        self.found.note(f"{guest.name}: {theirs}", theirs, answer)
        return answer, said

    def _heard(self, guest: Guest, ask: Ask) -> tuple[httpx.Response, list[str]]:
        with statements(self.portal.serving) as said:
            return ask.send(self.portal.client, guest.headers), said

    def _outside(self, answer: httpx.Response, said: list[str]) -> tuple[int, str, list[str]]:
        """Return what can be seen and measured of an answer."""
        return answer.status_code, self.swaps.levelled(answer.text), [self.swaps.levelled(each) for each in said]

    def _press(self, guest: Guest, ask: Ask) -> None:
        """Press a button, and those of the page that asks whether that is to be done."""
        answer = self._answer(guest, ask)
        for new in _offered(answer, ask, guest):
            if (new.method, new.path) == (ask.method, ask.path) and new != ask:
                self.ask_for_others([(guest, [], [new])])
                self._answer(guest, new)


def _offered(answer: httpx.Response, ask: Ask, guest: Guest) -> Iterator[Ask]:
    """Yield the questions that a page leads to."""
    if "html" not in answer.headers.get("content-type", ""):
        return
    page = Page(answer.text, ask.path)
    yield from map(asked_at, page.links)
    for form in page.forms:
        yield from _sent(form, guest)


def _sent(form: PageForm, guest: Guest) -> Iterator[Ask]:
    """Yield what each button of a form sends, filled in by the guest."""
    plain = asked_at(form.path)
    if form.method == "GET":
        for name, values in form.choices.items():
            for value in values[:CHOICES]:
                yield replace(plain, query=tuple((form.fields | {name: value}).items()))
        return
    typed = {name: guest.typed.get(name, text) for name, text in form.fields.items()}
    chosen = {name: text or _first_choice(form, name) for name, text in typed.items()}
    for name, value in form.buttons:
        pressed = {name: value} if name else {}
        fields, others = (tuple((each | pressed).items()) for each in (typed, chosen))
        yield Ask("POST", plain.path, plain.query, fields, form.is_parted, others)


def _first_choice(form: PageForm, name: str) -> str:
    """Return the first thing that may be chosen in a list, empty where it is none."""
    return "" if name in PUBLIC else next(filter(None, form.choices.get(name, ())), "")


def _ends_something(ask: Ask) -> int:
    """Return how late a button is pressed: it may be the last thing that its guest, or others, can do."""
    late = ("/notices/confirm", "/notices/stop", "/diary", "/account", "/office")
    place = next((place for place, word in enumerate(late, 1) if ask.path.startswith(word)), 0)
    return place + ask.path.endswith("/leave")


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Write down what a database is asked."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)
