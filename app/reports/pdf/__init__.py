"""Blocks as PDF: the only package that knows ReportLab and pikepdf, and nothing of records."""
