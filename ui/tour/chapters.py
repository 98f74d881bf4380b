"""The chapters of the tour in their order, in parts that can also be gone through alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ui.tour import (
    around,
    audit,
    audit_view,
    authoring,
    every_form,
    exports,
    finishing,
    first_run,
    looking_back,
    looks,
    papers,
    schools,
    sharing,
    visit,
    writing_well,
)
from ui.tour.guide import Guide

Chapter = Callable[[Guide], None]
Steps = tuple[tuple[str, Chapter], ...]

PARTS: Mapping[str, Steps] = {
    "visit": (
        ("look round with the sample project", first_run.look_round),
        ("set up a laptop", first_run.set_up),
        ("lock and unlock", first_run.lock_and_unlock),
        ("import the register", schools.import_register),
        ("find a school and take it on", schools.find_school),
        ("plan a year of visits", schools.plan_year),
        ("some weeks later", visit.weeks_later),
        ("show a school", schools.show_school),
        ("show one's schools", schools.show_schools),
        ("open the visit", visit.open_visit),
        ("give earlier actions a status", visit.review_actions),
        ("write what was looked at", visit.look_at_evidence),
        ("choose a level", visit.choose_level),
        ("lose power and carry on", visit.lose_power),
        ("make an action", visit.make_action),
        ("finish too early", visit.finish_too_early),
        ("answer what is missing", visit.answer_gaps),
        ("finish on site", finishing.finish),
        ("look at the PDF", finishing.look_at_pdf),
        ("save it in other ways", papers.save_other_ways),
        ("write the draft", finishing.write_draft),
        ("reopen as a new revision", finishing.reopen),
    ),
    "looks": (("show other looks", looks.other_looks),),
    "correction": (("correct the note", finishing.correct),),
    "audit": (
        ("open an audit", audit.open_audit),
        ("begin the day", audit.begin_day),
        ("find a prompt", audit.find_prompt),
        ("give prompts a state", audit.give_states),
        ("split a prompt by phase", audit.split_prompt),
        ("ask the core prompts only", audit.be_quick),
        ("take back and do again", audit.take_back),
        ("give levels", audit.give_levels),
        ("add a photo", audit_view.add_photo),
        ("see the photo in the PDF", audit_view.see_photo_printed),
        ("show the profile", audit_view.show_profile),
    ),
    "notes": (
        ("begin a later visit", looking_back.begin_later_visit),
        ("use an answer again", looking_back.use_again),
        ("search earlier records", looking_back.search_earlier),
        ("mark a misspelt word", writing_well.mark_word),
        ("insert a phrase", writing_well.insert_phrase),
        ("write fast", writing_well.write_fast),
    ),
    "forms": (
        ("see the forms", authoring.see_forms),
        ("check a form of one's own", authoring.check_form),
        ("try it", authoring.try_form),
        ("import it and use it", authoring.import_form),
        ("import a newer version", authoring.import_newer),
        ("move a record to it", authoring.move_record),
    ),
    "every-form": (("fill in every other form", every_form.fill_every_form),),
    "sharing": (
        ("work on an audit together", sharing.work_together),
        ("export finished records", exports.export_records),
    ),
    "papers": (
        ("make the documents of finished records", papers.finished_records),
        ("make a school's papers", papers.school_papers),
    ),
    "around": (
        ("a child may be at risk", around.child_at_risk),
        ("show the project", around.project_board),
        ("show the records", around.records),
        ("show the settings", around.settings),
        ("show the help", around.helps),
        ("lock again", around.lock),
    ),
}
"""What each part goes through. The first sets a laptop up; the others go on from there."""

_FIRST = "visit"
_GO_ON_FROM_IT = {"looks", "correction"}  # their pages are those of the visit


def steps_of(parts: Sequence[str] = ()) -> Iterator[tuple[str, Chapter]]:
    """The chapters of these parts, of all without any; without the first, on the sample at once."""
    asked = {*parts, *([_FIRST] if _GO_ON_FROM_IT & {*parts} else [])}
    wanted = [part for part in PARTS if part in asked] or list(PARTS)
    if wanted[0] != _FIRST:
        yield "begin with the sample", visit.begin_with_sample
    for part in wanted:
        yield from PARTS[part]
