"""Discarding a draft that was begun by mistake: asked for once."""

from ui.screens.discard.opening import open_discard

__all__ = ["open_discard"]
