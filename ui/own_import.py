"""Loads Qt and keeps Python's own `import`.

PySide6 puts a hook in the place of `__import__`, for `from __feature__ import`, which this program
never uses. After each import the hook reads the whole source of the module to look for the word
PySide6, which took 75 ms of the start until Today on Linux, and it slows imports in functions.
So the hook is taken out again. Import this before anything else that imports Qt.
"""

from __future__ import annotations

import builtins

_own = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401 - what comes before it is the point

builtins.__import__ = _own
