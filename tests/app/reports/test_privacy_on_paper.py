"""What must never be printed is in no byte of the document."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports import document_for, render_pdf
from app.reports.content.small_groups import FEWER, guarded, joined_groups, part_in_words
from tests import builders_audits as a
from tests import builders_documents as b


def everything_in(pdf):
    """The words, and every string and stream of the file unpacked."""
    import io

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        parts = [repr(item) for item in opened.objects]
        parts += [
            item.read_bytes().decode("latin-1")
            for item in opened.objects
            if isinstance(item, pikepdf.Stream)
        ]
    return b.text_of(pdf) + "".join(parts)


def printed_with(section):
    return everything_in(render_pdf(document_for(b.with_section(b.visit(), section))))


@pytest.mark.parametrize("make", [b.visit, a.audit])
@pytest.mark.parametrize("school_copy", [False, True])
def test_private_notes_and_safeguarding_are_in_no_byte(make, school_copy):
    found = everything_in(render_pdf(document_for(make(), school_copy=school_copy)))
    assert "CANARY" not in found


@pytest.mark.parametrize("mark", ["true", "yes", "TRUE", " Yes "])
def test_an_answer_marked_private_anywhere_is_not_printed(mark):
    section = b.group("teaching", b.answer("T9", "CANARYMARK", private=mark))
    assert "CANARYMARK" not in everything_in(
        render_pdf(document_for(b.with_section(b.visit(), section)))
    )


def test_a_private_group_is_left_out_with_all_that_is_in_it():
    inner = b.group("inner", b.answer("note", "CANARYGROUP"), label="CANARYLABEL", private="yes")
    section = b.group("teaching", inner, label="Teaching")
    assert "CANARY" not in everything_in(
        render_pdf(document_for(b.with_section(b.visit(), section)))
    )


def coded(**options):
    section = b.group("teaching", b.answer("T9", "ZQX07 could explain; zqx07, too. Not ZQX071."))
    snapshot = b.visit(
        pupils=tuple(b.pupil(f"ZQX{n:02}") for n in range(1, 13)),
        actions=(b.action(1, what="Sit with ZQX03"),),
    )
    return everything_in(render_pdf(document_for(b.with_section(snapshot, section), **options)))


def test_pupil_codes_are_printed_in_no_copy_but_the_schools_own():
    found = coded()
    assert "ZQX07 " not in found
    assert "zqx07" not in found
    assert "ZQX03" not in found
    assert "ZQX071" in found
    assert "ZQX03" in coded(school_copy=True)


@pytest.mark.parametrize("code", ["P07", "Y4-12", "AB12", "K123b", "R-03"])
def test_what_looks_like_a_code_is_withheld_though_no_list_has_it(code):
    section = b.group("teaching", b.answer("T9", f"Sit with {code}, please."))
    text = b.text_of(render_pdf(document_for(b.with_section(b.visit(pupils=()), section))))
    assert "Sit with [pupil code], please." in " ".join(text.split())


@pytest.mark.parametrize(
    "words", ["Y10", "Y7-11", "KS2", "x100", "Q12", "p12", "4B", "QFT10", "Y6/Y7", "A4", "2026"]
)
def test_years_pages_and_factors_are_no_codes(words):
    section = b.group("teaching", b.answer("T9", f"Look at {words} there."))
    text = b.text_of(render_pdf(document_for(b.with_section(b.visit(pupils=()), section))))
    assert f"Look at {words} there." in text


def test_a_code_that_a_pupil_once_had_is_withheld_from_every_copy_but_the_schools():
    section = b.group("teaching", b.answer("T9", "Sit with 9a, please."))
    snapshot = b.with_section(b.visit(codes=("9A",)), section)
    assert "Sit with 9a" not in b.text_of(render_pdf(document_for(snapshot)))
    assert "Sit with 9a" in b.text_of(render_pdf(document_for(snapshot, school_copy=True)))


def test_names_of_people_met_are_printed_only_where_given():
    people = ({"role": "Headteacher", "name": ""}, {"role": "Governor", "name": "A. Governor"})
    text = b.text_of(render_pdf(document_for(b.visit(people=people))))
    assert "Headteacher; Governor, A. Governor" in text


def test_fewer_than_six_focus_pupils_are_not_counted():
    snapshot = b.visit(pupils=tuple(b.pupil(f"P{n}") for n in range(5)))
    text = b.text_of(render_pdf(document_for(snapshot)))
    assert f"There are {FEWER} focus pupils" in text


def test_a_small_number_of_pupils_in_an_answer_is_held_back_with_the_next():
    section = b.group(
        "teaching",
        b.answer("n_all", "31", label="Pupils in the class", kind="integer"),
        b.answer("n_met", "28", label="Pupils who met it", kind="integer"),
        b.answer("n_not", "3", label="Pupils who did not", kind="integer"),
    )
    text = b.text_of(render_pdf(document_for(b.with_section(b.visit(), section))))
    assert "Pupils in the class: 31" in text
    assert "Pupils who did not: fewer than 6" in text
    assert "28" not in text


@pytest.mark.parametrize(
    ("kind", "written"),
    [("decimal", "3.0"), ("integer", "+3"), ("text", " 3 "), ("decimal", "3,5")],
)
def test_a_small_number_of_pupils_is_held_back_however_it_is_written(kind, written):
    counted = b.answer("n", written, label="Pupils", kind=kind, pupil_count="yes")
    text = b.text_of(render_pdf(document_for(b.with_section(b.visit(), b.group("seen", counted)))))
    assert "Pupils: fewer than 6" in text


def test_a_number_that_is_no_small_one_stays_as_it_was_written():
    mean = b.answer("n", "26.5", label="Pupils in a class, on average", kind="decimal")
    text = b.text_of(render_pdf(document_for(b.with_section(b.visit(), b.group("seen", mean)))))
    assert "26.5" in text


def test_a_result_without_the_number_of_its_group_is_held_back():
    group = b.group(
        "G",
        b.answer("G_number", "", kind="integer", pupil_count="yes"),
        b.answer("G_end", "33 %", group_result="yes"),
    )
    text = b.text_of(render_pdf(document_for(b.with_section(b.visit(), b.group("seen", group)))))
    assert "33 %" not in text


def test_what_is_said_of_a_group_under_six_is_held_back_with_its_number():
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
    text = b.text_of(render_pdf(document_for(b.with_section(b.visit(), section))))
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


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=6))
def test_one_small_count_never_stands_alone_among_others(counts):
    told = guarded(counts)
    hidden = [name for name in counts if not told[name].isdecimal()]
    assert all(counts[name] >= 6 or name in hidden for name in counts)
    small = [count for count in counts.values() if count < 6]
    if len(small) == 1 and len(counts) > 2:
        assert len(hidden) == 2
