"""What `make portal` does: the demo school's portal on loopback, the sandbox ESIA to sign in by, a mail catcher."""

import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import select

from app.domain.records import Pupil
from portal.entrance.addresses import APPLY
from portal.settings import DataFolder
from portal.store.opening import open_engine
from portal.store.tables import TABLES
from resources.demo.mail_catcher import catching
from resources.demo.run import say
from resources.demo.school import DEMO, ROOT, demo_data
from resources.demo.serving import PortalProcess, command

PORT, SANDBOX_PORT, MAIL_PORT = 8470, 8471, 8472
FOLDER = ROOT / "build" / "demo-portal"
READY = "listening on "
PARENT = "родитель"
"""How the sandbox's line of a person ends who may apply for a child."""


def main() -> int:
    """Serve both until asked to end; return the exit status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    say("making the demo school where there is none: less than a minute…")
    data = demo_data(FOLDER)
    try:
        with ExitStack() as stack:
            people = _sandbox(stack, data)
            stack.enter_context(catching(FOLDER / "mail", data / "mail.toml", MAIL_PORT, say))
            portal = PortalProcess(data, PORT).start()
            stack.callback(portal.stop)
            _tell(portal, people)
            signal.pause()
    except KeyboardInterrupt:
        return 0
    except (RuntimeError, OSError):
        say(f"port {PORT}, {SANDBOX_PORT} or {MAIL_PORT} is taken: is another `make portal` open?")
    return 1


def _sandbox(stack: ExitStack, data: Path) -> list[str]:
    """Start the sandbox for the portal of a folder; return what it says of itself and its people."""
    words = ("--folder", str(FOLDER / "esia"), "--settings", str(data / "esia.toml"), "--port", str(SANDBOX_PORT))
    process = subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-m", "sandbox", "--portal", f"http://127.0.0.1:{PORT}", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    said: list[str] = []
    for line in process.stdout or ():
        if not line.strip():
            break
        said.append(line.strip())
    if not (said and said[0].startswith(READY)):
        raise RuntimeError
    return said


def _tell(portal: PortalProcess, people: list[str]) -> None:
    invited = command("user", "invite", "--data", str(portal.data), DEMO.login).strip().splitlines()[-1]
    say(f"sign in      {portal.url}/sign-in")
    say(f"invitation   {portal.url}{invited}   ({DEMO.teacher}; good for one person)")
    say(
        f"diary        {portal.link(DEMO.school_class, DEMO.pupil)}/{DEMO.monday}   ({DEMO.pupil}, {DEMO.school_class})"
    )
    child = f"{_child(portal.data)}, {DEMO.school_class}"
    parent = next(line.split()[0] for line in people if line.endswith(PARENT))
    say(f"apply        {portal.url}{APPLY}   (sign in by the sandbox as {parent}; the child: {child})")
    office = command("office", "link", "--data", str(portal.data)).strip().splitlines()[-1]
    say(f"office       {portal.url}{office}   (decides under «Заявления»; everything else of the school too)")
    say(f"letters      are shown here and kept in {FOLDER / 'mail'}: choose them in the diary, «Ещё», «Уведомления»")
    say(f"sandbox ESIA {people[0].removeprefix(READY)}")
    for line in people[1:]:
        say(f"  {line}")
    say("press Ctrl+C to end")


def _child(data: Path) -> str:
    """Return the pupil of the demonstration as an application has to name them."""
    pupil = TABLES[Pupil]
    surname, name = DEMO.pupil.split()
    engine = open_engine(DataFolder(data).url)
    with engine.connect() as connection:
        row = connection.execute(select(pupil).where(pupil.c.surname == surname, pupil.c.name == name)).first()
    engine.dispose()
    return f"{surname} {name} {row.patronymic}, {row.born:%d.%m.%Y}" if row else DEMO.pupil


if __name__ == "__main__":
    sys.exit(main())
