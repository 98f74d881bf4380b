"""A finished record's document, as it is handed over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.usecases.documents import export_record
from app.usecases.finishing import FinishView
from app.usecases.mail import addressees, hand_over_by_mail, suggest_letter
from app.usecases.outbox import queue_message
from ui.posting.errand import Errand, Suggested

if TYPE_CHECKING:
    from app.parts import App


def errand_of(app: App, view: FinishView) -> Errand:
    """How the document of the record in `view` is saved and handed over."""
    account, record_id = view.outbox.account, view.record.id
    return Errand(
        urn=view.record.urn,
        file_name=view.file_name,
        folder=view.folder,
        sender=account.sender if account is not None else "",
        save=lambda folder, made_as: export_record(app, record_id, folder, made_as=made_as),
        suggest=partial(_suggested, app, record_id),
        draft=partial(hand_over_by_mail, app, record_id),
        queue=partial(queue_message, app, record_id),
        unread=view.follow.wants_read,
    )


def _suggested(app: App, record_id: str) -> Suggested:
    return suggest_letter(app, record_id), addressees(app, record_id)
