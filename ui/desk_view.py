"""What a page of the school in a tab of its own is to the workspace."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.settings import Settings


class DeskView(QWidget):
    """A page in a tab of its own; it may ask for a cell of a journal, and tells what was refused."""

    refused = Signal(object)
    journal_wanted = Signal(str, str, str)
    """Journal, lesson and pupil, by their ids; the last two may be empty."""

    card_wanted = Signal(str, object, str)
    """A pupil by the id, the pupils among whom the card's keys go on, and the journal by its id, empty for none."""

    def keep_in(self, settings: Settings) -> None:
        """Take up how the page was adjusted in this profile, and keep there what is adjusted from now on."""

    def show_asked(self, about: str) -> None:
        """Go to what families ask, where the page has that. about: ACCESS or PROPOSAL."""

    finals_wanted = Signal(str, str)
    """Journal and period of a mark for a period, by their ids."""
