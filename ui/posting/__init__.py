"""Letters with a document attached: whom they go to, whether it is locked, and what came of it."""
