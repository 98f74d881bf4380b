"""The agreed actions as they will be printed, to be read aloud with the head."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.actions import MOST_ACTIONS, Confidence
from app.domain.calendar import in_words
from app.usecases.finishing import FinishView
from ui.widgets.cell_table import Cell, CellTable, Line
from ui.widgets.table_card import TableCard
from ui.widgets.text import RichWords, Words

HEADINGS = ("No.", "Action", "Who", "By", "How we will know", "Confidence")
_CHIPS = {
    Confidence.ON_TRACK.label: ("done", "check"),
    Confidence.SOME_RISK.label: ("due", "triangle-alert"),
    Confidence.AT_RISK.label: ("due", "circle-alert"),
}


class AgreedCard(TableCard):
    """A table of the agreed actions, and when the next visit is."""

    def __init__(self) -> None:
        self.table = CellTable("Agreed actions", HEADINGS, (0, 8, 4, 0, 7, 0), fitted=True)
        super().__init__(self.table, "Agreed actions", "read them aloud with the head")
        self.empty = Words("No actions yet. Agree up to five at each visit.", "table", "text_muted")
        self.next_visit = RichWords("", "table")
        self.confidence = RichWords("", "table")
        self._fill()

    def show_view(self, view: FinishView) -> None:
        """Show the actions of `view`; nothing where its form has none to agree."""
        self.setVisible(view.agrees_actions)
        count = len(view.actions)
        self.subtitle.setText(f"{count} of at most {MOST_ACTIONS} · read them aloud with the head")
        self.table.setVisible(bool(count))
        self.empty.setVisible(not count)
        self.table.show_lines([_line(row) for row in view.actions])
        agreed = view.next_visit or "date to be agreed"
        self.next_visit.setText(f"Next visit <b>{agreed}</b>")
        self.confidence.setText(f"Plan will work: <b>{view.confidence}</b>")
        self.confidence.setVisible(bool(view.confidence))

    def _fill(self) -> None:
        self.table.setSelectionMode(CellTable.SelectionMode.NoSelection)
        self.foot.addWidget(self.empty)
        self.foot.addWidget(self.next_visit, 1)
        self.foot.addWidget(self.confidence)


def _line(row: Mapping[str, str]) -> Line:
    kind, icon = _CHIPS.get(row["confidence"], ("neutral", ""))
    carried = "Carried from last time" if row.get("carried_from") else ""
    return Line(
        row["id"],
        (
            Cell(row["number"]),
            Cell(row["what"], carried),
            Cell(row["who"]),
            Cell(_day(row["by"])),
            Cell(row["known_by"]),
            Cell(
                row["confidence"],
                look="chip" if row["confidence"] else "plain",
                kind=kind,
                icon=icon,
            ),
        ),
    )


def _day(text: str) -> str:
    """`6 Feb`: the day and month of an ISO date, since all lie within a school year."""
    if not text:
        return ""
    return " ".join(in_words(date.fromisoformat(text)).split()[1:3])
