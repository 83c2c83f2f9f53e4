"""A second client can be written from docs/protocol.md: its examples are executed, its tables are compared."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.domain.records import RECORD_TYPES, tag_of
from app.operations import ARGS
from app.wire import messages, witnesses
from portal.describing import MESSAGES
from tests.portal_process import PortalProcess
from tests.small_school import LESSONS
from tests.sync.desktops import Desktop

PAGE = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")


def blocks() -> str:
    """Return the page's examples, one after another as a reader would type them."""
    return "\n".join(re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def cells() -> Iterator[list[str]]:
    """Yield the cells of every row of every table."""
    for line in PAGE.splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def names(notation: str) -> list[str]:
    """Return the fields that a notation such as `[lesson, work or null]` names; lists in it count as items."""
    inside = re.sub(r"\[\[.*\]\]", "items", notation)
    inside = inside.removeprefix("[").removesuffix("]").strip("{}")
    return [part.split()[0] for part in inside.split(", ") if part]


def test_the_client_of_the_page_works(portal_process: PortalProcess, anna: Desktop) -> None:
    """Another desktop sees what it has written and taken back."""
    told: dict[str, Any] = {"URL": portal_process.url, "CODE": portal_process.code("anna")}
    exec(compile(blocks(), "docs/protocol.md", "exec"), told)  # noqa: S102 (the page's own examples)
    anna.round()
    (mark,) = [each for each in anna.dump()[0] if each[0] == told["ids"][0]]
    assert "5" in mark
    assert told["lesson"] in LESSONS
    assert len(anna.dump()[1]) == 1


@pytest.mark.parametrize("kind", [kind for kind, _ in ARGS])
def test_the_page_names_what_an_operation_says(kind: str) -> None:
    """Of each kind: the args in their order, under the names that the code has, or shorter ones."""
    (row,) = [row for row in cells() if f"`{kind}`" in row[0] and len(row) == 4]
    kinds, notations = re.findall(r"`([a-z.]+)`", row[0]), re.findall(r"`(\[.*?\])`", row[2])
    notation = notations[kinds.index(kind)]
    shorter = {"school_class": "class"}
    assert names(notation) == [shorter.get(name, name) for name in ARGS[kind, 1].__struct_fields__]


@pytest.mark.parametrize("record", RECORD_TYPES, ids=tag_of)
def test_the_page_names_every_field_of_a_record(record: Any) -> None:
    fields = ", ".join(record.__struct_fields__)
    assert [f"`{tag_of(record)}`", record.PART.value, fields] in list(cells())


@pytest.mark.parametrize("name", MESSAGES)
def test_the_page_names_every_field_of_a_message(name: str) -> None:
    (row,) = [row for row in cells() if row[0] == f"`{name}`" and "{" in row[1]]
    kind = name.capitalize()
    for cell, struct in zip(row[1:], (f"{kind}Ask", f"{kind}Answer"), strict=False):
        notation = re.findall(r"\{.*?\}", cell)[0]
        assert set(names(notation)) == set((vars(messages) | vars(witnesses))[struct].__struct_fields__)


@pytest.mark.parametrize(("struct", "begins"), [(messages.Request, "{p: "), (messages.Answer, "{req, ")])
def test_the_page_names_every_field_of_what_is_round_a_message(struct: type[msgspec.Struct], begins: str) -> None:
    (line,) = [line for line in PAGE.splitlines() if line.startswith(begins)]
    outside = re.sub(r": [^,{]*(\{.*?\})?", "", line)
    assert names(outside) == list(struct.__struct_fields__)
