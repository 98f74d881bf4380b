"""The paper says at what stage its version stands, and what a corrected one says differently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.follow_through import Stage, Standing
from app.reports import document_for, render_pdf
from tests import builders_audits as a
from tests import builders_documents as b
from tests.builders_kinds import launch, record

DAY = date(2026, 2, 3)
HEAD = {"role": "Headteacher", "on": DAY}


def printed(snapshot, standing, **options):
    pdf = render_pdf(document_for(snapshot, standing=standing, **options))
    return " ".join(b.text_of(pdf).split())


@pytest.mark.parametrize("make", [b.visit, a.audit])
@pytest.mark.parametrize(
    ("standing", "title", "told"),
    [
        (Standing(), "Draft for accuracy check, version 1", "Please reply by"),
        (
            Standing(Stage.SENT, reply_by=DAY),
            "Draft for accuracy check, version 1",
            "Please reply by Tue 3 February 2026.",
        ),
        (
            Standing(Stage.ACCURATE, answer=Stage.ACCURATE, **HEAD),
            "Agreed as accurate, version 1",
            "Agreed as accurate by Headteacher on Tue 3 February 2026.",
        ),
        (
            Standing(Stage.FINAL, answer=Stage.NO_ANSWER, on=DAY),
            "Final, version 1",
            "No reply by Tue 3 February 2026: treated as accurate.",
        ),
        (
            Standing(Stage.ARCHIVED, answer=Stage.ACCURATE, **HEAD),
            "Final, version 1",
            "Agreed as accurate by Headteacher",
        ),
        (
            Standing(Stage.CORRECTION, answer=Stage.CORRECTION, **HEAD),
            "Draft, correction asked for, version 1",
            "A correction was asked for by Headteacher",
        ),
    ],
)
def test_a_document_says_the_truth_of_its_stage(make, standing, title, told):
    text = printed(make(), standing)
    assert title in text
    assert told in text
    assert ("Please correct" in text) is (standing.answer is None)


def test_the_day_it_was_sent_stands_in_place_of_the_day_it_was_due():
    assert "Due by" in printed(b.visit(), Standing())
    text = printed(b.visit(), Standing(Stage.SENT, sent=date(2026, 1, 21)))
    assert "Due by" not in text
    assert "Sent for accuracy check Headteacher 21 January 2026" in text


def corrected(**changes):
    return Standing(before=b.visit()), b.visit(revision=2, **changes)


def with_summary(words):
    return b.with_section(
        b.visit(revision=2), b.group("summary", b.answer("summary", words), label="Summary")
    )


def test_a_first_version_says_nothing_of_changes():
    assert "Changed since" not in printed(b.visit(), Standing())


def test_a_corrected_version_lists_what_reads_differently_with_its_words_before_and_now():
    after = with_summary("Bar models are part of daily maths in Years 3 and 4.")
    text = printed(after, Standing(before=b.visit()))
    assert "Changed since version 1" in text
    assert "Summary: was “Bar models are now part of daily maths in Year 4" in text
    assert "now “Bar models are part of daily maths in Years 3 and 4.”" in text
    assert text.count("was “") == 1


def test_an_agreed_action_that_changed_is_told_and_one_that_did_not_is_not():
    actions = list(b.visit().actions)
    actions[1] = {**actions[1], "by": "2026-03-27"}
    text = printed(*reversed(corrected(actions=tuple(actions))))
    assert "Agreed action 2: was" in text
    assert "Agreed action 1: was" not in text


def test_what_was_looked_at_says_what_it_was_and_what_it_is_now():
    before = b.visit()
    row = {**before.evidence[0], "source": "Books", "where": "Year 4", "count": "3", "seen": "Old."}
    now = replace(before, revision=2, evidence=({**row, "count": "5", "seen": "New words."},))
    text = printed(now, Standing(before=replace(before, evidence=(row,))))
    assert "was “Year 4; books (3); Old.”, now “Year 4; books (5); New words.”" in text
    assert "looked at: changed" not in text


def test_how_many_pupils_were_talked_with_is_in_no_change_of_a_row():
    before = b.visit()
    row = {**before.evidence[0], "source": "Talk with pupils", "count": "9", "seen": "Old."}
    now = replace(before, revision=2, evidence=({**row, "count": "7", "seen": "New."},))
    text = printed(now, Standing(before=replace(before, evidence=(row,))))
    assert "Talk with pupils; Old." in text
    assert "(9)" not in text


def test_what_became_of_an_earlier_action_is_told_where_it_changed():
    rows = list(b.visit().earlier)
    rows[0] = {**rows[0], "status": "Changed status", "seen": "Seen otherwise"}
    text = printed(*reversed(corrected(earlier=tuple(rows))))
    assert "Earlier action 1: was" in text
    assert "Changed status; Seen otherwise" in text
    assert "Earlier action 2: was" not in text


def test_a_printed_fact_that_changed_is_told():
    facts = {**b.visit().facts, "date": "2026-01-21", "contact": "another office"}
    text = printed(*reversed(corrected(facts=facts)))
    assert "Date: was “Tue 20 January 2026" in text
    assert "now “Wed 21 January 2026" in text
    assert "now “Contact: another office”" in text
    assert "School: was" not in text


def test_focus_pupils_are_told_to_have_changed_without_numbers():
    text = printed(*reversed(corrected(pupils=b.visit().pupils[:8])))
    assert "Focus pupils: changed." in text
    assert "no answer reads differently" not in text


def test_an_answer_that_is_new_was_blank_and_one_that_is_gone_is_blank_now():
    before = b.with_section(b.visit(), b.group("more", b.answer("old", "Gone"), label="More"))
    after = b.with_section(
        b.visit(revision=2), b.group("more", b.answer("new", "Come"), label="More")
    )
    text = printed(after, Standing(before=before))
    assert "New: was blank, now “Come”." in text
    assert "Old: was “Gone”, now blank." in text


def test_a_revision_in_which_nothing_changed_says_so():
    assert "no answer reads differently." in printed(
        b.visit(revision=2), Standing(before=b.visit())
    )


def test_an_audit_that_was_corrected_says_so_too():
    after = replace(a.audit(), revision=2, actions=())
    assert "Changed since version 1" in printed(after, Standing(before=a.audit()))


def test_a_launch_record_that_was_corrected_says_so_too():
    before = launch()
    after = replace(before, revision=2, actions=before.actions[:1])
    assert "Agreed action 2: was" in printed(after, Standing(before=before))


def an_own_form(*panels, **changes):
    about = b.group("about", b.answer("seen", changes.pop("seen", "Counting")), *panels)
    return record("own_walk", "School walk: our own", about, actions=(b.action(1),), **changes)


def test_an_own_form_that_agrees_actions_asks_for_the_schools_check():
    snapshot = an_own_form(b.panel("actions"))
    text = printed(snapshot, Standing(Stage.SENT, reply_by=DAY))
    assert "Draft for accuracy check, version 1" in text
    assert "Please reply by Tue 3 February 2026." in text
    assert "Sign-off" in text
    after = an_own_form(b.panel("actions"), seen="Adding", revision=2)
    assert "Seen: was “Counting”, now “Adding”." in printed(after, Standing(before=snapshot))


def test_an_own_form_without_agreed_actions_asks_for_no_check():
    text = printed(an_own_form(), Standing(Stage.SENT, reply_by=DAY))
    assert "Version 1" in text
    assert "Please reply" not in text


def test_long_words_are_shortened_and_many_changes_are_counted():
    before = b.group("more", *(b.answer(f"q{n}", "a" * 400) for n in range(60)), label="More")
    after = b.group("more", *(b.answer(f"q{n}", "b" * 400) for n in range(60)), label="More")
    blocks = document_for(
        b.with_section(b.visit(revision=2), after),
        standing=Standing(before=b.with_section(b.visit(), before)),
    ).blocks
    lists = [each for each in blocks if type(each).__name__ == "BulletList"]
    assert len(lists[0].items) == 40
    assert all(len("".join(run.text for run in item)) < 500 for item in lists[0].items)
    text = " ".join(str(block) for block in blocks)
    assert "And 20 more." in text


def test_what_is_private_is_not_told_as_a_change():
    after = b.with_section(
        b.visit(revision=2),
        b.group(
            "private",
            b.answer("private_note", "CANARYNEW", private="true"),
            b.answer("safeguarding", "no", kind="select_one"),
            label="Private",
        ),
    )
    text = printed(after, Standing(before=b.visit()))
    assert "CANARY" not in text
    assert "no answer reads differently." in text


def test_a_pupils_code_is_withheld_in_the_words_before_too():
    before = b.with_section(b.visit(pupils=()), b.group("more", b.answer("x", "zeta9 sat well")))
    after = replace(before, revision=2, codes=("zeta9",))
    after = b.with_section(after, b.group("more", b.answer("x", "All sat well")))
    text = printed(after, Standing(before=before))
    assert "zeta9" not in text
    assert "[pupil code] sat well" in text
    assert "zeta9" in printed(after, Standing(before=before), school_copy=True)
