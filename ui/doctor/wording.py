"""What was found of this PC, in a line each, with a way out where something is bad."""

from PySide6.QtCore import QCoreApplication, QObject

from app.errors import GradebookError
from ui.doctor.examining import LEAST_MB, Finding, Part, Verdict
from ui.error_texts import sentence


def line_of(finding: Finding) -> str:
    """Return the line of a finding."""
    return f"{_name(finding.part)}: {_text(finding)}"


def end_of(findings: list[Finding]) -> str:
    """Return the last line, of all findings together."""
    verdicts = {each.verdict for each in findings}
    if Verdict.BAD in verdicts:
        return QCoreApplication.translate("Doctor", "Something is wrong: see the lines with “!”.")
    if Verdict.UNKNOWN in verdicts:
        return QCoreApplication.translate("Doctor", "Nothing wrong was found; lines with “?” could not be looked at.")
    return QCoreApplication.translate("Doctor", "Everything is well.")


def _name(part: Part) -> str:
    translate = QCoreApplication.translate
    return {
        Part.DISK: translate("Doctor", "Disk"),
        Part.ENCRYPTION: translate("Doctor", "Encryption"),
        Part.KEYRING: translate("Doctor", "Password storage"),
        Part.NETWORK: translate("Doctor", "Network"),
        Part.CERTIFICATE: translate("Doctor", "Certificate"),
        Part.PORTAL: translate("Doctor", "Portal"),
        Part.CLOCK: translate("Doctor", "Clock"),
    }[part]


def _text(finding: Finding) -> str:
    if finding.error is not None:
        return _refused(finding.error, finding.about)
    match finding.part:
        case Part.DISK:
            return _disk(finding)
        case Part.ENCRYPTION:
            return QCoreApplication.translate("Doctor", "a journal can be made here, and is encrypted")
        case Part.KEYRING:
            return _keyring(finding)
        case Part.CLOCK:
            return _clock(finding)
        case _:
            return _way(finding)


def _refused(error: GradebookError, about: str) -> str:
    return f"{sentence(error)} ({about})" if about else sentence(error)


def _disk(finding: Finding) -> str:
    facts = {"folder": finding.about, "free": finding.number, "least": LEAST_MB}
    if finding.verdict is Verdict.GOOD:
        text = QCoreApplication.translate("Doctor", "it can be written, {free} MB are free ({folder})")
    else:
        text = QCoreApplication.translate(
            "Doctor", "only {free} MB are free ({folder}). Free at least {least} MB, else entries may not be written."
        )
    return text.format(**facts)


def _keyring(finding: Finding) -> str:
    if not finding.about:
        return QCoreApplication.translate("Doctor", "it is there and safe; there is no journal on this computer yet")
    return QCoreApplication.translate("Doctor", "it holds the key of the journal ({profile})").format(
        profile=finding.about
    )


def _way(finding: Finding) -> str:
    if finding.verdict is Verdict.UNKNOWN:
        return QCoreApplication.translate("Doctor", "not known, since nobody answered ({address})").format(
            address=finding.about
        )
    good = {
        Part.NETWORK: QCoreApplication.translate("Doctor", "there is a way to the portal ({address})"),
        Part.CERTIFICATE: QCoreApplication.translate("Doctor", "it is trusted on this computer ({address})"),
        Part.PORTAL: QCoreApplication.translate("Doctor", "it answers, and is the right one ({address})"),
    }
    return good[finding.part].format(address=finding.about)


def _clock(finding: Finding) -> str:
    if finding.verdict is Verdict.UNKNOWN:
        return QCoreApplication.translate("Doctor", "not compared, since no portal was asked or none answered")
    if finding.verdict is Verdict.GOOD:
        return QCoreApplication.translate("Doctor", "it goes as the portal's")
    way = QCoreApplication.translate("Doctor", "Set the date, the time and the time zone.")
    return f"{ClockCounts().off(finding.number)} {way}"


class ClockCounts(QObject):
    """A class only because the extractor of texts takes plurals from ``self.tr`` alone."""

    def off(self, ahead: int) -> str:
        """Say by how many minutes the clock is wrong; 0: by more than can be told."""
        if ahead > 0:
            return self.tr("It is %n minute(s) fast beside the portal.", "", ahead)
        if ahead < 0:
            return self.tr("It is %n minute(s) slow beside the portal.", "", abs(ahead))
        return self.tr("The date is wrong.")
