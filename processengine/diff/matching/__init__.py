"""Guessed renames: which element that is gone is which new one, where the files don't say so themselves.

What keeps its id, or says in its `was` which one it had, is never guessed about. For the rest, each pair of one that
is gone and one that is new is weighed (`weights`) by what both are known by (`portrait`); the best assignment of all
is taken (`assignment`), and each of its pairs has a confidence. `guessing` does so for the stages and steps of a
document, `documents` for whole documents, and `remember` writes down what was found.
"""
