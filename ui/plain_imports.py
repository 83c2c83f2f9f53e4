"""Imported first: modules are imported as without Qt, which reads the text of each for a feature that we do not use.

PySide 6.11 puts a function of its own in the place of Python's import, for `from __feature__ import …`: it looks for
its name in the source of every module, and Python keeps those sources: 25 MB, and 150 ms while the PIN is typed. It
can go when `linecache.cache` stays empty without it.
"""

import builtins

from PySide6 import QtCore  # noqa: F401 - it is this that puts its function there

if original := vars(builtins).get("__orig_import__"):
    builtins.__import__ = original
