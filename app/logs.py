"""The local log: what the program did and where it failed, never what anybody wrote.

It stays in the data folder (`logs/visitbook.log`, three old ones kept) and is sent nowhere. An
error is logged by its type and the places it passed through; its words are left out, since they
may hold an answer or a name. So are the words of other libraries' log lines.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

FOLDER = "logs"
FILE_NAME = "visitbook.log"
_BYTES = 256 * 1024
_OLD_ONES = 3
_OWN = ("app", "ui")
_PLACES = 12
_log = logging.getLogger(__name__)


def start(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Begin to log below the data folder `folder`; answers the handler, for `stop`.

    A folder that cannot be written costs the log and nothing else.
    """
    handler = _open(folder / FOLDER)
    handler.setLevel(level)
    handler.setFormatter(_WithoutContent("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    for name in _OWN:
        logging.getLogger(name).setLevel(level)
    return handler


def stop(handler: logging.Handler) -> None:
    """End what `start` began."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def catch_unexpected() -> None:
    """Log errors that nothing caught, in any thread, before the usual report of them."""
    before, before_in_thread = sys.excepthook, threading.excepthook

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            unexpected(error)
        before(kind, error, trace)

    def note_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            unexpected(args.exc_value)
        before_in_thread(args)

    sys.excepthook, threading.excepthook = note, note_in_thread


def unexpected(error: BaseException) -> None:
    """Log an error that should not have happened, by type and place."""
    _log.error("unexpected %s", described(error))


def described(error: BaseException) -> str:
    """The error's type and the places it passed through, innermost first, and its cause's."""
    parts, seen = [], set[int]()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        parts.append(f"{type(link).__qualname__} {_places(link.__traceback__)}".strip())
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return ", from ".join(parts)


def _places(trace: TracebackType | None) -> str:
    """File, line and function of each step, without the folders that name a person's home."""
    steps = [
        f"{_inside(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return "at " + " < ".join(reversed(steps[-_PLACES:])) if steps else ""


def _inside(filename: str) -> str:
    parts = Path(filename).parts
    for root in ("app", "ui", "site-packages"):
        if root in parts[:-1]:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return parts[-1] if parts else ""


def _open(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _Quiet(folder / FILE_NAME, maxBytes=_BYTES, backupCount=_OLD_ONES, encoding="utf-8")
    except OSError:
        return logging.NullHandler()


class _Quiet(RotatingFileHandler):
    """Loses a line rather than printing it, with its values, when the disk is full."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's own name
        """Let the line go."""


class _WithoutContent(logging.Formatter):
    """Keeps our own lines; of other libraries' only that there was one, and where."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for the file."""
        record = logging.makeLogRecord(record.__dict__)
        record.exc_text = record.stack_info = None
        if record.name.partition(".")[0] not in _OWN:
            record.msg = f"a message at {record.module}:{record.lineno}"
            record.args = ()
        return super().format(record)

    def formatException(  # noqa: N802  # logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The error by type and place."""
        return described(ei[1]) if ei[1] is not None else ""
