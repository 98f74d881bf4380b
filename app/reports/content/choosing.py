"""Which document a finished record makes: its form's own, else by what the form asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from app.domain.components import is_audit
from app.domain.follow_through import Standing
from app.domain.snapshot import Snapshot
from app.reports.blocks import Document
from app.reports.content.audit_report import audit_report
from app.reports.content.book_look import book_look
from app.reports.content.class_visits import class_visits
from app.reports.content.data_review import data_review
from app.reports.content.launch_record import launch_record
from app.reports.content.note_of_visit import is_note, note_of_visit
from app.reports.content.pupil_voice import pupil_voice
from app.reports.content.record_document import record_document
from app.reports.content.school_review import school_review


class Making(Protocol):
    """Makes the document of a record."""

    def __call__(
        self, snapshot: Snapshot, standing: Standing, *, school_copy: bool = False
    ) -> Document:
        """`standing` is where the revision stands; codes only in a `school_copy`."""


_BY_FORM: Mapping[str, Making] = {
    "launch_day": launch_record,
    "lesson_visit": class_visits,
    "lesson_visit_early_years": class_visits,
    "book_look": book_look,
    "pupil_voice": pupil_voice,
    "data_review": data_review,
    "project_review": school_review,
}
"""The forms that have a document of their own; others are told by what they ask."""


def making_of(snapshot: Snapshot) -> Making:
    """What makes the document of a record.

    A note of visit has an agreed purpose and actions, or the strand of leadership. What no
    document knows is printed as it was asked.
    """
    own = _BY_FORM.get(snapshot.form_id)
    if own is not None:
        return own
    if is_audit(snapshot.form_id):
        return audit_report
    return note_of_visit if is_note(snapshot) else record_document
