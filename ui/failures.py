"""The one place where trouble is shown: a sentence in a banner, and nothing of content in the log.

An error of our own tree brings its sentence with it. Any other is a mistake in the program: it is
logged by its type and the places in the code (`app.logs`), and the person is told what is safe.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from app.errors import StoppedError, VisitbookError

if TYPE_CHECKING:
    from ui.widgets.banner import BannerAction, BannerHost

UNEXPECTED = (
    "Something went wrong in the program itself. What was shown as saved is safe. "
    "Carry on; if it happens again, close Visitbook and open it again."
)

_OF_PAGE = "page"
_SEEN_ON = 2  # pages on which an error is seen: it may have come when its page was just left


class Failures:
    """Shows trouble, and news of other kinds, as banners in `host`."""

    def __init__(self, host: BannerHost) -> None:
        self._host = host

    def present(self, error: BaseException, actions: Sequence[BannerAction] = ()) -> None:
        """Show `error`; one that was stopped on purpose is not shown."""
        if isinstance(error, StoppedError):
            return
        if isinstance(error, VisitbookError):
            self._host.show_banner("late", str(error), actions, pages=_SEEN_ON)
            return
        note_unexpected(error)
        self._host.show_banner("late", UNEXPECTED, key="unexpected")

    def tell_on_page(self, kind: str, text: str, actions: Sequence[BannerAction] = ()) -> None:
        """Show what a page says, in place of what it said before; it goes when the page is left."""
        self._host.show_banner(kind, text, actions, key=_OF_PAGE, pages=1)

    def tell(
        self,
        kind: str,
        text: str,
        actions: Sequence[BannerAction] = (),
        *,
        key: str = "",
        stays: bool = False,
    ) -> None:
        """Show news that is of no one page: `info`, `due`, `late` or `done`.

        News of the same matter (`key`) takes the place of what was said of it before. It `stays`
        until `over(key)`.
        """
        self._host.show_banner(kind, text, actions, key=key, stays=stays)

    def over(self, key: str) -> None:
        """Take away the banner with that key: what it said is over."""
        self._host.clear(key)


def note_unexpected(error: BaseException) -> None:
    """Log a mistake of the program."""
    from app import logs  # 8 ms that a start can spare

    logs.unexpected(error)


def catch_unexpected(present: Callable[[BaseException], None]) -> None:
    """Have every error that nothing caught presented, where Python would only print it."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            present(error)

    sys.excepthook = hook
