"""A document of a school, as it is saved and handed over."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.changes import Done
from app.usecases.documents import ExportedDocument, Format
from app.usecases.mail_account import mail_account
from app.usecases.own_settings import export_folder
from app.usecases.school_documents import export_of_school, file_name_of_school
from app.usecases.school_mail import (
    hand_over_school_document,
    queue_school_document,
    school_addressees,
    suggest_school_letter,
)
from ui.posting.errand import Errand, Suggested

if TYPE_CHECKING:
    from app.parts import App


def errand_of(app: App, urn: int, kind: str, visit_id: str) -> Errand:
    """How the school's document of that kind is saved and handed over, as settings are now."""
    account = mail_account(app)

    def save(folder: Path, made_as: Format) -> Done[ExportedDocument]:
        return export_of_school(app, urn, kind, folder, visit_id, made_as)

    return Errand(
        urn=urn,
        file_name=file_name_of_school(app, urn, kind),
        folder=export_folder(app),
        sender=account.sender if account is not None else "",
        save=save,
        suggest=partial(_suggested, app, urn, kind),
        draft=partial(hand_over_school_document, app, urn, kind),
        queue=partial(queue_school_document, app, urn, kind),
    )


def _suggested(app: App, urn: int, kind: str) -> Suggested:
    return suggest_school_letter(app, urn, kind), school_addressees(app, urn, kind)
