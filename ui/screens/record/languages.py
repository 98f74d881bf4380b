"""The languages of a form: a small choice in the header, where there are several."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.live_record import LiveRecord
from ui.screens.record.moving import Moving
from ui.screens.record.panes import Panes
from ui.widgets.choice import Choice
from ui.widgets.page_header import PageHeader


class Languages(QObject):
    """Shows a record in the language that was last chosen for its form, and lets one choose."""

    def __init__(self, header: PageHeader, panes: Panes, moving: Moving) -> None:
        super().__init__(panes)
        self.choice = Choice((), "Language of the form")
        self._panes = panes
        self._moving = moving
        self._chosen: dict[str, str] = {}
        self.choice.setMinimumContentsLength(7)  # the header has little room
        self.choice.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        header.add(self.choice)
        self.choice.hide()
        self.choice.chosen.connect(self._choose)

    def take(self, live: LiveRecord) -> None:
        """Offer the languages of a record's form, before the record is shown."""
        definition = live.opened.definition
        languages = definition.languages
        self.choice.setVisible(len(languages) > 1)
        self.choice.set_options([(name, name) for name in languages])
        wanted = self._chosen.get(definition.form_id, live.session.language)
        if wanted in languages and wanted != live.session.language:
            live.session.set_language(wanted)
        self.choice.set_value(live.session.language)

    def _choose(self, language: str) -> None:
        live, page = self._moving.live, self._panes.page
        if live is None or page.section is None:
            return
        self._chosen[live.opened.definition.form_id] = language
        ref, place = page.current_ref, page.place
        live.session.set_language(language)
        self._moving.show_section(page.section)
        self._moving.look()  # the names of the sections are said in it too
        if ref:
            page.go_to(ref, place)
        self.choice.setFocus()
