"""A draft opens in the person's own mail program, or a sentence says that none is there."""

import stat
import sys

import pytest

from app.errors import MailError
from app.mail.desktop import Desktop
from app.mail.draft import make_draft
from app.mail.opener import How, open_draft, open_link, show_in_folder


@pytest.fixture
def draft(tmp_path):
    folder = tmp_path / "Notes of visit"
    folder.mkdir()
    (folder / "note.pdf").write_bytes(b"%PDF-1.7")
    path = folder / "note.eml"
    path.write_bytes(
        make_draft(
            to=["head@school.example", "maths@school.example"],
            subject="The school's note",
            body="It's attached.\n",
            attachments=[("note.pdf", b"%PDF-1.7")],
        )
    )
    return path


class Recorder:
    """A desktop that notes what it is asked to start."""

    def __init__(self, system, answers=None, working=(), associated=True):
        self.started = []
        self._answers = answers or {}
        self._working = working
        self._associated = associated
        self.desktop = Desktop(
            system=system,
            find=lambda program: f"/usr/bin/{program}",
            start=self._start,
            ask=lambda command: self._answers.get(command[-1], ""),
            open_by_association=self._open,
        )

    def _start(self, command):
        self.started.append(list(command))
        return command[0].rpartition("/")[2] in self._working

    def _open(self, path):
        self.started.append([path])
        return self._associated


THUNDERBIRD = {
    "x-scheme-handler/mailto": "org.mozilla.Thunderbird.desktop",
    "message/rfc822": "org.mozilla.Thunderbird.desktop",
}
EVOLUTION = {
    "x-scheme-handler/mailto": "org.gnome.Evolution.desktop",
    "message/rfc822": "org.gnome.Evolution.desktop",
}


def test_thunderbird_on_linux_opens_a_compose_window_with_the_pdf(draft):
    linux = Recorder("linux", THUNDERBIRD, working=["xdg-email"])

    opened = open_draft(draft, desktop=linux.desktop)

    assert opened.how is How.COMPOSE_WINDOW
    (command,) = linux.started
    assert command[0] == "/usr/bin/xdg-email"
    assert command[command.index("--attach") + 1] == str(draft.with_name("note.pdf"))
    assert command[command.index("--subject") + 1] == "The school’s note"
    assert command[command.index("--body") + 1].strip() == "It’s attached."
    assert command[-1] == "mailto:head@school.example,maths@school.example"


def test_another_program_on_linux_is_handed_the_draft_file(draft):
    linux = Recorder("linux", EVOLUTION, working=["xdg-open", "xdg-email"])

    opened = open_draft(draft, desktop=linux.desktop)

    assert opened.how is How.DRAFT_FILE
    assert "attach the PDF" in opened.message
    assert linux.started == [["/usr/bin/xdg-open", str(draft)]]


def test_when_the_compose_window_fails_the_draft_file_is_tried(draft):
    linux = Recorder("linux", THUNDERBIRD, working=["xdg-open"])

    assert open_draft(draft, desktop=linux.desktop).how is How.DRAFT_FILE
    assert [command[0] for command in linux.started] == ["/usr/bin/xdg-email", "/usr/bin/xdg-open"]


def test_a_pdf_that_has_gone_is_not_promised_to_the_compose_window(draft):
    draft.with_name("note.pdf").unlink()
    linux = Recorder("linux", THUNDERBIRD, working=["xdg-email", "xdg-open"])

    assert open_draft(draft, desktop=linux.desktop).how is How.DRAFT_FILE


def test_a_linux_without_a_program_for_messages_says_so_and_starts_nothing(draft):
    linux = Recorder("linux", {}, working=["xdg-open"])

    opened = open_draft(draft, desktop=linux.desktop)

    assert not opened
    assert "No mail program" in opened.message
    assert "safe" in opened.message
    assert linux.started == []


def test_macos_opens_the_draft_with_open(draft):
    mac = Recorder("darwin", working=["open"])

    assert open_draft(draft, desktop=mac.desktop).how is How.DRAFT_FILE
    assert mac.started == [["/usr/bin/open", str(draft)]]
    assert not open_draft(draft, desktop=Recorder("darwin").desktop)


def test_windows_opens_the_draft_with_what_eml_files_belong_to(draft):
    windows = Recorder("win32")

    assert open_draft(draft, desktop=windows.desktop).how is How.DRAFT_FILE
    assert windows.started == [[draft]]
    assert not open_draft(draft, desktop=Recorder("win32", associated=False).desktop)


