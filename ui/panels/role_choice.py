"""Somebody at the school, by role: from the list, or in one's own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCompleter

from app import reference
from ui import theme
from ui.widgets.choice import Choice, dress_completions


class OpenChoice(Choice):
    """A drop-down that also takes words of one's own; `value` is the key, or the words.

    The beginning of one choice and no other stands for it: whoever types "les" and goes on with
    Tab has chosen "Lessons", as the list beneath showed.
    """

    def __init__(self, options: Sequence[tuple[str, str]], name: str, placeholder: str) -> None:
        self._options = tuple(options)
        super().__init__((), name)
        self.setEditable(True)
        self.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.set_options([("", ""), *options])
        self.setMinimumWidth(round(theme.em() * 12))
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(name)
        line.textEdited.connect(lambda _text: self.chosen.emit(self.value))
        line.editingFinished.connect(self._complete)
        completer = self.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            dress_completions(completer)

    @property
    def value(self) -> str:
        """The key of what is chosen, or the words that were typed."""
        text = self.currentText().strip()
        by_words = {words.casefold(): key for key, words in self._options}
        return by_words.get(text.casefold(), text)

    def set_value(self, value: str) -> None:
        """Show `value`: the words of its key, or itself."""
        words = dict(self._options).get(value, value)
        if words != self.currentText().strip():  # a space that was just typed stays
            self.setEditText(words)

    def _complete(self) -> None:
        typed = self.currentText().strip().casefold()
        begun = [words for _key, words in self._options if words.casefold().startswith(typed)]
        if typed and len(begun) == 1 and begun[0] != self.currentText():
            self.setEditText(begun[0])
            self.chosen.emit(self.value)


def role_choice(name: str) -> OpenChoice:
    """A choice among the roles of a school."""
    options = [(role.key, role.label) for role in reference.school_roles()]
    return OpenChoice(options, name, "Role, such as Headteacher")
