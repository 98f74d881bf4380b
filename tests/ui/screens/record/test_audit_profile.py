"""From the editor of an audit to its profile."""

from __future__ import annotations

from ui.places import AuditPage


def test_an_audit_leads_to_its_profile_once_everything_is_kept(editor, qtbot, audit):
    made = editor(audit, "/data/about/auditors")
    qtbot.keyClicks(made.block("auditors").editor.line, "Lead auditor")
    made.screen.panes.profile.click()

    qtbot.waitUntil(lambda: made.navigator.here == AuditPage(audit))
    assert made.kept(audit)["/data/about/auditors"] == "Lead auditor"


def test_a_note_of_visit_has_no_profile(editor, visit_2):
    assert not editor(visit_2).screen.panes.profile.isVisible()
