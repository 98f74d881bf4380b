"""The pages of the window, a folder per area; they do not know each other."""
