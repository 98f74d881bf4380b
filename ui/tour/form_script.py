"""What is written into each of the other forms: where to turn, and a few invented answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """The section to turn to (blank for the first), and answers by name.

    An answer is a key for a level, the beginning of a choice (several with `|`), or words.
    """

    section: str
    answers: Mapping[str, str] = field(default_factory=dict)


ENTRIES: Mapping[str, Entry] = {
    "application": Entry(
        "Will",
        {
            "reason": "The school asked for help with number in Key Stage 2 a year ago.",
            "commit": "The head|The subject leader",
            "capacity": "One leader, who is released each Tuesday morning.",
        },
    ),
    "launch_day": Entry(
        "Confidence before",
        {"C_leading_head": "Confident", "C_targets_head": "A little", "C_data_head": "Not yet"},
    ),
    "visit_1": Entry(
        "Leadership",
        {
            "L1_level": "2",
            "L1_seen": "Two of three plans name the models that are used.",
            "L2": "The leader meets each year group once in a half term.",
        },
    ),
    "visit_4": Entry(
        "What was looked at",
        {
            "M_measure": "Multiplication facts, Year 4",
            "M_october": "11 of 25",
            "M_now": "19 of 25",
        },
    ),
    "audit_day": Entry("The day's order", {"steps_done": "08:30|09:00|10:00"}),
    "lesson_visit": Entry(
        "Classes seen",
        {
            "where": "Year 3, place value",
            "class_adults": "Teacher and one assistant",
            "right_step": "Tens and ones with counters, then drawn.",
        },
    ),
    "lesson_visit_early_years": Entry(
        "Classes seen",
        {
            "where": "Reception, in the garden",
            "class_adults": "Teacher and one assistant",
            "ey_talk": "Adults waited for children to say how they knew.",
        },
    ),
    "book_look": Entry(
        "What the books show",
        {"sequence_level": "3", "sequence_seen": "Six books show the same small steps."},
    ),
    "pupil_voice": Entry(
        "What pupils say",
        {"pv_proud": "P02 showed a page of arrays.", "pv_stuck": "They draw, then ask a partner."},
    ),
    "data_review": Entry(
        "Measures",
        {"D_measure": "Average scaled score", "D_school": "103", "D_comparison": "105"},
    ),
    "deployment_visit": Entry(
        "Actions from last time",
        {"agreed_to_try": "Bars before calculating, in Year 3.", "in_practice": "Started"},
    ),
    "keeping_in_touch": Entry(
        "Agreed",
        {"agreed": "The leader sends two pages of books by Friday.", "next_contact_how": "Video"},
    ),
    "project_review": Entry(
        "What changed",
        {"profile_before": "Mostly not yet", "profile_after": "Mostly secure in Key Stage 2"},
    ),
    "training_record": Entry(
        "Attendance",
        {"attendee": "Maths subject leader", "attendee_school": "Alderbrook"},
    ),
    "cohort_review": Entry(
        "What was learned",
        {"cohort_worked": "Joint lessons, three in each school.", "next_steps": "A second year."},
    ),
    "resource": Entry(
        "Sharing",
        {"resource_licence": "Free to use in schools", "tried_by": "Three schools of the cohort"},
    ),
    "lesson_learned": Entry(
        "",
        {
            "what_happened": "Two first visits fell into the week of tests.",
            "why_happened": "Dates were agreed before the calendar was out.",
            "keep_change_stop": "Change",
        },
    ),
}
"""By the form's id. The forms that other chapters fill in are not among them."""
