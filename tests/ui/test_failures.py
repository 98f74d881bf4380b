from __future__ import annotations

import sys

import pytest

from app.errors import DiskFullError, StoppedError
from ui.failures import UNEXPECTED, Failures, catch_unexpected
from ui.widgets.banner import BannerHost


@pytest.fixture
def host(shown):
    return shown(BannerHost())


def said(host):
    return [(banner.kind, banner.text) for banner in host.banners]


def test_an_error_of_ours_brings_its_own_sentence(host):
    Failures(host).present(DiskFullError("The disk is full. Your words are still on screen."))
    assert said(host) == [("late", "The disk is full. Your words are still on screen.")]


def test_stopping_is_no_trouble(host):
    Failures(host).present(StoppedError("Stopped."))
    assert said(host) == []


def test_a_mistake_of_the_program_is_logged_without_what_it_quotes(host, errors_logged):
    try:
        int("a pupil's whole answer")
    except ValueError as error:
        Failures(host).present(error)
    assert said(host) == [("late", UNEXPECTED)]
    message = errors_logged.pop().getMessage()
    assert "ValueError" in message
    assert "test_failures.py" in message
    assert "pupil" not in message


def test_news_goes_when_it_is_over(host):
    failures = Failures(host)
    failures.tell("info", "This is the sample project.", key="sample", stays=True)
    failures.over("sample")
    assert said(host) == []


def test_what_nothing_caught_is_presented(monkeypatch):
    presented = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_unexpected(presented.append)
    error = KeyError("x")
    sys.excepthook(KeyError, error, None)
    assert presented == [error]


def test_good_news_goes_with_the_second_page_and_trouble_stays(qtbot):
    host = BannerHost()
    qtbot.addWidget(host)
    host.show_banner("late", "The disk is full.")
    host.show_banner("done", "Saved.")
    host.move_on()
    assert {banner.text for banner in host.banners} == {"Saved.", "The disk is full."}
    host.move_on()
    assert [banner.text for banner in host.banners] == ["The disk is full."]


def test_what_a_page_says_replaces_what_it_said_and_goes_with_it(host):
    failures = Failures(host)
    failures.tell_on_page("late", "That is no list of holidays.")
    failures.tell_on_page("done", "12 holidays were read.")
    assert said(host) == [("done", "12 holidays were read.")]
    host.move_on()
    assert said(host) == []


def test_an_error_is_seen_on_the_page_after_its_own_and_no_longer(host):
    Failures(host).present(DiskFullError("The disk is full."))
    host.move_on()
    assert said(host) == [("late", "The disk is full.")]
    host.move_on()
    assert said(host) == []
