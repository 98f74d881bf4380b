"""The ready parts of a running program, which use cases are handed."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.ids import IdSource, new_id
from app.mail.desktop import Desktop
from app.spelling import Speller
from app.storage import Store

if TYPE_CHECKING:
    from app.forms.definition import FormDefinition  # the first page needs no form
    from app.forms.outside_files import FormFiles


@dataclass(frozen=True, slots=True)
class App:
    """What `app.bootstrap` wired: the open store and what is injected from outside.

    `clock` tells the time with its zone; `me` is the id of the adviser who holds this laptop.
    `definitions` keeps forms that were read once, by form and version, and `form_files` the lists
    and pictures of such a form. `desktop` opens drafts and
    folders in the person's own programs. `speller` reads its dictionary when it is first asked.
    `start_id` names this start of the program: who is sending a message.
    """

    folder: Path
    store: Store
    clock: Callable[[], datetime]
    me: str = ""
    new_id: IdSource = new_id
    definitions: MutableMapping[tuple[str, str], FormDefinition] = field(default_factory=dict)
    form_files: MutableMapping[tuple[str, str], FormFiles] = field(default_factory=dict)
    desktop: Desktop = field(default_factory=Desktop)
    speller: Speller = field(default_factory=Speller)
    start_id: str = field(default_factory=new_id)

    def today(self) -> date:
        """The day it is where the adviser is."""
        return self.clock().date()
