"""What is missing from a record, said so that each line leads to its place."""

from __future__ import annotations

from dataclasses import dataclass

from app.forms.definition import FormDefinition, Item, Problem, Question, Section
from app.forms.refs import without_rows
from app.forms.session import FormSession
from app.usecases.section_titles import section_title


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that keeps a record from being finished.

    `ref` is where to go; `section` its section's path; `question` its words; `message` what to do.
    """

    ref: str
    section: str
    section_title: str
    question: str
    message: str

    def __str__(self) -> str:
        return f"{self.ref}  {self.section_title}: {self.question} ({self.message})"


def gaps_of(definition: FormDefinition, session: FormSession) -> tuple[Gap, ...]:
    """The gaps of a live form, in its order."""
    return tuple(_gap(definition, session, problem) for problem in session.problems())


def _gap(definition: FormDefinition, session: FormSession, problem: Problem) -> Gap:
    path = without_rows(problem.ref)
    section = section_of(definition, path)
    return Gap(
        ref=problem.ref,
        section=section.path if section else "",
        section_title=section_title(session, section) if section else "",
        question=question_words(session, problem.ref),
        message=problem.message,
    )


def question_words(session: FormSession, ref: str) -> str:
    """The question's own words; where it stands in a group that asks for it, the group's too."""
    own = session.label(ref)
    parent = session.label(ref.rsplit("/", 1)[0]) if ref.count("/") > 3 else ""  # noqa: PLR2004 - below a group of a section
    return f"{parent} {own}".strip() if parent and parent != own else own


def section_of(definition: FormDefinition, path: str) -> Section | None:
    """The section that holds the item at `path`."""
    return next((s for s in definition.sections if _holds(s.items, s.path, path)), None)


def _holds(items: tuple[Item, ...], own: str, path: str) -> bool:
    if own == path:
        return True
    return any(
        item.path == path if isinstance(item, Question) else _holds(item.items, item.path, path)
        for item in items
    )
