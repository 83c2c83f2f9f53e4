"""How a second operator answers, at the keyboard, what another one has ordered about a school's accounts."""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from app.ids import SchoolId
from portal.auth.operator_acts import STATE_WORDS, OperatorAct, decide, expire, read_operator_acts
from portal.auth.operators import operator_now

COMMANDS = frozenset({"operator list", "operator confirm", "operator refuse"})
Add = Callable[[Any, str, str], ArgumentParser]
Opened = AbstractContextManager[tuple[Engine, SchoolId]]


def add_operators(commands: Any, add: Add) -> None:
    """Add the commands. commands: what argparse adds commands to, a type without a public name."""
    parser = commands.add_parser("operator", help="действия оператора, которые ждут второго человека")
    under = parser.add_subparsers(required=True, metavar="ДЕЙСТВИЕ")
    add(under, "list", "показать, что ждёт и чем кончилось").set_defaults(command="operator list")
    for word, words in (("confirm", "подтвердить то, что запросил другой оператор"), ("refuse", "отказать")):
        answered = add(under, word, words)
        answered.add_argument("act", metavar="ДЕЙСТВИЕ", help="как его показывает operator list")
        answered.set_defaults(command=f"operator {word}")


def operate(options: Namespace, open_portal: Callable[[Path], Opened]) -> str:
    """Do what was ordered and return what is said of it.

    Raises:
        OfficeError: nothing of this id waits, or who asked would agree with themselves.
    """
    now_ms = time.time_ns() // 1_000_000
    with open_portal(options.data) as (engine, school), engine.begin() as connection:
        expire(connection, school, now_ms=now_ms)
        if options.command == "operator list":
            lines = [_line(each) for each in read_operator_acts(connection, school)]
            return "\n".join(lines) or "Действий нет."
        agrees = options.command == "operator confirm"
        act = decide(connection, school, options.act, agrees=agrees, by=operator_now(), now_ms=now_ms)
        if not agrees:
            return f"Отказано: {act.title}"
        return f"Подтверждено: {act.title}\nТеперь {act.operator} повторяет свою команду."


def _line(act: OperatorAct) -> str:
    asked = datetime.fromtimestamp(act.asked / 1000, UTC)
    return f"{act.id}  {act.title}; просит {act.operator}, {asked:%d.%m.%Y %H:%M} UTC; {STATE_WORDS[act.state]}"
