"""What is begun in the forms of which the sample has a finished record, to be seen."""

from __future__ import annotations

from collections.abc import Mapping

from ui.tour.form_script import Entry, begun

BEGUN: Mapping[str, Entry] = {
    "application": begun(
        "Will",
        {
            "reason": "The school asked for help with number in Key Stage 2 a year ago.",
            "commit": "The head|The subject leader",
            "capacity": "One leader, who is released each Tuesday morning.",
        },
    ),
    "visit_1": begun(
        "Leadership",
        {
            "L1_level": "2",
            "L1_seen": "Two of three plans name the models that are used.",
            "L2": "The leader meets each year group once in a half term.",
        },
    ),
    "visit_4": begun(
        "What was looked at",
        {
            "M_measure": "Multiplication facts, Year 4",
            "M_october": "11 of 25",
            "M_now": "19 of 25",
        },
    ),
    "deployment_visit": begun(
        "Actions from last time",
        {"agreed_to_try": "Bars before calculating, in Year 3.", "in_practice": "Started"},
    ),
    "project_review": begun(
        "What changed",
        {"profile_before": "Mostly not yet", "profile_after": "Mostly secure in Key Stage 2"},
    ),
}
"""By the form's id."""
