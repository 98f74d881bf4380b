"""Blocks as a Word file: the only package that knows python-docx, and nothing of records."""
