"""What is known of an invented school before a visit."""

from __future__ import annotations

from datetime import date, time

from app.domain.briefings import BriefedAction, BriefedResult, Briefing
from app.domain.pupils import PupilStatus
from app.domain.visits import Visit
from tests.builders import a_school

TODAY = date(2026, 1, 16)


def an_action(number=1, **facts):
    usual = {
        "what": f"Teach “draw, then calculate” in Year {number}, three lessons a week",
        "who": "Maths subject leader",
        "by": date(2026, 2, number),
        "status": "Partly",
        "is_open": True,
    }
    return BriefedAction(**(usual | facts))


def a_visit(**facts):
    usual = {
        "id": "v1",
        "urn": 900001,
        "kind": "visit_2",
        "on": date(2026, 1, 20),
        "starts": time(9),
        "ends": time(12),
        "purpose": "To check that the October actions are happening in Years 3 and 4.",
        "meeting": "Headteacher, then maths subject leader",
    }
    return Visit(**(usual | facts))


def a_briefing(**facts):
    """A briefing as full as one usually is."""
    statuses = ("met",) * 6 + ("moving",) * 6 + ("not_yet",) * 6
    usual = {
        "school": a_school(pupils=412, telephone="01632 960 101", trust="Westmarch Trust"),
        "made": TODAY,
        "visit": a_visit(),
        "kind": "Visit 2 of 4",
        "window": "December/January",
        "project": "Maths Progress",
        "cohort": "Cohort 3",
        "organisation": "Westmarch Learning Partnership",
        "ready": "A walk in Years 3 to 6. Please have ready two weeks of work.",
        "ready_from": "S900001-V1",
        "people": ("Headteacher", "Maths subject leader", "Designated safeguarding lead"),
        "actions": (
            an_action(1),
            an_action(2, status=""),
            an_action(3, status="Done", is_open=False),
        ),
        "pupils": tuple(map(PupilStatus, statuses)),
        "results": (
            BriefedResult("Progress score", "-1.4", "-0.4, all schools here", "-3.3 to 0.5"),
            BriefedResult("At the expected standard", "68 %", "73 %, England"),
        ),
        "results_from": "Published key stage 2, 2024/25 (S900001-DATA-REVIEW)",
        "codes": ("P01", "ZQX07"),
    }
    return Briefing(**(usual | facts))
