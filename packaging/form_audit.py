"""The prompts of the whole-school audit, from `audit_prompts.csv`, as items of its sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from form_survey import ALL_PHASES, level_names
from form_tables import Row, Sources


def audit_items(sources: Sources, section: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A section's own questions, then the prompts of its component, if it has one."""
    for item in section.get("items", []):
        if "levels_given" in item:
            yield _levels_given(dict.fromkeys(row["component"] for row in sources.prompts))
        else:
            yield from _need(item["need"]) if "need" in item else [item]
    if component := section.get("component"):
        yield {"type": "note", "name": f"{component}_intro", "label": section["intro"]}
        own = [row for row in sources.prompts if row["component"] == component]
        yield from map(_prompt, own)
        yield _levels_of(component, own)


def _levels_of(component: str, prompts: Iterable[Row]) -> dict[str, Any]:
    """The levels given in one component, run together: what a change of one level works out."""
    names = (name for row in prompts for name in level_names(row["prompt_id"], _phases(row)))
    together = ", ".join(f"${{{name}}}" for name in names)
    return {"type": "calculate", "name": _given(component), "calculation": f"concat({together})"}


def _levels_given(components: Iterable[str]) -> dict[str, Any]:
    """Whether any prompt of any component has a level from 1 to 4: `some` or `none`."""
    together = ", ".join(f"${{{_given(component)}}}" for component in components)
    some = f"if(regex(concat({together}), '.*[1-4].*'), 'some', 'none')"
    return {"type": "calculate", "name": "levels_given", "calculation": some}


def _given(component: str) -> str:
    return f"{component}_given"


def _need(number: int) -> Iterator[dict[str, Any]]:
    title, ordinal = f"need_{number}", ("first", "second", "third")[number - 1]
    yield {
        "type": "text",
        "name": title,
        "label": f"The {ordinal} need",
        "hint": "A few words, such as: follow-up after training.",
        "required": "yes" if number == 1 else "",
    }
    follows = {"relevant": f"${{{title}}} != ''"}
    yield {
        **follows,
        "type": "select_one prompts",
        "name": f"{title}_prompt",
        "label": f"Which prompt shows the {ordinal} need?",
        "appearance": "minimal",
    }
    yield {
        **follows,
        "type": "text",
        "name": f"{title}_support",
        "label": f"What support is offered for the {ordinal} need?",
        "hint": "A course, days of a specialist, a resource, a visit to another school.",
        "required": "yes",
        "appearance": "multiline",
    }


def _phases(row: Row) -> list[str]:
    return row["phases"].split()


def _prompt(row: Row) -> dict[str, Any]:
    phases = _phases(row)
    asked = [] if row["core"] == "yes" else ["not(${quick} = 'yes')"]
    if len(phases) < ALL_PHASES:
        chosen = " or ".join(f"selected(${{phases}}, '{phase}')" for phase in phases)
        asked.append(f"(${{phases}} = '' or {chosen})")
    return {
        "type": "level",
        "name": row["prompt_id"],
        "label": row["prompt"],
        "hint": f"Look for: {row['look_for']}",
        "guidance": row["phase_note"],
        "relevant": " and ".join(asked),
        "component": row["component"],
        "thread": row["threads"],
        "levels": [row[f"level_{level}"] for level in (1, 2, 3, 4)],
        "phases": phases,
        "photo": "yes",
    }
