"""The order of Russian texts: Ё after Е, whatever the case."""

_YO = "е\U0010ffff"
"""Sorts after every other letter that can follow Е, and before Ж."""


def russian_key(text: str) -> str:
    """Return what a text is sorted by."""
    return text.casefold().replace("ё", _YO)
