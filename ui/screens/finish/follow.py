"""What becomes of a finished record: a strip of its stages, and the buttons of the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.follow_through import Stage
from app.usecases.stages import FollowThrough
from ui import theme
from ui.screens.finish.follow_words import chip_of, said_lines, slots_of
from ui.screens.finish.steps import Step
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.chips import StateChip
from ui.widgets.clearing import clear_layout
from ui.widgets.flow import EqualGrid
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Words

APPROXIMATE = (
    "Some of the days are counted with a usual school holiday, which is approximate: this school’s "
    "local authority has none entered for those weeks. Enter it under Settings."
)

_COUNTED = frozenset({Stage.FINISHED, Stage.QUALITY_READ, Stage.SENT})


class FollowCard(Card):
    """The stages with who and when. `step_asked` carries the stage that a button stands for."""

    step_asked = Signal(str)
    read_asked = Signal()
    answer_asked = Signal()
    sent_asked = Signal()
    reopen_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Following through", " ")
        self.subtitle.setText("")
        self.chip = StateChip("neutral", "")
        self.answer = Button("Record the answer", "pencil", small=True)
        self.sent = Button("I have sent it", "check", small=True)
        self.read = Button("Record the quality read", "check", small=True)
        self.final = Button("Make final", "check", small=True)
        self.archive = Button("Archive", small=True)
        self.correct = Button("Reopen and correct", "pencil", small=True)
        self.back = Button("Take the last step back", "history", "text", small=True)
        self._ahead = (
            *(self.read, self.sent, self.answer, self.correct),
            *(self.final, self.archive),
        )
        self._view: FollowThrough | None = None
        self._draft_offered = False
        self.steps: tuple[Step, ...] = ()
        self._said = QVBoxLayout()
        self._caption = Words(APPROXIMATE, "caption", "text_muted", wrap=True)
        self._strip = QWidget()
        self._grid = EqualGrid(self._strip, (6, 5, 3, 2, 1), lambda: theme.em() * 8, gap=16)
        self._fill()
        self._connect()

    def show_view(self, view: FollowThrough) -> None:
        """Show where `view` stands, and what may follow."""
        self._view = view
        self.chip.set_state(*chip_of(view))
        self._show_strip(view)
        clear_layout(self._said)
        for words in said_lines(view):
            line = IconLine("corner-down-right", "text_muted", words, "table")
            self._said.addWidget(line)
            line.show()
        self._caption.setVisible(view.is_approximate and view.stage in _COUNTED)
        self._show_buttons(view)

    def show_draft_offered(self, *, offered: bool) -> None:
        """Leave out the button that the draft's own ways to send have too, while those stand."""
        self._draft_offered = offered
        if self._view is not None:
            self._show_buttons(self._view)

    def focus_next(self) -> bool:
        """Put the keyboard on what comes next; False where nothing does."""
        wanted = next((button for button in self._ahead if button.isVisible()), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        return wanted is not None

    def _show_strip(self, view: FollowThrough) -> None:
        clear_layout(self._grid)
        slots = slots_of(view)
        self.steps = tuple(Step(at, slot.title) for at, slot in enumerate(slots, start=1))
        for step, slot in zip(self.steps, slots, strict=True):
            step.show_step(slot.words, slot.state)
            self._grid.addWidget(step)
            step.show()
        self._strip.updateGeometry()

    def _show_buttons(self, view: FollowThrough) -> None:
        following = view.following
        self.read.setVisible(Stage.QUALITY_READ in following and view.one_in > 0)
        sendable = Stage.SENT in following or Stage.FINAL_SENT in following
        self.sent.setVisible(sendable and not self._draft_offered)
        self.sent.setText("I have sent it" if Stage.SENT in following else "I have sent the copy")
        self.answer.setVisible(Stage.ACCURATE in following or Stage.CORRECTION in following)
        late = view.stage is Stage.NO_ANSWER
        self.answer.setText("The school has answered late" if late else "Record the answer")
        self.final.setVisible(Stage.FINAL in following)
        self.archive.setVisible(Stage.ARCHIVED in following)
        self.correct.setVisible(view.stage is Stage.CORRECTION)
        self.back.setVisible(len(view.now) > 1)

    def _fill(self) -> None:
        self.heading.addWidget(self.chip)
        self.body.addWidget(self._strip)
        self._said.setSpacing(4)
        self.body.addLayout(self._said)
        self.body.addWidget(self._caption)
        self.body.addWidget(button_row(*self._ahead, self.back))

    def _connect(self) -> None:
        self.read.clicked.connect(self.read_asked)
        self.answer.clicked.connect(self.answer_asked)
        self.sent.clicked.connect(self.sent_asked)
        self.correct.clicked.connect(self.reopen_asked)
        self.back.clicked.connect(self.back_asked)
        for button, stage in (
            (self.final, Stage.FINAL),
            (self.archive, Stage.ARCHIVED),
        ):
            button.clicked.connect(lambda _on=False, of=stage: self.step_asked.emit(of.value))
