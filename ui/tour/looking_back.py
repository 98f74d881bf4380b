"""Looking back from a later visit: last time's answer used again, earlier records searched."""

from __future__ import annotations

from ui.questions.block import QuestionBlock
from ui.tour import eyes, in_record, writing
from ui.tour.guide import Guide
from ui.tour.waiting import TourError
from ui.widgets.search_box import SearchBox

SCHOOL = "Alderbrook Primary School"
FORM = "Note of visit 3"
_LOOKED_FOR = "bar model"


def begin_later_visit(guide: Guide) -> None:
    """The third visit to the school, begun from anywhere with Ctrl and N."""
    in_record.start_record(guide, SCHOOL, FORM)


def use_again(guide: Guide) -> None:
    """What was written last time stands beneath the question, and can be used again."""
    block = _with_last_time(guide)
    assert block.last is not None
    guide.hands.click(block.last.use)
    writing.until_saved(guide)
    guide.show("use-again", "Last time's answer, put in again with one press, to go on from.")


def search_earlier(guide: Guide) -> None:
    """Words found in all earlier records of this school."""
    guide.hands.click(eyes.named(SearchBox, "Search earlier records"))
    guide.hands.type(_LOOKED_FOR)
    guide.hands.until_says("earlier record")
    guide.show("search-earlier", "Words in everything that was written about this school before.")


def _with_last_time(guide: Guide) -> QuestionBlock:
    """The first text on any page that has an answer of last time to use."""
    while True:
        for block in eyes.visible(QuestionBlock, writing.questions()):
            if block.last is not None and block.editor.is_typed and not block.last.use.isHidden():
                return block
        if not eyes.has_button("Next section", writing.questions()):
            raise TourError("no question has an answer of last time")
        guide.hands.press("Next section", writing.questions())
        guide.stage.until_rest()
