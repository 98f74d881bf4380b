"""Snapshots of an invented whole-school audit."""

from __future__ import annotations

import csv

from app.paths import resource_path
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


PHASES = ("eyfs", "ks1", "ks2", "ks3", "ks4")
_NAMED = (
    "Three records read together name pupils and say what they could not yet do. In two classes "
    "the next lesson had changed because of it."
)
_BOOKS = (
    "We read books from four classes. In Years 3 and 5 pupils drew a model before they chose an "
    "operation; in Year 8 the model came after the answer, where it was there at all. Teachers "
    "told us that the plan asks for it in every unit."
)
_PUPILS = (
    "Pupils could say what they were learning and why. Those who needed help had it in the same "
    "lesson, from the teacher, and went back to the main task. Two pupils in one room waited."
)
_CALENDAR = "The calendar for the year is kept and both checks planned so far took place."
SEEN = (_NAMED, _BOOKS, _CALENDAR, _PUPILS)


def _own_prompts():
    """The rows of the built-in audit's own prompts."""
    path = resource_path("forms", "source", "audit_prompts.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def a_whole_audit(**changes):
    """The built-in audit of a school for ages 3 to 16: 55 prompts, five phases, all looked at.

    Three of four prompts have a level for each phase; one was not seen, one does not apply.
    """
    rows = _own_prompts()
    components = tuple(
        group(
            key,
            *(_whole_prompt(at, row) for at, row in enumerate(rows) if row["component"] == key),
            label=title,
        )
        for key, title in COMPONENTS.items()
    )
    first, *_, needs, actions, summary, private = audit().sections
    about = group(
        "about",
        answer("phases", "EYFS, KS1, KS2, KS3, KS4", value=" ".join(PHASES)),
        *(item for item in first.items if item.name != "phases"),
        label="About",
    )
    threads = group(
        "threads",
        answer("disadvantaged", SEEN[3], label="Disadvantaged pupils"),
        answer("transition", SEEN[1], label="Transition"),
    )
    evidence = tuple(
        {"source": source, "where": where, "count": count, "seen": ""}
        for source, where, count in (
            ("Part-lesson", "Years R to 10", "11"),
            ("Books", "seven classes", "42"),
            ("Talk with pupils", "", "12"),
            ("Meeting", "", "5"),
        )
    )
    sections = (about, *components, _whole_needs(needs), threads, actions, summary, private)
    return audit(**{"sections": sections, "evidence": evidence, **changes})


def _whole_needs(needs):
    """The needs as the built-in form asks them."""
    items = []
    for number in (1, 2, 3):
        items += [
            answer(f"need_{number}", f"Follow-up after training, part {number}", label="Need"),
            answer(f"need_{number}_prompt", "PD4, QFT2", label="Which prompts show it?"),
            answer(f"need_{number}_support", "- Two half days\n- A course", label="Support"),
        ]
    return group(needs.name, *items, label=needs.label)


def _whole_prompt(at, row):
    name = row["prompt_id"]
    threads = row["threads"].replace(";", " ").replace(",", " ")
    marks = {"component": row["component"], "level": "four_point", "threads": threads}
    told = {str(n): row[key] for n, key in enumerate(_DESCRIPTORS, start=1)}

    def given(value, phase=""):
        suffix = f"_level_{phase}" if phase else "_level"
        words, extra = LEVELS[value], {"descriptor": told[value]}
        return answer(
            f"{name}{suffix}", words, kind="select_one", value=value, extra=extra, **marks
        )

    if at == 7:
        levels = (_without_level(name, "Not seen", marks),)
    elif at == 20:
        levels = (_without_level(name, "Does not apply", marks),)
    elif at % 4:
        levels = tuple(given(_spread(at, i), p) for i, p in enumerate(PHASES))
    else:
        levels = (given(str(at % 3 + 2)),)
    seen = "" if at in {7, 20} else SEEN[at % 4]
    return group(
        name,
        *levels,
        answer(f"{name}_seen", seen),
        answer(f"{name}_sources", "Lessons, Books"),
        answer(f"{name}_strength", "Several", value="several"),
        label=row["prompt"],
    )


def _spread(at, phase):
    """Levels that rise and fall over the phases: two or three of the four at any prompt."""
    return str(min(4, max(1, (at % 3) + (1, 2, 2, 3, 2)[phase])))


def _without_level(name, words, marks):
    value = words.lower().replace("does not apply", "not_applicable").replace(" ", "_")
    return answer(f"{name}_level", words, kind="select_one", value=value, **marks)


_DESCRIPTORS = ("level_1", "level_2", "level_3", "level_4")
