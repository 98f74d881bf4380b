"""Today: the next visit, what is due, and what is on this laptop only."""

from ui.screens.today.screen import TodayScreen

__all__ = ["TodayScreen"]
