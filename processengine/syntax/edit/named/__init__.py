"""Named edits: what people want done to a process, as edit operations and a sentence that says it.

Each takes a document as it stands and raises `EditError`, with the nearest name, where it can't be done.
"""
