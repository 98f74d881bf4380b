"""The door: setting up on first run, unlocking, and coming back in with the recovery key.

Shown before anything of the store is imported, so nothing here knows of the vault: the pages
emit wishes and are told what to show.
"""
