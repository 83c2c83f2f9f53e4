"""The portal's commands: `peremena-portal init | import | user | rules | serve | doctor`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from app.errors import FileError
from portal.admin.import_report import refusal
from portal.commands import import_lists, make_deputy, make_portal, new_code, new_link, rules
from portal.doctor import examine
from portal.errors import DatabaseDamagedError, FolderNotWritableError, OfficeError
from portal.settings import find_folder


def main(words: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; what cannot be done is said in one sentence on standard error."""
    options = _parser().parse_args(words)
    try:
        return _run(options)
    except OfficeError as error:
        return _refuse(str(error))
    except FileError as error:
        return _refuse(refusal(error))
    except DBAPIError:
        return _refuse(str(DatabaseDamagedError()))
    except OSError as error:
        return _refuse(str(FolderNotWritableError(str(error.filename or options.data))))


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "init":
            make_portal(options.data, options.school_name, year=options.year, zone=options.zone)
            _say(f"Портал создан: {options.data}")
        case "import":
            _say(import_lists(options.data, options.paths))
        case "code":
            _say(new_code(options.data, options.login))
        case "link":
            _say(new_link(options.data, options.school_class, options.pupil))
        case "deputy":
            make_deputy(options.data, options.login, options.first, options.last)
            _say(f"{options.login}: завуч")
        case "rules":
            _say(rules(options.data, options.pairs))
        case "serve":
            from portal.serving import serve  # noqa: PLC0415 (the other commands need no server)

            serve(find_folder(options.data), options.host, options.port)
        case _:
            return _examine(options.data)
    return 0


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

    init = _command(commands, "init", "создать портал одной школы в пустой папке")
    init.add_argument("--school-name", required=True, help="название школы, как оно стоит в дневнике")
    init.add_argument("--year", type=int, help="год, в котором начинается учебный год")
    init.add_argument("--zone", default="Europe/Moscow", help="часовой пояс школы")

    taken = _command(commands, "import", "принять списки, нагрузку, расписание, планы, отметки")
    taken.add_argument("paths", type=Path, nargs="+", metavar="ПУТЬ", help="файл XLSX или CSV, или папка с ними")

    user = commands.add_parser("user", help="код для учителя, ссылка на дневник").add_subparsers(
        required=True, metavar="ДЕЙСТВИЕ"
    )
    code = _command(user, "code", "одноразовый код, который подключает ПК учителя")
    code.add_argument("login", metavar="ЛОГИН")
    link = _command(user, "link", "ссылка на дневник одного ученика")
    link.add_argument("--class", dest="school_class", required=True, help="класс, например 7Б")
    link.add_argument("--pupil", required=True, help="фамилия и имя, например «Иванов Пётр»")

    deputy = _command(user, "deputy", "назначить учителя завучем")
    deputy.add_argument("login", metavar="ЛОГИН")
    deputy.add_argument("--first", type=date.fromisoformat, default=date.min, metavar="ДАТА", help="с какого дня")
    deputy.add_argument("--last", type=date.fromisoformat, metavar="ДАТА", help="по какой день")

    ruled = _command(commands, "rules", "показать или изменить правила выставления отметок")
    ruled.add_argument("pairs", nargs="*", metavar="ИМЯ=ЗНАЧЕНИЕ")

    served = _command(commands, "serve", "запустить портал")
    served.add_argument("--host", default="127.0.0.1", help="адрес, на котором он слушает")
    served.add_argument("--port", type=int, default=8470, help="порт; 0 — любой свободный")

    _command(commands, "doctor", "проверить портал")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(command=name)
    parser.add_argument("--data", type=Path, required=True, metavar="ПАПКА", help="папка портала")
    return parser


def _say(text: str) -> None:
    print(text)  # noqa: T201 (a command's answer)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 (a command's refusal)
    return 1


if __name__ == "__main__":
    sys.exit(main())
