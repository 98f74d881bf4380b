"""What the header of a record says about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.usecases.opened import open_record
from ui.screens.record.words import about


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ("2026112101", "form of 21 Nov 2026"),
        ("20261121", "form of 21 Nov 2026"),
        ("3", "form version 3"),
        ("2026992101", "form version 2026992101"),
    ],
)
def test_a_form_is_told_by_its_day_where_its_version_begins_with_one(app, audit, version, words):
    opened = open_record(app, audit)
    opened = replace(opened, record=replace(opened.record, form_version=version))
    assert about(opened).split(" · ")[-1] == words
