"""Documents on screen, as they are on paper: shared by the pages that show one."""
