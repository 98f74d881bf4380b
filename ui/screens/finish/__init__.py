"""Finishing a record: what is missing, the frozen PDF, and handing it over."""
