"""What happens next, in four steps with their days."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.calendar import in_words
from app.domain.counting import counted
from app.usecases.finishing import FinishView
from ui import theme
from ui.widgets.cards import Card
from ui.widgets.flow import EqualGrid
from ui.widgets.text import Words, restyle


class Step(QWidget):
    """One step: its number (or a tick once it is done), what it is, and a sentence."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self._number = str(number)
        self._title = title
        self._heading = Words(title, "table", wrap=True, strong=True)
        self._badge = QLabel(self._number)
        self._words = Words("", "table", "text_muted", wrap=True)
        self._build()

    @property
    def words(self) -> str:
        """The sentence."""
        return self._words.text()

    def set_title(self, title: str) -> None:
        """Call it something else."""
        self._title = title
        self._heading.setText(title)

    def show_step(self, words: str, state: str) -> None:
        """Show the sentence; `state` is `done`, `now` or `later`."""
        self._badge.setText("✓" if state == "done" else self._number)
        self._badge.setProperty("state", state)
        restyle(self._badge)
        self._words.setText(words)
        said = {"done": ", done", "now": ", now", "later": ""}[state]
        self.setAccessibleName(f"{self._number}, {self._title}{said}. {words}")

    def _build(self) -> None:
        self._badge.setProperty("kind", "step")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        heading.addWidget(self._heading, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(heading)
        column.addWidget(self._words)
        column.addStretch(1)


class StepsCard(Card):
    """Finish on site, check the PDF, e-mail draft, accuracy check.

    The school checks a note of visit, and is sent nothing of what the team keeps to itself.
    """

    def __init__(self) -> None:
        super().__init__("What happens next", " ")
        titles = ("Finish on site", "Check the PDF", "E-mail draft", "Accuracy check")
        self.steps = tuple(Step(at, title) for at, title in enumerate(titles, start=1))
        holder = QWidget()
        grid = EqualGrid(holder, (4, 2, 1), lambda: theme.em() * 10, gap=16)
        for step in self.steps:
            grid.addWidget(step)
        self.body.addWidget(holder)

    def show_view(self, view: FinishView, pages: int = 0) -> None:
        """Show where `view` stands; `pages` is how long the PDF is, 0 while not known."""
        days = view.note_days
        working = counted(days, "school day")
        due = f"to be sent by {in_words(view.due)}, {working} · " if view.for_school else ""
        if view.agrees_actions and view.for_school:
            due = f"note due by {in_words(view.due)}, {working} · "
        self.subtitle.setText(f"{due}no network needed")
        finish, _pdf, draft, checked = self.steps
        finish.set_title("Finish on site" if view.on_site else "Finish")
        draft.setVisible(view.for_school)
        checked.setVisible(view.for_school and view.agrees_actions)
        handed = view.handed[-1] if view.handed else None
        draft.set_title("Send" if view.can_send else "E-mail draft")
        sent = f"Handed over {in_words(handed.at.date())}." if handed else _how_sent(view)
        told = (
            (_finished(view), "done" if view.is_finished else "now"),
            (_pages(pages), _second(view)),
            (sent, "done" if handed else _third(view)),
            (f"The head replies by {in_words(view.reply_by)}.", "now" if handed else "later"),
        )
        for step, (words, state) in zip(self.steps, told, strict=True):
            step.show_step(words, state)


def _how_sent(view: FinishView) -> str:
    if not view.can_send:
        return "Opens in your mail program. You press send."
    return "Waits in the outbox." if view.outbox.waiting else "Goes out by your mail account."


def _finished(view: FinishView) -> str:
    if view.record.finished_at is not None and view.is_finished:
        when = view.record.finished_at
        return f"Locked {in_words(when.date())}, {when:%H:%M}. You can reopen it as a new one."
    return "Locks this version. You can reopen it as a new one."


def _pages(pages: int) -> str:
    long = {0: "A4", 1: "One page, A4", 2: "Two pages, A4", 3: "Three pages, A4"}
    return f"{long.get(pages, f'{pages} pages, A4')}, safe in black and white."


def _second(view: FinishView) -> str:
    if not view.is_finished:
        return "later"
    return "done" if view.handed or _is_saved(view) else "now"


def _third(view: FinishView) -> str:
    ready = view.can_send or _is_saved(view)
    return "now" if view.is_finished and ready else "later"


def _is_saved(view: FinishView) -> bool:
    """Whether a document of this revision was made, and a PDF of the record still lies there."""
    return bool(view.documents and view.has_pdf)
