"""Scores expressions with their contexts and answers: `xpath_cases.json` and files like it."""

from __future__ import annotations

import math
import random
import re
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from app.forms.tree import Kind, Node  # noqa: E402 - the script runs from anywhere
from app.forms.xml_tree import read_xml  # noqa: E402
from app.forms.xpath import Context, Value, World, XPathError, evaluate  # noqa: E402
from app.forms.xpath.axes import namespaces_in_scope  # noqa: E402
from app.forms.xpath.values import to_boolean, to_number, to_text  # noqa: E402

# What the suites' own resolvers answer for a prefix that a document does not declare.
KNOWN_PREFIXES = {
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "h": "http://www.w3.org/1999/xhtml",
    "xf": "http://www.w3.org/2002/xforms",
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "enk": "http://enketo.org/xforms",
    "ev": "http://some-namespace.com/nss",
}
XFORMS = "http://www.w3.org/2002/xforms"


def is_mine(content: dict[str, Any]) -> bool:
    """Whether this kind of file is scored here."""
    return "contexts" in content and "cases" in content


def outcomes(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bool, object]]:
    """Each case, whether it passed, and what was answered."""
    for case in content["cases"]:
        try:
            passed, answer = _judged(case, content["contexts"][case["context"]])
        except XPathError as error:
            passed, answer = case["type"] == "throws", f"XPathError: {error}"
        except Exception as error:  # noqa: BLE001 - a crash is a miss, and is named in the answer
            passed, answer = False, f"{type(error).__name__}: {error}"
        yield case, passed, answer


def score(content: dict[str, Any]) -> dict[str, Any]:
    """How many cases there are and passed, in all and by the file they were recorded from."""
    by_file: dict[str, list[int]] = {}
    for case, passed, _ in outcomes(content):
        row = by_file.setdefault(f"{case['src']}:{case['file']}", [0, 0])
        row[0] += 1
        row[1] += passed
    return {
        "cases": sum(row[0] for row in by_file.values()),
        "passed": sum(row[1] for row in by_file.values()),
        "by_file": {
            name: {"cases": row[0], "passed": row[1]} for name, row in sorted(by_file.items())
        },
    }


@lru_cache(maxsize=256)
def _document(text: str) -> Node:
    return read_xml(text, bare_doctype=True, sections_apart=True)


def _judged(case: dict[str, Any], text: str) -> tuple[bool, object]:
    document = _document(text)
    node = _found(document, case["context_node"])
    world = _world(case, document)
    value = evaluate(
        case["expression"],
        node,
        now=world.now,
        namespaces=_namespaces(node, document),
        world=world,
        root=_answers(document) if case.get("xforms") else None,
    )
    answer = _as_asked(case["type"], value, Context(node, world=world))
    return _same(case, answer), answer


def _found(document: Node, path: str) -> Node:
    node = document
    for step in path.split("/"):
        if step.startswith("@#"):
            node = node.attributes[int(step[2:])]
        elif step:
            node = node.children[int(step)]
    return node


def _path(node: Node) -> str:
    steps = []
    while node.parent is not None:
        beside = node.kind in {Kind.ATTRIBUTE, Kind.NAMESPACE}
        steps.append(f"@#{node.place}" if beside else str(node.place))
        node = node.parent
    return "/" + "/".join(reversed(steps))


def _world(case: dict[str, Any], document: Node) -> World:
    now = datetime.fromisoformat(case["now"]).astimezone(ZoneInfo(case["tz"]))
    elements = [node for node in document.walk() if node.kind is Kind.ELEMENT]
    named = [node for node in elements if node.name == "instance" and node.attribute("id")]
    return World(
        now=lambda: now,
        random=random.Random(1),
        new_id=lambda: str(uuid.uuid4()),
        instances={node.attribute("id") or "": node for node in reversed(named)},
        translate=lambda text_id: _translated(elements, text_id, case.get("lang")),
    )


def _answers(document: Node) -> Node | None:
    """In a whole form, absolute paths set out from its first instance."""
    page = next(node for node in document.children if node.kind is Kind.ELEMENT)
    if page.name != "html":
        return None
    return next((node for node in page.walk() if node.name == "instance"), None)


def _translated(elements: list[Node], text_id: str, lang: str | None) -> str:
    languages = [node for node in elements if node.name == "translation"]
    chosen = [node for node in languages if lang is None or node.attribute("lang") == lang]
    for text in chosen[0].named.get("text", []) if chosen else []:
        if text.attribute("id") == text_id:
            plain = [one for one in text.named["value"] if not one.attribute("form")]
            return plain[0].string_value() if plain else ""
    return ""


def _namespaces(node: Node, document: Node) -> dict[str, str]:
    table = dict(KNOWN_PREFIXES)
    roots = [child for child in document.children if child.kind is Kind.ELEMENT]
    holder = node if node.kind is Kind.ELEMENT else node.parent
    for place in (*roots, *([holder] if holder else [])):
        for declared in namespaces_in_scope(place):
            if declared.prefix:
                table[declared.name] = declared.text
    # A form's own elements stand in the namespace of XForms, and are named without a prefix.
    if any(root.attribute("xmlns", "http://www.w3.org/2000/xmlns/") == XFORMS for root in roots):
        table[""] = XFORMS
    return table


def _as_asked(kind: str, value: Value, context: Context) -> object:
    if kind == "boolean":
        return to_boolean(value)
    if kind.startswith("number"):
        return to_number(value, context)
    if kind.startswith("nodeset"):
        return [_path(node) for node in value] if isinstance(value, list) else value
    return to_text(value)


def _same(case: dict[str, Any], answer: Any) -> bool:
    kind, expected = case["type"], case["expected"]
    if kind.startswith("number"):
        return _same_number(answer, float(expected), case.get("factor"))
    if kind == "string-length":
        return len(answer) == expected
    if kind == "string-matches":
        flags = re.IGNORECASE if "i" in case.get("flags", "") else 0
        return re.search(expected, answer, flags) is not None
    if kind == "nodeset-unordered":
        return sorted(answer) == sorted(expected)
    return answer == expected


def _same_number(answer: float, expected: float, factor: float | None) -> bool:
    if math.isnan(expected):
        return math.isnan(answer)
    if factor is None or math.isinf(answer):
        return answer == expected
    return math.floor(answer * factor + 0.5) == math.floor(expected * factor + 0.5)
