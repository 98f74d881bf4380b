"""Readers of files from outside: row by row, into plain values."""
