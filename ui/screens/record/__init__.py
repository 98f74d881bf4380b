"""The record editor: one section of one record at a time, kept as it is written."""
