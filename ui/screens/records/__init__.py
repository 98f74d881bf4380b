"""All records, to find one and open it."""
