"""How the portal says no: a word of the protocol's list instead of an answer's body."""

from enum import StrEnum

from app.wire.messages import REFUSALS


class Code(StrEnum):
    """Why a request is refused; the words of REFUSALS."""

    MALFORMED = "malformed"
    WRONG_CODE = "wrong_code"
    EXPIRED_CODE = "expired_code"
    SIGNED_OUT = "signed_out"
    NOT_FOUND = "not_found"
    TOO_LARGE = "too_large"
    THROTTLED = "throttled"
    UNKNOWN_CURSOR = "unknown_cursor"
    FORKED = "forked"
    BAD_SIGNATURE = "bad_signature"
    TOO_OLD = "too_old"
    BROKEN = "broken"

    @property
    def status(self) -> int:
        """The HTTP status that goes with the word."""
        return REFUSALS[self.value]


class RefusedError(Exception):
    """The request is refused as a whole and has changed nothing.

    field: where in the request, if known; never what stands there.
    retry_after_s: when to ask again, 0 where waiting does not help.
    """

    def __init__(self, code: Code, field: str = "", *, retry_after_s: int = 0) -> None:
        super().__init__(code.value)
        self.code = code
        self.field = field
        self.retry_after_s = retry_after_s
