"""Snapshots of an invented whole-school audit."""

from __future__ import annotations

from tests.builders_documents import FACTS, answer, group, panel, visit

COMPONENTS = {
    "QA": "Quality assurance",
    "LD": "Leadership",
    "SK": "Specialist knowledge",
    "QFT": "Quality first teaching",
    "PD": "Professional development",
    "IN": "Intervention",
}
LEVELS = {"1": "Not yet", "2": "Developing", "3": "Secure", "4": "Leading"}


def audit_prompt(component, number):
    """A prompt of an invented audit: every third one split by phase, every fourth not seen."""
    name = f"{component}{number}"
    label = f"Is this part of mathematics, number {number}, planned and seen to happen as planned?"
    place = (number + len(component)) % 4 + 1
    threads = "disadvantaged" if number % 2 else "transition" if number % 3 == 0 else ""
    marks = {"component": component, "level": "four_point", "threads": threads}
    if number % 4 == 0:
        given = (answer(f"{name}_level", "Not seen", kind="select_one", value="not_seen", **marks),)
    elif number % 3 == 0:
        given = tuple(
            _given(f"{name}_level_{phase}", (place + step) % 4 + 1, marks)
            for step, phase in enumerate(("eyfs", "ks1", "ks2"))
        )
    else:
        given = (_given(f"{name}_level", place, marks),)
    seen = (
        "Three records read together name pupils and say what they could not yet do. "
        "In two classes the next lesson had changed because of it."
    )
    return group(
        name,
        *given,
        answer(f"{name}_seen", seen if number % 4 else ""),
        answer(f"{name}_sources", "Books, Document"),
        answer(f"{name}_strength", "Several sources"),
        label=label,
    )


def _given(name, place, marks):
    value = str(place)
    descriptor = f"The meaning of {LEVELS[value].lower()} for this prompt"
    return answer(
        name,
        LEVELS[value],
        kind="select_one",
        value=value,
        extra={"descriptor": descriptor},
        **marks,
    )


def audit(**changes):
    """A whole-school audit with six components of nine prompts."""
    sections = (
        group(
            "about",
            answer("phases", "EYFS, KS1, KS2", kind="select_multiple", value="eyfs ks1 ks2"),
            answer("purpose", "To agree with the school where mathematics is strong."),
            label="About",
        ),
        *(
            group(key, *(audit_prompt(key, number) for number in range(1, 10)), label=title)
            for key, title in COMPONENTS.items()
        ),
        group(
            "needs",
            *(
                group(
                    "need",
                    answer("need_what", f"Follow-up after training, part {number}", label="Need"),
                    answer("need_why", "Staff attend, and no one returns to it.", label="Why"),
                    answer("need_support", "Two half days in class.", label="Support offered"),
                    label=f"Need {number}",
                    row=f"row{number}",
                )
                for number in (1, 2, 3)
            ),
            label="Needs",
        ),
        group("actions", panel("actions"), label="Actions"),
        group("summary", answer("summary", "Mathematics is led with care. We agree three needs.")),
        group("private", answer("private_note", "CANARYPRIVATE", private="yes")),
    )
    facts = {**FACTS, "visit_kind": "Audit day", "visit_number": "0", "date": "2026-01-13"}
    return visit(
        **{
            "form_id": "maths_audit",
            "form_title": "Whole-school mathematics audit",
            "reference": "S900114-AUDIT",
            "sections": sections,
            "facts": facts,
            "earlier": (),
            "pupils": (),
            **changes,
        }
    )
