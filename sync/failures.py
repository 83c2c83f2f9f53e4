"""Turns what requests and urllib3 raise into the errors that a teacher can be told about."""

import errno
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import IncompleteRead

import requests
import urllib3.exceptions as urllib3_errors

from app.clock import Clock
from app.errors import CertificateError, NotThePortalError, OfflineError, PortalSilentError, SyncError

PLAUSIBLE_FROM = datetime(2026, 1, 1, tzinfo=UTC)
"""No PC that runs this version lived before it was written."""

PLAUSIBLE_UNTIL = datetime(2036, 1, 1, tzinfo=UTC)
"""A PC that claims to be later runs a version ten years old, or its clock is wrong."""

NOT_YET_VALID = 9
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID."""

EXPIRED = {10, 0x800B0101}
"""OpenSSL's X509_V_ERR_CERT_HAS_EXPIRED and Windows' CERT_E_EXPIRED."""

UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
"""What a system says that has no way to the portal's network."""

FOREIGN_ERRORS = (requests.RequestException, urllib3_errors.HTTPError)
"""What the network's libraries raise; everything else is a bug."""


def sync_error_of(error: requests.RequestException | urllib3_errors.HTTPError, clock: Clock) -> SyncError:
    """Return what a failed request means. A certificate's dates are held against what the clock claims."""
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateError(clock_is_wrong=_clock_is_wrong(cause, clock))
        if isinstance(cause, urllib3_errors.NameResolutionError):
            return OfflineError()
        if isinstance(cause, OSError) and cause.errno in UNREACHABLE:
            return OfflineError()
    if any(isinstance(cause, _FOREIGN_ANSWERS) for cause in causes):
        return NotThePortalError()
    return PortalSilentError()


_FOREIGN_ANSWERS = (
    IncompleteRead,
    urllib3_errors.InvalidChunkLength,
    urllib3_errors.SSLError,
    ssl.SSLError,
    requests.exceptions.InvalidHeader,
)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and everything it was made of: causes, contexts, and the errors carried as arguments."""
    waiting, met = [error], set()
    while waiting:
        found = waiting.pop(0)
        if id(found) in met:
            continue
        met.add(id(found))
        yield found
        inner = (found.__cause__, found.__context__, getattr(found, "reason", None), *found.args)
        waiting.extend(each for each in inner if isinstance(each, BaseException))


def _clock_is_wrong(error: ssl.SSLCertVerificationError, clock: Clock) -> bool:
    if error.verify_code == NOT_YET_VALID:
        return True
    return error.verify_code in EXPIRED and not PLAUSIBLE_FROM <= clock.claimed_now() < PLAUSIBLE_UNTIL
