"""Syncing with the team: what waits, what clashes, what came; making a team and joining one."""
