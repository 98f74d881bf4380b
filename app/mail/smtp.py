"""Sends a message by a mail server (SMTP), over an encrypted line or not at all.

What came of it is one of a few outcomes, and the one that matters most is UNSURE: the whole
message was on its way when the line dropped, so only a person can say whether it arrived. RFC 5321
(4.2.5) makes the server's answer after the last dot the moment at which it takes a message over.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.outbox import MailAccount, Security
from app.errors import MailError

CONNECTING = 15.0  # seconds
TALKING = 30.0  # seconds for each answer
LAST_ANSWER = 60.0  # seconds for the answer that takes the message over
HELLO = "[127.0.0.1]"  # not this laptop's name, which is nobody's business
GO_ON = 354
TOO_LATE = 500  # codes from here on are final
_LONGEST_WORDS = 200

OFFLINE = "The mail server cannot be reached; this laptop may be offline. It is tried again."
CERTIFICATE = (
    "The mail server could not prove who it is, so nothing was sent to it. A network that asks you "
    "to log in first does this; on your usual network, check the server’s name."
)
NO_TLS = (
    "No encrypted line to the mail server could be made, so nothing was sent. "
    "Check the port and the kind of encryption in Settings."
)
NO_STARTTLS = (
    "The mail server offers no encryption (STARTTLS) here, so nothing was sent, and no password "
    "either. Check the port and the kind of encryption in Settings."
)
NO_LOGIN = "The mail server offers no way to log in that Visitbook knows. Ask who runs it."
DROPPED = "The line to the mail server dropped before the message was on its way."
NO_ANSWER = "The line dropped while the message was being sent, so nobody knows if it arrived."
NO_RECIPIENT = "The mail server refused every address."


class Outcome(StrEnum):
    """What came of trying to send a message.

    UNREACHED and LOCKED_OUT are about the account, the others about this one message; after
    NOT_OURS somebody else is sending it.
    """

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNSURE = "unsure"
    UNREACHED = "unreached"
    LOCKED_OUT = "locked out"
    NOT_OURS = "not ours"


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome, in words for a person, and the addresses that were refused."""

    outcome: Outcome
    said: str = ""
    refused: tuple[str, ...] = ()


