"""Everything of Visitbook that has Qt in it."""
