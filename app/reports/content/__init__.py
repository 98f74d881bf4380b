"""Documents as trees of blocks: one module per document, made from a finished record alone."""
