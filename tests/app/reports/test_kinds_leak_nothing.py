"""What must never be printed is in no byte of any document."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from app.domain.snapshot import SnapshotAnswer, SnapshotGroup
from app.reports import document_for, render_pdf
from app.reports.content.agreement import agreement
from app.reports.content.deployment_log import deployment_log
from tests import builders_audits as a
from tests import builders_documents as b
from tests import builders_kinds as k

TODAY = date(2026, 1, 20)
CODE = "ZQ07"


def of_record(make):
    return lambda change: document_for(change(make()))


DOCUMENTS = {
    "launch": of_record(k.launch),
    "lessons": of_record(k.lessons),
    "one lesson": of_record(lambda: k.lessons(1)),
    "books": of_record(k.books),
    "voice": of_record(k.voice),
    "review": of_record(k.review),
    "results": of_record(k.results),
    "application": of_record(k.application),
    "deployment visit": of_record(lambda: k.deployment(1, "2026-01-20")),
    "audit": of_record(a.audit),
    "note": of_record(b.visit),
    "agreement": lambda change: agreement(change(k.application())),
    "log": lambda change: deployment_log(
        [change(k.deployment(at, f"2026-0{at}-20", final=at == 3)) for at in (1, 2, 3)]
    ),
}
every_document = pytest.mark.parametrize("make", DOCUMENTS.values(), ids=DOCUMENTS)


def bytes_of(document):
    """The words, and every string and stream of the file unpacked."""
    pdf = render_pdf(document)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        parts = [repr(item) for item in opened.objects]
        streams = (item for item in opened.objects if isinstance(item, pikepdf.Stream))
        parts += [stream.read_bytes().decode("latin-1") for stream in streams]
    return b.text_of(pdf) + "".join(parts)


def unchanged(snapshot):
    return snapshot


def with_marked(snapshot):
    """Every section with an answer and a group that the form marks private."""
    hidden = b.answer("kept_back", "CANARYMARK", private="true")
    inside = b.group("inner", b.answer("n", "CANARYGROUP"), label="CANARYLABEL", private="yes")
    sections = tuple(
        replace(section, items=(*section.items, b.placed(hidden, section.ref), inside))
        for section in snapshot.sections
    )
    return replace(snapshot, sections=sections)


def with_codes(snapshot):
    """A code typed into every text, row and fact there is."""
    typed = f" Sit with {CODE}, {CODE.lower()} and Y4-12."

    def told(item):
        if isinstance(item, SnapshotGroup):
            return replace(item, items=tuple(map(told, item.items)))
        if isinstance(item, SnapshotAnswer) and item.kind == "text":
            return replace(item, words=item.words + typed, value=item.value + typed)
        return item

    rows = {
        name: tuple({**row, "what": typed, "seen": typed} for row in getattr(snapshot, name))
        for name in ("actions", "earlier")
    }
    pupils = tuple(b.pupil(f"ZQ{n:02}", target=typed, helps=typed) for n in range(1, 13))
    sections = tuple(map(told, snapshot.sections))
    facts = {**snapshot.facts, "school": f"School of {CODE}"}
    more = {"pupils": pupils, "codes": (CODE,), "sections": sections, "facts": facts}
    return replace(snapshot, **rows, **more)


@every_document
def test_private_notes_and_safeguarding_are_in_no_document(make):
    assert "CANARY" not in bytes_of(make(unchanged))


@every_document
def test_what_a_form_marks_private_is_in_no_document(make):
    assert "CANARY" not in bytes_of(make(with_marked))


@every_document
def test_no_code_is_in_any_document_wherever_it_was_typed(make):
    found = bytes_of(make(with_codes))
    assert CODE not in found
    assert CODE.lower() not in found
    assert "Y4-12" not in found


@every_document
def test_the_same_records_give_the_same_bytes(make):
    assert render_pdf(make(unchanged)) == render_pdf(make(unchanged))
