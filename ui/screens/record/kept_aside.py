"""What is kept aside with a record: answers that the version of its form has no place for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.forms.moving import LeftOut, WhyLeftOut
from ui.widgets.announce import announce
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import Words

_LONGEST = 160  # letters of an answer that are shown in a list
_WHY = {
    WhyLeftOut.NO_QUESTION: "{} doesn’t ask this",
    WhyLeftOut.OTHER_KIND: "{} asks for another kind of answer",
    WhyLeftOut.WORKED_OUT: "{} works this out by itself",
    WhyLeftOut.OTHER_ROWS: "{} counts these rows by itself, or no longer does",
    WhyLeftOut.NOT_OFFERED: "this choice is no longer offered",
    WhyLeftOut.NO_LONGER_PRIVATE: "you wrote it as private, and {} would print it",
}


class KeptAsideDialog(FormDialog):
    """The answers that are kept aside, each in whole and with the reason; they can be copied."""

    def __init__(self, aside: Sequence[LeftOut]) -> None:
        super().__init__(
            "Kept aside",
            "Copy them all",
            "These answers are kept with the record, though this version of its form has no place "
            "for them. They are not printed.",
            icon="copy",
            ems=40,
        )
        self._aside = aside
        self.cancel.setText("Close")
        for left in aside:
            words = Words(left.words or left.value, "body", wrap=True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            why = why_words(left.why, "this version")
            self.column.addWidget(Words(_asked(left), "body", wrap=True, strong=True))
            self.column.addWidget(words)
            self.column.addWidget(Words(f"Why: {why}.", "caption", "text_muted", wrap=True))
        self.asked.connect(self._copy)

    def _copy(self) -> None:
        QApplication.clipboard().setText(as_text(self._aside))
        self.main.setText("Copied")
        announce(self, "Copied")


def as_text(aside: Sequence[LeftOut]) -> str:
    """What is kept aside, to be put into another place: each question with its answer beneath."""
    return "\n\n".join(f"{_asked(left)}\n{left.words or left.value}" for left in aside)


def left_words(left: LeftOut, version: str) -> str:
    """An answer that is left out, in a line, with why `version` has no place for it."""
    said = " ".join((left.words or left.value).split())
    said = f"{said[:_LONGEST]}…" if len(said) > _LONGEST else said
    asked = _asked(left)
    asked = asked if asked.endswith("?") else f"{asked}:"
    return f"{asked} “{said}” ({why_words(left.why, version)})"


def why_words(why: WhyLeftOut, version: str) -> str:
    """Why `version` (`the new version`) has no place for an answer."""
    return _WHY[why].format(version)


def _asked(left: LeftOut) -> str:
    return left.label or left.ref
