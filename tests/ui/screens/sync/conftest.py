"""What tests of the pages of the team share: a colleague's laptop, and a folder for the files."""

from __future__ import annotations

import pytest

from app.bootstrap import open_with_key
from app.usecases.people import introduce
from tests.builders import KEY, StillClock
from tests.builders_teams import let_in, made_team
from tests.ui.conftest import close_dialogs
from ui.places import Sync


@pytest.fixture(autouse=True)
def quick_codes(cheap_codes):
    """Makes the key of an invitation's code at next to no cost."""


@pytest.fixture
def recovery_key(colleague, keys_made):
    """The recovery key of the colleague's team."""
    return keys_made[-1]


@pytest.fixture
def keys_made():
    """The recovery keys of teams that were made, as they were shown."""
    return []


@pytest.fixture
def colleague(tmp_path, keys_made):
    """A manager's laptop, with a team whose files lie in the folder `team`."""
    app = open_with_key(tmp_path / "colleague", KEY, clock=StillClock())
    app = introduce(app, name="Project Manager", role="pm", email="pm@westmarch.example")
    keys_made.append(made_team(app, tmp_path / "team"))
    yield app
    app.store.close()


@pytest.fixture
def in_team(app, colleague, tmp_path):
    """The laptop on show is in the team, and both have what the other has."""
    let_in(colleague, app, tmp_path)
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
