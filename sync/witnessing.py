"""Tells the portal what others had written before it was put back to an older state."""

import logging
import threading

from app.errors import NotThePortalError, SyncError
from app.services.witnessing import keep_words, next_told
from app.store.unit import Store
from app.wire.witnesses import LATER, REFUSED, WitnessAsk
from sync.portal import Hearing

_logger = logging.getLogger("sync.witnessing")


def tell_witnessed(store: Store, portal: Hearing, stop: threading.Event) -> None:
    """Tell all that the portal has not heard of yet; what it does not answer is told again before the next round.

    A portal that does not know this question, such as an older one, ends it; the round goes on without.

    Raises:
        StoreError: the journal cannot be read or written.
    """
    try:
        while not stop.is_set() and _tell(store, portal):
            pass
    except SyncError as error:
        _logger.info("telling what was seen ended early: %s", type(error).__name__)


def _tell(store: Store, portal: Hearing) -> bool:
    """Tell some of it; return whether there was anything to tell."""
    with store.reading() as unit:
        aside = next_told(unit)
    if not aside:
        return False
    words = portal.witness(WitnessAsk(tuple(each.told for each in aside))).words
    if len(words) != len(aside):
        raise NotThePortalError
    with store.unit() as unit:
        keep_words(unit, told=aside, words=words)
    for word in (LATER, REFUSED):
        if count := words.count(word):
            _logger.warning("%d of %d rows that were seen: %s", count, len(words), word)
    return True
