"""The recovery key of a new team, shown this once: to be kept before anything is shared."""

from __future__ import annotations

from ui.widgets.form_dialog import FormDialog
from ui.widgets.key_sheet import OF_TEAM, KeySheet

WORDS = (
    "{name} is made. This key opens what the team has shared if none of its laptops is left. It is "
    "shown this once only. Keep it away from every laptop: on paper, in a safe, or where your "
    "organisation keeps keys."
)


class TeamKeyDialog(FormDialog):
    """`asked` is emitted once the key's last part was typed from where it was kept."""

    def __init__(self, name: str, key: str) -> None:
        words = WORDS.format(name=name)
        super().__init__(
            "Keep the team’s recovery key", "I have kept it", words, icon="check", ems=36
        )
        self.sheet = KeySheet(OF_TEAM)
        self.column.addWidget(self.sheet)
        self.cancel.hide()
        self.sheet.failed.connect(self.message.set_sentence)
        self.sheet.show_key(key)

    def check(self) -> bool:
        """Whether it was kept."""
        return self.sheet.check()

    def reject(self) -> None:
        """Esc does not close it: the key is shown this once only."""
