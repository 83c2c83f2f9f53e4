"""What makes the diary a page that can be installed and opens without a network: script, worker, icon, manifest."""

import json

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from portal.diary.desk import DiaryDesk
from portal.diary.drawing import ICON, SCRIPT, TOUCH_ICON, WORKER
from portal.styles import STYLE_HEADERS

MANIFEST = "application/manifest+json"
SCRIPT_TYPE = "text/javascript"
COLOUR, BEHIND = "#14539a", "#f4f2ed"
"""Of the bar above an installed page, and of what is seen before the page is there."""

WORKER_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache", "Service-Worker-Allowed": "/diary/"}
"""A browser looks for a newer worker by itself; and the worker's pages do not lie where it does."""


@get("/diary/{code:str}/manifest.webmanifest", include_in_schema=False, sync_to_thread=True)
def send_manifest(code: FromPath[str], desk: NamedDependency[DiaryDesk]) -> Response[str]:
    """Send what a phone needs to put the diary among its programs."""
    with desk.visit(code) as visit:
        named = f"Дневник: {visit.owner.name}"
        home = visit.home
    manifest = {
        "name": named,
        "short_name": named,
        "lang": "ru",
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "theme_color": COLOUR,
        "background_color": BEHIND,
        "icons": [
            {"src": ICON.address, "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": TOUCH_ICON.address, "sizes": "180x180", "type": "image/png", "purpose": "any"},
        ],
    }
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return Response(json.dumps(manifest, ensure_ascii=False), media_type=MANIFEST, headers=headers)


@get(SCRIPT.path, include_in_schema=False, sync_to_thread=False)
def send_script() -> Response[str]:
    """Send the script of the pages; they are complete without it."""
    return Response(SCRIPT.text, media_type=SCRIPT_TYPE, headers=STYLE_HEADERS)


@get(WORKER.path, include_in_schema=False, sync_to_thread=False)
def send_worker() -> Response[str]:
    """Send the script that answers without a network."""
    return Response(WORKER.text, media_type=SCRIPT_TYPE, headers=WORKER_HEADERS)


@get(ICON.path, include_in_schema=False, sync_to_thread=False)
def send_icon() -> Response[str]:
    """Send the diary's picture."""
    return Response(ICON.text, media_type="image/svg+xml", headers=STYLE_HEADERS)


@get(TOUCH_ICON.path, include_in_schema=False, sync_to_thread=False)
def send_touch_icon() -> Response[bytes]:
    """Send it as a picture for programs that read no SVG."""
    return Response(TOUCH_ICON.content, media_type="image/png", headers=STYLE_HEADERS)


INSTALLING = [send_manifest, send_script, send_worker, send_icon, send_touch_icon]
