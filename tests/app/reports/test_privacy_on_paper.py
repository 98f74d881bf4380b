"""What must never be printed is in no byte of the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports import document_for
from app.reports.content.small_groups import FEWER, joined_groups, part_in_words
from tests import builders_audits as a
from tests import builders_documents as b
from tests.builders_formats import FORMATS, everything_in, text_in, written
from tests.builders_pictures import a_photo


@pytest.fixture(params=FORMATS)
def kind(request):
    """What the document is made as."""
    return request.param


@pytest.fixture
def all_of(kind):
    """All that is in the file of a record: words, names, properties and streams."""

    def found(snapshot, pictures=lambda _name: None, **options):
        return everything_in(kind, written(kind, document_for(snapshot, **options), pictures))

    return found


@pytest.fixture
def told(kind):
    """The words of a record's document, in one line."""

    def read(snapshot, **options):
        text = text_in(kind, written(kind, document_for(snapshot, **options)))
        return " ".join(text.split())

    return read


def with_answers(*answers, **changes):
    return b.with_section(b.visit(**changes), b.group("teaching", *answers))


@pytest.mark.parametrize("make", [b.visit, a.audit])
@pytest.mark.parametrize("school_copy", [False, True])
def test_private_notes_and_safeguarding_are_in_no_byte(all_of, make, school_copy):
    assert "CANARY" not in all_of(make(), school_copy=school_copy)


@pytest.mark.parametrize("mark", ["true", "yes", "TRUE", " Yes "])
def test_an_answer_marked_private_anywhere_is_not_printed(all_of, mark):
    snapshot = with_answers(b.answer("T9", "CANARYMARK", private=mark))
    assert "CANARYMARK" not in all_of(snapshot)


def test_no_file_tells_who_made_it_where_or_from_which_files(all_of, monkeypatch, tmp_path):
    for name in ("USER", "LOGNAME", "USERNAME", "COMPUTERNAME", "HOSTNAME"):
        monkeypatch.setenv(name, "CANARYUSER")
    folder = tmp_path / "CANARYFOLDER"
    folder.mkdir()
    monkeypatch.chdir(folder)
    extra = {"photo": "CANARYPHOTO", "file_name": "CANARYFILE.jpg"}
    wall = b.answer("wall", "A", kind="image", value="CANARYFILE.jpg", extra=extra)
    own = {"photo": "own", "file_name": "own.jpg"}
    hidden = b.answer("own", "CANARYCAPTION", kind="image", value="x", extra=own, private="yes")
    asked = []

    def picture(name):
        asked.append(name)
        return a_photo(40, 30, exif=False)

    assert "CANARY" not in all_of(with_answers(wall, hidden), picture)
    assert asked == ["CANARYPHOTO"]


def test_a_private_group_is_left_out_with_all_that_is_in_it(all_of):
    inner = b.group("inner", b.answer("note", "CANARYGROUP"), label="CANARYLABEL", private="yes")
    section = b.group("teaching", inner, label="Teaching")
    assert "CANARY" not in all_of(b.with_section(b.visit(), section))


def a_coded_visit():
    section = b.group("teaching", b.answer("T9", "ZQX07 could explain; zqx07, too. Not ZQX071."))
    snapshot = b.visit(
        pupils=tuple(b.pupil(f"ZQX{n:02}") for n in range(1, 13)),
        actions=(b.action(1, what="Sit with ZQX03"),),
    )
    return b.with_section(snapshot, section)


def test_pupil_codes_are_printed_in_no_copy_but_the_schools_own(all_of):
    found = all_of(a_coded_visit())
    assert "ZQX07 " not in found
    assert "zqx07" not in found
    assert "ZQX03" not in found
    assert "ZQX071" in found
    assert "ZQX03" in all_of(a_coded_visit(), school_copy=True)


@pytest.mark.parametrize("code", ["P07", "Y4-12", "AB12", "K123b", "R-03"])
def test_what_looks_like_a_code_is_withheld_though_no_list_has_it(told, code):
    section = b.group("teaching", b.answer("T9", f"Sit with {code}, please."))
    text = told(b.with_section(b.visit(pupils=()), section))
    assert "Sit with [pupil code], please." in text


@pytest.mark.parametrize("unseen", ["\u200b", "\N{SOFT HYPHEN}", "\u2060", "\ufe0f", "\x07"])
def test_a_code_with_an_unseen_character_in_it_is_withheld(told, unseen):
    typed = f"Sit with P{unseen}07, then with Zed{unseen}9x.\nA second line."
    section = b.group("teaching", b.answer("T9", typed))
    text = told(b.with_section(b.visit(codes=("Zed9x",)), section))
    assert "P07" not in text
    assert "Zed9x" not in text
    assert "A second line." in text


@pytest.mark.parametrize("code", ["P07", "Zed9x"])
def test_a_code_that_was_filled_into_a_label_is_withheld(told, code):
    asked = b.answer("T9", "A tens frame", label=f"What helps {code} most?")
    row = b.group("seen", b.answer("T8", "Counts in tens"), label=f"Of {code}", row="r1")
    section = b.group("others", asked, row, label=f"About {code}")
    text = told(b.with_section(b.visit(codes=("Zed9x",)), section))
    assert code not in text
    assert "What helps [pupil code] most?" in text


