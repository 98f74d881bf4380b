"""Starting a record: for which school, with which form, at which visit."""

from ui.screens.start_record.opening import StartRecord, open_start_record

__all__ = ["StartRecord", "open_start_record"]
