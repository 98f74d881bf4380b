"""What the sections of a form are called, also those that its author gave no name."""

from __future__ import annotations

from app.forms.definition import Section
from app.forms.session import FormSession

_LONGEST = 60


def section_title(session: FormSession, section: Section) -> str:
    """The section's own label, else its name; loose questions go by what the first of them asks."""
    return session.label(section.path) or section.name or _first_asked(session, section)


def _first_asked(session: FormSession, section: Section) -> str:
    loose = [each.path for each in session.definition.sections if not each.name]
    number = f" {loose.index(section.path) + 1}" if len(loose) > 1 else ""
    item = section.items[0]
    relevant = session.is_relevant(item.path)
    words = " ".join(session.label(item.path).split()) if relevant else ""
    if not words or len(loose) == 1:
        return f"Questions{number}"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
