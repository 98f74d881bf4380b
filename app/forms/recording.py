"""Collecting what one act changes, until it is handed out as an `Effect`."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.forms.definition import Effect


@dataclass(slots=True)
class Changes:
    """Sets that fill while the queue is worked off; the fields are those of `Effect`."""

    shown: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    computed: dict[str, str] = field(default_factory=dict)
    choices: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    problems: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)

    def effect(self) -> Effect:
        """What changed; what was hidden and came back in one act did not change."""
        both = self.shown & self.hidden
        return Effect(
            shown=frozenset(self.shown - both),
            hidden=frozenset(self.hidden - both),
            computed=dict(self.computed),
            choices=frozenset(self.choices),
            labels=frozenset(self.labels),
            states=frozenset(self.states),
            problems=frozenset(self.problems),
            rows=frozenset(self.rows),
        )
