"""Messages: drafts that the person's own mail program opens, and what is sent by an account."""
