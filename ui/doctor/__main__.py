"""Looks this PC over and says what is wrong with it: `peremena-doctor`, for who looks after a school's computers."""

import argparse
import sys
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.vault.profiles import profiles_home
from ui.doctor.examining import Verdict, examine
from ui.doctor.wording import end_of, line_of
from ui.translation import install_translation

SIGNS = {Verdict.GOOD: "", Verdict.BAD: "! ", Verdict.UNKNOWN: "? "}


def main(words: Sequence[str] | None = None) -> int:
    """Say what was found, a line each; return 1 where something is bad. Needs no display."""
    parser = argparse.ArgumentParser(prog="peremena-doctor", description="Проверить компьютер: всё ли есть журналу")
    parser.add_argument("--address", default="", help="адрес портала; без него — порталы журналов этого компьютера")
    options = parser.parse_args(words)
    app = QCoreApplication.instance() or QCoreApplication([])
    install_translation(app)
    findings = []
    for finding in examine(profiles_home(), options.address.rstrip("/"), Clock()):
        findings.append(finding)
        _say(SIGNS[finding.verdict] + line_of(finding))
    _say(end_of(findings))
    return 1 if any(each.verdict is Verdict.BAD for each in findings) else 0


def _say(text: str) -> None:
    # line by line: an unreachable portal takes its time
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
