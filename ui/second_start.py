"""One window per data folder: a second start raises the first and ends.

The lock that keeps two programs from writing is the folder's own (`app.bootstrap.lock_folder`);
this only finds the window. A small file says that a window is open, so that the usual start need
not load the network part of Qt first (24 ms of a start of 70, measured on Linux).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

MARK = "window.open"
_PATIENCE = 1000  # milliseconds for the first window to answer


class FirstStart(QObject):
    """The window that is there first: `raised` is emitted when a second start asks for it."""

    raised = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._mark = folder / MARK
        self._name = _name(folder)
        self._server: QLocalServer | None = None

    def listen(self) -> None:
        """Begin to listen for second starts; a leftover of a killed window is cleared away."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        if self._server.listen(self._name):
            self._leave_mark()

    def end(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._server = None
            self._mark.unlink(missing_ok=True)

    def _called(self) -> None:
        assert self._server is not None
        caller = self._server.nextPendingConnection()
        caller.disconnected.connect(caller.deleteLater)
        caller.disconnectFromServer()
        self.raised.emit()

    def _leave_mark(self) -> None:
        try:
            self._mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._mark.touch()
        except OSError:
            return  # a second start then opens a window of its own, and finds the folder locked


def raise_first(folder: Path) -> bool:
    """Ask the window that has `folder` open to come to the front; False where there is none."""
    if not (folder / MARK).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    found = socket.waitForConnected(_PATIENCE)
    socket.abort()
    return found


def _name(folder: Path) -> str:
    """The name of the folder's window on this machine, the same from every path to the folder."""
    import hashlib  # 3 ms that a start without a second one can spare

    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
    return f"visitbook-{digest[:24]}"
