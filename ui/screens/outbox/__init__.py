"""The outbox: what waits to be sent, what needs a person, what was sent."""
