"""What an audit comes to: a photo in a prompt and in the PDF, the profile, a thread."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter

from ui.paper.pages_view import PagesView
from ui.questions.photo import PhotoEditor
from ui.tour import eyes, files, in_record, script, writing
from ui.tour.guide import Guide
from ui.tour.waiting import TourError

_PROMPT = "QA4"
_SIDE, _GAP, _COUNTS = 110, 30, 10  # pixels of a square and beside it; squares in the line
_COUNTED, _REST = "#c2571a", "#f3d9c6"
_COUNTED_ONES = 7  # of the squares, as the caption says
_ALIKE = 24  # of 255: how far the colour may be off where a page is drawn smaller
_MOST_PAGES = 12


def add_photo(guide: Guide) -> None:
    """A picture of a display, which the tour draws, added to a prompt with its caption."""
    path = guide.stage.place / "number line display.png"
    draw_display(path)
    in_record.go_to(guide, _PROMPT)
    photo = eyes.named(PhotoEditor, within=in_record.block(guide, f"{_PROMPT}_photo"))
    guide.hands.press("Agreed with the school", photo)
    files.choose_file(guide, lambda: guide.hands.click(photo.empty.choose), path)
    guide.hands.waiting.until(lambda: photo.answer.image is not None, "the photo")
    guide.stage.until_rest()
    assert photo.filled is not None
    guide.hands.click(photo.filled.caption)
    guide.hands.type(script.CAPTION)
    writing.until_saved(guide)
    guide.show("photo", "A photo of a display, kept encrypted with its record, and its caption.")


def see_photo_printed(guide: Guide) -> None:
    """The page of the PDF that has the photo on it."""
    guide.hands.key("Ctrl+P")
    guide.hands.press("Preview PDF")
    guide.hands.until_says("Close")
    pages = eyes.named(PagesView)
    for _page in range(_MOST_PAGES):
        guide.stage.until_rest()
        if _has_display(pages):
            break
        guide.hands.key("PgDown")
    else:
        raise TourError("no page of the PDF shows the photo")
    guide.show("photo-printed", "The page of the PDF with the photo and its caption.")
    guide.hands.press("Close")
    guide.hands.key("Esc")


def show_profile(guide: Guide) -> None:
    """The profile: the middle level of each component and phase; then a thread's page."""
    guide.hands.press("Audit profile")
    guide.hands.until_says("Not an inspection grade")
    guide.show("audit-profile", "The profile of the audit; what was not looked at never counts.")
    guide.hands.key("Ctrl+2")
    guide.show("audit-thread", "Every prompt that bears on disadvantaged pupils, on one page.")


def draw_display(path: object) -> None:
    """Draw a number line of squares, some of them counted."""
    width = _COUNTS * (_SIDE + _GAP) + _GAP
    picture = QImage(width, _SIDE * 4, QImage.Format.Format_RGB32)
    picture.fill(QColor("#fbf7ef"))
    painter = QPainter(picture)
    for at in range(_COUNTS):
        colour = QColor(_COUNTED if at < _COUNTED_ONES else _REST)
        painter.fillRect(_GAP + at * (_SIDE + _GAP), _SIDE * 3 // 2, _SIDE, _SIDE, colour)
    painter.fillRect(0, _SIDE * 3, width, 8, QColor("#3f4a4d"))
    painter.end()
    picture.save(str(path))


def _has_display(pages: PagesView) -> bool:
    """Whether the page on show has the colour of the squares that are counted."""
    wanted, picture = QColor(_COUNTED), pages.page.pixmap().toImage()
    return any(
        _near(picture.pixelColor(x, y), wanted)
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    )


def _near(one: QColor, other: QColor) -> bool:
    apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return max(map(abs, apart)) < _ALIKE
