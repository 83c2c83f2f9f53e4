"""The sandbox ESIA by one command.

`python -m sandbox --folder build/esia --portal http://127.0.0.1:8470 --settings build/esia/esia.toml`
"""

import argparse
import logging
import socket
import sys
from pathlib import Path

from sandbox.desk import SandboxDesk
from sandbox.people import OGRN, PASSWORD, PEOPLE
from sandbox.serving import serve
from sandbox.systems import Folder, register

LOOPBACK, PORT = "127.0.0.1", 8471
CLIENT_ID = "PEREMENA"
CALLBACK, AFTER = "/esia/callback", "/sign-in"
SETTINGS = """\
# Written by the sandbox ESIA; copy it, with the files that it names, for a portal that is to use the sandbox.
host = "{host}"
client_id = "{client_id}"
redirect_uri = "{portal}{callback}"
scope = "openid fullname birthdate snils usr_org"
key = "{folder.system_key}"
certificate = "{folder.certificate}"
token_key = "{folder.token_public}"
version = "{version}"
ogrn = "{ogrn}"

[groups]
PEREMENA_OFFICE = "office"
PEREMENA_DEPUTY = "deputy_head"
"""


def main() -> int:
    """Serve until asked to end; return the exit status."""
    options = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    folder = Folder(options.folder.resolve()).prepared()
    portal = options.portal.rstrip("/")
    systems = register(folder, CLIENT_ID, (portal + CALLBACK, portal + AFTER))
    with socket.create_server((LOOPBACK, options.port)) as listening:
        host = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        facts = {"host": host, "client_id": CLIENT_ID, "portal": portal, "callback": CALLBACK, "ogrn": OGRN}
        written = SETTINGS.format(folder=folder, version=options.version, **facts)
        options.settings.write_text(written, encoding="utf-8")
        _say(f"listening on {host}")
        for person in PEOPLE.values():
            _say(f"{person.login:26} {PASSWORD}   {person.surname} {person.name}: {person.says}")
        _say("")
        serve(SandboxDesk(folder, systems), listening)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sandbox", description="Песочница ЕСИА: вымышленные люди, настоящий протокол")
    parser.add_argument("--folder", type=Path, required=True, metavar="ПАПКА", help="где лежат её ключи")
    parser.add_argument("--portal", required=True, metavar="АДРЕС", help="адрес портала, которому она отвечает")
    parser.add_argument("--settings", type=Path, required=True, metavar="ФАЙЛ", help="куда записать esia.toml")
    parser.add_argument("--port", type=int, default=PORT, help="порт; 0 — любой свободный")
    parser.add_argument("--version", choices=("current", "first"), default="current", help="версия протокола")
    return parser


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 (whoever started it reads the first line, and up to the empty one)


if __name__ == "__main__":
    sys.exit(main())
