"""Merging files and branches: the sides are read, judged in their library, and merged by meaning, else by lines."""
