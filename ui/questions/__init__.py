"""One editor for each kind of question, and the block that gives it its label and message."""
