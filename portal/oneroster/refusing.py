"""How the roster's service says no, in the standard's words."""

from enum import Enum
from typing import Any


class Minor(Enum):
    """Why something is refused: the standard's word and the status that goes with it. Source: OneRoster 1.2, REST."""

    INVALID_FILTER = ("invalid_filter_field", 400)
    INVALID_FIELDS = ("invalid_selection_field", 400)
    INVALID_DATA = ("invaliddata", 400)
    UNAUTHORISED = ("unauthorisedrequest", 401)
    FORBIDDEN = ("forbidden", 403)
    UNKNOWN = ("unknownobject", 404)
    BUSY = ("server_busy", 429)
    BROKEN = ("internal_server_error", 500)

    @property
    def word(self) -> str:
        """The standard's word."""
        return self.value[0]

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.value[1]


class RosterRefusedError(Exception):
    """A request is refused. field: what of it, never what stands there."""

    def __init__(self, minor: Minor, field: str = "") -> None:
        super().__init__(minor.word)
        self.minor, self.field = minor, field


def status_info(minor: Minor, field: str) -> dict[str, Any]:
    """Return the body of a refusal."""
    return {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": f"{minor.word}: {field}" if field else minor.word,
        "imsx_CodeMinor": {
            "imsx_codeMinorField": [
                {"imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": minor.word}
            ]
        },
    }
