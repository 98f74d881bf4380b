"""Opening a record that a colleague shared: the file, the code, what joining does, the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from ui.screens.sharing.clash_list import ClashList
from ui.screens.sharing.share_dialog import KINDS
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.sharing import Joined

WORDS = (
    "Choose the file and type the code that your colleague says. You are shown what it holds "
    "before anything is changed."
)


class JoinDialog(FormDialog):
    """File and code, then what joining does, then what it did.

    `asked` is emitted for looking, `join_asked` for joining, `open_asked` for going to the record.
    """

    join_asked = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Open a shared record", "Look into it", WORDS, icon="eye", ems=36)
        self.line = QLineEdit()
        self.code = QLineEdit()
        self.code.setPlaceholderText("7K3M-0QXA-9T4C")
        self.choose = Button("Choose …")
        self._file = Field("File", self.line)
        self._code = Field("Code", self.code, "Three groups of four, as your colleague says them")
        self.join = Button("Join", "users", "main")
        self.go_on = Button("Open the record", "arrow-right", "main")
        self.clashes = ClashList()
        self._said = QWidget()
        self._lines = QVBoxLayout(self._said)
        self._fill()

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.line.text().strip()).expanduser()

    @property
    def typed(self) -> str:
        """The code as it was typed."""
        return self.code.text()

    def check(self) -> bool:
        """Whether there is a file and a code."""
        file, code = bool(self.line.text().strip()), bool(self.typed.strip())
        self._file.set_error("" if file else "Choose the file that your colleague gave you.")
        self._code.set_error("" if code else "Type the code that your colleague says.")
        return file and code

    def show_busy(self, *, busy: bool) -> None:
        """Keep every button from being pressed twice while the work is done."""
        super().show_busy(busy=busy)
        self.join.setEnabled(not busy)

    def show_preview(self, joined: Joined) -> None:
        """Show what joining would do; Join becomes the main button."""
        self._show_lines(joined)
        for part in (self._file, self._code, self.choose, self.main):
            part.hide()
        self.words.setText("Nothing has been changed yet.")
        self.join.setVisible(not joined.brings_nothing)
        self.go_on.setVisible(joined.brings_nothing)
        self._settle(self.go_on if joined.brings_nothing else self.join)

    def show_joined(self, joined: Joined) -> None:
        """Show what joining did, and where both wrote."""
        self._show_lines(joined)
        self.words.setText("Joined. Everything that was entered on this laptop is kept.")
        self.join.hide()
        self.go_on.show()
        self.cancel.setText("Close")
        self.clashes.show_lines(joined.clashes)
        self._settle(self.go_on)

    def _fill(self) -> None:
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.column.addWidget(side_by_side(self._file, stretches=(1,)))
        self.column.addWidget(side_by_side(self._code, stretches=(1,)))
        self.column.addWidget(self._said)
        self.column.addWidget(self.clashes)
        self.foot.insertWidget(0, self.choose)
        for button in (self.join, self.go_on):
            self.foot.addWidget(button)
            button.hide()
        self._said.hide()
        self.clashes.hide()
        self.choose.clicked.connect(self._choose)
        self.join.clicked.connect(self.join_asked)
        self.go_on.clicked.connect(self.open_asked)

    def _show_lines(self, joined: Joined) -> None:
        from app.usecases.sharing_words import about, what_it_does

        self._said.hide()
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        said = what_it_does(joined)
        self._lines.addWidget(Words(about(joined), "body", wrap=True, strong=True))
        for sentence in said:
            self._lines.addWidget(Words(sentence, "body", wrap=True))
        self._said.show()
        announce(self, " ".join(said))

    def _settle(self, button: Button) -> None:
        button.setDefault(True)
        button.setFocus()
        self.refit()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Open a shared record", "", KINDS)
        if chosen:
            self.line.setText(chosen)
            self.code.setFocus()
