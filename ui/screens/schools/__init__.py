"""Schools: one's own, the register to find others in, and the page of each."""

from ui.screens.schools.school_screen import SchoolScreen
from ui.screens.schools.screen import SchoolsScreen

__all__ = ["SchoolScreen", "SchoolsScreen"]
