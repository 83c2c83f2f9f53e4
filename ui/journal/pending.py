"""What was typed into a cell and is no whole entry yet: a value of several letters, or minutes after «о»."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ui.journal.keys import Act, Press, ScaleKeys
from ui.journal.marks_model import Place

MINUTES_DIGITS = 2


@dataclass
class Pending:
    """Nothing of it is in the journal yet. text: lower case; place: its cell. late: where «о» was just set.

    adding: whether it is one more mark.
    """

    keys: Callable[[], ScaleKeys]
    text: str = ""
    place: Place | None = None
    late: Place | None = None
    adding: bool = False
    follows_late: bool = field(default=False, init=False)
    """Whether it was typed right after «о», so that two digits are minutes."""

    def takes(self, press: Press, place: Place, *, adding: bool) -> bool:
        """Take a letter, where it belongs to what is being typed or begins it; return whether it does."""
        letter = press.text.lower()
        in_minutes = self.late == place and len(letter) == 1 and letter.isascii() and letter.isdecimal()
        goes_on = bool(self.text) and letter in self.keys().letters
        if not (in_minutes or goes_on or press.act is Act.LETTER):
            return False
        if not self.text:
            self.place, self.adding, self.follows_late = place, adding, in_minutes
        self.text += letter
        return True

    @property
    def is_whole(self) -> bool:
        """Whether it cannot become longer."""
        if self.follows_late:
            return len(self.text) == MINUTES_DIGITS
        return not self.keys().grows(self.text)

    def shorten(self) -> None:
        """Forget the last letter."""
        self.text = self.text[:-1]

    def forget(self) -> None:
        """Forget all of it."""
        self.text, self.place, self.late, self.adding, self.follows_late = "", None, None, False, False