def test_a_draft_that_has_gone_gets_a_sentence(tmp_path):
    with pytest.raises(MailError, match="no longer in its folder"):
        open_draft(tmp_path / "gone.eml")


def test_a_file_that_is_no_draft_is_not_opened(tmp_path):
    received = tmp_path / "received.eml"
    received.write_text("From: somebody@elsewhere.example\n\nHello\n")

    with pytest.raises(MailError, match="is not a draft"):
        open_draft(received, desktop=Recorder("win32").desktop)


def test_an_empty_message_opens_on_every_system_and_where_none_opens_that_is_told():
    link = "mailto:head@school.example?subject=The%20note&body=Dear%20colleague%2C%0D%0Ahello"
    linux = Recorder("linux", THUNDERBIRD, {"xdg-open"})
    mac, windows = Recorder("darwin", working={"open"}), Recorder("win32")
    assert all(open_link(link, desktop=each.desktop) for each in (linux, mac, windows))
    assert [str(each.started[0][-1]) for each in (linux, mac, windows)] == [link] * 3
    browser_only = Recorder("linux", {}, {"xdg-open"})
    for each in (browser_only, Recorder("darwin"), Recorder("win32", associated=False)):
        assert not open_link(link, desktop=each.desktop)
    assert browser_only.started == []


def test_the_folder_is_shown_on_every_system(draft):
    linux, mac, windows = (
        Recorder("linux", working=["xdg-open"]),
        Recorder("darwin", working=["open"]),
        Recorder("win32"),
    )

    assert all(show_in_folder(draft, desktop=each.desktop) for each in (linux, mac, windows))
    assert linux.started == [["/usr/bin/xdg-open", str(draft.parent)]]
    assert mac.started == [["/usr/bin/open", "-R", str(draft)]]
    assert windows.started == [[draft.parent]]


@pytest.mark.skipif(sys.platform == "win32", reason="starts small shell scripts as programs")
class TestWithRealPrograms:
    @pytest.fixture
    def program(self, tmp_path, monkeypatch):
        folder = tmp_path / "bin"
        folder.mkdir()
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

        def install(name, script):
            path = folder / name
            path.write_text(f"#!/bin/sh\n{script}\n")
            path.chmod(path.stat().st_mode | stat.S_IXUSR)

        return install

    def test_the_programs_on_the_path_are_asked_and_started(self, draft, program, tmp_path):
        program("xdg-mime", "echo mailer.desktop")
        program("xdg-open", f'printf %s "$1" > "{tmp_path}/seen"')

        opened = open_draft(draft, desktop=Desktop(system="linux"))

        assert opened.how is How.DRAFT_FILE
        assert (tmp_path / "seen").read_text() == str(draft)

    def test_a_name_with_shell_characters_reaches_the_program_as_it_is(
        self, draft, program, tmp_path
    ):
        odd = draft.rename(draft.with_name("$(touch hacked); note.eml"))
        program("xdg-mime", "echo mailer.desktop")
        program("xdg-open", f'printf %s "$1" > "{tmp_path}/seen"')

        open_draft(odd, desktop=Desktop(system="linux"))

        assert (tmp_path / "seen").read_text() == str(odd)

    def test_a_program_that_fails_counts_as_none(self, draft, program):
        program("xdg-mime", "echo mailer.desktop")
        program("xdg-open", "exit 4")

        assert not open_draft(draft, desktop=Desktop(system="linux"))

    def test_a_machine_without_desktop_programs_counts_as_none(self, draft, program, monkeypatch):
        monkeypatch.setenv("PATH", "/nowhere")

        assert not open_draft(draft, desktop=Desktop(system="linux"))
        assert not show_in_folder(draft, desktop=Desktop(system="linux"))

    def test_a_starter_that_stays_is_the_mail_program_itself(self, draft, program, monkeypatch):
        monkeypatch.setattr("app.mail.desktop._PATIENCE", 0.3)
        program("xdg-mime", "echo mailer.desktop")
        program("xdg-open", "exec sleep 1")

        assert open_draft(draft, desktop=Desktop(system="linux")).how is How.DRAFT_FILE

    def test_a_frozen_programs_libraries_are_not_pressed_on_others(
        self, draft, program, monkeypatch, tmp_path
    ):
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setenv("LD_LIBRARY_PATH", "/frozen/libraries")
        program("xdg-open", f'printf %s "$LD_LIBRARY_PATH" > "{tmp_path}/seen"')

        show_in_folder(draft, desktop=Desktop(system="linux"))

        assert (tmp_path / "seen").read_text() == ""
