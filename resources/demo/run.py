"""What `make run` does: the demo school's portal on loopback, and its teacher's desktop; without a display the tour."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from app.clock import Clock
from app.errors import CredentialError, GradebookError
from app.ids import ReplicaId
from app.services.profile import Profile
from app.vault.profiles import HOME_VARIABLE
from resources.demo.school import DEMO, PROFILE, demo_data
from resources.demo.serving import PortalProcess
from sync.credentials import JournalKeys
from sync.enrolment import enrol
from ui.login.locking import Door, look_at
from ui.login.making import make_profile

ROOT = Path(__file__).parents[2]
PORT = "port.txt"


def main() -> int:
    """Show the demo school until its window is closed; return the exit status."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = ROOT / "build" / "demo"
    if why := no_window():
        say(f"{why}: the guided tour instead")
        return subprocess.run([sys.executable, "-m", "tests.tour"], check=False, cwd=ROOT).returncode
    if not (folder / "portal").exists():
        say("making the demo school, once: less than a minute…")
    try:
        with ExitStack() as stack:
            return show(stack, folder, demo_data(folder))
    except KeyboardInterrupt:
        return 0


def no_window() -> str:
    """Return why the desktop cannot be shown here, empty where it can."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "there is no display"
    try:
        JournalKeys(ROOT).backend_name()
    except CredentialError:
        return "there is no keyring, and the journal's key is kept only there"
    return ""


def show(stack: ExitStack, folder: Path, data: Path) -> int:
    """Serve the school and run the desktop on the profile kept in *folder*; return the desktop's exit status."""
    port = folder / PORT
    portal = PortalProcess(data, int(port.read_text()) if port.exists() else 0)
    try:
        portal.start()
    except RuntimeError:
        say(f"port {portal.port} is taken: is another `make run` open?")
        return 1
    stack.callback(portal.stop)
    port.write_text(str(portal.port))
    words = ["--profile", PROFILE, "--now", DEMO.now, *sign_in(folder / PROFILE, portal)]
    say(f"portal    {portal.url}")
    say(f"teacher   {DEMO.teacher}, PIN {DEMO.pin}, {datetime.fromisoformat(DEMO.now):%d.%m.%Y %H:%M}")
    say(f"parent    {portal.link(DEMO.school_class, DEMO.pupil)}/{DEMO.monday}  ({DEMO.pupil}, {DEMO.school_class})")
    say("close the window or press Ctrl+C to end; the next `make run` goes on from here")
    environment = {**os.environ, HOME_VARIABLE: str(folder)}
    command = [sys.executable, "-m", "ui", *words]
    desktop = stack.enter_context(subprocess.Popen(command, cwd=ROOT, env=environment))  # noqa: S603 (our own program)
    stack.callback(desktop.terminate)
    return desktop.wait()


def sign_in(profile: Path, portal: PortalProcess) -> list[str]:
    """Enrol this PC as the demo teacher's, with the demo's PIN, unless it is; return what the window begins with."""
    profile.mkdir(parents=True, exist_ok=True)
    try:
        seen = look_at(profile, Clock())
        if seen.door is Door.NEW:
            code = portal.code(DEMO.login)

            def enrolling(replica: ReplicaId, seed: bytes) -> Profile:
                return enrol(portal.url, code, replica=replica, seed=seed, name="demo", clock=Clock())

            make_profile(profile, Clock(), seen.vault, DEMO.pin, enrolling).store.close()
    except GradebookError:
        say(f"sign in   {portal.invitation(DEMO.login)}")
        return ["--address", portal.url]
    return ["--hint", f"PIN: {DEMO.pin}"]


def say(text: str) -> None:
    """Print a line for the person who started this."""
    print(text, flush=True)  # noqa: T201 (a command's output)


if __name__ == "__main__":
    sys.exit(main())
