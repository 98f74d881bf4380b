"""The page of an adviser's own phrases and words."""
