"""What this laptop remembers about its window: where it was, how large, which colours, how big
the words. Nothing of the work; it is readable while the records are locked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray

from app.errors import StoreError
from app.settings import COLOUR_SCHEME, REMEMBER_UNLOCK, TEXT_PERCENT, DeviceFile, Setting
from ui.theme import Appearance

T = TypeVar("T")
_GEOMETRY = "window_geometry"


class Preferences:
    """The remembered things of the data folder `folder`.

    What cannot be kept, on a full disk or in a read-only folder, is forgotten without a word: the
    window's place is not worth a banner.
    """

    def __init__(self, folder: Path) -> None:
        self._file = DeviceFile(folder)

    @property
    def appearance(self) -> Appearance:
        """The colours and the text size that were chosen, else the system's and 100."""
        return Appearance(COLOUR_SCHEME.read(self._file), TEXT_PERCENT.read(self._file))

    def keep_appearance(self, appearance: Appearance) -> None:
        """Remember colours and text size."""
        self._keep(COLOUR_SCHEME, str(appearance.scheme))
        self._keep(TEXT_PERCENT, appearance.text_percent)

    @property
    def remembers_unlock(self) -> bool:
        """Whether the key is kept in the system's key store."""
        return REMEMBER_UNLOCK.read(self._file)

    def keep_remembering(self, *, wanted: bool) -> None:
        """Remember whether the key is kept in the system's key store."""
        self._keep(REMEMBER_UNLOCK, wanted)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, empty where nothing is remembered."""
        return QByteArray.fromBase64((self._file.setting(_GEOMETRY) or "").encode())

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Remember where the window is."""
        try:
            self._file.keep_setting(_GEOMETRY, bytes(geometry.toBase64().data()).decode())
        except StoreError:
            return

    def _keep(self, setting: Setting[T], value: T) -> None:
        try:
            setting.write(self._file, value)
        except StoreError:
            return
