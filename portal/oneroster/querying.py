"""What a program may ask of a collection: how many from where, in which order, which of them, which fields."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.collation import russian_key
from portal.oneroster.objects import Object, values
from portal.oneroster.refusing import Minor, RosterRefusedError

LIMIT, MOST = 100, 5_000
"""Objects in an answer where nothing is said, and at most; whoever asks for more gets as many."""

LONGEST_FILTER = 500
DIGITS = 9

_CONDITION = r"\s*([A-Za-z][A-Za-z.]*)\s*(!=|>=|<=|=|>|<|~)\s*'((?:[^']|'')*)'\s*"
_FILTER = re.compile(rf"{_CONDITION}(?:(AND|OR){_CONDITION})?")
"""One condition, or two joined by one word. A quote in a value is written twice."""

COMPARED: Mapping[str, Callable[[str, str], bool]] = {
    "=": lambda held, said: held == said,
    ">": lambda held, said: held > said,
    ">=": lambda held, said: held >= said,
    "<": lambda held, said: held < said,
    "<=": lambda held, said: held <= said,
    "~": lambda held, said: said in held,
}
"""How a value is compared, whatever the case of its letters."""

Test = Callable[[Object], bool]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. sort: a field, empty for the order of the files. wanted: what an object has to be."""

    limit: int
    offset: int
    sort: str
    is_backwards: bool
    wanted: Test
    fields: Sequence[str]

    def answer(self, found: Iterable[Object]) -> tuple[list[Object], int]:
        """Return the objects that are asked for, and how many there are in all."""
        kept = [each for each in found if self.wanted(each)]
        if self.sort:
            kept.sort(
                key=lambda each: [russian_key(text) for text in values(each, self.sort)], reverse=self.is_backwards
            )
        part = kept[self.offset : self.offset + self.limit]
        return [self.shortened(each) for each in part], len(kept)

    def shortened(self, each: Object) -> Object:
        """Return the fields of an object that are asked for."""
        return {name: each[name] for name in self.fields if name in each} if self.fields else each


def read_query(asked: Mapping[str, str], known: frozenset[str]) -> Query:
    """Return what a request asks. known: the fields of what is asked for.

    A sort by a field that is not known leaves the order as it is: so the standard has it.

    Raises:
        RosterRefusedError: a number, a filter or a field cannot be so.
    """
    order = asked.get("orderBy", "asc").lower()
    if order not in {"asc", "desc"}:
        raise RosterRefusedError(Minor.INVALID_DATA, "orderBy")
    fields = [name.strip() for name in asked.get("fields", "").split(",") if name.strip()]
    if not set(fields) <= known:
        raise RosterRefusedError(Minor.INVALID_FIELDS, "fields")
    sort = asked.get("sort", "")
    return Query(
        min(_number(asked, "limit", LIMIT, 1), MOST),
        _number(asked, "offset", 0, 0),
        sort if sort.partition(".")[0] in known else "",
        order == "desc",
        _wanted(asked.get("filter", ""), known),
        fields,
    )


def links(query: Query, total: int) -> Iterable[tuple[str, int]]:
    """Yield the pages beside this one: what each is to it, and where it begins. total: of all objects."""
    last = max(0, (total - 1) // query.limit * query.limit)
    yield "first", 0
    yield "last", last
    if query.offset + query.limit < total:
        yield "next", query.offset + query.limit
    if query.offset:
        yield "prev", max(0, query.offset - query.limit)


def _number(asked: Mapping[str, str], name: str, usual: int, least: int) -> int:
    text = asked.get(name, str(usual))
    if not (text.isascii() and text.isdecimal() and len(text) <= DIGITS and int(text) >= least):
        raise RosterRefusedError(Minor.INVALID_DATA, name)
    return int(text)


def _wanted(text: str, known: frozenset[str]) -> Test:
    if not text:
        return lambda _: True
    found = _FILTER.fullmatch(text) if len(text) <= LONGEST_FILTER else None
    if found is None:
        raise RosterRefusedError(Minor.INVALID_FILTER, "filter")
    first = _condition(found[1], found[2], found[3], known)
    if not found[4]:
        return first
    second = _condition(found[5], found[6], found[7], known)
    if found[4] == "AND":
        return lambda each: first(each) and second(each)
    return lambda each: first(each) or second(each)


def _condition(path: str, sign: str, said: str, known: frozenset[str]) -> Test:
    if path.partition(".")[0] not in known:
        raise RosterRefusedError(Minor.INVALID_FILTER, "filter")
    value = said.replace("''", "'").casefold()
    if sign == "!=":
        return lambda each: all(held.casefold() != value for held in values(each, path))
    compared = COMPARED[sign]
    return lambda each: any(compared(held.casefold(), value) for held in values(each, path))
