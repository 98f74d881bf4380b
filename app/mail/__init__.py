"""Drafts of messages: written as files, opened in the person's own mail program, never sent."""
