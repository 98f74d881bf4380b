"""A document's pages as pictures."""

from __future__ import annotations

import pytest

from app.reports.preview import MOST_PIXELS, page_picture, page_sizes
from app.usecases.documents import blank_document


@pytest.fixture(scope="module")
def pdf():
    return blank_document()


def test_every_page_has_the_size_of_a4(pdf):
    sizes = page_sizes(pdf)
    assert sizes
    assert {(round(size.width), round(size.height)) for size in sizes} == {(595, 842)}


def test_a_picture_is_as_wide_as_asked_with_white_paper_and_dark_words(pdf):
    picture = page_picture(pdf, 1, 300)
    assert picture.width == 300
    assert 420 <= picture.height <= 428
    assert len(picture.pixels) == picture.stride * picture.height
    reds = picture.pixels[::4]
    assert max(reds) == 255
    assert min(reds) < 80


def test_no_picture_is_larger_than_memory_bears(pdf):
    assert page_picture(pdf, 1, 10**6).width <= MOST_PIXELS + 1
