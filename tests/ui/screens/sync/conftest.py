"""What tests of the pages of the team share: a colleague's laptop, and a folder for the files."""

from __future__ import annotations

import pytest

from app.usecases.sync import sync_now
from tests.builders import StillClock
from tests.builders_teams import a_laptop, let_in, make_a_team
from tests.ui.screens.conftest import close_dialogs
from ui.places import Sync


@pytest.fixture(autouse=True)
def quick_codes(cheap_codes):
    """Makes the key of an invitation's code at next to no cost."""


@pytest.fixture
def colleague(tmp_path):
    """A manager's laptop, with a team whose files lie in the folder `team`."""
    app = a_laptop(tmp_path / "colleague", "Project Manager", StillClock())
    (tmp_path / "team").mkdir()
    make_a_team(app, tmp_path / "team")
    yield app
    app.store.close()


@pytest.fixture
def in_team(app, colleague, tmp_path):
    """The laptop on show is in the team, and both have what the other has."""
    let_in(colleague, app, tmp_path / "welcome.vbinvite")
    sync_now(colleague)
    sync_now(app)
    return colleague


@pytest.fixture
def place(tmp_path):
    """Where a new team's files may lie."""
    folder = tmp_path / "new team"
    folder.mkdir()
    return folder


@pytest.fixture
def desk(whole_desk):
    """The window on show; what it says wrong is left to each test."""
    yield whole_desk
    close_dialogs(whole_desk.status.window())


@pytest.fixture
def sync_page(qtbot, desk):
    """Goes to the page of syncing, and waits for what it shows."""

    def go(place=None):
        window = desk.status.window()
        desk.navigator.go(place or Sync())
        page = window.screen_on_show
        qtbot.waitUntil(lambda: page._view is not None and not page._arriving)
        return page

    return go
