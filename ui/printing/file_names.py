"""Names of files that are proposed: whatever a journal is called, every system takes them, and none is a path."""

import unicodedata

FORBIDDEN = frozenset('<>:"/\\|?*')
"""What a name of a file may not have in it, on Windows; / on every system."""

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{each}{n}" for each in ("com", "lpt") for n in range(10))})
"""On Windows these are no files, whatever follows a dot behind them."""

MOST = 80
"""Letters: 160 bytes of Cyrillic, where most systems take 255."""


def file_name(title: str, suffix: str) -> str:
    """Return a name of a file after a title. suffix: with its dot."""
    plain = "".join(_letter(each) for each in unicodedata.normalize("NFC", title))
    stem = " ".join(plain.split())[:MOST].strip(" .")
    if not stem or stem.partition(".")[0].strip().casefold() in DEVICES:
        stem = f"_{stem}"
    return f"{stem}{suffix}"


def _letter(letter: str) -> str:
    """Return a letter, or what stands for it; what is not seen, such as a change of direction, is left out."""
    if letter in FORBIDDEN:
        return "-"
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter).startswith("C") else letter