class _NoEntry(Exception):  # noqa: N818 - no error that anybody is shown: it carries a result
    """The server was not entered."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result


@dataclass(slots=True)
class MailServer:
    """The server of one account. Each message has a line of its own."""

    account: MailAccount
    password: str = field(repr=False)
    _line: smtplib.SMTP | None = None
    _delivering: bool = False

    def check(self) -> None:
        """Connect and log in, and send nothing; raises MailError where that does not work."""
        try:
            self._say_goodbye(self._enter())
        except _NoEntry as no:
            raise MailError(no.result.said) from no
        finally:
            self._close()

    def send(self, content: bytes, to: Sequence[str], may_send: Callable[[], bool]) -> Result:
        """Try to send `content` to these addresses.

        `may_send` is asked once the server would take it, and just before it is handed over: it
        keeps that the message is being sent, and answers whether it is for us to send.
        """
        try:
            line = self._enter()
            result = self._post(line, content, to, may_send)
        except _NoEntry as no:
            return no.result
        except OSError:  # smtplib's own are such; after entering, and before the message itself
            return Result(Outcome.LATER, DROPPED)
        else:
            self._say_goodbye(line)
            return result
        finally:
            self._close()

    def hang_up(self) -> None:
        """End the line from another thread, unless a message is being handed over just now."""
        line = self._line
        if line is not None and line.sock is not None and not self._delivering:
            with contextlib.suppress(OSError):
                # The bare socket's: an encrypted one would go on in plain text for a moment.
                socket.socket.shutdown(line.sock, socket.SHUT_RDWR)

    def _enter(self) -> smtplib.SMTP:
        """A line on which the account is logged in; raises _NoEntry."""
        try:
            self._line = self._connected()
            self._log_in(self._line)
        except ssl.SSLCertVerificationError as error:
            raise _NoEntry(Result(Outcome.UNREACHED, CERTIFICATE)) from error
        except ssl.SSLError as error:
            raise _NoEntry(Result(Outcome.UNREACHED, NO_TLS)) from error
        except smtplib.SMTPResponseException as error:
            said = _said(error.smtp_code, error.smtp_error)
            raise _NoEntry(Result(Outcome.UNREACHED, said)) from error
        except (OSError, UnicodeError) as error:
            raise _NoEntry(Result(Outcome.UNREACHED, OFFLINE)) from error
        return self._line

    def _connected(self) -> smtplib.SMTP:
        """An encrypted line."""
        context = ssl.create_default_context()
        server, port = self.account.server, self.account.port
        if self.account.security is Security.TLS:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server, port, local_hostname=HELLO, timeout=CONNECTING, context=context
            )
        else:
            line = self._line = smtplib.SMTP(server, port, local_hostname=HELLO, timeout=CONNECTING)
            line.ehlo()
            if not line.has_extn("starttls"):
                raise _NoEntry(Result(Outcome.UNREACHED, NO_STARTTLS))
            code, reply = line.starttls(context=context)
            if code != 220:  # noqa: PLR2004 - the one answer after which the line is encrypted
                raise smtplib.SMTPResponseException(code, reply)
        assert line.sock is not None
        line.sock.settimeout(TALKING)
        return line

    def _log_in(self, line: smtplib.SMTP) -> None:
        """Log in once: smtplib would try several ways, and knows no letters beyond ASCII."""
        line.ehlo()
        ways = line.esmtp_features.get("auth", "").upper().split()
        user, password = self.account.user_name, self.password
        if "PLAIN" in ways:
            both = _base64(f"\0{user}\0{password}")
            code, reply = line.docmd("AUTH", f"PLAIN {both}")
        elif "LOGIN" in ways:
            code, reply = line.docmd("AUTH", f"LOGIN {_base64(user)}")
            if code == 334:  # noqa: PLR2004 - it wants the password
                code, reply = line.docmd(_base64(password))
        else:
            raise _NoEntry(Result(Outcome.LOCKED_OUT, NO_LOGIN))
        if not _is_yes(code):
            words = f"The mail server refused the user name or the password. {_said(code, reply)}"
            final = code >= TOO_LATE
            raise _NoEntry(Result(Outcome.LOCKED_OUT if final else Outcome.UNREACHED, words))

    def _post(
        self, line: smtplib.SMTP, content: bytes, to: Sequence[str], may_send: Callable[[], bool]
    ) -> Result:
        size = [f"size={len(content)}"] if line.has_extn("size") else []
        code, reply = line.mail(self.account.sender, size)
        if not _is_yes(code):
            return _no(code, reply)
        refused: list[str] = []
        for address in to:
            code, reply = line.rcpt(address)
            if code >= TOO_LATE:
                refused.append(address)
            elif not _is_yes(code):  # nobody has it yet, so all of it may be tried again
                return Result(Outcome.LATER, f"{address}: {_said(code, reply)}")
        if len(refused) == len(to):
            return Result(Outcome.REFUSED, f"{NO_RECIPIENT} {_said(code, reply)}", tuple(refused))
        if not may_send():
            return Result(Outcome.NOT_OURS)
        return self._deliver(line, content, tuple(refused))

    def _deliver(self, line: smtplib.SMTP, content: bytes, refused: tuple[str, ...]) -> Result:
        """Hand the message over; once the server said to go on, silence is UNSURE."""
        code, reply = line.docmd("DATA")
        if code != GO_ON:
            return _no(code, reply)
        self._delivering = True
        try:
            assert line.sock is not None
            line.sock.settimeout(LAST_ANSWER)
            line.send(_with_doubled_dots(content) + b".\r\n")
            code, reply = line.getreply()
        except OSError:  # smtplib's own are such
            return Result(Outcome.UNSURE, NO_ANSWER, refused)
        finally:
            self._delivering = False
        if _is_yes(code):
            return Result(Outcome.SENT, "", refused)
        return _no(code, reply) if code >= 400 else Result(Outcome.UNSURE, NO_ANSWER, refused)  # noqa: PLR2004 - below it is no answer

    @staticmethod
    def _say_goodbye(line: smtplib.SMTP) -> None:
        """Part in good order, without waiting for the answer: what was sent has to be kept now."""
        with contextlib.suppress(OSError):
            line.putcmd("QUIT")

    def _close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()


def _is_yes(code: int) -> bool:
    return 200 <= code < 300  # noqa: PLR2004 - RFC 5321, 4.2.1


def _no(code: int, reply: bytes) -> Result:
    outcome = Outcome.REFUSED if code >= TOO_LATE else Outcome.LATER
    return Result(outcome, _said(code, reply))


def _said(code: int, reply: bytes | str) -> str:
    """What the server answered, as one short line."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"The mail server said: {code} {words}"[:_LONGEST_WORDS].rstrip(". ") + "."


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")


def _with_doubled_dots(content: bytes) -> bytes:
    """Lines that begin with a dot get another, since a dot alone ends the message (RFC 5321)."""
    whole = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", whole)
