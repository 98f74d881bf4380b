"""What tests of the pages share: the sample project, open; lanes; where a page wanted to go."""

from __future__ import annotations

import shutil

import pytest

from app.bootstrap import open_with_key
from app.usecases.sample import fill_with_sample
from tests.builders import KEY, StillClock, an_app
from tests.builders_desk import a_desk
from ui.main_window import MainWindow
from ui.pages import answer_everywhere, pages_for
from ui.places import Navigator
from ui.preferences import Preferences
from ui.tasks import Lanes


class Went(list):
    """Where a navigator was asked to go."""

    def __call__(self, place):
        self.append(place)
        return True

    def __bool__(self):
        return True  # an empty list would be taken for no answer at all


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    """The sample project, made once."""
    folder = tmp_path_factory.mktemp("sample")
    app = an_app(folder)
    fill_with_sample(app)
    app.store.close()
    return folder


@pytest.fixture
def app(sample_folder, tmp_path):
    """The open sample project, on a copy of its own."""
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    program = open_with_key(folder, KEY, clock=StillClock())
    yield program
    program.store.close()


@pytest.fixture
def lanes():
    """Lanes; a failure that no page took fails the test."""
    failures = []
    made = Lanes(failures.append)
    yield made
    made.close()
    assert failures == []


@pytest.fixture
def went():
    """Where a page wanted to go."""
    return Went()


@pytest.fixture
def whole_desk(app, lanes, shown, tmp_path):
    """The desk of a window on show, with all pages of the program and what they share."""
    window = MainWindow(Navigator(), Preferences(tmp_path))
    desk = a_desk(app, lanes, window, tmp_path)
    answer_everywhere(desk, window)
    window.plug(pages_for(desk))
    shown(window, 1366, 768)
    return desk
