"""Settings of this laptop and this person."""
