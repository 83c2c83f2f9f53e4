"""One word for a balancer, a container's check, the operator: whether this process can answer from its database."""

from litestar import MediaType, Response, get
from litestar.datastructures import State
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

PATH = "/health"
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@get(PATH, media_type=MediaType.TEXT, include_in_schema=False, sync_to_thread=True)
def tell_health(state: State) -> Response[str]:
    """Say "ok", or "database" with 503 where the database does not answer; no more, for anybody may ask."""
    if is_there(state.desks.pages):
        return Response("ok\n", status_code=HTTP_200_OK, headers=HEADERS)
    return Response("database\n", status_code=HTTP_503_SERVICE_UNAVAILABLE, headers=HEADERS)


def is_there(engine: Engine) -> bool:
    """Return whether the database answers a reading transaction."""
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
