"""A real mail server on this machine, with a certificate of its own, that does as it is told."""

from __future__ import annotations

import asyncio
import email
import email.policy
import logging
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from socket import socket

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.domain.outbox import MailAccount, Security

HOST = "127.0.0.1"
USER, PASSWORD = "adviser", "£ canary of the password"
ACCEPTED = "250 OK"
LOST = "taken, and the answer lost"
DROPPED = "dropped with the message half read"
HELD = "taken, and the answer held back until it is released"


@dataclass(frozen=True)
class Arrived:
    """One message that the server took over."""

    sender: str
    to: tuple[str, ...]
    content: bytes


def attachment_of(arrived: Arrived) -> bytes:
    """The bytes of its one attachment."""
    message = email.message_from_bytes(arrived.content, policy=email.policy.default)
    (attachment,) = message.iter_attachments()
    content: bytes = attachment.get_content()
    return content


class PostOffice:
    """What arrived at the server, and what it is to answer next.

    `answers` are those to whole messages, one after the other; `recipients` those to addresses,
    and `before_data` drops the line instead of asking for the message, so many times.
    """

    def __init__(self) -> None:
        self.arrived: list[Arrived] = []
        self.logins: list[tuple[str, str]] = []
        self.connections = 0
        self.answers: deque[str] = deque()
        self.recipients: dict[str, str] = {}
        self.before_data = 0
        self.login = ACCEPTED
        self.offers_tls = True
        self.held = threading.Event()
        self.released = threading.Event()

    def authenticate(self, _server, _session, _envelope, _mechanism, data) -> AuthResult:
        self.logins.append((data.login.decode(), data.password.decode()))
        right = self.logins[-1] == (USER, PASSWORD) and self.login == ACCEPTED
        return AuthResult(success=right, handled=False, message=None if right else self._refusal)

    @property
    def _refusal(self) -> str:
        return "535 5.7.8 Wrong" if self.login == ACCEPTED else self.login

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802 - aiosmtpd's name
        answer = self.recipients.get(address, ACCEPTED)
        if answer == HELD:
            answer = await self._hold()
        if answer == ACCEPTED:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, _session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        answer = self.answers.popleft() if self.answers else ACCEPTED
        if answer in {ACCEPTED, LOST, HELD}:
            to = tuple(envelope.rcpt_tos)
            self.arrived.append(Arrived(envelope.mail_from, to, envelope.content))
        if answer in {LOST, DROPPED}:
            server.transport.abort()
        return await self._hold() if answer == HELD else answer

    async def _hold(self) -> str:
        self.held.set()
        await asyncio.to_thread(self.released.wait, 30)
        return ACCEPTED


class _Server(SMTP):
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        office = self.event_handler
        if office.before_data:
            office.before_data -= 1
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def __init__(self, office: PostOffice, context: ssl.SSLContext, security: Security) -> None:
        from_the_start = security is Security.TLS
        super().__init__(
            office,
            hostname=HOST,
            port=a_free_port(),
            ssl_context=context if from_the_start else None,
            ready_timeout=30,
        )
        self._office = office
        self._context = None if from_the_start or not office.offers_tls else context

    def factory(self) -> SMTP:
        self._office.connections += 1
        return _Server(
            self.handler,
            hostname="mail.westmarch.example",
            tls_context=self._context,
            auth_callback=None,
            authenticator=self._office.authenticate,
            auth_require_tls=self._context is not None,
            timeout=60,
        )


def a_free_port() -> int:
    """A port that nobody listens at."""
    with socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
        return port


def make_certificate(folder: Path, name: str) -> Path:
    """A certificate for this machine with its key, both in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def serving(
    office: PostOffice, certificate: Path, security: Security = Security.TLS
) -> Iterator[MailAccount]:
    """The account at a server that runs while the block does."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # what it says of lines that drop
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    controller = _Controller(office, context, security)
    controller.start()
    try:
        yield MailAccount(
            HOST, USER, "adviser@westmarch.example", security=security, port=controller.port
        )
    finally:
        office.released.set()
        controller.stop()
