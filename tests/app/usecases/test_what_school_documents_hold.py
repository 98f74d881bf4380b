"""Documents of a school made from what its records and pages really hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.pupils import FocusPupil
from app.errors import RuleError
from app.usecases.pupils import add_pupil
from app.usecases.records import finish_record, start_record
from app.usecases.school_documents import offers, preview_of_school
from app.usecases.schools import open_school
from tests.builders import with_school
from tests.builders_documents import text_of
from tests.builders_filling import fill_record

URN = 900001
MADE_OF_RECORDS = {
    "agreement": ("application", {"contract_we_do": "Four visits"}),
    "deployment_log": ("deployment_visit", {"is_final": "no"}),
    "school_review": ("project_review", {}),
}


def told(app, kind):
    return " ".join(text_of(preview_of_school(app, URN, kind).pdf).split())


def written(app, form_id, on=None, **chosen):
    record_id = start_record(app, URN, form_id, on=on).value.record.id
    fill_record(app, record_id, {"private_note": "CANARYPRIVATE", **chosen})
    return record_id


@pytest.mark.parametrize("kind", MADE_OF_RECORDS)
def test_a_document_waits_for_its_record_and_a_draft_is_not_enough(app, kind):
    form_id, chosen = MADE_OF_RECORDS[kind]
    record_id = written(app, form_id, **chosen)
    with pytest.raises(RuleError, match="finished"):
        preview_of_school(app, URN, kind)
    finish_record(app, record_id)
    text = told(app, kind)
    assert "Alderbrook Primary School" in text
    assert "CANARY" not in text
    assert kind in {offer.kind.key for offer in offers(app, URN) if not offer.reason}


@pytest.mark.parametrize("kind", ["agreement", "deployment_log"])
def test_a_code_that_the_school_got_after_the_record_is_withheld_too(app, kind):
    form_id, chosen = MADE_OF_RECORDS[kind]
    said = {"agreement": "contract_we_do", "deployment_log": "practice_evidence_seen"}[kind]
    finish_record(app, written(app, form_id, **{**chosen, said: "Sitting with P7"}))
    assert "Sitting with P7" in told(app, kind)
    add_pupil(app, FocusPupil(app.new_id(), URN, "P7", target="Draws first"))
    assert "Sitting with [pupil code]" in told(app, kind)


def test_the_log_holds_the_visits_of_this_school_alone_in_their_order(app):
    with_school(app, 900002, name="Thornfield Junior School")
    for day in (date(2026, 1, 13), date(2025, 12, 2)):
        said = {"is_final": "no", "visit_date": day.isoformat()}
        finish_record(app, written(app, "deployment_visit", day, **said))
    text = told(app, "deployment_log")
    assert text.index("2 Dec 2025 ") < text.rindex("13 Jan 2026 ")
    with pytest.raises(RuleError):
        preview_of_school(app, 900002, "deployment_log")


def test_the_list_of_pupils_is_for_a_school_with_an_agreement(app):
    add_pupil(app, FocusPupil(app.new_id(), URN, "P07", target="Draws first", note="CANARYNOTE"))
    text = told(app, "pupil_list")
    assert "P07" in text
    assert "For the school alone" in text
    assert "CANARY" not in text
    school = open_school(app, URN).school
    with app.store.unit_of_work() as work:
        work.save(replace(school, agreement_date=None))
        work.commit()
    with pytest.raises(RuleError, match="no signed agreement"):
        preview_of_school(app, URN, "pupil_list")


def test_a_school_without_focus_pupils_has_no_list(app):
    with pytest.raises(RuleError, match="no focus pupils"):
        preview_of_school(app, URN, "pupil_list")


@pytest.mark.parametrize("kind", ["briefing", *MADE_OF_RECORDS])
def test_no_code_of_a_pupil_is_in_another_document_than_the_list(app, kind):
    add_pupil(app, FocusPupil(app.new_id(), URN, "ZQ07", target="Draws first"))
    for form_id, chosen in MADE_OF_RECORDS.values():
        typed = dict.fromkeys(("aim", "aims", "contract_we_do", "next_visit"), "With zq07 first.")
        finish_record(app, written(app, form_id, **{**chosen, **typed}))
    text = told(app, kind)
    assert "zq07" not in text.casefold()
