"""Names of browsers in words a person knows again; a name that says nothing known is not kept."""

_BROWSERS = (
    ("YaBrowser", "Яндекс Браузер"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_words(agent: str) -> str:
    """Return a browser and its system, such as "Firefox, Windows", by what it says of itself."""
    found = (next((words for sign, words in known if sign in agent), "") for known in (_BROWSERS, _SYSTEMS))
    return ", ".join(words for words in found if words) or "Браузер"
