"""The pieces that screens are built from; they know the theme and nothing of the work."""
