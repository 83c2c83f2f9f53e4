"""The portal's commands: `peremena-portal init | upgrade | import | user | office | rules | scales | serve | ...`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sqlalchemy.exc import DBAPIError

from app.domain.scales import point_scale, read_scale
from app.errors import FileError
from portal.admin.import_report import refusal
from portal.archive.command_line import COMMANDS as ARCHIVES
from portal.archive.command_line import add_archives, add_retention, archive
from portal.auth.invitations import VALID_DAYS
from portal.auth.office_links import VALID_HOURS
from portal.commands import (
    add_school,
    attic_text,
    change_token_key,
    close_office,
    import_lists,
    make_deputy,
    make_portal,
    new_code,
    new_invitation,
    new_link,
    new_office_link,
    open_portal,
    rules,
    scales,
    schools_text,
    upgrade_database,
)
from portal.doctor import examine
from portal.errors import DatabaseAwayError, DatabaseDamagedError, FolderNotWritableError, OfficeError
from portal.keeping.command_line import COMMANDS as BACKUPS
from portal.keeping.command_line import add_automatic, add_backups, add_server, chosen_server, keep, plan_of
from portal.oneroster.command_line import COMMANDS as PROGRAMS
from portal.oneroster.command_line import add_programs, exchange
from portal.operator_line import COMMANDS as OPERATORS
from portal.operator_line import add_operators, operate
from portal.region.command_line import COMMANDS as REGION
from portal.region.command_line import add_region, region_figures
from portal.settings import check_issuer, find_folder
from portal.store.dialects import Failure, failure_of

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 (it has no public name)

OF_SCHOOL = {
    **dict.fromkeys(PROGRAMS, exchange),
    **dict.fromkeys(ARCHIVES, archive),
    **dict.fromkeys(OPERATORS, operate),
}
"""Commands that are about one school and open its portal themselves."""


def main(words: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; what cannot be done is said in one sentence on standard error."""
    options = _parser().parse_args(words)
    try:
        return _run(options)
    except OfficeError as error:
        return _refuse(str(error))
    except FileError as error:
        return _refuse(refusal(error))
    except DBAPIError as error:
        away = failure_of(error) is Failure.AWAY
        return _refuse(str(DatabaseAwayError() if away else DatabaseDamagedError()))
    except OSError as error:
        return _refuse(str(FolderNotWritableError(str(error.filename or options.data))))


def _run(options: argparse.Namespace) -> int:
    if options.command == "doctor":
        return _examine(options.data)
    if options.command == "serve":
        from portal.serving import serve  # noqa: PLC0415 (the other commands need no server)

        issuer = check_issuer(options.issuer)
        serve(
            find_folder(options.data),
            options.host,
            options.port,
            workers=options.workers,
            issuer=issuer,
            backups=plan_of(options),
            metrics=options.metrics,
            read_from=options.read_from,
        )
    elif options.command in BACKUPS:
        _say(keep(options))
    elif options.command in OF_SCHOOL:
        _say(OF_SCHOOL[options.command](options, partial(open_portal, school=options.school)))
    elif options.command in REGION:
        _say(region_figures(options))
    elif options.command in {"init", "upgrade", "school add", "school list"}:
        _say(_set_up(options))
    else:
        _say(_scaled(options) if options.command.startswith("scales") else _done(options))
    return 0


def _set_up(options: argparse.Namespace) -> str:
    """Make a portal or bring its database to this version, and return what is said of it."""
    if options.command == "upgrade":
        upgrade_database(options.data, options.owner)
        return "База данных готова к работе с этой версией портала."
    if options.command == "school list":
        return schools_text(options.data)
    if options.command == "school add":
        added = add_school(options.data, options.school_name, year=options.year, zone=options.zone)
        return f"Школа «{added.name}» добавлена: {added.id}"
    make_portal(options.data, options.school_name, year=options.year, zone=options.zone, server=chosen_server(options))
    return f"Портал создан: {options.data}"


def _done(options: argparse.Namespace) -> str:
    """Do what the school office ordered and return what is said of it."""
    match options.command:
        case "import":
            said = import_lists(options.data, options.paths, school=options.school)
        case "code" | "link" | "deputy" | "invite":
            said = _let_in(options)
        case "keys rotate":
            change_token_key(options.data)
            said = "Пропуска программ подписываются новым ключом."
        case "attic":
            said = attic_text(options.data, school=options.school)
        case "rules":
            said = rules(options.data, options.pairs, school=options.school)
        case "office link":
            path = new_office_link(options.data, options.deputy, school=options.school)
            said = f"Ссылка для одного человека, действует {VALID_HOURS} часов:\n{path}"
        case _:
            said = f"Закрыто ссылок: {close_office(options.data, school=options.school)}"
    return said


