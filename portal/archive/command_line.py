"""How the operator orders archives at the keyboard."""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from app.ids import SchoolId
from portal.archive.acts import Part, read_parts
from portal.archive.keeping_terms import JOURNALS, LONGEST, SUMMARIES, YEARS, Terms, keep_terms, year_text
from portal.archive.reading import local_time, read_school
from portal.errors import ArchiveFlawsError, OwnerNeededError
from portal.settings import DataFolder, find_folder, server_url
from portal.store.dialects import reading
from portal.store.opening import open_engine

ERASE = "retention erase"
COMMANDS = frozenset(
    {"archive write", "archive verify", "archive certificate", "retention list", "retention terms"} | {ERASE}
)
BEGINNINGS = range(2000, 2100)

Add = Callable[[Any, str, str], ArgumentParser]
"""Adds a command about one school, or about the whole portal, to what commands are added to, by its name and words."""

Opened = AbstractContextManager[tuple[Engine, SchoolId]]


def add_archives(commands: Any, add: Add, add_of_portal: Add) -> None:
    """Add the commands. commands: what argparse adds commands to, a type without a public name."""
    archive = commands.add_parser("archive", help="архив журналов и сводных ведомостей закончившегося года")
    under = archive.add_subparsers(required=True, metavar="ДЕЙСТВИЕ")
    written = add(under, "write", "собрать архив года или продолжить начатый")
    written.add_argument("year", type=int, choices=BEGINNINGS, metavar="ГОД", help="в котором учебный год начался")
    written.set_defaults(command="archive write")
    kept = add_of_portal(under, "certificate", "подписывать архивы и сертификатом школы")
    kept.add_argument("file", type=Path, metavar="ФАЙЛ", help="PKCS #12 (.p12, .pfx) с ключом")
    kept.add_argument("--password", type=Path, required=True, metavar="ФАЙЛ", help="файл с паролем сертификата")
    kept.set_defaults(command="archive certificate", school="")
    checked = under.add_parser("verify", help="проверить архив; портал для этого не нужен")
    checked.add_argument("folder", type=Path, metavar="ПАПКА")
    checked.add_argument("--key", default="", metavar="КЛЮЧ", help="открытый ключ портала, как он напечатан в описи")
    checked.set_defaults(command="archive verify", data=Path(), school="")


def add_retention(commands: Any, add: Add, add_of_portal: Add) -> None:
    """Add the commands about terms. commands: as above."""
    retention = commands.add_parser("retention", help="сроки хранения архива")
    under = retention.add_subparsers(required=True, metavar="ДЕЙСТВИЕ")
    add(under, "list", "показать, что до какого дня хранить и что уже можно уничтожить").set_defaults(
        command="retention list"
    )
    terms = add_of_portal(under, "terms", "задать сроки для будущих архивов, в годах")
    for part, words in ((JOURNALS, "журналы"), (SUMMARIES, "сводные ведомости")):
        years = range(1, LONGEST + 1)
        terms.add_argument(f"--{part}", type=int, choices=years, default=YEARS[part], metavar="ЛЕТ", help=words)
    terms.set_defaults(command="retention terms", school="")
    erased = add(under, "erase", "удалить из базы записи журналов, которые уничтожены по акту")
    erased.add_argument("--owner", default="", metavar="АДРЕС", help="база PostgreSQL для её владельца")
    erased.set_defaults(command=ERASE)


def archive(options: Namespace, open_portal: Callable[[Path], Opened]) -> str:
    """Do what was ordered and return what is said of it.

    Raises:
        OfficeError: the kind says why not.
    """
    if options.command == "archive verify":
        return _verify(options.folder, options.key)
    if options.command.startswith("retention"):
        return _retention(options, open_portal)
    if options.command == "archive certificate":
        from portal.archive.certificate import keep_certificate  # noqa: PLC0415 (only these commands need it)

        kept = keep_certificate(find_folder(options.data), options.file, options.password)
        return f"Архивы будут подписываться сертификатом: {kept.subject}"
    from portal.archive.commands import key_of, write_year  # noqa: PLC0415 (only this command prints papers)

    with open_portal(options.data) as (engine, school):
        path = write_year(find_folder(options.data), engine, school, options.year)
    return f"Архив собран и проверен: {path}\nКлюч портала: {key_of(find_folder(options.data))}"


def _retention(options: Namespace, open_portal: Callable[[Path], Opened]) -> str:
    folder = find_folder(options.data)
    if options.command == "retention terms":
        keep_terms(folder, Terms(options.journals, options.summaries))
        return f"Будущие архивы: журналы хранить {options.journals} лет, сводные ведомости {options.summaries} лет."
    if options.command == ERASE:
        with open_portal(options.data) as (_, school):
            return _erase(folder, school, options.owner)
    with open_portal(options.data) as (engine, school), reading(engine, school).connect() as connection:
        today = local_time(read_school(connection, school), time.time_ns() // 1_000_000).date()
        return "\n".join(_line(each, today) for each in read_parts(connection, school)) or "Архива ещё нет."


def _erase(folder: DataFolder, school: SchoolId, owner: str) -> str:
    from portal.archive.erasing import erase_done  # noqa: PLC0415 (only this command prints papers)

    if folder.address.is_file() and not owner:
        raise OwnerNeededError
    engine = open_engine(server_url(owner) if owner else folder.url)
    try:
        erased = erase_done(folder, engine, school, now_ms=time.time_ns() // 1_000_000)
    finally:
        engine.dispose()
    lines = [
        f"{year_text(each.year)}: журналов {each.journals}, записей {sum(each.records.values())}, "
        f"операций {each.operations + each.refused}; протокол рядом с актом {each.id}"
        for each in erased
    ]
    return "\n".join(lines) or "Удалять нечего: нет исполненного акта о журналах, записи которых ещё в базе."


def _line(part: Part, today: date) -> str:
    if part.act is None:
        state = "срок вышел, можно составить акт" if part.is_due(today) else "хранится"
    elif part.act.done is None:
        state = f"акт {part.act.id} ждёт завуча" if part.act.is_open else f"акт {part.act.id} подтверждён"
    else:
        left = "; записи ещё в базе: retention erase" if part.act.is_to_be_erased else ""
        state = f"уничтожено по акту {part.act.id}{left}"
    return f"{part.title}: хранить по {part.until:%d.%m.%Y}; {state}"


def _verify(folder: Path, key: str) -> str:
    from portal.archive.verifying import verify  # noqa: PLC0415 (only this command checks archives)

    said, flaws = verify(folder, key)
    if flaws:
        raise ArchiveFlawsError("\n".join(f"! {each.file}: {each.why}" for each in flaws))
    trusted = "" if key else "\nКлюч взят из самого архива: сравните его с напечатанным в описи или укажите --key."
    return "\n".join([*said, f"Архив цел.{trusted}"])
