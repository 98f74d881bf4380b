"""The briefing before a visit: one page, whatever the school holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.briefings import BriefedAction, BriefedResult
from app.domain.history import Moment
from app.domain.pupils import PupilStatus
from app.reports import render_pdf
from app.reports.content.briefing import ROOMS, briefing, briefings
from app.reports.one_page import on_one_page
from tests.builders import a_school
from tests.builders_briefings import TODAY, a_briefing, a_visit, an_action
from tests.builders_documents import pages_of, text_of

some = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # each try lays out up to six documents
)


def pages(facts):
    return pages_of(render_pdf(on_one_page(briefings(facts))))


def told(facts):
    (page,) = pages(facts)
    return " ".join(page.split())


def test_the_briefing_says_when_what_for_and_what_to_have_ready():
    page = told(a_briefing())
    assert "Tue 20 Jan 2026, 09:00 to 12:00." in page
    assert "Visit 2 of 4 · December/January window." in page
    assert "Purpose: To check that the October actions are happening" in page
    assert "Asked for last time (S900001-V1): A walk in Years 3 to 6." in page
    assert "Signed Thu 11 Sep 2025" in page


def test_it_is_marked_as_the_advisers_own_and_as_made_from_what_is_known_now():
    page = told(a_briefing())
    assert "For the adviser · page 1 of 1" in page
    assert "not for the school" in page
    assert "As of Fri 16 Jan 2026" in page


def test_the_parts_stand_in_the_order_in_which_they_are_wanted():
    (page,) = pages(a_briefing())
    parts = ("Next visit", "Whom to meet", "Last actions", "Focus pupils", "Key results")
    places = [page.index(f"\n{part}") for part in parts]
    assert places == sorted(places)


def test_an_action_has_its_status_and_an_open_one_that_is_overdue_is_late():
    actions = (
        an_action(1, what="Read six plans", by=date(2026, 1, 15), status=""),
        an_action(2, what="Meet the governors", by=date(2026, 1, 15), status="Done", is_open=False),
        an_action(3, what="Count the books", by=TODAY, status="Partly"),
    )
    page = told(a_briefing(actions=actions))
    assert "Read six plans Maths subject leader 15 Jan No status yet, late" in page
    assert "Meet the governors Maths subject leader 15 Jan Done" in page
    assert "Count the books Maths subject leader 16 Jan Partly" in page
    assert page.count("late") == 1


def test_focus_pupils_are_counted_by_status_with_small_groups_joined():
    statuses = (PupilStatus.MET,) * 7 + (PupilStatus.MOVING,) * 2 + (PupilStatus.NOT_YET,) * 6
    page = told(a_briefing(pupils=statuses))
    assert "15 focus pupils" in page
    assert " 2 " not in page[page.index("15 focus pupils") : page.index("Key results")]


def test_fewer_than_six_focus_pupils_are_not_counted():
    assert "fewer than 6 focus pupils" in told(a_briefing(pupils=(PupilStatus.MET,) * 5))


def test_what_is_not_known_is_left_out():
    bare = a_briefing(visit=None, people=(), actions=(), pupils=(), results=(), ready="")
    page = told(bare)
    assert "None is planned." in page
    left_out = ("Whom to meet", "Last actions", "Focus pupils", "Key results", "To have ready")
    assert [part for part in left_out if part in page] == []


def test_a_school_without_an_agreement_says_so():
    assert "Not signed yet" in told(a_briefing(school=a_school(agreement_date=None)))


def test_no_code_is_printed_wherever_it_was_typed():
    typed = "Sit with ZQX07 and zqx07, then with Y4-12."
    facts = a_briefing(
        visit=a_visit(purpose=typed, meeting=typed),
        ready=typed,
        actions=(an_action(what=typed, who=typed),),
        results=(BriefedResult(typed, typed, typed, typed),),
        results_from=typed,
        people=(typed,),
    )
    for room in ROOMS:
        page = text_of(render_pdf(briefing(facts, room)))
        assert "zqx07" not in page.casefold()
        assert "Y4-12" not in page


def test_what_is_cut_says_how_much_more_there_is():
    many = tuple(an_action(n % 28 + 1, is_open=n < 30) for n in range(40))
    page = told(a_briefing(actions=many))
    assert "more actions on the school’s page" in page
    assert "of them open" in page


def test_the_year_so_far_is_drawn_where_there_is_room_and_only_there():
    year = tuple(Moment(date(2025, month, 9), f"Visit {month - 8}", 3, 2) for month in (9, 10, 12))
    assert "The year so far" in told(a_briefing(history=year, results=()))
    long = tuple(an_action(n, what="Plan together. " * 40) for n in range(1, 12))
    assert "The year so far" not in told(
        a_briefing(history=year, actions=long, ready="Books. " * 90)
    )


MOMENTS = st.builds(
    Moment, st.dates(), st.text(max_size=40), st.integers(0, 9), st.integers(0, 9), st.booleans()
)
TEXT = st.one_of(
    st.text(max_size=700),
    st.integers(0, 900).map(lambda count: "W" * count),
    st.integers(0, 300).map(lambda count: "word\n" * count),
)
ACTIONS = st.builds(
    BriefedAction,
    what=TEXT,
    who=TEXT,
    by=st.none() | st.dates(),
    status=st.sampled_from(["", "Done", "Partly", "Not started", "No longer needed"]),
    is_open=st.booleans(),
)
RESULTS = st.builds(BriefedResult, TEXT, TEXT, TEXT, TEXT)


@some
@given(st.data())
def test_it_is_one_page_whatever_the_school_holds(data):
    school = a_school(
        name=data.draw(TEXT), la_name=data.draw(TEXT), trust=data.draw(TEXT), pupils=99_999
    )
    facts = a_briefing(
        school=replace(school, phase=data.draw(TEXT), telephone=data.draw(TEXT)),
        visit=a_visit(purpose=data.draw(TEXT), meeting=data.draw(TEXT)),
        kind=data.draw(TEXT),
        window=data.draw(TEXT),
        project=data.draw(TEXT),
        cohort=data.draw(TEXT),
        organisation=data.draw(TEXT),
        ready=data.draw(TEXT),
        ready_from=data.draw(TEXT),
        people=tuple(data.draw(st.lists(TEXT, max_size=12))),
        actions=tuple(data.draw(st.lists(ACTIONS, max_size=12))),
        results=tuple(data.draw(st.lists(RESULTS, max_size=6))),
        results_from=data.draw(TEXT),
        history=tuple(data.draw(st.lists(MOMENTS, max_size=14))),
    )
    assert len(pages(facts)) == 1


def test_the_shortest_is_one_page_of_the_widest_letters_there_are():
    wide = "\ufdfa\u2e3b W" * 300
    facts = a_briefing(
        school=a_school(name=wide, la_name=wide, trust=wide, phase=wide, telephone=wide),
        visit=a_visit(purpose=wide, meeting=wide),
        kind=wide,
        window=wide,
        project=wide,
        organisation=wide,
        ready=wide,
        ready_from=wide,
        people=(wide,) * 9,
        actions=tuple(an_action(n, what=wide, who=wide) for n in range(1, 28)),
        results=(BriefedResult(wide, wide, wide, wide),) * 6,
        results_from=wide,
    )
    assert len(pages_of(render_pdf(briefing(facts, ROOMS[-1])))) == 1
