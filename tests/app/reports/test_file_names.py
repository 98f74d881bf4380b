"""Names of files: what, where, when, and safe on every system."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from app.reports import file_name_for
from tests import builders_audits as a
from tests import builders_documents as b


def named(**facts):
    return file_name_for(b.visit(facts={**b.FACTS, **facts}))


def test_a_visit_is_named_by_day_kind_school_and_revision():
    assert named() == "2026-01-20_Visit2_Alderbrook_v1.pdf"


def test_an_audit_is_named_by_its_title_since_its_day_has_a_record_too():
    assert file_name_for(a.audit()) == "2026-01-13_WholeSchoolMathematicsAudit_Alderbrook_v1.pdf"


def test_apostrophes_and_accents_do_not_part_words():
    assert "_StMarysBethune_" in named(school="St Mary’s Béthune Primary School")


def test_a_school_named_by_usual_words_alone_keeps_them():
    assert "_ThePrimarySchool_" in named(school="The Primary School")


@given(st.text(), st.text(), st.text())
def test_a_name_is_safe_whatever_the_facts_hold(school, kind, day):
    name = named(school=school, visit_kind=kind, visit_number="", date=day)
    assert re.fullmatch(r"[A-Za-z0-9_-]+\.pdf", name)
    assert len(name) < 120
