"""The dialog in which documents of a whole school are looked at and saved."""

from ui.screens.documents.opening import open_documents

__all__ = ["open_documents"]
