"""Texts with a number of things in them; each has its plural forms in the translation."""

from PySide6.QtCore import QObject


class Counts(QObject):
    """A class only because the extractor of texts takes plurals from ``self.tr`` alone."""

    def marks(self, count: int) -> str:
        """Return "3 отметки"."""
        return self.tr("%n mark(s)", "", count)

    def signs(self, count: int) -> str:
        """Return "3 отметки о посещении"."""
        return self.tr("%n sign(s) of attendance", "", count)

    def marks_of(self, value: str, count: int) -> str:
        """Return "3 отметки «5»"."""
        return self.tr("%n mark(s) of “{value}”", "", count).format(value=value)

    def to_set(self, count: int) -> str:
        """Say how many proposed marks will be set."""
        return self.tr("%n mark(s) will be set as proposed. Those that are set already stay.", "", count)

    def not_set(self, count: int) -> str:
        """Say how many pupils have no mark for a period."""
        return self.tr("%n pupil(s) have no mark yet.", "", count)

    def left_out(self, count: int) -> str:
        """Say how many pupils are not called because they are absent or released."""
        return self.tr("%n pupil(s) absent or released.", "", count)

    def minutes_late(self, count: int) -> str:
        """Return "на 5 минут"."""
        return self.tr("by %n minute(s)", "", count)

    def waiting(self, count: int) -> str:
        """Say how many entries wait to be sent."""
        return self.tr("%n entry(ies) wait to be sent. They are safe on this computer.", "", count)

    def parked(self, count: int) -> str:
        """Say how many entries the portal keeps for a newer version of the program."""
        return self.tr("%n entry(ies) are kept by the portal and wait for a newer version of the program.", "", count)

    def rows(self, count: int) -> str:
        """Return "3 записи": of whatever kind."""
        return self.tr("%n row(s)", "", count)

    def attention(self, count: int) -> str:
        """Say how many entries want to be looked at."""
        return self.tr("%n entry(ies) need attention. They are marked in the journals.", "", count)

    def news(self, count: int) -> str:
        """Say how many lines others have written that one has not looked at."""
        return self.tr("%n new line(s) by others", "", count)

    def to_decide(self, count: int) -> str:
        """Say how many entries are on the list."""
        return self.tr("%n entry(ies) to look at", "", count)
