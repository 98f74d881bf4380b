"""Asking the store while someone types: one question at a time, and only the last that waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ui.tasks import Lanes

_NOTHING = object()


@dataclass(frozen=True, slots=True)
class _Question:
    ask: Callable[[], Any]
    done: Callable[[Any], None]


class Latest:
    """Asks through the store lane; what is asked meanwhile takes the place of what waits.

    An answer that a later question has overtaken is dropped, so the last one asked is the last
    one shown.
    """

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._asking = False
        self._waiting: _Question | None = None
        self._answer: Any = _NOTHING

    def ask(
        self, function: Callable[..., Any], *args: Any, done: Callable[[Any], None], **named: Any
    ) -> None:
        """Have `done` told what `function(*args, **named)` answers, unless something is asked
        in the meantime.
        """
        question = _Question(lambda: function(*args, **named), done)
        if self._asking:
            self._waiting = question
        else:
            self._start(question)

    def _start(self, question: _Question) -> None:
        self._asking = True
        self._answer = _NOTHING
        task = self._lanes.store(question.ask)
        task.done.connect(self._have)
        task.ended.connect(lambda: self._end(question))
        task.start()

    def _have(self, answer: Any) -> None:
        self._answer = answer

    def _end(self, question: _Question) -> None:
        waiting, self._waiting = self._waiting, None
        answer, self._answer = self._answer, _NOTHING
        self._asking = False
        if waiting is not None:
            self._start(waiting)
        elif answer is not _NOTHING:
            question.done(answer)
