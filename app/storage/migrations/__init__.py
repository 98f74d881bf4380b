"""Steps from one version of the tables to the next: small, named, each in `versions/`.

They run in one transaction, after a safety copy. A step that was released is never edited.
"""
