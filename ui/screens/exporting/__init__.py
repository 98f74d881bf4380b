"""Taking finished records out as data, and taking one in that comes as XML."""

from ui.screens.exporting.opening import open_export, open_import

__all__ = ["open_export", "open_import"]
