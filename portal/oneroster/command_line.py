"""The operator's commands for other programs of a school: a file for them, and which of them may read by themselves."""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from app.ids import SchoolId
from portal.auth.operator_acts import Order, carry_out
from portal.auth.operators import operator_now
from portal.errors import UnknownProgramError
from portal.store.dialects import reading

COMMANDS = frozenset({"export oneroster", "program add", "program list", "program revoke"})

Add = Callable[[Any, str, str], ArgumentParser]
"""Adds a command to what commands are added to, by its name and words."""


Place = tuple[Engine, SchoolId]
Opened = AbstractContextManager[Place]


def add_programs(commands: Any, add: Add) -> None:
    """Add the commands. commands: what argparse adds commands to, a type without a public name."""
    exported = commands.add_parser("export", help="выгрузить школу для других программ")
    oneroster = add(_under(exported), "oneroster", "списки, нагрузка и отметки года по OneRoster 1.2")
    oneroster.add_argument("path", type=Path, metavar="ФАЙЛ", help="новый файл .zip")
    oneroster.add_argument("--births", action="store_true", help="с датами рождения: для переезда на другой портал")
    oneroster.set_defaults(command="export oneroster")

    programs = _under(commands.add_parser("program", help="программы, которые сами читают списки школы"))
    added = add(programs, "add", "дать программе читать списки; её имя и секрет показываются один раз")
    added.add_argument("name", metavar="НАЗВАНИЕ")
    added.set_defaults(command="program add")
    add(programs, "list", "показать программы").set_defaults(command="program list")
    revoked = add(programs, "revoke", "больше не давать программе читать")
    revoked.add_argument("program", metavar="ИМЯ", help="как его показывает program list")
    revoked.set_defaults(command="program revoke")


def exchange(options: Namespace, open_portal: Callable[[Path], Opened]) -> str:
    """Do what was ordered and return what is said of it. open_portal: for writing.

    Raises:
        OfficeError: there is no portal, no such program, or the file is there already; nothing was changed.
    """
    with open_portal(options.data) as opened:
        match options.command:
            case "export oneroster":
                return _export(opened, options.path, births=options.births)
            case "program add":
                return _add_program(opened, options.name)
            case "program revoke":
                return _revoke_program(opened, options.program)
            case _:
                return _programs_text(opened)


def _under(parser: ArgumentParser) -> Any:
    return parser.add_subparsers(required=True, metavar="ДЕЙСТВИЕ")


def _export(portal: Place, file: Path, *, births: bool) -> str:
    from portal.oneroster.writing import write_file  # noqa: PLC0415 (only this command writes such files)

    engine, school = portal
    with reading(engine, school).connect() as connection:
        write_file(connection, school, file, births=births)
    return f"Выгрузка записана: {file}"


def _add_program(portal: Place, name: str) -> str:
    from portal.oneroster.programs import add_program  # noqa: PLC0415 (as above)

    engine, school = portal

    def added(connection: Connection) -> tuple[str, str]:
        return add_program(connection, school, name, now_ms=_now_ms())

    order, by = Order("program add", (name,)), operator_now()
    client_id, secret = carry_out(engine, school, order, added, by=by, now_ms=_now_ms())
    return f"Имя (client_id): {client_id}\nСекрет (client_secret), больше он не будет показан: {secret}"


def _revoke_program(portal: Place, key: str) -> str:
    from portal.oneroster.programs import revoke_program  # noqa: PLC0415 (as above)

    engine, school = portal
    # at once and by one person, as every closing
    with engine.begin() as connection:
        if not revoke_program(connection, school, key, now_ms=_now_ms()):
            raise UnknownProgramError(key)
    return f"Программа больше ничего не прочтёт: {key}"


def _programs_text(portal: Place) -> str:
    from portal.oneroster.programs import list_programs  # noqa: PLC0415 (as above)

    engine, school = portal
    with reading(engine, school).connect() as connection:
        found = list_programs(connection, school)
    return "\n".join(f"{each.client_id}  {each.name}" for each in found) or "Таких программ нет."


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
