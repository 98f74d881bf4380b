"""What discarding a draft takes away, said before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.calendar import in_words
from app.domain.counting import counted
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.discarding import DiscardPlan

UNDO = "You can undo this from the message that follows, not once that is gone."
SHARED = (
    "A colleague may have a copy. It stays with them, and what they enter in it brings the record "
    "back here."
)


class DiscardDialog(FormDialog):
    """Names the record and what goes with it; its main button discards it."""

    def __init__(self) -> None:
        super().__init__("Discard this draft?", "Discard the draft", icon="x", ems=34)
        self.record = Words("", "body", wrap=True, strong=True)
        self.held = Words("", "body", wrap=True)
        self.shared = Words(SHARED, "body", wrap=True)
        for words in (self.record, self.held, self.shared):
            self.column.addWidget(words)
        self.column.addWidget(Words(UNDO, "table", "text_muted", wrap=True))
        self.cancel.setText("Keep it")
        self.shared.hide()
        self._known = False

    def check(self) -> bool:
        """Whether it is known what goes: a yes to anything else is none."""
        return self._known

    def show_plan(self, plan: DiscardPlan) -> None:
        """Say which record it is, and what is in it."""
        record = plan.record
        self._known = True
        self.record.setText(f"{record.title} · {plan.school_name} · {in_words(record.on)}")
        self.held.setText(held_words(plan))
        self.shared.setVisible(plan.shared)
        self.cancel.setFocus()
        self.refit()


def held_words(plan: DiscardPlan) -> str:
    """Such as: 12 answers, 2 actions and 1 photo go with it."""
    parts = [counted(plan.answers, "answer")]
    parts += [counted(plan.actions, "action")] if plan.actions else []
    parts += [counted(plan.photos, "photo")] if plan.photos else []
    said = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    goes = "goes" if said == counted(1, "answer") else "go"
    planned = ", and the visit is planned as before" if plan.record.visit_id else ""
    return f"{said} {goes} with it{planned}."
