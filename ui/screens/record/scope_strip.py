"""What an audit covers, above each of its sections: the phases, and whether it is a quick one.

Both are answers of the form; here they can be given without going back to where they are asked.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.counting import counted
from app.forms.definition import Effect, FormDefinition, Question, QuestionKind, Section
from app.usecases.prompt_states import has_prompts, hidden_prompts
from ui.live_record import LiveRecord
from ui.widgets.chips import ChoiceChips
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Words, rule

PHASES, QUICK = "phases", "quick"
YES, NO = "yes", "no"


class ScopeStrip(QWidget):
    """The phases as chips, a chip for a quick audit, and how many prompts that leaves out."""

    def __init__(self) -> None:
        super().__init__()
        self.phases = ChoiceChips((), "Phases this audit covers")
        self.quick = ChoiceChips([(YES, "Core prompts only")], "Quick audit", several=False)
        self.hidden = Words("", "caption", "text_muted")
        self._live: LiveRecord | None = None
        self._section: Section | None = None
        self._refs: dict[str, str] = {}
        self._build()
        self.phases.chosen.connect(lambda values: self._answer(PHASES, " ".join(values)))
        self.quick.chosen.connect(lambda values: self._answer(QUICK, YES if values else NO))

    def show_section(self, live: LiveRecord, section: Section) -> None:
        """Show what stands above a section: nothing where it asks no prompts, or asks all."""
        if live is not self._live:
            self._live = live
            self._refs = _scope_of(live.opened.definition)
            self._offer()
        self._section = section
        asked_here = any(item.path in self._refs.values() for item in section.items)
        self.setVisible(bool(self._refs) and has_prompts(section) and not asked_here)
        self.refresh()

    def follow(self, ref: str, effect: Effect) -> None:
        """Show what an act changed."""
        touched = {ref, *effect.computed} & set(self._refs.values())
        if touched or effect.shown or effect.hidden:
            self.refresh()

    def refresh(self) -> None:
        """Show both answers as the form has them, and how many prompts are not shown."""
        live = self._live
        if live is None or self._section is None or self.isHidden():
            return
        value = {name: live.session.value(ref) for name, ref in self._refs.items()}
        self.phases.set_value(value.get(PHASES, "").split())
        self.quick.set_value([value.get(QUICK, "")])
        count = hidden_prompts(live.session, self._section)
        chosen = set(value.get(PHASES, "").split())
        every_phase = not chosen or len(chosen) == len(self.phases.chips)
        words = hidden_words(count, quick=value.get(QUICK) == YES, every_phase=every_phase)
        self.hidden.setText(words)
        self.hidden.setVisible(bool(words))

    def go_to(self, ref: str) -> bool:
        """Give the keyboard to the answer at `ref`; False where it is not shown here."""
        chips = {self._refs.get(PHASES): self.phases, self._refs.get(QUICK): self.quick}.get(ref)
        if chips is None or self.isHidden():
            return False
        chips.setFocus()
        return True

    def _build(self) -> None:
        flow = FlowLayout(self, 10, line_gap=6)
        self._phases = _named("Phases", self.phases)
        self._quick = _named("", self.quick)
        for widget in (self._phases, self._quick, self.hidden):
            flow.addWidget(widget)
        self.hide()

    def _offer(self) -> None:
        live = self._live
        assert live is not None
        phases = self._refs.get(PHASES, "")
        offered = live.session.choices(phases) if phases else ()
        self.phases.set_options([(choice.value, _short(choice.label)) for choice in offered])
        self._phases.setVisible(bool(phases))
        self._quick.setVisible(QUICK in self._refs)
        for chips in (self.phases, self.quick):
            chips.setEnabled(live.is_draft)

    def _answer(self, name: str, value: str) -> None:
        if self._live is not None:
            self._live.answer(self._refs[name], value)


def hidden_words(count: int, *, quick: bool, every_phase: bool) -> str:
    """`3 prompts not shown: other phases`, blank for none."""
    if not count:
        return ""
    prompts = counted(count, "prompt")
    if quick and every_phase:
        return f"{prompts} not shown: not among the core"
    why = "other phases, or not among the core" if quick else "other phases"
    return f"{prompts} not shown: {why}"


def _scope_of(definition: FormDefinition) -> dict[str, str]:
    """Where the form asks for the phases, and for a quick audit; what it does not ask is absent."""
    found: dict[str, str] = {}
    asked = (i for section in definition.sections for i in section.items if isinstance(i, Question))
    for question in asked:  # those once in a form alone: what a row asks is of the row
        if (question.name, question.kind) == (PHASES, QuestionKind.SELECT_MULTIPLE):
            found[PHASES] = question.path
        elif (question.name, question.kind) == (QUICK, QuestionKind.SELECT_ONE):
            found[QUICK] = question.path
    return found


def _short(label: str) -> str:
    """`Key stage 1` as `KS1`: the strip has a line to itself and no more."""
    return label.replace("Key stage ", "KS")


def _named(name: str, chips: ChoiceChips) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if name:
        row.addWidget(Words(name, "caption", strong=True))
    else:
        row.addWidget(rule(upright=True))
    row.addWidget(chips, 1)
    return holder
