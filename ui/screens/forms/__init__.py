"""Forms: which there are, taking one over, and what is wrong with one."""
