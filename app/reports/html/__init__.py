"""Blocks as one web page: no script, no file beside it, nothing that is fetched from elsewhere."""