def _let_in(options: argparse.Namespace) -> str:
    """Do what was ordered about one person and return what is to be handed over."""
    match options.command:
        case "code":
            return new_code(options.data, options.login, school=options.school)
        case "invite":
            path = new_invitation(options.data, options.login, school=options.school)
            return f"Ссылка для одного человека, действует {VALID_DAYS} дней:\n{path}"
        case "link":
            return new_link(options.data, options.school_class, options.pupil, school=options.school)
        case _:
            make_deputy(options.data, options.login, options.first, options.last, school=options.school)
            return f"{options.login}: завуч"


def _scaled(options: argparse.Namespace) -> str:
    """Do what was ordered about scales of marks and return what they are then."""
    scaled = partial(scales, options.data, school=options.school)
    match options.command:
        case "scales points":
            bounds = {"five": options.five, "four": options.four, "three": options.three}
            return scaled(scale=point_scale(options.name, options.most, **bounds))
        case "scales define":
            return scaled(scale=read_scale(options.name, " ".join(options.values)))
        case "scales give":
            return scaled(name=options.name, subjects=options.subjects)
        case _:
            return scaled()


def _examine(data: Path) -> int:
    findings = list(examine(find_folder(data)))
    for finding in findings:
        _say(finding.text if finding.good else f"! {finding.text}")
    good = all(finding.good for finding in findings)
    _say("Всё в порядке." if good else "Есть неполадки: строки с восклицательным знаком.")
    return 0 if good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="peremena-portal", description="Портал школы: электронный дневник и обмен")
    commands = parser.add_subparsers(required=True, metavar="КОМАНДА")
    _add_filling(commands)
    _add_people(commands)

    office = commands.add_parser("office", help="страницы канцелярии").add_subparsers(required=True, metavar="ДЕЙСТВИЕ")
    link = _of_school(office, "link", "ссылка на страницы канцелярии для одного человека")
    link.add_argument("--deputy", default="", metavar="ЛОГИН", help="для завуча: контроль школы и решения")
    link.set_defaults(command="office link")
    _of_school(office, "close", "закрыть все ссылки на страницы канцелярии").set_defaults(command="office close")

    add_operators(commands, _of_school)

    ruled = _of_school(commands, "rules", "показать или изменить правила школы")
    ruled.add_argument("pairs", nargs="*", metavar="ИМЯ=ЗНАЧЕНИЕ")

    _add_scales(commands)

    _add_serving(commands)

    keyed = commands.add_parser("keys", help="ключи пропусков").add_subparsers(required=True, metavar="ДЕЙСТВИЕ")
    _command(keyed, "rotate", "подписывать пропуска программ новым ключом").set_defaults(command="keys rotate")

    add_backups(lambda name, words: _command(commands, name, words))
    add_programs(commands, _of_school)
    add_region(commands, _command)
    add_archives(commands, _of_school, _command)
    add_retention(commands, _of_school, _command)
    _of_school(commands, "attic", "показать записи программ других версий, которые ждут своей очереди")
    _command(commands, "doctor", "проверить портал")
    return parser


def _add_serving(commands: Commands) -> None:
    served = _command(commands, "serve", "запустить портал")
    served.add_argument("--host", default="127.0.0.1", help="адрес, на котором он слушает")
    served.add_argument("--port", type=int, default=8470, help="порт; 0 — любой свободный")
    served.add_argument("--issuer", default="", metavar="АДРЕС", help="адрес портала для людей, с https")
    served.add_argument("--workers", type=int, default=1, choices=range(1, 65), metavar="ЧИСЛО", help="процессов")
    served.add_argument(
        "--metrics",
        type=_address,
        metavar="АДРЕС:ПОРТ",
        help="где Prometheus узнаёт о портале, например 127.0.0.1:9470",
    )
    served.add_argument(
        "--read-from", default="", metavar="АДРЕС", help="копия базы PostgreSQL (replica), из которой читается дневник"
    )
    add_automatic(served)


