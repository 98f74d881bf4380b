"""E-mail by an account without a window, and a program that is killed while it sends."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from app.bootstrap import open_with_key
from app.domain.outbox import OutboxState
from app.usecases.letters import Letter
from app.usecases.mail import handed_over
from app.usecases.mail_account import set_account
from app.usecases.outbox import outbox, queue_message, settle_interrupted, settle_unsure
from app.usecases.sending import send_waiting
from tests.builders import KEY, a_finished_record, an_app, with_school
from tests.builders_mail_server import HELD, PASSWORD, USER, attachment_of, serving

ROOT = Path(__file__).resolve().parents[2]
HEAD = "head@alderbrook.example"
SENDER = "adviser@westmarch.example"


@pytest.fixture
def folder(tmp_path):
    """A data folder with a finished record; its id stands in `record`."""
    app = an_app(tmp_path / "data")
    with_school(app)
    (tmp_path / "record").write_text(a_finished_record(app).id)
    app.store.close()
    return tmp_path / "data"


@pytest.fixture
def record(folder):
    return (folder.parent / "record").read_text()


def test_a_document_is_sent_by_commands_alone(command, folder, record, office, certificate):
    secret = folder.parent / "secret"
    secret.write_text(f"{PASSWORD}\n")
    with serving(office, certificate) as account:
        given = ("--server", account.server, "--port", account.port, "--user", USER)
        code, told = command(
            "mail-account", "set", *given, "--sender", SENDER, "--secret-file", secret
        )
        assert (code, PASSWORD in told) == (0, False)
        assert command("mail-account", "check")[0] == 0
        code, told = command("outbox", "add", record, "--to", HEAD, "--password")
        assert code == 0, told
        password = told.partition("Password: ")[2].split()[0]
        code, told = command("outbox")
        assert (code, "Waits to be sent." in told, password in told) == (0, True, False)
        code, told = command("outbox", "send")
        assert (code, "Sent: 1 message." in told) == (0, True)
        code, told = command("outbox", "send")
        assert (code, "Nothing was sent." in told) == (0, True)
    (arrived,) = office.arrived
    assert arrived.to == (HEAD,)
    with pikepdf.open(io.BytesIO(attachment_of(arrived)), password=password) as pdf:
        assert len(pdf.pages) == 2
    assert password.encode() not in arrived.content
    for path in folder.rglob("*"):
        content = b"" if path.is_dir() else path.read_bytes()
        assert PASSWORD.encode() not in content
        assert password.encode() not in content


def test_what_cannot_be_sent_says_so_in_words_and_stays(command, folder, record, office):
    code, told = command("outbox", "add", record, "--to", HEAD)
    assert (code, "No mail account" in told) == (1, True)
    secret = folder.parent / "secret"
    secret.write_text("wrong")
    given = ("--server", "127.0.0.1", "--port", "9", "--user", USER, "--sender", SENDER)
    command("mail-account", "set", *given, "--secret-file", secret)
    assert command("outbox", "add", record, "--to", HEAD)[0] == 0
    code, told = command("outbox", "send")
    assert (code, "stays in the outbox" in told) == (1, True)
    _, listed = command("outbox")
    assert command("outbox", "remove", listed.split()[0])[0] == 0
    assert command("outbox")[1].strip() == "The outbox is empty."
    assert command("mail-account", "forget")[0] == 0
    assert command("mail-account")[1].strip() == "No mail account is set up."


SENDING = """
import sys
from pathlib import Path
from app.bootstrap import open_with_key
from app.usecases.sending import send_waiting
from tests.builders import KEY
print("sent", send_waiting(open_with_key(Path(sys.argv[1]), KEY)).value.count)
"""


@pytest.fixture
def queued(folder, record, office, certificate):
    """An open program with one message that waits, at a server that runs."""
    with serving(office, certificate) as account:
        app = open_with_key(folder, KEY)
        more = {"security": account.security, "port": account.port}
        set_account(app, account.server, USER, SENDER, PASSWORD, **more)
        queue_message(app, record, Letter((HEAD,), "Note of visit 1", "Dear colleague\n"))
        app.store.close()
        yield folder


def kill_while_held(folder, office):
    """Start a program that sends, and kill it while the server holds its answer back."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SENDING, str(folder)]
    child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert office.held.wait(60)
    child.send_signal(signal.SIGKILL)
    said, _ = child.communicate(timeout=30)
    office.released.set()
    assert said == b""


def test_a_program_that_is_killed_before_it_knows_the_answer_never_sends_twice(
    queued, record, office
):
    office.answers.append(HELD)
    kill_while_held(queued, office)
    assert len(office.arrived) == 1

    app = open_with_key(queued, KEY)
    (item,) = outbox(app).items
    assert item.state is OutboxState.SENDING
    assert settle_interrupted(app).items[0].state is OutboxState.UNSURE
    assert send_waiting(app, at_once=True).value.count == 0
    assert len(office.arrived) == 1
    assert handed_over(app, record) == ()
    settle_unsure(app, item.id, arrived=True)
    assert len(handed_over(app, record)) == 1
    app.store.close()


def test_a_program_that_is_killed_before_the_message_is_handed_over_sends_it_next_time(
    queued, record, office
):
    office.recipients[HEAD] = HELD
    kill_while_held(queued, office)
    assert office.arrived == []

    office.recipients.clear()
    app = open_with_key(queued, KEY)
    assert settle_interrupted(app).items[0].state is OutboxState.WAITING
    assert send_waiting(app).value.count == 1
    assert (len(office.arrived), len(handed_over(app, record))) == (1, 1)
    app.store.close()
