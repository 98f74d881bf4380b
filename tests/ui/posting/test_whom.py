"""Whom a letter goes to: what is new or odd is asked about, and what is no address is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.usecases.letters import WITH_LOCK, Letter
from app.usecases.mail import Addressees, Recipient
from ui.posting.letter_dialog import LetterDialog

HEAD = Recipient("Headteacher", "", "head@alderbrook.example", usual=True, used=True)
CHAIR = Recipient("Chair", "", "chair@alderbrok.example", usual=False, used=False, odd=True)
KNOWN = Addressees(
    (HEAD, CHAIR),
    frozenset({"alderbrook.example", "alderbrok.example"}),
    frozenset({"head@alderbrook.example", "trust@elsewhere.example"}),
)
LETTER = Letter((), "Note of visit", "Dear colleague")
SENDER = "adviser@westmarch.example"


@pytest.fixture
def letter(over_window):
    """Opens the letter: `letter(sender)`, blank for a draft."""

    def opened(sender=SENDER, known=KNOWN):
        dialog = LetterDialog(LETTER, known, "note.pdf", sender=sender)
        dialog.open_over(over_window(1366, 900))
        return dialog

    return opened


@pytest.fixture
def press(qtbot):
    """Presses the main button; answers whether it was taken."""

    def pressed(dialog):
        taken = []
        dialog.asked.connect(lambda: taken.append(True))
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
        return bool(taken)

    return pressed


def test_an_address_that_was_used_before_is_asked_about_no_more(letter, press):
    dialog = letter()
    assert dialog.letter.to == (HEAD.email,)
    assert press(dialog)


def test_an_odd_domain_is_pointed_out_and_wants_a_second_press(letter, press):
    dialog = letter()
    dialog.whom.ticks[1].click()
    assert "another domain" in dialog.whom.ticks[1].accessibleDescription()
    assert not press(dialog)
    assert CHAIR.email in dialog.error
    assert "another domain" in dialog.error
    assert press(dialog)


def test_a_slip_in_a_domain_is_asked_about_however_often_it_was_written_to(letter, press):
    slip = replace(CHAIR, used=True, like="alderbrook.example")
    dialog = letter(known=replace(KNOWN, people=(HEAD, slip)))
    dialog.whom.ticks[1].click()
    assert not press(dialog)
    assert "alderbrook.example" in dialog.error
    assert press(dialog)


def test_what_is_added_after_the_second_look_wants_another(letter, press):
    dialog = letter()
    dialog.whom.ticks[1].click()
    press(dialog)
    dialog.whom.others.setText("clerk@alderbrook.example")
    assert not press(dialog)
    assert "clerk@alderbrook.example" in dialog.error
    assert press(dialog)


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ("trust@elsewhere.example", ""),
        ("Trust@Elsewhere.example", ""),
        ("clerk@alderbrook.example", "not written to before"),
        (
            "clerk@aldebrrook.example",
            "not alderbrook.example, which it looks like: check each letter",
        ),
        ("clerk@elsewhere.example", "not written to before, and another domain than the school’s"),
    ],
)
def test_a_typed_address_is_looked_at_like_the_others(letter, typed, doubt):
    dialog = letter()
    dialog.whom.others.setText(typed)
    assert dialog.letter.to == (HEAD.email, typed)
    assert dialog.whom.doubtful.get(typed, "") == doubt


def test_what_is_no_address_is_said_at_its_field(letter, press):
    dialog = letter()
    dialog.whom.others.setText("clerk@alderbrook.example, the chair")
    assert not press(dialog)
    assert "“the” is no e-mail address." in dialog.whom.message.sentence


def test_a_message_goes_to_somebody_and_a_draft_may_leave_that_to_the_mail_program(letter, press):
    nobody = Addressees((), frozenset(), frozenset())
    assert not press(letter(known=nobody))
    assert press(letter("", known=nobody))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_no_enter_sends_that_was_not_pressed_on_the_button(qtbot, letter, key):
    dialog = letter()
    asked = []
    dialog.asked.connect(lambda: asked.append(True))
    qtbot.waitUntil(dialog.whom.ticks[0].hasFocus)
    qtbot.keyClick(dialog.whom.ticks[0], key)
    qtbot.keyClick(dialog.subject, key)
    assert asked == []
    qtbot.keyClick(dialog.main, key)
    assert asked == [True]


def test_the_text_says_that_the_pdf_is_locked_for_as_long_as_it_is(letter):
    dialog = letter()
    dialog.lock.tick.click()
    assert WITH_LOCK in dialog.letter.body
    assert dialog.lock.password not in dialog.letter.body
    dialog.lock.tick.click()
    assert dialog.letter.body.strip() == LETTER.body


def test_the_password_stays_in_sight_when_a_second_look_is_asked_for(qtbot, over_window, press):
    dialog = LetterDialog(LETTER, KNOWN, "note.pdf", sender=SENDER)
    dialog.open_over(over_window(1366, 560))
    dialog.whom.ticks[1].click()
    dialog.lock.tick.click()
    qtbot.waitUntil(lambda: not dialog.lock.shown.visibleRegion().isEmpty())
    dialog._scroll.verticalScrollBar().setValue(0)
    assert dialog.lock.shown.visibleRegion().isEmpty()
    assert not press(dialog)
    qtbot.waitUntil(lambda: not dialog.lock.shown.visibleRegion().isEmpty())


def test_the_password_is_made_when_it_is_wanted_and_stays_the_same(qtbot, letter):
    dialog = letter()
    assert dialog.lock.password == ""
    dialog.lock.tick.click()
    password = dialog.lock.password
    assert len(password.replace("-", "")) == 12
    qtbot.waitUntil(lambda: not dialog.lock.shown.visibleRegion().isEmpty())
    dialog.lock.tick.click()
    assert dialog.lock.password == ""
    dialog.lock.tick.click()
    assert dialog.lock.password == password