@pytest.mark.parametrize(
    "words", ["Y10", "Y7-11", "KS2", "x100", "Q12", "p12", "4B", "QFT10", "Y6/Y7", "A4", "2026"]
)
def test_years_pages_and_factors_are_no_codes(told, words):
    section = b.group("teaching", b.answer("T9", f"Look at {words} there."))
    text = told(b.with_section(b.visit(pupils=()), section))
    assert f"Look at {words} there." in text


def test_a_code_that_a_pupil_once_had_is_withheld_from_every_copy_but_the_schools(told):
    section = b.group("teaching", b.answer("T9", "Sit with 9a, please."))
    snapshot = b.with_section(b.visit(codes=("9A",)), section)
    assert "Sit with 9a" not in told(snapshot)
    assert "Sit with 9a" in told(snapshot, school_copy=True)


def test_names_of_people_met_are_printed_only_where_given(told):
    people = ({"role": "Headteacher", "name": ""}, {"role": "Governor", "name": "A. Governor"})
    text = told(b.visit(people=people))
    assert "Headteacher; Governor, A. Governor" in text


def test_fewer_than_six_focus_pupils_are_not_counted(told):
    snapshot = b.visit(pupils=tuple(b.pupil(f"P{n}") for n in range(5)))
    text = told(snapshot)
    assert f"There are {FEWER} focus pupils" in text


def test_a_small_number_of_pupils_in_an_answer_is_held_back_with_the_next(told):
    section = b.group(
        "teaching",
        b.answer("n_all", "31", label="Pupils in the class", kind="integer"),
        b.answer("n_met", "28", label="Pupils who met it", kind="integer"),
        b.answer("n_not", "3", label="Pupils who did not", kind="integer"),
    )
    text = told(b.with_section(b.visit(), section))
    assert "Pupils in the class: 31" in text
    assert "Pupils who did not: fewer than 6" in text
    assert "28" not in text


def test_a_part_that_leaves_a_small_rest_is_held_back_though_no_count_is_small(told):
    section = b.group(
        "changed",
        b.answer("pupils_in_all", "18", label="Focus pupils in all", kind="integer"),
        b.answer("pupils_met", "16", label="Focus pupils who met their target", kind="integer"),
    )
    text = told(b.with_section(b.visit(), section))
    assert "Focus pupils in all: 18" in text
    assert "who met their target: held back" in text


def test_the_sizes_of_classes_seen_are_no_parts_of_each_other(told):
    def row(at, number):
        counted = b.answer("class_pupils", number, kind="integer", pupil_count="yes")
        return b.group("classes_seen", counted, row=at)

    section = b.group("classes", row("r1", "28"), row("r2", "29"))
    text = told(b.with_section(b.visit(), section))
    assert "28" in text
    assert "29" in text
    assert "held back" not in text


def test_a_group_with_results_is_taken_for_a_part_of_another(told):
    def row(at, name, number):
        return b.group(
            "A_groups",
            b.answer("A_group", name),
            b.answer("A_number", number, label="Pupils", kind="integer", pupil_count="yes"),
            b.answer("A_end", "61 %", group_result="yes"),
            row=at,
        )

    rows = (row("r1", "Year 3", "84"), row("r2", "Year 3 others", "82"))
    text = told(b.with_section(b.visit(), b.group("looked_at", *rows)))
    assert "84" in text
    assert "82" not in text


@pytest.mark.parametrize(
    ("answered", "entered"),
    [("decimal", "3.0"), ("integer", "+3"), ("text", " 3 "), ("decimal", "3,5")],
)
def test_a_small_number_of_pupils_is_held_back_however_it_is_written(told, answered, entered):
    counted = b.answer("n", entered, label="Pupils", kind=answered, pupil_count="yes")
    text = told(b.with_section(b.visit(), b.group("seen", counted)))
    assert "Pupils: fewer than 6" in text


def test_a_number_that_is_no_small_one_stays_as_it_was_written(told):
    mean = b.answer("n", "26.5", label="Pupils in a class, on average", kind="decimal")
    text = told(b.with_section(b.visit(), b.group("seen", mean)))
    assert "26.5" in text


def test_a_result_without_the_number_of_its_group_is_held_back(told):
    group = b.group(
        "G",
        b.answer("G_number", "", kind="integer", pupil_count="yes"),
        b.answer("G_end", "33 %", group_result="yes"),
    )
    text = told(b.with_section(b.visit(), b.group("seen", group)))
    assert "33 %" not in text


def test_what_is_said_of_a_group_under_six_is_held_back_with_its_number(told):
    def row(at, name, number, result):
        return b.group(
            "G",
            b.answer("G_group", name),
            b.answer("G_number", number, kind="integer", pupil_count="yes"),
            b.answer("G_end", result, group_result="yes"),
            b.answer("G_helped", f"Talk helped in {name}"),
            row=at,
        )

    section = b.group(
        "threads", row("r1", "Year 4", "12", "61 %"), row("r2", "Year 5", "3", "33 %")
    )
    text = told(b.with_section(b.visit(), section))
    assert "61 %" in text
    assert "33 %" not in text
    assert "Talk helped in Year 5" in text


COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=5)


@given(COUNTS)
def test_joined_groups_hold_every_pupil_and_none_is_small(counts):
    groups = joined_groups([(str(place), count) for place, count in enumerate(counts)])
    assert all(count >= 6 for _, count in groups)
    assert sum(count for _, count in groups) == (sum(counts) if sum(counts) >= 6 else 0)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_part_never_tells_of_a_small_part_or_rest(count, rest):
    told = part_in_words(count, count + rest)
    if told.isdecimal():
        assert count >= 6
        assert rest >= 6
