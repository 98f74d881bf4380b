"""Pictures beside questions and choices, and words with their author's emphasis."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.forms.definition import QuestionKind
from tests.builders_forms import session
from ui.questions.block import QuestionBlock
from ui.questions.making import Asking
from ui.questions.pictures import picture_of

TEXTS = """<itext><translation lang="en">
<text id="look"><value>Look at **this**</value><value form="image">jr://images/desk.png</value></text>
<text id="red"><value>Red</value><value form="image">jr://images/red.png</value></text>
<text id="blue"><value>Blue</value></text></translation></itext>"""
BODY = """<select1 ref="/data/q"><label ref="jr:itext('look')"/>
<item><label ref="jr:itext('red')"/><value>red</value></item>
<item><label ref="jr:itext('blue')"/><value>blue</value></item></select1>"""


def png(width=40, height=30):
    kept = BytesIO()
    Image.new("RGB", (width, height), "red").save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def block(qtbot):
    """The question of the form above, with these pictures."""

    def make(pictures):
        live = session("<q/>", "", BODY, itext=TEXTS)
        question = next(iter(live.definition.questions()))
        assert question.kind is QuestionKind.SELECT_ONE
        made = QuestionBlock(
            Asking(live, question, "/data/q", lambda: date(2026, 1, 20)), pictures=pictures
        )
        qtbot.addWidget(made)
        return made

    return make


def pictured(block):
    return [
        label.accessibleName()
        for label in block.findChildren(QLabel)
        if not label.pixmap().isNull() and label.accessibleName().startswith("Picture")
    ]


def test_a_question_and_its_choices_show_their_pictures(block):
    made = block({"desk.png": png(), "red.png": png()})
    assert pictured(made) == ["Picture: Look at this", "Picture: Red"]


def test_a_picture_that_is_not_there_leaves_the_words(block):
    made = block({})
    assert pictured(made) == []
    assert made.label.accessibleName() == "Look at this"


def test_emphasis_is_shown_and_the_plain_words_are_read_out(block):
    made = block({})
    assert made.label.textFormat() is Qt.TextFormat.RichText
    assert made.label.text() == "Look at <b>this</b>"


@pytest.mark.parametrize("content", [b"", b"no picture", None])
def test_what_is_no_picture_is_not_shown(qapp, content):
    assert picture_of(content) is None


def test_a_picture_that_claims_to_be_huge_is_not_unpacked(qapp):
    kept = BytesIO()
    Image.new("1", (5_000, 5_000)).save(kept, "PNG")
    assert picture_of(kept.getvalue()) is None
