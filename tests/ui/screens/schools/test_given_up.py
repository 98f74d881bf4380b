"""A school that is given up is gone from its page, and what was done is said where one is then."""

from __future__ import annotations

from app.usecases.schools import my_schools
from ui.places import SchoolPage, Schools
from ui.widgets.buttons import Button

ST_OSWIN = 900004


def test_undo_is_offered_on_the_page_that_one_comes_to(qtbot, app, whole_desk):
    window, here = whole_desk.commands.parent(), whole_desk.navigator
    here.go(SchoolPage(ST_OSWIN))
    qtbot.waitUntil(window.screen_on_show.stack.isVisible)
    window.screen_on_show._ask_hand_over()
    qtbot.waitUntil(lambda: here.here == Schools() and bool(window.banners.banners))
    (banner,) = window.banners.banners
    assert "given up" in banner.text
    next(b for b in banner.findChildren(Button) if b.text() == "Undo").click()
    qtbot.waitUntil(lambda: ST_OSWIN in {line.school.urn for line in my_schools(app)})
