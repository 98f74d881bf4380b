"""Every record with a document of its own: its order, and what it says only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.reports import document_for, render_pdf
from app.reports.content.agreement import agreement, is_agreed, pounds
from app.reports.content.deployment_log import deployment_log
from app.reports.content.pupil_list import pupil_list
from tests import builders_documents as b
from tests import builders_kinds as k
from tests.builders import a_school

TODAY = date(2026, 1, 20)


def told(document):
    return " ".join(b.text_of(render_pdf(document)).split())


def printed(snapshot):
    return told(document_for(snapshot))


def in_order(text, *parts):
    places = [text.index(part) for part in parts]
    assert places == sorted(places), dict(zip(parts, places, strict=True))


def test_a_launch_record_goes_from_who_came_to_the_schools_check():
    in_order(
        printed(k.launch()),
        *("Launch record", "Who came, and what for", "Summary", "Where to start"),
        *("The next thirty working days", "For visit 1", "Confidence before", "The day itself"),
        "School’s comment and accuracy check",
    )


def test_a_launch_record_says_who_came_by_role_and_how_confident_each_was():
    text = printed(k.launch())
    assert "Headteacher Part of the day" in text
    assert "Subject leader Sent someone else Deputy headteacher" in text
    assert text.count("Setting targets Confident Not yet confident") == 1
    assert "Date of visit 1: Tue 10 February 2026." in text
    assert "Toolkit handed over: copy 17." in text


def test_visits_to_several_classes_begin_at_a_glance_and_say_each_thing_once():
    text = printed(k.lessons())
    in_order(text, "At a glance", "Year 3 maths set", "STEP1", "STEP2", "STEP3")
    assert [text.count(f"{word}2") for word in ("STRENGTH", "QUESTION", "STEP")] == [1, 1, 1]


def test_a_visit_to_one_class_needs_no_glance_and_loses_nothing():
    text = printed(k.lessons(1))
    assert "At a glance" not in text
    assert all(word in text for word in ("STRENGTH1", "QUESTION1", "STEP1", "One teacher"))


def test_an_early_years_visit_has_the_next_prompt_in_place_of_a_question():
    text = printed(k.lessons(2, "lesson_visit_early_years"))
    assert "Next prompt" in text
    assert "Question to the teacher" not in text


def test_a_book_look_puts_the_message_for_teachers_first_and_levels_in_words():
    text = printed(k.books())
    in_order(text, "Follow one error to the next page.", "Which books", "What the books show")
    assert "Can a sequence be seen? 3 Secure Weeks build on weeks." in text
    assert "They are not inspection grades" in text


def test_a_talk_with_pupils_says_first_what_it_tells_and_skips_what_was_not_asked():
    text = printed(k.voice())
    in_order(text, "What it tells us", "Most draw first.", "What pupils said", "Ask a friend")
    assert "when you get it wrong" not in text


@pytest.mark.parametrize("make", [k.lessons, k.books, k.voice])
def test_what_is_for_the_team_says_so_at_the_top_of_every_page(make):
    document = document_for(make())
    assert document.mark == "For the project team"
    assert "For the project team. The school is not sent this." in told(document)
    assert "Confidential" not in told(document)


def log(*visits):
    return deployment_log(visits)


def test_a_deployment_log_tells_every_visit_in_order_with_what_was_used_and_is_left():
    text = told(log(k.deployment(2, "2026-02-10"), k.deployment(1, "2026-01-20")))
    in_order(
        text, "Aim and success:", "6 bought, 2 used, 4 left.", "20 Jan 2026 Mod", "10 Feb 2026 Mod"
    )
    in_order(text, "EVIDENCE1", "EVIDENCE2")
    assert "Modelling, Planning" in text
    assert "Class teacher, by 13 Mar." in text
    assert "S900114-DEPLOYMENT.1, revision" in text


def test_a_code_that_one_visit_knows_is_withheld_from_the_log_of_all():
    first = k.deployment(1, "2026-01-20", codes=())
    seen = b.answer("practice_evidence_seen", "With Zed9x and Wun8y")
    about = replace(first.sections[0], items=(*first.sections[0].items, seen))
    sections = (about, *(_without(one, "practice_evidence_seen") for one in first.sections[1:]))
    second = k.deployment(2, "2026-02-10", codes=("Zed9x",), pupils=({"code": "Wun8y"},))
    text = told(log(replace(first, sections=sections), second))
    assert "With [pupil codes]" in text


def _without(section, name):
    return replace(section, items=tuple(one for one in section.items if one.name != name))


def test_each_deployment_of_a_school_has_its_own_part():
    text = told(log(k.deployment(1, "2026-01-20"), k.deployment(1, "2026-02-03", number_of="8")))
    in_order(text, "Deployment 7", "Deployment 8")


def test_the_end_of_a_deployment_is_told_and_its_invoice_is_not():
    text = told(log(k.deployment(6, "2026-06-10", final=True)))
    assert "What changed: IMPACT" in text
    assert "HEADSAYS" in text
    assert "INVOICE" not in text


def test_an_agreement_has_both_lists_the_price_and_room_for_the_signature_that_is_missing():
    text = told(agreement(k.application()))
    in_order(text, "£1,450", "The school commits to", "The head comes to the launch")
    assert "Release for the subject leader" in text
    assert "Westmarch Learning Partnership commits to" in text
    assert "signed on 9 July 2025." in text
    assert "Signed by one side" in text
    assert "Role" in text


def test_an_agreement_never_says_why_the_school_was_chosen():
    text = told(agreement(k.application()))
    assert "WHYCHOSEN" not in text
    assert "SCHOOLREASON" not in text
    assert "-1.4" not in text


@pytest.mark.parametrize("decision", ["waiting_list", "not_this_year"])
def test_without_an_offer_there_is_no_agreement(decision):
    assert not is_agreed(k.application(decision))
    assert is_agreed(k.application())


@pytest.mark.parametrize(
    ("amount", "words"), [("1450", "£1,450"), ("99.5", "£99.50"), ("free", "free"), ("NaN", "NaN")]
)
def test_a_price_is_in_pounds_where_it_is_a_number(amount, words):
    assert pounds(amount) == words


def pupils(count):
    return [b.pupil(f"ZQ{n:02}", starting_point="Counts on") for n in range(1, count + 1)]


def test_the_list_for_the_school_has_every_code_and_says_who_may_have_it():
    document = pupil_list(a_school(), pupils(14), TODAY)
    text = told(document)
    assert all(f"ZQ{n:02}" in text for n in range(1, 15))
    assert document.mark == "For the school alone"
    assert "under the agreement of Thu 11 Sep 2025" in text


def test_a_review_goes_from_the_aims_to_what_stays():
    text = printed(k.review())
    in_order(text, "AIMS", "9 of 12 closed.", "Audit profile before", "Audit profile after")
    in_order(text, "Published result", "-0.4 (-1.5 to +0.7)", "HEADVIEW", "STAYS")


def test_a_review_does_not_tell_how_few_pupils_met_their_target():
    text = printed(k.review())
    assert "Focus pupils who met it: fewer than 6" in text
    assert "Focus pupils in all: 18" in text


def test_a_data_review_begins_with_its_headline_and_withholds_small_groups():
    small = ("Of a few", "SECRETVALUE", "SECRETINTERVAL", "", "5")
    usual = ("Progress score 2024", "-0.4", "-2.3 to 1.5", "0.0", "31")
    text = printed(k.results(usual, small))
    in_order(text, "HEADLINE", "Published key stage 2, 2023 and 2024.", "-0.4")
    assert "SECRET" not in text


def test_a_question_that_a_newer_version_asks_is_printed_by_every_document():
    for make in (k.launch, k.lessons, k.books, k.voice, k.review, k.results):
        snapshot = make()
        for section in snapshot.sections:
            if section.name != "private":
                more = b.answer("brand_new", "NEWLYASKED", label="Something new?")
                changed = b.group(section.name, *section.items, more, label=section.label)
                text = printed(b.with_section(snapshot, changed))
                assert text.count("NEWLYASKED") == 1, (snapshot.form_id, section.name)


def test_rows_of_a_panel_that_a_newer_version_has_are_printed():
    looked = b.group("looked", b.panel("evidence"))
    rows = {"evidence": ({"source": "Books", "where": "Year 4", "count": "6", "seen": "SAWTHIS"},)}
    for make in (k.launch, k.lessons, k.books, k.voice, k.review, k.results):
        assert "SAWTHIS" in printed(b.with_section(make(**rows), looked)), make
