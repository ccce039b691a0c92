"""The difference between two revisions: what changed, how far it reaches, and how it is said.

`compare` is exact and knows nothing of impact or wording; `impact` judges by a table; `describe` says the sentence.
"""
