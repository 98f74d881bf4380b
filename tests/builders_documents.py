"""Snapshots of invented visits and audits, and readers of what was printed of them."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2

from app.domain.snapshot import Snapshot, SnapshotAnswer, SnapshotGroup, SnapshotPanel

FACTS = {
    "school": "Alderbrook Primary School",
    "urn": "900114",
    "la": "Westmarch",
    "phase": "primary",
    "ages": "3 to 11",
    "project": "Maths Progress",
    "organisation": "Westmarch Learning Partnership",
    "cohort": "cohort 3",
    "window": "December/January",
    "visit_kind": "Visit 2",
    "visit_number": "2",
    "visits_in_all": "4",
    "date": "2026-01-20",
    "starts": "09:00",
    "ends": "12:05",
    "adviser": "Linked adviser",
    "adviser_role": "SLE",
    "contact": "the project office, 01632 960 114",
    "agreement_date": "2025-09-11",
    "keep_until": "2032-08-31",
    "head_role": "Headteacher",
    "chair": "Chair of governors (not met)",
}


def answer(name, words, *, label="", kind="text", value="", extra=None, **marks):
    return SnapshotAnswer(
        ref=f"/form/{name}",
        name=name,
        label=label or name.replace("_", " ").capitalize(),
        kind=kind,
        value=value or words,
        words=words,
        marks=marks,
        extra=extra or {},
    )


def group(name, *items, label="", row="", **marks):
    step = f"{name}[{row}]" if row else name
    inside = tuple(placed(item, f"/form/{step}") for item in items)
    return SnapshotGroup(
        ref=f"/form/{step}", name=name, label=label, items=inside, row=row, marks=marks
    )


def placed(item, parent):
    """The item with its ref below `parent`."""
    ref = f"{parent}/{item.ref.rpartition('/')[2]}"
    if isinstance(item, SnapshotGroup):
        return replace(item, ref=ref, items=tuple(placed(inner, ref) for inner in item.items))
    return replace(item, ref=ref)


def panel(name):
    return SnapshotPanel(ref=f"/form/{name}", name=name, label="", panel=name)


def level(prompt, value, words, label, *, seen="", phase="", descriptor="", **marks):
    suffix = f"_{phase}" if phase else ""
    return group(
        f"{prompt}_card",
        answer(
            f"{prompt}_level{suffix}",
            words,
            kind="select_one",
            value=value,
            level="four_point",
            extra={"descriptor": descriptor},
            **marks,
        ),
        answer(f"{prompt}_seen", seen),
        answer(f"{prompt}_sources", "Lesson, Books"),
        answer(f"{prompt}_strength", "several sources"),
        label=label,
    )


def pupil(code, status="met", **more):
    row = {"code": code, "year": "4", "target": "Draws the bar first", "status": status}
    return {**row, "helps": "A tens frame", "review_date": "2026-03-12", **more}


def action(number, **more):
    row = {
        "id": f"a{number}",
        "number": str(number),
        "reference": f"S900114-V2-A{number}",
        "what": f"Teach “draw, then calculate” in Year {number}, three lessons a week",
        "who": "Subject leader",
        "by": "2026-03-13",
        "known_by": "In 6 books, the model comes before the calculation",
        "support": "",
        "confidence": "On track",
        "carried_from": "",
    }
    return {**row, **more}


def earlier(number, status="Done", **more):
    row = {
        "id": f"e{number}",
        "number": str(number),
        "reference": f"S900114-V1-A{number}",
        "what": "Name pupils, by code, at progress meetings",
        "who": "Headteacher",
        "by": "2025-12-12",
        "status": status,
        "seen": "December minutes name 16 pupils and a next step for each",
    }
    return {**row, **more}


def visit(**changes):
    """A whole visit 2, as long as one usually is."""
    content = {
        "record_id": "r1",
        "reference": "S900114-V2",
        "title": "Visit 2, Alderbrook",
        "form_id": "visit_2",
        "form_version": "3",
        "form_title": "Visit 2",
        "revision": 1,
        "finished_at": "2026-01-20T12:05:11+00:00",
        "facts": FACTS,
        "sections": visit_sections(),
        "actions": (
            action(
                1,
                what="Protect one hour each fortnight for Year 3 and 4 joint planning",
                who="Headteacher",
                by="2026-02-06",
                known_by="Dates in the diary; two shared plans by visit 3",
                confidence="Some risk",
                carried_from="e1",
                support="Adviser models one planning session (3 Feb)",
            ),
            action(2),
            action(
                3, what="Agree three prompts for a pupil who is stuck; try them", by="2026-02-27"
            ),
        ),
        "earlier": (
            earlier(1, "Partly", what="Plan one bar-model lesson a week in Years 3 and 4"),
            earlier(2),
            earlier(3, "Not started", seen="Cover was lost to staff absence; carried forward"),
        ),
        "people": (
            {"role": "Headteacher", "name": ""},
            {"role": "maths subject leader", "name": ""},
        ),
        "evidence": (
            {"source": "Part-lesson", "where": "Years 3 and 4", "count": "4", "seen": ""},
            {"source": "Books", "where": "three classes", "count": "12", "seen": ""},
            {"source": "Talk with pupils", "where": "", "count": "6", "seen": ""},
            {"source": "Meeting", "where": "", "count": "2", "seen": ""},
        ),
        "pupils": tuple(
            pupil(f"P{number:02}", "met" if number < 7 else "moving" if number < 11 else "not_yet")
            for number in range(1, 17)
        ),
        **changes,
    }
    return Snapshot(**content)


def visit_sections():
    return (
        group(
            "about",
            answer("visit_date", "20 January 2026", kind="date", value="2026-01-20"),
            answer(
                "purpose",
                "To check that the October actions are happening, and to see the agreed approach "
                "in Years 3 and 4.",
            ),
            panel("people"),
            label="About this visit",
        ),
        group("earlier", panel("earlier-actions"), label="Since last time"),
        group("looked_at", panel("evidence"), label="What was looked at"),
        group(
            "leadership",
            answer(
                "L4",
                "We read the December progress-meeting minutes and met both leaders.",
                label="One challenge to a year group, and what followed",
            ),
            answer(
                "leadership_strengths",
                "- Meetings start from pupils’ work; each pupil discussed leaves with one next "
                "step.\n- The subject leader has worked alongside two colleagues.",
                label="Leadership: what is going well",
            ),
            answer(
                "leadership_points",
                "- How can planning time be protected when a teacher is away?\n"
                "- How will governors hear about progress from starting points?",
                label="Leadership: points to consider",
            ),
            label="Leadership",
        ),
        group(
            "teaching",
            level(
                "T3",
                "2",
                "Developing",
                "Is the agreed approach visible in more than one class?",
                seen="We saw parts of lessons in Years 3 and 4 and read books from three classes.",
                strand="teaching",
            ),
            answer(
                "teaching_strengths",
                "- In Year 4, pupils could explain a bar model in full sentences, and adults "
                "waited for them to do so.\n- Tens frames helped pupils who were stuck to rejoin "
                "the main task.",
                label="Teaching and learning: what is going well",
            ),
            answer(
                "teaching_points",
                "- In Year 3, draw the model before calculating.\n- When a pupil is stuck, ask "
                "“what do you know already?” before showing a method.",
                label="Teaching and learning: points to consider",
            ),
            label="Teaching and learning",
        ),
        group(
            "pupils",
            panel("pupils"),
            answer(
                "F2",
                "Most new targets are about showing a problem before choosing a calculation.",
                label="What the targets are about",
            ),
            label="Focus pupils",
        ),
        group(
            "threads",
            answer(
                "disadvantaged",
                "Disadvantaged pupils took part in the main task in every room visited.",
                label="Disadvantaged pupils",
            ),
            answer("transition", "Not looked at today.", label="Transition"),
            label="Two threads",
        ),
        group("actions", panel("actions"), label="Agreed actions"),
        group(
            "next",
            answer("next_visit_date", "", kind="date", value="2026-03-24"),
            answer(
                "next_visit",
                "Focus: a learning walk in Years 3 to 6. Please have ready two weeks of work from "
                "the focus pupils.",
            ),
            answer("confidence", "Likely", kind="select_one", value="likely"),
            answer(
                "confidence_reason",
                "Leaders know what they want to see and have begun; protecting planning time is "
                "the one thing to watch.",
            ),
            label="Next",
        ),
        group(
            "summary",
            answer(
                "summary",
                "Bar models are now part of daily maths in Year 4, and pupils there can say what "
                "each bar stands for. Year 3 has begun; pupils often draw the bar after finding "
                "the answer. Leaders name pupils, by code, at progress meetings and act on what "
                "they find. Time for teachers to plan together has not yet been found. Three "
                "actions are agreed for the spring term.",
            ),
            label="Summary",
        ),
        group(
            "private",
            answer("private_note", "CANARYPRIVATE: the head may leave.", private="true"),
            answer("safeguarding", "CANARYSAFE yes", kind="select_one", value="CANARYSAFE"),
            label="Private",
        ),
    )


def with_section(snapshot, section):
    """The snapshot with one more section, or another one of the same name."""
    others = tuple(each for each in snapshot.sections if each.name != section.name)
    return replace(snapshot, sections=(*others, section))


def text_of(pdf):
    """All words of a PDF, page by page, as a reader's program finds them."""
    return "\n".join(pages_of(pdf))


def pages_of(pdf):
    """The words of each page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def words_in(text):
    """The words of a text without the white space that layout put between them."""
    return "".join(text.split())
