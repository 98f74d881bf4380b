"""What every chapter of the tour is handed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView

from ui.tour import eyes
from ui.tour.album import Album
from ui.tour.hands import Hands
from ui.tour.stage import Stage

NAME = "Sample Adviser"
PASSPHRASE = "kettle orchard violin seven"  # noqa: S105 - of a folder that is thrown away


@dataclass(frozen=True, slots=True)
class Guide:
    """The stage, the hands and the album."""

    stage: Stage
    hands: Hands
    album: Album

    def open_row(self, words: str) -> None:
        """Click the row of the list on this page that says `words`, and press Enter.

        Some lists open at the click.
        """
        self.hands.until_says(words)
        self.stage.until_rest()
        rows = eyes.named(QAbstractItemView)
        self.hands.click_cell(rows, words)
        if rows.isVisible():
            self.hands.key("Return")

    def show(self, name: str, sentence: str) -> None:
        """Keep a picture, once all that was asked for is done."""
        self.stage.until_rest()
        self.hands.to_front()
        self.album.take(name, sentence)
