"""How the operator orders backups at the keyboard."""

import argparse
from collections.abc import Callable
from pathlib import Path

from portal.commands import Server, server_at
from portal.errors import OneFileError
from portal.keeping.automatic import Plan
from portal.keeping.commands import back_up_portal, new_backup_key, restore_portal

MOST_HOURS = 24 * 31

MOST_PARTITIONS = 1_024
"""Of one table; each is some files of the server, and every statement is planned past those that it leaves out."""

COMMANDS = frozenset({"backup-key", "backup", "restore"})

Command = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command by its name and what it does in words."""


def add_backups(command: Command) -> None:
    """Add the commands."""
    key = command("backup-key", "создать ключ оператора: без него резервную копию никто не прочитает")
    key.add_argument("file", type=Path, metavar="ФАЙЛ", help="куда записать ключ; храните его не на сервере портала")
    kept = command("backup", "записать резервную копию работающего портала и проверить её восстановлением")
    kept.add_argument("file", type=Path, metavar="ФАЙЛ", help="новый файл")
    restored = command("restore", "создать портал из резервной копии в пустой папке")
    restored.add_argument("file", type=Path, metavar="ФАЙЛ", help="резервная копия")
    restored.add_argument("--key", type=Path, required=True, metavar="ФАЙЛ", help="ключ оператора")
    add_server(restored)


def add_server(command: argparse.ArgumentParser) -> None:
    """Add what a command that makes a portal is told about a database on a server."""
    command.add_argument(
        "--database", metavar="АДРЕС", help="база PostgreSQL для роли портала; без него — файл в папке"
    )
    command.add_argument("--owner", default="", metavar="АДРЕС", help="та же база для её владельца: он создаёт таблицы")
    command.add_argument(
        "--partitions",
        type=int,
        default=0,
        choices=range(2, MOST_PARTITIONS + 1),
        metavar="ЧИСЛО",
        help="разложить большие таблицы PostgreSQL по школам на столько частей; без него — одним куском",
    )


def chosen_server(options: argparse.Namespace) -> Server | None:
    """Return the database on a server that a command was told about, None for a file in the folder.

    Raises:
        BadAddressError: an address is none.
        OneFileError: a file cannot be laid out in parts.
    """
    if options.database:
        return server_at(options.database, options.owner, options.partitions)
    if options.partitions:
        raise OneFileError
    return None


def add_automatic(served: argparse.ArgumentParser) -> None:
    """Add what `serve` is told about backups that it makes by itself."""
    served.add_argument("--backups", type=Path, metavar="ПАПКА", help="самому делать сюда резервные копии")
    served.add_argument("--every", type=_hours, default=24.0, metavar="ЧАСОВ", help="как часто, по умолчанию раз в 24")
    served.add_argument("--keep", type=int, default=14, choices=range(1, 1000), metavar="ЧИСЛО", help="сколько хранить")


def plan_of(options: argparse.Namespace) -> Plan | None:
    """Return what `serve` was told about backups, None for nothing."""
    return Plan(options.backups, options.every, options.keep) if options.backups else None


def keep(options: argparse.Namespace) -> str:
    """Do what was ordered and return what is said of it.

    Raises:
        OfficeError: the kind says why it was not done.
    """
    if options.command == "backup-key":
        new_backup_key(options.data, options.file)
        return f"Ключ оператора: {options.file}. Храните его отдельно: без него копии не восстановить."
    if options.command == "backup":
        backup = back_up_portal(options.data, options.file)
        return f"Резервная копия проверена восстановлением: {backup.path}, записей: {sum(backup.reaches.values())}"
    made = restore_portal(options.data, options.file, options.key, server=chosen_server(options))
    return f"Портал восстановлен из копии от {made}: {options.data}"


def _hours(text: str) -> float:
    hours = float(text)
    if not 0 < hours <= MOST_HOURS:
        raise ValueError(text)
    return hours
