"""What is written into the forms about the project as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from ui.tour.form_script import Entry, Page

_TRAINING = Entry(
    shown="Attendance",
    pages=(
        Page(
            "",
            {
                "course": "Bar models in Key Stage 2",
                "session_number": "1",
                "session_count": "3",
                "venue": "In a school",
                "facilitator": "Specialist leader and a maths subject leader of the cohort",
            },
        ),
        Page(
            "Attendance",
            rows=(
                {
                    "attendee": "Maths subject leader",
                    "attendee_school": "Alderbrook Primary School",
                    "attended": "All",
                },
                {
                    "attendee": "Year 3 teacher",
                    "attendee_school": "Alderbrook Primary School",
                    "attended": "Part",
                },
                {
                    "attendee": "Maths subject leader",
                    "attendee_school": "Holly Bank Junior School",
                    "attended": "Away",
                    "absence_reason": "Cover was not found",
                },
            ),
        ),
        Page(
            "Between sessions",
            {
                "gap_task": "Draw the whole first in two lessons, and bring three drawings.",
                "gap_task_done": "None",
                "will_try": "Ask “What is the whole?” before anybody calculates.",
                "follow_up": "Alderbrook, at the next visit",
            },
        ),
    ),
)

_COHORT = Entry(
    shown="What was learned",
    pages=(
        Page("", {"cohort": "Cohort 2"}),
        Page(
            "Schools",
            {
                "schools_started": "9",
                "schools_finished": "8",
                "schools_withdrew": "1",
                "withdrew_why": "A change of headteacher in the first term; the school asked to "
                "join a later cohort.",
            },
        ),
        Page(
            "Activity",
            {
                "visits_made": "34",
                "sessions_held": "6",
                "hours_given": "118.5",
                "people_trained": "27",
                "resources_shared": "5",
            },
        ),
        Page(
            "Change in progress",
            {
                "change_weighted": "0.9",
                "change_simple": "1.1",
                "change_years": "From the year before the project to its last year",
                "comparison_schools": "Twelve schools of the same authority, alike in size and in "
                "earlier results: 0.2.",
            },
        ),
        Page(
            "What was learned",
            {
                "cohort_worked": "Joint lessons, three in each school.\n"
                "One model agreed by every class before the second visit.",
                "cohort_change": "Fix the dates of all visits before the year begins.\n"
                "Bring teaching assistants into the first session.",
                "cost_per_school": "1620",
                "next_steps": "The project lead offers a second year to three schools by the end "
                "of term. The toolkit is put right by the specialist leaders before September.",
            },
        ),
    ),
)

_RESOURCE = Entry(
    shown="Sharing",
    pages=(
        Page(
            "",
            {
                "resource_title": "From rods to bars: six lessons for Years 2 and 3",
                "resource_component": "Quality first",
                "resource_phases": "Key stage 1|Key stage 2",
                "resource_owner": "Marlpit Lane Primary School",
            },
        ),
        Page(
            "Sharing",
            {
                "resource_licence": "Used with the school's permission",
                "resource_for": "Schools of the project",
                "tried_by": "Alderbrook: pupils drew the parts without being asked in the fourth "
                "lesson.\n"
                "Holly Bank: lessons 2 and 3 are best taught as one.",
            },
        ),
    ),
)

_LESSON = Entry(
    shown="",
    pages=(
        Page(
            "",
            {
                "what_happened": "Two first visits fell into the week of tests.",
                "why_happened": "Dates were agreed before the calendar was out.",
                "keep_change_stop": "Change",
                "keep_change_how": "Agree dates once the school's calendar is out, and read them "
                "back to the school office.",
                "who_should_know": "Project manager and all advisers",
            },
        ),
    ),
)

FINISHED: Mapping[str, Entry] = {
    "training_record": _TRAINING,
    "cohort_review": _COHORT,
    "resource": _RESOURCE,
    "lesson_learned": _LESSON,
}
"""By the form's id; every one of them is filled in from beginning to end."""
