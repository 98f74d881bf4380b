"""A letter with pupils' codes: to its own people alone, locked, what is odd asked about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.usecases.letters import Letter
from app.usecases.mail import Addressees, Recipient
from ui.posting import sure_choice
from ui.posting.letter_dialog import LetterDialog
from ui.widgets import form_dialog

CARE = "Pupils’ codes stand in this list."
HEAD = Recipient("Headteacher", "", "head@alderbrook.example", usual=False, used=True)
SENCO = Recipient("SENCo", "", "senco@alderbrok.example", usual=False, used=True, vouched=False)
CHAIR = Recipient("Chair", "", "chair@post.example", usual=False, used=False, vouched=False)
KNOWN = Addressees((HEAD, SENCO, CHAIR), frozenset(), frozenset(), CARE)


@pytest.fixture
def letter(over_window):
    """Opens the letter: `letter(sender)`, blank for a draft."""

    def opened(sender="adviser@westmarch.example", known=KNOWN):
        words = Letter((), "Focus pupils", "Dear colleague")
        dialog = LetterDialog(words, known, "pupils.pdf", sender=sender)
        dialog.open_over(over_window(1366, 900))
        return dialog

    return opened


def pressed(qtbot, dialog):
    """Whether the main button was taken."""
    taken = []
    dialog.asked.connect(lambda: taken.append(True))
    qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    return bool(taken)


@pytest.mark.parametrize("sender", ["", "adviser@westmarch.example"])
def test_it_has_a_password_from_the_beginning_which_is_seen_at_once_with_why(qtbot, letter, sender):
    dialog = letter(sender)
    assert len(dialog.lock.password.replace("-", "")) == 12
    qtbot.waitUntil(lambda: not dialog.lock.shown.visibleRegion().isEmpty())
    assert dialog.lock.y() < dialog.whom.y()
    assert dialog.accessibleDescription() == CARE
    dialog.lock.tick.click()
    assert dialog.lock.password == ""


def test_the_keyboard_meets_the_lock_before_the_people_and_the_words(letter):
    dialog = letter()
    dialog.lock.tick.setFocus()
    met = [dialog.lock.tick]
    while met[-1].nextInFocusChain() is not met[0]:
        met.append(met[-1].nextInFocusChain())
    order = [dialog.lock.tick, *dialog.whom.ticks, dialog.sure.tick, dialog.subject, dialog.main]
    assert [part for part in met if part in order] == order


@pytest.mark.parametrize("sender", ["", "adviser@westmarch.example"])
def test_it_goes_to_somebody_and_to_nobody_who_is_typed(qtbot, letter, sender):
    dialog = letter(sender)
    assert not dialog.whom.others.isVisible()
    assert not pressed(qtbot, dialog)
    assert "Choose whom" in dialog.whom.message.sentence
    dialog.whom.ticks[0].click()
    assert pressed(qtbot, dialog)
    assert dialog.letter.to == (HEAD.email,)


def test_an_address_that_nothing_vouches_for_is_ticked_as_checked_though_it_was_used(qtbot, letter):
    dialog = letter()
    assert not dialog.sure.isVisible()
    dialog.whom.ticks[1].click()
    assert dialog.sure.isVisible()
    assert SENCO.email in dialog.sure.line.words.text()
    assert not pressed(qtbot, dialog)
    assert dialog.sure.message.sentence
    dialog.sure.tick.click()
    assert pressed(qtbot, dialog)
    assert dialog.letter.sure == {SENCO.email}


def test_what_was_said_of_one_address_does_not_hold_for_another(qtbot, letter):
    dialog = letter()
    dialog.whom.ticks[1].click()
    dialog.sure.tick.click()
    dialog.whom.ticks[2].click()
    assert dialog.letter.sure == frozenset()
    assert not pressed(qtbot, dialog)
    dialog.sure.tick.click()
    assert pressed(qtbot, dialog)
    for tick in dialog.whom.ticks[1:]:
        tick.click()
    assert not dialog.sure.isVisible()
    assert dialog.letter.sure == frozenset()


def test_where_nobody_has_an_address_it_leads_to_the_school_s_page(qtbot, letter):
    dialog = letter("", Addressees((), frozenset(), frozenset(), CARE))
    assert not pressed(qtbot, dialog)
    (page,) = [b for b in dialog.whom.findChildren(QPushButton) if "school’s page" in b.text()]
    with qtbot.waitSignal(dialog.school_asked):
        page.click()


def test_what_is_asked_for_is_read_out_when_it_appears(qtbot, letter, monkeypatch):
    told = []
    for place in (form_dialog, sure_choice):
        monkeypatch.setattr(
            place, "announce", lambda _widget, words, **_how: told.append(words), raising=False
        )
    dialog = letter()
    assert not pressed(qtbot, dialog)
    assert told == [dialog.whom.message.sentence]
    dialog.whom.ticks[2].click()
    assert told[1:] == [dialog.sure.line.words.text()]
    assert not pressed(qtbot, dialog)
    assert told[2:] == [dialog.sure.message.sentence]
    dialog.sure.tick.click()
    dialog.whom.ticks[1].click()
    dialog.sure.tick.click()
    dialog.whom.ticks[2].click()
    assert len(told) == 5
