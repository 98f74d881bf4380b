"""What helps to write well and fast: marked words, phrases, the time and tags by one key."""