def _add_scales(commands: Commands) -> None:
    scaled = commands.add_parser("scales", help="шкалы отметок").add_subparsers(required=True, metavar="ДЕЙСТВИЕ")
    _of_school(scaled, "list", "показать шкалы и предметы, у которых они есть").set_defaults(command="scales list")
    points = _of_school(scaled, "points", "шкала баллов от 0 до заданного числа")
    points.add_argument("name", metavar="ИМЯ")
    points.add_argument("most", type=int, choices=range(1, 101), metavar="БАЛЛОВ", help="наибольшее число, до 100")
    for key, mark in (("five", "5"), ("four", "4"), ("three", "3")):
        points.add_argument(f"--{key}", type=int, required=True, help=f"с какого балла отметка {mark}")
    points.set_defaults(command="scales points")
    defined = _of_school(scaled, "define", "шкала из своих значений, лучшие первыми")
    defined.add_argument("name", metavar="ИМЯ")
    defined.add_argument("values", nargs="+", metavar="ЗНАЧЕНИЕ[=ОТМЕТКА]", help="например A=5 B=4 C=3 D=2")
    defined.set_defaults(command="scales define")
    given = _of_school(scaled, "give", "назначить шкалу предметам: своя, pass_fail (зач/незач) или 5")
    given.add_argument("name", metavar="ИМЯ")
    given.add_argument("subjects", nargs="+", metavar="ПРЕДМЕТ")
    given.set_defaults(command="scales give")


def _add_filling(commands: Commands) -> None:
    init = _command(commands, "init", "создать портал одной школы в пустой папке")
    _add_new_school(init)
    add_server(init)

    raised = _command(commands, "upgrade", "привести базу PostgreSQL к этой версии портала")
    raised.add_argument("--owner", required=True, metavar="АДРЕС", help="адрес базы для её владельца")

    of_portal = commands.add_parser("school", help="школы портала").add_subparsers(required=True, metavar="ДЕЙСТВИЕ")
    added = _command(of_portal, "add", "добавить на портал ещё одну школу")
    _add_new_school(added)
    added.set_defaults(command="school add")
    _command(of_portal, "list", "показать школы портала").set_defaults(command="school list")

    taken = _of_school(commands, "import", "принять списки, нагрузку, расписание, планы, отметки")
    taken.add_argument(
        "paths", type=Path, nargs="+", metavar="ПУТЬ", help="файл XLSX или CSV, папка с ними, или файл OneRoster (.zip)"
    )


def _add_new_school(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--school-name", required=True, help="название школы, как оно стоит в дневнике")
    parser.add_argument("--year", type=int, help="год, в котором начинается учебный год")
    parser.add_argument("--zone", default="Europe/Moscow", help="часовой пояс школы")


def _add_people(commands: Commands) -> None:
    user = commands.add_parser("user", help="код для учителя, ссылка на дневник").add_subparsers(
        required=True, metavar="ДЕЙСТВИЕ"
    )
    code = _of_school(user, "code", "одноразовый код, который подключает ПК учителя")
    code.add_argument("login", metavar="ЛОГИН")
    invited = _of_school(
        user, "invite", "одноразовая ссылка, по которой учитель создаёт учётную запись или меняет пароль"
    )
    invited.add_argument("login", metavar="ЛОГИН")
    link = _of_school(user, "link", "ссылка на дневник одного ученика")
    link.add_argument("--class", dest="school_class", required=True, help="класс, например 7Б")
    link.add_argument("--pupil", required=True, help="фамилия и имя, например «Иванов Пётр»")

    deputy = _of_school(user, "deputy", "назначить учителя завучем")
    deputy.add_argument("login", metavar="ЛОГИН")
    deputy.add_argument("--first", type=date.fromisoformat, default=date.min, metavar="ДАТА", help="с какого дня")
    deputy.add_argument("--last", type=date.fromisoformat, metavar="ДАТА", help="по какой день")


def _command(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(command=name)
    parser.add_argument("--data", type=Path, required=True, metavar="ПАПКА", help="папка портала")
    return parser


def _of_school(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    parser = _command(commands, name, words)
    parser.add_argument("--school", default="", metavar="ШКОЛА", help="название или номер, если школ несколько")
    return parser


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return host.strip("[]") or "127.0.0.1", int(port)


def _say(text: str) -> None:
    print(text)  # noqa: T201 (a command's answer)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 (a command's refusal)
    return 1


if __name__ == "__main__":
    sys.exit(main())
