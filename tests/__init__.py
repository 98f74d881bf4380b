"""The tests. This file makes `tests` ours: a library that is installed brings one of that name."""
