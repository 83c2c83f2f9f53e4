"""Texts of the class's pages with a number of things in them."""

from PySide6.QtCore import QObject


class ClassCounts(QObject):
    """A class only because the extractor of texts takes plurals from ``self.tr`` alone."""

    def filled(self, count: int) -> str:
        """Say how many lessons are filled in."""
        return self.tr("%n lesson(s) filled in", "", count)

    def by_teacher(self, count: int) -> str:
        """Say how many lessons a subject teacher has signed."""
        return self.tr("%n signed by the teacher already, left as they are", "", count)

    def reasons(self, count: int) -> str:
        """Say for how many lessons a reason was written."""
        return self.tr("A reason is written for %n lesson(s)", "", count)

    def taken_back(self, count: int) -> str:
        """Say for how many lessons a reason was taken back."""
        return self.tr("The reason of %n lesson(s) was taken back", "", count)

    def chosen_days(self, count: int) -> str:
        """Say how many pupils' days are chosen."""
        return self.tr("%n day(s) of pupils chosen", "", count)

    def at_risk(self, count: int) -> str:
        """Say how many pupils are at risk."""
        return self.tr("%n pupil(s) at risk", "", count)

    def remarks(self, count: int) -> str:
        """Say how many remarks there are."""
        return self.tr("%n remark(s)", "", count)

    def praises(self, count: int) -> str:
        """Say how often pupils were praised."""
        return self.tr("%n praise(s)", "", count)

    def twos(self, count: int) -> str:
        """Return "3 двойки подряд"."""
        return self.tr("%n mark(s) of 2 in a row", "", count)

    def debts(self, count: int) -> str:
        """Return "2 просроченных долга"."""
        return self.tr("%n debt(s) overdue", "", count)
