"""The verbs of the program, one file per noun: the only door through which anything is written."""
