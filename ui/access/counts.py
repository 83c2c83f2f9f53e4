"""Texts of the lists of applications with a number of things in them."""

from PySide6.QtCore import QObject


class AccessCounts(QObject):
    """A class only because the extractor of texts takes plurals from ``self.tr`` alone."""

    def waiting(self, count: int) -> str:
        """Say how many applications are to be decided."""
        return self.tr("%n application(s) to decide", "", count)
