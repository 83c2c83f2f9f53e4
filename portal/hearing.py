"""What the portal answers to a PC that tells what others had written, free of HTTP."""

from app.wire.witnesses import WitnessAsk
from portal.endpoints import Endpoints, Said
from portal.exchange.cursors import read_head
from portal.exchange.pushing import Caller
from portal.exchange.reads import reader_of
from portal.exchange.witnessing import hear


def hear_witness(endpoints: Endpoints, caller: Caller, ask: WitnessAsk) -> Said:
    """Hear what a PC has seen of others and the portal has lost.

    Raises:
        RefusedError: too_large.
    """
    now = endpoints.entrance.now_ms()
    with endpoints.writing(caller.school) as connection:
        reader = reader_of(connection, caller, now_ms=now)
        answer = hear(connection, reader, caller, ask, received_ms=now)
        return Said(answer, read_head(connection, caller.school))
