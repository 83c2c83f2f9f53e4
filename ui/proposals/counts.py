"""Texts of the lists of parents' reasons with a number of things in them."""

from PySide6.QtCore import QObject


class ProposalCounts(QObject):
    """A class only because the extractor of texts takes plurals from ``self.tr`` alone."""

    def waiting(self, count: int) -> str:
        """Say how many are to be looked at."""
        return self.tr("%n message(s) of parents to decide", "", count)

    def lessons(self, count: int) -> str:
        """Say how many lessons with «н» get the reason."""
        return self.tr("The reason is written for %n lesson(s) with “н”.", "", count)
