"""The program on stage: the real door and window, on data folders that are thrown away."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.usecases.mail import without_mail_program
from ui.main_window import USUAL_SIZE, MainWindow
from ui.opening import Opening
from ui.screens.unlock.door import Door
from ui.tour.waiting import TourError, Waiting


class Stage:
    """Opens and closes the program on data folders below `place`."""

    def __init__(self, application: QApplication, place: Path, waiting: Waiting) -> None:
        self.place = place
        self._application = application
        self._waiting = waiting
        self._opening: Opening | None = None
        self._folder = place

    @property
    def folder(self) -> Path:
        """The data folder that is open."""
        return self._folder

    @property
    def window(self) -> MainWindow:
        """The window, once it is open."""
        shown = self._opening.in_front if self._opening else None
        if not isinstance(shown, MainWindow):
            raise TourError("the window is not open")
        return shown

    @property
    def door(self) -> Door:
        """The door, while it is shown."""
        shown = self._opening.in_front if self._opening else None
        if not isinstance(shown, Door):
            raise TourError("the door is not shown")
        return shown

    @property
    def at_rest(self) -> bool:
        """Whether nothing that was asked for is still being done."""
        return self._opening is not None and not self._opening.busy

    def open(self, folder: Path) -> None:
        """Start the program on `folder`: its door is shown."""
        self._folder = folder
        self._opening = Opening(self._application, folder, without_mail_program)
        self._waiting.perform(self._opening.begin)

    def until_window(self) -> None:
        """Wait until the window is open and has its data."""

        def opened() -> bool:
            shown = self._opening.in_front if self._opening else None
            return isinstance(shown, MainWindow) and self.at_rest

        self._waiting.until(opened, "the window")
        self.resize(*USUAL_SIZE)

    def resize(self, width: int, height: int) -> None:
        """Make the window so large: it may have opened smaller, on a small screen or on none."""
        self.window.resize(width, height)
        self.until_rest()

    def until_rest(self) -> None:
        """Wait until everything that was asked for is done and shown."""
        self._waiting.until(lambda: self.at_rest, "the end of the work that was started")

    def close(self) -> None:
        """Close the program as a person does."""
        self._waiting.perform(self._end)

    def _end(self) -> None:
        opening, self._opening = self._opening, None
        if opening is not None:
            shown = opening.in_front
            if shown is not None:
                shown.close()
            opening.end()
            if shown is not None:
                shown.deleteLater()  # else every change of colours would dress it, too

    def lose_power(self) -> None:
        """Go on as after a flat battery: with the files just as they lie on the disk now.

        They are copied while the window is open and knows nothing of it; what it would still
        save is not in the copy, exactly as if the laptop had gone out.
        """
        after = self.place / f"{self._folder.name} after the battery"
        shutil.copytree(self._folder, after)
        self.close()
        self._folder = after
