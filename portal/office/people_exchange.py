"""«Обмен с другими программами»: the school's lists as a file of the OneRoster standard, without marks."""

from io import BytesIO
from typing import Any

from litestar import Response

from portal.auth.office_links import OfficeVisit
from portal.office.desk import OfficeDesk
from portal.office.drawing import PAGE_HEADERS
from portal.office.people_reading import People
from portal.office.people_views import Facts, Query
from portal.oneroster.writing import write_oneroster

ROSTER_FILE = "oneroster.zip"
MEDIA_TYPE = "application/zip"


def exchange_page(people: People, key: str, query: Query) -> Facts:  # noqa: ARG001 (as every view is asked)
    """Return what the page says besides its own words."""
    return {"title": "Обмен с другими программами", "file": ROSTER_FILE}


def roster_file(desk: OfficeDesk, visit: OfficeVisit) -> Response[Any]:
    """Send the lists; the office sees no marks, so the file holds none."""
    content = BytesIO()
    with desk.reading(visit.school) as connection:
        write_oneroster(connection, visit.school, content, marks=False)
    sent = {**PAGE_HEADERS, "Content-Disposition": f'attachment; filename="{ROSTER_FILE}"'}
    return Response(content.getvalue(), media_type=MEDIA_TYPE, headers=sent)
