"""Open a draft in the person's own mail program, or say that there is none.

Linux      Thunderbird's compose window through xdg-email, which attaches from the disk for
           Thunderbird alone; any other program gets the `.eml` from xdg-open
macOS      open
Windows    whatever `.eml` files are associated with

Some programs show a draft as a message received. That cannot be seen from here, so a screen
offers `mailto_link` and `show_in_folder` beside it whatever the answer was.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from pathlib import Path

from app.errors import MailError
from app.mail.desktop import Desktop

_SPLITS_FIELDS = set("',")  # xdg-email hands Thunderbird fields in single quotes, with commas


class How(StrEnum):
    """How a draft was opened."""

    COMPOSE_WINDOW = "compose window"
    DRAFT_FILE = "draft file"
    NOT_OPENED = "not opened"


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it, and the sentence for the person."""

    how: How
    message: str

    def __bool__(self) -> bool:
        return self.how is not How.NOT_OPENED


_MESSAGES = {
    How.COMPOSE_WINDOW: "The draft is open in your mail program. Check it, then send it there.",
    How.DRAFT_FILE: "The draft was handed to your mail program. Check it, then send it there. "
    "If it looks like a message you received, write a new one and attach the PDF.",
    How.NOT_OPENED: "No mail program on this computer opens drafts. The draft and the PDF are "
    "safe in their folder: write a new message and attach the PDF from there.",
}


def open_draft(path: Path, *, desktop: Desktop | None = None) -> Opened:
    """Open the draft at `path`; raises MailError where there is no draft to open."""
    desktop = desktop or Desktop()
    message = _read(path)
    path = path.resolve()
    if desktop.system == "win32":
        how = How.DRAFT_FILE if desktop.open_by_association(path) else How.NOT_OPENED
    elif desktop.system == "darwin":
        how = _started(desktop, How.DRAFT_FILE, "open", str(path))
    else:
        how = _open_on_linux(path, message, desktop)
    return Opened(how, _MESSAGES[how])


def open_link(link: str, *, desktop: Desktop | None = None) -> bool:
    """Open a `mailto:` link as an empty message; False where no program takes one."""
    desktop = desktop or Desktop()
    if desktop.system == "win32":
        return desktop.open_by_association(Path(link))
    if desktop.system == "darwin":
        return _started(desktop, How.DRAFT_FILE, "open", link) is How.DRAFT_FILE
    if not desktop.ask(["xdg-mime", "query", "default", "x-scheme-handler/mailto"]):
        return False  # xdg-open would fall back on a browser, which has nothing to show
    return _started(desktop, How.DRAFT_FILE, "xdg-open", link) is How.DRAFT_FILE


def show_in_folder(path: Path, *, desktop: Desktop | None = None) -> bool:
    """Show the folder that `path` is in; False where the desktop has nothing to show it with."""
    desktop = desktop or Desktop()
    path = path.resolve()
    if desktop.system == "win32":
        return desktop.open_by_association(path.parent)
    if desktop.system == "darwin":
        return _started(desktop, How.DRAFT_FILE, "open", "-R", str(path)) is How.DRAFT_FILE
    return _started(desktop, How.DRAFT_FILE, "xdg-open", str(path.parent)) is How.DRAFT_FILE


def _open_on_linux(path: Path, message: EmailMessage, desktop: Desktop) -> How:
    files = _attached_files(path, message)
    if files is not None and _writes_with_thunderbird(desktop):
        how = _started(desktop, How.COMPOSE_WINDOW, "xdg-email", *_fields(message, files))
        if how is not How.NOT_OPENED:
            return how
    if not desktop.ask(["xdg-mime", "query", "default", "message/rfc822"]):
        return How.NOT_OPENED  # xdg-open would fall back on a browser, which shows raw text
    return _started(desktop, How.DRAFT_FILE, "xdg-open", str(path))


def _writes_with_thunderbird(desktop: Desktop) -> bool:
    default = desktop.ask(["xdg-mime", "query", "default", "x-scheme-handler/mailto"])
    return "thunderbird" in default.lower()


def _fields(message: EmailMessage, files: Sequence[Path]) -> list[str]:
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    attached = [part for file in files for part in ("--attach", str(file))]
    return [
        "--utf8",
        "--subject",
        _typographic(str(message["Subject"] or "")),
        "--body",
        _typographic(text),
        *attached,
        f"mailto:{str(message['To'] or '').replace(', ', ',')}",
    ]


def _typographic(text: str) -> str:
    """A straight apostrophe would end the field for Thunderbird; the printer's one does not."""
    return text.replace("'", "\u2019")


def _attached_files(path: Path, message: EmailMessage) -> list[Path] | None:
    """The files beside the draft that it has attached; None where one cannot be handed over."""
    files = [path.parent / (part.get_filename() or "") for part in message.iter_attachments()]
    fit = all(file.is_file() and not _SPLITS_FIELDS & set(str(file)) for file in files)
    return files if fit else None


def _started(desktop: Desktop, how: How, program: str, *arguments: str) -> How:
    found = desktop.find(program)
    return how if found and desktop.start([found, *arguments]) else How.NOT_OPENED


def _read(path: Path) -> EmailMessage:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise MailError(
            f"The draft {path.name} is no longer in its folder. The record is safe: make it again."
        ) from problem
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or message["X-Unsent"] is None:
        raise MailError(f"{path.name} is not a draft of Visitbook, so it was not opened.")
    return message
