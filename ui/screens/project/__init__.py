"""The project: its year, windows and cohorts, and the board of schools against visits."""
