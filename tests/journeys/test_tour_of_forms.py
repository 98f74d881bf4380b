"""The parts of the tour about writing and about forms of one's own, each made by itself."""

from __future__ import annotations

import pytest

from app.usecases.shipped_forms import shipped_forms
from tests.builders_tour import blank_pictures, make_tour, names
from ui.tour import PARTS, chapters
from ui.tour.every_form import ENTRIES

PICTURES = (
    "use-again",
    "search-earlier",
    "spelling",
    "phrases",
    "writing-fast",
    "forms",
    "form-mistakes",
    "form-preview",
    "form-trial",
    "form-imported",
    "own-form",
    "newer-version",
    "moved",
)
FILLED_IN_OTHER_PARTS = {"visit_2", "visit_3", "maths_audit"}


@pytest.mark.slow
def test_parts_of_the_tour_are_made_by_themselves_from_the_sample(tmp_path):
    home, places = tmp_path / "home", tmp_path / "temporary"
    for folder in (home, places):
        folder.mkdir()
    tour = make_tour(tmp_path / "tour", home, places, ("forms", "notes"))

    assert tuple(names(tour)) == PICTURES
    assert blank_pictures(tour) == []
    assert list(home.iterdir()) == []
    assert list(places.iterdir()) == []


def test_a_part_that_there_is_not_is_named_and_so_are_those_there_are(capsys):
    from ui.main import main

    with pytest.raises(SystemExit):
        main(["tour", "somewhere", "holiday"])

    told = capsys.readouterr().err
    assert "no part “holiday”" in told
    assert all(part in told for part in PARTS)


def test_every_part_that_can_be_asked_for_has_chapters():
    assert tuple(chapters.PARTS) == PARTS


def test_every_built_in_form_is_filled_in_somewhere_in_the_tour():
    assert {*ENTRIES, *FILLED_IN_OTHER_PARTS} == {*shipped_forms()}
