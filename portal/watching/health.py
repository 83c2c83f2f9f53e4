"""One word for a balancer, a container's check, the operator: whether this process can answer from its database."""

from litestar import MediaType, Response, get
from litestar.datastructures import State
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from portal.store.standby import Standby

PATH = "/health"
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@get(PATH, media_type=MediaType.TEXT, include_in_schema=False, sync_to_thread=True)
def tell_health(state: State) -> Response[str]:
    """Say "ok", or "database" with 503 where the database does not answer; no more, for anybody may ask.

    A copy to read from that cannot be read from is told in a line more: the database answers in its place.
    """
    if is_there(state.desks.pages):
        return Response(f"ok\n{_copy(state.desks.standby)}", status_code=HTTP_200_OK, headers=HEADERS)
    return Response("database\n", status_code=HTTP_503_SERVICE_UNAVAILABLE, headers=HEADERS)


def _copy(standby: Standby | None) -> str:
    if standby is None or standby.is_fit():
        return ""
    lag_s = standby.lag_s
    return "replica away\n" if lag_s is None else f"replica {lag_s:.0f} s behind\n"


def is_there(engine: Engine) -> bool:
    """Return whether the database answers a reading transaction."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
