"""Everything of Visitbook that needs no screen."""
